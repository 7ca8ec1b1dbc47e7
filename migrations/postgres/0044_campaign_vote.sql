-- What somebody votes for in a campaign, while the vote goes on. When it is counted the box is emptied
-- into campaign_counted, and nothing of who voted is left.
create table campaign_ballot (
    campaign_id bigint not null references campaign (campaign_id),
    -- from 1: whoever sends two ballots at the same moment wants the first place twice
    place bigint not null check (place between 1 and 5),
    person_id bigint not null references person (person_id),
    proposal_id bigint not null references proposal (proposal_id),
    at bigint not null,
    -- one ballot of a person, also the key by which ballots are counted
    primary key (campaign_id, place, person_id),
    -- with different ideas on it
    unique (campaign_id, person_id, proposal_id)
);
create index campaign_ballot_by_person on campaign_ballot (person_id);

-- The box after the count: which ideas stood on a ballot (their numbers, the smallest first), and how many
-- ballots said the same. Whoever has the database can count again; nobody can say whose a ballot was.
create table campaign_counted (
    campaign_id bigint not null references campaign (campaign_id),
    ideas text not null,
    ballots bigint not null check (ballots > 0),
    primary key (campaign_id, ideas)
);
create trigger campaign_counted_append_only before update or delete on campaign_counted
    for each row execute function refuse_rewriting();
create trigger campaign_counted_no_truncate before truncate on campaign_counted
    for each statement execute function refuse_rewriting();

-- Slips that were counted by hand. Each entry is kept; the last one of whoever entered it holds.
create table campaign_paper (
    campaign_paper_id bigint generated always as identity primary key,
    campaign_id bigint not null references campaign (campaign_id),
    person_id bigint not null references person (person_id),
    -- name, duty and title as they were
    person_name text not null,
    slips bigint not null check (slips > 0),
    counted_by text not null,
    counted_with text not null,
    at bigint not null,
    once_key text not null,
    unique (campaign_id, once_key)
);
create trigger campaign_paper_append_only before update or delete on campaign_paper
    for each row execute function refuse_rewriting();
create trigger campaign_paper_no_truncate before truncate on campaign_paper
    for each statement execute function refuse_rewriting();

-- How many of them chose an idea. Sealed until the vote is counted: no page shows it.
create table campaign_paper_idea (
    campaign_paper_id bigint not null references campaign_paper (campaign_paper_id),
    proposal_id bigint not null references proposal (proposal_id),
    votes bigint not null check (votes >= 0),
    primary key (campaign_paper_id, proposal_id)
);
create trigger campaign_paper_idea_append_only before update or delete on campaign_paper_idea
    for each row execute function refuse_rewriting();
create trigger campaign_paper_idea_no_truncate before truncate on campaign_paper_idea
    for each statement execute function refuse_rewriting();
