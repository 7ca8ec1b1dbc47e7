use std::sync::Arc;

use leptos::prelude::*;
use nara_domain::actor::{Actor, Level};
use nara_domain::ids::PersonId;

use super::{Frame, NoRoom, full_page};
use crate::context::{Flash, PageContext, Site};
use crate::i18n::Lang;

fn render(page: PageContext) -> String {
    Owner::new().with(|| {
        provide_context(page);
        view! { <Frame><p>"innehållet"</p></Frame> }.to_html()
    })
}

fn at(path: &str) -> PageContext {
    let site = Site {
        municipality: "Björksjö kommun".to_owned(),
        place: "Björksjö".to_owned(),
        ..Site::default()
    };
    PageContext {
        site: Arc::new(site),
        path: path.to_owned(),
        ..PageContext::default()
    }
}

#[test]
fn the_menu_marks_where_the_reader_is() {
    let html = render(at("/forslag/3/lekplats"));
    assert_eq!(
        html.matches("aria-current=\"page\"").count(),
        0,
        "under it, not at it"
    );
    let link = html
        .split("<a ")
        .find(|it| it.contains("href=\"/forslag\""))
        .unwrap();
    assert!(link.contains("aria-current=\"true\""), "{link}");
    let html = render(at("/svar"));
    let link = html
        .split("<a ")
        .find(|it| it.contains("href=\"/svar\""))
        .unwrap();
    assert!(link.contains("aria-current=\"page\""), "{link}");
    let html = render(at("/kampanjer/framtidsladan"));
    let link = html
        .split("<a ")
        .find(|it| it.contains("href=\"/kampanjer\""))
        .unwrap();
    assert!(link.contains("aria-current=\"true\""), "{link}");
    assert!(!render(at("/forslaget")).contains("aria-current=\"page\""));
}

#[test]
fn the_language_switch_is_the_same_page_at_its_other_address() {
    let mut page = at("/forslag");
    page.query = "amne=trafik".to_owned();
    let html = render(page.clone());
    assert!(html.contains("href=\"/en/forslag?amne=trafik\""), "{html}");
    page.lang = Lang::En;
    let html = render(page);
    assert!(html.contains("href=\"/forslag?amne=trafik\""), "{html}");
    assert!(
        html.contains("href=\"/en/svar\""),
        "links keep the language"
    );
}

#[test]
fn who_is_signed_in_sees_the_name_and_the_way_out() {
    assert!(render(at("/")).contains("/logga-in"));
    let mut page = at("/");
    page.actor = Actor::Person {
        id: PersonId::new(1),
        name: "Fatima <b>".to_owned(),
        level: Level::N1,
        standings: Vec::new(),
        dormant: Vec::new(),
        restraint: None,
    };
    let html = render(page);
    assert!(
        html.contains("Fatima &lt;b&gt;") && !html.contains("/logga-in"),
        "{html}"
    );
    assert!(html.contains("method=\"post\"") && html.contains("/logga-ut"));
}

#[test]
fn a_message_is_said_once_and_the_way_past_the_menu_leads_somewhere() {
    let mut page = at("/konto");
    assert!(!render(page.clone()).contains("role=\"status\""));
    page.flash = Flash::from_code("confirmed");
    let html = render(page);
    assert_eq!(html.matches("role=\"status\"").count(), 1);
    assert!(html.contains("href=\"#innehall\"") && html.contains("id=\"innehall\""));
    assert_eq!(html.matches("<main").count(), 1);
}

#[test]
fn the_foot_says_how_to_reach_the_municipality_where_that_is_set() {
    let mut page = at("/om");
    assert!(!render(page.clone()).contains("mailto:"));
    page.site = Arc::new(Site {
        contact: "kommunen@bjorksjo.example".to_owned(),
        ..Site::default()
    });
    assert!(render(page).contains("href=\"mailto:kommunen@bjorksjo.example\""));
}

/// The tags of a document, in order: `html`, `/html`. What is empty by nature is left out.
fn tags(html: &str) -> Vec<String> {
    const EMPTY: [&str; 4] = ["meta", "link", "path", "!DOCTYPE"];
    html.split('<')
        .skip(1)
        .map(|tag| {
            tag.split([' ', '>', '/'])
                .next()
                .map_or(tag, |name| match name.is_empty() {
                    true => tag.split('>').next().unwrap_or(tag),
                    false => name,
                })
        })
        .filter(|name| !EMPTY.contains(&name.trim_start_matches('/')) && *name != "!")
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_page_without_room_is_whole_and_asks_for_nothing() {
    let site = Site {
        municipality: "Björksjö & <b>kommun</b>".to_owned(),
        place: "Björksjö".to_owned(),
        ..Site::default()
    };
    for lang in Lang::ALL {
        for what in NoRoom::ALL {
            let html = full_page(&site, None, lang, what);
            assert!(html.starts_with("<!DOCTYPE html>"), "{html}");
            assert!(html.contains(&format!("<html lang=\"{}\">", lang.code())));
            for once in ["<h1>", "<title>", "<main ", "</html>"] {
                assert_eq!(html.matches(once).count(), 1, "{once} in {html}");
            }
            for never in [
                "<script",
                "style=\"",
                "<form",
                "<b>kommun",
                "[full-",
                "[error-",
                "hydrat",
            ] {
                assert!(!html.contains(never), "{never} in {html}");
            }
            let mut open = Vec::new();
            for tag in tags(&html) {
                match tag.strip_prefix('/') {
                    Some(name) => assert_eq!(open.pop().as_deref(), Some(name), "{html}"),
                    None => open.push(tag),
                }
            }
            assert!(open.is_empty(), "{open:?} in {html}");
            // A link that sends nothing again stands only where nothing was sent.
            let again = html
                .split("<a ")
                .skip(1)
                .filter_map(|tag| tag.split('>').next())
                .any(|tag| tag.contains("href=\"\""));
            assert_eq!(again, what == NoRoom::Read, "{html}");
            let status = match what {
                NoRoom::Late => ">408<",
                NoRoom::Read | NoRoom::Sent | NoRoom::Vote => ">503<",
            };
            assert!(html.contains(status), "{html}");
            assert!(html.len() < 3_000, "{}", html.len());
        }
    }
}
