-- Six and twelve months after a yes, those who put the proposal forward or support it are asked whether
-- it was done. One row a question: whichever server asks first has asked.
create table follow_up (
    proposal_id bigint not null references proposal (proposal_id),
    -- after the decision: 6 or 12
    months bigint not null,
    at bigint not null,
    -- the last day for replies (ISO date)
    until_day text not null,
    primary key (proposal_id, months)
);

-- One reply a person and question; it can be changed as long as the question is open.
create table follow_up_reply (
    proposal_id bigint not null,
    months bigint not null,
    person_id bigint not null references person (person_id),
    -- domain::follow_up::Reply
    reply text not null,
    at bigint not null,
    primary key (proposal_id, months, person_id),
    foreign key (proposal_id, months) references follow_up (proposal_id, months)
);
create index follow_up_reply_by_person on follow_up_reply (person_id, proposal_id);
