-- Who somebody is beyond an e-mail address. Of a national number only a keyed hash is stored; the key is
-- a file outside of the database, and what follows from the numbers here without it is nothing.

-- Numbers of a person: the present one, and those it was before (a samordningsnummer becomes a
-- personnummer). A number is one person's, whatever happens at the same moment.
create table person_number (
    number_hash text primary key,
    person_id bigint not null references person (person_id),
    at bigint not null
);
create index person_number_by_person on person_number (person_id);

-- Identity providers a person comes by. What the provider calls the person may itself be a national
-- number, so of that, too, only a keyed hash is stored.
create table person_identity (
    provider text not null,
    subject_hash text not null,
    person_id bigint not null references person (person_id),
    linked_at bigint not null,
    last_used_at bigint not null,
    primary key (provider, subject_hash)
);
create index person_identity_by_person on person_identity (person_id);

-- Two accounts of one person, both just proved by who sits at this session's browser: they become one
-- when that is confirmed.
create table merge_offer (
    person_id bigint not null references person (person_id),
    other_id bigint not null references person (person_id),
    session_hash text not null,
    expires_at bigint not null,
    primary key (person_id, other_id)
);

-- By which the key is known again, so that numbers are never hashed with another one.
create table identity_key (
    identity_key_id bigint primary key,
    check_value text not null,
    made_at bigint not null
);

-- Population registers as they were loaded, each whole: the newest one that is finished counts.
create table roll (
    roll_id integer primary key,
    loaded_at bigint not null,
    -- null while it is being loaded
    finished_at bigint,
    entries bigint not null
);
create table roll_entry (
    roll_id bigint not null references roll (roll_id),
    number_hash text not null,
    primary key (roll_id, number_hash)
) without rowid;

-- What the register said, and when; null where it was not asked, or did not answer.
alter table person add column registered boolean;
alter table person add column register_checked_at bigint;

-- The account this one became part of. Like an erased one it is no way in, and nothing new is its own;
-- the row stays because the record and the log of support point at it.
alter table person add column merged_into bigint references person (person_id);
alter table person add column merged_at bigint;
create index person_by_merge on person (merged_into) where merged_into is not null;

-- The identity provider that gave this duty, and takes it back by not saying it any more; null: an
-- administrator or the operator.
alter table standing add column provider text;
