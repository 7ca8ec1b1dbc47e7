-- What stands among questions to the municipality can be reported, hidden and shown again, as every text can.
-- null: a text among questions
alter table moderation alter column proposal_id drop not null;
-- null: a text of a proposal or idea, or about one
alter table moderation add column question_set_id bigint references question_set (question_set_id);
-- null: the heading of the questions, and what stands before them
alter table moderation add column question_id bigint references question (question_id);
alter table moderation add check ((proposal_id is null) <> (question_set_id is null));
-- Two who report a text at the same moment report the same one; what is hidden cannot be reported.
create unique index moderation_open_asked on moderation (question_set_id, coalesce(question_id, 0))
    where state in ('open', 'hidden');

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
