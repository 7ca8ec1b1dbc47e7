//! Questions to the municipality over HTTP, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod answering;
mod asking;
mod facts;
mod followed;
mod hidden;
mod kept;
mod live;
mod news;
mod replied;
mod search;
mod talk;
mod talk_live;
mod told;

use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_server::questions::telling::{Writer, write_due};

use common::App;
use common::http::{Browser, Page, Web};

pub async fn moderator(app: &App, name: &str) -> Actor {
    app.person(name, Level::T, vec![Standing::of(Role::Moderator)])
        .await
}

/// Asks these, and says the address of their page.
pub async fn ask(browser: &mut Browser<'_>, heading: &str, questions: &[&str]) -> String {
    const FIELDS: [&str; 3] = ["question_1", "question_2", "question_3"];
    let mut form = vec![("heading", heading), ("room", "3"), ("once", heading)];
    form.extend(FIELDS.into_iter().zip(questions.iter().copied()));
    let page = browser.post_form("/fragor/ny", &form).await;
    assert_eq!(page.status, 303, "{}", page.text);
    page.location().to_owned()
}

/// The value of a form's hidden field.
pub fn hidden_field(page: &Page, name: &str) -> String {
    let field = format!("type=\"hidden\" name=\"{name}\" value=\"");
    let (_, after) = page
        .text
        .split_once(&field)
        .unwrap_or_else(|| panic!("no {name} on {} {}", page.status, page.text));
    after.split('"').next().unwrap().to_owned()
}

/// Opens the form of a step and sends it with these fields.
pub async fn step(
    browser: &mut Browser<'_>,
    set: &str,
    step: &str,
    fields: &[(&str, &str)],
) -> Page {
    let address = format!("{set}/{step}");
    let page = browser.get(&address).await;
    assert_eq!(page.status, 200, "{address} {}", page.text);
    send(browser, &address, &page, fields).await
}

/// Sends a form of a step that was opened before.
pub async fn send(
    browser: &mut Browser<'_>,
    address: &str,
    opened: &Page,
    fields: &[(&str, &str)],
) -> Page {
    let (seen, once) = (hidden_field(opened, "seen"), hidden_field(opened, "once"));
    let mut form = vec![("seen", seen.as_str()), ("once", once.as_str())];
    form.extend_from_slice(fields);
    let corrects = opened.text.contains("name=\"corrects\"");
    let corrects = corrects.then(|| hidden_field(opened, "corrects"));
    form.extend(corrects.as_deref().map(|id| ("corrects", id)));
    let address = address.split('?').next().unwrap();
    browser.post_form(address, &form).await
}

/// Asks, and has it published: the address.
pub async fn published(
    app: &App,
    asker: &mut Browser<'_>,
    reader: &mut Browser<'_>,
    (heading, questions): (&str, &[&str]),
) -> String {
    let set = ask(asker, heading, questions).await;
    let page = step(reader, &set, "alla/steg/publish", &[]).await;
    assert_eq!(page.status, 303, "{}", page.text);
    let open = "select count(*) from question_set where state = 'open'";
    assert!(app.number(open).await > 0);
    set
}

/// Writes the letters about what was done that are due, and says how many there were.
pub async fn write_letters(web: &Web) -> u64 {
    let by = Writer {
        site: &web.state.site,
        keys: &web.state.keys,
    };
    write_due(&web.state.db, by, web.now()).await.unwrap()
}

/// What stands in the page between the menu and the footer.
pub fn main_of(page: &Page) -> String {
    page.text.split("<main").nth(1).unwrap().to_owned()
}

pub const FULL: (&str, &str) = ("extent", "full");
pub const PART: (&str, &str) = ("extent", "part");
