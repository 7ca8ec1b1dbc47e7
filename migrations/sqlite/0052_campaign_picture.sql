-- Pictures of ideas of campaigns, one at an idea at a time. Where one is gone, its file is gone and what was told
-- of it; that there was one stays.
create table campaign_picture (
    campaign_picture_id integer primary key autoincrement,
    proposal_id bigint not null references proposal (proposal_id),
    person_id bigint not null references person (person_id),
    -- the name it was put there under: an alias with its group, or a name
    person_name text not null,
    -- domain::campaign::PictureState
    state text not null,
    -- domain::campaign::Recognised
    recognised text not null,
    -- domain::campaign::Picture; null once it is gone
    description text,
    agreed text,
    taken_by text,
    width bigint not null,
    height bigint not null,
    at bigint not null,
    -- who read it, sent it back or took it down; null: nobody has, or its campaign was over
    settled_by bigint references person (person_id),
    settled_at bigint,
    -- what was said to whoever it came back to
    word text,
    -- the form's key: sending it twice puts one there
    once_key text not null,
    -- two JPEGs, made anew of what was sent; null once it is gone
    bytes blob,
    small blob,
    unique (proposal_id, once_key),
    check ((bytes is null) = (state in ('returned', 'gone'))),
    check ((bytes is null) = (small is null) and (bytes is null) = (description is null))
);
create unique index campaign_picture_one on campaign_picture (proposal_id) where bytes is not null;
-- It is read once, and goes once; what is gone does not come back.
create trigger campaign_picture_no_update before update on campaign_picture
when old.bytes is null or new.proposal_id <> old.proposal_id or new.once_key <> old.once_key
    or new.person_name <> old.person_name or new.recognised <> old.recognised or new.at <> old.at
    or (new.bytes is not null and (new.bytes <> old.bytes or new.state <> 'shown'
        or new.description <> old.description))
begin
    select raise(abort, 'campaign_picture is append-only');
end;
create trigger campaign_picture_no_delete before delete on campaign_picture begin
    select raise(abort, 'campaign_picture is append-only');
end;
