-- Keys in people's devices that they sign in with (WebAuthn). Only the public half is here.
create table passkey (
    passkey_id integer primary key,
    -- what the device calls it, base64url; it comes back with every use
    credential_id text not null unique,
    person_id bigint not null references person (person_id),
    -- random (UUID); what devices know the account by, the same for all passkeys of one
    user_handle text not null,
    -- the public key and what the device said about itself, as JSON of the library that checks it
    credential text not null,
    -- as the device counts its uses; 0 for ever where it does not
    sign_count bigint not null,
    -- true: whoever added it showed more than a password, so it wakes duties (domain::session::vouches)
    vouched boolean not null,
    name text not null,
    created_at bigint not null,
    last_used_at bigint
);
create index passkey_by_person on passkey (person_id);

-- A passkey that is being added or used: what the browser was asked to sign, until it answers.
create table ceremony (
    -- the hash of a secret in a cookie of the browser that asked
    ceremony_id text primary key,
    purpose text not null,
    -- whose passkey it must be; null when signing in
    person_id bigint references person (person_id),
    -- the link that vouches for the passkey to be added
    link_id text,
    -- of the account that a passkey is added to
    user_handle text,
    -- what was asked for, as JSON of the same library
    state text not null,
    expires_at bigint not null
);

-- When who somebody is was last proved by a strong way, and by which passkey a session was begun: it
-- ends with it.
alter table session add column strong_at bigint;
update session set strong_at = proved_at where way in ('passkey', 'provider', 'demo');
alter table session add column passkey_id bigint references passkey (passkey_id) on delete set null;
