-- A page of a discussion is read from its end: threads by number, and each one's replies by number.
-- The stance stands in the first one too, so that a side is counted without reading a comment.
create index comment_thread on comment (proposal_id, comment_id, stance) where parent_id is null;
create index comment_reply on comment (parent_id, comment_id) where parent_id is not null;
