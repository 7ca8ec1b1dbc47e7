-- How often its words were changed: of two windows with the same form, the second is told.
alter table comment add column version bigint not null default 1;
-- When they were changed in sight of everybody, the last time.
alter table comment add column edited_at bigint;
-- The key of the form that changed them last: sending it twice changes once.
alter table comment add column edit_key text;
-- What it quotes, and the words; without words: the comment they are from is hidden.
alter table comment add column quoted_id bigint references comment (comment_id);
alter table comment add column quoted_text text;
create index comment_quoting on comment (quoted_id) where quoted_id is not null;

-- What stood there before: appended, never changed but by hiding, which empties the words.
create table comment_revision (
    comment_revision_id bigint generated always as identity primary key,
    comment_id bigint not null references comment (comment_id),
    -- who wrote it: what somebody takes out has it
    person_id bigint not null references person (person_id),
    -- comment.version while it stood there
    number bigint not null,
    text text not null,
    -- since when it stood there, and until when
    at bigint not null,
    until bigint not null,
    unique (comment_id, number)
);
create index comment_revision_by_person on comment_revision (person_id);
create trigger comment_revision_append_only
    before update of comment_id, number, at, until or delete on comment_revision
    for each row execute function refuse_rewriting();
create trigger comment_revision_no_truncate before truncate on comment_revision
    for each statement execute function refuse_rewriting();

-- That a question of the discussion has its answer: appended, the last one of a question holds.
create table comment_answer (
    comment_answer_id bigint generated always as identity primary key,
    proposal_id bigint not null references proposal (proposal_id),
    -- the question
    comment_id bigint not null references comment (comment_id),
    -- the reply that answers it
    reply_id bigint references comment (comment_id),
    -- the answer in other words, or empty
    text text not null,
    actor_id bigint not null references person (person_id),
    -- name, duty and title as they were: domain::actor::Standing as JSON
    actor_name text not null,
    actor_standing text not null,
    at bigint not null,
    -- the one before; 0: none
    replaces bigint not null,
    once_key text not null,
    -- one after the other, also from two desks
    unique (comment_id, replaces),
    unique (comment_id, once_key)
);
create index comment_answer_by_proposal on comment_answer (proposal_id, comment_id);
create trigger comment_answer_append_only before update or delete on comment_answer
    for each row execute function refuse_rewriting();
create trigger comment_answer_no_truncate before truncate on comment_answer
    for each statement execute function refuse_rewriting();
