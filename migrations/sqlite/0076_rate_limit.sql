-- How much of a limit has been used, where servers that share a database count together (decision 0064). Whose it is
-- says no row: only a keyed hash of the address, the network or the account that a limit counts.
create table rate_limit (
    -- http::limits::Action::shared_as
    action text not null,
    key_hash text not null,
    -- the theoretical arrival time: when the whole limit is there again. A row whose time is past says nothing.
    due_at bigint not null,
    primary key (action, key_hash)
);
