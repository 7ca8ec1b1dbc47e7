-- Which proposal this one has become part of: everything goes on there.
alter table proposal add column merged_into bigint references proposal (proposal_id);
create index proposal_by_lead on proposal (merged_into) where merged_into is not null;

-- What leads is part of nothing, and what is part of something leads nothing: no chains, no rings,
-- whatever two officials and four proposers do at the same moment.
create function refuse_chain() returns trigger language plpgsql as $$
begin
    -- The one that leads stays as it is until the transaction ends.
    perform 1 from proposal p where p.proposal_id = new.merged_into for no key update;
    if new.merged_into = new.proposal_id
        or exists (select 1 from proposal p
            where p.proposal_id = new.merged_into and p.merged_into is not null)
        or exists (select 1 from proposal p where p.merged_into = new.proposal_id)
    then
        raise exception 'a proposal is part of one that is whole';
    end if;
    return new;
end
$$;
create trigger proposal_no_chain before update of merged_into on proposal
    for each row when (new.merged_into is not null) execute function refuse_chain();

-- That one proposal becomes part of another, as an official suggests and both proposers answer.
create table merge_suggestion (
    merge_suggestion_id bigint generated always as identity primary key,
    proposal_id bigint not null references proposal (proposal_id),
    lead_id bigint not null references proposal (proposal_id),
    -- why, in plain words
    reason text not null,
    by_id bigint not null references person (person_id),
    -- as they were when they suggested it: so it stands in the record once both have agreed
    by_name text not null,
    by_standing text not null,
    at bigint not null,
    -- the last day for answers (ISO date)
    until_day text not null,
    -- what whoever put each of the two forward says; null: nothing yet
    part_agrees boolean,
    lead_agrees boolean,
    -- domain::merging::Outcome; null: not ended
    outcome text,
    ended_at bigint,
    once_key text not null,
    unique (by_id, once_key),
    check (proposal_id <> lead_id),
    check ((outcome is null) = (ended_at is null))
);
-- Two officials who suggest something for the same proposal at the same moment: one of them does.
create unique index merge_suggestion_open on merge_suggestion (proposal_id) where outcome is null;
create index merge_suggestion_by_proposal on merge_suggestion (proposal_id, merge_suggestion_id);
create index merge_suggestion_by_lead on merge_suggestion (lead_id) where outcome is null;
