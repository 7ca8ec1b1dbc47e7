//! The answers, decisions on top, and what somebody in office may add.

use leptos::prelude::*;
use nara_domain::answer::ActKind;
use nara_domain::permissions::{Action, can, run_cases};
use nara_domain::proposal::{Course, IdeaPromise, Kind, TransitionKind};

use super::act::{ActCard, answers_for_a_body, speaks};
use super::questions::tied;
use crate::answers::{answer_waits, may_record, subject, waits_for_second};
use crate::context::page;
use crate::documents::{beside, documents};
use crate::outside::guest_answer_waits;
use crate::proposals::api::{ActView, ProposalView};
use crate::proposals::shown;
use crate::t;

#[component]
pub fn Acts(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let path = shown::path_of(case.id, &case.slug);
    let mut acts: Vec<_> = case
        .acts
        .iter()
        .filter(|act| speaks(act))
        .cloned()
        .collect();
    // Decisions first, newest first; then everybody else, newest first.
    acts.sort_by_key(|act| std::cmp::Reverse((answers_for_a_body(act), act.happened_on, act.id)));
    // Of a problem, and of a case that has ended, nobody waits for an answer, nor of an idea whose campaign was called
    // off.
    let off = match &case.course {
        Course::Idea(stage) => stage.promise() == Some(IdeaPromise::CalledOff),
        Course::Problem(_) | Course::Questions => true,
        Course::Proposal(_) => false,
    };
    let over = off || super::state::is_quiet(&case.course) || case.merged.is_some();
    let ended = acts.is_empty() && over;
    let none = acts.is_empty().then(|| {
        let text = match case.kind {
            Kind::Proposal => t!(lang, "acts-none-proposal"),
            Kind::Idea | Kind::Problem | Kind::Questions => t!(lang, "acts-none-idea"),
        };
        view! { <p class="muted">{text}</p> }
    });
    let documents = documents(&case);
    let cards = acts
        .into_iter()
        .map(|act| {
            let act = at_its_meeting(&case, act);
            let documents = beside(&documents, act.id);
            let tied = tied(&case, &act, lang, page.today());
            view! { <ActCard act course=case.course.clone() path=path.clone() documents tied/> }
        })
        .collect_view();
    view! {
        <InOffice case=case.clone()/>
        <section class="section" data-live="acts" hidden=ended>
            <h2>{t!(lang, "acts-title", place = page.site.place.clone())}</h2>
            {none}
            {cards}
        </section>
    }
}

/// What sends a case back names no meeting: that of the agenda it was on is its own.
fn at_its_meeting(case: &ProposalView, mut act: ActView) -> ActView {
    if act.transition != Some(TransitionKind::RemitBack) {
        return act;
    }
    let on_agenda = case.acts.iter().rfind(|other| {
        other.id < act.id
            && other.transition == Some(TransitionKind::Schedule)
            && other.superseded_by.is_none()
    });
    for field in ["body", "meeting_date"] {
        if let Some(value) = on_agenda.and_then(|agenda| agenda.fields.get(field)) {
            act.fields.insert(field.to_owned(), value.clone());
        }
    }
    act
}

/// The buttons of who answers, decides or records. Each opens a page of its own.
#[component]
fn InOffice(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let path = shown::path_of(case.id, &case.slug);
    let record = may_record(&page, &case);
    let waits = waits_for_second(&page, &case);
    let document = Action::Append(ActKind::Document);
    let document = can(&page.actor, document, &subject(&case)).is_ok();
    let outside = Action::Append(ActKind::OutsideQuestion);
    let outside = !case.outside.is_empty() || can(&page.actor, outside, &subject(&case)).is_ok();
    let came = guest_answer_waits(&page, &case);
    let answer = answer_waits(&page, &case);
    let possible = case.possible;
    let links = [
        (possible.official_answer, "svara", "office-answer"),
        (possible.opinion, "asikt", "office-opinion"),
        (outside, "fraga-utomstaende", "office-outside"),
        (record, "handlagg", "office-record"),
        (document, "handlingar", "office-document"),
        (run_cases(&page.actor).is_ok(), "internt", "office-inside"),
        (possible.merge, "sla-ihop", "office-merge"),
        (possible.set_free, "sla-ihop", "office-set_free"),
        (
            possible.verdict || possible.mark_done,
            "omdome",
            "office-verdict",
        ),
    ];
    let links: Vec<_> = links
        .into_iter()
        .filter(|(may, ..)| *may)
        .map(|(_, to, word)| {
            let href = page.href(&format!("{path}/{to}"));
            view! { <a class="btn btn--secondary" href=href>{t!(lang, word)}</a> }
        })
        .collect();
    (answer.is_some() || !links.is_empty()).then(|| {
        view! {
            <section class="panel panel--quiet office no-print" aria-labelledby="i-tjanst">
                <h2 class="panel__title" id="i-tjanst">{t!(lang, "office-title")}</h2>
                {waits}
                {answer}
                {came}
                <p class="cluster">{links}</p>
            </section>
        }
    })
}
