-- That whoever wrote a hidden text asks that somebody else looks again.
create table appeal (
    appeal_id bigint generated always as identity primary key,
    -- once: a text is hidden once in a case
    moderation_id bigint not null unique references moderation (moderation_id),
    -- null: the account was taken away, or it was settled some time ago
    person_id bigint references person (person_id),
    -- empty: the same
    words text not null,
    at bigint not null,
    -- the form's key: sending it twice asks once
    once_key text not null
);
create index appeal_by_person on appeal (person_id) where person_id is not null;

-- For what everybody may know of a month.
create index moderation_act_by_time on moderation_act (at);

-- Whoever hid a text does not show it again, and does not say that it stays hidden: not under another account
-- of theirs, either, and whatever the program thinks.
create function refuse_whoever_hid() returns trigger language plpgsql as $$
begin
    if exists (
        select 1 from moderation_act a
        join person h on h.person_id = a.actor_id
        join person d on d.person_id = new.actor_id
        where a.moderation_id = new.moderation_id and a.step = 'hide'
            and coalesce(h.merged_into, h.person_id) = coalesce(d.merged_into, d.person_id))
    then
        raise exception 'moderation_act is by whoever hid the text';
    end if;
    return new;
end
$$;
create trigger moderation_act_by_another before insert on moderation_act
    for each row when (new.step in ('unhide', 'uphold')) execute function refuse_whoever_hid();
