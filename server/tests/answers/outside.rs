//! Bodies outside the municipality over HTTP: asked by letter, answering without an account, published
//! unchanged by an official.

use axum::http::{Method, StatusCode};
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::proposals::api::ProposalPort;
use nara_domain::answer::ActKind;
use nara_domain::outside::SLACK_DAYS;
use nara_domain::proposal::TransitionKind as T;
use nara_server::db::Engine;
use nara_server::execute;

use super::both::{hidden, written};
use super::desk::Desk;
use super::steps::once_of;
use crate::common::http::{Browser, Page, Web, link_in};
use crate::common::{App, act};
use crate::on_both;

const EMAIL: &str = "vagar@trafikverket.example";
const ANSWERS: &str = "select count(*) from act where kind = 'guest_answer'";
const TEXT: &str = "Vägen är statlig. <b>Vi</b> råder över vägområdet.";
const LABEL: &str = "Svar från Trafikverket – inget beslut";

fn question(app: &App) -> Vec<(&'static str, String)> {
    vec![
        ("organisation", "Trafikverket".to_owned()),
        ("email", EMAIL.to_owned()),
        ("text", "Vem råder över vägen?".to_owned()),
        ("answer_by", app.now.day().add_days(14).to_string()),
    ]
}

fn answer(text: &str) -> [(&'static str, &str); 4] {
    [
        ("text", text),
        ("signed_name", "Eva Ek"),
        ("signed_title", "utredare"),
        ("source_url", ""),
    ]
}

fn page_of(desk: &Desk<'_>) -> String {
    format!("{}/fraga-utomstaende", desk.path)
}

/// Asks as a browser does; the link of the letter.
pub async fn ask(desk: &mut Desk<'_>, web: &Web) -> String {
    let address = page_of(desk);
    let form = desk.official.get(&address).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text);
    let once = once_of(&form.text);
    let mut fields = question(&desk.app);
    fields.push(("once", once));
    let pairs: Vec<_> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let page = desk.official.post_form(&address, &pairs).await;
    assert_eq!(page.location(), address, "{}", page.text);
    // The form sent once more asks once.
    desk.official.post_form(&address, &pairs).await;
    letter(web).await
}

async fn letter(web: &Web) -> String {
    let letter = web.letter_to(EMAIL).await.unwrap();
    assert!(!letter.contains('['), "{letter}");
    link_in(&letter, "/gastsvar/")
}

/// Answers by the link; another browser than anybody else's.
pub async fn answered(web: &Web, link: &str, text: &str) -> Page {
    web.visitor().answer(link, &answer(text)).await
}

/// Everything a stranger can read about the case.
async fn public(desk: &mut Desk<'_>) -> String {
    let addresses = [
        desk.path.clone(),
        format!("/en{}", desk.path),
        "/svar".to_owned(),
        "/svar.atom".to_owned(),
        format!("/forslag/{}/handelser.atom", desk.id),
        format!("/api/v1/proposals/{}", desk.id),
        "/".to_owned(),
    ];
    let mut all = String::new();
    for address in addresses {
        let page = desk.visitor.get(&address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        all.push_str(&page.text);
    }
    all
}

/// The buttons on the page of who asked.
async fn press(desk: &mut Desk<'_>, deed: &str, more: &[(&str, &str)]) -> Page {
    let page = page_of(desk);
    let shown = desk.official.get(&page).await;
    let seen = match shown.text.contains("name=\"seen\"") {
        true => hidden(&shown, "seen"),
        false => "1".to_owned(),
    };
    let mut fields = more.to_vec();
    if deed != "aterkalla" {
        fields.push(("seen", &seen));
    }
    let request = desk
        .app
        .number("select max(outside_request_id) from outside_request")
        .await;
    desk.official
        .post_form(&format!("{page}/{request}/{deed}"), &fields)
        .await
}

on_both!(
    a_body_outside_answers_by_a_letter_and_it_is_published_unchanged,
    |app| {
        let web = app.web().await;
        let mut desk = Desk::new(&app, &web).await;
        let link = ask(&mut desk, &web).await;
        assert_eq!(
            app.number("select count(*) from act where kind = 'outside_question'")
                .await,
            1
        );
        let all = public(&mut desk).await;
        assert!(all.contains("Fråga ställd till Trafikverket"));
        assert!(all.contains("Vem råder över vägen?"));
        assert!(!all.contains(EMAIL), "the address is nobody's business");
        // Only a hash of the secret is kept beside the letter.
        let secret = link.trim_start_matches("/gastsvar/").to_owned();
        assert!(secret.len() > 40, "{secret}");
        let hashes = app.texts("select link_hash from outside_request").await;
        assert!(
            hashes
                .iter()
                .all(|hash| hash.len() == 64 && *hash != secret)
        );

        // The secret leaves the address at once.
        let mut guest = web.visitor();
        let led = guest.get(&link).await;
        assert_eq!(
            (led.status, led.location()),
            (StatusCode::SEE_OTHER, "/gastsvar")
        );
        assert_eq!(led.header("referrer-policy"), "same-origin");
        let form = guest.get("/gastsvar").await;
        assert_eq!(form.status, StatusCode::OK, "{}", form.text);
        for shown in [
            "Vem råder över vägen?",
            "Belysning längs stigen",
            "Maja",
            LABEL,
            "noindex",
        ] {
            assert!(form.text.contains(shown), "{shown}: {}", form.text);
        }
        assert!(!form.text.contains(&secret) && !form.text.contains(EMAIL));
        assert_eq!(form.header("cache-control"), "private, no-cache");

        let wrong = [
            ("text", TEXT),
            ("signed_name", ""),
            ("signed_title", "utredare"),
        ];
        let page = guest.post_form("/gastsvar", &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            page.text.contains("id=\"guest-signed_name-fel\""),
            "{}",
            page.text
        );
        assert_eq!(
            written(&page, "text"),
            TEXT.replace('<', "&lt;").replace('>', "&gt;")
        );
        assert!(page.text.contains("value=\"utredare\""));
        let page = guest.post_form("/gastsvar", &answer(TEXT)).await;
        assert_eq!(page.location(), "/gastsvar", "{}", page.text);
        let page = guest.get("/gastsvar").await;
        assert!(
            page.text.contains("Tack, svaret har kommit fram"),
            "{}",
            page.text
        );
        // Sent twice it is one answer; another one has no place.
        let again = guest.post_form("/gastsvar", &answer(TEXT)).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        let other = guest.post_form("/gastsvar", &answer("Något annat.")).await;
        assert_eq!(other.status.as_u16(), AppError::LinkUsed.status());
        assert_eq!(app.number("select count(*) from outside_answer").await, 1);

        // Nobody but those who may publish it sees it.
        assert!(!public(&mut desk).await.contains("Vägen är statlig."));
        for browser in [&mut desk.secretary, &mut desk.proposer, &mut desk.elected] {
            let page = browser.get(&desk.path).await;
            assert!(!page.text.contains("har kommit"), "{}", page.text);
        }
        for address in ["/arbete", desk.path.as_str()] {
            let page = desk.official.get(address).await;
            assert!(
                page.text.contains("Svar från Trafikverket har kommit"),
                "{address}"
            );
        }
        let page = press(&mut desk, "publicera", &[]).await;
        assert_eq!(page.location(), desk.path, "{}", page.text);
        let page = desk.visitor.get(&desk.path).await;
        for shown in [
            LABEL,
            "Eva Ek",
            "utredare",
            "Vägen är statlig. &lt;b&gt;Vi&lt;/b&gt;",
            "Publicerat oförändrat av Maja",
            "act is-guest",
        ] {
            assert!(page.text.contains(shown), "{shown}: {}", page.text);
        }
        let en = desk.visitor.get(&format!("/en{}", desk.path)).await;
        assert!(
            en.text
                .contains("Answer from Trafikverket – not a decision"),
            "{}",
            en.text
        );
        for address in ["/svar", "/svar?slag=gastsvar", "/svar.atom?slag=gastsvar"] {
            let page = desk.visitor.get(address).await;
            assert!(
                page.text.contains("Trafikverket"),
                "{address}: {}",
                page.text
            );
        }
        for address in ["/svar?slag=tjanstesvar", "/svar?slag=beslut"] {
            let page = desk.visitor.get(address).await;
            assert!(!page.text.contains("Vägen är statlig."), "{address}");
        }
        let json = desk
            .visitor
            .get(&format!("/api/v1/proposals/{}", desk.id))
            .await
            .json();
        let acts = json["acts"].as_array().unwrap();
        let act = acts
            .iter()
            .find(|act| act["kind"] == "guest_answer")
            .unwrap();
        assert_eq!(act["fields"]["text"], TEXT);
        assert_eq!(act["fields"]["organisation"], "Trafikverket");
        assert_eq!(act["fields"]["signed_name"], "Eva Ek");
        assert!(act["fields"].get("email").is_none());
        // It is no answer of the department: the clock of the case's own answer goes on.
        assert_eq!(
            app.number("select count(*) from proposal where first_answered_at is not null")
                .await,
            0
        );
        // As every answer: one event, and a letter to who put the case forward.
        assert_eq!(app.number(ANSWERS).await, 1);
        assert_eq!(
            app.number("select count(*) from outbox where body like '%Trafikverket har svarat%'")
                .await,
            1
        );
        assert_eq!(
            app.number("select count(*) from outside_request where email is not null")
                .await,
            0,
            "nothing more is sent there"
        );
        let page = guest.get("/gastsvar").await;
        assert!(page.text.contains("Svaret är publicerat"), "{}", page.text);
        // Pressed twice it is published once.
        press(&mut desk, "publicera", &[]).await;
        assert_eq!(app.number(ANSWERS).await, 1);
        // Nobody puts words into it.
        let id = app
            .number("select act_id from act where kind = 'guest_answer'")
            .await;
        for browser in [&mut desk.official, &mut desk.secretary] {
            let page = browser.get(&format!("{}/ratta/{id}", desk.path)).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN);
            assert!(page.text.contains("fråga igen"), "{}", page.text);
        }
    }
);

on_both!(
    what_is_wrong_with_a_question_is_told_and_nothing_is_lost,
    |app| {
        let web = app.web().await;
        let mut desk = Desk::new(&app, &web).await;
        let page = page_of(&desk);
        let past = app.now.day().add_days(-1).to_string();
        let wrong = [
            ("organisation", "Trafikverket"),
            ("email", "ingen adress"),
            ("text", "Vem råder över vägen?"),
            ("answer_by", &past),
        ];
        let answer = desk.official.post_form(&page, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["email", "answer_by"] {
            assert!(
                answer.text.contains(&format!("id=\"outside-{field}-fel\"")),
                "{field}"
            );
        }
        assert_eq!(written(&answer, "text"), "Vem råder över vägen?");
        assert!(answer.text.contains("value=\"ingen adress\""));
        let much = [("organisation", "Trafikverket"), ("konstigt", "fält")];
        let answer = desk.official.post_form(&page, &much).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(app.number("select count(*) from outside_request").await, 0);
        assert_eq!(web.letter_to(EMAIL).await, None);
    }
);

on_both!(
    an_answer_is_sent_back_with_a_reason_and_another_link,
    |app| {
        let web = app.web().await;
        let mut desk = Desk::new(&app, &web).await;
        let first = ask(&mut desk, &web).await;
        answered(&web, &first, "Vi tycker att det är ett bra förslag.").await;
        let page = press(&mut desk, "skicka-tillbaka", &[("reason", " ")]).await;
        assert_eq!(
            page.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            page.text
        );
        let why = "Skriv bara fakta, inga åsikter.";
        let page = press(&mut desk, "skicka-tillbaka", &[("reason", why)]).await;
        assert_eq!(page.location(), page_of(&desk), "{}", page.text);
        assert_eq!(app.number(ANSWERS).await, 0);
        assert_eq!(
            app.number("select count(*) from audit where deed = 'guest_answer_returned'")
                .await,
            1
        );
        assert!(!public(&mut desk).await.contains(why));

        let second = letter(&web).await;
        assert_ne!(first, second);
        let old = web.visitor().open(&first).await;
        assert_eq!(old.status.as_u16(), AppError::LinkUsed.status());
        let mut guest = web.visitor();
        let page = guest.open(&second).await;
        assert!(page.text.contains(why), "{}", page.text);
        assert_eq!(
            written(&page, "text"),
            "Vi tycker att det är ett bra förslag."
        );
        answered(&web, &second, TEXT).await;
        let page = press(&mut desk, "publicera", &[]).await;
        assert_eq!(page.location(), desk.path, "{}", page.text);
        let shown = public(&mut desk).await;
        assert!(shown.contains("Vägen är statlig.") && !shown.contains("ett bra förslag"));
        // Both are kept as they came.
        assert_eq!(app.number("select count(*) from outside_answer").await, 2);
    }
);

on_both!(a_question_is_withdrawn_and_its_link_dies, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let link = ask(&mut desk, &web).await;
    let page = press(&mut desk, "aterkalla", &[("reason", "")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let why = [("reason", "Vi har fått veta det på annat sätt.")];
    let page = press(&mut desk, "aterkalla", &why).await;
    assert_eq!(page.location(), page_of(&desk), "{}", page.text);
    let shown = public(&mut desk).await;
    assert!(shown.contains("Frågan till Trafikverket återkallad"));
    assert!(shown.contains("på annat sätt"));
    let page = web.visitor().open(&link).await;
    assert_eq!(page.status, StatusCode::GONE, "{}", page.text);
    let page = answered(&web, &link, TEXT).await;
    assert_eq!(page.status, StatusCode::GONE);
    assert!(
        page.text.contains("Vägen är statlig."),
        "what was written is shown again"
    );
    assert!(web.letter_to(EMAIL).await.unwrap().contains("återkallat"));
    // An answer that has come is read first.
    let link = ask(&mut desk, &web).await;
    answered(&web, &link, TEXT).await;
    let page = press(&mut desk, "aterkalla", &why).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.text);
    assert!(page.text.contains("hann före") && page.text.contains("på annat sätt"));
});

on_both!(a_link_dies_some_days_after_the_last_day, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let link = ask(&mut desk, &web).await;
    web.clock.set(app.now.plus_days(14 + SLACK_DAYS));
    assert_eq!(web.visitor().open(&link).await.status, StatusCode::OK);
    web.clock.set(app.now.plus_days(15 + SLACK_DAYS));
    let page = web.visitor().open(&link).await;
    assert_eq!(page.status.as_u16(), AppError::LinkExpired.status());
    let page = answered(&web, &link, TEXT).await;
    assert_eq!(page.status.as_u16(), AppError::LinkExpired.status());
    assert_eq!(app.number("select count(*) from outside_answer").await, 0);
    // The address of who never answered is kept no longer than an invitation's.
    web.clock.set(app.now.plus_days(50 + SLACK_DAYS));
    nara_server::jobs::clean(web.state.clone()).await.unwrap();
    assert_eq!(
        app.number("select count(*) from outside_request where email is not null")
            .await,
        0
    );
});

on_both!(nobody_else_asks_and_nobody_asks_at_another_stage, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let page = page_of(&desk);
    let fields = question(&app);
    let pairs: Vec<_> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    for browser in [&mut desk.secretary, &mut desk.proposer, &mut desk.elected] {
        assert_eq!(browser.get(&page).await.status, StatusCode::FORBIDDEN);
        let answer = browser.post_form(&page, &pairs).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.text);
    }
    let answer = desk.visitor.post_form(&page, &pairs).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let link = ask(&mut desk, &web).await;
    desk.reach_agenda().await;
    desk.take(T::Approve).await;
    // Decided: nobody is asked any more, and what was asked can still be answered and published.
    let answer = desk.official.post_form(&page, &pairs).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.text);
    assert_eq!(written(&answer, "text"), "Vem råder över vägen?");
    answered(&web, &link, TEXT).await;
    let page = press(&mut desk, "publicera", &[]).await;
    assert_eq!(page.location(), desk.path, "{}", page.text);
    assert_eq!(app.number("select count(*) from outside_request").await, 1);
});

on_both!(races_are_settled_by_rows, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let link = ask(&mut desk, &web).await;
    // Two answers by one link.
    let texts: Vec<String> = (0..6).map(|n| format!("Svar nummer {n}.")).collect();
    let sent = texts.iter().map(|text| answered(&web, &link, text));
    let pages = futures::future::join_all(sent).await;
    let kept = pages.iter().filter(|page| page.status == 303).count();
    assert_eq!(
        kept,
        1,
        "{:?}",
        pages.iter().map(|p| p.status).collect::<Vec<_>>()
    );
    assert_eq!(app.number("select count(*) from outside_answer").await, 1);
    // Published by two at once, and sent back by a third.
    let first = app.official("Bo").await;
    let second = app.official("Cia").await;
    let outside = &web.state.outside;
    let request = (desk.id, 1);
    let answer = app
        .number("select max(outside_answer_id) from outside_answer")
        .await;
    let typed = act(&[("reason", "Fakta, tack.")]).fields;
    let (one, two, back) = tokio::join!(
        outside.publish(&first, request, answer, app.now),
        outside.publish(&second, request, answer, app.now),
        outside.send_back(&first, request, (answer, &typed), Lang::Sv, app.now),
    );
    let published = app.number(ANSWERS).await;
    match back {
        Ok(()) => {
            assert_eq!(published, 0);
            assert_eq!(
                (one, two),
                (Err(AppError::Conflict), Err(AppError::Conflict))
            );
        }
        Err(error) => {
            assert_eq!(error, AppError::Conflict);
            assert_eq!((one, two, published), (Ok(()), Ok(()), 1));
        }
    }
    // Withdrawn while somebody answers: one of the two.
    let link = ask_again(&app, &web, &desk).await;
    let secret = link.trim_start_matches("/gastsvar/");
    let typed = act(&answer_fields()).fields;
    let why = act(&[("reason", "Behövs inte.")]);
    let (came, gone) = tokio::join!(
        outside.answer(secret, &typed, "10.9.0.0/24", app.now),
        outside.withdraw(&first, (desk.id, 2), why, Lang::Sv, app.now),
    );
    assert_ne!(came.is_ok(), gone.is_ok(), "{came:?} {gone:?}");
    drop(desk);
});

fn answer_fields() -> [(&'static str, &'static str); 3] {
    [
        ("text", "Vägen är vår."),
        ("signed_name", "Eva Ek"),
        ("signed_title", "utredare"),
    ]
}

async fn ask_again(app: &App, web: &Web, desk: &Desk<'_>) -> String {
    let official = app.official("Dan").await;
    let fields = question(app);
    let pairs: Vec<_> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let asked = web
        .state
        .outside
        .ask(&official, desk.id, act(&pairs), Lang::Sv, app.now)
        .await;
    asked.unwrap();
    let letters = nara_server::mail::store::list_newest(&mut app.db.read().await.unwrap(), 1).await;
    link_in(&letters.unwrap()[0].body, "/gastsvar/")
}

on_both!(the_database_itself_keeps_what_came_as_it_came, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let link = ask(&mut desk, &web).await;
    answered(&web, &link, TEXT).await;
    press(&mut desk, "publicera", &[]).await;
    ask(&mut desk, &web).await;
    press(&mut desk, "aterkalla", &[("reason", "Behövs inte.")]).await;
    let mut statements = vec![
        "update outside_answer set fields = '{}'",
        "update outside_answer set act_id = null",
        "update outside_answer set returned_at = 1",
        "delete from outside_answer",
        "update outside_request set asked_by = 0",
        "update outside_request set act_id = act_id + 1",
        "update outside_request set withdrawn_at = null where withdrawn_at is not null",
        "delete from outside_request",
    ];
    if app.db.engine() == Engine::Postgres {
        statements.extend([
            "truncate outside_request cascade",
            "truncate outside_answer",
        ]);
    }
    for sql in statements {
        let mut tx = app.db.begin().await.unwrap();
        let error = execute!(tx, sql).unwrap_err();
        assert!(
            format!("{error:?}").contains("append-only"),
            "{sql}: {error:?}"
        );
    }
});

// The kinds that come with a link are appended by nothing else.
on_both!(no_form_of_an_answer_appends_what_comes_with_a_link, |app| {
    let web = app.web().await;
    let desk = Desk::new(&app, &web).await;
    let official = app.official("Bo").await;
    for kind in [
        ActKind::OutsideQuestion,
        ActKind::GuestAnswer,
        ActKind::OutsideWithdrawal,
    ] {
        let new = act(&answer_fields());
        let done = app.proposals.answer(&official, desk.id, kind, new, app.now);
        assert_eq!(done.await, Err(AppError::Malformed), "{kind}");
    }
    let mut browser: Browser<'_> = web.visitor();
    let nonsense = browser.get("/gastsvar/..%2f..").await;
    assert_eq!(nonsense.location(), "/gastsvar");
    assert_eq!(browser.get("/gastsvar").await.status, StatusCode::NOT_FOUND);
    let none = browser
        .send(Method::GET, "/gastsvar/x", None, Vec::new())
        .await;
    assert_eq!(none.location(), "/gastsvar");
    assert_eq!(browser.get("/gastsvar").await.status, StatusCode::NOT_FOUND);
});
