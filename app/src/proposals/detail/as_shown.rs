//! What a form would add to a case, as the case's page will show it.

use leptos::prelude::*;
use nara_domain::proposal::Course;

use super::act::{ActCard, speaks};
use super::questions::tied;
use super::state::State;
use super::timeline::WhatHappened;
use crate::answers::api::Looked;
use crate::context::page;
use crate::proposals::shown;

/// Where the case stands then, if that becomes another than `before`; and its card, or, where it has
/// nothing of its own to say, its line among what has happened.
#[component]
pub fn AsShown(before: Course, looked: Looked) -> impl IntoView {
    let page = page();
    let Looked { case, act } = looked;
    let course = case.course.clone();
    let path = shown::path_of(case.id, &case.slug);
    let state = (course != before).then(|| view! { <State case=case.clone()/> });
    let entry = match speaks(&act) {
        true => {
            let tied = tied(&case, &act, page.lang, page.today());
            view! { <ActCard act course path tied/> }.into_any()
        }
        false => view! { <WhatHappened case/> }.into_any(),
    };
    view! {
        {state}
        {entry}
    }
}
