-- How discussions are held in: locked, or slowed down. What holds is the last act with each rein.
create table rein_act (
    rein_act_id bigint generated always as identity primary key,
    proposal_id bigint not null references proposal (proposal_id),
    -- the first comment of a thread; null: the whole discussion
    comment_id bigint references comment (comment_id),
    -- domain::moderation::Rein
    rein text not null,
    -- domain::moderation::ReinMove
    step text not null,
    -- everybody reads it
    reason text not null,
    -- ISO, the last day it holds; null: until somebody lets go
    until_day text,
    -- between two comments of a person, where it slows down
    minutes bigint,
    actor_id bigint not null references person (person_id),
    -- name and duty as they were: domain::actor::Standing as JSON
    actor_name text not null,
    actor_standing text not null,
    at bigint not null,
    -- the act before with the same rein; 0: none
    replaces bigint not null,
    once_key text not null,
    unique (proposal_id, once_key)
);
-- One after the other, also from two desks.
create unique index rein_act_in_turn
    on rein_act (proposal_id, coalesce(comment_id, 0), rein, replaces);
-- For what everybody may know of a month.
create index rein_act_by_time on rein_act (at);
create trigger rein_act_append_only before update or delete on rein_act
    for each row execute function refuse_rewriting();
create trigger rein_act_no_truncate before truncate on rein_act
    for each statement execute function refuse_rewriting();

-- When somebody wrote last in a discussion.
create index comment_by_writer on comment (proposal_id, person_id, at);
