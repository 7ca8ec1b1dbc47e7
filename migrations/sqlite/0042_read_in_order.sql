-- What is read again and again, in the order it is asked for: the desk by the nearest day, those without
-- one last; cases whose days are not written yet, asked for by every server; and the steps that a
-- photograph can belong to.
drop index proposal_by_next;
create index proposal_by_next on proposal (coalesce(next_by, '9999-12-31'), proposal_id);
create index proposal_without_days on proposal (proposal_id) where days is null;
create index act_showing on act (proposal_id) where transition in ('report_progress', 'mark_implemented');
