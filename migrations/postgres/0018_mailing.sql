-- A letter to everybody who supports a proposal, on its way into the outbox some hundreds at a time:
-- whoever publishes waits for none of them. Gone when everybody has theirs.
create table mailing (
    mailing_id bigint generated always as identity primary key,
    proposal_id bigint not null references proposal (proposal_id),
    -- gets a letter of their own
    apart_from bigint not null references person (person_id),
    -- those who read this language
    lang text not null,
    subject text not null,
    body text not null,
    -- who supports it from later on is told of what happens next
    at bigint not null,
    -- everybody up to this number has theirs
    after_person bigint not null
);
