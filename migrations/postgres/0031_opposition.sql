-- Votes against, where a municipality's rules count them. One row per person and proposal; whoever has
-- one here has none in `support`. The log of both is `support_event` (`against`, `against_withdrawn`).
create table opposition (
    proposal_id bigint not null references proposal (proposal_id),
    person_id bigint not null references person (person_id),
    at bigint not null,
    primary key (proposal_id, person_id)
);
create index opposition_by_person on opposition (person_id, proposal_id);
alter table proposal add column against_count bigint not null default 0;

-- One person, one vote: for or against, whatever happens at the same moment.
-- Both are written while the proposal's row is locked, so each sees what the other has done.
create function one_vote() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'opposition' and exists (select 1 from support s
            where s.proposal_id = new.proposal_id and s.person_id = new.person_id)
        or tg_table_name = 'support' and exists (select 1 from opposition o
            where o.proposal_id = new.proposal_id and o.person_id = new.person_id) then
        raise exception 'one person, one vote';
    end if;
    return new;
end $$;
create trigger opposition_or_support before insert on opposition
    for each row execute function one_vote();
create trigger support_or_opposition before insert on support
    for each row execute function one_vote();
