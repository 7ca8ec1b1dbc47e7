-- What is awaited of a case by when, the nearest first (JSON), and the nearest of these days: the desk is
-- read in its order. They follow from the case and its record; the program writes them, also for the
-- cases that are there already. Until it has, the promised day stands for them.
alter table proposal add column days text;
alter table proposal add column next_by text;
update proposal set next_by = coalesce(report_by, answer_by);
drop index proposal_by_promise;
create index proposal_by_next on proposal (next_by, proposal_id);
