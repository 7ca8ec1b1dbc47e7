-- Questions to bodies outside the municipality. What everybody reads of one is in the record: the act
-- that asked, the one that gave the answer, the one that withdrew it. Here is what a letter's link leads
-- to. The row is the question: answering, sending back and withdrawing each update a row that is as they
-- need it, so of two at the same moment the second finds none.
create table outside_request (
    outside_request_id integer primary key autoincrement,
    proposal_id bigint not null references proposal (proposal_id),
    act_id bigint not null unique references act (act_id),
    asked_by bigint not null references person (person_id),
    -- where the letters go; null once nothing more is sent there
    email text,
    -- SHA-256 of the secret in the newest letter's link, in hexadecimal
    link_hash text not null unique,
    sent_at bigint not null,
    expires_at bigint not null,
    -- an answer came by the newest letter's link
    answered_at bigint,
    -- why the answer before was sent back
    returned_reason text,
    withdrawn_at bigint,
    check (answered_at is null or withdrawn_at is null)
);
create index outside_request_by_proposal on outside_request (proposal_id);

-- What came by a link, as it came. One answer by one link.
create table outside_answer (
    outside_answer_id integer primary key autoincrement,
    outside_request_id bigint not null references outside_request (outside_request_id),
    link_hash text not null unique,
    -- field name → text, as JSON
    fields text not null,
    received_at bigint not null,
    returned_at bigint,
    -- the act that published it
    act_id bigint unique references act (act_id),
    check (returned_at is null or act_id is null)
);
-- Of a question's answers one at most was not sent back.
create unique index outside_answer_once on outside_answer (outside_request_id)
    where returned_at is null;
create index outside_answer_arrived on outside_answer (received_at)
    where returned_at is null and act_id is null;

-- What was asked, and by whom, stays as it was; what is withdrawn stays withdrawn.
create trigger outside_request_no_update before update on outside_request
when new.proposal_id <> old.proposal_id or new.act_id <> old.act_id or new.asked_by <> old.asked_by
    or old.withdrawn_at is not null and (new.withdrawn_at is null
        or new.withdrawn_at <> old.withdrawn_at or new.link_hash <> old.link_hash)
begin
    select raise(abort, 'outside_request is append-only');
end;
create trigger outside_request_no_delete before delete on outside_request begin
    select raise(abort, 'outside_request is append-only');
end;
-- What came is kept unchanged; it is sent back or published once.
create trigger outside_answer_no_update before update on outside_answer
when old.returned_at is not null or old.act_id is not null
    or new.outside_request_id <> old.outside_request_id or new.link_hash <> old.link_hash
    or new.fields <> old.fields or new.received_at <> old.received_at
begin
    select raise(abort, 'outside_answer is append-only');
end;
create trigger outside_answer_no_delete before delete on outside_answer begin
    select raise(abort, 'outside_answer is append-only');
end;
