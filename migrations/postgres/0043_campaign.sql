-- An idea campaign as it stands now: a projection of its acts, kept for lists.
create table campaign (
    campaign_id bigint generated always as identity primary key,
    -- its address; never changes
    slug text not null unique,
    -- who made the draft
    maker_id bigint not null references person (person_id),
    title text not null,
    -- domain::campaign::Plan and CampaignStage as JSON, and the stage's code
    plan text not null,
    course text not null,
    stage text not null,
    -- ISO day on which a step is due by itself; null: none
    due_on text,
    created_at bigint not null,
    changed_at bigint not null,
    -- the form's key: sending it twice makes one draft
    once_key text not null unique
);
create index campaign_due on campaign (due_on) where due_on is not null;

-- The record of a campaign: appended, never changed.
create table campaign_act (
    campaign_act_id bigint generated always as identity primary key,
    campaign_id bigint not null references campaign (campaign_id),
    -- domain::campaign::CampaignStepKind
    step text not null,
    -- the stage after it
    stage text not null,
    -- null: the passing of time
    actor_id bigint references person (person_id),
    -- name, duty and title as they were: domain::actor::Standing as JSON
    actor_name text not null,
    actor_standing text not null,
    at bigint not null,
    -- field name → text, as JSON
    fields text not null,
    once_key text not null,
    unique (campaign_id, once_key)
);
create index campaign_act_by_campaign on campaign_act (campaign_id, campaign_act_id);
create trigger campaign_act_append_only before update or delete on campaign_act
    for each row execute function refuse_rewriting();
create trigger campaign_act_no_truncate before truncate on campaign_act
    for each statement execute function refuse_rewriting();

-- The campaign a group takes part in.
alter table youth_group add column campaign_id bigint references campaign (campaign_id);
create index youth_group_by_campaign on youth_group (campaign_id) where campaign_id is not null;

-- The campaign an idea belongs to, and the number of its set there.
alter table proposal add column campaign_id bigint references campaign (campaign_id);
alter table proposal add column campaign_set bigint;
create index proposal_by_campaign on proposal (campaign_id, proposal_id) where campaign_id is not null;

-- What was chosen about an idea: the slot it fills, or why it is kept for later.
create table campaign_choice (
    proposal_id bigint not null primary key references proposal (proposal_id),
    campaign_id bigint not null references campaign (campaign_id),
    slot bigint,
    reason text,
    person_id bigint not null references person (person_id),
    at bigint not null,
    -- one idea in a slot
    unique (campaign_id, slot)
);
