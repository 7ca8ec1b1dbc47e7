-- Whether more than a password vouched for an identity when it became a way into the account, or for a
-- number when the account got it: only then does signing in by it wake duties (domain::session::vouches).
alter table person_identity add column vouched boolean not null default false;
alter table person_number add column vouched boolean not null default false;
-- Until now every identity counted.
update person_identity set vouched = true;
update person_number set vouched = true;
