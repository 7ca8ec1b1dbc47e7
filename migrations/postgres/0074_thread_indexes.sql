-- PostgreSQL knows by itself that these indexes have no reply, and with that column among them it would sort: for it nothing
-- changes, but that they say why they differ.
comment on index comment_thread is 'threads without replies; SQLite has parent_id in it as well';
comment on index comment_by_support is 'threads without replies; SQLite has parent_id in it as well';
comment on index comment_by_side is 'threads without replies; SQLite has parent_id in it as well';
