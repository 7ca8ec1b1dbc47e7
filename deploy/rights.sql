-- What the server may do, said anew after every `nara migrate` (running it twice changes nothing). In one
-- transaction, so that a server that runs meanwhile is never without:
--
--   psql nara --single-transaction --file deploy/rights.sql

revoke all on all tables in schema public from nara_app;
revoke all on all sequences in schema public from nara_app;

grant select, insert, update, delete on all tables in schema public to nara_app;
grant usage on all sequences in schema public to nara_app;

-- The official record, the log of support, the log of deeds and the public events are appended to;
-- rules get a new version. Triggers say so too, to whoever owns them.
revoke update, delete on act, support_event, audit, event, ruleset from nara_app;
-- Which tables there are is the owner's business.
revoke insert, update, delete on _sqlx_migrations from nara_app;
