-- When and where bodies meet, with the papers of each meeting. What is taken up there is not in here:
-- the record of each case says it (act.fields: body and meeting_date).
create table meeting (
    meeting_id integer primary key autoincrement,
    -- domain::actor::Body
    body text not null,
    -- ISO date
    held_on text not null,
    -- on the clock on the wall: 18:00
    begins text not null,
    ends text,
    place text,
    -- called, and does not take place
    cancelled boolean not null,
    agenda_url text,
    stream_url text,
    minutes_url text,
    -- when the minutes were verified, and when that was posted on the notice board (ISO dates)
    verified_on text,
    posted_on text,
    -- two who change it at once see each other by it
    version bigint not null,
    changed_at bigint not null,
    -- the form's key: sending it twice makes one meeting
    once_key text not null unique,
    -- a body is at one place at a time
    unique (body, held_on, begins)
);
create index meeting_by_day on meeting (held_on, meeting_id);

-- Where in the film of a meeting a proposal is taken up.
create table meeting_mark (
    meeting_id bigint not null references meeting (meeting_id),
    proposal_id bigint not null references proposal (proposal_id),
    seconds bigint not null,
    primary key (meeting_id, proposal_id)
);

-- The cases of a day's meetings.
create index act_by_meeting_day on act (json_extract(fields, '$.meeting_date'));
