//! Templates over HTTP: written, shared, used, and never over what somebody wrote.

use nara_domain::proposal::TransitionKind as T;

use super::both::{hidden, written};
use super::desk::Desk;
use super::steps::once_of;
use crate::common::App;
use crate::common::http::{Browser, Page, Web};
use crate::on_both;

const NEW: &str = "/arbete/mallar/ny";
const COUNT: &str = "select count(*) from answer_template";

async fn scene<'w>(app: &App, web: &'w Web) -> (Desk<'w>, Browser<'w>) {
    let desk = Desk::new(app, web).await;
    let colleague = app.official("Bo").await;
    (desk, web.signed_in(&colleague).await)
}

/// Writes one as a browser does. Answers with its address.
async fn write(app: &App, browser: &mut Browser<'_>, kind: &str, text: &str) -> String {
    let page = browser.get(NEW).await;
    assert_eq!(page.status, 200);
    let once = once_of(&page.text);
    let typed = [
        ("title", "Tack för förslaget"),
        ("kind", kind),
        ("text", text),
        ("once", &once),
    ];
    for _ in 0..2 {
        let sent = browser.post_form(NEW, &typed).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        assert_eq!(sent.location(), "/arbete/mallar");
    }
    let id = app
        .number("select max(answer_template_id) from answer_template")
        .await;
    format!("/arbete/mallar/{id}")
}

/// Presses the button that takes a template, with this typed in the form.
async fn take(browser: &mut Browser<'_>, at: &str, id: &str, typed: &[(&str, &str)]) -> Page {
    let mut typed = typed.to_vec();
    typed.extend([("mall", id), ("deed", "template")]);
    browser.post_form(at, &typed).await
}

async fn change(browser: &mut Browser<'_>, address: &str, text: &str, form: &Page) -> Page {
    let seen = hidden(form, "seen");
    let typed = [
        ("title", "Tack för förslaget"),
        ("kind", "answer"),
        ("text", text),
        ("seen", &seen),
    ];
    browser.post_form(address, &typed).await
}

on_both!(a_template_is_written_and_begins_an_answer, |app| {
    let web = app.web().await;
    let (mut desk, mut colleague) = scene(&app, &web).await;
    let path = desk.path.clone();
    let page = desk.official.get("/arbete/mallar").await;
    assert!(page.text.contains("Ingen mall än"));
    let page = desk.official.get(&format!("{path}/svara")).await;
    assert!(!page.text.contains("Hämta text från en mall"));

    // What is wrong is said with what there is, and everything typed is kept.
    let wrong = [
        ("title", ""),
        ("kind", "answer"),
        ("text", "Hej {vem}!"),
        ("once", "a"),
    ];
    let page = desk.official.post_form(NEW, &wrong).await;
    assert_eq!(page.status, 422);
    assert!(
        page.text.contains("{vem} går inte att fylla i"),
        "{}",
        page.text
    );
    assert!(page.text.contains("{diarienummer}"));
    assert_eq!(written(&page, "text"), "Hej {vem}!");
    assert_eq!(app.number(COUNT).await, 0);

    let text = "Hej {namn}!\n\n{titel} har nummer {diarienummer} och kom in {inkom}. Svar senast {svara_senast}.";
    let address = write(&app, &mut desk.official, "answer", text).await;
    assert_eq!(app.number(COUNT).await, 1, "sent twice it is one");
    // It is everybody's.
    let page = colleague.get("/arbete/mallar").await;
    assert!(page.text.contains("Tack för förslaget"));
    assert!(page.text.contains("Ändrad av Maja"));
    let id = address.rsplit('/').next().unwrap().to_owned();
    let page = colleague.get(&format!("{path}/svara")).await;
    assert!(page.text.contains("Hämta text från en mall"));
    assert_eq!(written(&page, "text"), "");
    let page = take(&mut colleague, &format!("{path}/svara"), &id, &[]).await;
    let begun = written(&page, "text");
    for words in [
        "Hej Ekbackenbo!",
        "Belysning längs stigen har nummer ",
        "4\u{a0}mars\u{a0}2026",
    ] {
        assert!(begun.contains(words), "{words}: {begun}");
    }
    assert!(!begun.contains('{'), "{begun}");
    let numbered = app
        .texts("select coalesce(diary_number, '') from proposal")
        .await;
    let gap = numbered[0].is_empty();
    assert_eq!(
        page.text.contains("Något i mallen saknas"),
        gap,
        "{numbered:?}"
    );
    // One that is not there begins nothing, and nothing typed is lost.
    let typed = [("text", "Eget."), ("investment_cost", "100")];
    for asked in ["", "9999", "x", "-1"] {
        let page = take(&mut colleague, &format!("{path}/svara"), asked, &typed).await;
        assert!(page.text.contains("Ingen mall är vald"), "{}", page.text);
        assert_eq!(written(&page, "text"), "Eget.");
    }

    // After what somebody wrote, never over it: in the fields, and of what waits.
    let page = take(&mut colleague, &format!("{path}/svara"), &id, &typed).await;
    assert_eq!(written(&page, "text"), format!("Eget.\n\n{begun}"));
    assert!(page.text.contains("value=\"100\""), "{}", page.text);
    // Who has to sign in first keeps it as well.
    let page = take(&mut web.visitor(), &format!("{path}/svara"), &id, &typed).await;
    assert_eq!(page.status, 401);
    assert!(page.text.contains("Eget."), "{}", page.text);
    let form = colleague.get(&format!("{path}/svara")).await;
    let (seen, once) = (hidden(&form, "seen"), once_of(&form.text));
    let mut typed = vec![("text", "Eget svar."), ("seen", &seen), ("once", &once)];
    typed.push(("deed", "wait"));
    colleague.post_form(&format!("{path}/svara"), &typed).await;
    let page = colleague.get(&format!("{path}/svara")).await;
    assert_eq!(written(&page, "text"), "Eget svar.");
    let typed = [("text", "Eget svar.")];
    let page = take(&mut colleague, &format!("{path}/svara"), &id, &typed).await;
    assert_eq!(written(&page, "text"), format!("Eget svar.\n\n{begun}"));
});

on_both!(a_question_begins_from_one_of_its_own, |app| {
    let web = app.web().await;
    let (mut desk, _) = scene(&app, &web).await;
    let path = desk.path.clone();
    let address = write(
        &app,
        &mut desk.official,
        "question",
        "Hej {namn}! Var ligger det?",
    )
    .await;
    let id = address.rsplit('/').next().unwrap().to_owned();
    desk.take_all(&[T::Announce, T::HandOver, T::StartPreparation])
        .await;
    // Not among the answers'.
    let page = take(&mut desk.official, &format!("{path}/svara"), &id, &[]).await;
    assert_eq!(written(&page, "text"), "");
    let at = format!("{path}/handlagg");
    let ask = [("step", "question"), ("text", "Tack!")];
    let page = take(&mut desk.official, &at, &id, &ask).await;
    let expected = "Tack!\n\nHej Ekbackenbo! Var ligger det?";
    assert_eq!(written(&page, "text"), expected);
    // Another step has no use for it.
    let note = [("step", "note"), ("text", "Tack!")];
    let page = take(&mut desk.official, &at, &id, &note).await;
    assert_eq!(written(&page, "text"), "Tack!");
});

on_both!(two_who_change_one_template_lose_nothing, |app| {
    let web = app.web().await;
    let (mut desk, mut colleague) = scene(&app, &web).await;
    let address = write(&app, &mut desk.official, "answer", "Första.").await;
    let (mine, theirs) = (
        desk.official.get(&address).await,
        colleague.get(&address).await,
    );
    let sent = change(&mut desk.official, &address, "Andra.", &mine).await;
    assert_eq!(sent.status, 303);
    let page = change(&mut colleague, &address, "Tredje.", &theirs).await;
    assert_eq!(page.status, 409);
    assert!(
        page.text.contains("Maja ändrade medan du skrev"),
        "{}",
        page.text
    );
    assert!(page.text.contains("Andra."));
    assert_eq!(written(&page, "text"), "Tredje.");
    let sent = change(&mut colleague, &address, "Tredje.", &page).await;
    assert_eq!(sent.status, 303);
    let texts = app.texts("select text from answer_template").await;
    assert_eq!(texts, ["Tredje."]);

    // Asked before it goes; an old page removes nothing.
    let removal = format!("{address}/ta-bort");
    let old = [("seen", "1")];
    let refused = desk.official.post_form(&removal, &old).await;
    assert_eq!(refused.status, 409);
    let page = desk.official.get(&removal).await;
    assert!(page.text.contains("Ta bort mallen?"));
    let seen = hidden(&page, "seen");
    for _ in 0..2 {
        let sent = desk.official.post_form(&removal, &[("seen", &seen)]).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
    }
    assert_eq!(app.number(COUNT).await, 0);
    let gone = change(&mut colleague, &address, "Fjärde.", &theirs).await;
    assert_eq!(gone.status, 404);
    let lines = "select count(*) from audit where deed in \
        ('template_made', 'template_changed', 'template_removed')";
    assert_eq!(app.number(lines).await, 4);

    // Not for others.
    for browser in [&mut desk.secretary, &mut desk.proposer, &mut desk.elected] {
        for page in ["/arbete/mallar", NEW, "/arbete/mallar/1"] {
            assert_eq!(browser.get(page).await.status, 403, "{page}");
        }
    }
});
