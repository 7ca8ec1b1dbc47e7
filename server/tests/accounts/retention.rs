//! What is kept for some days is gone after them, whatever table it is in.

use nara_domain::privacy::{Holding, Keep};
use nara_domain::time::Stamp;
use nara_server::jobs::clean;
use nara_server::privacy::map::{Holds, TABLES};
use nara_server::{execute, fetch_one};

use crate::common::App;
use crate::on_both;

/// A row of this table that was last used at `at`; how to count what is left of it.
async fn put(app: &App, table: &str, person: i64, at: Stamp) -> &'static str {
    let mut tx = app.db.begin().await.unwrap();
    let count = match table {
        "session" => {
            execute!(
                tx,
                "insert into session (session_hash, person_id, kind, created_at, last_seen_at, \
                 expires_at, user_agent, way, proved_at) \
                 values ('gammal', $1, 'browser', $2, $2, $3, 'x', 'password', $2)",
                person,
                at.0,
                nara_domain::session::LONGEST.ends(at).0,
            )
            .unwrap();
            "select count(*) from session"
        }
        "registration" => {
            execute!(
                tx,
                "insert into registration (registration_id, email, display_name, password_hash, \
                 created_at) values ('gammal', 'a@example.org', 'A', 'x', $1)",
                at.0,
            )
            .unwrap();
            "select count(*) from registration"
        }
        "way_in" => {
            execute!(
                tx,
                "insert into way_in (way_in_id, purpose, email, lang, tries, created_at, \
                 expires_at) values ('gammal', 'reset', 'a@example.org', 'sv', 0, $1, $2)",
                at.0,
                at.plus_days(1).0,
            )
            .unwrap();
            "select count(*) from way_in"
        }
        "ceremony" => {
            execute!(
                tx,
                "insert into ceremony (ceremony_id, purpose, person_id, state, expires_at) \
                 values ('gammal', 'add', $1, '{}', $2)",
                person,
                at.plus_minutes(5).0,
            )
            .unwrap();
            "select count(*) from ceremony"
        }
        "provider_flow" => {
            execute!(
                tx,
                "insert into provider_flow (provider_flow_id, provider, purpose, person_id, next, \
                 named, lang, created_at, expires_at) \
                 values ('gammal', 'x', 'link', $1, '/', '', 'sv', $2, $3)",
                person,
                at.0,
                at.plus_minutes(10).0,
            )
            .unwrap();
            "select count(*) from provider_flow"
        }
        "outbox" => {
            // One that went out, and one that never could.
            for sent in [Some(at.0), None] {
                execute!(
                    tx,
                    "insert into outbox (to_address, subject, body, created_at, next_attempt_at, \
                     attempts, sent_at) values ('a@example.org', 'x', 'x', $1, $2, 12, $3)",
                    at.0,
                    i64::MAX,
                    sent,
                )
                .unwrap();
            }
            "select count(*) from outbox"
        }
        "invitation" => {
            execute!(
                tx,
                "insert into invitation (link_id, email, role, invited_by, created_at, sent_at, \
                 expires_at) values ('gammal', 'a@example.org', 'moderator', $1, $2, $2, $3)",
                person,
                at.0,
                at.plus_days(7).0,
            )
            .unwrap();
            "select count(*) from invitation"
        }
        "adoption" => {
            execute!(
                tx,
                "insert into adoption (idea_id, asker_id, why, word, state, asked_at) \
                 select min(proposal_id), $1, 'x', '', 'asked', $2 from proposal",
                person,
                at.0,
            )
            .unwrap();
            "select count(*) from adoption"
        }
        "text_report" => {
            // One that was settled then.
            execute!(
                tx,
                "insert into moderation (proposal_id, state, opened_at) \
                 select min(proposal_id), 'left', $1 from proposal",
                at.0,
            )
            .unwrap();
            execute!(
                tx,
                "insert into text_report (moderation_id, person_id, reason, words, at, once_key) \
                 select max(moderation_id), $1, 'hate', 'x', $2, 'x' from moderation",
                person,
                at.0,
            )
            .unwrap();
            execute!(
                tx,
                "insert into moderation_act (moderation_id, step, reason, actor_id, actor_name, \
                 actor_standing, at, replaces, once_key) \
                 select max(moderation_id), 'leave', 'x', $1, 'x', 'null', $2, 0, 'x' from moderation",
                person,
                at.0,
            )
            .unwrap();
            // One that was shown again then, as nobody had confirmed it; its author had asked.
            for made in [
                "insert into moderation (proposal_id, state, opened_at) \
                 select min(proposal_id), 'shown', $2 from proposal where $1 > 0",
                "insert into text_report (moderation_id, person_id, reason, words, at, once_key) \
                 select max(moderation_id), $1, 'hate', 'x', $2, 'y' from moderation",
                "insert into appeal (moderation_id, person_id, words, at, once_key) \
                 select max(moderation_id), $1, 'x', $2, 'z' from moderation",
                "insert into hiding_lapse (moderation_id, at) \
                 select max(moderation_id), $2 from moderation where $1 > 0",
            ] {
                execute!(tx, made, person, at.0).unwrap();
            }
            "select count(*) from text_report where person_id is not null or words <> ''"
        }
        "appeal" => {
            // One that was answered then.
            execute!(
                tx,
                "insert into moderation (proposal_id, state, opened_at) \
                 select min(proposal_id), 'shown', $1 from proposal",
                at.0,
            )
            .unwrap();
            execute!(
                tx,
                "insert into moderation_act (moderation_id, step, reason, actor_id, actor_name, \
                 actor_standing, at, replaces, once_key) \
                 select max(moderation_id), 'unhide', 'x', $1, 'x', 'null', $2, 0, 'x' from moderation",
                person,
                at.0,
            )
            .unwrap();
            execute!(
                tx,
                "insert into appeal (moderation_id, person_id, words, at, once_key) \
                 select max(moderation_id), $1, 'x', $2, 'x' from moderation",
                person,
                at.0,
            )
            .unwrap();
            // One that was never answered: nobody confirmed that the text was hidden.
            for made in [
                "insert into moderation (proposal_id, state, opened_at) \
                 select min(proposal_id), 'shown', $2 from proposal where $1 > 0",
                "insert into appeal (moderation_id, person_id, words, at, once_key) \
                 select max(moderation_id), $1, 'x', $2, 'y' from moderation",
                "insert into hiding_lapse (moderation_id, at) \
                 select max(moderation_id), $2 from moderation where $1 > 0",
            ] {
                execute!(tx, made, person, at.0).unwrap();
            }
            "select count(*) from appeal where person_id is not null or words <> ''"
        }
        "restraint_appeal" => {
            // Of somebody who was kept out until it was answered then.
            for made in [
                "insert into moderation (proposal_id, state, opened_at) \
                 select min(proposal_id), 'shown', $2 from proposal where $1 > 0",
                "insert into restraint (moderation_id, person_id, kind, rule, until_day, state) \
                 select max(moderation_id), $1, 'mute', 'hate', '2026-03-09', 'lifted' \
                 from moderation where $2 > 0",
                "insert into restraint_act (restraint_id, step, reason, actor_id, actor_name, \
                 actor_standing, at, replaces, once_key) \
                 select max(restraint_id), 'lift', 'x', $1, 'x', 'null', $2, 0, 'x' from restraint",
                "insert into restraint_appeal (restraint_id, person_id, words, at, once_key) \
                 select max(restraint_id), $1, 'x', $2, 'x' from restraint",
                // And of somebody whose text was shown again before anybody answered.
                "insert into moderation (proposal_id, state, opened_at) \
                 select min(proposal_id), 'shown', $2 from proposal where $1 > 0",
                "insert into hiding_lapse (moderation_id, at) \
                 select max(moderation_id), $2 from moderation where $1 > 0",
                "insert into restraint (moderation_id, person_id, kind, rule, until_day, state) \
                 select max(moderation_id), $1, 'mute', 'hate', '2026-03-09', 'on' \
                 from moderation where $2 > 0",
                "insert into restraint_appeal (restraint_id, person_id, words, at, once_key) \
                 select max(restraint_id), $1, 'x', $2, 'y' from restraint",
            ] {
                execute!(tx, made, person, at.0).unwrap();
            }
            "select count(*) from restraint_appeal where person_id is not null or words <> ''"
        }
        "notice" => {
            execute!(
                tx,
                "insert into notice (person_id, news, proposal_id, what, what_id, at, created_at) \
                 select $1, 'answers', min(proposal_id), 'proposal', min(proposal_id), $2, $2 \
                 from proposal",
                person,
                at.0,
            )
            .unwrap();
            "select count(*) from notice"
        }
        "notice_letter" => {
            execute!(
                tx,
                "insert into notice_letter (person_id, due_at, sent_at) values ($1, $2, $2)",
                person,
                at.0,
            )
            .unwrap();
            "select count(*) from notice_letter"
        }
        "draft" => {
            // One that was left, and what is left of one that was handed in.
            for (id, handed_in) in [("kvar", None), ("inlämnat", Some(person))] {
                execute!(
                    tx,
                    "insert into draft (draft_id, person_id, fields, created_at, updated_at, \
                     proposal_id) values ($1, $2, '{}', $3, $3, \
                     (select min(proposal_id) from proposal where proposer_id = $4))",
                    id,
                    person,
                    at.0,
                    handed_in,
                )
                .unwrap();
            }
            "select count(*) from draft"
        }
        "comment_draft" => {
            execute!(
                tx,
                "insert into comment_draft (person_id, proposal_id, stance, text, updated_at, \
                 once_key) select $1, min(proposal_id), '', 'Halvt', $2, 'kvar' from proposal",
                person,
                at.0,
            )
            .unwrap();
            "select count(*) from comment_draft"
        }
        "member" | "return_code" | "waiting_text" => {
            // All of them go with the group that ended.
            let (group,) = fetch_one!(
                tx,
                (i64,),
                "insert into youth_group (name, name_key, age_from, age_to, last_day, ends_at, \
                 reads_first, max_members, member_count, code_salt, code_hash, created_at) \
                 values ($1, $1, 13, 15, '2026-03-03', $2, $3, 30, 1, $1, $1, $2) \
                 returning youth_group_id",
                table,
                at.0,
                true,
            )
            .unwrap();
            execute!(
                tx,
                "insert into member (person_id, youth_group_id, alias, alias_key, state, \
                 own_code_hash, joined_at, once_key) values ($1, $2, 'x', 'x', 'in', $3, $4, $3)",
                person,
                group,
                table,
                at.0,
            )
            .unwrap();
            execute!(
                tx,
                "insert into return_code (person_id, code_hash, created_at, expires_at) \
                 values ($1, 'x', $2, $2)",
                person,
                at.0,
            )
            .unwrap();
            execute!(
                tx,
                "insert into waiting_text (person_id, youth_group_id, kind, fields, state, at, \
                 once_key) values ($1, $2, 'idea', '{}', 'waiting', $3, $4)",
                person,
                group,
                at.0,
                table,
            )
            .unwrap();
            match table {
                "member" => "select count(*) from member",
                "return_code" => "select count(*) from return_code",
                _ => "select count(*) from waiting_text",
            }
        }
        "outside_request" => {
            // A body outside the municipality that never answered; that it was asked is on record.
            execute!(
                tx,
                "insert into outside_request (proposal_id, act_id, asked_by, email, link_hash, \
                 sent_at, expires_at) values ((select min(proposal_id) from proposal), \
                 (select min(act_id) from act), $1, 'x@example.se', 'x', $2, $3)",
                person,
                at.0,
                at.0,
            )
            .unwrap();
            "select count(*) from outside_request where email is not null"
        }
        unknown => panic!("how is an old row of {unknown} made, and what removes it?"),
    };
    tx.commit().await.unwrap();
    count
}

fn tables_of(holding: Holding) -> Vec<&'static str> {
    TABLES
        .iter()
        .filter(|table| matches!(&table.holds, Holds::Person(of, _) if *of == holding))
        .map(|table| table.name)
        .collect()
}

on_both!(what_is_kept_for_days_is_gone_after_them, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    app.proposal(&siv, "Lampor").await;
    let person = siv.person_id().unwrap().get();
    let begin = web.now();
    let mut looked_at = 0;
    for holding in Holding::ALL {
        let Keep::Days(days) = holding.keep() else {
            continue;
        };
        for table in tables_of(*holding) {
            web.clock.set(begin);
            // Letters of what happened before, some of them from later than now: the proposal's time
            // ran out while the clock stood further on.
            let mut tx = app.db.begin().await.unwrap();
            execute!(tx, "delete from outbox").unwrap();
            tx.commit().await.unwrap();
            let count = put(&app, table, person, begin).await;
            let there = app.number(count).await;
            assert!(there > 0, "{table}");
            clean(web.state.clone()).await.unwrap();
            app.proposals.run_due(web.now()).await.unwrap();
            assert_eq!(app.number(count).await, there, "{table}: not yet");
            // Twice at a time, as two servers do, and again.
            web.clock.set(begin.plus_days(days));
            let (one, two) = tokio::join!(clean(web.state.clone()), clean(web.state.clone()));
            one.unwrap();
            two.unwrap();
            app.proposals.run_due(web.now()).await.unwrap();
            assert_eq!(app.number(count).await, 0, "{table} after {days} days");
            clean(web.state.clone()).await.unwrap();
            looked_at += 1;
        }
    }
    assert!(looked_at >= 5);
});

// The page says what the jobs do: both go by the same constants.
on_both!(the_page_says_for_how_long, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let mut browser = web.signed_in(&siv).await;
    let page = browser.get("/konto/uppgifter").await;
    for holding in Holding::ALL {
        let Keep::Days(days) = holding.keep() else {
            continue;
        };
        let of = page
            .text
            .split(&format!("id=\"uppgift-{holding}\""))
            .nth(1)
            .unwrap();
        let of = &of[..of.find("</section>").unwrap()];
        assert!(
            of.contains(&format!("Högst {days} dagar")),
            "{holding}: {of}"
        );
    }
});
