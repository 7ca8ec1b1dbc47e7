//! Where the rules ask for a level: on the page, by form, and for programs.

use axum::http::Method;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::ids::ProposalId;
use nara_domain::proposal::Ruleset;
use nara_domain::session::Way;
use nara_server::identity::register::LoadedBy;
use serde_json::{Value, json};

use crate::common::http::{Browser, Web};
use crate::common::{App, fields};
use crate::on_both;
use crate::people::{SIV, actor_of, sign_in, signed_in, verified};

/// A municipality that asks for this much.
async fn rules(app: &App, level: Level) {
    app.set_rules(Ruleset {
        version: 2,
        submit_level: level,
        support_level: level,
        comment_level: level,
        idea_level: level,
        ..Ruleset::bjorksjo()
    })
    .await;
}

async fn person(app: &App, level: Level) -> Actor {
    let resident = vec![Standing::of(Role::Resident)];
    app.person("Siv", level, resident).await
}

/// A program of this person's.
async fn program<'w>(web: &'w Web, actor: &Actor) -> Browser<'w> {
    let accounts = &web.state.accounts;
    let key = accounts
        .make_api_key(actor, Way::Passkey, web.now())
        .await
        .unwrap();
    let mut program = web.visitor();
    program.set_header("authorization", &format!("Bearer {key}"));
    program
}

async fn try_everything(
    app: &App,
    web: &Web,
    level: Level,
    one: ProposalId,
    path: &str,
) -> Vec<u16> {
    let actor = person(app, level).await;
    let mut browser = web.signed_in(&actor).await;
    let mut program = program(web, &actor).await;
    let name = format!("Av {level}");
    let proposal = json!({
        "title": name, "body": fields(&name).body, "topic": "trygghet",
    });
    let said = json!({ "text": "Så sant.", "stance": "for" });
    let support = format!("/api/v1/proposals/{one}/support");
    let comments = format!("/api/v1/proposals/{one}/comments");
    let draft = app
        .proposals
        .create_draft(&actor, fields(&format!("Av {level} igen")), "", app.now)
        .await
        .unwrap();
    let check = format!("/forslag/nytt/{}/kontrollera", draft.id);
    let comment_form = [("text", "Bra."), ("stance", "for")];
    vec![
        browser.post_form(&format!("{path}/stod"), &[]).await,
        browser.post_form(&format!("{path}/stod/angra"), &[]).await,
        program.json(Method::PUT, &support, Value::Null).await,
        browser
            .post_form(&format!("{path}/inlagg"), &comment_form)
            .await,
        program.json(Method::POST, &comments, said).await,
        browser.post_form(&check, &[("publish", "yes")]).await,
        program
            .json(Method::POST, "/api/v1/proposals", proposal)
            .await,
    ]
    .into_iter()
    .map(|page| page.status.as_u16())
    .collect()
}

on_both!(a_level_that_is_asked_for_is_asked_of_everything, |app| {
    let web = app.web().await;
    rules(&app, Level::N3).await;
    let proposer = person(&app, Level::N3).await;
    let one = app.proposal(&proposer, "Fler bänkar").await;
    let path = format!("/forslag/{one}/fler-bankar");
    for low in [Level::N1, Level::N2] {
        let statuses = try_everything(&app, &web, low, one, &path).await;
        // Taking back what was never given is no deed.
        assert_eq!(statuses, [403, 303, 403, 403, 403, 403, 403], "{low}");
    }
    assert_eq!(app.number("select support_count from proposal").await, 0);
    assert_eq!(app.number("select count(*) from comment").await, 0);
    for high in [Level::N3, Level::K] {
        let statuses = try_everything(&app, &web, high, one, &path).await;
        assert_eq!(statuses, [303, 303, 200, 303, 201, 303, 201], "{high}");
    }
});

on_both!(
    e_identification_is_enough_where_no_register_is_asked_for,
    |app| {
        let web = app.web().await;
        rules(&app, Level::N2).await;
        let proposer = person(&app, Level::N2).await;
        let one = app.proposal(&proposer, "Fler bänkar").await;
        let path = format!("/forslag/{one}/fler-bankar");
        let statuses = try_everything(&app, &web, Level::N1, one, &path).await;
        assert_eq!(statuses, [403, 303, 403, 403, 403, 403, 403]);
        let statuses = try_everything(&app, &web, Level::N2, one, &path).await;
        assert_eq!(statuses, [303, 303, 200, 303, 201, 303, 201]);
    }
);

on_both!(the_refusal_says_what_is_missing, |app| {
    let web = app.web().await;
    rules(&app, Level::N3).await;
    let proposer = person(&app, Level::N3).await;
    let one = app.proposal(&proposer, "Fler bänkar").await;
    let path = format!("/forslag/{one}/fler-bankar");
    let who = sign_in(&web, &verified("bankid", SIV)).await.unwrap();
    let mut browser = web.visitor();
    browser.set_cookie("nara_session", &who.secret);
    let page = browser.get(&path).await;
    assert!(page.text.contains("/konto#vem-du-ar"), "{}", page.text);
    let refused = browser.post_form(&format!("{path}/stod"), &[]).await;
    assert_eq!(refused.status, 403);
    assert!(refused.text.contains("folkbokföring") && refused.text.contains("/konto#vem-du-ar"));
    let account = browser.get("/konto").await;
    assert!(account.text.contains("id=\"vem-du-ar\""));
});

// Whoever lived here when it was handed in may move: the case goes on.
on_both!(moving_away_takes_nothing_back, |app| {
    let web = app.web().await;
    rules(&app, Level::N3).await;
    let rolls = &web.state.identity.rolls;
    let by = LoadedBy::Operator;
    rolls
        .load(SIV.as_bytes(), (by, false), web.now())
        .await
        .unwrap();
    let session = sign_in(&web, &verified("bankid", SIV)).await.unwrap();
    let siv = actor_of(&web, &session).await;
    assert_eq!(siv.level(), Level::N3);
    let one = app.proposal(&siv, "Fler bänkar").await;
    app.proposals.support(&siv, one, app.now).await.unwrap();
    web.clock.advance_ms(60_000);
    let gone = "199001019802";
    rolls
        .load(gone.as_bytes(), (by, false), web.now())
        .await
        .unwrap();
    let siv = actor_of(&web, &session).await;
    assert_eq!(siv.level(), Level::N2);
    let page = web
        .visitor()
        .get(&format!("/forslag/{one}/fler-bankar"))
        .await;
    assert_eq!(page.status, 200);
    assert_eq!(app.number("select support_count from proposal").await, 1);
    let again = app
        .proposals
        .submit(&siv, fields("En brygga"), "", app.now)
        .await;
    assert!(again.is_err(), "new ones are for residents");
    // Nobody is held to a support.
    app.proposals
        .withdraw_support(&siv, one, app.now)
        .await
        .unwrap();
    assert_eq!(
        signed_in(&web, &verified("bankid", SIV)).await.level(),
        Level::N2
    );
});
