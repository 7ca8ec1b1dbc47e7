-- What happens to a campaign itself is told live like what happens to a case. Events of its ideas name it
-- through the idea.
alter table event add column campaign_id bigint references campaign (campaign_id);
