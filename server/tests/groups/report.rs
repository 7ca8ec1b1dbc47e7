//! The report of a campaign: when there is one, what it takes from the record, and what somebody adds.

use axum::http::StatusCode;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Actor;
use nara_domain::campaign::CampaignStepKind as K;
use nara_domain::ids::ProposalId;

use crate::common::http::{Browser, Page};
use crate::common::{App, act};
use crate::voting::{curated, step, view};
use crate::{hidden, on_both, supervisor};

const REPORT: &str = "/kampanjer/framtidsladan/rapport";
const STEP: &str = "/kampanjer/framtidsladan/steg/report";

const PRESENT: [(&str, &str); 3] = [
    ("meeting_date", "2026-03-04"),
    ("body", "KS"),
    ("present", "Sju ledamöter från fyra partier."),
];

/// A campaign with as many ideas that was presented.
pub async fn presented(app: &App, official: &Actor, ideas: i64) -> Vec<ProposalId> {
    let ideas = curated(app, official, ideas).await;
    present(app, official).await;
    ideas
}

pub async fn present(app: &App, official: &Actor) {
    step(app, official, K::Present, &PRESENT).await.unwrap();
}

/// What somebody adds, as its page's form sends it.
async fn write(browser: &mut Browser<'_>, fields: &[(&str, &str)]) -> Page {
    let page = browser.get(STEP).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let (seen, once) = (hidden(&page, "seen"), hidden(&page, "once"));
    let mut fields = fields.to_vec();
    fields.extend([("seen", seen.as_str()), ("once", once.as_str())]);
    browser.post_form(STEP, &fields).await
}

on_both!(a_report_is_there_from_the_presentation_on, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let (mut official, mut visitor) = (web.signed_in(&maja).await, web.visitor());
    let ideas = curated(&app, &maja, 3).await;
    for browser in [&mut official, &mut visitor] {
        assert_eq!(browser.get(REPORT).await.status, StatusCode::NOT_FOUND);
    }
    let page = visitor.get("/kampanjer/framtidsladan").await;
    assert!(!page.text.contains(REPORT));
    let fields = [("young_speak", "Vi sågs."), ("licence", "cc_by_4")];
    let early = step(&app, &maja, K::Report, &fields).await;
    assert!(early.is_err(), "{early:?}");

    step(&app, &maja, K::Present, &PRESENT).await.unwrap();
    let page = visitor.get(REPORT).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    for part in [
        "Kommunen vill ha idéer och svarar på alla.",
        "Idé nummer 2",
        "Väntar på svar",
        "Sju ledamöter från fyra partier.",
        "3 maj 2026",
        "rel=\"license\"",
    ] {
        let part = part.replace("3 maj 2026", "3\u{a0}maj\u{a0}2026");
        assert!(page.text.contains(&part), "{part}: {}", page.text);
    }
    // Found by search engines, as its campaign is; and led to from there.
    assert!(!page.text.contains("noindex"), "{}", page.text);
    let page = visitor.get("/kampanjer/framtidsladan").await;
    assert!(page.text.contains(REPORT));

    // What is answered stands there at once, with who does it and what it costs.
    let yes = [
        ("answer", "Ja, vi börjar i april."),
        ("owner", "Västerskolan"),
        ("start_on", "2026-04-01"),
        ("cost", "12000"),
        ("first_step", "Elevrådet frågas."),
    ];
    let steps = &app.proposals;
    steps
        .idea_step(&maja, ideas[0], "yes_now", act(&yes), app.now)
        .await
        .unwrap();
    let page = visitor.get(REPORT).await;
    for part in [
        "Ja, vi börjar i april.",
        "Västerskolan",
        "12\u{a0}000\u{a0}kr",
        "Elevrådet frågas.",
    ] {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    // Corrected, it stands there as it is now.
    let first = app
        .number("select max(act_id) from act where kind = 'idea_move'")
        .await;
    let mut corrected = yes.to_vec();
    corrected[1] = ("owner", "Österskolan");
    corrected.push(("correction_reason", "Fel skola."));
    let first = nara_domain::ids::ActId::new(first);
    let done = steps
        .correct(&maja, ideas[0], first, act(&corrected), app.now)
        .await;
    done.unwrap();
    let page = visitor.get(REPORT).await;
    assert!(page.text.contains("Österskolan") && !page.text.contains("Västerskolan"));
    let english = visitor.get(&format!("/en{REPORT}")).await;
    assert!(
        english.text.contains("What happens now?"),
        "{}",
        english.text
    );
});

on_both!(who_runs_it_adds_what_a_record_cannot_say, |app| {
    let web = app.web().await;
    let (maja, lena) = (app.official("Maja").await, app.official("Lena").await);
    presented(&app, &maja, 2).await;
    // Another's campaign is not a supervisor's to write about, and nobody else's at all.
    let tove = supervisor(&app, "Tove").await;
    for (mut browser, status) in [
        (web.signed_in(&tove).await, StatusCode::FORBIDDEN),
        (
            web.signed_in(&app.resident("Åsa").await).await,
            StatusCode::FORBIDDEN,
        ),
        (web.visitor(), StatusCode::SEE_OTHER),
    ] {
        assert_eq!(browser.get(STEP).await.status, status);
    }

    let (mut one, mut other) = (web.signed_in(&maja).await, web.signed_in(&lena).await);
    let page = write(
        &mut one,
        &[("young_speak", "Kvar."), ("licence", "exception")],
    )
    .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("Kvar."), "what was typed stays");
    assert!(page.text.contains("licence_exception"), "{}", page.text);

    // Two at a form: the second one reads what the first wrote.
    let theirs = other.get(STEP).await;
    let first = [
        (
            "young_speak",
            "Vi åt ihop.\r\n– Glad Räv, 9B\r\n\r\nVi sågs.",
        ),
        ("licence", "cc_by_4"),
    ];
    let page = write(&mut one, &first).await;
    assert_eq!(page.location(), "/kampanjer/framtidsladan", "{}", page.text);
    let (seen, once) = (hidden(&theirs, "seen"), hidden(&theirs, "once"));
    let late = [
        ("young_speak", "Sent."),
        ("licence", "cc_by_4"),
        ("seen", &seen),
        ("once", &once),
    ];
    let page = other.post_form(STEP, &late).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    let mut visitor = web.visitor();
    let page = visitor.get(REPORT).await;
    assert!(page.text.contains("Vi åt ihop.") && page.text.contains("Glad Räv, 9B"));
    assert!(!page.text.contains("Sent."), "{}", page.text);

    // Written again it begins with what stands there, and the later one counts.
    let form = other.get(STEP).await;
    assert!(form.text.contains("Vi åt ihop."), "{}", form.text);
    let second = [
        ("young_speak", "Det blev bord för alla."),
        ("licence", "exception"),
        ("licence_exception", "Bilderna är en fotografs."),
    ];
    write(&mut other, &second).await;
    let page = visitor.get(REPORT).await;
    assert!(page.text.contains("bord för alla") && page.text.contains("en fotografs"));
    assert!(!page.text.contains("Vi åt ihop.") && !page.text.contains("rel=\"license\""));
    // The record keeps both, and the campaign is where it was.
    let now = view(&app).await;
    let written = now.acts.iter().filter(|act| act.step == K::Report);
    assert_eq!(written.count(), 2);
    assert!(matches!(
        now.stage,
        nara_domain::campaign::CampaignStage::Presented { .. }
    ));
});
