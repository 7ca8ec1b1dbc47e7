-- Somebody on the way to an identity provider and back. The key is a keyed hash of what only their
-- browser and the answer have together; what the provider is asked to repeat (nonce, code verifier) is
-- derived from the same and not stored at all. Taken away by the answer, or after ten minutes.
create table provider_flow (
    provider_flow_id text primary key,
    -- its id in the settings
    provider text not null,
    -- domain::provider::Purpose
    purpose text not null,
    -- who began it, where somebody signed in did
    person_id bigint references person (person_id),
    -- the local address to go on to
    next text not null,
    -- the proposal whose support the page said would be given; empty for none
    named text not null,
    -- the page's language: the way back has one address for all
    lang text not null,
    created_at bigint not null,
    expires_at bigint not null
);
create index provider_flow_by_person on provider_flow (person_id);
