-- Questions to the municipality are told live, found by the search, and followed.
alter table event add column question_set_id bigint references question_set (question_set_id);

-- What somebody was told of can be what happened to questions. `what` is then question_act.
alter table notice alter column proposal_id drop not null;
-- null: it happened to a proposal or an idea
alter table notice add column question_set_id bigint references question_set (question_set_id);
alter table notice add check ((proposal_id is null) <> (question_set_id is null));

-- Swedish stems of what everybody reads of the questions and their answers: domain::search. Empty where nobody
-- does; null: nobody has looked since there is such a column.
alter table question_set add column search_text text;
create index question_set_unsearched on question_set (question_set_id)
    where search_text is null and state in ('open', 'answered');
alter table question_set add column search_vector tsvector
    generated always as (to_tsvector('simple', coalesce(search_text, ''))) stored;
create index question_search on question_set using gin (search_vector);
