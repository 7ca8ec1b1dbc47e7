//! The heart of a proposal's page: what happened, and what comes next by which day.

use leptos::prelude::*;
use nara_domain::time::Date;

use super::day::Day;
use crate::context::page;
use crate::t;

/// How a step is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// It happened: a filled dot.
    Past,
    /// It happened and was a no: a filled square.
    No,
    /// It is awaited: an open dashed ring.
    Next,
}

/// One step.
#[derive(Clone, Debug)]
pub struct Step {
    pub kind: StepKind,
    /// `Överlämnat till nämnden, § 12`.
    pub name: String,
    pub day: Option<Date>,
    /// One more line, where there is something to say.
    pub text: Option<String>,
}

/// The steps, oldest first. A step to come says in words that it is one.
#[component]
pub fn Timeline(steps: Vec<Step>) -> impl IntoView {
    let lang = page().lang;
    let steps = steps.into_iter().map(|step| {
        let class = match step.kind {
            StepKind::Past => "timeline__step",
            StepKind::No => "timeline__step timeline__step--no",
            StepKind::Next => "timeline__step timeline__step--next",
        };
        let next = step.kind == StepKind::Next;
        let by = step.day.map(|day| view! { <Day day/> });
        let when = match (by, next) {
            (Some(by), true) => Some(view! { {t!(lang, "timeline-next")}": "{by} }.into_any()),
            (Some(by), false) => Some(by.into_any()),
            (None, true) => Some(t!(lang, "timeline-next").into_any()),
            (None, false) => None,
        };
        view! {
            <li class=class>
                <p class="timeline__name">{step.name}</p>
                {when.map(|when| view! { <p class="timeline__when">{when}</p> })}
                {step.text.map(|text| view! { <p class="timeline__text">{text}</p> })}
            </li>
        }
    });
    view! { <ol class="timeline">{steps.collect_view()}</ol> }
}
