//! What happens to a campaign is told live: to its own page, and never of a draft.

use axum::http::StatusCode;
use nara_app::campaigns::api::CampaignPort;
use nara_app::proposals::api::ProposalPort;
use nara_domain::campaign::CampaignStepKind as K;
use nara_domain::ids::ProposalId;
use nara_server::live::{About, EventKind};

use crate::common::{App, idea};
use crate::on_both;
use crate::voting::{SLUG, VOTE, cast, curated, service, step, typed, view};

/// What was told since, of these.
async fn told(app: &App, since: i64, about: About) -> Vec<EventKind> {
    let events = app.proposals.hub().since(since, about).await.unwrap();
    events.iter().map(|event| event.kind).collect()
}

on_both!(a_campaign_is_told_of_with_its_ideas, |app| {
    let maja = app.official("Maja").await;
    let ideas = curated(&app, &maja, 2).await;
    let campaign = About::Campaign(view(&app).await.id);
    let head = app.proposals.hub().head().await.unwrap();
    assert_eq!(
        view(&app).await.live_seq,
        head,
        "the page says where it stands"
    );

    // One vote each, of two ideas.
    let mut vote = VOTE;
    vote[1] = ("votes_each", "1");
    step(&app, &maja, K::Vote, &vote).await.unwrap();
    let bo = app.resident("Bo").await;
    cast(&app, &bo, &ideas[..1]).await.unwrap();
    // What happens to others is not its own.
    app.proposal(&bo, "Cykelväg").await;
    // What happens to one of its ideas is.
    app.proposals.support(&bo, ideas[1], app.now).await.unwrap();
    let said = [EventKind::Campaign, EventKind::Ballot, EventKind::Support];
    assert_eq!(told(&app, head, campaign).await, said);
    assert_eq!(told(&app, head, About::Everything).await.len(), 4);
    assert_eq!(
        told(&app, head, About::Proposal(ideas[1])).await,
        [EventKind::Support]
    );
    // A ballot is told of without anything of it.
    assert_eq!(
        app.number("select count(*) from event where kind = 'ballot' and proposal_id is null and data = '{}'")
            .await,
        1
    );

    // The passing of days is told, too.
    let head = app.proposals.hub().head().await.unwrap();
    service(&app).run_due(app.now.plus_days(7)).await.unwrap();
    assert_eq!(told(&app, head, campaign).await, [EventKind::Campaign]);
});

on_both!(what_is_refused_and_what_is_a_draft_is_not_told, |app| {
    let maja = app.official("Maja").await;
    let head = app.proposals.hub().head().await.unwrap();
    let plan = typed(&[
        ("title", "Framtidslådan"),
        ("question", "Vad saknas?"),
        ("commission", "Kommunen vill ha idéer och svarar."),
        ("age_from", "13"),
        ("age_to", "19"),
        ("sets", "I skolan: 2"),
        ("influence", "influence"),
        ("can_influence", "Mycket."),
        ("cannot_influence", "Betyg."),
    ]);
    let made = service(&app).draft(&maja, &plan, "plan", app.now).await;
    assert_eq!(made.unwrap(), SLUG);
    assert!(step(&app, &maja, K::Vote, &VOTE).await.is_err());
    assert!(told(&app, head, About::Everything).await.is_empty());
});

on_both!(a_stream_is_about_one_thing, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let id: ProposalId = app
        .proposals
        .submit(&siv, idea("En idé"), "", app.now)
        .await
        .unwrap();
    let mut visitor = web.visitor();
    for address in [
        format!("/live?campaign=1&proposal={id}"),
        "/live?campaign=x".to_owned(),
    ] {
        assert_eq!(
            visitor.get(&address).await.status,
            StatusCode::BAD_REQUEST,
            "{address}"
        );
    }
});
