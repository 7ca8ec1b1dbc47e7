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
create trigger opposition_or_support before insert on opposition
when exists (select 1 from support s
    where s.proposal_id = new.proposal_id and s.person_id = new.person_id) begin
    select raise(abort, 'one person, one vote');
end;
create trigger support_or_opposition before insert on support
when exists (select 1 from opposition o
    where o.proposal_id = new.proposal_id and o.person_id = new.person_id) begin
    select raise(abort, 'one person, one vote');
end;
