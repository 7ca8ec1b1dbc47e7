//! Was it done? Asked once each, answered by those who wanted it, shown beside what the municipality
//! says.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_app::proposals::api::{FollowUpPort, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::error::{Denied, FieldError, FieldProblem, NotNow};
use nara_domain::follow_up::{Replies, Reply};
use nara_domain::ids::ProposalId;
use nara_domain::proposal::TransitionKind as T;
use nara_domain::time::Stamp;
use nara_server::db::STATEMENTS;

use super::statistics::{decided, straight};
use crate::common::App;
use crate::on_both;

const PATH: &str = "belysning-vid-stigen";

/// Said yes to on 2026-03-04, supported by so many.
async fn promised(app: &App, supporters: usize) -> (ProposalId, Vec<Actor>) {
    straight(app).await;
    let people = app.residents(supporters).await;
    let id = decided(app, "Belysning vid stigen", T::Approve).await;
    // The rules take support only until a decision; these gave it before.
    let mut tx = app.db.begin().await.unwrap();
    for person in &people {
        nara_server::execute!(
            tx,
            "insert into support (proposal_id, person_id, at) values ($1, $2, $3)",
            id.get(),
            person.person_id().unwrap().get(),
            app.now.0,
        )
        .unwrap();
    }
    tx.commit().await.unwrap();
    (id, people)
}

fn later(app: &App, months: i64) -> Stamp {
    let day = app.now.day();
    app.now.plus_days(day.days_until(day.add_months(months)))
}

async fn say(
    app: &App,
    who: &Actor,
    id: ProposalId,
    reply: &str,
    at: Stamp,
) -> Result<(), AppError> {
    app.proposals.reply(who, id, reply, at).await
}

on_both!(those_who_wanted_it_are_asked_once_each_time, |app| {
    let (id, people) = promised(&app, 3).await;
    for person in &people {
        let mut tx = app.db.begin().await.unwrap();
        nara_server::execute!(
            tx,
            "update person set email = $2, email_confirmed_at = 1 where person_id = $1",
            person.person_id().unwrap().get(),
            format!("{}@example.se", person.person_id().unwrap()),
        )
        .unwrap();
        tx.commit().await.unwrap();
    }
    // Three supporters and who put it forward.
    let letters = "select count(*) from outbox where subject like 'Blev det gjort?%'";
    app.proposals.run_due(later(&app, 5)).await.unwrap();
    app.spread().await;
    assert_eq!(app.number("select count(*) from follow_up").await, 0);
    for (months, so_far) in [(6, 4), (6, 4), (12, 8), (12, 8), (30, 8)] {
        let at = later(&app, months);
        // Two servers at the same moment.
        let (one, other) = tokio::join!(app.proposals.run_due(at), app.proposals.run_due(at));
        one.unwrap();
        other.unwrap();
        app.spread().await;
        assert_eq!(app.number(letters).await, so_far, "{months}");
    }
    let to_it = "select count(*) from outbox where body like '%#blev-det-gjort%'";
    assert_eq!(app.number(to_it).await, 8);
    let asked = "select count(*) from follow_up";
    assert_eq!(app.number(asked).await, 2);
    let view = app
        .proposals
        .get(&people[0], id, later(&app, 12))
        .await
        .unwrap();
    assert_eq!(view.follow_up.unwrap().months, 12);
});

on_both!(only_who_wanted_it_replies_and_only_in_time, |app| {
    let (id, people) = promised(&app, 6).await;
    let (first, rest) = people.split_first().unwrap();
    let at = later(&app, 6);
    // Nobody was asked yet.
    assert_eq!(
        say(&app, first, id, "yes", at).await,
        Err(AppError::NotFound)
    );
    app.proposals.run_due(at).await.unwrap();

    let stranger = app.resident("Siv").await;
    let refused = say(&app, &stranger, id, "yes", at).await;
    assert_eq!(refused, Err(AppError::Denied(Denied::NotYours)));
    let refused = say(&app, &Actor::Visitor, id, "yes", at).await;
    assert_eq!(refused, Err(AppError::SignIn));
    for (typed, problem) in [
        ("", FieldProblem::Missing),
        ("maybe", FieldProblem::NotAChoice),
    ] {
        let refused = say(&app, first, id, typed, at).await;
        let wrong = vec![FieldError::new("reply", problem)];
        assert_eq!(refused, Err(AppError::Invalid(wrong)), "{typed:?}");
    }

    say(&app, first, id, "no", at).await.unwrap();
    // Changed, not counted twice.
    say(&app, first, id, "yes", at).await.unwrap();
    for person in &rest[..3] {
        say(&app, person, id, "partly", at).await.unwrap();
    }
    let count = Arc::new(AtomicU64::new(0));
    let asked = app.proposals.get(first, id, at);
    let asked = STATEMENTS.scope(Arc::clone(&count), asked).await;
    let view = asked.unwrap().follow_up.unwrap();
    assert_eq!(
        (view.replies, view.mine, view.may_reply),
        (None, Some(Reply::Yes), true)
    );
    // All of it in one statement beside those of any page.
    let sent = count.load(Ordering::Relaxed);
    assert!(sent <= 5, "{sent}");
    let of_stranger = app.proposals.get(&stranger, id, at).await.unwrap();
    let of_stranger = of_stranger.follow_up.unwrap();
    assert_eq!((of_stranger.mine, of_stranger.may_reply), (None, false));

    say(&app, &rest[3], id, "no", at).await.unwrap();
    let said = Replies {
        yes: 1,
        partly: 3,
        no: 1,
    };
    let view = app.proposals.get(&Actor::Visitor, id, at).await.unwrap();
    assert_eq!(view.follow_up.unwrap().replies, Some(said));
    let web = app.web().await;
    let page = web.visitor().get("/beslut").await;
    assert!(
        page.text
            .contains("De som ville det: 1 ja, 3 delvis, 1 nej"),
        "{}",
        page.text
    );

    let last = at.plus_days(60);
    say(&app, &rest[4], id, "no", last).await.unwrap();
    let refused = say(&app, &rest[4], id, "yes", last.plus_days(1)).await;
    let over = Denied::NotNow(NotNow::RepliesClosed);
    assert_eq!(refused, Err(AppError::Denied(over)));
});

on_both!(the_question_stands_on_its_page, |app| {
    let (id, people) = promised(&app, 1).await;
    app.proposals.run_due(later(&app, 6)).await.unwrap();
    let web = app.web().await;
    let path = format!("/forslag/{id}/{PATH}");
    let mut browser = web.signed_in(&people[0]).await;
    let page = browser.get(&path).await;
    assert!(
        page.text.contains("Vad säger du, blev det gjort?"),
        "{}",
        page.text
    );
    let to = format!("{path}/blev-det-gjort");
    let page = browser.post_form(&to, &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = browser.post_form(&to, &[("reply", "partly")]).await;
    assert_eq!(page.location(), format!("{path}#blev-det-gjort"));
    let page = browser.get(&path).await;
    assert!(page.text.contains("Ditt svar är räknat"), "{}", page.text);
    assert!(page.text.contains("Ändra svaret") && page.text.contains("Färre än fem"));
    let page = web.visitor().get(&path).await;
    assert!(page.text.contains("Färre än fem") && !page.text.contains("Vad säger du"));
});
