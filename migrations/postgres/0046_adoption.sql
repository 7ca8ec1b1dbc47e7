-- Somebody wants to hand in an idea as a proposal in their own name; whoever wrote it says yes or no.
create table adoption (
    -- never given twice: a page that was opened before answers by it
    adoption_id bigint generated always as identity primary key,
    idea_id bigint not null references proposal (proposal_id),
    asker_id bigint not null references person (person_id),
    -- words to whoever wrote the idea, and theirs back; gone once the proposal is handed in
    why text not null,
    word text not null,
    -- domain::adoption::AdoptionState
    state text not null,
    asked_at bigint not null,
    answered_at bigint,
    -- where it is being written
    draft_id text unique,
    -- what it became
    proposal_id bigint unique references proposal (proposal_id),
    unique (idea_id, asker_id),
    check (proposal_id is null or state = 'agreed'),
    check (proposal_id <> idea_id)
);
-- Two who get a yes at the same moment: one of them does. An idea becomes one proposal at most.
create unique index adoption_agreed on adoption (idea_id) where state = 'agreed';
create index adoption_by_asker on adoption (asker_id);
