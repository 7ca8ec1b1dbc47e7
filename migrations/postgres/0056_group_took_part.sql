-- How many were in a group when it ended: who they were is forgotten, that there were so many is not.
alter table youth_group add column took_part bigint;
