-- By which day another moderator confirms that what an elected wrote was hidden; null: one is enough, or two have
-- decided.
alter table moderation add column second_by text;
create index moderation_second on moderation (second_by) where second_by is not null;

-- That it was shown again, because nobody had by then. Appended, never changed.
create table hiding_lapse (
    moderation_id bigint not null primary key references moderation (moderation_id),
    at bigint not null
);
create trigger hiding_lapse_no_update before update on hiding_lapse begin
    select raise(abort, 'hiding_lapse is append-only');
end;
create trigger hiding_lapse_no_delete before delete on hiding_lapse begin
    select raise(abort, 'hiding_lapse is append-only');
end;

-- Nor does whoever hid a text confirm it.
drop trigger moderation_act_by_another;
create trigger moderation_act_by_another before insert on moderation_act
    when new.step in ('unhide', 'uphold', 'confirm') and exists (
        select 1 from moderation_act a
        join person h on h.person_id = a.actor_id
        join person d on d.person_id = new.actor_id
        where a.moderation_id = new.moderation_id and a.step = 'hide'
            and coalesce(h.merged_into, h.person_id) = coalesce(d.merged_into, d.person_id))
begin
    select raise(abort, 'moderation_act is by whoever hid the text');
end;
