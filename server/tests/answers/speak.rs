//! Answers and opinions, and the page of all of them.

use nara_app::proposals::api::ProposalPort;
use nara_domain::proposal::TransitionKind as T;

use super::desk::Desk;
use crate::on_both;

on_both!(from_the_departments_answer_to_the_decision, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let page = desk.official.get(&format!("{}/svara", desk.path)).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("Svar från förvaltningen – inget beslut"));
    let answer = [
        ("text", "Vi har mätt ljuset. Åtta stolpar räcker."),
        ("investment_cost", "540 000"),
        ("operating_cost", "9000"),
    ];
    let page = desk
        .official
        .post_form(&format!("{}/svara", desk.path), &answer)
        .await;
    assert_eq!(page.location(), desk.path);
    let opinion = [("text", "Jag tycker att det är värt pengarna.")];
    let page = desk.elected.get(&format!("{}/asikt", desk.path)).await;
    assert!(page.text.contains("Åsikt av förtroendevald"));
    assert!(
        page.text.contains("Björksjölistan (X)"),
        "signed with the party"
    );
    let page = desk
        .elected
        .post_form(&format!("{}/asikt", desk.path), &opinion)
        .await;
    assert_eq!(page.location(), desk.path);
    desk.reach_agenda().await;
    desk.take(T::Approve).await;

    let page = desk.visitor.get(&desk.path).await;
    assert_eq!(page.status, 200);
    for said in [
        "Åtta stolpar räcker.",
        "540\u{a0}000",
        "värt pengarna",
        "Tekniska nämnden bifaller förslaget.",
        "Bifallet",
    ] {
        assert!(page.text.contains(said), "{said}");
    }
    // The three never look alike, and the newest stands first.
    let page = desk.visitor.get("/svar").await;
    assert_eq!(page.status, 200);
    let at = |class: &str| {
        page.text
            .rfind(&format!("tag {class}"))
            .unwrap_or_else(|| panic!("{class}: {}", page.text))
    };
    assert!(at("is-decision") < at("is-elected"), "newest first");
    assert!(at("is-elected") < at("is-official"), "newest first");
});

on_both!(what_an_official_wrote_outlives_the_session, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let address = format!("{}/svara", desk.path);
    let text = "Vi har mätt ljuset längs hela stigen.\n</textarea><b>Åtta stolpar räcker.";
    let answer = [
        ("text", text),
        ("once", "en-gång"),
        ("operating_cost", "9000"),
    ];
    let page = desk.visitor.post_form(&address, &answer).await;
    assert_eq!(page.status, 401);
    assert!(
        page.text.contains(&format!("action=\"{address}\"")),
        "{}",
        page.text
    );
    assert!(
        page.text
            .contains("Vi har mätt ljuset längs hela stigen.\n&lt;/textarea&gt;&lt;b&gt;Åtta")
    );
    for hidden in [
        "value=\"9000\"",
        "value=\"en-gång\"",
        "name=\"operating_cost\"",
    ] {
        assert!(page.text.contains(hidden), "{hidden}: {}", page.text);
    }
    let page = desk.official.post_form(&address, &answer).await;
    assert_eq!(page.location(), desk.path, "sent again after signing in");
    let nothing = [("text", " "), ("once", "x")];
    let page = desk.visitor.post_form(&address, &nothing).await;
    assert_eq!(page.status, 303, "nothing to keep");
});

on_both!(answers_are_for_their_role_only, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let (answer, opinion) = (
        format!("{}/svara", desk.path),
        format!("{}/asikt", desk.path),
    );
    let text = [("text", "Ett svar.")];
    for browser in [&mut desk.proposer, &mut desk.elected, &mut desk.secretary] {
        assert_eq!(browser.get(&answer).await.status, 403);
        assert_eq!(browser.post_form(&answer, &text).await.status, 403);
    }
    for browser in [&mut desk.proposer, &mut desk.official, &mut desk.secretary] {
        assert_eq!(browser.get(&opinion).await.status, 403);
        assert_eq!(browser.post_form(&opinion, &text).await.status, 403);
    }
    let page = desk.visitor.get(&answer).await;
    assert_eq!(page.status, 303);
    let back = format!("/logga-in?sedan={}", answer.replace('/', "%2F"));
    assert_eq!(page.location(), back);
});

on_both!(an_answer_that_cannot_stand_comes_back_as_typed, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let path = format!("{}/svara", desk.path);
    let page = desk
        .official
        .post_form(
            &path,
            &[
                ("text", "   "),
                ("operating_cost", "nio tusen"),
                ("weighed", "A & B"),
            ],
        )
        .await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("answer-text-fel\""));
    assert!(page.text.contains("answer-operating_cost-fel\""));
    assert!(page.text.contains("value=\"nio tusen\""));
    assert!(page.text.contains("A &amp; B"));
    let long = "å".repeat(10_001);
    let page = desk.official.post_form(&path, &[("text", &long)]).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains(&long), "a long text is not lost");
    // In English, under the same address with the language before it.
    let page = desk
        .official
        .post_form(&format!("/en{path}"), &[("text", "")])
        .await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("Fill this in."), "{}", page.text);
    assert!(page.text.contains("lang=\"en\""));
});

on_both!(all_answers_are_told_page_by_page, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let empty = desk.visitor.get("/svar").await;
    assert!(empty.text.contains("Inga svar än"));
    let path = format!("{}/svara", desk.path);
    for n in 1..=21 {
        let text = format!("Svar nummer {n}.");
        assert_eq!(
            desk.official
                .post_form(&path, &[("text", &text)])
                .await
                .status,
            303
        );
    }
    let first = desk.visitor.get("/svar").await;
    assert!(first.text.contains("Svar nummer 21.") && first.text.contains("Svar nummer 2."));
    assert!(!first.text.contains("Svar nummer 1."));
    assert!(first.text.contains("rel=\"next\""));
    let at = first.text.find("/svar?fore=").unwrap();
    let next = &first.text[at..at + first.text[at..].find('"').unwrap()];
    let second = desk.visitor.get(next).await;
    assert!(second.text.contains("Svar nummer 1.") && !second.text.contains("Svar nummer 2."));
    assert!(
        !second.text.contains("rel=\"next\""),
        "the last page has no next one"
    );
    assert_eq!(desk.visitor.get("/svar?fore=abc").await.status, 404);
});

on_both!(what_people_write_stays_text, |app| {
    let web = app.web().await;
    let evil = "</title></textarea><script>alert(1)</script>";
    let proposer = app.resident(evil).await;
    let mut fields = crate::common::fields(evil);
    fields.body = evil.to_owned();
    let id = app
        .proposals
        .submit(&proposer, fields, "", app.now)
        .await
        .unwrap();
    let mut official = web.signed_in(&app.official(evil).await).await;
    let path = format!("/forslag/{id}/{}", nara_domain::text::slug(evil));
    let answer = [("text", evil), ("weighed", evil)];
    // Back as typed, and published.
    let wrong = [("text", evil), ("weighed", evil), ("operating_cost", evil)];
    let page = official.post_form(&format!("{path}/svara"), &wrong).await;
    assert_eq!(page.status, 422);
    assert!(!page.text.contains("<script>alert"), "{}", page.text);
    assert_eq!(
        official
            .post_form(&format!("{path}/svara"), &answer)
            .await
            .status,
        303
    );
    for page in ["", "/svara"]
        .map(|part| format!("{path}{part}"))
        .iter()
        .map(String::as_str)
        .chain(["/svar", "/forslag", "/", "/konto"])
    {
        let got = official.get(page).await;
        assert_eq!(got.status, 200, "{page}");
        assert!(got.text.contains("alert(1)"), "{page}");
        assert!(!got.text.contains("<script>alert"), "{page}");
        assert!(!got.text.contains("</title></t"), "{page}");
    }
});
