//! Signing in through a provider: one person, one account.

use nara_app::error::AppError;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::{Level, Role, Standing};
use nara_domain::linking::IdentityRefused;
use nara_domain::proposal::Ruleset;
use nara_server::accounts::store;

use crate::on_both;
use crate::people::{OLLE, SIV, actor_of, sign_in, signed_in, unnumbered, verified};

const PEOPLE: &str = "select count(*) from person";

on_both!(somebody_new_gets_an_account, |app| {
    let web = app.web().await;
    let siv = signed_in(&web, &verified("bankid", SIV)).await;
    assert_eq!(siv.name(), Some("Siv Svensson"));
    assert_eq!(siv.level(), Level::N2);
    assert!(siv.has(Role::Resident));
    assert_eq!(
        app.number("select count(*) from person where email is null and password_hash is null")
            .await,
        1
    );
    // The session is a strong one.
    let ways = app.texts("select way from session").await;
    assert_eq!(ways, ["provider"]);
});

on_both!(the_same_person_comes_back_to_the_same_account, |app| {
    let web = app.web().await;
    let siv = signed_in(&web, &verified("bankid", SIV)).await;
    // By the same subject, by the number under another subject, by the number at another provider.
    let mut renamed = verified("bankid", SIV);
    renamed.name = Some("Siv Karlsson".to_owned());
    let mut elsewhere = verified("bankid", SIV);
    elsewhere.subject = "new-subject".to_owned();
    for who in [renamed, elsewhere, verified("freja", SIV)] {
        let again = signed_in(&web, &who).await;
        assert_eq!(again.person_id(), siv.person_id());
        // What one is called here, one chooses here.
        assert_eq!(again.name(), Some("Siv Svensson"));
    }
    assert_eq!(app.number(PEOPLE).await, 1);
    assert_eq!(app.number("select count(*) from person_number").await, 1);
    assert_eq!(app.number("select count(*) from person_identity").await, 3);
    let olle = signed_in(&web, &verified("bankid", OLLE)).await;
    assert_ne!(olle.person_id(), siv.person_id());
});

on_both!(twenty_sign_ins_at_once_are_one_person, |app| {
    let web = app.web().await;
    let ways = [verified("bankid", SIV), verified("freja", SIV)];
    let sign_ins = (0..20).map(|n| sign_in(&web, &ways[n % 2]));
    let sessions = futures::future::join_all(sign_ins).await;
    for session in sessions {
        let actor = actor_of(&web, &session.unwrap()).await;
        assert_eq!(actor.level(), Level::N2);
    }
    assert_eq!(app.number(PEOPLE).await, 1);
    assert_eq!(app.number("select count(*) from person_number").await, 1);
    assert_eq!(app.number("select count(*) from person_identity").await, 2);
    assert_eq!(app.number("select count(*) from session").await, 20);
});

// Nobody gets into an account because a provider tells its address or a subject that is another's.
on_both!(another_number_under_a_known_subject_is_refused, |app| {
    let web = app.web().await;
    signed_in(&web, &verified("bankid", SIV)).await;
    let mut other = verified("bankid", OLLE);
    other.subject = verified("bankid", SIV).subject;
    let refused = sign_in(&web, &other).await.unwrap_err();
    assert_eq!(refused, AppError::Identity(IdentityRefused::NumberDiffers));
    assert_eq!(app.number(PEOPLE).await, 1);
    assert_eq!(app.number("select count(*) from session").await, 1);
});

on_both!(who_has_no_number_is_known_by_the_subject_alone, |app| {
    let web = app.web().await;
    let one = signed_in(&web, &unnumbered("kommunen", "u1")).await;
    assert_eq!(one.level(), Level::N1, "could be several people");
    let again = signed_in(&web, &unnumbered("kommunen", "u1")).await;
    assert_eq!(again.person_id(), one.person_id());
    let other = signed_in(&web, &unnumbered("kommunen", "u2")).await;
    assert_ne!(other.person_id(), one.person_id());
    let elsewhere = signed_in(&web, &unnumbered("annan", "u1")).await;
    assert_ne!(elsewhere.person_id(), one.person_id());
    // The number is learned later.
    let mut told = verified("kommunen", SIV);
    told.subject = "u1".to_owned();
    let known = signed_in(&web, &told).await;
    assert_eq!(known.person_id(), one.person_id());
    assert_eq!(known.level(), Level::N2);
});

on_both!(what_a_provider_says_of_duties_is_what_holds, |app| {
    let web = app.web().await;
    let official = |title: &str| Standing {
        department: Some("Tekniska förvaltningen".to_owned()),
        title: Some(title.to_owned()),
        ..Standing::of(Role::Official)
    };
    let mut maja = unnumbered("kommunen", "maja");
    maja.duties = vec![official("trafikingenjör"), Standing::of(Role::Moderator)];
    let actor = signed_in(&web, &maja).await;
    assert_eq!(actor.level(), Level::T);
    assert!(actor.has(Role::Official) && actor.has(Role::Moderator));
    assert!(actor.dormant().is_empty(), "a strong way");

    // Given by an administrator besides.
    let mut tx = app.db.begin().await.unwrap();
    let id = actor.person_id().unwrap();
    let given = Standing::of(Role::Secretary);
    store::insert_standing(&mut tx, id, &given, web.now(), None)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    web.clock.advance_ms(60_000);
    maja.duties = vec![official("stadsträdgårdsmästare")];
    let actor = signed_in(&web, &maja).await;
    let title = actor.standing(Role::Official).unwrap().title.as_deref();
    assert_eq!(title, Some("stadsträdgårdsmästare"));
    assert!(!actor.has(Role::Moderator), "said no more");
    assert!(actor.has(Role::Secretary), "not the provider's to take");

    web.clock.advance_ms(60_000);
    maja.duties.clear();
    let actor = signed_in(&web, &maja).await;
    assert!(!actor.has(Role::Official) && actor.has(Role::Secretary));
    assert_eq!(actor.level(), Level::T);
    let deeds = app
        .texts("select deed from audit where actor_role = 'provider' order by audit_id")
        .await;
    assert_eq!(deeds.iter().filter(|deed| *deed == "duty_given").count(), 3);
    assert_eq!(deeds.iter().filter(|deed| *deed == "duty_ended").count(), 3);
});

on_both!(an_elected_representative_is_known_as_one, |app| {
    let web = app.web().await;
    let mut eva = verified("kommunen", SIV);
    eva.duties = vec![Standing {
        party: Some("Björksjölistan".to_owned()),
        ..Standing::of(Role::Elected)
    }];
    assert_eq!(signed_in(&web, &eva).await.level(), Level::P);
    web.clock.advance_ms(60_000);
    eva.duties.clear();
    assert_eq!(signed_in(&web, &eva).await.level(), Level::N2);
});

on_both!(
    an_erased_account_is_no_way_in_and_forgets_the_number,
    |app| {
        let web = app.web().await;
        let session = sign_in(&web, &verified("bankid", SIV)).await.unwrap();
        let siv = actor_of(&web, &session).await;
        let mut browser = web.visitor();
        browser.set_cookie("nara_session", &session.secret);
        let done = browser
            .post_form("/konto/ta-bort", &[("confirmation", "yes")])
            .await;
        assert_eq!(done.location(), "/");
        for table in ["person_number", "person_identity"] {
            let sql: &'static str = format!("select count(*) from {table}").leak();
            assert_eq!(app.number(sql).await, 0, "{table}");
        }
        // Even a session begun at the same moment leads nowhere.
        let mut browser = web.signed_in(&siv).await;
        assert_eq!(browser.get("/konto").await.status, 303);
        let back = signed_in(&web, &verified("bankid", SIV)).await;
        assert_ne!(back.person_id(), siv.person_id());
    }
);

on_both!(a_name_that_cannot_be_shown_is_left_out, |app| {
    let web = app.web().await;
    for (name, digits) in [(None, SIV), (Some("\u{202e}"), OLLE)] {
        let mut who = verified("bankid", digits);
        who.name = name.map(str::to_owned);
        let actor = signed_in(&web, &who).await;
        assert_eq!(actor.name(), Some("Invånare"));
    }
});

// Also where people may go on supporting up to the decision.
on_both!(who_comes_back_after_erasing_is_counted_once, |app| {
    let web = app.web().await;
    app.set_rules(Ruleset {
        version: 2,
        threshold: Some(1),
        ..Ruleset::bjorksjo()
    })
    .await;
    let neighbour = app.resident("Olle").await;
    let one = app.proposal(&neighbour, "Fler bänkar").await;
    for _ in 0..2 {
        let session = sign_in(&web, &verified("bankid", SIV)).await.unwrap();
        let siv = actor_of(&web, &session).await;
        app.proposals.support(&siv, one, app.now).await.unwrap();
        assert_eq!(app.number("select support_count from proposal").await, 1);
        let group = app.texts("select stage_group from proposal").await;
        assert_eq!(group, ["at_municipality"]);
        let mut browser = web.visitor();
        browser.set_cookie("nara_session", &session.secret);
        let done = browser
            .post_form("/konto/ta-bort", &[("confirmation", "yes")])
            .await;
        assert_eq!(done.location(), "/");
        assert_eq!(app.number("select support_count from proposal").await, 0);
    }
});
