-- Whether an idea was new to those who were elected, as each of them says. Appended, never changed: the last
-- one of whoever says it holds.
create table campaign_novelty (
    campaign_novelty_id integer primary key autoincrement,
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
create trigger campaign_novelty_no_update before update on campaign_novelty begin
    select raise(abort, 'campaign_novelty is append-only');
end;
create trigger campaign_novelty_no_delete before delete on campaign_novelty begin
    select raise(abort, 'campaign_novelty is append-only');
end;
