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
    assert!(!page.text.contains("Börja från en mall"));

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
    assert!(page.text.contains("Börja från en mall"));
    assert_eq!(written(&page, "text"), "");
    let page = colleague.get(&format!("{path}/svara?mall={id}")).await;
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
    // One that is not there begins nothing.
    for asked in ["9999", "x", "-1"] {
        let page = colleague.get(&format!("{path}/svara?mall={asked}")).await;
        assert_eq!(page.status, 200);
        assert_eq!(written(&page, "text"), "");
    }

    // Never over what somebody wrote: what waits, and what came back.
    let form = colleague.get(&format!("{path}/svara")).await;
    let (seen, once) = (hidden(&form, "seen"), once_of(&form.text));
    let mut typed = vec![("text", "Eget svar."), ("seen", &seen), ("once", &once)];
    typed.push(("deed", "wait"));
    colleague.post_form(&format!("{path}/svara"), &typed).await;
    let page = colleague.get(&format!("{path}/svara?mall={id}")).await;
    assert_eq!(written(&page, "text"), "Eget svar.");
    assert!(!page.text.contains("Börja från en mall"));
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
    let page = desk.official.get(&format!("{path}/svara?mall={id}")).await;
    assert_eq!(written(&page, "text"), "");
    let ask = format!("{path}/handlagg?steg=question");
    let page = desk.official.get(&format!("{ask}&mall={id}")).await;
    assert_eq!(written(&page, "text"), "Hej Ekbackenbo! Var ligger det?");
    assert!(
        page.text
            .contains("<input type=\"hidden\" name=\"steg\" value=\"question\"")
    );
    // Another step has no use for it.
    let page = desk
        .official
        .get(&format!("{path}/handlagg?steg=note&mall={id}"))
        .await;
    assert_eq!(written(&page, "text"), "");
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
