-- What somebody began to write in a discussion and has not sent. Nobody else's: one of a person and case.
create table comment_draft (
    person_id bigint not null references person (person_id),
    proposal_id bigint not null references proposal (proposal_id),
    -- what it was to reply to
    parent_id bigint references comment (comment_id),
    -- domain::dialogue::CommentStance; empty: not chosen yet
    stance text not null,
    text text not null,
    updated_at bigint not null,
    -- the key of the form it stands in: once that was sent, this is no draft any more
    once_key text not null,
    primary key (person_id, proposal_id)
);
create index comment_draft_by_age on comment_draft (updated_at);
