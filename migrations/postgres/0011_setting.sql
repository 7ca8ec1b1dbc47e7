-- What a municipality sets while its site runs: its colour, and what is switched off. Appended only:
-- the newest version of a name is in force, the older ones say what was before. Two who set the same
-- at the same moment are told apart by the unique version.
create table setting (
    setting_id bigint generated always as identity primary key,
    -- `theme`, or `closed.` and a code of domain::switches::Feature
    name text not null,
    version bigint not null,
    -- JSON; `null` where nothing is set any more
    value text not null,
    created_at bigint not null,
    unique (name, version)
);

create trigger setting_append_only before update or delete on setting
    for each row execute function refuse_rewriting();
create trigger setting_no_truncate before truncate on setting
    for each statement execute function refuse_rewriting();

-- A proposal lives under the version it was handed in under: no version ever changes.
create trigger ruleset_append_only before update or delete on ruleset
    for each row execute function refuse_rewriting();
create trigger ruleset_no_truncate before truncate on ruleset
    for each statement execute function refuse_rewriting();
