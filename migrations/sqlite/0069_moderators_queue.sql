-- Who reads a text that was reported, or waits, at this moment. A courtesy to the others: who decides is settled by
-- the acts, one after the other. Gone when it is decided, and some minutes after it was opened last.
create table text_reader (
    text_reader_id integer primary key autoincrement,
    -- one of the two, once
    moderation_id bigint unique references moderation (moderation_id),
    held_text_id bigint unique references held_text (held_text_id) on delete cascade,
    person_id bigint not null references person (person_id),
    since_at bigint not null,
    until_at bigint not null,
    check ((moderation_id is null) <> (held_text_id is null))
);
create index text_reader_by_person on text_reader (person_id);

-- That whoever read a reported text saw a threat, or somebody in danger, in it. Once for a text; appended, never changed.
create table danger (
    moderation_id bigint not null primary key references moderation (moderation_id),
    actor_id bigint not null references person (person_id),
    -- name and duty as they were: domain::actor::Standing as JSON
    actor_name text not null,
    actor_standing text not null,
    at bigint not null,
    -- the address that was written to; null: none was set
    told_to text
);
create trigger danger_no_update before update on danger begin
    select raise(abort, 'danger is append-only');
end;
create trigger danger_no_delete before delete on danger begin
    select raise(abort, 'danger is append-only');
end;
