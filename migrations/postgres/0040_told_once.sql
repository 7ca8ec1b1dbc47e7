-- Reminders of the days inside a case that have gone out, each once, whichever server sends it.
create table day_reminder (
    proposal_id bigint not null references proposal (proposal_id),
    -- what was awaited, and by which day (ISO date): another day is reminded of anew
    what text not null,
    day text not null,
    at bigint not null,
    primary key (proposal_id, what, day)
);

-- When it was told that whoever has the case runs cases no more; another duty that ends later is told anew.
alter table assignment add column left_told_at bigint;
