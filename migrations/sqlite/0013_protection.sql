-- What people are called, apart from what is shown: `display_name` is made of it by
-- domain::name::shown_name. Without an alias the shown name is one.
alter table person add column given_name text;
alter table person add column family_name text;
alter table person add column alias text;
-- domain::name::NameForm
alter table person add column name_form text not null default 'alias';

-- Whoever must not be found (*skyddade personuppgifter*): name and places are shown nowhere, nor
-- that this is so. Null where nothing is to be hidden.
alter table person add column protected_at bigint;
-- domain::name::ProtectedBy
alter table person add column protected_by text;
-- asked to end; goes on until then
alter table person add column protection_ends_at bigint;
create index person_protection_ending on person (protection_ends_at) where protection_ends_at is not null;

-- The language letters are written in: that of the pages when the person last signed in.
alter table person add column lang text not null default 'sv';

-- The part of the municipality goes under seal with the name.
alter table sealed_name add column district text;

-- What staff entered for somebody at the desk, on paper or by telephone. The person has no way in;
-- what they asked for stands where everybody's does, and here what it rests on.
create table paper (
    paper_id integer primary key,
    person_id bigint not null references person (person_id),
    entered_by bigint not null references person (person_id),
    -- domain::paper::Entered
    kind text not null,
    proposal_id bigint not null references proposal (proposal_id),
    -- domain::paper::Channel
    channel text not null,
    -- number in the diary, or of the binder
    reference text not null,
    at bigint not null,
    once_key text not null,
    unique (entered_by, once_key)
);
create index paper_by_person on paper (person_id);
