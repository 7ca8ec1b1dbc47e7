-- A letter somebody asked for by typing an address: a link to a new password, a code to sign in with,
-- a link that confirms a new address. Written alike whether the address has an account or not; a job
-- looks that up and writes the letter, so that neither the answer nor its time can tell.
create table way_in (
    -- of a link its id; of a code the hash of the secret in the browser that asked
    way_in_id text primary key,
    purpose text not null,
    email text not null,
    -- the letter's language
    lang text not null,
    -- whose address is to become `email`; null for the other purposes
    person_id bigint references person (person_id),
    -- keyed hash of the code; null for links, and until the letter is written
    code_hash text,
    -- codes typed so far
    tries bigint not null,
    created_at bigint not null,
    expires_at bigint not null,
    -- when the letter was written, or nobody found to write to; null while it waits
    settled_at bigint
);
create index way_in_waiting on way_in (created_at) where settled_at is null;
create index way_in_by_email on way_in (email);
create index way_in_by_person on way_in (person_id);
