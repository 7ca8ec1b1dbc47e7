-- What a municipality sets while its site runs: its colour, and what is switched off. Appended only:
-- the newest version of a name is in force, the older ones say what was before. Two who set the same
-- at the same moment are told apart by the unique version.
create table setting (
    setting_id integer primary key,
    -- `theme`, or `closed.` and a code of domain::switches::Feature
    name text not null,
    version bigint not null,
    -- JSON; `null` where nothing is set any more
    value text not null,
    created_at bigint not null,
    unique (name, version)
);

create trigger setting_no_update before update on setting begin
    select raise(abort, 'setting is append-only');
end;
create trigger setting_no_delete before delete on setting begin
    select raise(abort, 'setting is append-only');
end;

-- A proposal lives under the version it was handed in under: no version ever changes.
create trigger ruleset_no_update before update on ruleset begin
    select raise(abort, 'ruleset is append-only');
end;
create trigger ruleset_no_delete before delete on ruleset begin
    select raise(abort, 'ruleset is append-only');
end;
