-- Questions to the municipality are told live, found by the search, and followed.
alter table event add column question_set_id bigint references question_set (question_set_id);

-- The table is made anew: a column of it may be empty from now on. Its rows keep their numbers.
create table notice_before as select * from notice;
drop table notice;
create table notice (
    notice_id integer primary key autoincrement,
    person_id bigint not null references person (person_id),
    -- domain::news::News
    news text not null,
    -- null: it happened to questions
    proposal_id bigint references proposal (proposal_id),
    -- null: it happened to a proposal or an idea
    question_set_id bigint references question_set (question_set_id),
    -- act, comment, proposal or question_act, and its number
    what text not null,
    what_id bigint not null,
    -- when it happened, and when that was noted
    at bigint not null,
    created_at bigint not null,
    -- when a letter is due that tells of it; null: none is, or it went out
    due_at bigint,
    -- the letter (outbox) that told of it
    letter_id bigint,
    -- since when they have seen it
    read_at bigint,
    -- nobody is told of the same thing twice
    unique (person_id, what, what_id),
    check ((proposal_id is null) <> (question_set_id is null))
);
insert into notice (notice_id, person_id, news, proposal_id, what, what_id, at, created_at, due_at,
        letter_id, read_at)
    select notice_id, person_id, news, proposal_id, what, what_id, at, created_at, due_at,
        letter_id, read_at
    from notice_before order by notice_id;
drop table notice_before;
create index notice_of_person on notice (person_id, notice_id);
create index notice_unread on notice (person_id) where read_at is null;
create index notice_due on notice (due_at, person_id) where due_at is not null;
create index notice_by_letter on notice (letter_id) where letter_id is not null;
create index notice_by_age on notice (at);

-- Swedish stems of what everybody reads of the questions and their answers: domain::search. Empty where nobody
-- does; null: nobody has looked since there is such a column.
alter table question_set add column search_text text;
create index question_set_unsearched on question_set (question_set_id)
    where search_text is null and state in ('open', 'answered');
-- As `proposal_search`.
create virtual table question_search using fts5 (
    search_text,
    content = 'question_set',
    content_rowid = 'question_set_id',
    tokenize = 'unicode61 remove_diacritics 0'
);
-- Every row has its entry, so that there is one to take out when it changes.
insert into question_search (rowid, search_text) select question_set_id, '' from question_set;
create trigger question_search_insert after insert on question_set begin
    insert into question_search (rowid, search_text)
    values (new.question_set_id, coalesce(new.search_text, ''));
end;
create trigger question_search_update after update of search_text on question_set begin
    insert into question_search (question_search, rowid, search_text)
    values ('delete', old.question_set_id, coalesce(old.search_text, ''));
    insert into question_search (rowid, search_text)
    values (new.question_set_id, coalesce(new.search_text, ''));
end;
