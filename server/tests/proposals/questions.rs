//! A question to the proposer and its one answer (T15): who answers, who reads it, who is told.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_app::proposals::api::{CORRECTION_REASON, ProposalPort, QUESTION};
use nara_domain::actor::Actor;
use nara_domain::answer::ActKind;
use nara_domain::ids::{ActId, ProposalId};
use nara_domain::proposal::TransitionKind as T;

use crate::common::{App, act};
use crate::on_both;
use crate::walk::Cast;

/// A case that is prepared, with a question that is to be answered in a week.
async fn asked(app: &App, cast: &Cast, title: &str) -> (ProposalId, ActId) {
    let id = app.proposal(&cast.proposer, title).await;
    let day = |days| app.now.day().add_days(days).to_string();
    let (today, soon, later) = (day(0), day(20), day(60));
    let announced = [
        ("body", "Kommunfullmäktige"),
        ("meeting_date", today.as_str()),
        ("paragraph", "12"),
    ];
    app.record(&cast.secretary, id, T::Announce, &announced)
        .await;
    let referred = [("bodies", "TN"), ("answer_by", soon.as_str())];
    app.record(&cast.secretary, id, T::Refer, &referred).await;
    let prepared = [
        ("officer", "Maja"),
        ("department", "Tekniska förvaltningen"),
        ("expected_decision", later.as_str()),
    ];
    app.record(&cast.secretary, id, T::StartPreparation, &prepared)
        .await;
    let question = act(&[("text", "Vilken stig?"), ("answer_by", day(7).as_str())]);
    let kind = ActKind::Question;
    let asked = app
        .proposals
        .answer(&cast.official, id, kind, question, app.now);
    (id, asked.await.unwrap())
}

async fn answer(
    app: &App,
    who: &Actor,
    id: ProposalId,
    question: ActId,
    text: &str,
    personal: &str,
) -> Result<ActId, AppError> {
    let form = act(&[
        (QUESTION, &question.to_string()),
        ("text", text),
        ("personal", personal),
    ]);
    let kind = ActKind::QuestionAnswer;
    app.proposals.answer(who, id, kind, form, app.now).await
}

on_both!(the_proposer_answers_once_and_the_asker_is_told, |app| {
    app.without_threshold().await;
    let cast = app.cast().await;
    let (id, question) = asked(&app, &cast, "Belysning").await;
    let other = app.resident("Granne").await;
    for who in [&other, &cast.official, &Actor::Visitor] {
        let refused = answer(&app, who, id, question, "Den vid ån.", "").await;
        assert!(
            matches!(refused, Err(AppError::Denied(_) | AppError::SignIn)),
            "{refused:?}"
        );
    }
    let none = answer(&app, &cast.proposer, id, ActId::new(999_999), "Ja.", "").await;
    assert_eq!(none, Err(AppError::NotFound));
    let web = app.web().await;
    let path = format!("/forslag/{id}/belysning");
    let mut browser = web.signed_in(&cast.proposer).await;
    let page = browser.get(&path).await;
    assert!(page.text.contains("id=\"svara-fragan\""));
    assert!(page.text.contains("Svaret väntas senast"));
    let number = question.to_string();
    let empty = browser
        .post_form(
            &format!("{path}/fragesvar"),
            &[("question", &number), ("text", " "), ("once", "a")],
        )
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = browser
        .post_form(
            &format!("{path}/fragesvar"),
            &[
                ("question", &number),
                ("text", "Den vid ån."),
                ("once", "a"),
            ],
        )
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let again = answer(&app, &cast.secretary, id, question, "En annan.", "").await;
    assert_eq!(again, Err(AppError::Conflict));
    let page = web.visitor().get(&path).await;
    for shown in ["Den vid ån.", "Svar från förslagsställaren", "Besvarad"] {
        assert!(page.text.contains(shown), "{shown}");
    }
    let letters = app
        .texts("select body from outbox where subject like 'Frågan är besvarad%'")
        .await;
    assert_eq!(letters.len(), 1);
    assert!(!letters[0].contains("vid ån"), "{}", letters[0]);
});

on_both!(a_personal_answer_is_read_by_those_who_run_the_case, |app| {
    app.without_threshold().await;
    let cast = app.cast().await;
    let (id, question) = asked(&app, &cast, "Belysning").await;
    let given = answer(&app, &cast.proposer, id, question, "Min syn är dålig.", "");
    let given = given.await.unwrap();
    // Said too much: the correction takes the first wording out of sight as well.
    let right = act(&[
        ("text", "Min syn är dålig, skriver jag."),
        ("personal", "yes"),
        (CORRECTION_REASON, "Synen är min sak."),
    ]);
    let corrected = app
        .proposals
        .correct(&cast.proposer, id, given, right, app.now);
    corrected.await.unwrap();
    let web = app.web().await;
    let path = format!("/forslag/{id}/belysning");
    let other = app.resident("Granne").await;
    for page in [
        web.visitor().get(&path).await,
        web.signed_in(&other).await.get(&path).await,
    ] {
        assert!(!page.text.contains("dålig"));
        assert!(!page.text.contains("Synen är min sak"));
        assert!(page.text.contains("Svaret är personligt"));
        assert!(page.text.contains("Besvarad"));
    }
    // No other way leads to it: not the interface, not the feeds, not the letters about the correction.
    for address in [
        format!("/api/v1/proposals/{id}"),
        format!("/forslag/{id}/handelser.atom"),
        "/svar.atom".to_owned(),
    ] {
        let given = web.visitor().get(&address).await;
        assert_eq!(given.status, StatusCode::OK, "{address}");
        for kept in ["dålig", "min sak"] {
            assert!(!given.text.contains(kept), "{address}: {kept}");
        }
    }
    for letter in app.texts("select body from outbox").await {
        assert!(!letter.contains("dålig"), "{letter}");
        assert!(!letter.contains("min sak"), "{letter}");
    }
    for who in [&cast.proposer, &cast.official, &cast.secretary] {
        let view = app.proposals.get(who, id, app.now).await.unwrap();
        let last = view.acts.last().unwrap();
        assert_eq!(last.fields["text"], "Min syn är dålig, skriver jag.");
    }
});

on_both!(what_came_by_telephone_is_entered_for_them, |app| {
    app.without_threshold().await;
    let cast = app.cast().await;
    let (id, question) = asked(&app, &cast, "Belysning").await;
    let entered = answer(&app, &cast.secretary, id, question, "Den vid ån.", "");
    entered.await.unwrap();
    let web = app.web().await;
    let page = web.visitor().get(&format!("/forslag/{id}/belysning")).await;
    assert!(page.text.contains("Inskrivet av"));
});
