-- When the proposer agreed to be shown in the Hall of Fame; null: did not, or took it back.
alter table proposal add column famed_at bigint;
create index proposal_by_fame on proposal (famed_at) where famed_at is not null;
