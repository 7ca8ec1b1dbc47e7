-- The daily backup, one row a night: the key settles which of several servers makes it.
create table backup_run (
    -- ISO day; domain::backup::night_of
    night text not null primary key,
    begun_at bigint not null,
    -- null: it is being made, or did not come to an end
    ended_at bigint,
    bytes bigint,
    -- why it did not; null: it is being made, was made, or its server is no more
    problem text
);
