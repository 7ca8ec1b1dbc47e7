-- Questions to the municipality are talked about, too. What is talked about is a row of this table, so that every
-- comment, draft, report, lock and alarm goes on hanging on one thing.
-- null: what somebody put forward
alter table proposal add column question_set_id bigint references question_set (question_set_id)
    check ((question_set_id is not null) = (kind = 'questions'));
-- One discussion of each.
create unique index proposal_of_questions on proposal (question_set_id)
    where question_set_id is not null;

-- Of those that everybody reads already. In no list, and without a word of what was asked.
insert into proposal (kind, title, body, body_withheld, topic, proposer_id, proposer_name, ruleset_id,
    submitted_at, course, stage, stage_group, changed_at, support_count, comment_count, shuffle,
    search_text, once_key, days, question_set_id)
select 'questions', 'Frågor till kommunen, nr ' || s.question_set_id, '', true, 'oppenhet', s.asker_id, '',
    (select max(r.ruleset_id) from ruleset r), s.published_at, '{"kind":"questions"}', 'questions',
    'not_public', s.published_at, 0, 0, 0, '', 'questions:' || s.question_set_id, '[]', s.question_set_id
from question_set s
where s.published_at is not null;
