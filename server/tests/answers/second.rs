//! A formal rejection by form: one person prepares it, a colleague reads and confirms it.

use nara_domain::proposal::StageCode;

use super::desk::{Desk, Typed, form, post};
use super::steps::once_of;
use crate::common::http::{Browser, Page, Web};
use crate::common::{App, reasons};
use crate::on_both;

/// The desk of a case that may be rejected, and the secretary's colleague.
pub async fn scene<'w>(app: &App, web: &'w Web) -> (Desk<'w>, Browser<'w>) {
    let desk = Desk::new(app, web).await;
    let colleague = app.secretary("Berit").await;
    (desk, web.signed_in(&colleague).await)
}

fn rejection(first: &str) -> Typed {
    vec![
        ("criterion", "outside_competence".to_owned()),
        ("reasons", format!("{first}\r\n\r\n{}", reasons())),
        ("where_to_turn", "Trafikverket.".to_owned()),
        ("publish_text", "yes".to_owned()),
    ]
}

pub async fn send(browser: &mut Browser<'_>, path: &str, first: &str) -> Page {
    let path = format!("{path}/handlagg");
    post(browser, &path, &form("reject_formally", &rejection(first))).await
}

/// The page a redirect leads to.
async fn follow(browser: &mut Browser<'_>, page: &Page) -> Page {
    let to = page.location().to_owned();
    browser.get(&to).await
}

async fn form_page(browser: &mut Browser<'_>, path: &str) -> Page {
    let address = format!("{path}/handlagg?steg=reject_formally");
    let page = browser.get(&address).await;
    assert_eq!(page.status, 200);
    page
}

/// The value of a hidden field.
fn hidden(page: &Page, name: &str) -> String {
    let at = page.text.find(&format!("name=\"{name}\"")).unwrap();
    let tag = &page.text[at..];
    let value = tag.split("value=\"").nth(1).unwrap();
    value[..value.find('"').unwrap()].to_owned()
}

on_both!(one_prepares_and_a_colleague_confirms, |app| {
    let web = app.web().await;
    let (mut desk, mut colleague) = scene(&app, &web).await;
    let path = desk.path.clone();
    let page = form_page(&mut desk.secretary, &path).await;
    for words in [
        "Två personer står bakom en avvisning",
        "Du förbereder, en kollega läser och bekräftar.",
        "Lämna till en kollega",
        "Inget publiceras",
    ] {
        assert!(page.text.contains(words), "{words}");
    }
    let sent = send(&mut desk.secretary, &path, "Vägen är statlig.").await;
    let page = follow(&mut desk.secretary, &sent).await;
    assert!(page.text.contains("Förberett. Inget är publicerat."));
    assert!(
        page.text.contains("Du förberedde en avvisning"),
        "{}",
        page.text
    );
    assert!(page.text.contains("Ändra eller ta tillbaka"));
    assert_eq!(desk.stage().await, StageCode::Registered);

    // Alone it goes no further: said on top of the form, with everything still in it.
    let alone = send(&mut desk.secretary, &path, "Vägen är statlig.").await;
    assert_eq!(alone.status, 409);
    assert!(alone.text.contains("error-summary"));
    assert!(alone.text.contains("Två personer ska stå bakom det här"));
    assert!(alone.text.contains("Vägen är statlig."));

    // The colleague sees that it waits, who wrote it, and all of it.
    let page = colleague.get(&path).await;
    assert!(
        page.text
            .contains("Nämndsekreterare förberedde en avvisning")
    );
    assert!(page.text.contains("Läs och bekräfta"));
    let page = colleague.get("/handlaggning").await;
    let to = format!("{path}/handlagg?steg=reject_formally");
    assert!(
        page.text.contains(&format!("href=\"{to}\"")),
        "{}",
        page.text
    );
    let page = form_page(&mut colleague, &path).await;
    for words in [
        "Nämndsekreterare förberedde en avvisning",
        "Bekräfta och publicera",
        "Vägen är statlig.",
        "Trafikverket.",
        "Ändrar du något",
    ] {
        assert!(page.text.contains(words), "{words}");
    }
    let english = colleague.get(&format!("/en{to}")).await;
    assert!(
        english.text.contains("Confirm and publish"),
        "{}",
        english.text
    );

    let sent = send(&mut colleague, &path, "Vägen är statlig.").await;
    let page = follow(&mut colleague, &sent).await;
    assert!(page.text.contains("Steget är registrerat"), "{}", page.text);
    assert_eq!(desk.stage().await, StageCode::RejectedFormal);
    let page = desk.visitor.get(&path).await;
    assert!(page.text.contains("Två personer har läst det här"));
    assert!(page.text.contains("Berit"), "who recorded it");
    assert!(!page.text.contains("Nämndsekreterare"), "who prepared it");
    assert!(!page.text.contains("förberedde"));
    // What the colleague recorded takes another to correct: no link, and words where it led.
    let acts = app.number("select max(act_id) from act").await;
    let refused = colleague.get(&format!("{path}/ratta/{acts}")).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text.contains("Be en kollega."), "{}", refused.text);
    let page = colleague.get(&path).await.text;
    assert!(!page.contains(&format!("/ratta/{acts}\"")), "{page}");
    assert!(page.contains("/ratta/"), "the entry in the diary is theirs");
});

on_both!(changed_by_the_second_it_waits_for_the_first, |app| {
    let web = app.web().await;
    let (mut desk, mut colleague) = scene(&app, &web).await;
    let path = desk.path.clone();
    send(&mut desk.secretary, &path, "Vägen är statlig.").await;
    let sent = send(&mut colleague, &path, "Staten äger vägen.").await;
    let page = follow(&mut colleague, &sent).await;
    assert!(page.text.contains("Förberett. Inget är publicerat."));
    assert_eq!(desk.stage().await, StageCode::Registered);
    let page = form_page(&mut colleague, &path).await;
    assert!(page.text.contains("Lämna ändringen till en kollega"));
    let page = form_page(&mut desk.secretary, &path).await;
    assert!(page.text.contains("Berit förberedde en avvisning"));
    assert!(page.text.contains("Staten äger vägen."));
    let sent = send(&mut desk.secretary, &path, "Staten äger vägen.").await;
    assert_eq!(sent.status, 303);
    assert_eq!(desk.stage().await, StageCode::RejectedFormal);
});

on_both!(either_of_them_takes_it_back, |app| {
    let web = app.web().await;
    let (mut desk, mut colleague) = scene(&app, &web).await;
    let path = desk.path.clone();
    let handle = format!("{path}/handlagg");
    let discard = async |browser: &mut Browser<'_>, seen: &str| {
        let fields = [
            ("step", "reject_formally"),
            ("deed", "discard"),
            ("seen", seen),
        ];
        browser.post_form(&handle, &fields).await
    };
    for first in [true, false] {
        send(&mut desk.secretary, &path, "Vägen är statlig.").await;
        let browser = match first {
            true => &mut desk.secretary,
            false => &mut colleague,
        };
        let page = form_page(browser, &path).await;
        assert!(page.text.contains("Ta bort förberedelsen"));
        let seen = hidden(&page, "seen");
        let stale = discard(browser, "1").await;
        assert_eq!(stale.status, 409, "something else than what was read");
        assert_eq!(discard(browser, "x").await.status, 400);
        let done = discard(browser, &seen).await;
        let page = follow(browser, &done).await;
        assert!(page.text.contains("Förberedelsen är borttagen."));
        assert!(!page.text.contains("förberedde en avvisning"));
        assert_eq!(desk.stage().await, StageCode::Registered);
    }
    assert_eq!(app.number("select count(*) from prepared_step").await, 0);
    for browser in [&mut desk.proposer, &mut desk.elected, &mut desk.official] {
        assert_eq!(discard(browser, "1").await.status, 403);
    }
    assert_eq!(discard(&mut desk.visitor, "1").await.status, 303);
});

on_both!(nobody_else_knows_of_what_is_prepared, |app| {
    let web = app.web().await;
    let (mut desk, _) = scene(&app, &web).await;
    let path = desk.path.clone();
    send(&mut desk.secretary, &path, "Vägen är statlig.").await;
    let addresses = [
        path.clone(),
        format!("/api/v1/proposals/{}", desk.id),
        "/api/v1/proposals".to_owned(),
        "/forslag".to_owned(),
        "/svar".to_owned(),
        "/".to_owned(),
        "/sok?q=statlig".to_owned(),
    ];
    for browser in [
        &mut desk.visitor,
        &mut desk.proposer,
        &mut desk.elected,
        &mut desk.official,
    ] {
        for address in &addresses {
            let page = browser.get(address).await;
            for word in ["statlig.", "förberedde", "prepared", "Trafikverket"] {
                assert!(!page.text.contains(word), "{word} on {address}");
            }
        }
        let page = browser
            .get(&format!("{path}/handlagg?steg=reject_formally"))
            .await;
        assert!(!page.text.contains("statlig."));
    }
    // Nor does the interface for programs tell those who may.
    let json = desk.secretary.get(&addresses[1]).await;
    assert!(!json.text.contains("prepared") && !json.text.contains("statlig."));
});

on_both!(a_double_click_prepares_once, |app| {
    let web = app.web().await;
    let (mut desk, _) = scene(&app, &web).await;
    let path = desk.path.clone();
    let once = once_of(&form_page(&mut desk.secretary, &path).await.text);
    let mut fields = form("reject_formally", &rejection("Vägen är statlig."));
    fields.push(("once", once));
    for _ in 0..2 {
        let page = post(&mut desk.secretary, &format!("{path}/handlagg"), &fields).await;
        assert_eq!(page.status, 303, "{}", page.text);
    }
    assert_eq!(app.number("select count(*) from prepared_step").await, 1);
});
