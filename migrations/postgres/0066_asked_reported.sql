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
