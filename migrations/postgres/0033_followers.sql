-- Letters about steps between the answers go to those who follow, not to all who support.
alter table mailing add column followers_only boolean not null default false;
