//! What has happened in a campaign: every act on a line, and what was told with some of them as text.

use leptos::prelude::*;
use nara_domain::campaign::{CampaignStageCode, CampaignStepKind};
use nara_domain::fields::{FieldInput, FieldSpec};
use nara_domain::time::Date;

use super::api::{CampaignAct, CampaignView};
use super::report::report_path;
use super::shown::{day_of, words_of};
use crate::answers::choice_word;
use crate::context::PageContext;
use crate::i18n::{Lang, date_long, date_short};
use crate::meetings::outward;
use crate::proposals::shown::named_body;
use crate::t;
use crate::ui::{DayOf, Icon, Step, StepKind, Timeline, icon, written_in};

/// Steps that tell something; what the others say stands elsewhere on the page.
const TOLD: [CampaignStepKind; 6] = [
    CampaignStepKind::Recruit,
    CampaignStepKind::Present,
    CampaignStepKind::Delay,
    CampaignStepKind::FollowUp,
    CampaignStepKind::Close,
    CampaignStepKind::Cancel,
];

fn anchor(act: &CampaignAct) -> String {
    format!("handelse-{}", act.id)
}

fn done(lang: Lang, step: CampaignStepKind) -> String {
    t!(lang, &format!("campaign-step-{}-done", step.code())).into_owned()
}

/// Who took it.
fn by(lang: Lang, act: &CampaignAct) -> String {
    act.by
        .clone()
        .unwrap_or_else(|| t!(lang, "campaign-by-time").into_owned())
}

/// The acts that say something, the latest first.
fn told(view: &CampaignView) -> Vec<&CampaignAct> {
    let told = view.acts.iter().rev();
    told.filter(|act| TOLD.contains(&act.step)).collect()
}

/// Every act on a line, the earliest first, and what comes next.
pub fn timeline(page: &PageContext, view: &CampaignView) -> AnyView {
    let lang = page.lang;
    let mut steps: Vec<Step> = view
        .acts
        .iter()
        .map(|act| Step {
            kind: match act.step {
                CampaignStepKind::Cancel => StepKind::No,
                _ => StepKind::Past,
            },
            name: done(lang, act.step),
            day: Some(act.at.day()),
            text: Some(by(lang, act)),
            to: match act.step {
                CampaignStepKind::Count => Some("#resultat".to_owned()),
                CampaignStepKind::Report => Some(page.href(&report_path(&view.slug))),
                step if TOLD.contains(&step) => Some(format!("#{}", anchor(act))),
                _ => None,
            },
            correct: None,
            anchor: None,
        })
        .collect();
    steps.extend(next(lang, view));
    view! {
        <section class="section flow" aria-labelledby="hant">
            <h2 id="hant">{t!(lang, "campaign-record")}</h2>
            <Timeline steps/>
        </section>
    }
    .into_any()
}

/// What is awaited; nothing where it is over.
fn next(lang: Lang, view: &CampaignView) -> Option<Step> {
    use CampaignStageCode as S;
    let stage = view.stage.code();
    if matches!(stage, S::Closed | S::Cancelled) {
        return None;
    }
    Some(Step {
        kind: StepKind::Next,
        name: t!(lang, &format!("campaign-next-{}", stage.code())).into_owned(),
        day: day_of(view),
        text: None,
        to: None,
        correct: None,
        anchor: None,
    })
}

/// The presentation, delays, what was done since, and how it ended.
pub fn stories(page: &PageContext, view: &CampaignView) -> AnyView {
    let lang = page.lang;
    let mut acts = told(view);
    // Why it was called off stands at the top of the page.
    acts.retain(|act| act.step != CampaignStepKind::Cancel);
    if acts.is_empty() {
        return ().into_any();
    }
    let stories = acts.iter().map(|act| story(lang, act)).collect_view();
    view! {
        <section class="section flow" aria-labelledby="berattat">
            <h2 id="berattat">{t!(lang, "campaign-told")}</h2>
            {stories}
        </section>
    }
    .into_any()
}

pub(super) fn story(lang: Lang, act: &CampaignAct) -> AnyView {
    view! {
        <article class="act is-official" id=anchor(act)>
            <header class="act__band">
                <h3 class="act__label">{icon(Icon::Building)}{done(lang, act.step)}</h3>
                <DayOf at=act.at/>
            </header>
            <div class="act__body">
                {fields(lang, act)}
                <p class="act__by">{by(lang, act)}</p>
            </div>
        </article>
    }
    .into_any()
}

/// What was recorded with it: texts under their labels, then the facts.
fn fields(lang: Lang, act: &CampaignAct) -> AnyView {
    // The totals are numbers for whoever counts again; the page has them as a table.
    let specs = act.step.fields().iter();
    let specs = specs.filter(|_| act.step != CampaignStepKind::Count);
    let given = specs.filter_map(|spec| {
        let value = act.fields.get(spec.name)?;
        (!value.trim().is_empty()).then_some((spec, value.as_str()))
    });
    let (texts, facts): (Vec<_>, Vec<_>) =
        given.partition(|(spec, _)| spec.input == FieldInput::LongText);
    let label = |name: &str| t!(lang, &format!("field-{}-{name}", words_of(act.step)));
    let texts = texts
        .into_iter()
        .map(|(spec, text)| {
            view! {
                <h4 class="act__subtitle">{label(spec.name)}</h4>
                <p class="act__text as-written" lang=written_in(lang) dir="auto">{text.to_owned()}</p>
            }
        })
        .collect_view();
    let facts: Vec<_> = facts
        .into_iter()
        .map(|(spec, value)| {
            view! { <dt>{label(spec.name)}</dt><dd>{fact(lang, spec, value)}</dd> }
        })
        .collect();
    let facts = (!facts.is_empty()).then(|| view! { <dl class="facts">{facts}</dl> });
    view! { {texts}{facts} }.into_any()
}

fn fact(lang: Lang, spec: &FieldSpec, value: &str) -> AnyView {
    match spec.input {
        FieldInput::Date => match Date::parse(value) {
            Ok(day) => {
                view! { <time datetime=date_short(day)>{date_long(lang, day)}</time> }.into_any()
            }
            Err(_) => value.to_owned().into_any(),
        },
        FieldInput::Body => named_body(lang, value).into_any(),
        FieldInput::Choice(_) => choice_word(lang, spec.name, value).into_any(),
        FieldInput::Url => outward(value.to_owned(), t!(lang, "campaign-film")).into_any(),
        _ => view! { <span lang=written_in(lang) dir="auto">{value.to_owned()}</span> }.into_any(),
    }
}
