-- How many proposals there are of what a list can be narrowed by: the numbers beside its filters. Lines are only
-- added; of those that say the same several stand there until they are drawn together
-- (proposals::store::tally). Their sum is what a count of proposals would find.
create table proposal_tally (
    proposal_tally_id integer primary key autoincrement,
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

create trigger proposal_tallied after insert on proposal begin
    insert into proposal_tally (stage_group, topic, kind, district, is_part, n)
    values (new.stage_group, new.topic, new.kind, coalesce(new.district, ''), new.merged_into is not null, 1);
end;
create trigger proposal_untallied after delete on proposal begin
    insert into proposal_tally (stage_group, topic, kind, district, is_part, n)
    values (old.stage_group, old.topic, old.kind, coalesce(old.district, ''), old.merged_into is not null, -1);
end;
-- Votes and comments change none of these.
create trigger proposal_tallied_anew after update of stage_group, topic, kind, district, merged_into on proposal
when old.stage_group <> new.stage_group or old.topic <> new.topic or old.kind <> new.kind
    or old.district is not new.district or (old.merged_into is null) <> (new.merged_into is null) begin
    insert into proposal_tally (stage_group, topic, kind, district, is_part, n)
    values
        (old.stage_group, old.topic, old.kind, coalesce(old.district, ''), old.merged_into is not null, -1),
        (new.stage_group, new.topic, new.kind, coalesce(new.district, ''), new.merged_into is not null, 1);
end;

insert into proposal_tally (stage_group, topic, kind, district, is_part, n)
select stage_group, topic, kind, coalesce(district, ''), merged_into is not null, count(*)
from proposal group by 1, 2, 3, 4, 5;
