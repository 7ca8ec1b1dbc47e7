-- Who was asked by letter to take on a duty. The row is the invitation; the link in the newest letter is
-- recognised by `link_id`, so that an older letter's leads nowhere. Accepting is an update of a row that
-- is open: of two at the same moment the second finds none.
create table invitation (
    invitation_id bigint generated always as identity primary key,
    link_id text not null unique,
    email text not null,
    -- the duty as it will be; domain::actor::Standing
    role text not null,
    department text,
    title text,
    party text,
    assignment text,
    body text,
    -- the last day of the duty (ISO date); null: until it is taken back
    last_day text,
    invited_by bigint not null references person (person_id),
    created_at bigint not null,
    sent_at bigint not null,
    expires_at bigint not null,
    accepted_at bigint,
    accepted_by bigint references person (person_id),
    withdrawn_at bigint,
    check (accepted_at is null or withdrawn_at is null)
);
-- One letter for one duty: whoever sends the form twice invites once.
create unique index invitation_once on invitation (email, role)
    where accepted_at is null and withdrawn_at is null;

-- One row. Whoever ends an administrator's duty locks it until commit, so that two who end each other's
-- cannot both find the other one left.
create table duty_guard (
    duty_guard_id bigint primary key,
    taken_at bigint not null
);
insert into duty_guard (duty_guard_id, taken_at) values (1, 0);

-- The administration's lists: people by name, and what was done, newest first.
create index person_by_name on person (display_name, person_id);
create index audit_by_time on audit (at desc, audit_id desc);
create index act_by_time on act (at desc, act_id desc);
