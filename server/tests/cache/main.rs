//! Pages kept in memory: they are what would be made now, for everybody and nobody, whoever commits.
//!
//! That holds in every other test, too: its browsers compare what they are sent from memory with the page
//! made anew (`common/http.rs`).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod broken_off;
mod narrow;
mod once;
mod others;
mod pages;
mod tables;
mod unread;
mod votes;
mod who;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use nara_server::auth::Keys;
use nara_server::db::Conn;

use common::App;
use common::http::{Options, Web};

/// Addresses of a page's links, within the site.
fn links(page: &str) -> BTreeSet<String> {
    page.split("href=\"/")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|rest| format!("/{}", rest.split('#').next().unwrap().replace("&amp;", "&")))
        .collect()
}

/// A server whose database is full of everything: the demo's.
async fn full(app: &App) -> Web {
    let keys = Keys::from_seed(&[7; 32]).unwrap();
    let made = nara_server::demo::build(&app.db, &keys, app.now).await;
    assert!(made.unwrap());
    let web = app
        .web_with(Options {
            demo: true,
            // All of it has room.
            page_memory: 64_000_000,
            ..Options::default()
        })
        .await;
    listening(&web).await;
    web
}

/// Until other processes' commits are heard of, nothing is sent from memory.
async fn listening(web: &Web) {
    until("nobody listens", || web.state.db.changes().hears()).await;
}

/// All connections that this server reads with: at the end somebody has waited a second for one in vain.
async fn all_taken(app: &App) -> Vec<Conn> {
    let mut taken = Vec::new();
    while let Ok(conn) = tokio::time::timeout(Duration::from_secs(1), app.db.read()).await {
        taken.push(conn.unwrap());
    }
    taken
}

async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(20), "{what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Every address that a visitor is led to and that is kept, in both languages.
async fn kept(web: &Web) -> Vec<String> {
    let mut visitor = web.visitor();
    let mut waiting: Vec<String> = vec!["/".to_owned(), "/regler".to_owned(), "/en".to_owned()];
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut kept = Vec::new();
    while let Some(address) = waiting.pop() {
        // An order, a page of a list or a form is the list again.
        let deep = address.split(['?', '&']).count() > 2;
        if deep || address.contains(".ics") || address.starts_with("/pkg") {
            continue;
        }
        let page = visitor.get(&address).await;
        if !page.is_html() || page.status != 200 {
            continue;
        }
        if page.headers.contains_key("etag") {
            kept.push(address.clone());
        }
        // A list that is linked to only where there is more than fits.
        let campaign = address.rsplit_once("/kampanjer/");
        let all = campaign
            .filter(|(_, slug)| !slug.contains(['/', '?']))
            .map(|_| format!("{address}/ideer"));
        for link in links(&page.text).into_iter().chain(all) {
            if seen.insert(link.clone()) {
                waiting.push(link);
            }
        }
    }
    kept.sort();
    kept
}
