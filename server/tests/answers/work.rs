//! The officials' desk: who has which case, and what they write to each other.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_app::work::api::{Has, NewNote, WorkPile, WorkQuery};
use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::proposal::TransitionKind as T;
use nara_domain::work::Pile;
use nara_server::execute;

use crate::common::App;
use crate::common::http::{Web, link_in};
use crate::desk::Desk;
use crate::on_both;

async fn pile(web: &Web, actor: &Actor, pile: Pile, words: &str) -> WorkPile {
    let query = WorkQuery {
        pile,
        words: words.to_owned(),
        after: None,
        limit: 25,
    };
    let now = web.now();
    web.state.work.work(actor, &query, now).await.unwrap()
}

fn ids(pile: &WorkPile) -> Vec<ProposalId> {
    pile.items.iter().map(|case| case.id).collect()
}

async fn give(web: &Web, actor: &Actor, id: ProposalId, to: &str) -> Result<(), AppError> {
    let now = web.now();
    let version = web.state.work.inside(actor, id, now).await?.case.version;
    let given = (to, version);
    web.state.work.assign(actor, id, given, now).await
}

fn number(actor: &Actor) -> String {
    actor.person_id().unwrap().to_string()
}

async fn address(app: &App, actor: &Actor, email: &str) {
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update person set email = $2 where person_id = $1",
        actor.person_id().unwrap().get(),
        email,
    )
    .unwrap();
    tx.commit().await.unwrap();
}

on_both!(a_case_is_taken_and_given_to_a_colleague, |app| {
    let web = app.web().await;
    let mut desk = Desk::unread(&app, &web).await;
    let maja = app.official("Maja Lind").await;
    let omar = app.official("Omar Aziz").await;
    address(&app, &omar, "omar@example.se").await;
    let mut browser = web.signed_in(&maja).await;
    // It is not public before it is registered: an official has nothing to find.
    let page = browser.get(&format!("{}/internt", desk.path)).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(ids(&pile(&web, &maja, Pile::All, "").await).is_empty());
    desk.take(T::Register).await;

    let page = browser.get("/arbete?hog=lediga").await;
    assert!(
        page.text.contains("Belysning längs stigen"),
        "{}",
        page.text
    );
    assert!(page.text.contains("Ingen har ärendet"));
    let to = format!("{}/tilldela", desk.path);
    let take = [("to", "mig"), ("version", "0"), ("back", "arbete")];
    let page = browser.post_form(&to, &take).await;
    assert_eq!(page.location(), "/arbete");
    let page = browser.get("/arbete").await;
    assert!(page.text.contains("Belysning längs stigen"));
    assert!(page.text.contains("Du har ärendet") && page.text.contains("Sparat vem"));
    // Taking it oneself is no news to anybody.
    let letters = app.texts("select subject from outbox where body like '%/internt%'");
    assert_eq!(letters.await, Vec::<String>::new());
    // The same press again is one.
    let page = browser.post_form(&to, &take).await;
    assert_eq!(page.location(), "/arbete");

    // Somebody who looks at an old page takes nothing from her.
    let mut other = web.signed_in(&omar).await;
    let his = number(&omar);
    let late = [("to", his.as_str()), ("version", "0")];
    let page = other.post_form(&to, &late).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text.contains("Maja Lind har ärendet"), "{}", page.text);

    let page = browser
        .post_form(&to, &[("to", his.as_str()), ("version", "1")])
        .await;
    assert_eq!(page.location(), format!("{}/internt", desk.path));
    let letter = web.letter_to("omar@example.se").await.unwrap();
    assert!(letter.contains("Maja Lind har gett dig") && letter.contains("Belysning"));
    let inside = link_in(&letter, "/forslag/");
    let page = other.get(&inside).await;
    assert!(page.text.contains("Du har ärendet"), "{}", page.text);
    let given = "select count(*) from audit where deed = 'case_assigned'";
    assert_eq!(app.number(given).await, 2);
    // A case nobody can be given to: who holds no such duty is no choice.
    let resident = number(&app.resident("Siv").await);
    for to in [resident.as_str(), "0", "x", "999999"] {
        let refused = give(&web, &maja, desk.id, to).await;
        assert!(matches!(refused, Err(AppError::Invalid(_))), "{to}");
    }
    give(&web, &maja, desk.id, "").await.unwrap();
    assert_eq!(ids(&pile(&web, &omar, Pile::Mine, "").await), []);
});

on_both!(a_case_that_is_over_is_found_by_its_number, |app| {
    let web = app.web().await;
    let mut desk = Desk::unread(&app, &web).await;
    let maja = app.official("Maja Lind").await;
    desk.take(T::Register).await;
    let back = [("confirmation", "yes"), ("once", "a")];
    let to = format!("{}/aterkalla", desk.path);
    let page = desk.proposer.post_form(&to, &back).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    assert!(ids(&pile(&web, &maja, Pile::All, "").await).is_empty());
    let number = web.state.proposals.get(&maja, desk.id, web.now()).await;
    let number = number.unwrap().diary_number.unwrap();
    let found = pile(&web, &maja, Pile::All, &number).await;
    assert_eq!(ids(&found), [desk.id]);
    assert!(ids(&pile(&web, &maja, Pile::Overdue, &number).await).is_empty());
    let mut browser = web.signed_in(&maja).await;
    let query = serde_urlencoded::to_string([("q", &number)]).unwrap();
    let page = browser.get(&format!("/arbete?{query}")).await;
    assert!(page.text.contains("Belysning längs stigen"));
    assert!(page.text.contains("Också de som är avslutade."));
    assert!(!page.text.contains("type=\"checkbox\""), "nothing to tick");
});

on_both!(a_case_whose_official_left_is_nobodys, |app| {
    let web = app.web().await;
    let mut desk = Desk::unread(&app, &web).await;
    desk.take(T::Register).await;
    let maja = app.official("Maja Lind").await;
    let omar = app.official("Omar Aziz").await;
    give(&web, &maja, desk.id, &number(&omar)).await.unwrap();
    assert!(ids(&pile(&web, &maja, Pile::Unassigned, "").await).is_empty());
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update standing set until_at = $2 where person_id = $1",
        omar.person_id().unwrap().get(),
        web.now().0,
    )
    .unwrap();
    tx.commit().await.unwrap();
    let free = pile(&web, &maja, Pile::Unassigned, "").await;
    assert_eq!(ids(&free), [desk.id]);
    assert_eq!(free.items[0].has, Has::Left("Omar Aziz".to_owned()));
    let mut browser = web.signed_in(&maja).await;
    let page = browser.get(&format!("{}/internt", desk.path)).await;
    assert!(
        page.text.contains("Ingen ansvarar för ärendet"),
        "{}",
        page.text
    );
    // Nor can it be given to who left.
    let refused = give(&web, &maja, desk.id, &number(&omar)).await;
    assert!(matches!(refused, Err(AppError::Invalid(_))));
});

on_both!(two_who_take_a_case_at_once_cannot_both_have_it, |app| {
    let web = app.web().await;
    let mut desk = Desk::unread(&app, &web).await;
    desk.take(T::Register).await;
    let (maja, omar) = (app.official("Maja").await, app.official("Omar").await);
    let (work, now) = (&web.state.work, web.now());
    let (hers, his) = (number(&maja), number(&omar));
    let (one, other) = tokio::join!(
        work.assign(&maja, desk.id, (&hers, 0), now),
        work.assign(&omar, desk.id, (&his, 0), now),
    );
    assert_ne!(one.is_ok(), other.is_ok());
    let versions = "select version from assignment";
    assert_eq!(app.number(versions).await, 1);
});

on_both!(what_colleagues_write_is_theirs_alone, |app| {
    let web = app.web().await;
    let mut desk = Desk::unread(&app, &web).await;
    desk.take(T::Register).await;
    let maja = app.official("Maja Lind").await;
    let omar = app.official("Omar Aziz").await;
    address(&app, &omar, "omar@example.se").await;
    let mut browser = web.signed_in(&maja).await;
    let to = format!("{}/anteckning", desk.path);
    let inside = format!("{}/internt", desk.path);
    for (text, at) in [("", "text"), (" \n ", "text")] {
        let page = browser.post_form(&to, &[("text", text)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains(&format!("id=\"note-{at}-fel\"")));
    }
    let wrong = [("text", "Zqxfråga om kabeln"), ("to", "777777")];
    let page = browser.post_form(&to, &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text.contains("Zqxfråga om kabeln"),
        "nothing typed is lost"
    );
    // No form of ours sends such a key, and PostgreSQL keeps none.
    let hostile = [("text", "Zqxfråga"), ("once", "a\0b")];
    let page = browser.post_form(&to, &hostile).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST, "{}", page.text);
    assert_eq!(app.number("select count(*) from case_note").await, 0);

    let his = number(&omar);
    let note = [
        ("text", "Zqxfråga om kabeln"),
        ("to", his.as_str()),
        ("once", "form-1"),
    ];
    for _ in 0..2 {
        let page = browser.post_form(&to, &note).await;
        assert_eq!(page.location(), inside);
    }
    assert_eq!(app.number("select count(*) from case_note").await, 1);
    let letter = web.letter_to("omar@example.se").await.unwrap();
    assert!(letter.contains("Maja Lind har frågat dig"), "{letter}");
    assert!(!letter.contains("Zqx"), "mail is read elsewhere");

    // It lies on his desk until he writes.
    let mine = pile(&web, &omar, Pile::Mine, "").await;
    assert!(mine.items[0].asked);
    let answer = NewNote {
        text: "Den är från 1994.".to_owned(),
        once: "form-2".to_owned(),
        ..NewNote::default()
    };
    let now = web.now();
    let work = &web.state.work;
    work.note(&omar, desk.id, answer, now).await.unwrap();
    assert!(ids(&pile(&web, &omar, Pile::Mine, "").await).is_empty());
    let page = browser.get(&inside).await;
    assert!(page.text.contains("Zqxfråga om kabeln") && page.text.contains("från 1994"));

    // Nobody else sees that there is anything.
    for browser in [&mut desk.visitor, &mut desk.proposer, &mut desk.elected] {
        for address in [&desk.path, "/", "/forslag", "/svar", "/api/v1/proposals"] {
            let page = browser.get(address).await;
            assert!(
                !page.text.contains("Zqx") && !page.text.contains("/internt"),
                "{address}"
            );
        }
        let page = browser.get(&inside).await;
        assert_ne!(page.status, StatusCode::OK);
        let page = browser.post_form(&to, &note).await;
        let refused = page.status.is_client_error() || page.location() == "/logga-in";
        assert!(refused, "{} {}", page.status, page.text);
    }
    assert_eq!(app.number("select count(*) from case_note").await, 2);
    // Two by a program that sends no key are two.
    for text in ["Ett.", "Två."] {
        let new = NewNote {
            text: text.to_owned(),
            ..NewNote::default()
        };
        work.note(&omar, desk.id, new, now).await.unwrap();
    }
    assert_eq!(app.number("select count(*) from case_note").await, 4);
});

on_both!(the_nearest_day_lies_on_top, |app| {
    let web = app.web().await;
    let mut desk = Desk::unread(&app, &web).await;
    desk.take(T::Register).await;
    let maja = app.official("Maja Lind").await;
    let promised = app.texts("select answer_by from proposal").await;
    assert_eq!(promised, ["2027-03-04"]);
    assert_eq!(ids(&pile(&web, &maja, Pile::Week, "").await), []);
    assert_eq!(ids(&pile(&web, &maja, Pile::Overdue, "").await), []);
    for (days, place) in [(358, Pile::Week), (365, Pile::Week), (366, Pile::Overdue)] {
        let later = web.now().plus_days(days);
        let query = WorkQuery {
            pile: place,
            words: String::new(),
            after: None,
            limit: 25,
        };
        let found = web.state.work.work(&maja, &query, later).await.unwrap();
        assert_eq!(ids(&found), [desk.id], "{days}");
    }
    // Found by its number and by its words, in every form.
    let number = app.texts("select diary_number from proposal").await;
    for words in [number[0].as_str(), "belysningen", "stig"] {
        assert_eq!(ids(&pile(&web, &maja, Pile::All, words).await), [desk.id]);
    }
    for words in ["KS/1999:1", "simhall"] {
        assert_eq!(ids(&pile(&web, &maja, Pile::All, words).await), []);
    }
});

on_both!(
    a_report_that_is_late_lies_on_the_desk_until_it_is_written,
    |app| {
        let web = app.web().await;
        let mut desk = Desk::new(&app, &web).await;
        let to_yes = [
            T::Announce,
            T::HandOver,
            T::StartPreparation,
            T::PresentProposal,
            T::Schedule,
            T::Approve,
            T::Plan,
        ];
        desk.take_all(&to_yes).await;
        crate::days::enter_minutes(&app, desk.id).await;
        let maja = app.official("Maja Lind").await;
        let overdue = async |days: i64| {
            let query = WorkQuery {
                pile: Pile::Overdue,
                words: String::new(),
                after: None,
                limit: 25,
            };
            let later = web.now().plus_days(days);
            ids(&web.state.work.work(&maja, &query, later).await.unwrap())
        };
        // The form promises it in sixty days.
        assert_eq!(overdue(60).await, []);
        assert_eq!(overdue(61).await, [desk.id]);
        let next = app.now.day().add_days(90).to_string();
        let mut report = desk.filled(T::ReportProgress);
        report.retain(|(name, _)| *name != "next_report");
        report.push(("next_report", next));
        let page = desk.send(T::ReportProgress, &report).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        assert_eq!(overdue(61).await, []);
        assert_eq!(overdue(91).await, [desk.id]);
        desk.take_all(&[T::StartImplementing, T::MarkImplemented])
            .await;
        assert_eq!(overdue(400).await, [], "what is done is nobody's turn");
    }
);

on_both!(a_long_pile_has_pages, |app| {
    let web = app.web().await;
    let mut expected = Vec::new();
    for n in 0..7 {
        let by = app.resident(&format!("Boende {n}")).await;
        expected.push(app.proposal(&by, &format!("Bänk nummer {n}")).await);
    }
    let secretary = app.secretary("Nämndsekreterare").await;
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let query = WorkQuery {
            pile: Pile::All,
            words: String::new(),
            after,
            limit: 3,
        };
        let now = web.now();
        let page = web.state.work.work(&secretary, &query, now).await.unwrap();
        let count = page.counts.iter().find(|(pile, _)| *pile == Pile::All);
        assert_eq!(count.map(|(_, count)| *count), Some(7));
        seen.extend(ids(&page));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, expected);
});

on_both!(a_promised_day_is_reminded_of_once, |app| {
    let web = app.web().await;
    let mut desk = Desk::unread(&app, &web).await;
    desk.take(T::Register).await;
    let maja = app.official("Maja Lind").await;
    address(&app, &maja, "maja@example.se").await;
    let letters = "select count(*) from outbox where to_address = 'maja@example.se'";
    let reminders = &web.state.reminders;
    assert_eq!(reminders.remind(web.now()).await.unwrap(), 0);

    // Nobody has it: who keeps the diary is told.
    let half = web.now().plus_days(184);
    assert_eq!(reminders.remind(half).await.unwrap(), 1);
    assert_eq!(app.number(letters).await, 0);
    let told = app
        .texts("select body from outbox where subject like '%inom 6 månader%'")
        .await;
    assert_eq!(told.len(), 1, "the secretary");
    assert!(told[0].contains("Ingen har ärendet."), "{}", told[0]);
    assert!(told[0].contains("4\u{a0}mars\u{a0}2027"), "{}", told[0]);

    give(&web, &maja, desk.id, &number(&maja)).await.unwrap();
    let quarter = web.now().plus_days(280);
    // Two servers at the same minute send one letter.
    let (one, other) = tokio::join!(reminders.remind(quarter), reminders.remind(quarter));
    assert_eq!(one.unwrap() + other.unwrap(), 1);
    assert_eq!(app.number(letters).await, 1);
    assert_eq!(reminders.remind(quarter.plus_days(20)).await.unwrap(), 0);
    // A server that stood still for months sends the one that holds now, not all of them.
    let late = web.now().plus_days(400);
    assert_eq!(reminders.remind(late).await.unwrap(), 1);
    assert_eq!(app.number(letters).await, 2);
    let subjects = app
        .texts("select subject from outbox where to_address = 'maja@example.se' order by outbox_id")
        .await;
    assert_eq!(
        subjects[1],
        "Ett ärende är försenat: Belysning längs stigen"
    );
    assert_eq!(reminders.remind(late.plus_days(90)).await.unwrap(), 0);
});
