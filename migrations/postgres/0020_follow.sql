-- Who follows a proposal, and who wants no letters about one they follow or support. A row that is
-- stopped stays while a letter could wait, and for as long as the person supports the proposal.
create table follow (
    person_id bigint not null references person (person_id),
    proposal_id bigint not null references proposal (proposal_id),
    -- since when they are told of what happens
    at bigint not null,
    -- since when they want no letters about it; null: they follow it
    stopped_at bigint,
    primary key (person_id, proposal_id)
);
create index follow_by_proposal on follow (proposal_id, person_id);

-- Since when somebody wants no letters about any proposal.
alter table person add column letters_stopped_at bigint;

-- Of a letter to many: to whom, and about what. With these it says how to stop such letters, and is
-- not sent once they are stopped. Null for all other letters.
alter table outbox add column person_id bigint references person (person_id);
alter table outbox add column proposal_id bigint references proposal (proposal_id);

-- A letter only to those who support the proposal: it asks what followers cannot answer.
alter table mailing add column supporters_only boolean not null default false;
