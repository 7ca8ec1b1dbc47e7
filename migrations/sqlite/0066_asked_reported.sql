-- What stands among questions to the municipality can be reported, hidden and shown again, as every text can.
-- The table is made anew: a column of it may be empty from now on. Its rows keep their numbers.
pragma defer_foreign_keys = on;
create table moderation_before as select * from moderation;
drop table moderation;
create table moderation (
    -- never given twice: a page that was opened before speaks of it by it
    moderation_id integer primary key autoincrement,
    -- null: a text among questions
    proposal_id bigint references proposal (proposal_id),
    -- null: the text of the proposal or idea itself
    comment_id bigint references comment (comment_id),
    -- null: a text of a proposal or idea, or about one
    question_set_id bigint references question_set (question_set_id),
    -- null: the heading of the questions, and what stands before them
    question_id bigint references question (question_id),
    -- domain::moderation::CaseState
    state text not null,
    opened_at bigint not null,
    check ((proposal_id is null) <> (question_set_id is null))
);
insert into moderation (moderation_id, proposal_id, comment_id, state, opened_at)
    select moderation_id, proposal_id, comment_id, state, opened_at
    from moderation_before order by moderation_id;
drop table moderation_before;
-- Two who report a text at the same moment report the same one; what is hidden cannot be reported.
create unique index moderation_open on moderation (proposal_id, coalesce(comment_id, 0))
    where state in ('open', 'hidden');
create unique index moderation_open_asked on moderation (question_set_id, coalesce(question_id, 0))
    where state in ('open', 'hidden');
create index moderation_by_state on moderation (state, moderation_id);

-- The rule and the day, where a text is hidden: domain::moderation::Hidden.
alter table question_set add column hidden text;
alter table question add column hidden text;
-- What it was before it was hidden: domain::question::NumberState.
alter table question add column before_hidden text;

-- How far the letters about questions have come: what is done within an hour is one letter.
create table question_letter (
    question_set_id bigint not null primary key references question_set (question_set_id),
    -- everything up to this act has been told
    told_act bigint not null,
    -- of a letter on its way: the last act in it
    until_act bigint,
    -- when what waits is told; null: nothing waits
    due_at bigint,
    -- of a letter on its way: everybody up to this number has theirs
    after_person bigint not null
);
create index question_letter_due on question_letter (due_at) where due_at is not null;

-- Since when somebody wants no letters about a question that is theirs, too.
alter table question_same add column stopped_at bigint;
