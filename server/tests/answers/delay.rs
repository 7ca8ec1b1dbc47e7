//! A delay's new day stands where everybody looks first, until a step says another.

use nara_domain::proposal::TransitionKind as T;

use super::desk::{Desk, form, post};
use crate::common::http::Page;
use crate::on_both;

/// The box at the top.
fn state_box(page: &Page) -> String {
    let at = page.text.find("data-live=\"state\"").unwrap();
    let end = page.text[at..].find("</section>").unwrap();
    page.text[at..at + end].replace('\u{a0}', " ")
}

on_both!(the_newest_planned_day_stands_at_the_top, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    desk.take_all(&[T::Announce, T::HandOver, T::StartPreparation])
        .await;
    let path = desk.path.clone();
    // Expected sixty days from 4 March.
    let first = state_box(&desk.visitor.get(&path).await);
    assert!(first.contains("3 maj 2026"), "{first}");
    for (day, shown) in [
        ("2026-06-10", "10 juni 2026"),
        ("2026-09-01", "1 september 2026"),
    ] {
        let fields = vec![
            ("reason", "Mätningen tog längre tid.".to_owned()),
            ("done_so_far", "Vi har mätt halva vägen.".to_owned()),
            ("expected_decision", day.to_owned()),
        ];
        let sent = post(
            &mut desk.secretary,
            &format!("{path}/handlagg"),
            &form("delay", &fields),
        )
        .await;
        let to = sent.location().to_owned();
        let page = desk.secretary.get(&to).await;
        assert!(page.text.contains("Förseningen är införd i ärendet."));
        let now = state_box(&desk.visitor.get(&path).await);
        assert!(now.contains(shown), "{now}");
        assert!(!now.contains("3 maj"), "what was planned before: {now}");
    }
    let page = desk.visitor.get(&path).await;
    assert!(!state_box(&page).contains("juni"), "only the newest");
    let timeline = page.text.find("data-live=\"timeline\"").unwrap();
    assert!(!page.text[timeline..].contains("datetime=\"2026-05-03\""));
    // A day to come that has passed is no longer said to come.
    web.clock.set(nara_domain::time::Stamp::from_date(
        nara_domain::time::Date::new(2026, 9, 2).unwrap(),
    ));
    let page = desk.visitor.get(&path).await;
    let passed = state_box(&page);
    assert!(passed.contains("väntades då") && passed.contains("1 september 2026"));
    web.clock.set(app.now);
    // The memorandum says no day, the agenda does.
    desk.take(T::PresentProposal).await;
    let page = desk.visitor.get(&path).await;
    assert!(state_box(&page).contains("1 september 2026"));
    desk.take(T::Schedule).await;
    let page = desk.visitor.get(&path).await;
    assert!(!state_box(&page).contains("september"));
});
