//! A form of the officials' side is looked at before it is sent for good: what it would become is shown
//! as it will be, what is wrong is said as when it is published, and nothing is done.

use nara_app::proposals::api::ProposalPort;
use nara_domain::proposal::{StageCode, TransitionKind as T};

use super::both::written;
use super::desk::{Desk, Typed, form, post};
use super::steps::once_of;
use crate::common::http::Page;
use crate::common::{App, idea};
use crate::on_both;

/// Everything a look could leave behind.
const TRACES: [&str; 6] = [
    "select count(*) from act",
    "select count(*) from event",
    "select count(*) from outbox",
    "select count(*) from mailing",
    "select count(*) from prepared_step",
    "select count(*) from audit",
];

async fn traces(app: &App) -> Vec<i64> {
    let mut all = Vec::new();
    for sql in TRACES {
        all.push(app.number(sql).await);
    }
    all
}

fn looking(step: &str, fields: &Typed) -> Typed {
    let mut form = form(step, fields);
    form.push(("deed", "look".to_owned()));
    form
}

/// The part of a page that shows what would be.
fn shown(page: &Page) -> &str {
    assert_eq!(page.status, 200, "{}", page.text);
    let (_, rest) = page.text.split_once("id=\"ser-ut\"").expect(&page.text);
    rest.split_once("href=\"#valj\"").unwrap().0
}

/// Where a card begins.
const CARD: &str = "<article id=\"svar-";

/// The first card in a piece of a page, without the number of its act.
fn card(html: &str) -> Option<&str> {
    let (_, rest) = html.split_once(CARD)?;
    let (card, _) = rest.split_once("</article>")?;
    Some(card.trim_start_matches(char::is_numeric))
}

on_both!(every_step_looks_as_it_will_and_leaves_no_trace, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let at = format!("{}/handlagg", desk.path);
    for step in [
        T::Announce,
        T::HandOver,
        T::StartPreparation,
        T::PresentProposal,
        T::Schedule,
        T::Approve,
        T::Plan,
        T::StartImplementing,
        T::ReportProgress,
        T::MarkImplemented,
    ] {
        let fields = desk.filled(step);
        let before = (traces(&app).await, desk.stage().await);
        let browser = match step {
            T::PresentProposal
            | T::Plan
            | T::StartImplementing
            | T::ReportProgress
            | T::MarkImplemented => &mut desk.official,
            _ => &mut desk.secretary,
        };
        let page = post(browser, &at, &looking(step.code(), &fields)).await;
        let seen = shown(&page).to_owned();
        assert!(seen.contains("Inte publicerat ännu."), "{step}: {seen}");
        // A report leaves the case where it is.
        let moves = step != T::ReportProgress;
        assert_eq!(seen.contains("state__name"), moves, "{step}: {seen}");
        let (_, kept) = page.text.split_once("href=\"#valj\"").unwrap();
        for (name, value) in &fields {
            assert!(kept.contains(value.as_str()), "{step}: {name} is lost");
        }
        assert_eq!((traces(&app).await, desk.stage().await), before, "{step}");
        // What is wrong is said as when it is published.
        let nothing = vec![];
        let browser = match step {
            T::PresentProposal
            | T::Plan
            | T::StartImplementing
            | T::ReportProgress
            | T::MarkImplemented => &mut desk.official,
            _ => &mut desk.secretary,
        };
        let looked = post(browser, &at, &looking(step.code(), &nothing)).await;
        let sent = post(browser, &at, &form(step.code(), &nothing)).await;
        assert_eq!(
            (looked.status, sent.status),
            (422.try_into().unwrap(), looked.status),
            "{step}"
        );
        let problems = |page: &Page| page.text.matches("field__error").count();
        assert_eq!(problems(&looked), problems(&sent), "{step}");

        desk.take(step).await;
        let path = desk.path.clone();
        let published = desk.visitor.get(&path).await;
        if let Some(card) = card(&seen) {
            let cards: Vec<&str> = published
                .text
                .match_indices(CARD)
                .filter_map(|(at, _)| self::card(&published.text[at..]))
                .collect();
            assert!(cards.contains(&card), "{step}:\n{card}\n{cards:#?}");
        }
    }
});

on_both!(a_step_for_two_is_seen_before_it_is_prepared, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let at = format!("{}/handlagg", desk.path);
    let fields: Typed = [
        ("criterion", "outside_competence"),
        ("reasons", "Vägen är statens."),
        ("where_to_turn", "Trafikverket"),
        ("publish_text", "yes"),
        ("seen", ""),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec();
    let before = traces(&app).await;
    let page = post(
        &mut desk.secretary,
        &at,
        &looking("reject_formally", &fields),
    )
    .await;
    let seen = shown(&page);
    assert!(seen.contains("Vägen är statens."), "{seen}");
    assert_eq!(traces(&app).await, before);
    assert_eq!(desk.stage().await, StageCode::Registered);
});

on_both!(who_may_not_record_may_not_look, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let at = format!("{}/handlagg", desk.path);
    let form = looking("announce", &desk.filled(T::Announce));
    assert_eq!(post(&mut desk.elected, &at, &form).await.status, 403);
    assert_eq!(post(&mut desk.visitor, &at, &form).await.status, 401);
});

on_both!(a_note_an_opinion_and_a_correction_are_looked_at, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    desk.take(T::Announce).await;
    let path = desk.path.clone();
    let before = traces(&app).await;
    let note = vec![("text", "Ritningen finns hos oss.".to_owned())];
    let at = format!("{path}/handlagg");
    let page = post(&mut desk.official, &at, &looking("note", &note)).await;
    assert!(shown(&page).contains("Ritningen finns hos oss."));
    let opinion = [("text", "Jag vill ha ljus."), ("deed", "look")];
    let page = desk
        .elected
        .post_form(&format!("{path}/asikt"), &opinion)
        .await;
    assert!(shown(&page).contains("Jag vill ha ljus."));
    assert_eq!(written(&page, "text"), "Jag vill ha ljus.");
    let act = app
        .number("select max(act_id) from act where transition = 'announce'")
        .await;
    let at = format!("{path}/ratta/{act}");
    let form = desk.secretary.get(&at).await;
    let once = once_of(&form.text);
    let mut fields = desk.filled(T::Announce);
    fields.retain(|(name, _)| *name != "paragraph");
    fields.push(("paragraph", "42".to_owned()));
    fields.push(("correction_reason", "Fel paragraf.".to_owned()));
    fields.push(("once", once));
    fields.push(("deed", "look".to_owned()));
    let page = post(&mut desk.secretary, &at, &fields).await;
    assert!(shown(&page).contains("§\u{a0}42"), "{}", shown(&page));
    assert_eq!(traces(&app).await, before);
});

on_both!(an_ideas_answer_is_looked_at, |app| {
    let web = app.web().await;
    let young = app.youth("Norrsken").await;
    let new = idea("Ljusslinga");
    let id = app
        .proposals
        .submit(&young, new, "", app.now)
        .await
        .unwrap();
    let path = format!("/forslag/{id}/ljusslinga/omdome");
    let mut official = web.signed_in(&app.official("Maja").await).await;
    let before = traces(&app).await;
    let start = app.now.day().add_days(14).to_string();
    let yes = [
        ("step", "yes_now"),
        ("owner", "Tekniska förvaltningen"),
        ("start_on", start.as_str()),
        ("cost", "12 000"),
        ("first_step", "Vi beställer slingan."),
        ("answer", "Ja! Det blir fint."),
        ("deed", "look"),
    ];
    let page = official.post_form(&path, &yes).await;
    assert!(shown(&page).contains("Ja! Det blir fint."));
    assert_eq!(written(&page, "answer"), "Ja! Det blir fint.");
    assert_eq!(traces(&app).await, before);
});
