-- How many proposals there are of what a list can be narrowed by: the numbers beside its filters. Lines are only
-- added, so that nobody who changes a proposal waits for somebody else who does; of those that say the same several
-- stand there until they are drawn together (proposals::store::tally). Their sum is what a count of proposals would
-- find.
create table proposal_tally (
    proposal_tally_id bigint generated always as identity primary key,
    stage_group text not null,
    topic text not null,
    kind text not null,
    -- empty: the whole municipality
    district text not null,
    -- it has become part of another
    is_part boolean not null,
    n bigint not null
);
-- In the order the lines are summed in, and all that is read of them.
create index proposal_tally_by_group on proposal_tally (stage_group, topic, kind, district, is_part, n);

-- With its owner's rights: a server of before may write proposals and knows nothing of this table.
create function tally_proposal() returns trigger language plpgsql security definer set search_path from current as $$
begin
    if tg_op <> 'INSERT' then
        insert into proposal_tally (stage_group, topic, kind, district, is_part, n)
        values (old.stage_group, old.topic, old.kind, coalesce(old.district, ''), old.merged_into is not null, -1);
    end if;
    if tg_op <> 'DELETE' then
        insert into proposal_tally (stage_group, topic, kind, district, is_part, n)
        values (new.stage_group, new.topic, new.kind, coalesce(new.district, ''), new.merged_into is not null, 1);
    end if;
    return null;
end
$$;
create trigger proposal_tallied after insert or delete on proposal
    for each row execute function tally_proposal();
-- Votes and comments change none of these.
create trigger proposal_tallied_anew after update of stage_group, topic, kind, district, merged_into on proposal
    for each row when (old.stage_group <> new.stage_group or old.topic <> new.topic or old.kind <> new.kind
        or old.district is distinct from new.district
        or (old.merged_into is null) <> (new.merged_into is null))
    execute function tally_proposal();

-- Whoever writes a proposal waits for the triggers above, so none is missed and none is counted twice.
insert into proposal_tally (stage_group, topic, kind, district, is_part, n)
select stage_group, topic, kind, coalesce(district, ''), merged_into is not null, count(*)
from proposal group by 1, 2, 3, 4, 5;
