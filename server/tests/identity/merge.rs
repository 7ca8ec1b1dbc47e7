//! Two accounts of one person become one: what the provider says, and what the person says.

use std::collections::BTreeSet;

use nara_app::error::AppError;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::ids::ProposalId;
use nara_domain::linking::IdentityRefused;
use nara_domain::proposal::Ruleset;
use nara_domain::session::Way;
use nara_server::accounts::store;
use nara_server::auth::session::fingerprint;
use nara_server::identity::{Linked, Verified};
use nara_server::privacy::map::{Holds, TABLES};
use nara_server::{execute, fetch_all};

use crate::common::http::Web;
use crate::common::{App, comment, fields};
use crate::on_both;
use crate::people::{NEWCOMER, OLLE, SIV, found, number, sign_in, signed_in, verified};

const PAGE: &str = "/konto/sla-samman";
const TICKED: &[(&str, &str)] = &[("confirmation", "yes")];

/// The newcomer, once the tax agency gave them a personnummer.
fn settled(provider: &str) -> Verified {
    Verified {
        previous: Some(number(NEWCOMER)),
        ..verified(provider, SIV)
    }
}

async fn living(app: &App) -> i64 {
    let sql = "select count(*) from person where merged_into is null and erased_at is null";
    app.number(sql).await
}

/// Count = rows = what the log adds up to, for every proposal; and nobody supports under an account
/// that became part of another.
async fn assert_counts_agree(app: &App) {
    let rows = fetch_all!(
        app.db.read().await.unwrap(),
        (i64, i64, i64),
        "select p.proposal_id, p.support_count,
                (select count(*) from support s where s.proposal_id = p.proposal_id)
         from proposal p order by p.proposal_id",
    )
    .unwrap();
    let log = fetch_all!(
        app.db.read().await.unwrap(),
        (i64, i64, String),
        "select proposal_id, person_id, kind from support_event order by support_event_id",
    )
    .unwrap();
    let mut active = BTreeSet::new();
    for (proposal, person, kind) in log {
        let changed = match kind.as_str() {
            "given" => active.insert((proposal, person)),
            _ => active.remove(&(proposal, person)),
        };
        assert!(changed, "{kind} twice by {person} for {proposal}");
    }
    for (proposal, count, rows) in rows {
        let recount = active.iter().filter(|(of, _)| *of == proposal).count();
        assert_eq!(count, rows, "proposal {proposal}");
        assert_eq!(usize::try_from(count), Ok(recount), "proposal {proposal}");
    }
    let of_the_left = "select count(*) from support s join person p on p.person_id = s.person_id \
                       where p.merged_into is not null";
    assert_eq!(app.number(of_the_left).await, 0);
}

async fn support(app: &App, who: &Actor, one: ProposalId) {
    app.proposals.support(who, one, app.now).await.unwrap();
}

/// Signed in by password a moment ago.
async fn session(web: &Web, actor: &Actor) -> (String, String) {
    let secret = web.session_by(actor, Way::Password).await;
    (fingerprint(&secret), secret)
}

async fn link(web: &Web, actor: &Actor, session: &str, who: &Verified) -> Result<Linked, AppError> {
    let identity = &web.state.identity;
    identity.link_verified(actor, session, who, web.now()).await
}

on_both!(a_newcomers_account_goes_on_under_the_new_number, |app| {
    let web = app.web().await;
    let before = signed_in(&web, &verified("bankid", NEWCOMER)).await;
    let after = signed_in(&web, &settled("freja")).await;
    assert_eq!(after.person_id(), before.person_id());
    // Whoever still knows the old number leads to the same account.
    for who in [verified("annan", NEWCOMER), verified("annan2", SIV)] {
        assert_eq!(signed_in(&web, &who).await.person_id(), before.person_id());
    }
    assert_eq!(living(&app).await, 1);
});

on_both!(only_a_samordningsnummer_becomes_another_number, |app| {
    let web = app.web().await;
    let olle = signed_in(&web, &verified("bankid", OLLE)).await;
    let mut who = verified("freja", SIV);
    who.previous = Some(number(OLLE));
    let siv = signed_in(&web, &who).await;
    assert_ne!(siv.person_id(), olle.person_id());
});

on_both!(both_numbers_known_on_two_accounts_become_one, |app| {
    let web = app.web().await;
    let old = signed_in(&web, &verified("bankid", NEWCOMER)).await;
    let new = signed_in(&web, &verified("freja", SIV)).await;
    let neighbour = app.resident("Olle").await;
    let both = app.proposal(&neighbour, "Fler bänkar").await;
    let only_new = app.proposal(&neighbour, "En ny brygga").await;
    let mine = app.proposal(&new, "Lampor vid ån").await;
    for (who, one) in [
        (&old, both),
        (&new, both),
        (&new, only_new),
        (&neighbour, both),
    ] {
        support(&app, who, one).await;
    }
    app.proposals
        .comment(&new, both, comment("Där kan man vila"), app.now)
        .await
        .unwrap();
    app.proposals
        .create_draft(&new, fields("Ett utkast"), "10.9.0.0/24", app.now)
        .await
        .unwrap();
    let elsewhere = sign_in(&web, &verified("freja", SIV)).await.unwrap();
    assert_eq!(
        app.number("select support_count from proposal where title = 'Fler bänkar'")
            .await,
        3
    );

    let one = signed_in(&web, &settled("bankid")).await;
    assert_eq!(one.person_id(), old.person_id(), "the oldest stays");
    assert_eq!(living(&app).await, 2);
    assert_counts_agree(&app).await;
    assert_eq!(
        app.number("select support_count from proposal where title = 'Fler bänkar'")
            .await,
        2
    );
    assert_eq!(
        app.number("select support_count from proposal where title = 'En ny brygga'")
            .await,
        1
    );
    let own = app.proposals.mine(&one).await.unwrap();
    assert_eq!(own.iter().map(|item| item.id).collect::<Vec<_>>(), [mine]);
    let theirs = format!("{}", one.person_id().unwrap());
    for table in ["comment", "draft"] {
        let sql = format!("select cast(person_id as text) from {table}").leak();
        assert_eq!(app.texts(sql).await, [theirs.as_str()], "{table}");
    }
    assert!(found(&web, &elsewhere).await.is_none(), "the session ended");
    for who in [verified("freja", SIV), verified("bankid", NEWCOMER)] {
        assert_eq!(signed_in(&web, &who).await.person_id(), one.person_id());
    }
    let lines = app.texts("select deed from audit").await;
    assert_eq!(lines, ["accounts_merged"]);
});

on_both!(questions_about_ideas_become_one_persons, |app| {
    let web = app.web().await;
    let old = signed_in(&web, &verified("bankid", NEWCOMER)).await;
    let new = signed_in(&web, &verified("freja", SIV)).await;
    let neighbour = app.resident("Olle").await;
    let port = &web.state.adoption;
    let submit = async |who: &Actor, title: &str| {
        let typed = crate::common::idea(title);
        let made = app.proposals.submit(who, typed, "", app.now).await;
        made.unwrap()
    };
    // Asked under both, with a yes under the one that goes; and one account asked the other.
    let both = submit(&neighbour, "Bänkar").await;
    let own = submit(&new, "Lampor").await;
    for (who, idea) in [(&old, both), (&new, both), (&old, own)] {
        port.ask_for_idea(who, idea, "", app.now).await.unwrap();
    }
    let view = port.adopt_page(&neighbour, both, app.now).await.unwrap();
    let yes = nara_app::adoption::api::NewAnswer {
        request: view.requests[1].id.to_string(),
        answer: "yes".to_owned(),
        word: String::new(),
    };
    port.answer_question(&neighbour, both, yes, app.now)
        .await
        .unwrap();
    let draft = port.begin_from_idea(&new, both, app.now).await.unwrap();

    let one = signed_in(&web, &settled("bankid")).await;
    assert_eq!(one.person_id(), old.person_id(), "the oldest stays");
    let left = app.texts("select state from adoption").await;
    assert_eq!(left, ["agreed"], "nobody asks themselves");
    let made = app.proposals.submit_draft(&one, &draft, app.now).await;
    let tied = "select count(*) from adoption where proposal_id is not null";
    assert_eq!((made.is_ok(), app.number(tied).await), (true, 1));
});

on_both!(votes_cast_while_accounts_become_one_count_once, |app| {
    let web = app.web().await;
    let old = signed_in(&web, &verified("bankid", NEWCOMER)).await;
    let new = signed_in(&web, &verified("freja", SIV)).await;
    let neighbour = app.resident("Olle").await;
    let mut all = Vec::new();
    for n in 0..12 {
        all.push(app.proposal(&neighbour, &format!("Bänk nummer {n}")).await);
    }
    for one in &all[..4] {
        support(&app, &old, *one).await;
        support(&app, &new, *one).await;
    }
    let votes = futures::future::join_all(
        all.iter()
            .flat_map(|one| [&old, &new].map(|who| app.proposals.support(who, *one, app.now))),
    );
    let back = futures::future::join_all(
        all[..2]
            .iter()
            .map(|one| app.proposals.withdraw_support(&old, *one, app.now)),
    );
    let ways = [settled("bankid"), settled("freja")];
    let merges = futures::future::join_all(ways.iter().map(|who| sign_in(&web, who)));
    let (voted, _, merged) = tokio::join!(votes, back, merges);
    for session in merged {
        assert_eq!(session.err(), None);
    }
    for vote in voted {
        assert!(matches!(vote, Ok(_) | Err(AppError::SignIn)), "{vote:?}");
    }
    // The account that is left votes no more, whoever still holds its actor.
    for one in &all {
        let late = app.proposals.support(&new, *one, app.now).await;
        assert_eq!(late.unwrap_err(), AppError::SignIn);
    }
    app.proposals.finish_merges(app.now).await.unwrap();
    assert_counts_agree(&app).await;
    for one in &all {
        let sql = format!("select count(*) from support where proposal_id = {one}").leak();
        assert!(app.number(sql).await <= 1, "one person, one vote");
    }
    assert_eq!(living(&app).await, 2);
});

// Required of the whole: two ways in with the same national number are one account's worth of votes.
on_both!(two_ways_in_with_one_number_have_one_vote, |app| {
    let web = app.web().await;
    let neighbour = app.resident("Olle").await;
    let one = app.proposal(&neighbour, "Fler bänkar").await;
    let ways = [verified("bankid", SIV), verified("freja", SIV)];
    let everything = (0..20).map(|n| {
        let (web, ways, app) = (&web, &ways, &app);
        async move {
            let who = signed_in(web, &ways[n % 2]).await;
            app.proposals.support(&who, one, app.now).await.unwrap();
        }
    });
    futures::future::join_all(everything).await;
    assert_eq!(app.number("select support_count from proposal").await, 1);
    assert_eq!(app.number("select count(*) from support").await, 1);
    assert_eq!(app.number("select count(*) from support_event").await, 1);
    assert_counts_agree(&app).await;
});

on_both!(who_proves_both_makes_them_one_by_saying_so, |app| {
    let web = app.web().await;
    let there = signed_in(&web, &verified("bankid", SIV)).await;
    let here = app.resident("Siv").await;
    let neighbour = app.resident("Olle").await;
    let one = app.proposal(&neighbour, "Fler bänkar").await;
    support(&app, &there, one).await;
    support(&app, &here, one).await;
    let (hash, secret) = session(&web, &here).await;
    let mut browser = web.visitor();
    browser.set_cookie("nara_session", &secret);
    assert_eq!(browser.get(PAGE).await.status, 404, "nothing is offered");
    assert_eq!(browser.post_form(PAGE, TICKED).await.status, 404);

    let linked = link(&web, &here, &hash, &verified("bankid", SIV)).await;
    assert_eq!(linked, Ok(Linked::Confirm));
    // Nothing happens by itself.
    assert_eq!(living(&app).await, 3);
    let page = browser.get(PAGE).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("Siv Svensson") && page.text.contains("Slå ihop"));
    // Not in another browser of the same account.
    let mut other = web.signed_in(&here).await;
    assert_eq!(other.get(PAGE).await.status, 404);
    assert_eq!(other.post_form(PAGE, TICKED).await.status, 404);
    let unticked = browser.post_form(PAGE, &[]).await;
    assert_eq!(unticked.status, 422);
    assert!(unticked.text.contains("merge-confirmation-fel"));
    assert_eq!(living(&app).await, 3);

    assert_eq!(browser.post_form(PAGE, TICKED).await.location(), "/konto");
    assert_eq!(living(&app).await, 2);
    assert_counts_agree(&app).await;
    assert_eq!(app.number("select support_count from proposal").await, 1);
    let back = signed_in(&web, &verified("bankid", SIV)).await;
    assert_eq!(
        back.person_id(),
        here.person_id(),
        "the one signed in to stays"
    );
    assert_eq!(back.level(), Level::N2);
    assert_eq!(browser.post_form(PAGE, TICKED).await.status, 404, "once");
    // The neighbour's are about the proposal.
    let letters = "select count(*) from outbox \
        where to_address <> (select email from person where display_name = 'Olle')";
    assert_eq!(app.number(letters).await, 1, "to the address there is");
});

// Whoever reads slowly is asked to prove again, and loses nothing that was vouched for.
on_both!(a_strong_proof_that_grew_old_takes_no_voucher, |app| {
    let web = app.web().await;
    signed_in(&web, &verified("bankid", SIV)).await;
    let here = app.resident("Siv").await;
    let secret = web.session_by(&here, Way::Passkey).await;
    let hash = fingerprint(&secret);
    let mut browser = web.visitor();
    browser.set_cookie("nara_session", &secret);
    web.clock.advance_ms(14 * 60_000);
    let linked = link(&web, &here, &hash, &verified("bankid", SIV)).await;
    assert_eq!(linked, Ok(Linked::Confirm));
    web.clock.advance_ms(5 * 60_000);
    let page = browser.post_form(PAGE, TICKED).await;
    assert_ne!(page.header("location"), "/konto", "{}", page.text);
    assert_eq!(living(&app).await, 2);
    let weak = "select count(*) from person_identity where not vouched";
    assert_eq!(app.number(weak).await, 0);
});

on_both!(an_offer_ends_by_itself, |app| {
    let web = app.web().await;
    signed_in(&web, &verified("bankid", SIV)).await;
    let here = app.resident("Siv").await;
    let (hash, secret) = session(&web, &here).await;
    link(&web, &here, &hash, &verified("bankid", SIV))
        .await
        .unwrap();
    web.clock.advance_ms(11 * 60_000);
    let mut browser = web.visitor();
    browser.set_cookie("nara_session", &secret);
    assert_eq!(browser.post_form(PAGE, TICKED).await.status, 404);
    assert_eq!(living(&app).await, 2);
});

on_both!(accounts_with_a_duty_are_merged_by_nobody_alone, |app| {
    let web = app.web().await;
    let there = signed_in(&web, &verified("bankid", SIV)).await;
    let maja = app.official("Maja").await;
    // Signed in so that the duty is awake.
    let hash = fingerprint(&web.session_of(&maja).await);
    let refused = Err(AppError::Identity(IdentityRefused::Duty));
    assert_eq!(
        link(&web, &maja, &hash, &verified("bankid", SIV)).await,
        refused
    );
    // Nor one that got a duty after the offer.
    let here = app.resident("Siv").await;
    let (hash, _) = session(&web, &here).await;
    let offered = link(&web, &here, &hash, &verified("bankid", SIV)).await;
    assert_eq!(offered, Ok(Linked::Confirm));
    let mut tx = app.db.begin().await.unwrap();
    let duty = Standing::of(Role::Moderator);
    store::insert_standing(&mut tx, there.person_id().unwrap(), &duty, web.now(), None)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let identity = &web.state.identity;
    let lang = nara_app::i18n::Lang::Sv;
    let merged = identity.merge_offered(&here, &hash, lang, web.now()).await;
    assert_eq!(merged, Err(AppError::Identity(IdentityRefused::Duty)));
    assert_eq!(living(&app).await, 3);
});

// The provider's word would merge them; the duty keeps them apart, and nobody is locked out.
on_both!(a_duty_keeps_apart_what_a_provider_takes_for_one, |app| {
    let web = app.web().await;
    let old = signed_in(&web, &verified("bankid", NEWCOMER)).await;
    let new = signed_in(&web, &verified("freja", SIV)).await;
    let mut tx = app.db.begin().await.unwrap();
    let duty = Standing::of(Role::Moderator);
    store::insert_standing(&mut tx, new.person_id().unwrap(), &duty, web.now(), None)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let again = signed_in(&web, &settled("freja")).await;
    assert_eq!(again.person_id(), new.person_id());
    assert!(again.has(Role::Moderator));
    assert_eq!(living(&app).await, 2);
    assert_eq!(
        signed_in(&web, &verified("bankid", NEWCOMER))
            .await
            .person_id(),
        old.person_id()
    );
});

on_both!(
    address_and_password_come_along_where_there_are_none,
    |app| {
        let web = app.web().await;
        let oldest = signed_in(&web, &verified("freja", SIV)).await;
        let other = app.resident("Siv").await;
        let (hash, _) = session(&web, &other).await;
        let newcomer = verified("bankid", NEWCOMER);
        assert_eq!(link(&web, &other, &hash, &newcomer).await, Ok(Linked::Done));
        let mut tx = app.db.begin().await.unwrap();
        execute!(
            tx,
            "update person set password_hash = 'kept' where email is not null"
        )
        .unwrap();
        tx.commit().await.unwrap();
        let one = signed_in(&web, &settled("freja")).await;
        assert_eq!(one.person_id(), oldest.person_id());
        let kept =
            "select password_hash from person where email is not null and merged_into is null";
        assert_eq!(app.texts(kept).await, ["kept"]);
        assert_eq!(living(&app).await, 1);
    }
);

on_both!(
    ones_own_proposal_is_not_supported_by_the_other_account,
    |app| {
        let web = app.web().await;
        app.set_rules(Ruleset {
            version: 2,
            own_support: false,
            ..Ruleset::bjorksjo()
        })
        .await;
        let old = signed_in(&web, &verified("bankid", NEWCOMER)).await;
        let new = signed_in(&web, &verified("freja", SIV)).await;
        let (first, second) = (
            app.proposal(&old, "Fler bänkar").await,
            app.proposal(&new, "En ny brygga").await,
        );
        support(&app, &new, first).await;
        support(&app, &old, second).await;
        signed_in(&web, &settled("freja")).await;
        assert_counts_agree(&app).await;
        assert_eq!(
            app.number("select max(support_count) from proposal").await,
            0
        );
    }
);

on_both!(
    what_either_followed_is_followed_and_what_either_stopped_is_stopped,
    |app| {
        let web = app.web().await;
        let old = signed_in(&web, &verified("bankid", NEWCOMER)).await;
        let new = signed_in(&web, &verified("freja", SIV)).await;
        let neighbour = app.resident("Olle").await;
        let [both, only_old, stopped_old, stopped_new] = [
            app.proposal(&neighbour, "Fler bänkar").await,
            app.proposal(&neighbour, "En ny brygga").await,
            app.proposal(&neighbour, "Lampor vid ån").await,
            app.proposal(&neighbour, "Cykelställ").await,
        ];
        let follow = &web.state.follow;
        for (who, id) in [
            (&old, both),
            (&new, both),
            (&old, only_old),
            (&old, stopped_old),
            (&new, stopped_old),
            (&old, stopped_new),
            (&new, stopped_new),
        ] {
            follow.follow(who, id, app.now).await.unwrap();
        }
        follow.unfollow(&old, stopped_old, app.now).await.unwrap();
        follow.unfollow(&new, stopped_new, app.now).await.unwrap();
        follow.set_all(&old, false, app.now).await.unwrap();
        // A letter that is on its way while the accounts become one.
        let mut tx = app.db.begin().await.unwrap();
        execute!(
            tx,
            "insert into outbox (to_address, subject, body, created_at, next_attempt_at, attempts, \
         person_id, proposal_id) values ('old@example.org', 'x', 'x', 0, 0, 0, $1, $2)",
            old.person_id().unwrap().get(),
            stopped_new.get(),
        )
        .unwrap();
        tx.commit().await.unwrap();
        let after = signed_in(&web, &settled("freja"))
            .await
            .person_id()
            .unwrap();
        let rows = fetch_all!(
            app.db.read().await.unwrap(),
            (i64, i64, Option<i64>),
            "select proposal_id, person_id, stopped_at from follow order by proposal_id",
        )
        .unwrap();
        let stopped: Vec<(i64, bool)> = rows
            .iter()
            .map(|(proposal, _, stopped_at)| (*proposal, stopped_at.is_some()))
            .collect();
        let wanted = [
            (both, false),
            (only_old, false),
            (stopped_old, true),
            (stopped_new, true),
        ];
        assert_eq!(stopped, wanted.map(|(id, stopped)| (id.get(), stopped)));
        assert!(rows.iter().all(|(_, person, _)| *person == after.get()));
        let all = "select count(*) from person where letters_stopped_at is not null \
               and merged_into is null";
        assert_eq!(app.number(all).await, 1);
        assert_eq!(
            app.number("select max(person_id) from outbox").await,
            after.get()
        );
        let post = web.post(std::env::temp_dir().join("nara_test_letters"));
        post.send_due().await.unwrap();
        let waits = "select count(*) from outbox where to_address = 'old@example.org'";
        assert_eq!(app.number(waits).await, 0, "dropped");
    }
);

on_both!(groups_go_where_their_supervisor_goes, |app| {
    let web = app.web().await;
    let old = signed_in(&web, &verified("bankid", NEWCOMER)).await;
    let new = signed_in(&web, &verified("freja", SIV)).await;
    let mut tx = app.db.begin().await.unwrap();
    for (name, people) in [
        ("A", vec![&old]),
        ("B", vec![&new]),
        ("C", vec![&old, &new]),
    ] {
        let (group,): (i64,) = nara_server::fetch_one!(
            tx,
            (i64,),
            "insert into youth_group
                 (name, name_key, age_from, age_to, last_day, ends_at, reads_first, max_members,
                  member_count, code_salt, code_hash, created_at)
             values ($1, $1, 13, 15, '2026-06-12', $2, $3, 30, 0, $1, $1, $2)
             returning youth_group_id",
            name,
            app.now.0,
            false,
        )
        .unwrap();
        for one in people {
            execute!(
                tx,
                "insert into group_supervisor (youth_group_id, person_id, since) values ($1, $2, $3)",
                group,
                one.person_id().unwrap().get(),
                app.now.0,
            )
            .unwrap();
        }
    }
    tx.commit().await.unwrap();
    let one = signed_in(&web, &settled("bankid")).await;
    assert_eq!(one.person_id(), old.person_id());
    let whose = fetch_all!(
        app.db.read().await.unwrap(),
        (String, i64),
        "select g.name, s.person_id from group_supervisor s
         join youth_group g on g.youth_group_id = s.youth_group_id order by g.name",
    )
    .unwrap();
    let id = one.person_id().unwrap().get();
    let all = ["A", "B", "C"].map(|name| (name.to_owned(), id));
    assert_eq!(whose, all);
});

#[test]
fn every_table_about_people_says_what_becomes_of_it() {
    let fates: BTreeSet<_> = nara_server::identity::merge_store::FATES
        .iter()
        .map(|(table, _)| *table)
        .collect();
    let about_people = TABLES
        .iter()
        .filter(|table| matches!(table.holds, Holds::Person(..)))
        .map(|table| table.name);
    assert_eq!(fates, about_people.collect());
}
