-- The day the next report on what was promised is due: on the officials' desk it counts like the day an
-- answer is promised by. Never both.
alter table proposal add column report_by text;
drop index proposal_by_promise;
create index proposal_by_promise on proposal (coalesce(report_by, answer_by), proposal_id);
