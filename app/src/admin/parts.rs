//! What the pages of the administration have in common.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::actor::Standing;
use nara_domain::duty::Term;

use crate::context::PageContext;
use crate::i18n::{Lang, date_long};
use crate::layout::page_title;
use crate::proposals::shown::body_in_text;
use crate::t;
use crate::ui::{Crumbs, standing_line};

/// Title and head of a page below `/admin`. Not for search engines: a link may be passed on.
/// `way` are the pages between the start page of the administration and this one.
pub fn head(page: &PageContext, title: &str, lead: &str, way: &[(String, &str)]) -> AnyView {
    let start = (t!(page.lang, "admin-title").into_owned(), "/admin");
    let way = std::iter::once(&start)
        .chain(way)
        .map(|(word, path)| (word.clone(), (*path).to_owned()))
        .collect();
    view! {
        {page_title(title)}
        <Meta name="robots" content="noindex"/>
        <header class="head">
            <Crumbs way/>
            <h1>{title.to_owned()}</h1>
            {(!lead.is_empty()).then(|| view! { <p class="lead">{lead.to_owned()}</p> })}
        </header>
    }
    .into_any()
}

/// `Tjänsteperson`.
pub fn role_name(lang: Lang, standing: &Standing) -> String {
    t!(lang, &format!("role-{}", standing.role.code())).into_owned()
}

/// What is shown beside the name of who acts in the duty; empty where there is nothing.
pub fn beside(lang: Lang, standing: &Standing) -> String {
    let line = standing_line(standing, |code| body_in_text(lang, code));
    [
        Some(line).filter(|line| !line.is_empty()),
        standing.party.clone(),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(", ")
}

/// `till och med 31 december 2026`, or that no end is decided.
pub fn until(lang: Lang, term: Term) -> String {
    match term.last_day() {
        Some(day) => t!(lang, "admin-until", day = date_long(lang, day)).into_owned(),
        None => t!(lang, "admin-until-none").into_owned(),
    }
}
