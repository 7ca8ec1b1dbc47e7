//! Where the reader is, and on to the next page.

use leptos::prelude::*;

use super::icons::{Icon, icon};
use crate::context::page;
use crate::t;

/// The way down to this page: words and local addresses. The page itself is its heading and is
/// not repeated here.
#[component]
pub fn Crumbs(way: Vec<(String, String)>) -> impl IntoView {
    let page = page();
    let steps = way.into_iter().map(|(name, path)| {
        view! { <li><a href=page.href(&path)>{name}</a></li> }
    });
    view! {
        <nav class="crumbs" aria-label=t!(page.lang, "crumbs-label")>
            <ol class="crumbs__list">{steps.collect_view()}</ol>
        </nav>
    }
}

/// Links to the pages around this one; addresses are complete. A page by cursor knows no page
/// before it, only the beginning.
#[component]
pub fn Pager(
    #[prop(optional_no_strip)] first: Option<String>,
    #[prop(optional_no_strip)] next: Option<String>,
) -> impl IntoView {
    let lang = page().lang;
    (first.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label=t!(lang, "pager-label")>
                {first.map(|to| view! { <a class="btn btn--secondary" href=to>{t!(lang, "pager-first")}</a> })}
                {next.map(|to| view! {
                    <a class="btn btn--secondary" rel="next" href=to>
                        {t!(lang, "pager-next")}{icon(Icon::Arrow)}
                    </a>
                })}
            </nav>
        }
    })
}
