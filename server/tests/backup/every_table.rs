//! A row in every table that the demo leaves empty, so that none is only believed to come back.

use nara_server::db::{Db, Statement};
use nara_server::execute;

/// The one table that stays empty, although it has given a number: a number that is gone comes back from
/// what the backup says of numbers, and from nothing else.
pub const LEFT_EMPTY: &str = "answer_template";

/// A table a line, after those it leads to. `one` is the first person, `newcomer` one who has done
/// nothing; `low` and `high` are the first and the last proposal.
const ROWS: &str = "\
adoption (idea_id, asker_id, why, word, state, asked_at) select low, one, '', '', 'asked', 7
assignment (proposal_id, person_id, version, at) select low, one, 1, 7
audit (at, actor_name, actor_role, deed, subject_kind, subject_id, detail) select 7, '', 'system', 'x', '', '', '{}'
backup_run (night, begun_at) select '2026-03-03', 7
campaign_act (campaign_id, step, stage, actor_name, actor_standing, at, fields, once_key) select (select min(campaign_id) from campaign), 'x', 'x', '', '', 7, '{}', 'k'
campaign_ballot (campaign_id, place, person_id, proposal_id, at) select (select min(campaign_id) from campaign), 1, one, low, 7
campaign_choice (proposal_id, campaign_id, reason, person_id, at) select low, (select min(campaign_id) from campaign), '', one, 7
campaign_counted (campaign_id, ideas, ballots) select (select min(campaign_id) from campaign), '[]', 3
campaign_idea_parts (proposal_id, person_id, person_name, problem, first_step, rough_cost, at, replaces, once_key) select low, one, '', '', '', '', 7, 0, 'k'
campaign_novelty (campaign_id, proposal_id, person_id, person_name, person_standing, at, fields, replaces, once_key) select (select min(campaign_id) from campaign), low, one, '', '', 7, '{}', 0, 'k'
campaign_paper (campaign_id, person_id, person_name, slips, counted_by, counted_with, at, once_key) select (select min(campaign_id) from campaign), one, '', 3, '', '', 7, 'k'
campaign_paper_idea (campaign_paper_id, proposal_id, votes) select (select min(campaign_paper_id) from campaign_paper), low, 3
campaign_picture (proposal_id, person_id, person_name, state, recognised, width, height, at, once_key) select low, one, '', 'gone', '', 4, 3, 7, 'k'
campaign_reminder (campaign_id, what, day, at) select (select min(campaign_id) from campaign), 'x', '2026-03-04', 7
case_note (proposal_id, person_id, author_name, text, at, once_key) select low, one, '', '', 7, 'k'
ceremony (ceremony_id, purpose, state, expires_at) select 'c', 'x', '{}', 7
comment_answer (proposal_id, comment_id, text, actor_id, actor_name, actor_standing, at, replaces, once_key) select low, (select min(comment_id) from comment), '', one, '', '', 7, 0, 'k'
comment_draft (person_id, proposal_id, stance, text, updated_at, once_key) select one, low, 'for', '', 7, 'k'
comment_revision (comment_id, person_id, number, text, at, until) select (select min(comment_id) from comment), one, 1, '', 7, 8
comment_support (comment_id, person_id, at) select (select min(comment_id) from comment), newcomer, 7
day_reminder (proposal_id, what, day, at) select low, 'x', '2026-03-04', 7
diary_counter (year, last_number) select 2026, 7
draft (draft_id, fields, created_at, updated_at) select 'd', '{}', 7, 7
follow (person_id, proposal_id, at) select newcomer, low, 7
follow_up (proposal_id, months, at, until_day) select low, 6, 7, '2026-03-04'
follow_up_reply (proposal_id, months, person_id, reply, at) select (select min(proposal_id) from follow_up), (select min(months) from follow_up), newcomer, 'yes', 7
held_text (person_id, proposal_id, fields, reasons, state, at, once_key) select one, low, '{}', '[]', 'declined', 7, 'k'
held_act (held_text_id, step, reason, actor_id, actor_name, actor_standing, at, replaces, once_key) select (select min(held_text_id) from held_text), 'decline', '', one, '', '', 7, 0, 'k'
idea_coauthor (proposal_id, person_id, name, state, asked_at) select low, newcomer, '', 'asked', 7
idea_helper (proposal_id, person_id, shows_name, at) select low, newcomer, false, 7
identity_key (identity_key_id, check_value, made_at) select 1, 'x', 7
invitation (link_id, email, role, invited_by, created_at, sent_at, expires_at) select 'l', 'x@example.se', 'official', one, 7, 7, 8
mailing (proposal_id, apart_from, lang, subject, body, at, after_person) select low, one, 'sv', '', '', 7, 0
meeting (body, held_on, begins, cancelled, version, changed_at, once_key) select 'KF', '2026-03-04', '18:00', false, 1, 7, 'k'
meeting_mark (meeting_id, proposal_id, seconds) select (select min(meeting_id) from meeting), low, 60
merge_offer (person_id, other_id, session_hash, expires_at) select one, newcomer, 'x', 7
merge_suggestion (proposal_id, lead_id, reason, by_id, by_name, by_standing, at, until_day, outcome, ended_at, once_key) select low, high, '', one, '', '', 7, '2026-03-04', 'declined', 8, 'k'
moderation (proposal_id, state, opened_at) select low, 'settled', 7
moderation_act (moderation_id, step, reason, actor_id, actor_name, actor_standing, at, replaces, once_key) select (select min(moderation_id) from moderation), 'dismiss', '', one, '', '', 7, 0, 'k'
appeal (moderation_id, person_id, words, at, once_key) select (select min(moderation_id) from moderation), one, '', 7, 'k'
danger (moderation_id, actor_id, actor_name, actor_standing, at) select (select min(moderation_id) from moderation), one, '', '', 7
hidden_text (moderation_id, author_id, fields, sealed_at) select (select min(moderation_id) from moderation), one, '{}', 7
hiding_lapse (moderation_id, at) select (select min(moderation_id) from moderation), 7
restraint (moderation_id, person_id, kind, rule, until_day, state) select (select min(moderation_id) from moderation), newcomer, 'x', 'x', '2026-03-04', 'over'
restraint_act (restraint_id, step, reason, actor_id, actor_name, actor_standing, at, replaces, once_key) select (select min(restraint_id) from restraint), 'x', '', one, '', '', 7, 0, 'k'
restraint_appeal (restraint_id, person_id, words, at, once_key) select (select min(restraint_id) from restraint), newcomer, '', 7, 'k'
text_reader (moderation_id, person_id, since_at, until_at) select (select min(moderation_id) from moderation), one, 7, 8
text_report (moderation_id, person_id, reason, words, at, once_key) select (select min(moderation_id) from moderation), one, 'x', '', 7, 'k'
notice (person_id, news, proposal_id, what, what_id, at, created_at) select one, 'x', low, 'x', 1, 7, 7
notice_letter (person_id, due_at, sent_at) select one, 7, 8
opposition (proposal_id, person_id, at) select low, newcomer, 7
outbox (to_address, subject, body, created_at, next_attempt_at, attempts) select 'x@example.se', '', '', 7, 7, 0
outside_request (proposal_id, act_id, asked_by, link_hash, sent_at, expires_at) select low, (select min(act_id) from act), one, 'x', 7, 8
outside_answer (outside_request_id, link_hash, fields, received_at) select (select min(outside_request_id) from outside_request), 'x', '{}', 7
pace (person_id, news, pace, since) select one, 'x', 'x', 7
pace_alarm (proposal_id, kind, from_at, to_at, number, usual, new_accounts, domain, same_domain) select low, 'x', 7, 8, 9, 1, 0, '', 0
paper (person_id, entered_by, kind, proposal_id, channel, reference, at, once_key) select one, newcomer, 'x', low, 'x', '', 7, 'k'
passkey (credential_id, person_id, user_handle, credential, sign_count, vouched, name, created_at) select 'x', newcomer, 'x', '{}', 0, true, '', 7
person_identity (provider, subject_hash, person_id, linked_at, last_used_at) select 'x', 'x', newcomer, 7, 7
person_number (number_hash, person_id, at) select 'x', newcomer, 7
prepared_step (proposal_id, transition, fields, prepared_by, prepared_at, once_key) select low, 'x', '{}', one, 7, 'k'
provider_flow (provider_flow_id, provider, purpose, next, named, lang, created_at, expires_at) select 'x', 'x', 'x', '/', '', 'sv', 7, 8
question_act (question_set_id, step, actor_id, actor_name, actor_standing, at, fields, replaces, once_key) select (select min(question_set_id) from question_set), 'x', one, '', '', 7, '{}', 0, 'k'
question_letter (question_set_id, told_act, after_person) select (select min(question_set_id) from question_set), 0, 0
question_same (question_id, person_id, at) select (select min(question_id) from question), newcomer, 7
rate_limit (action, key_hash, due_at) select 'x', 'x', 7
registration (registration_id, email, display_name, password_hash, created_at) select 'x', 'x@example.se', '', 'x', 7
rein_act (proposal_id, rein, step, reason, actor_id, actor_name, actor_standing, at, replaces, once_key) select low, 'x', 'x', '', one, '', '', 7, 0, 'k'
reminder (proposal_id, answer_by, months, at) select low, '2026-03-04', 1, 7
return_code (person_id, code_hash, created_at, expires_at) select newcomer, 'x', 7, 8
roll (loaded_at, finished_at, entries) select 7, 8, 1
roll_entry (roll_id, number_hash) select (select min(roll_id) from roll), 'x'
sealed_name (person_id, proposal_id, name, sealed_at) select newcomer, low, '', 7
session (session_hash, person_id, kind, created_at, last_seen_at, expires_at, user_agent) select 'x', newcomer, 'browser', 7, 7, 8, ''
setting (name, version, value, created_at) select 'of a test', 1, '{}', 7
used_link (link_id, purpose, used_at) select 'x', 'x', 7
waiting_answer (proposal_id, fields, prepared_by, prepared_at, once_key) select low, '{}', one, 7, 'k'
watch (person_id, kind, key, at) select newcomer, 'topic', 'x', 7
way_in (way_in_id, purpose, email, lang, tries, created_at, expires_at) select 'x', 'x', 'x@example.se', 'sv', 0, 7, 8";

/// What is shown has to be what stands, and what the log says, also of the votes that are put in here.
const SUMS: [&str; 3] = [
    "update proposal set against_count = (select count(*) from opposition o \
     where o.proposal_id = proposal.proposal_id)",
    "insert into support_event (proposal_id, person_id, kind, at) \
     select o.proposal_id, o.person_id, 'against', o.at from opposition o \
     where not exists (select 1 from support_event e where e.proposal_id = o.proposal_id \
        and e.person_id = o.person_id and e.kind = 'against')",
    "update comment set support_count = (select count(*) from comment_support s \
     where s.comment_id = comment.comment_id)",
];

pub async fn fill(db: &Db) {
    let mut tx = db.begin().await.unwrap();
    execute!(
        tx,
        "insert into person (display_name, level, created_at) values ('Ny', 'n1', 7)"
    )
    .unwrap();
    for row in ROWS.lines() {
        let (table, _) = row.split_once(' ').unwrap();
        let mut insert = Statement::new("insert into ");
        insert.sql(row);
        insert.sql(
            " from (select min(person_id) as one, max(person_id) as newcomer from person) as people \
             cross join (select min(proposal_id) as low, max(proposal_id) as high from proposal) \
             as proposals where not exists (select 1 from ",
        );
        insert.name(table).sql(")");
        let put = tx.run(insert).await;
        put.unwrap_or_else(|error| panic!("{table}: {error:?}"));
    }
    for sum in SUMS {
        execute!(tx, sum).unwrap();
    }
    tx.commit().await.unwrap();
}
