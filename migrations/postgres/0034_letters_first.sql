-- Letters to one person, such as a code that is valid for minutes, go out before letters to many: they
-- are found without reading past those.
create index outbox_to_one on outbox (next_attempt_at) where sent_at is null and proposal_id is null;

-- Whoever is told of that proposal at the same moment gets this letter not as well.
alter table mailing add column besides_id bigint references proposal (proposal_id);
