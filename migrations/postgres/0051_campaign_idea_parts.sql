-- What makes an idea of a campaign one that can be answered: its problem, its first step, and roughly what it
-- costs. Appended, never changed: the last one holds.
create table campaign_idea_parts (
    campaign_idea_parts_id bigint generated always as identity primary key,
    proposal_id bigint not null references proposal (proposal_id),
    person_id bigint not null references person (person_id),
    -- the name it was written under: an alias with its group, or a name
    person_name text not null,
    -- domain::campaign::Parts
    problem text not null,
    first_step text not null,
    rough_cost text not null,
    at bigint not null,
    -- what stood there before; 0: nothing
    replaces bigint not null,
    -- the form's key: sending it twice writes once
    once_key text not null,
    unique (proposal_id, once_key),
    -- one after the other, also from two phones
    unique (proposal_id, replaces)
);
create trigger campaign_idea_parts_append_only before update or delete on campaign_idea_parts
    for each row execute function refuse_rewriting();
create trigger campaign_idea_parts_no_truncate before truncate on campaign_idea_parts
    for each statement execute function refuse_rewriting();
