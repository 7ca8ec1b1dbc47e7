-- From when a case can be archived with nothing else left to do, written with its days: a list of the
-- desk. What has been decided, or is over, has its days written again: they tell of minutes now that are
-- not posted, and of the follow-up of what was deemed answered.
alter table proposal add column archive_from text;
create index proposal_by_archive on proposal (archive_from, proposal_id)
    where archive_from is not null;
update proposal set days = null where stage in (
    'rejected_formal', 'rerouted', 'withdrawn', 'threshold_missed', 'approved', 'partly_approved',
    'answered', 'declined', 'written_off', 'planned', 'implementing', 'implemented', 'stopped'
);
