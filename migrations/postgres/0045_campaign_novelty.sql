-- Whether an idea was new to those who were elected, as each of them says. Appended, never changed: the last
-- one of whoever says it holds.
create table campaign_novelty (
    campaign_novelty_id bigint generated always as identity primary key,
    campaign_id bigint not null references campaign (campaign_id),
    proposal_id bigint not null references proposal (proposal_id),
    person_id bigint not null references person (person_id),
    -- name, duty and party as they were: domain::actor::Standing as JSON
    person_name text not null,
    person_standing text not null,
    at bigint not null,
    -- field name → text, as JSON: domain::campaign::Said
    fields text not null,
    -- what the same person said before; 0: nothing
    replaces bigint not null,
    once_key text not null,
    unique (campaign_id, once_key),
    -- one after the other, also from two windows
    unique (proposal_id, person_id, replaces)
);
create index campaign_novelty_by_campaign on campaign_novelty (campaign_id, campaign_novelty_id);
create trigger campaign_novelty_append_only before update or delete on campaign_novelty
    for each row execute function refuse_rewriting();
create trigger campaign_novelty_no_truncate before truncate on campaign_novelty
    for each statement execute function refuse_rewriting();
