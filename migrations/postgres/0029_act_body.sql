-- The body an entry of the record names, so that what one body decided is found by an index.
alter table act add column body text generated always as ((fields::jsonb) ->> 'body') stored;
create index act_by_body on act (body, act_id desc);
