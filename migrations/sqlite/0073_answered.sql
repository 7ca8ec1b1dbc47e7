-- What a reply on the second level answers: the reply it stands below, or one that stands beside it. null: it is on
-- another level, or was written before that was noted.
alter table comment add column answers_id bigint references comment (comment_id)
    check (answers_id is null or thread_id is not null);
create index comment_answering on comment (answers_id) where answers_id is not null;
