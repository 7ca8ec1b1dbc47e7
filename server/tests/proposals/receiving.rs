//! What the municipality's rules let in: in season, not the same again, not too many a year, and for
//! as long as its proposer chose.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_app::proposals::api::{DraftFields, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::ids::ProposalId;
use nara_domain::proposal::{
    Course, NotReceived, Ruleset, Season, Stage, Topic, TransitionKind as T, YearDay,
};
use nara_domain::time::{Date, Stamp};

use crate::common::{App, fields, idea, reasons};
use crate::on_both;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

async fn rules(app: &App, rules: Ruleset) {
    let rules = Ruleset {
        version: 2,
        municipality: app.site.municipality.clone(),
        ..rules
    };
    assert_eq!(rules.validate(), Ok(()));
    app.set_rules(rules).await;
}

fn summer() -> Vec<Season> {
    vec![Season {
        from: YearDay::parse("06-01").unwrap(),
        to: YearDay::parse("08-31").unwrap(),
    }]
}

async fn refused(app: &App, by: &Actor, fields: DraftFields, now: Stamp) -> NotReceived {
    match app.proposals.submit(by, fields, "", now).await {
        Err(AppError::NotReceived(reason)) => reason,
        other => panic!("{other:?}"),
    }
}

/// A draft up to its last step.
async fn draft(app: &App, by: &Actor, fields: DraftFields) -> String {
    let draft = app.proposals.create_draft(by, fields, "", app.now).await;
    format!("/forslag/nytt/{}/kontrollera", draft.unwrap().id)
}

on_both!(
    out_of_season_nothing_is_taken_in_and_nothing_is_lost,
    |app| {
        rules(
            &app,
            Ruleset {
                seasons: summer(),
                ..Ruleset::bjorksjo()
            },
        )
        .await;
        let siv = app.resident("Siv").await;
        let opens = NotReceived::OutOfSeason {
            opens: day("2026-06-01"),
        };
        let first = Stamp::from_date(day("2026-06-01"));
        for early in [app.now, first.plus_minutes(-1)] {
            assert_eq!(refused(&app, &siv, fields("Bad"), early).await, opens);
        }
        assert_eq!(app.number("select count(*) from proposal").await, 0);
        // Ideas are always taken in.
        app.proposal_at(&siv, idea("Bad"), app.now).await;

        let web = app.web().await;
        let mut browser = web.signed_in(&siv).await;
        let said = "Förslag tas emot igen från";
        let page = browser.get("/forslag/nytt").await;
        assert!(page.text.contains(said), "before anything is written");
        assert!(page.text.contains("1\u{a0}juni till 31\u{a0}augusti"));
        let last = draft(&app, &siv, fields("Brygga")).await;
        let page = browser.get(&last).await;
        assert!(page.text.contains(said) && !page.text.contains("name=\"publish\""));
        let sent = browser.post_form(&last, &[("publish", "yes")]).await;
        assert_eq!(sent.status, StatusCode::CONFLICT);
        assert!(sent.text.contains("Förslaget kan inte tas emot nu"));
        assert!(sent.text.contains("1\u{a0}juni\u{a0}2026"), "{}", sent.text);
        // An idea's last step is as ever.
        let of_idea = draft(&app, &siv, idea("Brygga")).await;
        let page = browser.get(&of_idea).await;
        assert!(!page.text.contains(said) && page.text.contains("name=\"publish\""));
        // The same draft, when it has opened.
        let id = last.split('/').nth(3).unwrap();
        let taken = app.proposals.submit_draft(&siv, id, first).await.unwrap();
        let view = app.proposals.get(&siv, taken, first).await.unwrap();
        assert_eq!(view.course.code(), "collecting");
        let page = browser.get("/regler").await;
        assert!(
            page.text
                .contains("Förslag tas emot 1\u{a0}juni till 31\u{a0}augusti.")
        );
    }
);

on_both!(the_same_again_is_refused_with_the_way_to_it, |app| {
    rules(
        &app,
        Ruleset {
            duplicate_months: Some(12),
            ..Ruleset::without_threshold("x")
        },
    )
    .await;
    let cast = app.cast().await;
    let bo = app.resident("Bo").await;
    let first = app.proposal(&cast.proposer, "Belysning på Ekbacken").await;
    // Whoever it is, in whatever order and form.
    for (by, title) in [
        (&bo, "Belysning på Ekbacken"),
        (&bo, "På Ekbacken: belysning!"),
        (&cast.proposer, "belysningen på ekbacken"),
    ] {
        assert_eq!(
            refused(&app, by, fields(title), app.now).await,
            NotReceived::SameOpen { of: first },
            "{title}"
        );
    }
    // What is alike is for people to judge, and an idea is another way to ask.
    app.proposal(&bo, "Bättre belysning på Ekbacken").await;
    app.proposal_at(&bo, idea("Belysning på Ekbacken"), app.now)
        .await;

    let web = app.web().await;
    let mut browser = web.signed_in(&bo).await;
    let last = draft(&app, &bo, fields("Belysning på Ekbacken")).await;
    let alike = browser
        .get(&last.replace("kontrollera", "liknande"))
        .await
        .text;
    assert!(alike.contains("Samma sak tas inte emot igen"), "{alike}");
    let sent = browser.post_form(&last, &[("publish", "yes")]).await;
    assert_eq!(sent.status, StatusCode::CONFLICT);
    let to = format!("href=\"/forslag/{first}\"");
    assert!(sent.text.contains(&to), "{}", sent.text);
    assert!(sent.text.contains("Stöd det i stället"));
    let english = browser
        .post_form(&format!("/en{last}"), &[("publish", "yes")])
        .await;
    let to = format!("href=\"/en/forslag/{first}\"");
    assert!(english.text.contains(&to) && english.text.contains("says the same"));

    // Decided: not again for a year.
    app.reach_agenda(&cast, first).await;
    let today = app.now.day().to_string();
    let why = reasons();
    let decision = [
        ("body", "TN"),
        ("meeting_date", today.as_str()),
        ("paragraph", "41"),
        ("decision_text", "Nämnden avslår förslaget."),
        ("reasons", why.as_str()),
        ("reason_code", "cost"),
    ];
    app.record(&cast.secretary, first, T::Decline, &decision)
        .await;
    let at = |date: &str| Stamp::from_date(day(date)).plus_hours(12);
    let same = || fields("Belysning på Ekbacken");
    for early in ["2026-03-05", "2027-02-04", "2027-03-03"] {
        assert_eq!(
            refused(&app, &bo, same(), at(early)).await,
            NotReceived::SameDecided {
                of: first,
                again: day("2027-03-04")
            },
            "{early}"
        );
    }
    app.proposal_at(&bo, same(), at("2027-03-04")).await;
});

on_both!(what_came_to_nothing_can_be_tried_again, |app| {
    rules(
        &app,
        Ruleset {
            duplicate_months: Some(24),
            ..Ruleset::bjorksjo()
        },
    )
    .await;
    let cast = app.cast().await;
    let first = app.proposal(&cast.proposer, "En bänk").await;
    assert_eq!(
        refused(&app, &cast.proposer, fields("En bänk"), app.now).await,
        NotReceived::SameOpen { of: first }
    );
    app.record(
        &cast.proposer,
        first,
        T::Withdraw,
        &[("confirmation", "yes")],
    )
    .await;
    app.proposal(&cast.proposer, "En bänk").await;
    // A title of nothing but small words is looked for nowhere.
    app.proposal(&cast.proposer, "Och det?").await;
    app.proposal(&cast.proposer, "Och det?").await;
});

on_both!(the_fourth_of_the_year_waits_for_the_next, |app| {
    rules(
        &app,
        Ruleset {
            max_per_person_year: Some(3),
            ..Ruleset::bjorksjo()
        },
    )
    .await;
    let eager = app.resident("Ivrig").await;
    let tasks: Vec<_> = (0..6)
        .map(|n| {
            let (app, eager) = (app.clone(), eager.clone());
            tokio::spawn(async move {
                let fields = fields(&format!("Bänk nummer {n}"));
                app.proposals.submit(&eager, fields, "", app.now).await
            })
        })
        .collect();
    let enough = NotReceived::EnoughThisYear {
        most: 3,
        again: day("2027-01-01"),
    };
    let mut taken: Vec<ProposalId> = Vec::new();
    for task in tasks {
        match task.await.unwrap() {
            Ok(id) => taken.push(id),
            Err(error) => assert_eq!(error, AppError::NotReceived(enough)),
        }
    }
    assert_eq!(taken.len(), 3);
    // Taking one back gives no other: it was read, and answered.
    let yes = [("confirmation", "yes")];
    app.record(&eager, taken[0], T::Withdraw, &yes).await;
    let new_year = Stamp::from_date(day("2027-01-01"));
    let late = new_year.plus_minutes(-1);
    assert_eq!(refused(&app, &eager, fields("Bad"), late).await, enough);
    app.proposal_at(&eager, idea("Bad"), late).await;
    app.proposal_at(&app.resident("Annan").await, fields("Bad"), late)
        .await;
    app.proposal_at(&eager, fields("Brygga"), new_year).await;

    let web = app.web().await;
    let mut browser = web.signed_in(&eager).await;
    let last = draft(&app, &eager, fields("Gunga")).await;
    let sent = browser.post_form(&last, &[("publish", "yes")]).await;
    assert_eq!(sent.status, StatusCode::CONFLICT);
    assert!(sent.text.contains("redan lämnat in 3 förslag i år"));
    assert!(
        sent.text.contains("name=\"publish\""),
        "and can be sent again"
    );
});

fn long_times() -> Ruleset {
    Ruleset {
        collecting_days: Vec::new(),
        collecting_months: vec![3, 6, 9, 12],
        ..Ruleset::bjorksjo()
    }
}

on_both!(a_proposer_chooses_how_long_and_it_stays_so, |app| {
    rules(
        &app,
        Ruleset {
            pre_review: true,
            pre_review_days: Some(2),
            ..long_times()
        },
    )
    .await;
    let cast = app.cast().await;
    let typed = |window: &str| DraftFields {
        window: window.to_owned(),
        ..fields("Belysning")
    };
    for (window, problem) in [
        ("", FieldProblem::Missing),
        ("4m", FieldProblem::NotAChoice),
        ("90d", FieldProblem::NotAChoice),
    ] {
        let refused = app
            .proposals
            .submit(&cast.proposer, typed(window), "", app.now)
            .await;
        let wrong = vec![FieldError::new("window", problem)];
        assert_eq!(refused, Err(AppError::Invalid(wrong)), "{window}");
    }
    let id = app.proposal_at(&cast.proposer, typed("6m"), app.now).await;
    let web = app.web().await;
    let mut browser = web.signed_in(&cast.proposer).await;
    let receipt = browser.get(&format!("/forslag/{id}/kvitto")).await;
    assert!(
        receipt
            .text
            .contains("publicerar förslaget senast 6\u{a0}mars\u{a0}2026"),
        "two working days: {}",
        receipt.text
    );
    // Where supporters are needed it does not go to the council before they have come.
    let opens = receipt.text.contains("Sedan öppnas det för stöd.");
    assert!(opens, "{}", receipt.text);
    assert!(!receipt.text.contains("Förslaget anmäls i"));
    // Who has to keep the promise is told of it, also when it is too late.
    let mut desk = web.signed_in(&cast.secretary).await;
    let waiting = desk.get("/handlaggning").await;
    assert!(
        waiting
            .text
            .contains("Ska läsas senast 6\u{a0}mars\u{a0}2026")
    );
    web.clock.advance_ms(3 * 86_400_000);
    let mut desk = web.signed_in(&cast.secretary).await;
    let waiting = desk.get("/handlaggning").await;
    assert!(
        waiting
            .text
            .contains("Skulle ha lästs senast 6\u{a0}mars\u{a0}2026")
    );
    // Other rules meanwhile: it keeps its own, and what was chosen under them.
    let mut newer = long_times();
    newer.version = 3;
    newer.municipality.clone_from(&app.site.municipality);
    newer.collecting_months = vec![1];
    app.set_rules(newer).await;
    let today = app.now.day().to_string();
    let register = [
        ("diary_number", "KS/2026:7"),
        ("received_on", today.as_str()),
        ("short_description", "Belysning"),
    ];
    app.record(&cast.secretary, id, T::Register, &register)
        .await;
    app.record(&cast.secretary, id, T::OpenForSupport, &[])
        .await;
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    let Course::Proposal(Stage::Collecting { closes, .. }) = view.course else {
        panic!("{:?}", view.course)
    };
    assert_eq!(closes, day("2026-09-04"));
    // One time for all: nobody is asked, and what was typed when there was a choice is let be.
    let other = app.proposal_at(&cast.proposer, typed("6m"), app.now).await;
    let view = app.proposals.get(&Actor::Visitor, other, app.now).await;
    let Course::Proposal(Stage::Collecting { closes, .. }) = view.unwrap().course else {
        panic!()
    };
    assert_eq!(closes, day("2026-04-04"));
    // Still open on the last day, and over after it.
    for (on, open) in [("2026-09-04", true), ("2026-09-05", false)] {
        let supporter = app.resident("Siv").await;
        let now = Stamp::from_date(day(on)).plus_hours(12);
        let given = app.proposals.support(&supporter, id, now).await;
        assert_eq!(given.is_ok(), open, "{on}");
    }
});

on_both!(the_choice_is_part_of_the_last_step, |app| {
    rules(&app, long_times()).await;
    let siv = app.resident("Siv").await;
    let web = app.web().await;
    let mut browser = web.signed_in(&siv).await;
    let last = draft(&app, &siv, fields("Belysning")).await;
    let page = browser.get(&last).await;
    for said in ["value=\"3m\"", "value=\"12m\"", "9 månader"] {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
    let sent = browser.post_form(&last, &[("publish", "yes")]).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        sent.text.contains("href=\"#check-window\""),
        "{}",
        sent.text
    );
    assert!(
        sent.text
            .contains("id=\"check-publish\" name=\"publish\" value=\"yes\" checked")
    );
    // Signing in on the way loses nothing of it.
    let mut signed_out = web.visitor();
    let chosen = [("publish", "yes"), ("window", "9m")];
    let asked = signed_out.post_form(&last, &chosen).await;
    assert!(asked.location().starts_with("/logga-in?sedan="));
    let page = browser.get(&last).await;
    assert!(page.text.contains("value=\"9m\" checked"), "{}", page.text);
    let sent = browser.post_form(&last, &chosen).await;
    assert!(sent.location().ends_with("/kvitto"), "{}", sent.location());
    let receipt = browser.get(sent.location()).await;
    assert!(receipt.text.contains("4\u{a0}december\u{a0}2026"));

    // Where no support is needed there is nothing to choose.
    let minority = DraftFields {
        topic: Topic::Minority.code().to_owned(),
        ..fields("Skyltar på finska")
    };
    let last = draft(&app, &siv, minority).await;
    assert!(!browser.get(&last).await.text.contains("name=\"window\""));
    let sent = browser.post_form(&last, &[("publish", "yes")]).await;
    assert!(sent.location().ends_with("/kvitto"));
    let last = draft(&app, &siv, idea("Gunga")).await;
    assert!(!browser.get(&last).await.text.contains("name=\"window\""));

    // At the desk the person who came in chooses.
    let maja = app.official("Maja").await;
    let mut desk = web.signed_in(&maja).await;
    let form = |window: &'static str| {
        [
            ("given_name", "Siv"),
            ("family_name", "Ek"),
            ("channel", "visit"),
            ("reference", "Pärm 3"),
            ("name_form", "first"),
            ("kind", "proposal"),
            ("title", "Fler bänkar"),
            ("body", "Det finns ingenstans att sitta."),
            ("topic", "trygghet"),
            ("window", window),
            ("once", "paper-1"),
        ]
    };
    assert!(
        desk.get("/papper/forslag")
            .await
            .text
            .contains("value=\"6m\"")
    );
    let missing = desk.post_form("/papper/forslag", &form("")).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(missing.text.contains("id=\"paper-window-fel\""));
    let entered = desk.post_form("/papper/forslag", &form("6m")).await;
    assert!(entered.location().ends_with("/kvitto"));
    let windows = "select collecting_window from proposal \
        where collecting_window is not null order by proposal_id";
    assert_eq!(app.texts(windows).await, ["9m", "6m"]);
});

on_both!(who_may_speak_is_told_when_there_is_a_meeting, |app| {
    rules(
        &app,
        Ruleset {
            proposer_may_speak: true,
            ..Ruleset::without_threshold("x")
        },
    )
    .await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    let web = app.web().await;
    let page = format!("/forslag/{id}/belysning");
    let mut own = web.signed_in(&cast.proposer).await;
    assert!(!own.get(&page).await.text.contains("får tala på mötet"));
    app.reach_agenda(&cast, id).await;
    assert!(own.get(&page).await.text.contains("Du får tala på mötet."));
    let others = web.visitor().get(&page).await.text;
    assert!(others.contains("Förslagsställaren får tala på mötet."));
});
