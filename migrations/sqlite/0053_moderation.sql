-- A text that somebody reported, and how far that has come: a projection of its acts.
create table moderation (
    -- never given twice: a page that was opened before speaks of it by it
    moderation_id integer primary key autoincrement,
    proposal_id bigint not null references proposal (proposal_id),
    -- null: the text of the proposal or idea itself
    comment_id bigint references comment (comment_id),
    -- domain::moderation::CaseState
    state text not null,
    opened_at bigint not null
);
-- Two who report a text at the same moment report the same one; what is hidden cannot be reported.
create unique index moderation_open on moderation (proposal_id, coalesce(comment_id, 0))
    where state in ('open', 'hidden');
create index moderation_by_state on moderation (state, moderation_id);

-- That somebody reported it, and why.
create table text_report (
    text_report_id integer primary key autoincrement,
    moderation_id bigint not null references moderation (moderation_id),
    -- null: somebody who was not signed in, or it was settled some time ago
    person_id bigint references person (person_id),
    -- domain::moderation::Reason
    reason text not null,
    -- a sentence; empty: none, or it was settled some time ago
    words text not null,
    at bigint not null,
    -- the form's key: sending it twice reports once
    once_key text not null,
    unique (moderation_id, once_key),
    -- one report of a person
    unique (moderation_id, person_id)
);
create index text_report_by_person on text_report (person_id) where person_id is not null;

-- What was done about it: appended, never changed.
create table moderation_act (
    moderation_act_id integer primary key autoincrement,
    moderation_id bigint not null references moderation (moderation_id),
    -- domain::moderation::CaseMove
    step text not null,
    -- domain::moderation::Reason: the rule it is hidden by
    rule text,
    reason text not null,
    actor_id bigint not null references person (person_id),
    -- name and duty as they were: domain::actor::Standing as JSON
    actor_name text not null,
    actor_standing text not null,
    at bigint not null,
    -- the act before; 0: none
    replaces bigint not null,
    once_key text not null,
    unique (moderation_id, once_key),
    -- one after the other, also from two desks
    unique (moderation_id, replaces)
);
create trigger moderation_act_no_update before update on moderation_act begin
    select raise(abort, 'moderation_act is append-only');
end;
create trigger moderation_act_no_delete before delete on moderation_act begin
    select raise(abort, 'moderation_act is append-only');
end;

-- What stood in a hidden text. It is nowhere else: nothing that reads proposals or comments can show it.
create table hidden_text (
    moderation_id bigint not null primary key references moderation (moderation_id),
    -- whose text it is
    author_id bigint not null references person (person_id),
    -- field name → text, as JSON
    fields text not null,
    sealed_at bigint not null,
    -- when it came back to where it stood
    opened_at bigint
);

-- The rule and the day, where a text is hidden: domain::moderation::Hidden.
alter table proposal add column hidden text;
alter table comment add column hidden text;
