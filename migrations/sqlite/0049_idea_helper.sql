-- Who wants to help with an idea. How many is public; who is told to whoever leads the author's group, or
-- wrote it, and only as far as somebody agreed.
create table idea_helper (
    proposal_id bigint not null references proposal (proposal_id),
    person_id bigint not null references person (person_id),
    -- whether the name may be told; of a member of a group there is only an alias
    shows_name boolean not null,
    at bigint not null,
    primary key (proposal_id, person_id)
);
create index idea_helper_by_person on idea_helper (person_id);
