//! The discussion under questions: the one that proposals have, on the questions' page, and nowhere among proposals.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_app::moderation::api::{ModerationPort, NewReport, TextRef};
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Actor;
use nara_domain::ids::{CommentId, ProposalId};
use nara_server::live::About;

use crate::common::App;
use crate::common::http::{Browser, Page, Web};
use crate::hidden::{RULE, appeal, last_case, settle};
use crate::{main_of, moderator, on_both, published};

/// Questions that everybody reads: the address of their page.
pub async fn bridge(app: &App, web: &Web, asker: &Actor) -> String {
    let mut asker = web.signed_in(asker).await;
    let mut reader = web.signed_in(&moderator(app, "Läsaren").await).await;
    let about = ("Om bron", ["Varför?", "När?"].as_slice());
    published(app, &mut asker, &mut reader, about).await
}

/// Where the forms of a discussion post to: `/forslag/7/fragor-till-kommunen-nr-1`.
pub async fn room(browser: &mut Browser<'_>, set: &str) -> String {
    let page = browser.get(set).await;
    let form = page.text.split_once("/inlagg\"");
    let (before, _) = form.unwrap_or_else(|| panic!("no form: {}", page.text));
    before.rsplit_once('"').unwrap().1.to_owned()
}

pub async fn write(browser: &mut Browser<'_>, room: &str, parent: &str, text: &str) -> Page {
    let form = [("text", text), ("parent", parent), ("stance", "neutral")];
    browser.post_form(&format!("{room}/inlagg"), &form).await
}

pub async fn newest(app: &App) -> i64 {
    app.number("select max(comment_id) from comment").await
}

/// Sends one of the two forms by which a discussion is held in.
pub async fn take(
    browser: &mut Browser<'_>,
    room: &str,
    step: &str,
    fields: &[(&str, &str)],
) -> Page {
    let there = format!("{room}/samtalet");
    let page = browser.get(&there).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let found = page.text.split_once(&format!("value=\"{step}\""));
    let (before, _) = found.unwrap_or_else(|| panic!("no form for {step}: {}", page.text));
    let (_, seen) = before.rsplit_once("name=\"seen\" value=\"").unwrap();
    let seen = seen.split('"').next().unwrap();
    let mut form = vec![("step", step), ("seen", seen), ("reason", "Tonen är hård.")];
    form.extend_from_slice(fields);
    browser.post_form(&there, &form).await
}

on_both!(people_talk_under_the_questions, |app| {
    let web = app.web().await;
    let (siv, anna) = (app.resident("Siv").await, app.resident("Anna").await);
    let set = bridge(&app, &web, &siv).await;
    let mut anna = web.signed_in(&anna).await;
    let mut siv = web.signed_in(&siv).await;
    let room = room(&mut anna, &set).await;
    // Whoever is not signed in is led there and back.
    let main = main_of(&web.visitor().get(&set).await);
    assert!(main.contains("id=\"diskussion\""), "{main}");
    assert!(main.contains("sedan=%2Ffragor%2F"), "{main}");

    // What is wrong comes back with the questions above it, and nothing typed is lost.
    let form = [("text", "Bron är viktig."), ("stance", "kanske")];
    let wrong = anna.post_form(&format!("{room}/inlagg"), &form).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let main = main_of(&wrong);
    for there in ["Om bron", "Fråga 2", "Bron är viktig."] {
        assert!(main.contains(there), "{there}: {main}");
    }
    let written = write(&mut anna, &room, "", "Bron är viktig.").await;
    let first = newest(&app).await;
    assert_eq!(written.location(), format!("{set}#inlagg-{first}"));
    let answered = write(&mut siv, &room, &first.to_string(), "Den är farlig.").await;
    let reply = newest(&app).await;
    let linked = format!("{set}?inlagg=till-{reply}#inlagg-{reply}");
    assert_eq!(answered.location(), linked);
    let main = main_of(&web.visitor().get(&set).await);
    assert!(
        main.contains("Bron är viktig.") && main.contains("Den är farlig."),
        "{main}"
    );
    // One agrees, quotes, and changes one's own words.
    let form = [("about", reply.to_string()), ("deed", "yes".to_owned())];
    let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
    let agreed = anna.post_form(&format!("{room}/haller-med"), &form).await;
    assert_eq!(agreed.location(), linked);
    let quoted = anna.get(&format!("{set}?citera={reply}")).await;
    assert!(
        main_of(&quoted).contains("name=\"quoted\""),
        "{}",
        quoted.text
    );
    let change = format!("{room}/inlagg/{first}/andra");
    let crumbs = |page: &Page| {
        let way = page.text.split("class=\"crumbs\"").nth(1).unwrap();
        let way = way.split("</nav>").next().unwrap();
        let steps = way.split("href=\"").skip(1);
        let steps: Vec<_> = steps.filter_map(|step| step.split_once('"')).collect();
        assert_eq!(steps.len(), 2, "{way}");
        assert_eq!(steps[0].0, "/fragor", "{way}");
        assert_eq!(steps[1].0, set, "{way}");
        assert!(steps[1].1.contains("Om bron"), "{way}");
    };
    let page = anna.get(&change).await;
    assert_eq!(page.status, StatusCode::OK);
    crumbs(&page);
    crumbs(&anna.get(&format!("{room}/inlagg/{first}/versioner")).await);
    crumbs(&anna.get(&format!("{room}/anmal?kommentar={first}")).await);
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    crumbs(&moa.get(&format!("{room}/samtalet")).await);
    crumbs(&moa.get(&format!("{room}/samtalet?kommentar={first}")).await);
    let form = [("text", "Bron är mycket viktig."), ("seen", "1")];
    let changed = anna.post_form(&change, &form).await;
    let there = format!("{set}?inlagg=till-{first}#inlagg-{first}");
    assert_eq!(changed.location(), there, "{}", changed.text);
    assert!(main_of(&web.visitor().get(&set).await).contains("mycket viktig"));
    // What is about one of the questions begins with its number.
    let about = main_of(&anna.get(&format!("{set}?om=2")).await);
    assert!(about.contains("Fråga 2: "), "{about}");
});

on_both!(the_discussion_is_in_no_list_of_proposals, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let set = bridge(&app, &web, &siv).await;
    let mut browser = web.signed_in(&siv).await;
    let room = room(&mut browser, &set).await;
    write(&mut browser, &room, "", "Bron är viktig.").await;
    let written = newest(&app).await.to_string();
    let anna = app.resident("Anna").await;
    let form = [("about", written.as_str()), ("deed", "yes")];
    let mut other = web.signed_in(&anna).await;
    let agreed = other.post_form(&format!("{room}/haller-med"), &form).await;
    assert_eq!(agreed.status, StatusCode::SEE_OTHER, "{}", agreed.text);
    let agreeing = "select support_count from comment";
    assert_eq!(app.number(agreeing).await, 1);
    let number: i64 = room.split('/').nth(2).unwrap().parse().unwrap();
    // The numbers that stand in letters and queues lead to the page of the questions.
    let mut visitor = web.visitor();
    let short = visitor
        .get(&format!("/forslag/{number}?inlagg=till-1"))
        .await;
    assert_eq!(short.location(), format!("{set}?inlagg=till-1"));
    let full = visitor.get(&format!("{room}?inlagg=till-1")).await;
    assert_eq!(full.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(full.location(), format!("{set}?inlagg=till-1"));
    for nowhere in ["/affisch", "/anmal"] {
        let page = visitor.get(&format!("{room}{nowhere}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
    for list in ["/", "/forslag", "/forslag?slag=fragor", "/fragor"] {
        let page = visitor.get(list).await;
        assert!(!page.text.contains("Frågor till kommunen, nr"), "{list}");
        assert!(!page.text.contains(&room), "{list}");
    }
    let id = ProposalId::new(number);
    let found = app.proposals.get(&siv, id, app.now).await;
    assert_eq!(found.err(), Some(AppError::NotFound));
    let comments = app.proposals.comments(&siv, id, None, 10).await;
    assert_eq!(comments.err(), Some(AppError::NotFound));
    let supported = app.proposals.support(&siv, id, app.now).await;
    assert!(supported.is_err());
    assert!(app.proposals.mine(&siv).await.unwrap().is_empty());
    // The streams name the questions, never this.
    let told = web.state.live.since(0, About::Everything).await.unwrap();
    assert_eq!(told.len(), 3, "published, said, agreed");
    assert!(told.iter().all(|event| event.proposal_id.is_none()));
    let of_it = web.state.live.since(0, About::Proposal(id)).await.unwrap();
    assert!(of_it.is_empty());
    // One discussion, however often a step makes the questions public.
    assert_eq!(app.number("select count(*) from proposal").await, 1);
    // Without a word of theirs, and without their name.
    let words = app
        .texts("select title || body || proposer_name || search_text from proposal")
        .await;
    assert_eq!(words, ["Frågor till kommunen, nr 1"]);
});

on_both!(what_breaks_a_rule_there_is_nowhere, |app| {
    let web = app.web().await;
    let (siv, anna) = (app.resident("Siv").await, app.resident("Anna").await);
    let set = bridge(&app, &web, &siv).await;
    let mut anna = web.signed_in(&anna).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut mio = web.signed_in(&moderator(&app, "Mio").await).await;
    let room = room(&mut anna, &set).await;
    write(&mut anna, &room, "", "Lisa zqxlisa bor vid bron.").await;
    let comment = newest(&app).await.to_string();
    let report = format!("{room}/anmal?kommentar={comment}");
    let page = web.visitor().get(&report).await;
    assert!(main_of(&page).contains("zqxlisa"), "{}", page.text);
    let form = [("kommentar", comment.as_str()), ("reason", "personal_data")];
    let page = web
        .visitor()
        .post_form(&format!("{room}/anmal"), &form)
        .await;
    assert_eq!(page.location(), format!("{room}/anmal/tack"));
    assert!(main_of(&moa.get("/moderera").await).contains("Anna"));
    let case = last_case(&app).await;
    let fields = [("step", "hide"), RULE, ("reason", "Ett barns namn.")];
    let page = settle(&mut moa, case, &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let mut visitor = web.visitor();
    for at in [
        set.clone(),
        format!("/en{set}"),
        format!("{set}?inlagg=till-{comment}"),
        format!("{set}?citera={comment}"),
        format!("{room}/inlagg/{comment}/versioner"),
        report,
        "/".to_owned(),
        "/fragor".to_owned(),
        "/moderering".to_owned(),
    ] {
        let page = visitor.get(&at).await;
        assert!(!page.text.contains("zqxlisa"), "{at}: {}", page.text);
    }
    let main = main_of(&visitor.get(&set).await);
    assert!(
        main.contains("Dold enligt regeln om personuppgifter"),
        "{main}"
    );
    let told = app
        .texts("select body from outbox order by outbox_id")
        .await;
    let told = told.iter().find(|body| body.contains("Ett barns namn."));
    assert!(told.unwrap().contains("/omprovning/"));
    // Whoever wrote it asks that somebody else looks again, and somebody else shows it.
    appeal(&mut anna, case).await;
    let fields = [("step", "unhide"), ("reason", "Hon vill själv.")];
    let page = settle(&mut mio, case, &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    assert!(main_of(&visitor.get(&set).await).contains("zqxlisa"));
});

on_both!(it_is_locked_and_slowed_down, |app| {
    let web = app.web().await;
    let (siv, anna) = (app.resident("Siv").await, app.resident("Anna").await);
    let set = bridge(&app, &web, &siv).await;
    let mut anna = web.signed_in(&anna).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let room = room(&mut anna, &set).await;
    write(&mut anna, &room, "", "Bron är viktig.").await;
    assert!(
        moa.get(&set)
            .await
            .text
            .contains(&format!("{room}/samtalet"))
    );
    let done = take(&mut moa, &room, "lock", &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let main = main_of(&web.visitor().get(&set).await);
    assert!(
        main.contains("Diskussionen är låst") && main.contains("Tonen är hård."),
        "{main}"
    );
    let refused = write(&mut anna, &room, "", "Det här skrev jag länge på.").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let main = main_of(&refused);
    assert!(
        main.contains("Det här skrev jag länge på.") && main.contains("Om bron"),
        "{main}"
    );
    take(&mut moa, &room, "unlock", &[]).await;
    let pace = [("minutes", "15"), ("until", "2026-03-09")];
    let done = take(&mut moa, &room, "slow", &pace).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let refused = write(&mut anna, &room, "", "En gång till.").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(main_of(&refused).contains("En gång till."));
    // Who has written nothing yet writes.
    let mut siv = web.signed_in(&siv).await;
    let written = write(&mut siv, &room, "", "Den är farlig.").await;
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.text);
});

on_both!(hidden_questions_take_their_discussion_along, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let mut asker = web.signed_in(&siv).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut mio = web.signed_in(&moderator(&app, "Mio").await).await;
    let about = ("Om bron", ["Var bor hon?"].as_slice());
    let set = published(&app, &mut asker, &mut moa, about).await;
    let room = room(&mut asker, &set).await;
    write(&mut asker, &room, "", "Det undrar zqxmaja.").await;
    let form = [("nummer", "1"), ("reason", "personal_data")];
    web.visitor()
        .post_form(&format!("{set}/anmal"), &form)
        .await;
    let case = last_case(&app).await;
    let fields = [("step", "hide"), RULE, ("reason", "Det är en adress.")];
    settle(&mut moa, case, &fields).await;
    let mut visitor = web.visitor();
    let comment = newest(&app).await;
    for gone in [
        set.clone(),
        room.clone(),
        format!("{room}/anmal?kommentar={comment}"),
        format!("{room}/inlagg/{comment}/versioner"),
    ] {
        let page = visitor.get(&gone).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{gone}");
        assert!(!page.text.contains("zqxmaja"), "{gone}");
    }
    let page = write(&mut asker, &room, "", "Och nu?").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "{}", page.text);
    appeal(&mut asker, case).await;
    let fields = [("step", "unhide"), ("reason", "Det är ingen adress.")];
    settle(&mut mio, case, &fields).await;
    assert!(main_of(&visitor.get(&set).await).contains("zqxmaja"));
    assert_eq!(app.number("select count(*) from proposal").await, 1);
});

on_both!(whoever_reported_a_comment_finds_it_on_their_page, |app| {
    let web = app.web().await;
    let (siv, anna) = (app.resident("Siv").await, app.resident("Anna").await);
    let set = bridge(&app, &web, &siv).await;
    let mut anna = web.signed_in(&anna).await;
    let room = room(&mut anna, &set).await;
    write(&mut anna, &room, "", "Bron är viktig.").await;
    let id = room.split('/').nth(2).unwrap().parse().unwrap();
    let comment = CommentId::new(newest(&app).await);
    let text = TextRef::Case(ProposalId::new(id), Some(comment));
    let report = NewReport {
        reason: "spam".to_owned(),
        ..NewReport::default()
    };
    let moderation = &web.state.moderation;
    let sent = moderation.report(&siv, "10.1.2.0/24", text, report, web.now());
    sent.await.unwrap();
    let own = moderation.own(&siv, web.now()).await.unwrap();
    assert_eq!(own.reports.len(), 1);
});
