-- How somebody proved who they are when a session began (domain::session::Way), and when they last did:
-- duties want a strong way, and some deeds a proof that is minutes old. Sessions from before this
-- count as begun by password.
alter table session add column way text not null default 'password';
alter table session add column proved_at bigint not null default 0;

-- What people in a duty did, appended only: who was given what, whose account was touched, which
-- setting was changed. What is official stands in `act`; this is about the machinery.
create table audit (
    audit_id bigint generated always as identity primary key,
    at bigint not null,
    -- null: the operator at the command line, or the system
    actor_id bigint references person (person_id),
    -- as they were then
    actor_name text not null,
    actor_role text not null,
    -- domain::audit::Deed
    deed text not null,
    -- what it was done to, such as `person` and its number
    subject_kind text not null,
    subject_id text not null,
    -- what is worth knowing of it, as JSON; never a secret and never a national number
    detail text not null
);
create index audit_by_subject on audit (subject_kind, subject_id, audit_id desc);
create index audit_by_actor on audit (actor_id, audit_id desc);

create trigger audit_append_only before update or delete on audit
    for each row execute function refuse_rewriting();
create trigger audit_no_truncate before truncate on audit
    for each statement execute function refuse_rewriting();
