//! Two officials at the same form: who sends second is told so, in their language, sees both texts,
//! and has everything they typed; and can send it on from there.

use nara_domain::proposal::{StageCode, TransitionKind as T};

use super::desk::{Desk, Typed, form, post};
use super::steps::once_of;
use crate::common::http::{Browser, Page, Web};
use crate::common::{App, reasons};
use crate::on_both;

/// The desk of a case, and the secretary's colleague.
async fn scene<'w>(app: &App, web: &'w Web) -> (Desk<'w>, Browser<'w>) {
    let desk = Desk::new(app, web).await;
    let colleague = app.secretary("Berit").await;
    (desk, web.signed_in(&colleague).await)
}

/// The value of a hidden field.
pub fn hidden(page: &Page, name: &str) -> String {
    let at = page.text.find(&format!("name=\"{name}\"")).unwrap();
    let tag = &page.text[at..];
    let tag = &tag[..tag.find('>').unwrap()];
    match tag.split("value=\"").nth(1) {
        Some(value) => value[..value.find('"').unwrap()].to_owned(),
        None => String::new(),
    }
}

/// What stands in a text's field.
pub fn written<'p>(page: &'p Page, field: &str) -> &'p str {
    let at = page.text.find(&format!("<textarea name=\"{field}\""));
    let at = at.or_else(|| {
        let name = page.text.find(&format!("name=\"{field}\""))?;
        page.text[..name].rfind("<textarea")
    });
    let rest = &page.text[at.unwrap_or_else(|| panic!("no {field} in {}", page.text))..];
    let start = rest.find('>').unwrap() + 1;
    rest[start..rest.find("</textarea>").unwrap()].trim()
}

/// The same with line breaks as they are kept.
fn kept(typed: &str) -> String {
    typed.replace('\r', "")
}

fn rejection(first: &str, seen: &str, once: &str) -> Typed {
    vec![
        ("criterion", "outside_competence".to_owned()),
        ("reasons", format!("{first}\r\n\r\n{}", reasons().trim())),
        ("where_to_turn", format!("Trafikverket. {first}")),
        ("publish_text", "yes".to_owned()),
        ("seen", seen.to_owned()),
        ("once", once.to_owned()),
    ]
}

/// Opens the form and notes what a browser sends along.
async fn open(browser: &mut Browser<'_>, path: &str) -> (String, String) {
    let address = format!("{path}/handlagg?steg=reject_formally");
    let page = browser.get(&address).await;
    assert_eq!(page.status, 200);
    (hidden(&page, "seen"), once_of(&page.text))
}

async fn send(browser: &mut Browser<'_>, path: &str, first: &str, with: (&str, &str)) -> Page {
    let path = format!("{path}/handlagg");
    let typed = form("reject_formally", &rejection(first, with.0, with.1));
    post(browser, &path, &typed).await
}

const PREPARED: &str = "select fields from prepared_step";

on_both!(who_prepares_at_the_same_time_loses_nothing, |app| {
    let web = app.web().await;
    let (mut desk, mut colleague) = scene(&app, &web).await;
    let path = desk.path.clone();
    let (seen, once) = open(&mut desk.secretary, &path).await;
    let (colleagues, colleagues_once) = open(&mut colleague, &path).await;
    assert_eq!((seen.as_str(), colleagues.as_str()), ("", ""));
    let first = send(
        &mut desk.secretary,
        &path,
        "Vägen är statlig.",
        (&seen, &once),
    )
    .await;
    assert_eq!(first.status, 303);

    let with = (colleagues.as_str(), colleagues_once.as_str());
    let refused = send(&mut colleague, &path, "Staten äger vägen.", with).await;
    assert_eq!(refused.status, 409);
    for words in [
        "Det ändrades under tiden",
        "Nämndsekreterare ändrade medan du skrev.",
        "Så står det nu",
        // Theirs …
        "Vägen är statlig.",
        "Trafikverket. Vägen är statlig.",
    ] {
        assert!(refused.text.contains(words), "{words}: {}", refused.text);
    }
    // … and everything typed.
    let typed = rejection("Staten äger vägen.", "", "");
    for (field, text) in &typed[1..3] {
        assert_eq!(kept(written(&refused, field)), kept(text));
    }
    // What is the same in both stands once.
    assert_eq!(refused.text.matches("Så står det nu").count(), 2);
    let stored = app.texts(PREPARED).await;
    assert!(stored[0].contains("Vägen är statlig."), "{stored:?}");
    let english = format!("/en{path}");
    let again = send(&mut colleague, &english, "Staten äger vägen.", with).await;
    assert_eq!(again.status, 409);
    assert!(again.text.contains("changed it while you were writing"));
    assert!(again.text.contains("What it says now"));

    // Sent on from there it is a new preparation, of words that both have seen.
    let (seen, once) = (hidden(&refused, "seen"), once_of(&refused.text));
    assert_ne!(seen, "");
    let sent = send(&mut colleague, &path, "Staten äger vägen.", (&seen, &once)).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    assert_eq!(desk.stage().await, StageCode::Registered);
    let stored = app.texts(PREPARED).await;
    assert!(stored[0].contains("Staten äger vägen."), "{stored:?}");
    // Double-clicked it is the same once more, not a conflict with itself.
    let twice = send(&mut colleague, &path, "Staten äger vägen.", (&seen, &once)).await;
    assert_eq!(twice.status, 303);
    // And the first, who reads it now, confirms.
    let (seen, once) = open(&mut desk.secretary, &path).await;
    let sent = send(
        &mut desk.secretary,
        &path,
        "Staten äger vägen.",
        (&seen, &once),
    )
    .await;
    assert_eq!(sent.status, 303);
    assert_eq!(desk.stage().await, StageCode::RejectedFormal);
});

// The clock stands still: two that are prepared in one moment are told apart all the same.
on_both!(who_confirms_what_has_just_been_changed_is_told, |app| {
    let web = app.web().await;
    let (mut desk, mut colleague) = scene(&app, &web).await;
    let path = desk.path.clone();
    let (seen, once) = open(&mut desk.secretary, &path).await;
    send(
        &mut desk.secretary,
        &path,
        "Vägen är statlig.",
        (&seen, &once),
    )
    .await;
    let (colleagues, colleagues_once) = open(&mut colleague, &path).await;
    let (seen, once) = open(&mut desk.secretary, &path).await;
    assert_eq!(seen, colleagues);
    let changed = send(
        &mut desk.secretary,
        &path,
        "Vägen är Trafikverkets.",
        (&seen, &once),
    )
    .await;
    assert_eq!(changed.status, 303);
    let with = (colleagues.as_str(), colleagues_once.as_str());
    let refused = send(&mut colleague, &path, "Vägen är statlig.", with).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text.contains("Vägen är Trafikverkets."));
    assert!(refused.text.contains("Bekräfta och publicera"));
    assert_eq!(desk.stage().await, StageCode::Registered);

    // Taken back meanwhile: said as well, and nothing is lost.
    let discard = [
        ("step", "reject_formally"),
        ("deed", "discard"),
        ("seen", &hidden(&refused, "seen")),
    ];
    let handle = format!("{path}/handlagg");
    let done = desk.secretary.post_form(&handle, &discard).await;
    assert_eq!(done.status, 303);
    let with = (hidden(&refused, "seen"), once_of(&refused.text));
    let refused = send(&mut colleague, &path, "Min text.", (&with.0, &with.1)).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text.contains("En kollega tog bort förberedelsen"));
    assert!(written(&refused, "reasons").starts_with("Min text."));
    let with = (hidden(&refused, "seen"), once_of(&refused.text));
    let sent = send(&mut colleague, &path, "Min text.", (&with.0, &with.1)).await;
    assert_eq!(sent.status, 303);
    // No form of ours sends such a moment; and whoever may not reject learns nothing by trying.
    let nonsense = send(&mut colleague, &path, "Min text.", ("i går", "")).await;
    assert_eq!(nonsense.status, 400);
    for browser in [&mut desk.proposer, &mut desk.official] {
        assert_eq!(
            send(browser, &path, "Min text.", ("1", "")).await.status,
            403
        );
    }
});

on_both!(who_corrects_at_the_same_time_loses_nothing, |app| {
    let web = app.web().await;
    let (mut desk, mut colleague) = scene(&app, &web).await;
    desk.reach_agenda().await;
    desk.take(T::Approve).await;
    let wrong = app.number("select max(act_id) from act").await;
    let address = format!("{}/ratta/{wrong}", desk.path);
    let correction = |desk: &Desk<'_>, ruling: &str, paragraph: &str| {
        let mut fields = desk.filled(T::Approve);
        fields.retain(|(name, _)| !["paragraph", "decision_text"].contains(name));
        fields.push(("paragraph", paragraph.to_owned()));
        fields.push(("decision_text", ruling.to_owned()));
        fields.push(("correction_reason", format!("Fel avskrivet: {ruling}")));
        fields
    };
    let first = correction(&desk, "Nämnden bifaller, med lampor.", "42");
    let second = correction(&desk, "Nämnden bifaller, utan stolpar.", "43");
    assert_eq!(
        post(&mut desk.secretary, &address, &first).await.status,
        303
    );
    let refused = post(&mut colleague, &address, &second).await;
    assert_eq!(refused.status, 409);
    for words in [
        "Det ändrades under tiden",
        "Nämndsekreterare ändrade medan du skrev.",
        "Så står det nu",
        "Nämnden bifaller, med lampor.",
        "value=\"43\"",
    ] {
        assert!(refused.text.contains(words), "{words}: {}", refused.text);
    }
    assert_eq!(
        written(&refused, "decision_text"),
        "Nämnden bifaller, utan stolpar."
    );
    assert_eq!(
        written(&refused, "correction_reason"),
        "Fel avskrivet: Nämnden bifaller, utan stolpar."
    );
    // The form that came back is one of the correction that stands now.
    let newer = app.number("select max(act_id) from act").await;
    let now = format!("{}/ratta/{newer}", desk.path);
    assert!(refused.text.contains(&format!("action=\"{now}\"")));
    assert_eq!(post(&mut colleague, &now, &second).await.status, 303);
    let page = desk.visitor.get(&desk.path).await;
    for words in [
        "med lampor.",
        "utan stolpar.",
        "§ 43",
        "bifaller förslaget.",
    ] {
        let words = words.replace(' ', "\u{a0}");
        let page = page.text.replace(' ', "\u{a0}");
        assert!(page.contains(&words), "{words}");
    }
});

on_both!(who_records_the_second_decision_sees_the_first, |app| {
    let web = app.web().await;
    let (mut desk, mut colleague) = scene(&app, &web).await;
    desk.reach_agenda().await;
    let mut typed = desk.filled(T::Approve);
    let yes = [
        "budget_source",
        "responsible",
        "follow_up_date",
        "decision_text",
    ];
    typed.retain(|(name, _)| !yes.contains(name));
    typed.push(("reason_code", "cost".to_owned()));
    typed.push(("decision_text", "Nämnden avslår förslaget.".to_owned()));
    desk.take(T::Approve).await;
    let path = format!("{}/handlagg", desk.path);
    let refused = post(&mut colleague, &path, &form("decline", &typed)).await;
    assert_eq!(refused.status, 409);
    for words in [
        "Ärendet är inte där det var",
        "Det här registrerades medan du skrev",
        "Tekniska nämnden bifaller förslaget.",
        "value=\"cost\" checked",
    ] {
        assert!(refused.text.contains(words), "{words}: {}", refused.text);
    }
    assert_eq!(
        written(&refused, "decision_text"),
        "Nämnden avslår förslaget."
    );
    assert_eq!(kept(written(&refused, "reasons")), reasons().trim());
    assert_eq!(desk.stage().await, StageCode::Approved);
});
