//! Days as `<time>`: words for people, ISO for programs, never broken across lines.

use leptos::prelude::*;
use nara_domain::time::{Date, Stamp};

use crate::context::page;
use crate::i18n::{date_short, day_near};

/// `14 januari`, or `14 januari 2025` when it is not this year.
#[component]
pub fn Day(day: Date) -> impl IntoView {
    let page = page();
    view! { <time datetime=date_short(day)>{day_near(page.lang, day, page.today())}</time> }
}

/// The day a moment fell on.
#[component]
pub fn DayOf(at: Stamp) -> impl IntoView {
    view! { <Day day=at.day()/> }
}
