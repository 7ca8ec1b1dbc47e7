-- The time for support a proposer chose, where the municipality's rules let them: domain::proposal::
-- Window, such as `90d` or `3m`. Null where one time holds for all, and before there was a choice.
alter table proposal add column collecting_window text;
