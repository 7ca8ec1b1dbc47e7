-- Files of documents, found by what is in them. The same file on two cases is kept once.
create table document_content (
    -- SHA-256 of the bytes, in hexadecimal
    sha256 text not null primary key,
    bytes blob not null
);

-- Documents on cases. What is told of one is in the record: the act that added it, and the one that
-- took it down.
create table document (
    proposal_id bigint not null references proposal (proposal_id),
    -- counts on its case, and is its address there
    number bigint not null,
    act_id bigint not null unique references act (act_id),
    -- null once it is taken down
    sha256 text references document_content (sha256),
    removal_act_id bigint references act (act_id),
    primary key (proposal_id, number),
    -- the same file once on a case
    unique (proposal_id, sha256)
);
create index document_by_content on document (sha256);

-- What is kept is what was checked, and it goes only where no case has it any more.
create trigger document_content_no_update before update on document_content begin
    select raise(abort, 'document_content is append-only');
end;
create trigger document_content_no_delete before delete on document_content
when exists (select 1 from document d where d.sha256 = old.sha256) begin
    select raise(abort, 'document_content is append-only');
end;
-- A document is taken down once, and stays in the list.
create trigger document_no_update before update on document
when old.removal_act_id is not null or new.removal_act_id is null or new.sha256 is not null
    or new.proposal_id <> old.proposal_id or new.number <> old.number or new.act_id <> old.act_id
begin
    select raise(abort, 'document is append-only');
end;
create trigger document_no_delete before delete on document begin
    select raise(abort, 'document is append-only');
end;
