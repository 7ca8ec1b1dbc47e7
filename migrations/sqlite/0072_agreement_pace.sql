-- Who agreed within the hour: a job asks each minute.
create index comment_support_by_time on comment_support (at);
