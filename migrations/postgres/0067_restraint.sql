-- Somebody whose text broke a rule is kept from writing, or from taking part, for some days: a projection of
-- its acts.
create table restraint (
    -- never given twice: its page and its letters speak of it by it
    restraint_id bigint generated always as identity primary key,
    -- one for each text that was hidden
    moderation_id bigint not null unique references moderation (moderation_id),
    person_id bigint not null references person (person_id),
    -- domain::moderation::RestraintKind
    kind text not null,
    -- domain::moderation::Reason: by which rule the text is hidden
    rule text not null,
    -- ISO, the last day
    until_day text not null,
    -- on, lifted
    state text not null
);
create index restraint_by_person on restraint (person_id, state);
create index restraint_by_state on restraint (state, restraint_id);

-- What was done about it: appended, never changed.
create table restraint_act (
    restraint_act_id bigint generated always as identity primary key,
    restraint_id bigint not null references restraint (restraint_id),
    -- domain::moderation::RestraintMove
    step text not null,
    -- whom it concerns reads it
    reason text not null,
    actor_id bigint not null references person (person_id),
    -- name and duty as they were: domain::actor::Standing as JSON
    actor_name text not null,
    actor_standing text not null,
    at bigint not null,
    -- the act before; 0: none
    replaces bigint not null,
    once_key text not null,
    unique (restraint_id, once_key),
    -- one after the other, also from two desks
    unique (restraint_id, replaces)
);
create index restraint_act_by_time on restraint_act (at);
create trigger restraint_act_append_only before update or delete on restraint_act
    for each row execute function refuse_rewriting();
create trigger restraint_act_no_truncate before truncate on restraint_act
    for each statement execute function refuse_rewriting();

-- That they asked somebody to look again.
create table restraint_appeal (
    restraint_appeal_id bigint generated always as identity primary key,
    restraint_id bigint not null unique references restraint (restraint_id),
    -- null: the account was taken away, or it was settled some time ago
    person_id bigint references person (person_id),
    -- empty: the same
    words text not null,
    at bigint not null,
    once_key text not null
);
create index restraint_appeal_by_person on restraint_appeal (person_id) where person_id is not null;

-- Whoever imposed it does not look at it again: not under another account of theirs, either.
create function refuse_whoever_imposed() returns trigger language plpgsql as $$
begin
    if exists (
        select 1 from restraint_act a
        join person h on h.person_id = a.actor_id
        join person d on d.person_id = new.actor_id
        where a.restraint_id = new.restraint_id and a.step = 'impose'
            and coalesce(h.merged_into, h.person_id) = coalesce(d.merged_into, d.person_id))
    then
        raise exception 'restraint_act is by whoever imposed it';
    end if;
    return new;
end
$$;
create trigger restraint_act_by_another before insert on restraint_act
    for each row when (new.step in ('lift', 'uphold')) execute function refuse_whoever_imposed();
