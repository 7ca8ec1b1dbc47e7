//! One proposal or idea in a list.

use leptos::prelude::*;
use nara_domain::proposal::{Course, Stage};

use super::api::ProposalItem;
use super::detail::is_quiet;
use super::shown;
use crate::context::page;
use crate::i18n::number;
use crate::t;
use crate::ui::{Kind, Tag, written_in};

/// A line of a list: how many, what, where it stands. Under another heading it is one of level 3.
#[component]
pub fn Item(item: ProposalItem, #[prop(default = 2)] heading: u8) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let today = page.today();
    let href = page.href(&shown::path_of(item.id, &item.slug));
    let collecting = item.merged_into.is_none()
        && matches!(&item.course, Course::Proposal(Stage::Collecting { .. }));
    // Under the number stands what it is measured by: "of 50" while that is what matters.
    let under = match item.threshold.filter(|_| collecting) {
        Some(threshold) => t!(lang, "item-of", threshold = threshold).into_owned(),
        None => t!(lang, "item-supporters", count = item.support_count).into_owned(),
    };
    let merged = item.merged_into.is_some();
    let (kind, word) = match merged {
        true => (Kind::Ended, t!(lang, "merging-tag").into_owned()),
        false => shown::tag(lang, &item.course, item.answer_by, today),
    };
    let fact = shown::fact(lang, &item.course, item.answer_by, today).filter(|_| !merged);
    let withheld = item.gist.is_empty();
    let link = view! { <a href=href lang=written_in(lang) dir="auto">{item.title}</a> };
    let title = match heading {
        3 => view! { <h3 class="item__title">{link}</h3> }.into_any(),
        _ => view! { <h2 class="item__title">{link}</h2> }.into_any(),
    };
    // What could never be supported has no number to show.
    let counted = item.support_count > 0
        || !(is_quiet(&item.course) || matches!(item.course, Course::Problem(_)));
    view! {
        <li class="item">
            <p class="item__count">
                {counted.then(|| view! {
                    <span class="item__number" data-count=item.id.get() translate="no">{number(lang, item.support_count)}</span>
                    " "{under}
                })}
            </p>
            <div>
                {title}
                {(!withheld).then(|| view! { <p class="item__gist" lang=written_in(lang) dir="auto">{item.gist}</p> })}
                <div class="item__meta">
                    <Tag kind text=word/>
                    {fact.map(|fact| view! { <span>{fact}</span> })}
                    {(item.comment_count > 0)
                        .then(|| view! { <span>{t!(lang, "item-comments", count = item.comment_count)}</span> })}
                </div>
            </div>
        </li>
    }
}
