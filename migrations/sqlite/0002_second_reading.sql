-- What one person has prepared and a second one has to read before it is recorded: a formal
-- rejection. One per case, so that two who prepare at once cannot both be read. The row goes when
-- it is confirmed or taken back, and when any step moves the case: it is stale then.
create table prepared_step (
    proposal_id bigint not null primary key references proposal (proposal_id),
    -- domain::proposal::TransitionKind
    transition text not null,
    -- field name → text, as JSON
    fields text not null,
    prepared_by bigint not null references person (person_id),
    prepared_at bigint not null,
    -- the form's key: sending it twice prepares once
    once_key text not null
);

-- Who prepared what another person confirmed and recorded.
alter table act add column prepared_by bigint references person (person_id);
