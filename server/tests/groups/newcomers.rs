//! How much a new account can do: the limit holds for it and for nobody else, says when it goes on, and loses nothing.

use axum::http::StatusCode;
use futures::future::join_all;
use nara_app::error::AppError;
use nara_app::i18n::{Lang, time_of_day};
use nara_app::proposals::api::{DraftFields, NewComment};
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::ids::{ProposalId, QuestionSetId};
use nara_domain::moderation::holding::HoldingRules;
use nara_domain::moderation::limits::{Doing, Limits, Most, Reached};
use nara_domain::question::QuestionStepKind;
use nara_domain::time::Stamp;
use nara_server::execute;

use crate::common::http::{Options, Web};
use crate::common::{App, idea as idea_fields};
use crate::holding::{idea, write};
use crate::on_both;
use crate::reported::moderator;

const ONE: Most = Most {
    hour: None,
    day: Some(1),
};

/// Nothing waits, and new accounts have these limits.
fn limited(limits: Limits) -> Options {
    Options {
        holding: HoldingRules {
            limits,
            ..HoldingRules::none()
        },
        ..Options::default()
    }
}

fn three_comments() -> Limits {
    Limits {
        comments: Most {
            hour: Some(3),
            day: Some(5),
        },
        ..Limits::default()
    }
}

async fn made(app: &App, who: &Actor, at: Stamp) {
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update person set created_at = $2 where person_id = $1",
        who.person_id().unwrap().get(),
        at.0,
    )
    .unwrap();
    tx.commit().await.unwrap();
}

async fn say(
    web: &Web,
    who: &Actor,
    under: ProposalId,
    text: &str,
    now: Stamp,
) -> Result<(), AppError> {
    let new = NewComment {
        text: text.to_owned(),
        ..NewComment::default()
    };
    let said = web.state.proposals.comment(who, under, new, now).await;
    said.map(drop)
}

on_both!(
    whoever_meets_the_limit_is_told_when_and_loses_nothing,
    |app| {
        let web = app.web_with(limited(three_comments())).await;
        let (id, case) = idea(&app, &app.resident("Maja").await).await;
        let siv = app.resident("Siv").await;
        let mut browser = web.signed_in(&siv).await;
        for n in 0..3 {
            let page = write(
                &mut browser,
                &case,
                &format!("Inlägg {n}"),
                &format!("k{n}"),
            )
            .await;
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        }
        // The same form again is answered as the first time.
        let page = write(&mut browser, &case, "Inlägg 2", "k2").await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);

        let page = write(
            &mut browser,
            &case,
            "Det fjärde, som inte får försvinna",
            "k3",
        )
        .await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "{}", page.text);
        assert!(page.headers.contains_key("retry-after"));
        let until = match say(&web, &siv, id, "Ett till", app.now).await {
            Err(AppError::NewAccount(Reached { doing, until })) => {
                assert_eq!(doing, Doing::Comments);
                until
            }
            other => panic!("{other:?}"),
        };
        assert!(until >= app.now.plus_hours(1) && until <= app.now.plus_minutes(61));
        for words in [
            "Ditt konto är nytt",
            "skriva inlägg",
            &time_of_day(Lang::Sv, until),
            "Det du skrev finns kvar.",
            "Det fjärde, som inte får försvinna",
        ] {
            assert!(page.text.contains(words), "{words}: {}", page.text);
        }
        let stands = app.number("select count(*) from comment").await;
        assert_eq!(stands, 3, "nothing of what was refused");
        let drafts = app.texts("select text from comment_draft").await;
        assert_eq!(drafts, ["Det fjärde, som inte får försvinna"]);
        // Also for whoever closed the page, and in English.
        let page = browser.get(&case).await;
        assert!(page.text.contains("Det fjärde, som inte"), "{}", page.text);
        let page = write(&mut browser, &format!("/en{case}"), "The fourth", "k3").await;
        assert!(page.text.contains("Your account is new"), "{}", page.text);

        web.clock.set(until);
        let page = write(&mut browser, &case, "Det fjärde", "k3").await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        assert_eq!(app.number("select count(*) from comment_draft").await, 0);
        // Two more on this day.
        let later = until.plus_hours(3);
        assert_eq!(say(&web, &siv, id, "Fem", later).await, Ok(()));
        let tomorrow = app.now.plus_days(1);
        let sixth = say(&web, &siv, id, "Sex", later).await;
        assert!(
            matches!(sixth, Err(AppError::NewAccount(reached)) if reached.until >= tomorrow),
            "{sixth:?}"
        );
        let known = app.now.plus_days(7);
        for n in 0..10 {
            let said = say(&web, &siv, id, &format!("Känd {n}"), known).await;
            assert_eq!(said, Ok(()), "the account is new no longer");
        }
    }
);

on_both!(whoever_is_known_or_has_a_duty_meets_none, |app| {
    let web = app.web_with(limited(three_comments())).await;
    let (id, _) = idea(&app, &app.resident("Maja").await).await;
    let duty = |role: Role| vec![Standing::of(Role::Resident), Standing::of(role)];
    let resident = || vec![Standing::of(Role::Resident)];
    let old = app.resident("Anna").await;
    made(&app, &old, app.now.plus_days(-30)).await;
    let elected = app.person("Elin", Level::N1, duty(Role::Elected)).await;
    let official = app.person("Olle", Level::N1, duty(Role::Official)).await;
    let identified = app.person("Ida", Level::N3, resident()).await;
    for who in [&old, &elected, &official, &identified] {
        for n in 0..7 {
            let said = say(&web, who, id, &format!("Inlägg {n}"), app.now).await;
            assert_eq!(said, Ok(()), "{who:?}");
        }
    }
    // As many as one likes where the municipality says so.
    let web = app.web_with(limited(Limits::none())).await;
    let new = app.resident("Siv").await;
    for n in 0..7 {
        let said = say(&web, &new, id, &format!("Inlägg {n}"), app.now).await;
        assert_eq!(said, Ok(()));
    }
});

on_both!(what_waits_for_a_moderator_counts, |app| {
    let holding = HoldingRules {
        first_texts: 5,
        limits: three_comments(),
        ..HoldingRules::none()
    };
    let options = Options {
        holding,
        ..Options::default()
    };
    let web = app.web_with(options).await;
    let (_, case) = idea(&app, &app.resident("Maja").await).await;
    let mut browser = web.signed_in(&app.resident("Siv").await).await;
    for n in 0..3 {
        let page = write(&mut browser, &case, &format!("Inlägg {n}"), "").await;
        assert!(page.location().starts_with("/vantar/"), "{}", page.text);
    }
    let page = write(&mut browser, &case, "Det fjärde", "").await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "{}", page.text);
    assert_eq!(app.number("select count(*) from held_text").await, 3);
});

on_both!(what_is_sent_from_many_windows_at_once_is_counted, |app| {
    let web = app.web_with(limited(three_comments())).await;
    let maja = app.resident("Maja").await;
    // Under one each: no lock of a discussion puts them in turn.
    let mut places = Vec::new();
    for _ in 0..8 {
        places.push(idea(&app, &maja).await.0);
    }
    let siv = app.resident("Siv").await;
    let all = places.iter().map(|id| say(&web, &siv, *id, "Nu!", app.now));
    let said = join_all(all).await;
    let through = said.iter().filter(|one| one.is_ok()).count();
    assert_eq!(through, 3, "{said:?}");
    assert_eq!(app.number("select count(*) from comment").await, 3);
});

on_both!(
    each_kind_has_a_limit_of_its_own_and_votes_have_none,
    |app| {
        let limits = Limits {
            days: 7,
            comments: Most::default(),
            proposals: ONE,
            problems: ONE,
            questions: ONE,
            reports: ONE,
            agreements: ONE,
        };
        let web = app.web_with(limited(limits)).await;
        let maja = app.resident("Maja").await;
        let siv = app.resident("Siv").await;
        let mut ideas = Vec::new();
        for _ in 0..3 {
            ideas.push(idea(&app, &maja).await);
        }
        let (id, case) = ideas[0].clone();
        let port = &web.state.proposals;
        let (now, until) = (app.now, app.now.plus_days(1));
        let is = |error: &AppError, doing: Doing| match error {
            AppError::NewAccount(reached) => reached.doing == doing && reached.until >= until,
            _ => false,
        };

        let mut asker = web.signed_in(&siv).await;
        for (n, heading) in ["Om bron", "Om badet"].into_iter().enumerate() {
            let form = [
                ("heading", heading),
                ("room", "3"),
                ("once", heading),
                ("question_1", "När blir det klart?"),
            ];
            let page = asker.post_form("/fragor/ny", &form).await;
            let expected = match n {
                0 => StatusCode::SEE_OTHER,
                _ => StatusCode::TOO_MANY_REQUESTS,
            };
            assert_eq!(page.status, expected, "{}", page.text);
            assert!(
                n == 0 || page.text.contains("När blir det klart?"),
                "{}",
                page.text
            );
        }

        // Everybody reads the first ones by now, with a discussion: that is no proposal of theirs.
        let set = app
            .number("select max(question_set_id) from question_set")
            .await;
        let set = (QuestionSetId::new(set), None);
        let seen = [("seen".to_owned(), String::new())].into();
        let reader = moderator(&app, "Moa").await;
        let publish = QuestionStepKind::Publish;
        let questions = &web.state.questions;
        let published = questions.take(&reader, set, publish, (&seen, "p"), now);
        published.await.unwrap();

        for (kind, doing) in [("idea", Doing::Proposals), ("problem", Doing::Problems)] {
            let fields = |title: &str| DraftFields {
                kind: kind.to_owned(),
                ..idea_fields(title)
            };
            let (first, second) = (format!("{kind}1"), format!("{kind}2"));
            let one = port.submit(&siv, fields("Fler bänkar"), &first, now).await;
            assert!(one.is_ok(), "{kind} {one:?}");
            let two = port.submit(&siv, fields("Fler träd"), &second, now).await;
            assert!(is(two.as_ref().unwrap_err(), doing), "{kind} {two:?}");
            // Sending the first again is no second one.
            let again = port.submit(&siv, fields("Fler bänkar"), &first, now).await;
            assert!(again.is_ok(), "{kind} {again:?}");
        }

        let mut said = Vec::new();
        for n in 0..2 {
            let new = NewComment {
                text: format!("Så är det {n}"),
                ..NewComment::default()
            };
            said.push(port.comment(&maja, id, new, now).await.unwrap().id);
        }
        let agree = |comment, agrees| port.agree_with(&siv, (id, comment), agrees, now);
        assert_eq!(agree(said[0], true).await, Ok(1));
        assert_eq!(agree(said[0], true).await, Ok(1), "twice is once");
        let two = agree(said[1], true).await.unwrap_err();
        assert!(is(&two, Doing::Agreements), "{two:?}");
        let mut browser = web.signed_in(&siv).await;
        let button = [("about", said[1].to_string()), ("deed", "yes".to_owned())];
        let button = button
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let page = browser
            .post_form(&format!("{case}/haller-med"), &button)
            .await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "{}", page.text);
        assert!(page.text.contains("Ditt konto är nytt"), "{}", page.text);
        assert!(!page.text.contains("Det du skrev finns kvar."));
        assert_eq!(agree(said[0], false).await, Ok(0), "taken back at any time");

        for (n, (_, case)) in ideas.iter().enumerate() {
            let form = [
                ("reason", "spam"),
                ("words", "Det är reklam"),
                ("once", "r"),
            ];
            let page = browser.post_form(&format!("{case}/anmal"), &form).await;
            let expected = match n {
                0 => StatusCode::SEE_OTHER,
                _ => StatusCode::TOO_MANY_REQUESTS,
            };
            assert_eq!(page.status, expected, "{}", page.text);
            assert!(
                n == 0 || page.text.contains("Det är reklam"),
                "{}",
                page.text
            );
        }
        assert_eq!(app.number("select count(*) from text_report").await, 1);

        for (id, _) in &ideas {
            let voted = port.support(&siv, *id, now).await;
            assert!(voted.is_ok(), "a vote is never refused for it: {voted:?}");
        }
        // A day later it goes on.
        let fields = idea_fields("Fler lampor");
        let next = port.submit(&siv, fields, "c", until.plus_minutes(1)).await;
        assert!(next.is_ok(), "{next:?}");
    }
);
