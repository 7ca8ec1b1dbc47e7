-- A page of a discussion is read along an index that has its threads and no reply. Asked for `parent_id is null`, SQLite read
-- each row to see it, also where the index has no others; and of two indexes that begin alike it walked along the one with all
-- replies. With the column in the index it is found like any other.
drop index comment_thread;
create index comment_thread on comment (proposal_id, parent_id, comment_id)
    where parent_id is null;
drop index comment_by_support;
create index comment_by_support on comment (proposal_id, parent_id, support_count desc, comment_id desc)
    where parent_id is null;
drop index comment_by_side;
create index comment_by_side on comment (proposal_id, parent_id, stance, support_count desc, comment_id desc)
    where parent_id is null;
