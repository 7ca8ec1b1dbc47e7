//! `/forslag/{id}/{slug}/ta-over`: an idea becomes a proposal, if whoever wrote it agrees.

use axum::http::StatusCode;
use nara_app::proposals::api::ProposalPort;
use nara_domain::ids::ProposalId;

use crate::common::http::Browser;
use crate::common::{App, idea as idea_fields};
use crate::{form, group, hidden, idea, join, on_both, supervisor};

const OPEN: &str = "Vill du lämna in idén som medborgarförslag?";

/// The newest letter's subjects, without what comes of handing in.
async fn letters(app: &App) -> Vec<String> {
    app.texts("select subject from outbox where subject like '%idé%' order by outbox_id")
        .await
}

/// The address of an idea's page.
async fn address(app: &App) -> (ProposalId, String) {
    let id = app
        .number("select max(proposal_id) from proposal where kind = 'idea'")
        .await;
    (ProposalId::new(id), format!("/forslag/{id}/pingisbord"))
}

async fn ask(browser: &mut Browser<'_>, idea: &str, why: &str) {
    let page = browser
        .post_form(&format!("{idea}/ta-over"), &[("gor", "ask"), ("why", why)])
        .await;
    assert_eq!(page.location(), format!("{idea}/ta-over"), "{}", page.text);
}

/// Hands in what was begun, and says what it became.
async fn hand_in(browser: &mut Browser<'_>, draft: &str) -> String {
    let last = format!("{draft}/kontrollera");
    let page = browser.post_form(&last, &[("publish", "yes")]).await;
    let receipt = page.location().to_owned();
    assert!(
        receipt.ends_with("/kvitto"),
        "{} {}",
        page.status,
        page.text
    );
    receipt.trim_end_matches("/kvitto").to_owned()
}

on_both!(an_idea_becomes_a_proposal_and_both_say_so, |app| {
    let web = app.web().await;
    let (siv, anna) = (app.resident("Siv").await, app.resident("Anna").await);
    app.proposals
        .submit(&siv, idea_fields("Pingisbord"), "", app.now)
        .await
        .unwrap();
    let (_, idea) = address(&app).await;
    let here = format!("{idea}/ta-over");
    let mut author = web.signed_in(&siv).await;
    let mut asker = web.signed_in(&anna).await;
    assert!(asker.get(&idea).await.text.contains(OPEN));
    assert!(web.visitor().get(&idea).await.text.contains(OPEN));
    assert!(!author.get(&idea).await.text.contains(OPEN), "her own");
    let own = author.post_form(&here, &[("gor", "ask")]).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN, "{}", own.text);

    // Too long: said at the field, and kept.
    let long = "å".repeat(601);
    let page = asker
        .post_form(&here, &[("gor", "ask"), ("why", &long)])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains(&long) && page.text.contains("adopt-why-fel"));
    ask(&mut asker, &idea, "Jag spelar också.").await;
    ask(&mut asker, &idea, "En gång till.").await;
    assert_eq!(
        letters(&app).await,
        ["Får din idé bli ett medborgarförslag? Pingisbord"]
    );
    assert_eq!(app.number("select count(*) from adoption").await, 1);

    // Nobody else learns that somebody asks, or who.
    for mut other in [
        web.visitor(),
        web.signed_in(&app.resident("Olle").await).await,
    ] {
        let page = other.get(&idea).await;
        assert!(!page.text.contains("Anna") && !page.text.contains("En person vill"));
        assert!(!other.get(&here).await.text.contains("Jag spelar"));
    }
    let page = author.get(&idea).await;
    assert!(
        page.text.contains("En person vill lämna in idén"),
        "{}",
        page.text
    );
    let page = author.get(&here).await;
    assert!(
        page.text.contains("Anna vill lämna in idén") && page.text.contains("Jag spelar också.")
    );
    let request = hidden(&page, "request");
    let reply = format!("{here}/svar");
    // Who asks does not answer.
    let form = [("request", request.as_str()), ("answer", "yes")];
    let page = asker.post_form(&reply, &form).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let page = author
        .post_form(&reply, &[("request", &request), ("word", "Kör hårt!")])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("Kör hårt!") && page.text.contains("adopt_answer-answer-fel"));
    let form = [form.as_slice(), &[("word", "Kör hårt!")]].concat();
    let page = author.post_form(&reply, &form).await;
    assert_eq!(page.location(), here);
    assert!(
        letters(&app)
            .await
            .contains(&"Du får lämna in idén: Pingisbord".to_owned())
    );

    let page = asker.get(&here).await;
    assert!(page.text.contains("Kör hårt!") && page.text.contains("Börja skriva"));
    let begin = [("gor", "begin")];
    let draft = asker.post_form(&here, &begin).await.location().to_owned();
    assert!(draft.starts_with("/forslag/nytt/"), "{draft}");
    assert_eq!(
        asker.post_form(&here, &begin).await.location(),
        draft,
        "the same one"
    );
    assert!(asker.get(&draft).await.text.contains("Pingisbord"));
    let page = asker.get(&format!("{draft}/kontrollera")).await;
    assert!(
        page.text.contains("Förslaget bygger på idén"),
        "{}",
        page.text
    );
    // Her words may be changed; whoever was given the address hands nothing in.
    let better = [("body", "Två bord utanför skolan, ett av dem lågt.")];
    asker.post_form(&format!("{draft}/text"), &better).await;
    let publish = [("publish", "yes")];
    let mut olle = web.signed_in(&app.resident("Olle").await).await;
    let page = olle
        .post_form(&format!("{draft}/kontrollera"), &publish)
        .await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let proposal = hand_in(&mut asker, &draft).await;

    let mut visitor = web.visitor();
    let page = visitor.get(&idea).await;
    assert!(page.text.contains("Blev ett medborgarförslag") && page.text.contains("av Anna"));
    assert!(page.text.contains("Öppen idé"), "it goes on");
    assert!(!page.text.contains(OPEN), "one proposal of one idea");
    let full = visitor.get(&proposal).await.location().to_owned();
    let page = visitor.get(&full).await;
    assert!(page.text.contains("Bygger på en idé") && page.text.contains("av Siv"));
    // What was said before is gone, and nothing of it can be undone.
    assert_eq!(app.texts("select why || word from adoption").await, [""]);
    let form = [("request", request.as_str()), ("answer", "no")];
    let page = author.post_form(&reply, &form).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let page = asker.post_form(&here, &[("gor", "take_back")]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let page = olle.post_form(&here, &[("gor", "ask")]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "it is taken");
});

on_both!(
    a_member_answers_by_alias_where_nothing_is_read_first,
    |app| {
        let web = app.web().await;
        let tove = supervisor(&app, "Tove").await;
        let mut leader = web.signed_in(&tove).await;
        let (_, code) = group(&mut leader, "Norrskolan 9B", "no").await;
        let (mut fox, _) = join(&web, &code, "Glad Räv").await;
        idea(&mut fox, "Pingisbord", "Ett bord utanför skolan.").await;
        let (_, idea) = address(&app).await;
        let here = format!("{idea}/ta-over");
        // An alias hands nothing in.
        let (mut hare, _) = join(&web, &code, "Snabb Hare").await;
        assert!(!hare.get(&idea).await.text.contains(OPEN));
        assert_eq!(hare.get(&here).await.status, StatusCode::FORBIDDEN);
        let mut asker = web.signed_in(&app.resident("Anna").await).await;
        ask(&mut asker, &idea, "Jag spelar också.").await;
        let page = fox.get("/grupp/mitt").await;
        assert!(page.text.contains(&here), "{}", page.text);
        assert!(!leader.get("/grupper").await.text.contains(&here));
        assert_eq!(leader.get(&here).await.status, StatusCode::FORBIDDEN);
        let request = hidden(&fox.get(&here).await, "request");
        let reply = format!("{here}/svar");
        // Nothing by which a stranger could find them.
        let found = [
            ("request", request.as_str()),
            ("answer", "no"),
            ("word", "Ring mig på 070-123 45 67."),
        ];
        let page = fox.post_form(&reply, &found).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let no = [
            ("request", request.as_str()),
            ("answer", "no"),
            ("word", "Jag vill själv."),
        ];
        let page = fox.post_form(&reply, &no).await;
        assert_eq!(page.location(), here, "{}", page.text);
        // A no is for the one who asked, stays, and is not asked again.
        let page = asker.get(&here).await;
        assert!(page.text.contains("Jag vill själv.") && !page.text.contains("Börja skriva"));
        for gor in ["ask", "take_back", "begin"] {
            let page = asker.post_form(&here, &[("gor", gor)]).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{gor}");
        }
        assert!(!web.visitor().get(&idea).await.text.contains("Anna"));
        assert_eq!(
            app.number("select count(*) from audit where deed = 'adoption_answered'")
                .await,
            0
        );
    }
);

on_both!(a_supervisor_answers_where_texts_are_read_first, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (mut fox, _) = join(&web, &code, "Glad Räv").await;
    idea(&mut fox, "Pingisbord", "Ett bord utanför skolan.").await;
    let (_, idea) = address(&app).await;
    let here = format!("{idea}/ta-over");
    let change = form("Norrskolan 9B", "yes");
    leader
        .post_form(&format!("/grupper/{id}/andra"), &change)
        .await;
    let mut asker = web.signed_in(&app.resident("Anna").await).await;
    ask(&mut asker, &idea, "Kom förbi mig.").await;
    // What a stranger writes is read by the leader, not by the child.
    let page = fox.get(&idea).await;
    assert!(
        page.text.contains("Den som leder din grupp läser frågan"),
        "{}",
        page.text
    );
    assert!(!page.text.contains("Kom förbi") && !page.text.contains("Anna"));
    assert_ne!(fox.get(&here).await.status, 200);
    assert!(!fox.get("/grupp/mitt").await.text.contains(&here));
    assert!(leader.get("/grupper").await.text.contains(&here));
    let page = leader.get(&here).await;
    assert!(page.text.contains("Fråga Glad Räv") && page.text.contains("Kom förbi mig."));
    let request = hidden(&page, "request");
    let reply = format!("{here}/svar");
    let yes = [("request", request.as_str()), ("answer", "yes")];
    assert_eq!(
        fox.post_form(&reply, &yes).await.status,
        StatusCode::FORBIDDEN
    );
    // Somebody else who runs groups has no say.
    let eva = supervisor(&app, "Eva").await;
    let page = web.signed_in(&eva).await.post_form(&reply, &yes).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    leader.post_form(&reply, &yes).await;
    let told = app
        .texts("select detail from audit where deed = 'adoption_answered'")
        .await;
    assert_eq!(told.len(), 1);
    assert!(
        !told[0].contains("Räv") && !told[0].contains("Anna"),
        "{told:?}"
    );
    let draft = asker
        .post_form(&here, &[("gor", "begin")])
        .await
        .location()
        .to_owned();
    let proposal = hand_in(&mut asker, &draft).await;
    let full = asker.get(&proposal).await.location().to_owned();
    let page = web.visitor().get(&full).await;
    assert!(
        page.text.contains("av Glad Räv, Norrskolan 9B"),
        "{}",
        page.text
    );
    assert!(page.text.contains("data-nosnippet"));
});
