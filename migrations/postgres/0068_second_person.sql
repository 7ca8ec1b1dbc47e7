-- By which day another moderator confirms that what an elected wrote was hidden; null: one is enough, or two have
-- decided.
alter table moderation add column second_by text;
create index moderation_second on moderation (second_by) where second_by is not null;

-- That it was shown again, because nobody had by then. Appended, never changed.
create table hiding_lapse (
    moderation_id bigint not null primary key references moderation (moderation_id),
    at bigint not null
);
create trigger hiding_lapse_append_only before update or delete on hiding_lapse
    for each row execute function refuse_rewriting();
create trigger hiding_lapse_no_truncate before truncate on hiding_lapse
    for each statement execute function refuse_rewriting();

-- Nor does whoever hid a text confirm it.
drop trigger moderation_act_by_another on moderation_act;
create trigger moderation_act_by_another before insert on moderation_act
    for each row when (new.step in ('unhide', 'uphold', 'confirm'))
    execute function refuse_whoever_hid();
