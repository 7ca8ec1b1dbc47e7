//! `/demo/post`: every letter the demo would have sent.

use leptos::prelude::*;

use super::api::{AccountPort, DemoMail};
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::i18n::time_of_day;
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{DayOf, Icon, icon};

/// Demo mode only; elsewhere there is no such page.
#[component]
pub fn DemoMailPage() -> impl IntoView {
    let page = page();
    let accounts = port::<dyn AccountPort>();
    let demo = page.site.demo;
    let letters = async move {
        match demo {
            true => accounts?.demo_mail().await,
            false => Err(AppError::NotFound),
        }
    };
    load(letters, move |letters| {
        let lang = page.lang;
        view! {
            {page_title(t!(lang, "mailbox-title"))}
            <div class="wrap wrap--narrow flow">
                <h1>{t!(lang, "mailbox-title")}</h1>
                <p class="lead">{t!(lang, "mailbox-lead")}</p>
                {match letters.is_empty() {
                    true => empty(&page),
                    false => all(&page, letters),
                }}
            </div>
        }
        .into_any()
    })
}

fn empty(page: &PageContext) -> AnyView {
    let lang = page.lang;
    view! {
        <div class="empty">
            {icon(Icon::Speech)}
            <h2>{t!(lang, "mailbox-empty-title")}</h2>
            <p>{t!(lang, "mailbox-empty")}</p>
            <div class="actions">
                <a class="btn" href=page.href("/registrera")>{t!(lang, "signin-register")}</a>
            </div>
        </div>
    }
    .into_any()
}

fn all(page: &PageContext, letters: Vec<DemoMail>) -> AnyView {
    let lang = page.lang;
    letters
        .into_iter()
        .enumerate()
        .map(|(index, letter)| {
            let time = time_of_day(lang, letter.at);
            // The newest is open: it is the one somebody has just asked for.
            view! {
                <details class="mail" open=index == 0>
                    <summary>
                        <span class="mail__subject">{letter.subject}</span>
                        <span class="meta meta--dots">
                            <span>{t!(lang, "mailbox-to", to = letter.to)}</span>
                            <span><DayOf at=letter.at/> " " {time}</span>
                        </span>
                    </summary>
                    <div class="mail__body">{body(page, &letter.body)}</div>
                </details>
            }
        })
        .collect_view()
        .into_any()
}

/// The letter's text, with our own addresses as links.
fn body(page: &PageContext, text: &str) -> AnyView {
    let home = page.site.public_url.as_str();
    text.split_inclusive(char::is_whitespace)
        .map(|piece| {
            let word = piece.trim_end();
            let rest = piece.get(word.len()..).unwrap_or_default().to_owned();
            match word.strip_prefix(home).filter(|_| !home.is_empty()) {
                // The path alone: the demo is also reached under other names than its own.
                Some(path) if path.is_empty() || path.starts_with('/') => {
                    let to = if path.is_empty() { "/" } else { path }.to_owned();
                    view! { <a href=to>{word.to_owned()}</a> {rest} }.into_any()
                }
                _ => piece.to_owned().into_any(),
            }
        })
        .collect_view()
        .into_any()
}
