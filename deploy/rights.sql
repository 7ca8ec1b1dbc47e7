-- What the server may do, said anew after every `nara migrate` (running it twice changes nothing). In one
-- transaction, so that a server that runs meanwhile is never without:
--
--   psql nara --single-transaction --file deploy/rights.sql

revoke all on all tables in schema public from nara_app;
revoke all on all sequences in schema public from nara_app;

grant select, insert, update, delete on all tables in schema public to nara_app;
grant usage on all sequences in schema public to nara_app;

-- What is appended to and never changed: the official record, the log of support, of deeds, of what was set and of
-- the rules, what moderators, askers and campaigns did. Triggers refuse it too, also to whoever owns the tables; of
-- the public events (event) there are none, and this is all that keeps them.
revoke update, delete on act, support_event, audit, event, setting, ruleset, campaign_act, campaign_counted,
    campaign_paper, campaign_paper_idea, campaign_novelty, campaign_idea_parts, moderation_act, question_act,
    held_act, rein_act, comment_answer, restraint_act, hiding_lapse, danger from nara_app;
-- What changes in one way and never goes; which way that is, triggers see to.
revoke delete on document, outside_request, outside_answer, campaign_picture, comment_revision from nara_app;
-- Which tables there are is the owner's business.
revoke insert, update, delete on _sqlx_migrations from nara_app;
