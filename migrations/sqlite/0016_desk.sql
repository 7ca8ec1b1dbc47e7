-- Who has a case at the desk. One row per case once anybody has had it; it stays when nobody has it
-- any more, so that two who change it at once see each other by its version.
create table assignment (
    proposal_id bigint not null primary key references proposal (proposal_id),
    -- null: nobody
    person_id bigint references person (person_id),
    version bigint not null,
    at bigint not null
);
create index assignment_by_person on assignment (person_id, proposal_id) where person_id is not null;

-- What colleagues write to each other about a case. Never public; appended, not changed.
create table case_note (
    case_note_id integer primary key autoincrement,
    proposal_id bigint not null references proposal (proposal_id),
    person_id bigint not null references person (person_id),
    author_name text not null,
    -- a question to this colleague; null: for whoever has the case
    to_id bigint references person (person_id),
    text text not null,
    at bigint not null,
    -- the form's key: sending it twice makes one note
    once_key text not null,
    unique (person_id, once_key)
);
create index case_note_by_proposal on case_note (proposal_id, case_note_id);
create index case_note_to on case_note (to_id, case_note_id) where to_id is not null;

-- The desk is read in the order of the promised days.
create index proposal_by_promise on proposal (answer_by, proposal_id);

-- Reminders of promised days that have gone out, each once, whichever server sends it.
create table reminder (
    proposal_id bigint not null references proposal (proposal_id),
    -- the day it reminded of (ISO date): a new promise is reminded of anew
    answer_by text not null,
    -- how many months were left; 0: the day had passed
    months bigint not null,
    at bigint not null,
    primary key (proposal_id, answer_by, months)
);
