-- A service answer that is written and not yet published: until a colleague has read it, or until a
-- set moment. One per case, so that two who write at once meet each other. The row goes when it is
-- published or thrown away.
create table waiting_answer (
    proposal_id bigint not null primary key references proposal (proposal_id),
    -- field name → text, as JSON
    fields text not null,
    -- who prepared it, and in whose name it is published at the set moment
    prepared_by bigint not null references person (person_id),
    -- later than that of what it took the place of: tells one from the other
    prepared_at bigint not null,
    -- the form's key: sending it twice prepares once
    once_key text not null,
    -- the latest service answer its writer had seen; null: there was none
    last_answer bigint references act (act_id),
    -- the colleague who has read these words
    read_by bigint references person (person_id),
    -- null: it waits for somebody, not for a moment
    publish_at bigint,
    -- domain::waiting::Stopped: why it was not published when its moment came
    stopped text
);
create index waiting_answer_due on waiting_answer (publish_at) where publish_at is not null and stopped is null;
