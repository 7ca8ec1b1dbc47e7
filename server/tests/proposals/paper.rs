//! What staff enter for somebody at the desk.

use nara_app::error::AppError;
use nara_app::people::api::{PaperPort, PaperTyped, PaperWhat};
use nara_app::proposals::api::{DraftFields, ProposalPort};
use nara_domain::actor::{Actor, Level};
use nara_domain::ids::ProposalId;
use nara_domain::name::NAMELESS;
use nara_domain::proposal::Ruleset;
use nara_server::live::About;

use crate::common::{App, fields};
use crate::on_both;

fn typed(once: &str, what: PaperWhat) -> PaperTyped {
    PaperTyped {
        given: "Siv".to_owned(),
        family: "Ek".to_owned(),
        channel: "paper".to_owned(),
        reference: "Pärm 3, nr 12".to_owned(),
        once: once.to_owned(),
        what,
        ..PaperTyped::default()
    }
}

fn proposal(form: &str) -> PaperWhat {
    PaperWhat::Proposal(DraftFields {
        name_form: form.to_owned(),
        district: "sjoparken".to_owned(),
        ..fields("Fler bänkar")
    })
}

fn support(id: ProposalId) -> PaperWhat {
    PaperWhat::Support(id.to_string())
}

async fn contents(app: &App) -> i64 {
    app.number(
        "select (select count(*) from person) + (select count(*) from proposal) \
         + (select count(*) from support) + (select count(*) from support_event) \
         + (select count(*) from paper) + (select count(*) from audit)",
    )
    .await
}

on_both!(a_proposal_on_paper_is_one_like_all_others, |app| {
    let web = app.web().await;
    // The highest level a resident can be asked for.
    app.set_rules(Ruleset {
        version: 2,
        submit_level: Level::N3,
        ..Ruleset::bjorksjo()
    })
    .await;
    let maja = app.official("Maja").await;
    let mut browser = web.signed_in(&maja).await;
    let page = browser.get("/papper").await;
    assert!(page.text.contains("href=\"/papper/forslag\""));
    let page = browser.post_form("/papper/forslag", &[("once", "a")]).await;
    assert_eq!(page.status, 422);
    for field in [
        "given_name",
        "family_name",
        "reference",
        "channel",
        "name_form",
        "title",
        "body",
        "topic",
    ] {
        assert!(
            page.text.contains(&format!("id=\"paper-{field}-fel\"")),
            "{field}"
        );
    }
    let form = [
        ("given_name", "Siv"),
        ("family_name", "Ek"),
        ("channel", "visit"),
        ("reference", "Pärm 3"),
        ("name_form", "first"),
        ("kind", "proposal"),
        ("title", "Fler bänkar"),
        ("body", "Det finns ingenstans att sitta."),
        ("topic", "trygghet"),
        ("once", "paper-1"),
    ];
    let page = browser.post_form("/papper/forslag", &form).await;
    let receipt = page.location().to_owned();
    assert!(receipt.ends_with("/kvitto"));
    assert_eq!(
        browser.post_form("/papper/forslag", &form).await.location(),
        receipt
    );
    let page = browser.get(&receipt).await;
    for there in [
        "Siv Ek",
        "Fler bänkar",
        "KS/2026:1",
        "Pärm 3",
        "På kontaktcenter",
    ] {
        assert!(page.text.contains(there), "{there}");
    }
    assert_eq!(
        app.number("select count(*) from proposal").await,
        1,
        "twice is once"
    );
    let kept = "select count(*) from person where level = 'k' and email is null \
        and password_hash is null and given_name = 'Siv' and display_name = 'Siv'";
    assert_eq!(app.number(kept).await, 1);
    let path = browser
        .get(&receipt)
        .await
        .text
        .split("href=\"/forslag/")
        .nth(1)
        .map(|rest| format!("/forslag/{}", rest.split('"').next().unwrap()));
    let page = web.visitor().get(&path.unwrap()).await;
    assert!(
        page.text.contains("Medborgarförslag av Siv<"),
        "{}",
        page.text
    );
    assert!(page.text.contains("Inlämnat på kontaktcenter"));
    for hidden in ["Pärm 3", "Siv Ek", "Maja"] {
        assert!(!page.text.contains(hidden), "{hidden}");
    }
    // Who entered it, where it is kept; and nobody else's receipt.
    let line = app
        .texts("select detail from audit where deed = 'paper_entered'")
        .await;
    assert!(
        line[0].contains("Pärm 3") && line[0].contains("visit"),
        "{line:?}"
    );
    assert_eq!(app.texts("select actor_name from audit").await, ["Maja"]);
    let mut other = web.signed_in(&app.secretary("Sven").await).await;
    assert_eq!(other.get(&receipt).await.status, 404);
});

on_both!(support_on_paper_counts_once, |app| {
    let web = app.web().await;
    let sven = app.secretary("Sven").await;
    let olle = app.resident("Olle").await;
    let id = app.proposal(&olle, "Lampor").await;
    let paper = &web.state.paper;
    let enter = async |typed: PaperTyped| paper.enter(&sven, &typed, app.now).await;
    let first = enter(typed("a", support(id))).await.unwrap();
    assert_eq!(
        enter(typed("a", support(id))).await.unwrap(),
        first,
        "the same form"
    );
    let counts = "select support_count * 100 + (select count(*) from support) * 10 \
        + (select count(*) from support_event) from proposal";
    assert_eq!(app.number(counts).await, 111);
    // The same name again is refused kindly, and nothing of it is left behind.
    let before = contents(&app).await;
    let refused = enter(typed("b", support(id))).await.unwrap_err();
    assert_eq!(refused.fields()[0].field, "another");
    assert_eq!(contents(&app).await, before);
    let namesake = PaperTyped {
        another: true,
        ..typed("c", support(id))
    };
    enter(namesake).await.unwrap();
    assert_eq!(app.number(counts).await, 222);
    // By the address of its page, too; not what does not exist, and not what is over.
    let address = format!("http://127.0.0.1:3000/forslag/{id}/lampor");
    let other = PaperTyped {
        given: "Bo".to_owned(),
        ..typed("d", PaperWhat::Support(address))
    };
    enter(other).await.unwrap();
    let before = contents(&app).await;
    let nowhere = PaperWhat::Support("99999".to_owned());
    let refused = enter(typed("e", nowhere)).await.unwrap_err();
    assert_eq!(refused.fields()[0].field, "proposal");
    let yes = crate::common::act(&[("confirmation", "yes")]);
    let withdraw = nara_domain::proposal::TransitionKind::Withdraw;
    app.proposals
        .record(&olle, id, withdraw, yes, app.now)
        .await
        .unwrap();
    let late = PaperTyped {
        given: "Ann".to_owned(),
        ..typed("f", support(id))
    };
    let refused = enter(late).await.unwrap_err();
    assert!(
        matches!(refused, AppError::SupportRefused(_)),
        "{refused:?}"
    );
    assert_eq!(contents(&app).await, before, "nothing is left behind");
});

// The last one that is needed sends it to the council, whoever brings it.
on_both!(support_on_paper_reaches_the_threshold, |app| {
    let web = app.web().await;
    app.set_rules(Ruleset {
        version: 2,
        threshold: Some(2),
        ..Ruleset::bjorksjo()
    })
    .await;
    let olle = app.resident("Olle").await;
    let id = app.proposal(&olle, "Lampor").await;
    app.proposals.support(&olle, id, app.now).await.unwrap();
    let sven = app.secretary("Sven").await;
    let head = app.proposals.hub().head().await.unwrap();
    web.state
        .paper
        .enter(&sven, &typed("a", support(id)), app.now)
        .await
        .unwrap();
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    assert_eq!((view.course.code(), view.support.count), ("announced", 2));
    let told = app
        .proposals
        .hub()
        .since(head, About::Everything)
        .await
        .unwrap();
    assert!(!told.is_empty(), "open pages are told");
});

// The desk and the web at the same moment.
on_both!(papers_and_votes_at_a_time_add_up, |app| {
    let web = app.web().await;
    let sven = app.secretary("Sven").await;
    let id = app.proposal(&app.resident("Olle").await, "Lampor").await;
    let residents = app.residents(10).await;
    let mut tasks = Vec::new();
    for (n, resident) in residents.into_iter().enumerate() {
        let (app, paper, sven) = (app.clone(), web.state.paper.clone(), sven.clone());
        tasks.push(tokio::spawn(async move {
            let one = PaperTyped {
                given: format!("Person{n}"),
                ..typed(&format!("p{n}"), support(id))
            };
            let (vote, entry) = tokio::join!(
                app.proposals.support(&resident, id, app.now),
                paper.enter(&sven, &one, app.now),
            );
            vote.unwrap();
            entry.unwrap();
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    let counts = "select support_count * 10000 + (select count(*) from support) * 100 \
        + (select count(*) from support_event) from proposal";
    assert_eq!(app.number(counts).await, 202_020);
});

on_both!(who_must_not_be_found_is_not_found_by_paper, |app| {
    let web = app.web().await;
    let sven = app.secretary("Sven").await;
    let hidden = PaperTyped {
        given: "Zqxsiv".to_owned(),
        protected: true,
        ..typed("a", proposal(""))
    };
    let id = web
        .state
        .paper
        .enter(&sven, &hidden, app.now)
        .await
        .unwrap();
    let entered = web.state.paper.entered(&sven, id).await.unwrap();
    assert_eq!(entered.name, NAMELESS);
    let view = app
        .proposals
        .get(&Actor::Visitor, entered.proposal, app.now)
        .await
        .unwrap();
    assert_eq!(
        (view.proposer_name.as_str(), view.district),
        (NAMELESS, None)
    );
    let shown = "select count(*) from act where actor_name like 'Zqx%'";
    assert_eq!(app.number(shown).await, 0);
    let sealed =
        "select count(*) from sealed_name where name = 'Zqxsiv Ek' and district = 'sjoparken'";
    assert_eq!(app.number(sealed).await, 1);
    // How the name is shown is the person's to say: nothing is chosen for them.
    let unsaid = typed("b", proposal(""));
    let refused = web
        .state
        .paper
        .enter(&sven, &unsaid, app.now)
        .await
        .unwrap_err();
    assert_eq!(refused.fields()[0].field, "name_form");
});

/// A number that is nobody's: of the ranges for tests.
const NUMBER: &str = "19900515-2393";

// One number is one person, however often they come to the desk; and whoever has an account is told
// to use it.
on_both!(a_number_counts_once_and_opens_nobodys_account, |app| {
    let web = app.web().await;
    let sven = app.secretary("Sven").await;
    let olle = app.resident("Olle").await;
    let (one, two) = (
        app.proposal(&olle, "Lampor").await,
        app.proposal(&olle, "Bänkar").await,
    );
    let paper = &web.state.paper;
    let enter = async |given: &str, once: &str, number: &str, what| {
        let typed = PaperTyped {
            given: given.to_owned(),
            number: number.to_owned(),
            ..typed(once, what)
        };
        paper.enter(&sven, &typed, app.now).await
    };
    enter("Siv", "a", NUMBER, support(one)).await.unwrap();
    let before = contents(&app).await;
    for (once, number) in [("b", "199005152393"), ("c", "900515-2393")] {
        let refused = enter("Siri", once, number, support(one)).await.unwrap_err();
        assert_eq!(refused.fields()[0].field, "number");
    }
    assert_eq!(contents(&app).await, before);
    enter("Siv", "d", NUMBER, support(two)).await.unwrap();
    let people = "select count(*) from person where level = 'k'";
    assert_eq!(app.number(people).await, 1, "the same person");
    let refused = enter("Siv", "e", "19900515-2394", support(two)).await;
    assert_eq!(refused.unwrap_err().fields()[0].field, "number");
    // Nothing of the number is kept but its hash.
    let kept = app.texts("select number_hash from person_number").await;
    assert!(kept.len() == 1 && !kept[0].contains("2393"));

    // They get a way in: from now on it is theirs alone.
    let mut tx = app.db.begin().await.unwrap();
    nara_server::execute!(
        tx,
        "update person set email = 'siv@example.org', email_confirmed_at = 1 where level = 'k'"
    )
    .unwrap();
    tx.commit().await.unwrap();
    let before = contents(&app).await;
    let three = proposal("full");
    let refused = enter("Siv", "f", NUMBER, three).await.unwrap_err();
    assert_eq!(refused.fields()[0].field, "number");
    assert_eq!(contents(&app).await, before);
});

// Two desks with the same number at the same moment.
on_both!(one_number_at_two_desks_is_one_vote, |app| {
    let web = app.web().await;
    let (sven, berit) = (app.secretary("Sven").await, app.secretary("Berit").await);
    let id = app.proposal(&app.resident("Olle").await, "Lampor").await;
    let paper = &web.state.paper;
    let typed = PaperTyped {
        number: NUMBER.to_owned(),
        ..typed("a", support(id))
    };
    let (one, two) = tokio::join!(
        paper.enter(&sven, &typed, app.now),
        paper.enter(&berit, &typed, app.now),
    );
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    let counts = "select support_count * 100 + (select count(*) from support) * 10 \
        + (select count(*) from support_event) from proposal";
    assert_eq!(app.number(counts).await, 111);
    assert_eq!(
        app.number("select count(*) from person where level = 'k'")
            .await,
        1
    );
});
