-- The two roles of a municipality's database in PostgreSQL, run once by who may make roles, connected
-- to Nära's own database:
--
--   createdb nara
--   psql nara --file deploy/roles.sql
--   psql nara --command '\password nara_owner' --command '\password nara_app'
--   install -m 0600 /dev/stdin /etc/nara/owner <<< 'postgres://nara_owner:…@127.0.0.1/nara'
--   nara migrate --database-file /etc/nara/owner --data "$(mktemp -d)"
--   psql nara --single-transaction --file deploy/rights.sql
--
-- The owner makes and changes the tables, for the seconds that takes. The server runs as the other
-- one, which cannot: whoever gets hold of the server can neither drop a table nor switch off the
-- triggers that keep the record as it was written.

create role nara_owner login;
create role nara_app login;

revoke all on schema public from public;
grant usage, create on schema public to nara_owner;
grant usage on schema public to nara_app;
