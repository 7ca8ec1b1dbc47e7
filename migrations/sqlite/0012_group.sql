-- A group of young people: a code on its door, a last day, and supervisors. Not who anybody is.
create table youth_group (
    youth_group_id integer primary key,
    -- shown beside everything its members write
    name text not null,
    -- letters and digits of the name: two groups nobody could tell apart are one too many
    name_key text not null unique,
    age_from bigint not null,
    age_to bigint not null,
    -- ISO date, and the moment after it
    last_day text not null,
    ends_at bigint not null,
    -- ended before its last day
    ended_at bigint,
    -- whether what members write is read before it is published
    reads_first boolean not null,
    max_members bigint not null,
    -- those who take a place; raised only below the most, so that two at the door cannot both be the last
    member_count bigint not null,
    -- the entry code is made of this and a key that is not in here; a new code is a new salt
    code_salt text not null,
    -- keyed hash of the code, by which it is found
    code_hash text not null unique,
    created_at bigint not null
);

-- Whose group it is.
create table group_supervisor (
    youth_group_id bigint not null references youth_group (youth_group_id),
    person_id bigint not null references person (person_id),
    since bigint not null,
    primary key (youth_group_id, person_id)
);
create index group_supervisor_by_person on group_supervisor (person_id);

-- Who is in, under which alias. Goes some time after the group's end; the alias stays with what was
-- written.
create table member (
    -- what supervisors know a member by: the person's own number is nobody's business; never given
    -- twice
    member_id integer primary key autoincrement,
    person_id bigint not null unique references person (person_id),
    youth_group_id bigint not null references youth_group (youth_group_id),
    alias text not null,
    alias_key text not null,
    -- domain::group::MemberState
    state text not null,
    -- keyed hash of the code by which the member comes in again
    own_code_hash text not null unique,
    joined_at bigint not null,
    -- the form's key: sending it twice makes one member
    once_key text not null unique,
    unique (youth_group_id, alias_key)
);

-- A code that lets one member in again, once; made by a supervisor.
create table return_code (
    person_id bigint not null primary key references person (person_id),
    -- keyed hash
    code_hash text not null unique,
    created_at bigint not null,
    expires_at bigint not null
);

-- What a member wrote that is read before everybody can. It is no comment and no idea until it is
-- published: no page, count, search or stream looks here.
create table waiting_text (
    -- never given twice: a page that was opened before speaks of a text by it
    waiting_text_id integer primary key autoincrement,
    person_id bigint not null references person (person_id),
    youth_group_id bigint not null references youth_group (youth_group_id),
    -- idea, comment
    kind text not null,
    -- where a comment is to stand, or what became of it
    proposal_id bigint references proposal (proposal_id),
    comment_id bigint references comment (comment_id),
    -- field name → text, as JSON
    fields text not null,
    -- domain::group::WaitingState
    state text not null,
    -- why it was sent back
    reason text,
    settled_by bigint references person (person_id),
    at bigint not null,
    settled_at bigint,
    -- the text this one replaces; each is replaced once
    replaces bigint unique references waiting_text (waiting_text_id),
    once_key text not null,
    unique (person_id, once_key)
);
create index waiting_text_by_group on waiting_text (youth_group_id, waiting_text_id) where state = 'waiting';
create index waiting_text_by_person on waiting_text (person_id, waiting_text_id);

-- Put forward by a member of this group: for good, also when nobody knows any more who was in it.
alter table proposal add column youth_group_id bigint references youth_group (youth_group_id);
