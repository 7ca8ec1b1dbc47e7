-- What begins the thread, where a reply answers a reply; its parent is that reply.
alter table comment add column thread_id bigint references comment (comment_id);
-- How many agree: a number of its own, so that a page is sorted by an index.
alter table comment add column support_count bigint not null default 0;

-- That somebody agrees with a comment: once, and shown to nobody by name.
create table comment_support (
    comment_id bigint not null references comment (comment_id),
    person_id bigint not null references person (person_id),
    at bigint not null,
    primary key (comment_id, person_id)
);
create index comment_support_by_person on comment_support (person_id, comment_id);

-- A thread in the order it is read: each reply with what answers it. Of every comment: asked for replies
-- alone, SQLite would rather look through all of them.
create index comment_in_thread on comment (
    (coalesce(thread_id, parent_id)),
    (case when thread_id is null then comment_id else parent_id end),
    comment_id
);
-- The first page of each order costs the same however many there are.
create index comment_by_support on comment (proposal_id, support_count desc, comment_id desc)
    where parent_id is null;
create index comment_by_side on comment (proposal_id, stance, support_count desc, comment_id desc)
    where parent_id is null;
