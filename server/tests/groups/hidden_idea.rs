//! An idea of a campaign that is hidden: nothing of it on any page of the campaign, and everything again once it is
//! shown.

use axum::http::StatusCode;
use nara_app::proposals::api::ProposalPort;
use nara_domain::campaign::CampaignStepKind as K;
use nara_domain::ids::ProposalId;

use crate::common::http::{Browser, Web};
use crate::common::{App, act};
use crate::pictures::{MAP, NOBODY, put};
use crate::reported::{hide, latest, moderator, report, unhide};
use crate::voting::{HERE, VOTE, curated, step};
use crate::{hidden, on_both};

const TITLE: &str = "Idé nummer 1";
/// In the idea's text.
const TEXT: &str = "Idé nummer 1. Det behövs";
/// In its parts.
const PARTS: &str = "Lamporna vid bron är sönder.";
/// What its picture shows.
const SHOWS: &str = "En trappa med lampor.";
const NAMED: &[&str] = &[TITLE];
const LISTED: &[&str] = &[TITLE, SHOWS];
const READ: &[&str] = &[TITLE, TEXT];
const ALL: &[&str] = &[TITLE, TEXT, PARTS, SHOWS];

/// An address, and what of the idea stands there.
type Place = (String, &'static [&'static str]);

/// Gives an idea parts and a picture that everybody sees: the picture's address.
async fn worked_out(app: &App, official: &mut Browser<'_>, idea: ProposalId) -> String {
    let address = format!("{HERE}/ideer/{idea}");
    let page = official.get(&address).await;
    let (seen, once) = (hidden(&page, "seen"), hidden(&page, "once"));
    let fields = [
        ("problem", PARTS),
        ("first_step", "Byt fem lampor."),
        ("rough_cost", "5 000 kronor"),
        ("seen", seen.as_str()),
        ("once", once.as_str()),
    ];
    let page = official.post_form(&address, &fields).await;
    assert!(page.status.is_redirection(), "{}", page.text);
    put(app, official, idea, &NOBODY, MAP).await
}

/// Where it stands in every campaign.
fn places(idea: ProposalId) -> Vec<Place> {
    vec![
        (HERE.to_owned(), NAMED),
        (format!("{HERE}/ideer"), LISTED),
        (format!("/forslag/{idea}/ide-nummer-1"), ALL),
        (format!("/api/v1/proposals/{idea}"), READ),
        ("/api/v1/proposals?q=nummer".to_owned(), NAMED),
    ]
}

/// Every word stands where it belongs, and the picture is there.
async fn stands(web: &Web, places: &[Place], picture: &str) {
    let mut visitor = web.visitor();
    for (address, words) in places {
        let page = visitor.get(address).await;
        assert_eq!(page.status, StatusCode::OK, "{address} {}", page.text);
        for word in *words {
            assert!(
                page.text.contains(word),
                "{word} at {address}: {}",
                page.text
            );
        }
    }
    assert_eq!(visitor.get(picture).await.status, StatusCode::OK);
}

/// None of it stands anywhere.
async fn is_gone(web: &Web, places: &[Place], picture: &str) {
    let mut visitor = web.visitor();
    for (address, _) in places {
        let mut page = visitor.get(address).await;
        if page.status.is_redirection() {
            // Its old title is in the address.
            page = visitor.get(page.location()).await;
        }
        for word in ALL {
            assert!(
                !page.text.contains(word),
                "{word} at {address}: {}",
                page.text
            );
        }
        assert!(!page.text.contains(picture), "{address}: {}", page.text);
    }
    for file in [picture.to_owned(), format!("{picture}?liten")] {
        let page = visitor.get(&file).await;
        let gone = [StatusCode::NOT_FOUND, StatusCode::GONE];
        assert!(gone.contains(&page.status), "{file} {}", page.status);
    }
}

/// It stands there, is hidden by one moderator, and shown again by another one.
async fn comes_and_goes(
    (app, web): (&App, &Web),
    idea: ProposalId,
    places: &[Place],
    picture: &str,
) {
    stands(web, places, picture).await;
    let text = format!("/forslag/{idea}/ide-nummer-1");
    let page = report(&mut web.visitor(), &text, "", "personal_data").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let case = latest(app).await;
    let moa = moderator(app, "Moa").await;
    let page = hide(&mut web.signed_in(&moa).await, &case).await;
    assert_eq!(page.location(), case, "{}", page.text);
    is_gone(web, places, picture).await;
    let mio = moderator(app, "Mio").await;
    let mut desk = web.signed_in(&mio).await;
    let seen = app.number("select max(moderation_act_id) from moderation_act");
    let page = unhide(&mut desk, &case, &seen.await.to_string()).await;
    assert_eq!(page.location(), case, "{}", page.text);
    stands(web, places, picture).await;
}

on_both!(a_hidden_idea_is_on_no_page_while_it_is_voted_on, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let idea = curated(&app, &maja, 3).await[0];
    let mut official = web.signed_in(&maja).await;
    let picture = worked_out(&app, &mut official, idea).await;
    let mut everywhere = places(idea);
    // The newest are on the wall until the vote begins.
    let wall = (format!("{HERE}?visning=storbild"), NAMED);
    let before = [&everywhere[..], &[wall]].concat();
    comes_and_goes((&app, &web), idea, &before, &picture).await;
    step(&app, &maja, K::Vote, &VOTE).await.unwrap();
    everywhere.push((format!("{HERE}/rosta"), NAMED));
    comes_and_goes((&app, &web), idea, &everywhere, &picture).await;
});

on_both!(a_hidden_idea_is_in_no_report_and_on_no_panel, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let idea = curated(&app, &maja, 2).await[0];
    let mut official = web.signed_in(&maja).await;
    let picture = worked_out(&app, &mut official, idea).await;
    crate::report::present(&app, &maja).await;
    let yes = [
        ("answer", "Ja, vi börjar i april."),
        ("owner", "Västerskolan"),
        ("start_on", "2026-04-01"),
        ("cost", "12000"),
        ("first_step", "Elevrådet frågas."),
    ];
    let answered = app
        .proposals
        .idea_step(&maja, idea, "yes_now", act(&yes), app.now);
    answered.await.unwrap();
    let mut everywhere = places(idea);
    everywhere.extend([
        (format!("{HERE}/rapport"), ALL),
        (format!("{HERE}/panel"), NAMED),
    ]);
    comes_and_goes((&app, &web), idea, &everywhere, &picture).await;
});
