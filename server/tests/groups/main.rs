//! Groups of young people over HTTP, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod account;
mod adoption;
mod adoption_ends;
mod appeals;
mod appeals_kept;
mod brigade;
mod campaign_letters;
mod campaign_live;
mod campaign_promise;
mod campaigns;
mod change;
mod coauthors;
mod door;
mod ends;
mod hand_in;
mod held_changes;
mod held_reins;
mod help;
mod helping;
mod hidden_idea;
mod holding;
mod holding_settings;
mod kept_out;
mod lapses;
mod leaders;
mod members;
mod moderation_log;
mod moderation_walk;
mod moderators_queue;
mod newcomers;
mod novelty;
mod numbers;
mod parts;
mod pictures;
mod races;
mod reading;
mod reins;
mod report;
mod reported;
mod restraints;
mod rules;
mod search;
mod supervisors;
mod versions;
mod voting;

use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::ids::GroupId;

use common::App;
use common::http::{Browser, Page, Web};

/// Somebody who runs groups.
pub async fn supervisor(app: &App, name: &str) -> Actor {
    app.person(name, Level::T, vec![Standing::of(Role::Supervisor)])
        .await
}

/// A group's form, as typed.
pub fn form<'a>(name: &'a str, reads_first: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", name),
        ("age_from", "14"),
        ("age_to", "16"),
        ("last_day", "2026-06-12"),
        ("max_members", "30"),
        ("reads_first", reads_first),
    ]
}

/// Makes a group, and says its number and its code as its cards show it.
pub async fn group(browser: &mut Browser<'_>, name: &str, reads_first: &str) -> (GroupId, String) {
    let page = browser
        .post_form("/grupper/ny", &form(name, reads_first))
        .await;
    let id = page.location().rsplit('/').next().unwrap().parse().unwrap();
    (id, code_of(browser, id).await)
}

pub async fn code_of(browser: &mut Browser<'_>, id: GroupId) -> String {
    code_in(&browser.get(&format!("/grupper/{id}/kort")).await)
}

/// The first code that stands on a page.
pub fn code_in(page: &Page) -> String {
    let (_, after) = page
        .text
        .split_once("class=\"code\">")
        .unwrap_or_else(|| panic!("no code on {} {}", page.status, page.text));
    let code = after.split('<').next().unwrap().to_owned();
    assert_eq!(code.len(), 11, "{code}");
    code
}

/// Comes in by a group's code under an alias, and says the own code.
pub async fn join<'w>(web: &'w Web, code: &str, alias: &str) -> (Browser<'w>, String) {
    let mut browser = web.visitor();
    let page = browser.post_form("/grupp", &[("kod", code)]).await;
    let door = page.location().to_owned();
    let page = browser.post_form(&door, &[("alias", alias)]).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let own = code_in(&page);
    (browser, own)
}

/// Hands an idea in through the wizard, and says where that led.
pub async fn idea(browser: &mut Browser<'_>, title: &str, body: &str) -> Page {
    let form = [("kind", "idea"), ("title", title)];
    let page = browser.post_form("/forslag/nytt", &form).await;
    let text = page.location().to_owned();
    let draft = text.trim_end_matches("/text").to_owned();
    browser.post_form(&text, &[("body", body)]).await;
    let topic = format!("{draft}/amne");
    browser.post_form(&topic, &[("topic", "fritid")]).await;
    let last = format!("{draft}/kontrollera");
    browser.post_form(&last, &[("publish", "yes")]).await
}

/// The number in a form's hidden field.
pub fn hidden(page: &Page, name: &str) -> String {
    let field = format!("type=\"hidden\" name=\"{name}\" value=\"");
    let (_, after) = page
        .text
        .split_once(&field)
        .unwrap_or_else(|| panic!("no {name} on {}", page.text));
    after.split('"').next().unwrap().to_owned()
}
