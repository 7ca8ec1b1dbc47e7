//! The pages of plain text: about, how it works, privacy, accessibility.
//!
//! Their words are numbered (`info-how-s2-p1`), so that a text can grow by a paragraph in every
//! language without touching the page: it reads on until an id is missing.

use leptos::prelude::*;

use crate::context::page;
use crate::i18n::{Args, Lang, find};
use crate::layout::{contact, page_description, page_title};
use crate::moderation::log_link;
use crate::t;

/// Which text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Info {
    About,
    How,
    Privacy,
    Accessibility,
}

impl Info {
    pub const ALL: [Info; 4] = [Info::About, Info::How, Info::Privacy, Info::Accessibility];

    /// The part of the ids between `info-` and the rest.
    pub fn key(self) -> &'static str {
        match self {
            Info::About => "about",
            Info::How => "how",
            Info::Privacy => "privacy",
            Info::Accessibility => "accessibility",
        }
    }
}

/// One section: a heading, its paragraphs, then a list.
struct Section {
    title: String,
    paragraphs: Vec<String>,
    items: Vec<String>,
}

/// The texts from the first number on that exist.
fn numbered(text: impl FnMut(usize) -> Option<String>) -> Vec<String> {
    (1..).map_while(text).collect()
}

fn sections(text: impl Fn(&str) -> Option<String>) -> Vec<Section> {
    (1..)
        .map_while(|s| {
            Some(Section {
                title: text(&format!("s{s}-title"))?,
                paragraphs: numbered(|n| text(&format!("s{s}-p{n}"))),
                items: numbered(|n| text(&format!("s{s}-li{n}"))),
            })
        })
        .collect()
}

/// The sections by name, each a link down to it. A long text is looked up in, not read through.
fn contents(lang: Lang, sections: &[Section]) -> impl IntoView + use<> {
    let links = sections
        .iter()
        .enumerate()
        .map(|(index, section)| {
            let to = format!("#s{}", index + 1);
            view! { <li><a href=to>{section.title.clone()}</a></li> }
        })
        .collect_view();
    view! {
        <nav class="contents" aria-labelledby="contents">
            <h2 class="contents__title" id="contents">{t!(lang, "info-contents")}</h2>
            <ol class="contents__list">{links}</ol>
        </nav>
    }
}

fn section(
    (
        index,
        Section {
            title,
            paragraphs,
            items,
        },
    ): (usize, Section),
) -> impl IntoView {
    let list = (!items.is_empty()).then(|| {
        let items = items
            .into_iter()
            .map(|item| view! { <li>{item}</li> })
            .collect_view();
        view! { <ul>{items}</ul> }
    });
    view! {
        <h2 id=format!("s{}", index + 1)>{title}</h2>
        {paragraphs.into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}
        {list}
    }
}

/// One of the four.
#[component]
pub fn InfoPage(info: Info) -> impl IntoView {
    let page = page();
    let mut args = Args::new();
    args.set("place", page.site.place.clone());
    args.set("municipality", page.site.municipality.clone());
    let text = |part: &str| {
        find(
            page.lang,
            &format!("info-{}-{part}", info.key()),
            Some(&args),
        )
        .map(Into::into)
    };
    let title: String = text("title").unwrap_or_default();
    let sections = sections(text);
    view! {
        {page_title(&title)}
        {text("lead").map(page_description)}
        <article class="wrap prose-page">
            <header class="head">
                <h1>{title.clone()}</h1>
                <p class="lead">{text("lead")}</p>
            </header>
            {(sections.len() > 3).then(|| contents(page.lang, &sections))}
            <div class="prose">
                {sections.into_iter().enumerate().map(section).collect_view()}
                {(info == Info::How).then(|| view! {
                    <p><a href=page.href("/regler")>{t!(page.lang, "rules-link")}</a></p>
                    <p><a href=page.href("/kampanjer")>{t!(page.lang, "info-campaigns")}</a></p>
                })}
                {matches!(info, Info::About | Info::How).then(|| view! { <p>{log_link(&page)}</p> })}
                {(!page.site.contact.is_empty()).then(|| view! {
                    <h2 id="kontakt">{t!(page.lang, "info-contact")}</h2>
                    <p>{page.site.municipality.clone()}": "{contact(&page.site.contact)}</p>
                })}
            </div>
        </article>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_its_text_without_gaps_in_the_numbers() {
        for lang in Lang::ALL {
            for info in Info::ALL {
                let text = |part: &str| {
                    find(lang, &format!("info-{}-{part}", info.key()), None).map(Into::into)
                };
                assert!(
                    text("title").is_some() && text("lead").is_some(),
                    "{info:?} {lang:?}"
                );
                let shown: usize = sections(text)
                    .iter()
                    .map(|s| 1 + s.paragraphs.len() + s.items.len())
                    .sum();
                let file = std::fs::read_to_string(format!(
                    "{}/locales/{}/info_{}.ftl",
                    env!("CARGO_MANIFEST_DIR"),
                    lang.code(),
                    info.key()
                ))
                .unwrap();
                let written = file.lines().filter(|l| l.starts_with("info-")).count();
                assert_eq!(shown + 2, written, "{info:?} {lang:?}");
            }
        }
    }
}
