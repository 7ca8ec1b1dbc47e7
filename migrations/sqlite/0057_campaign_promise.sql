-- Ideas of campaigns promise their campaign's day now, and none before it has one: what they promised by
-- themselves is taken back, and their days are written again.
update proposal set answer_by = null, days = null
    where campaign_id is not null and stage = 'published';
