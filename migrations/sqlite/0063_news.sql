-- A topic, a part of the municipality, a body, or somebody with a public duty that somebody follows.
create table watch (
    person_id bigint not null references person (person_id),
    -- domain::watching::WatchKind, and what names it among its kind
    kind text not null,
    key text not null,
    -- since when they are told of what happens
    at bigint not null,
    primary key (person_id, kind, key)
);
create index watch_by_key on watch (kind, key, person_id);

-- How soon somebody is told of each kind by letter. No row: as domain::news says.
create table pace (
    person_id bigint not null references person (person_id),
    -- domain::news::News
    news text not null,
    -- domain::news::Pace
    pace text not null,
    -- what they had chosen before: what happened before `since` is told by that
    was text,
    since bigint not null,
    primary key (person_id, news)
);

-- What somebody was told of. Never a text: what it says is read where it stands, as it may be read then.
create table notice (
    notice_id integer primary key autoincrement,
    person_id bigint not null references person (person_id),
    -- domain::news::News
    news text not null,
    proposal_id bigint not null references proposal (proposal_id),
    -- act, comment or proposal, and its number
    what text not null,
    what_id bigint not null,
    -- when it happened, and when that was noted
    at bigint not null,
    created_at bigint not null,
    -- when a letter is due that tells of it; null: none is, or it went out
    due_at bigint,
    -- the letter (outbox) that told of it
    letter_id bigint,
    -- since when they have seen it
    read_at bigint,
    -- nobody is told of the same thing twice
    unique (person_id, what, what_id)
);
create index notice_of_person on notice (person_id, notice_id);
create index notice_unread on notice (person_id) where read_at is null;
create index notice_due on notice (due_at, person_id) where due_at is not null;
create index notice_by_letter on notice (letter_id) where letter_id is not null;
create index notice_by_age on notice (at);

-- That what collected until this moment went out: one letter of a morning, whatever restarts.
create table notice_letter (
    person_id bigint not null references person (person_id),
    due_at bigint not null,
    sent_at bigint not null,
    primary key (person_id, due_at)
);

-- One row: everything up to this public event was told, and of the next one everybody up to this person. What
-- happened before there was such a list is told to nobody.
create table telling (
    telling_id bigint not null primary key,
    seq bigint not null,
    after_person bigint not null
);
insert into telling (telling_id, seq, after_person) select 1, seq, 0 from event_head;

-- A letter that collects what happened: it is about no single proposal, and yet can be stopped.
alter table outbox add column collected boolean not null default false;
drop index outbox_to_one;
create index outbox_to_one_person on outbox (next_attempt_at)
    where sent_at is null and proposal_id is null and not collected;
create index outbox_collected on outbox (next_attempt_at) where sent_at is null and collected;
