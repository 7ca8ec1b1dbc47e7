-- When somebody took their account away. The row stays: what they wrote and whom they supported is
-- part of the public record, which points at it.
alter table person add column erased_at bigint;

-- Names taken off the pages when an account was erased. What residents hand in and write is a public
-- document and the archive law keeps it whole, so the name is not destroyed: it stands here, where
-- no page reads it.
create table sealed_name (
    sealed_name_id integer primary key,
    person_id bigint not null references person (person_id),
    -- one of the two: where the name stood
    proposal_id bigint unique references proposal (proposal_id),
    comment_id bigint unique references comment (comment_id),
    name text not null,
    sealed_at bigint not null
);
create index sealed_name_by_person on sealed_name (person_id);
