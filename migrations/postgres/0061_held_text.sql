-- What somebody wrote that a moderator reads before everybody can. It is no comment until it is let through: no page,
-- count, search, feed or stream looks here.
create table held_text (
    -- never given twice: letters and pages speak of it by it
    held_text_id bigint generated always as identity primary key,
    person_id bigint not null references person (person_id),
    -- where it is to stand
    proposal_id bigint not null references proposal (proposal_id),
    -- field name → text, as JSON
    fields text not null,
    -- domain::moderation::holding::HoldReason, with spaces between
    reasons text not null,
    -- domain::moderation::HeldState, a projection of its acts
    state text not null,
    at bigint not null,
    -- what it became
    comment_id bigint references comment (comment_id),
    -- what its author says who asked that somebody looks again; empty: nothing, or it was settled some time ago
    words text not null default '',
    -- the form's key: sending it twice keeps it once, and the comment has it, too
    once_key text not null,
    unique (person_id, once_key)
);
create index held_text_waits on held_text (held_text_id) where state in ('waiting', 'asked');
create index held_text_by_person on held_text (person_id, held_text_id);

-- What was done about it: appended, never changed.
create table held_act (
    held_act_id bigint generated always as identity primary key,
    held_text_id bigint not null references held_text (held_text_id),
    -- domain::moderation::HeldMove
    step text not null,
    -- domain::moderation::Reason: the rule it is not let through by
    rule text,
    reason text not null,
    actor_id bigint not null references person (person_id),
    -- name and duty as they were: domain::actor::Standing as JSON
    actor_name text not null,
    actor_standing text not null,
    at bigint not null,
    -- the act before; 0: none
    replaces bigint not null,
    once_key text not null,
    unique (held_text_id, once_key),
    -- one after the other, also from two desks
    unique (held_text_id, replaces)
);
create trigger held_act_append_only before update or delete on held_act
    for each row execute function refuse_rewriting();
create trigger held_act_no_truncate before truncate on held_act
    for each statement execute function refuse_rewriting();
-- Whoever did not let a text through does not look at it again: not under another account of theirs, either, and
-- whatever the program thinks.
create function refuse_whoever_declined() returns trigger language plpgsql as $$
begin
    if exists (
        select 1 from held_act a
        join person h on h.person_id = a.actor_id
        join person d on d.person_id = new.actor_id
        where a.held_text_id = new.held_text_id and a.step = 'decline'
            and coalesce(h.merged_into, h.person_id) = coalesce(d.merged_into, d.person_id))
    then
        raise exception 'held_act is by whoever declined the text';
    end if;
    return new;
end
$$;
create trigger held_act_by_another before insert on held_act
    for each row when (new.step in ('release', 'uphold')) execute function refuse_whoever_declined();
-- For what everybody may know of a month.
create index held_act_by_time on held_act (at);

-- How much somebody wrote lately, however much they wrote before.
create index comment_by_person_time on comment (person_id, at);

-- That much happened at a proposal in a short time, with the figures, until somebody has looked.
create table pace_alarm (
    pace_alarm_id bigint generated always as identity primary key,
    proposal_id bigint not null references proposal (proposal_id),
    -- domain::moderation::pace::PaceKind
    kind text not null,
    -- domain::moderation::pace::Figures
    from_at bigint not null,
    to_at bigint not null,
    number bigint not null,
    usual bigint not null,
    new_accounts bigint not null,
    domain text not null,
    same_domain bigint not null,
    -- null: nobody has looked
    settled_at bigint,
    settled_by bigint references person (person_id),
    settled_name text,
    note text
);
-- Two servers that see the same see it once.
create unique index pace_alarm_open on pace_alarm (proposal_id, kind) where settled_at is null;
create index pace_alarm_by_proposal on pace_alarm (proposal_id, kind, pace_alarm_id);
