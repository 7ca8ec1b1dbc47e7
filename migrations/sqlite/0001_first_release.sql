-- People and what they may do. Who somebody is comes from here; what a role may do is in `domain`.
create table person (
    person_id integer primary key,
    -- null: a young person in a group, or an imported author without an account
    email text unique,
    email_confirmed_at bigint,
    password_hash text,
    -- shown beside what the person writes
    display_name text not null,
    -- how well we know who it is; domain::actor::Level
    level text not null,
    created_at bigint not null
);

-- A role held for a time. What was written keeps the role held then: acts copy it.
create table standing (
    standing_id integer primary key,
    person_id bigint not null references person (person_id),
    role text not null,
    department text,
    title text,
    party text,
    assignment text,
    body text,
    from_at bigint not null,
    until_at bigint
);
create index standing_by_person on standing (person_id);

-- A signed-in browser or an API key. Only the hash of the secret is stored.
create table session (
    session_hash text primary key,
    person_id bigint not null references person (person_id),
    kind text not null,
    created_at bigint not null,
    last_seen_at bigint not null,
    expires_at bigint not null,
    user_agent text not null
);
create index session_by_person on session (person_id);

-- An account somebody asked for, until the link in the letter proves that the address is theirs. Not
-- among the people before that: who registers another's address blocks nothing and leaves no
-- password behind.
create table registration (
    registration_id text primary key,
    email text not null,
    display_name text not null,
    password_hash text not null,
    created_at bigint not null
);

-- Links that work once: using one is inserting its id, the key settles two clicks at a time.
create table used_link (
    link_id text primary key,
    purpose text not null,
    used_at bigint not null
);

-- Mail to be sent. Written in the transaction that gives the reason for it, sent by a job.
create table outbox (
    outbox_id integer primary key,
    to_address text not null,
    subject text not null,
    body text not null,
    created_at bigint not null,
    next_attempt_at bigint not null,
    attempts bigint not null,
    sent_at bigint,
    last_error text
);
create index outbox_waiting on outbox (next_attempt_at) where sent_at is null;

-- One row where everything here is invented (`nara demo`): such a database is never served as a real
-- municipality's, and a real one's never as the demo, which shows every letter to everybody.
create table demo (
    demo_id integer primary key,
    made_at bigint not null
);

-- The rules of a municipality. A version is never edited: a proposal keeps the one it began under.
create table ruleset (
    ruleset_id integer primary key,
    municipality text not null,
    version bigint not null,
    rules text not null,
    created_at bigint not null,
    unique (municipality, version)
);

-- The next diary number of a year.
create table diary_counter (
    year bigint primary key,
    last_number bigint not null
);

-- A proposal or an idea as it stands now: a projection of its acts, kept for lists and search.
create table proposal (
    proposal_id integer primary key,
    kind text not null,
    title text not null,
    body text not null,
    -- set where the text may not be published (it names somebody, or is about one person's case)
    body_withheld boolean not null,
    topic text not null,
    district text,
    proposer_id bigint not null references person (person_id),
    -- as it was chosen when the proposal was handed in
    proposer_name text not null,
    ruleset_id bigint not null references ruleset (ruleset_id),
    diary_number text unique,
    submitted_at bigint not null,
    -- domain::proposal::Course as JSON, and what lists need of it
    course text not null,
    stage text not null,
    stage_group text not null,
    -- the promise: an answer by this day (ISO date), null where nothing is promised
    answer_by text,
    -- when the first answer or decision was recorded; null until then
    first_answered_at bigint,
    -- last public event; what "latest" sorts by
    changed_at bigint not null,
    support_count bigint not null,
    comment_count bigint not null,
    -- place in the seeded random order
    shuffle bigint not null,
    -- Swedish stems of title and body; domain::search
    search_text text not null,
    -- the form's key: sending it twice makes one proposal
    once_key text not null,
    unique (proposer_id, once_key)
);
create index proposal_by_change on proposal (changed_at desc, proposal_id desc);
create index proposal_by_support on proposal (support_count desc, proposal_id desc);
create index proposal_by_age on proposal (submitted_at, proposal_id);
create index proposal_by_shuffle on proposal (shuffle, proposal_id);
create index proposal_by_group on proposal (stage_group, changed_at desc, proposal_id desc);
create index proposal_by_topic on proposal (topic, changed_at desc, proposal_id desc);
create index proposal_by_answer on proposal (first_answered_at desc) where first_answered_at is not null;
create index proposal_by_proposer on proposal (proposer_id, proposal_id);

-- The official record: appended, never changed. A correction is a new act that points at the old.
create table act (
    act_id integer primary key autoincrement,
    proposal_id bigint not null references proposal (proposal_id),
    -- domain::answer::ActKind: transition, official_answer, elected_opinion, correction …
    kind text not null,
    -- domain::proposal::TransitionKind, for transitions
    transition text,
    -- the stage after the act
    stage text not null,
    -- null: the system, by rule
    actor_id bigint references person (person_id),
    -- role, name, title, department, party, assignment as they were: domain::actor::Standing as JSON
    actor_role text not null,
    actor_name text not null,
    actor_standing text not null,
    -- when it was recorded
    at bigint not null,
    -- the day it happened, as told by who recorded it (ISO date)
    happened_on text not null,
    -- field name → text, as JSON
    fields text not null,
    -- the act this one corrects; one correction at most, which may be corrected itself
    supersedes bigint unique references act (act_id),
    once_key text not null,
    unique (proposal_id, once_key)
);
create index act_by_proposal on act (proposal_id, act_id);
create index act_by_kind on act (kind, act_id desc);

-- One row per person and proposal, whatever happens at the same moment.
create table support (
    proposal_id bigint not null references proposal (proposal_id),
    person_id bigint not null references person (person_id),
    at bigint not null,
    primary key (proposal_id, person_id)
);
create index support_by_person on support (person_id, proposal_id);

-- Every support given and taken back, appended in the same transaction as the row and the count.
create table support_event (
    support_event_id integer primary key autoincrement,
    proposal_id bigint not null references proposal (proposal_id),
    person_id bigint not null references person (person_id),
    -- given, withdrawn
    kind text not null,
    at bigint not null
);
create index support_event_by_proposal on support_event (proposal_id, support_event_id);

create table comment (
    comment_id integer primary key,
    proposal_id bigint not null references proposal (proposal_id),
    -- a reply answers a comment that is no reply itself
    parent_id bigint references comment (comment_id),
    person_id bigint not null references person (person_id),
    author_name text not null,
    -- official, elected … where the author wrote in that role; domain::actor::Standing as JSON
    author_role text not null,
    author_standing text not null,
    stance text not null,
    text text not null,
    at bigint not null,
    once_key text not null,
    unique (person_id, once_key)
);
create index comment_by_proposal on comment (proposal_id, comment_id);

-- A proposal being written. Its id is its secret: whoever has the address may go on writing, so
-- nobody has to sign in, or take a cookie, before the last step.
create table draft (
    draft_id text primary key,
    person_id bigint references person (person_id),
    -- field name → text, as JSON
    fields text not null,
    created_at bigint not null,
    updated_at bigint not null,
    proposal_id bigint references proposal (proposal_id)
);
create index draft_by_person on draft (person_id);
create index draft_by_age on draft (updated_at);

-- What happened in public, in the order it was committed: the live stream replays from here.
create table event (
    seq bigint primary key,
    kind text not null,
    proposal_id bigint references proposal (proposal_id),
    -- ids and counts only, as JSON
    data text not null,
    at bigint not null
);
create index event_by_proposal on event (proposal_id, seq);

-- One row. Taking the next number locks it until commit, so numbers have no gaps and nobody ever
-- sees a later one before an earlier one.
create table event_head (
    event_head_id bigint primary key,
    seq bigint not null
);
insert into event_head (event_head_id, seq) values (1, 0);

-- Search over the stems in `search_text`. Diacritics are kept: "får" is not "far".
create virtual table proposal_search using fts5 (
    search_text,
    content = 'proposal',
    content_rowid = 'proposal_id',
    tokenize = 'unicode61 remove_diacritics 0'
);
create trigger proposal_search_insert after insert on proposal begin
    insert into proposal_search (rowid, search_text) values (new.proposal_id, new.search_text);
end;
create trigger proposal_search_update after update of search_text on proposal begin
    insert into proposal_search (proposal_search, rowid, search_text)
    values ('delete', old.proposal_id, old.search_text);
    insert into proposal_search (rowid, search_text) values (new.proposal_id, new.search_text);
end;

-- The record refuses to be rewritten, whoever asks.
create trigger act_no_update before update on act begin
    select raise(abort, 'act is append-only');
end;
create trigger act_no_delete before delete on act begin
    select raise(abort, 'act is append-only');
end;
create trigger support_event_no_update before update on support_event begin
    select raise(abort, 'support_event is append-only');
end;
create trigger support_event_no_delete before delete on support_event begin
    select raise(abort, 'support_event is append-only');
end;
