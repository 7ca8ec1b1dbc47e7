//! A right code that lets nobody in says why, and a wrong one learns nothing.

use axum::http::StatusCode;
use nara_domain::time::{Date, Stamp};
use nara_server::http::limits::Action;

use crate::common::http::Web;
use crate::{code_in, group, hidden, join, on_both, supervisor};

const WRONG: &str = "Den koden öppnar ingenting";
const ENDED: &str = "gruppen är avslutad";
const PAUSED: &str = "du är pausad i gruppen";
const REMOVED: &str = "du är borttagen ur gruppen";

/// That this code lets nobody in, sets no cookie and says this and nothing else of why.
async fn says(web: &Web, code: &str, why: &str) {
    let mut browser = web.visitor();
    let page = browser.post_form("/grupp", &[("kod", code)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{why}");
    for known in [WRONG, ENDED, PAUSED, REMOVED] {
        assert_eq!(page.text.contains(known), known == why, "{why}: {known}");
    }
    assert!(browser.cookies.is_empty(), "{why}");
    assert!(
        !page.text.contains("Norrskolan") && !page.text.contains("Räv"),
        "whose it is, is not said"
    );
}

/// As [`says`], in the same breath as a code that differs in one character.
async fn right_and_wrong(web: &Web, code: &str, why: &str) {
    says(web, code, why).await;
    let last = match code.ends_with('7') {
        true => "8",
        false => "7",
    };
    let near = format!("{}{last}", &code[..code.len() - 1]);
    says(web, &near, WRONG).await;
}

on_both!(a_right_code_says_why_it_lets_nobody_in, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (_fox, own) = join(&web, &code, "Glad Räv").await;
    let here = format!("/grupper/{id}");
    let action = format!("{here}/medlem");
    let member = hidden(&leader.get(&here).await, "medlem");
    let mut step = async |gor: &str| {
        let form = [("medlem", member.as_str()), ("gor", gor)];
        leader.post_form(&action, &form).await
    };

    let helping = code_in(&step("help").await);
    step("pause").await;
    right_and_wrong(&web, &own, PAUSED).await;
    // The code that helps in again is over with the pause, and is a wrong one since.
    says(&web, &helping, WRONG).await;
    step("remove").await;
    right_and_wrong(&web, &own, REMOVED).await;
    step("bring_back").await;
    let page = web.visitor().post_form("/grupp", &[("kod", &own)]).await;
    assert_eq!(page.location(), "/grupp/mitt");

    // The last day passes: all three codes that are right say so, as often as they are typed.
    let end = Stamp::from_date(Date::new(2026, 6, 13).unwrap());
    web.clock.set(end.plus_hours(-1));
    let mut leader = web.signed_in(&tove).await;
    let form = [("medlem", member.as_str()), ("gor", "help")];
    let helping = code_in(&leader.post_form(&action, &form).await);
    web.clock.set(end);
    for over in [&code, &own, &helping, &helping] {
        right_and_wrong(&web, over, ENDED).await;
    }
    assert_eq!(
        app.number("select count(*) from return_code").await,
        1,
        "what lets nobody in is not used up"
    );
    // A helping one lasts a day; after it, it is as wrong as any other.
    web.clock.set(end.plus_hours(24));
    says(&web, &helping, WRONG).await;
});

on_both!(whoever_was_paused_when_it_ended_hears_of_the_end, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (_fox, own) = join(&web, &code, "Glad Räv").await;
    let here = format!("/grupper/{id}");
    let member = hidden(&leader.get(&here).await, "medlem");
    let pause = [("medlem", member.as_str()), ("gor", "pause")];
    leader.post_form(&format!("{here}/medlem"), &pause).await;
    let end = [("confirmation", "yes")];
    leader.post_form(&format!("{here}/avsluta"), &end).await;
    right_and_wrong(&web, &own, ENDED).await;
    right_and_wrong(&web, &code, ENDED).await;
});

on_both!(what_a_right_code_says_costs_what_a_wrong_one_costs, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let end = [("confirmation", "yes")];
    leader
        .post_form(&format!("/grupper/{id}/avsluta"), &end)
        .await;
    let near = format!(
        "{}{}",
        &code[..code.len() - 1],
        if code.ends_with('7') { "8" } else { "7" }
    );
    let school = web.visitor().peer;
    let (burst, _) = Action::Door.quota();
    let mut tries = 0;
    loop {
        let mut browser = web.visitor();
        browser.peer = school;
        // Right and wrong ones draw from the same.
        let typed = if tries % 2 == 0 { &code } else { &near };
        let page = browser.post_form("/grupp", &[("kod", typed)]).await;
        if page.status == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        tries += 1;
        assert!(tries <= burst, "never refused");
    }
    assert_eq!(tries, burst);
});
