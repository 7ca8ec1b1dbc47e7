//! Where the money for a yes comes from: asked with the decision, told until it is done.

use nara_app::error::AppError;
use nara_app::proposals::api::{CORRECTION_REASON, NewAct, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::ids::{ActId, ProposalId};
use nara_domain::proposal::TransitionKind as T;
use nara_server::db::Engine;
use nara_server::execute;

use super::walk::Cast;
use crate::common::App;
use crate::on_both;

const SOURCE: &str = "Investeringsbudgeten 2026, trygghet";

async fn yes(app: &App, cast: &Cast) -> (ProposalId, ActId) {
    app.without_threshold().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    app.reach_agenda(cast, id).await;
    let yes = app.try_record(&cast.secretary, id, T::Approve, app.approval());
    (id, yes.await.unwrap())
}

async fn plan(app: &App, cast: &Cast, id: ProposalId) -> ActId {
    let plan = [
        ("owner", "Tekniska förvaltningen"),
        ("plan", "Kablar i september."),
        ("budget_year", "2026"),
        ("next_report", "2026-09-04"),
    ];
    app.record(&cast.official, id, T::Plan, &plan).await
}

on_both!(it_is_told_until_it_is_done_or_stopped, |app| {
    let web = app.web().await;
    let cast = app.cast().await;
    let (id, _) = yes(&app, &cast).await;
    let path = format!("/forslag/{id}/belysning");
    let mut visitor = web.visitor();
    let today = app.now.day().to_string();
    let shown = async |visitor: &mut crate::common::http::Browser, state: &str| {
        for page in [path.as_str(), "/beslut"] {
            let text = visitor.get(page).await.text;
            assert!(text.contains(state), "{page}: {state}");
            let said = format!("Pengar: {SOURCE}").replace(' ', "\u{a0}");
            let text = text.replace(' ', "\u{a0}");
            assert!(text.contains(&said), "{page} {state}");
        }
    };
    shown(&mut visitor, "Bifallet").await;
    plan(&app, &cast, id).await;
    shown(&mut visitor, "Genomförande planeras").await;
    let stop = [("reason", "Anbuden blev för dyra."), ("decided_by", "TN")];
    app.record(&cast.secretary, id, T::Stop, &stop).await;
    shown(&mut visitor, "Genomförandet stoppat").await;
    plan(&app, &cast, id).await;
    app.record(
        &cast.official,
        id,
        T::StartImplementing,
        &[("started_on", &today)],
    )
    .await;
    shown(&mut visitor, "Genomförs").await;
    let done = [("on", today.as_str()), ("actual_cost", "565000")];
    app.record(&cast.official, id, T::MarkImplemented, &done)
        .await;
    shown(&mut visitor, "Genomfört").await;
});

// What was decided before it was asked for stands without, and keeps nobody from correcting what
// came after; who corrects the decision itself says it.
on_both!(an_older_yes_stands_without_it, |app| {
    let cast = app.cast().await;
    let (id, yes) = yes(&app, &cast).await;
    let plan = plan(&app, &cast, id).await;
    let mut tx = app.db.begin().await.unwrap();
    let (open, older) = match app.db.engine() {
        Engine::Sqlite => (
            "drop trigger act_no_update",
            "update act set fields = json_remove(fields, '$.budget_source') \
             where transition = 'approve'",
        ),
        Engine::Postgres => (
            "alter table act disable trigger act_append_only",
            "update act set fields = (fields::jsonb - 'budget_source')::text \
             where transition = 'approve'",
        ),
    };
    execute!(tx, open).unwrap();
    execute!(tx, older).unwrap();
    tx.commit().await.unwrap();
    let correct = async |who: &Actor, wrong: ActId, name: &str, value: &str| {
        let view = app.proposals.get(&cast.secretary, id, app.now).await;
        let act = view.unwrap().acts.into_iter().find(|act| act.id == wrong);
        let mut fields = act.unwrap().fields;
        fields.insert(name.to_owned(), value.to_owned());
        fields.insert(CORRECTION_REASON.to_owned(), "Skrivfel.".to_owned());
        let form = NewAct {
            fields,
            once: String::new(),
        };
        app.proposals
            .correct(who, id, wrong, form, app.now)
            .await
            .map(drop)
    };
    let later = "Kablar i oktober.";
    correct(&cast.secretary, plan, "plan", later).await.unwrap();
    let missing = FieldError::new("budget_source", FieldProblem::Missing);
    assert_eq!(
        correct(&cast.secretary, yes, "paragraph", "42").await,
        Err(AppError::Invalid(vec![missing]))
    );
    let named = correct(&cast.secretary, yes, "budget_source", SOURCE).await;
    named.unwrap();
    let view = app.proposals.get(&cast.secretary, id, app.now).await;
    let course = view.unwrap().course;
    let stage = course.as_proposal().unwrap();
    assert_eq!(stage.budget_source(), Some(SOURCE));
});
