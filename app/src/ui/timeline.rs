//! The heart of a proposal's page: what happened, and what comes next by which day.

use leptos::prelude::*;
use nara_domain::time::Date;

use super::day::Day;
use crate::context::page;
use crate::i18n::Lang;
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
    /// Where more about it is; a local address in the page's language.
    pub to: Option<String>,
    /// Where it is corrected, for who may.
    pub correct: Option<String>,
    /// By which letters and feeds lead here, where nothing else on the page is about it.
    pub anchor: Option<String>,
}

/// With more steps than this behind it, the earlier ones are folded where room is scarce.
const MANY: usize = 6;
/// How many of the latest steps then stay outside the fold.
const LATEST: usize = 4;

/// The steps, oldest first. A step to come says in words that it is one.
#[component]
pub fn Timeline(steps: Vec<Step>) -> impl IntoView {
    let lang = page().lang;
    let folded = if steps.len() > MANY {
        steps.len() - LATEST
    } else {
        0
    };
    let mut steps = steps.into_iter();
    let earlier: Vec<Step> = steps.by_ref().take(folded).collect();
    let earlier = (folded > 0).then(|| {
        let earlier = earlier.into_iter().map(|step| one(lang, step)).collect_view();
        view! {
            <li class="timeline__earlier">
                <details>
                    <summary class="timeline__fold">{t!(lang, "timeline-earlier", count = folded)}</summary>
                    <ol class="timeline">{earlier}</ol>
                </details>
            </li>
        }
    });
    view! {
        <ol class="timeline">
            {earlier}
            {steps.map(|step| one(lang, step)).collect_view()}
        </ol>
    }
}

fn one(lang: Lang, step: Step) -> impl IntoView {
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
    let named = step.name.clone();
    let name = match step.to {
        Some(to) => view! { <a href=to>{step.name}</a> }.into_any(),
        None => step.name.into_any(),
    };
    let correct = step.correct.map(|to| {
        view! {
            <p class="timeline__text no-print">
                <a href=to>
                    {t!(lang, "act-correct")}
                    <span class="visually-hidden">": "{named}</span>
                </a>
            </p>
        }
    });
    view! {
        <li class=class id=step.anchor>
            <p class="timeline__name">{name}</p>
            {when.map(|when| view! { <p class="timeline__when">{when}</p> })}
            {step.text.map(|text| view! { <p class="timeline__text">{text}</p> })}
            {correct}
        </li>
    }
}
