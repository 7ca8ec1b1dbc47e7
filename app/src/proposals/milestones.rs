//! A plan's milestones, each with whether its day has been: nobody claims here that it was met.

use leptos::prelude::*;
use nara_domain::milestone::Milestone;
use nara_domain::time::Date;

use crate::i18n::{Lang, date_long};
use crate::t;
use crate::ui::written_in;

/// The list, the earliest first; nothing where there are none.
pub fn milestones(lang: Lang, all: &[Milestone], today: Date) -> Option<AnyView> {
    let lines = all.iter().map(|one| {
        let day = date_long(lang, one.on);
        let passed = match one.has_passed(today) {
            true => t!(lang, "milestone-passed"),
            false => t!(lang, "milestone-to-come"),
        };
        view! {
            <li>
                <time datetime=one.on.to_string()>{day}</time>": "
                <span class="as-written" lang=written_in(lang) dir="auto">{one.what.clone()}</span>
                " "<span class="muted">"("{passed}")"</span>
            </li>
        }
    });
    (!all.is_empty())
        .then(|| view! { <ul class="milestones">{lines.collect_view()}</ul> }.into_any())
}
