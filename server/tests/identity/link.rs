//! Linking an identity to the account one is signed in to, and proving by it who one is.

use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::ids::PersonId;
use nara_domain::linking::IdentityRefused;
use nara_domain::session::{PROOF_MINUTES, Way};
use nara_domain::time::Stamp;
use nara_server::accounts::store::insert_standing;
use nara_server::auth::session::fingerprint;
use nara_server::identity::{Linked, Verified};

use crate::common::App;
use crate::common::http::Web;
use crate::on_both;
use crate::people::{OLLE, SIV, actor_of, sign_in, signed_in, unnumbered, verified};

async fn session(web: &Web, actor: &Actor) -> String {
    fingerprint(&web.session_by(actor, Way::Password).await)
}

on_both!(an_identity_becomes_a_way_into_ones_account, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let here = session(&web, &siv).await;
    let identity = &web.state.identity;
    let who = verified("bankid", SIV);
    let linked = identity.link_verified(&siv, &here, &who, web.now()).await;
    assert_eq!(linked, Ok(Linked::Done));
    // Twice is once.
    let linked = identity.link_verified(&siv, &here, &who, web.now()).await;
    assert_eq!(linked, Ok(Linked::Done));
    let back = signed_in(&web, &verified("freja", SIV)).await;
    assert_eq!(back.person_id(), siv.person_id());
    assert_eq!(back.level(), Level::N2);
    assert_eq!(back.name(), Some("Siv"));
});

on_both!(an_account_with_a_number_takes_no_other, |app| {
    let web = app.web().await;
    let siv = signed_in(&web, &verified("bankid", SIV)).await;
    let here = session(&web, &siv).await;
    let who = verified("freja", OLLE);
    let refused = web
        .state
        .identity
        .link_verified(&siv, &here, &who, web.now());
    assert_eq!(
        refused.await,
        Err(AppError::Identity(IdentityRefused::AnotherPerson))
    );
    assert_eq!(app.number("select count(*) from person_number").await, 1);
});

on_both!(a_browser_left_open_gets_no_new_way_in, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let here = session(&web, &siv).await;
    let (identity, who) = (&web.state.identity, verified("bankid", SIV));
    web.clock.advance_ms(16 * 60_000);
    let late = identity.link_verified(&siv, &here, &who, web.now()).await;
    assert_eq!(late, Err(AppError::ProveAgain));
    // Nor by a session that is another's, or none.
    let olle = app.resident("Olle").await;
    let theirs = session(&web, &olle).await;
    for other in [theirs.as_str(), "", "00"] {
        let linked = identity.link_verified(&siv, other, &who, web.now()).await;
        assert_eq!(linked, Err(AppError::SignIn), "{other}");
    }
    let nobody = identity.link_verified(&Actor::Visitor, &here, &who, web.now());
    assert_eq!(nobody.await, Err(AppError::SignIn));
    assert_eq!(app.number("select count(*) from person_identity").await, 0);
});

// Whoever stole an official's password would otherwise come back as themselves, and strongly.
on_both!(
    a_sleeping_duty_is_woken_by_nobody_who_links_their_own,
    |app| {
        let web = app.web().await;
        let maja = app.official("Maja").await;
        let Actor::Person {
            id,
            name,
            level,
            standings,
            ..
        } = maja.clone()
        else {
            panic!("a person");
        };
        let asleep = Actor::Person {
            id,
            name,
            level,
            standings: Vec::new(),
            dormant: standings,
            restraint: None,
        };
        let here = session(&web, &maja).await;
        let (identity, who) = (&web.state.identity, verified("bankid", SIV));
        let linked = identity.link_verified(&asleep, &here, &who, web.now());
        let dormant = nara_domain::error::Denied::Dormant;
        assert_eq!(linked.await, Err(AppError::Denied(dormant)));
        assert_eq!(app.number("select count(*) from person_identity").await, 0);
        let strong = fingerprint(&web.session_by(&maja, Way::Passkey).await);
        let linked = identity.link_verified(&maja, &strong, &who, web.now());
        assert_eq!(linked.await, Ok(Linked::Done));
    }
);

async fn becomes_moderator(app: &App, person: PersonId, now: Stamp) {
    let mut tx = app.db.begin().await.unwrap();
    let duty = Standing::of(Role::Moderator);
    insert_standing(&mut tx, person, &duty, now, None)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn wakes(web: &Web, who: &Verified) -> bool {
    let actor = signed_in(web, who).await;
    let awake = actor.has(Role::Moderator);
    assert_ne!(awake, !actor.dormant().is_empty());
    awake
}

// Whoever stole a resident's password would otherwise only have to wait until they get a duty.
on_both!(
    what_was_linked_with_a_password_wakes_no_duty_given_later,
    |app| {
        let web = app.web().await;
        let siv = app.resident("Siv").await;
        let here = session(&web, &siv).await;
        let (identity, bankid) = (&web.state.identity, verified("bankid", SIV));
        let linked = identity.link_verified(&siv, &here, &bankid, web.now());
        assert_eq!(linked.await, Ok(Linked::Done));
        becomes_moderator(&app, siv.person_id().unwrap(), web.now()).await;
        assert!(!wakes(&web, &bankid).await);
        // Nor by the number that came with it, at another provider.
        assert!(!wakes(&web, &verified("freja", SIV)).await);
        // Nor by proving with it again.
        let proved = identity.prove_verified(&siv, &here, &bankid, web.now());
        let session = proved.await.unwrap();
        assert!(!actor_of(&web, &session).await.has(Role::Moderator));
        assert!(!wakes(&web, &bankid).await);
        // Nor at an open desk, where who sat there proved long ago who they are.
        let open = fingerprint(&web.session_by(&siv, Way::Passkey).await);
        web.clock.advance_ms(PROOF_MINUTES * 60_000);
        let proved = identity.prove_verified(&siv, &open, &bankid, web.now());
        assert!(proved.await.is_ok());
        assert!(!wakes(&web, &bankid).await);
        // A strong proof of this moment vouches for it.
        let strong = fingerprint(&web.session_by(&siv, Way::Passkey).await);
        let proved = identity.prove_verified(&siv, &strong, &bankid, web.now());
        assert!(proved.await.is_ok());
        assert!(wakes(&web, &bankid).await);
        assert!(wakes(&web, &verified("annan", SIV)).await, "by the number");
    }
);

on_both!(
    what_came_by_a_merge_with_a_password_wakes_no_duty_given_later,
    |app| {
        let web = app.web().await;
        let (identity, bankid) = (&web.state.identity, verified("bankid", SIV));
        signed_in(&web, &bankid).await;
        let siv = app.resident("Siv").await;
        let here = session(&web, &siv).await;
        let linked = identity.link_verified(&siv, &here, &bankid, web.now());
        assert_eq!(linked.await, Ok(Linked::Confirm));
        let merged = identity.merge_offered(&siv, &here, Lang::Sv, web.now());
        assert_eq!(merged.await, Ok(()));
        becomes_moderator(&app, siv.person_id().unwrap(), web.now()).await;
        assert!(!wakes(&web, &bankid).await);
        assert!(!wakes(&web, &verified("freja", SIV)).await);
    }
);

on_both!(only_the_same_person_proves_it_again, |app| {
    let web = app.web().await;
    let siv = signed_in(&web, &verified("bankid", SIV)).await;
    let olle = signed_in(&web, &verified("bankid", OLLE)).await;
    let here = session(&web, &siv).await;
    web.clock.advance_ms(16 * 60_000);
    let (identity, now) = (&web.state.identity, web.now());
    let not_you = Err(AppError::Identity(IdentityRefused::NotYou));
    for other in [
        verified("bankid", OLLE),
        verified("freja", OLLE),
        unnumbered("kommunen", "u1"),
    ] {
        let proved = identity.prove_verified(&siv, &here, &other, now).await;
        assert_eq!(proved, not_you);
    }
    let theirs = session(&web, &olle).await;
    let who = verified("bankid", SIV);
    let proved = identity.prove_verified(&siv, &theirs, &who, now).await;
    assert_eq!(proved, Err(AppError::SignIn), "in another's session");
    let stale = "select count(*) from session where proved_at = created_at and way = 'password'";
    assert_eq!(app.number(stale).await, 2, "nothing was proved");

    // By the number at another provider, too.
    let mut here = here;
    for who in [verified("bankid", SIV), verified("freja", SIV)] {
        let proved = identity.prove_verified(&siv, &here, &who, now).await;
        let renewed = fingerprint(&proved.unwrap().secret);
        let old = identity.prove_verified(&siv, &here, &who, now).await;
        assert_eq!(old, Err(AppError::SignIn), "its secret is another now");
        here = renewed;
    }
    let fresh = "select count(*) from session where proved_at > created_at and way = 'provider'";
    assert_eq!(app.number(fresh).await, 1);
    assert!(sign_in(&web, &verified("freja", SIV)).await.is_ok());
});
