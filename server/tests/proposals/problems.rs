//! A problem: others tell how it concerns them, and whoever began makes a proposal of it.

use axum::http::StatusCode;
use nara_app::adoption::api::AdoptionPort;
use nara_app::error::AppError;
use nara_app::proposals::api::{DraftChange, DraftFields, ListQuery, NewComment, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::error::{Denied, NotNow};
use nara_domain::ids::ProposalId;
use nara_domain::name::NAMELESS;
use nara_domain::proposal::problem::OPEN_DAYS;
use nara_domain::proposal::{Kind, StageGroup};
use nara_domain::time::Stamp;

use crate::common::{App, act, comment, fields, list};
use crate::on_both;

fn problem(title: &str) -> DraftFields {
    DraftFields {
        kind: "problem".to_owned(),
        ..fields(title)
    }
}

fn told(text: &str) -> NewComment {
    NewComment {
        text: text.to_owned(),
        stance: "neutral".to_owned(),
        ..NewComment::default()
    }
}

/// Makes a proposal of it and hands that in.
async fn turned(app: &App, by: &Actor, id: ProposalId, now: Stamp) -> ProposalId {
    let draft = app.proposals.begin_from_problem(by, id, now).await.unwrap();
    let title = DraftChange::of("title", "En bro över bäcken".to_owned()).unwrap();
    app.proposals
        .change_draft(&draft, title, "", now)
        .await
        .unwrap();
    app.proposals.submit_draft(by, &draft, now).await.unwrap()
}

on_both!(a_problem_is_told_of_and_becomes_a_proposal, |app| {
    let siv = app.resident("Siv").await;
    let id = app
        .proposal_at(&siv, problem("Bäcken går inte att komma över"), app.now)
        .await;
    let view = app.proposals.get(&siv, id, app.now).await.unwrap();
    assert_eq!(
        (view.kind, view.course.code()),
        (Kind::Problem, "problem_open")
    );
    // No clock runs, no number, no support, no letter to the council.
    assert_eq!((view.answer_by, view.diary_number.as_deref()), (None, None));
    assert!(!view.support.open && view.support.threshold.is_none());
    let (bo, eva) = (app.resident("Bo").await, app.resident("Eva").await);
    for (who, text) in [
        (&bo, "Jag går runt med rullatorn."),
        (&eva, "Barnen hoppar."),
    ] {
        app.proposals
            .comment(who, id, told(text), app.now)
            .await
            .unwrap();
    }
    app.proposals
        .comment(&bo, id, told("Och på vintern inte alls."), app.now)
        .await
        .unwrap();
    app.proposals
        .comment(&siv, id, told("Tack!"), app.now)
        .await
        .unwrap();

    // It concerns neither who answers for the municipality nor who only asked.
    let (maja, ola) = (app.official("Maja").await, app.resident("Ola").await);
    let asked = NewComment {
        stance: "question".to_owned(),
        ..told("Var är det?")
    };
    for (who, new) in [(&maja, told("Vi tittar på det.")), (&ola, asked)] {
        app.proposals.comment(who, id, new, app.now).await.unwrap();
    }

    let proposal = turned(&app, &siv, id, app.now).await;
    let view = app.proposals.get(&siv, id, app.now).await.unwrap();
    assert_eq!(view.course.code(), "problem_turned");
    let became = view.adoption.linked.unwrap();
    assert_eq!((became.id, became.kind), (proposal, Kind::Proposal));
    let view = app.proposals.get(&bo, proposal, app.now).await.unwrap();
    assert_eq!(
        (view.kind, view.title.as_str()),
        (Kind::Proposal, "En bro över bäcken")
    );
    let builds = view.adoption.linked.unwrap();
    assert_eq!((builds.id, builds.kind), (id, Kind::Problem));
    // Everybody once, without whoever began.
    assert_eq!(view.adoption.told, ["Bo", "Eva"]);
    // It was told of: whoever has the problem open sees it.
    let events = app
        .texts("select kind from event order by seq desc limit 1")
        .await;
    assert_eq!(events, ["state"]);
    // What is over is over.
    let more = app
        .proposals
        .comment(&bo, id, told("En sak till."), app.now)
        .await;
    assert_eq!(
        more.unwrap_err(),
        AppError::Denied(Denied::NotNow(NotNow::Ended))
    );
    let again = app.proposals.begin_from_problem(&siv, id, app.now).await;
    assert_eq!(again, Err(AppError::Denied(Denied::NotNow(NotNow::Ended))));
});

on_both!(only_whoever_began_it_makes_a_proposal_of_it, |app| {
    let (siv, bo) = (app.resident("Siv").await, app.resident("Bo").await);
    let id = app.proposal_at(&siv, problem("Bäcken"), app.now).await;
    let service = &app.proposals;
    let begun = |who| service.begin_from_problem(who, id, app.now);
    assert_eq!(begun(&bo).await, Err(AppError::Denied(Denied::NotYours)));
    assert_eq!(begun(&Actor::Visitor).await, Err(AppError::SignIn));
    let other = app.proposal(&siv, "Belysning").await;
    let none = service.begin_from_problem(&siv, other, app.now).await;
    assert_eq!(none, Err(AppError::NotFound));
    // Twice is the same draft, with the problem's words.
    let draft = begun(&siv).await.unwrap();
    assert_eq!(begun(&siv).await.unwrap(), draft);
    let draft = service.get_draft(&draft).await.unwrap();
    assert_eq!(
        (draft.fields.kind.as_str(), draft.fields.title.as_str()),
        ("proposal", "Bäcken")
    );
    // Somebody who was given the draft's address hands in nothing of hers.
    let given = service.submit_draft(&bo, &draft.id, app.now).await;
    assert_eq!(given, Err(AppError::Denied(Denied::NotYours)));
    // As an idea it is another thing: the problem goes on.
    let idea = DraftChange::of("kind", "idea".to_owned()).unwrap();
    service
        .change_draft(&draft.id, idea, "", app.now)
        .await
        .unwrap();
    service
        .submit_draft(&siv, &draft.id, app.now)
        .await
        .unwrap();
    let view = service.get(&siv, id, app.now).await.unwrap();
    assert_eq!(
        (view.course.code(), view.adoption.linked),
        ("problem_open", None)
    );
});

on_both!(nobody_is_for_or_against_a_problem, |app| {
    let siv = app.resident("Siv").await;
    let id = app.proposal_at(&siv, problem("Bäcken"), app.now).await;
    let sided = app
        .proposals
        .comment(&siv, id, comment("Jag är för"), app.now)
        .await;
    assert_eq!(sided.unwrap_err().fields()[0].field, "stance");
    let given = app
        .proposals
        .support(&app.resident("Bo").await, id, app.now)
        .await;
    assert!(given.is_err());
    assert_eq!(app.number("select count(*) from support").await, 0);
    // The municipality does not answer what asks it for nothing.
    let official = app.cast().await.official;
    let said = act(&[("text", "Vi ser över det.")]);
    let kind = nara_domain::answer::ActKind::OfficialAnswer;
    let answered = app
        .proposals
        .answer(&official, id, kind, said, app.now)
        .await;
    assert_eq!(
        answered.unwrap_err(),
        AppError::Denied(Denied::NotNow(NotNow::OtherKind))
    );
    // They say what they know among the others.
    app.proposals
        .comment(&official, id, told("Bron är med i planen."), app.now)
        .await
        .unwrap();
});

on_both!(a_problem_nobody_makes_anything_of_ends, |app| {
    let siv = app.resident("Siv").await;
    let id = app.proposal_at(&siv, problem("Bäcken"), app.now).await;
    let begun = app.proposal_at(&siv, problem("Backen"), app.now).await;
    let draft = app
        .proposals
        .begin_from_problem(&siv, begun, app.now)
        .await
        .unwrap();
    let last = app.now.plus_days(OPEN_DAYS);
    // Written on all the time: a draft that is left is forgotten before.
    let body = DraftChange::of("body", "I dag är det halt. Sanda.".to_owned()).unwrap();
    app.proposals
        .change_draft(&draft, body, "", last)
        .await
        .unwrap();
    app.proposals.run_due(last).await.unwrap();
    let view = app.proposals.get(&siv, id, last).await.unwrap();
    assert_eq!(view.course.code(), "problem_open");
    let after = last.plus_days(1);
    for _ in 0..2 {
        app.proposals.run_due(after).await.unwrap();
    }
    let view = app.proposals.get(&siv, id, after).await.unwrap();
    assert_eq!(
        (view.course.code(), view.course.group()),
        ("problem_ended", StageGroup::Ended)
    );
    let ended = app
        .number("select count(*) from event where data like '%problem_ended%'")
        .await;
    assert_eq!(ended, 2, "each of them once");
    // Whoever was writing then hands it in, and both pages say so.
    let proposal = app
        .proposals
        .submit_draft(&siv, &draft, after)
        .await
        .unwrap();
    let view = app.proposals.get(&siv, begun, after).await.unwrap();
    assert_eq!(view.adoption.linked.map(|it| it.id), Some(proposal));
});

on_both!(lists_search_and_programs_know_it_as_a_problem, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let id = app
        .proposal_at(&siv, problem("Bäcken översvämmas"), web.now())
        .await;
    let asked = |kind, group| ListQuery {
        kind,
        group,
        ..list(20)
    };
    for (query, found) in [
        (asked(Some(Kind::Problem), None), 1),
        (asked(None, Some(StageGroup::Problem)), 1),
        (asked(Some(Kind::Proposal), None), 0),
        (asked(None, Some(StageGroup::Collecting)), 0),
        (
            ListQuery {
                text: "översvämmas".to_owned(),
                ..list(20)
            },
            1,
        ),
    ] {
        let page = app
            .proposals
            .list(&siv, &query, "", web.now())
            .await
            .unwrap();
        assert_eq!(page.items.len(), found, "{query:?}");
    }
    let json = web
        .visitor()
        .get(&format!("/api/v1/proposals/{id}"))
        .await
        .json();
    assert_eq!(
        (&json["kind"], &json["stage"]),
        (&"problem".into(), &"problem_open".into())
    );
    let page = web.visitor().get("/forslag?slag=problem").await;
    assert!(page.text.contains("Bäcken översvämmas") && page.text.contains("1 problem"));
    // On nobody's desk, and no rule counts it among the proposals somebody has open.
    let open = app
        .number("select count(*) from proposal where kind = 'proposal'")
        .await;
    assert_eq!(open, 0);
});

on_both!(a_name_that_is_gone_is_not_named, |app| {
    let siv = app.resident("Siv").await;
    let (bo, eva) = (app.resident("Bo").await, app.resident("Eva").await);
    let id = app.proposal_at(&siv, problem("Bäcken"), app.now).await;
    for who in [&bo, &eva] {
        app.proposals
            .comment(who, id, told("Så är det."), app.now)
            .await
            .unwrap();
    }
    let proposal = turned(&app, &siv, id, app.now).await;
    let mut tx = app.db.begin().await.unwrap();
    let sql = "update comment set author_name = $1 where author_name = 'Bo'";
    nara_server::execute!(tx, sql, NAMELESS).unwrap();
    let sql = "update comment set text = '', hidden = 'hate 2026-03-02' where author_name = $1";
    nara_server::execute!(tx, sql, "Eva").unwrap();
    tx.commit().await.unwrap();
    let view = app.proposals.get(&siv, proposal, app.now).await.unwrap();
    assert_eq!(view.adoption.told, [NAMELESS]);
});

on_both!(
    a_problem_is_written_read_and_turned_through_its_pages,
    |app| {
        let web = app.web().await;
        let siv = app.resident("Siv").await;
        let mut browser = web.signed_in(&siv).await;
        let begun = [
            ("title", "Bäcken går inte att komma över"),
            ("kind", "problem"),
        ];
        let text = browser.post_form("/forslag/nytt", &begun).await;
        let page = browser.get(text.location()).await;
        assert!(
            page.text.contains("Vad är problemet? Vilka berörs?"),
            "{}",
            page.text
        );
        let draft = text.location().trim_end_matches("/text").to_owned();
        let body = [("body", "Den som går med rullator får gå runt.")];
        browser.post_form(&format!("{draft}/text"), &body).await;
        browser
            .post_form(&format!("{draft}/amne"), &[("topic", "trafik")])
            .await;
        let check = browser.get(&format!("{draft}/kontrollera")).await;
        assert!(
            check.text.contains("Kommunen svarar inte på ett problem"),
            "{}",
            check.text
        );
        let sent = browser
            .post_form(&format!("{draft}/kontrollera"), &[("publish", "yes")])
            .await;
        let receipt = browser.get(sent.location()).await;
        assert!(
            receipt.text.contains("Ditt problem är publicerat"),
            "{}",
            receipt.text
        );
        let id = app.number("select max(proposal_id) from proposal").await;
        let path = format!("/forslag/{id}/backen-gar-inte-att-komma-over");

        let mut bo = web.signed_in(&app.resident("Bo").await).await;
        let page = bo.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.header("location"));
        for words in [
            "Hur berör det dig?",
            "Så berör det mig",
            "det här är ett problem",
        ] {
            let text = page.text.to_lowercase();
            assert!(
                text.contains(&words.to_lowercase()),
                "{words}: {}",
                page.text
            );
        }
        for wrong in [
            "Jag är för",
            "debate__side--against",
            "Stöd förslaget",
            "Skriv förslaget",
        ] {
            assert!(!page.text.contains(wrong), "{wrong}");
        }
        let said = [
            ("text", "Jag går runt."),
            ("stance", "neutral"),
            ("once", "a"),
        ];
        let sent = bo.post_form(&format!("{path}/inlagg"), &said).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);

        let page = browser.get(&path).await;
        assert!(page.text.contains("Skriv förslaget"), "{}", page.text);
        let sent = browser.post_form(&format!("{path}/gor-forslag"), &[]).await;
        let draft = sent.location().to_owned();
        assert!(draft.starts_with("/forslag/nytt/"), "{draft}");
        let check = browser.get(&format!("{draft}/kontrollera")).await;
        assert!(
            check.text.contains("Bygger på ett problem"),
            "{}",
            check.text
        );
        let title = [("title", "En bro över bäcken"), ("kind", "proposal")];
        browser.post_form(&draft, &title).await;
        browser
            .post_form(&format!("{draft}/kontrollera"), &[("publish", "yes")])
            .await;
        let number = app.number("select max(proposal_id) from proposal").await;
        let mut visitor = web.visitor();
        let page = visitor
            .get(&format!("/forslag/{number}/en-bro-over-backen"))
            .await;
        assert!(
            page.text
                .contains("De som berättade hur det berör dem: Bo."),
            "{}",
            page.text
        );
        let page = visitor.get(&path).await;
        assert!(
            page.text.contains("Problemet blev medborgarförslaget"),
            "{}",
            page.text
        );
    }
);
