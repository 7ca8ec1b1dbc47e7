-- Members of the author's group who stand on an idea with it. Five seats: two who ask at the same moment cannot
-- both take the last one.
create table idea_coauthor (
    proposal_id bigint not null references proposal (proposal_id),
    person_id bigint not null references person (person_id),
    -- alias and group as they were at the yes; empty before it
    name text not null,
    -- domain::coauthors::CoauthorState
    state text not null,
    -- none for a no, and for a name under seal
    seat bigint check (seat between 1 and 5),
    asked_at bigint not null,
    answered_at bigint,
    primary key (proposal_id, person_id),
    unique (proposal_id, seat)
);
create index idea_coauthor_by_person on idea_coauthor (person_id);
-- Who said yes, in the order of their seats, as a list in JSON: shown wherever the author's name is.
alter table proposal add column coauthors text not null default '[]';
