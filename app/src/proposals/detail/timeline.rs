//! What has happened, and what is next by which day.

use leptos::prelude::*;
use nara_domain::actor::Body;
use nara_domain::answer::{ActKind, merge_fields};
use nara_domain::outside::ORGANISATION;
use nara_domain::paper::{CHANNEL, Channel};
use nara_domain::proposal::clock::days_waited;
use nara_domain::proposal::{Course, Kind, TransitionKind};
use nara_domain::time::Date;

use super::act::speaks;
use super::planned::next_step;
use super::questions::questions;
use crate::context::page;
use crate::i18n::{Lang, date_long};
use crate::meetings::path_of_day;
use crate::proposals::api::{ActView, ProposalView};
use crate::proposals::shown;
use crate::t;
use crate::ui::{Step, StepKind, Timeline};

#[component]
pub fn WhatHappened(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let mut steps = vec![Step {
        kind: StepKind::Past,
        name: match case.kind {
            Kind::Proposal => t!(lang, "transition-submit-done").into_owned(),
            Kind::Idea | Kind::Problem | Kind::Questions => {
                t!(lang, "timeline-published").into_owned()
            }
        },
        day: Some(case.submitted_at.day()),
        text: came_in(lang, &case),
        to: None,
        correct: None,
        anchor: None,
    }];
    // What was corrected is told once, rightly, and where the wrong one stood; that one stays among the
    // answers. A question and its answer are one line.
    let acts = case
        .acts
        .iter()
        .filter(|act| act.supersedes.is_none() && act.kind != ActKind::QuestionAnswer)
        .map(|first| (first, last_version(&case, first)));
    let path = shown::path_of(case.id, &case.slug);
    let questions = questions(&case);
    steps.extend(acts.filter_map(|(first, act)| {
        let step = step(lang, act, &case.course)?;
        if let Some(asked) = questions.iter().find(|asked| asked.act.id == act.id) {
            return Some(Step {
                text: asked.line(lang, page.today()),
                to: asked.answer.map(|answer| format!("#svar-{}", answer.id)),
                ..step
            });
        }
        let text = stood_still(&case, first)
            .map(|days| t!(lang, "clock-stood_still", days = days).into_owned());
        let corrected = act.supersedes.map(|_| {
            t!(
                lang,
                "timeline-corrected",
                day = date_long(lang, act.at.day())
            )
            .into_owned()
        });
        // Where it has a card, the card has the way.
        let has_card = speaks(act);
        let correct =
            (act.may_correct && !has_card).then(|| page.href(&format!("{path}/ratta/{}", act.id)));
        Some(Step {
            to: step
                .to
                .or(corrected.is_some().then(|| format!("#svar-{}", act.id))),
            text: text.or(corrected).or(step.text),
            correct,
            anchor: (!has_card).then(|| format!("svar-{}", act.id)),
            ..step
        })
    }));
    let next = next_step(&case, page.today());
    if let Some(next) = next.filter(|_| !super::state::is_quiet(&case.course)) {
        let name = t!(lang, &format!("next-{}", next.what.code())).into_owned();
        steps.push(Step {
            kind: StepKind::Next,
            name: capitalised(&name),
            day: next.by,
            text: None,
            to: None,
            correct: None,
            anchor: None,
        });
    }
    view! {
        <section data-live="timeline">
            <h2>{t!(lang, "timeline-title")}</h2>
            <Timeline steps/>
        </section>
    }
}

/// How an act stands now.
fn last_version<'a>(case: &'a ProposalView, act: &'a ActView) -> &'a ActView {
    let mut last = act;
    while let Some(next) = last
        .superseded_by
        .and_then(|id| case.acts.iter().find(|act| act.id == id))
    {
        last = next;
    }
    last
}

/// For how many days the clock stood still until this completion.
fn stood_still(case: &ProposalView, completion: &ActView) -> Option<i64> {
    if completion.transition != Some(TransitionKind::Complete) {
        return None;
    }
    // A correction is recorded later than the question it corrects, which stopped the clock.
    let asked = case.acts.iter().rfind(|act| {
        act.id < completion.id
            && act.transition == Some(TransitionKind::RequestCompletion)
            && act.supersedes.is_none()
    })?;
    let days = days_waited(Some(asked.at.day()), completion.at.day());
    (days > 0).then_some(days)
}

/// How it came in, where that was not by the web.
fn came_in(lang: Lang, case: &ProposalView) -> Option<String> {
    let channel = case.acts.first()?.fields.get(CHANNEL)?;
    let channel = Channel::from_code(channel)?;
    Some(t!(lang, &format!("came-in-{channel}")).into_owned())
}

/// An act in a line for who does not see the rest of the page. What the timeline leaves out is called
/// what it is called among the answers.
pub fn act_line(lang: Lang, act: &ActView, course: &Course) -> String {
    let line = step(lang, act, course).map(|step| step.name);
    line.unwrap_or_else(|| super::act_tag(lang, act, course).1)
}

/// One act as a line; notes and minutes belong to the answers only.
fn step(lang: Lang, act: &ActView, course: &Course) -> Option<Step> {
    let name = match act.kind {
        ActKind::Transition => transition_line(lang, act)?,
        ActKind::OfficialAnswer => t!(lang, "timeline-answer").into_owned(),
        ActKind::ElectedOpinion => t!(lang, "timeline-opinion").into_owned(),
        ActKind::Delay => t!(lang, "timeline-delay").into_owned(),
        ActKind::Question => t!(lang, "timeline-question").into_owned(),
        ActKind::QuestionAnswer => t!(lang, "timeline-question_answer").into_owned(),
        ActKind::Appeal => t!(lang, "timeline-appeal").into_owned(),
        ActKind::Merge => merge_line(lang, act)?,
        ActKind::IdeaMove if act.stage == "done" => t!(lang, "stage-done").into_owned(),
        ActKind::IdeaMove => {
            let verdict = super::act::verdict_of(act, course)?;
            let verdict = t!(lang, &format!("verdict-{}", verdict.code()));
            t!(lang, "timeline-verdict", verdict = verdict).into_owned()
        }
        ActKind::Document | ActKind::DocumentRemoval => {
            let title = act.fields.get("title")?.clone();
            t!(
                lang,
                &format!("timeline-{}", act.kind.code()),
                title = title
            )
            .into_owned()
        }
        ActKind::OutsideQuestion | ActKind::GuestAnswer | ActKind::OutsideWithdrawal => {
            let organisation = act.fields.get(ORGANISATION)?.clone();
            t!(
                lang,
                &format!("timeline-{}", act.kind.code()),
                organisation = organisation
            )
            .into_owned()
        }
        ActKind::Minutes | ActKind::Note => return None,
    };
    let no = matches!(
        act.transition,
        Some(
            TransitionKind::Decline
                | TransitionKind::RejectFormally
                | TransitionKind::MissThreshold
                | TransitionKind::Stop
        )
    );
    let kind = if no { StepKind::No } else { StepKind::Past };
    Some(Step {
        kind,
        name,
        day: Some(act.happened_on),
        text: None,
        to: match act.kind {
            ActKind::Document
            | ActKind::DocumentRemoval
            | ActKind::OutsideQuestion
            | ActKind::GuestAnswer
            | ActKind::OutsideWithdrawal => Some(format!("#svar-{}", act.id)),
            _ => meeting_of(lang, act),
        },
        correct: None,
        anchor: None,
    })
}

/// What became of two proposals, as this one has it.
pub fn merge_line(lang: Lang, act: &ActView) -> Option<String> {
    [
        merge_fields::LEAD,
        merge_fields::PART,
        merge_fields::FREE_OF,
        merge_fields::LET_GO,
        merge_fields::CLOSED_WITH,
    ]
    .into_iter()
    .find(|field| act.fields.contains_key(*field))
    .map(|field| t!(lang, &format!("timeline-merge-{field}")).into_owned())
}

/// The meeting a step names.
fn meeting_of(lang: Lang, act: &ActView) -> Option<String> {
    let body = Body::parse(act.fields.get("body")?).ok()?;
    let day = Date::parse(act.fields.get("meeting_date")?).ok()?;
    Some(lang.href(&path_of_day(&body, day)))
}

/// `Registrerat, KS/2026:41`, `Överlämnat till Tekniska nämnden, § 12`.
fn transition_line(lang: Lang, act: &ActView) -> Option<String> {
    let transition = act.transition?;
    let done = t!(lang, &format!("transition-{}-done", transition.code())).into_owned();
    let field = |name: &str| {
        act.fields
            .get(name)
            .filter(|value| !value.is_empty())
            .cloned()
    };
    let body = |name: &str| field(name).map(|body| shown::named_body(lang, &body));
    let paragraph = field("paragraph").map(|number| format!("§\u{a0}{number}"));
    let detail = match transition {
        TransitionKind::Register => field("diary_number"),
        TransitionKind::HandOver => {
            return Some(match (body("receiving_body"), paragraph) {
                (Some(body), Some(paragraph)) => t!(
                    lang,
                    "timeline-handed_over",
                    body = body,
                    paragraph = paragraph
                )
                .into_owned(),
                _ => done,
            });
        }
        TransitionKind::Schedule | TransitionKind::Table => body("body"),
        _ => paragraph,
    };
    Some(match detail {
        Some(detail) => format!("{done}, {detail}"),
        None => done,
    })
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
