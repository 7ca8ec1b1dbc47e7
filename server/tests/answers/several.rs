//! Several cases of the desk at once: taken, handed over, announced at one meeting.

use nara_domain::ids::ProposalId;
use nara_domain::work::{SEVERAL_MAX, case_field, paragraph_field};

use super::both::hidden;
use super::desk::Desk;
use super::steps::once_of;
use crate::common::App;
use crate::common::http::{Browser, Page, Web};
use crate::on_both;

const PAGE: &str = "/arbete/flera";
const ANNOUNCED: &str = "select count(*) from act where transition = 'announce'";
const HELD: &str = "select count(*) from assignment where person_id is not null";

/// The desk of one case, and two more of the same person's.
async fn scene<'w>(app: &App, web: &'w Web) -> (Desk<'w>, Vec<ProposalId>) {
    let desk = Desk::new(app, web).await;
    let proposer = app.resident("Sjögatan").await;
    let mut ids = vec![desk.id];
    for title in ["Bänk vid vändplatsen", "Räcke vid trappan"] {
        ids.push(app.proposal(&proposer, title).await);
    }
    (desk, ids)
}

async fn send(browser: &mut Browser<'_>, deed: &str, more: &[(String, String)]) -> Page {
    let mut typed = vec![("deed", deed)];
    typed.extend(
        more.iter()
            .map(|(name, value)| (name.as_str(), value.as_str())),
    );
    browser.post_form(PAGE, &typed).await
}

/// The boxes of these, ticked, with the version they were shown with.
fn ticked(ids: &[ProposalId], version: i64) -> Vec<(String, String)> {
    ids.iter()
        .map(|id| (case_field(*id), version.to_string()))
        .collect()
}

on_both!(several_are_taken_and_handed_over, |app| {
    let web = app.web().await;
    let (mut desk, ids) = scene(&app, &web).await;
    let page = desk.official.get("/arbete?hog=alla").await;
    for id in &ids {
        let tick = format!("name=\"{}\"", case_field(*id));
        assert!(page.text.contains(&tick), "{tick}: {}", page.text);
    }
    assert!(
        !page.text.contains("value=\"ask_announce\""),
        "a secretary's"
    );
    // None ticked is said; so are too many, and nothing is done.
    let page = send(&mut desk.official, "take", &[]).await;
    assert_eq!(page.status, 422);
    let many: Vec<ProposalId> = (1..=SEVERAL_MAX as i64 + 1).map(ProposalId::new).collect();
    let page = send(&mut desk.official, "take", &ticked(&many, 0)).await;
    assert_eq!(page.status, 422);
    assert_eq!(app.number(HELD).await, 0);

    // One that is not there keeps nothing from the others.
    let mut all = ids.clone();
    all.push(ProposalId::new(999_999));
    let page = send(&mut desk.official, "take", &ticked(&all, 0)).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("Så gick det"), "{}", page.text);
    assert!(
        page.text.contains("Gjort med 3, 1 gick inte att göra."),
        "{}",
        page.text
    );
    assert!(page.text.contains("Ärende nummer 999999"));
    assert_eq!(app.number(HELD).await, 3);
    // The same page sent once more takes nothing twice.
    let page = send(&mut desk.official, "take", &ticked(&ids, 0)).await;
    assert!(page.text.contains("Gjort med alla 3."), "{}", page.text);
    let lines = "select count(*) from audit where deed = 'case_assigned'";
    assert_eq!(app.number(lines).await, 3);

    // Whoever looks at an old page takes nothing back by mistake.
    let bo = app.official("Bo").await.person_id().unwrap().to_string();
    let mut old = ticked(&ids, 0);
    old.push(("to".to_owned(), bo.clone()));
    let page = send(&mut desk.secretary, "hand_over", &old).await;
    assert!(
        page.text.contains("Gjort med 0, 3 gick inte att göra."),
        "{}",
        page.text
    );
    let mut new = ticked(&ids[1..], 1);
    new.push(("to".to_owned(), bo.clone()));
    let page = send(&mut desk.secretary, "hand_over", &new).await;
    assert!(page.text.contains("Gjort med alla 2."), "{}", page.text);
    // Not to somebody who has no such duty.
    let mut wrong = ticked(&ids, 2);
    wrong.push(("to".to_owned(), "999999".to_owned()));
    let page = send(&mut desk.secretary, "hand_over", &wrong).await;
    assert!(
        page.text.contains("Gjort med 0, 3 gick inte att göra."),
        "{}",
        page.text
    );
    assert!(
        page.text.contains("Vem ska ha de 3 ärendena?"),
        "the way to mend it"
    );
    // A choice that nobody made takes no case from whoever has it.
    let nobody = ticked(&ids, 2);
    let page = send(&mut desk.secretary, "hand_over", &nobody).await;
    assert_eq!(page.status, 422);
    assert!(
        page.text.contains("Vem ska ha de 3 ärendena?"),
        "{}",
        page.text
    );
    // As it is now, not as it was sent.
    assert_eq!(hidden(&page, &case_field(ids[0])), "1");
    assert_eq!(app.number(HELD).await, 3);
    for browser in [&mut desk.proposer, &mut desk.elected] {
        assert_eq!(send(browser, "take", &ticked(&ids, 1)).await.status, 403);
        assert_eq!(browser.get(PAGE).await.status, 403);
    }
});

on_both!(several_are_announced_at_one_meeting, |app| {
    let web = app.web().await;
    let (mut desk, ids) = scene(&app, &web).await;
    let asked = send(&mut desk.secretary, "ask_announce", &ticked(&ids, 0)).await;
    assert_eq!(asked.status, 303);
    let to = asked.location().to_owned();
    let form = desk.secretary.get(&to).await;
    assert_eq!(form.status, 200);
    for title in [
        "Belysning längs stigen",
        "Bänk vid vändplatsen",
        "Räcke vid trappan",
    ] {
        assert!(form.text.contains(title), "{title}");
    }
    assert!(form.text.contains("Anmäl 3 ärenden"), "{}", form.text);
    assert_eq!(app.number(ANNOUNCED).await, 0, "asked, not done");

    let typed = |paragraphs: [&str; 3], day: &str, of: &[ProposalId], once: &str| {
        let mut typed = ticked(of, 0);
        for (id, paragraph) in ids.iter().zip(paragraphs) {
            if of.contains(id) {
                typed.push((paragraph_field(*id), paragraph.to_owned()));
            }
        }
        for (name, value) in [("body", "KF"), ("meeting_date", day), ("once", once)] {
            typed.push((name.to_owned(), value.to_owned()));
        }
        typed
    };
    let once = once_of(&form.text);
    // What is the same for all and wrong is said once; nothing is lost and nothing is done.
    let wrong = typed(["41", "42", "43"], "", &ids, &once);
    let page = send(&mut desk.secretary, "announce", &wrong).await;
    assert_eq!(page.status, 422);
    assert_eq!(hidden(&page, &paragraph_field(ids[1])), "42");
    assert_eq!(app.number(ANNOUNCED).await, 0);
    // One paragraph is missing: the others go, and that one comes back.
    let day = app.now.day().to_string();
    let part = typed(["41", "", "43"], &day, &ids, &once);
    let page = send(&mut desk.secretary, "announce", &part).await;
    assert_eq!(page.status, 422);
    assert!(
        page.text.contains("Gjort med 2, 1 gick inte att göra."),
        "{}",
        page.text
    );
    assert_eq!(app.number(ANNOUNCED).await, 2);
    assert!(page.text.contains("Anmäl ärendet"), "{}", page.text);
    let field = format!("name=\"{}\"", paragraph_field(ids[1]));
    assert!(page.text.contains(&field));
    let gone = format!("name=\"{}\"", paragraph_field(ids[0]));
    assert!(!page.text.contains(&gone), "done is not asked for again");
    // Sent on from there; sent twice it is once.
    let rest = typed(["", "42", ""], &day, &ids[1..2], &once_of(&page.text));
    for _ in 0..2 {
        let page = send(&mut desk.secretary, "announce", &rest).await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(page.text.contains("Gjort med ett ärende."), "{}", page.text);
    }
    assert_eq!(app.number(ANNOUNCED).await, 3);
    // Where it is announced already, the reason stands at the case.
    let again = typed(["44", "45", "46"], &day, &ids, "annan");
    let page = send(&mut desk.secretary, "announce", &again).await;
    assert_eq!(page.status, 200);
    assert!(
        page.text.contains("Gjort med 0, 3 gick inte att göra."),
        "{}",
        page.text
    );
    assert_eq!(app.number(ANNOUNCED).await, 3);
});

on_both!(an_official_announces_nothing, |app| {
    let web = app.web().await;
    let (mut desk, ids) = scene(&app, &web).await;
    let mut typed = ticked(&ids, 0);
    for (name, value) in [("body", "KF"), ("meeting_date", "2026-03-04")] {
        typed.push((name.to_owned(), value.to_owned()));
    }
    for id in &ids {
        typed.push((paragraph_field(*id), "41".to_owned()));
    }
    let page = send(&mut desk.official, "announce", &typed).await;
    assert!(
        page.text.contains("Gjort med 0, 3 gick inte att göra."),
        "{}",
        page.text
    );
    assert_eq!(app.number(ANNOUNCED).await, 0);
    let page = send(&mut desk.official, "burn", &typed).await;
    assert_eq!(page.status, 400);
});
