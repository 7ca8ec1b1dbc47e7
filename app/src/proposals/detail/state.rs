//! Where it stands, right under the title: what that is, what it means, the next step with its
//! date, and by when an answer is promised.

use leptos::prelude::*;
use nara_domain::actor::Body;
use nara_domain::answer::{ActKind, last_day_to_appeal};
use nara_domain::proposal::{Course, IdeaPromise, IdeaStage, ProblemStage, Stage};
use nara_domain::time::Date;

use super::planned::{next_step, planned_anew};
use crate::context::page;
use crate::i18n::{Lang, date_long, date_short, listed};
use crate::meetings::path_of_day;
use crate::merging::{MergedState, PartsOf};
use crate::proposals::api::ProposalView;
use crate::proposals::shown;
use crate::rules::may_speak;
use crate::t;
use crate::ui::{Kind, Notice, icon};

#[component]
pub fn State(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    if let Some(merged) = case.merged.clone() {
        return view! {
            <section data-live="state" class="flow"><MergedState case merged/></section>
        }
        .into_any();
    }
    let today = page.today();
    let kind = shown::state_kind(&case.course);
    let late = shown::late_since(&case.course, case.answer_by, today);
    let meeting = case
        .course
        .as_proposal()
        .and_then(Stage::decision)
        .map(|decision| {
            view! { <p class="state__next">{shown::meeting_line(lang, &decision.meeting)}</p> }
        });
    let to_meeting = meeting_of(&case.course).map(|(body, day)| {
        let to = page.href(&path_of_day(body, day));
        view! { <p class="state__next"><a href=to>{t!(lang, "meeting-to")}</a></p> }
    });
    let called_off = case.called_off.then(|| {
        let title = t!(lang, "meeting-called_off").into_owned();
        view! { <Notice kind=Kind::Warning title><p>{t!(lang, "meeting-called_off-means")}</p></Notice> }
    });
    let papers = papers(lang, &case.course, today);
    let next = next(lang, &case, today);
    let appeal = last_day_to_appeal_of(lang, &case, today);
    let money = case
        .course
        .as_proposal()
        .and_then(Stage::budget_source)
        .map(|source| {
            let said = t!(lang, "promise-money", source = source.to_owned());
            view! { <p class="state__next">{said}</p> }
        });
    let undecided = !case.course.is_decided() && !is_quiet(&case.course);
    let planned = planned_anew(&case).map(|day| {
        let id = match day >= today {
            true => "answer-planned",
            false => "answer-planned-passed",
        };
        view! { <p class="state__next">{with_day(lang, id, day)}</p> }
    });
    let due = case
        .answer_by
        .filter(|_| undecided && late.is_none() && case.course.as_proposal().is_some())
        .map(|day| view! { <p class="state__next">{with_day(lang, "answer-due", day)}</p> });
    let clock = case
        .course
        .as_proposal()
        .filter(|_| undecided)
        .and_then(|stage| stands_still(lang, stage));
    let late = late.filter(|_| undecided).map(|day| {
        let text = t!(lang, "stage-overdue-meaning", date = date_long(lang, day)).into_owned();
        let title = t!(lang, "stage-overdue").into_owned();
        view! { <Notice kind=Kind::Late title=title><p>{text}</p></Notice> }
    });
    view! {
        <section data-live="state" class="flow">
            <div class=format!("state {}", kind.class())>
                <h2 class="state__name">{icon(kind.icon())}{shown::state_name(lang, &case.course)}</h2>
                <p class="state__means">{meaning(lang, &case.course)}</p>
                {meeting}
                {appeal}
                {next}
                {money}
                {papers}
                {to_meeting}
                {may_speak(lang, &case).map(|said| view! { <p class="state__next">{said}</p> })}
                {planned}
                {due}
                {clock}
            </div>
            {called_off}
            {late}
            {overdue(lang, &case.course, today)}
            {appealed(lang, &case)}
            <PartsOf case/>
        </section>
    }
    .into_any()
}

/// What was promised and has not come in time: since when it should have.
fn overdue(lang: Lang, course: &Course, today: Date) -> Option<AnyView> {
    let all = course.overdue(today);
    let lines = all
        .iter()
        .map(|one| {
            let id = format!("promise-overdue-{}", one.what.code());
            let date = date_long(lang, one.by);
            view! { <p>{t!(lang, &id, date = date, days = one.days)}</p> }
        })
        .collect_view();
    let title = t!(lang, "stage-overdue").into_owned();
    (!all.is_empty())
        .then(|| view! { <Notice kind=Kind::Late title=title>{lines}</Notice> }.into_any())
}

/// That the clock stands still, or for how long it did.
fn stands_still(lang: Lang, stage: &Stage) -> Option<AnyView> {
    if let Some(since) = stage.stands_still_since() {
        let said = with_day(lang, "clock-stands_still", since);
        return Some(view! { <p class="state__next">{said}</p> }.into_any());
    }
    let days = stage.waited();
    (days > 0).then(|| {
        view! { <p class="state__next">{t!(lang, "clock-waited", days = days)}</p> }.into_any()
    })
}

/// Where the agenda of the meeting is that it waits for; until it is published, that it is to come. It
/// may be entered on the meeting alone, whose page is linked to.
fn papers(lang: Lang, course: &Course, today: Date) -> Option<AnyView> {
    let Stage::Scheduled {
        agenda_url, date, ..
    } = course.as_proposal()?
    else {
        return None;
    };
    match agenda_url.clone() {
        Some(to) => Some(
            view! {
                <p class="state__next">
                    <a href=to rel="nofollow noopener">{t!(lang, "state-agenda")}</a>
                </p>
            }
            .into_any(),
        ),
        None => (*date >= today).then(|| {
            view! { <p class="state__next">{t!(lang, "state-agenda-coming")}</p> }.into_any()
        }),
    }
}

/// The meeting it waits for, or was decided at.
fn meeting_of(course: &Course) -> Option<(&Body, Date)> {
    let stage = course.as_proposal()?;
    match stage {
        Stage::Scheduled { body, date, .. } => Some((body, *date)),
        Stage::Tabled {
            body, next_meeting, ..
        } => Some((body, *next_meeting)),
        Stage::Approved { decision, .. }
        | Stage::PartlyApproved { decision, .. }
        | Stage::Answered { decision, .. }
        | Stage::Declined { decision, .. }
        | Stage::WrittenOff { decision, .. } => {
            Some((&decision.meeting.body, decision.meeting.date))
        }
        _ => None,
    }
}

/// Until when the decision can be appealed, or could, once its minutes are posted.
fn last_day_to_appeal_of(lang: Lang, case: &ProposalView, today: Date) -> Option<AnyView> {
    let minutes = case
        .acts
        .iter()
        .rfind(|act| act.kind == ActKind::Minutes && act.superseded_by.is_none())?;
    let posted = Date::parse(minutes.fields.get("posted_on")?).ok()?;
    let last = last_day_to_appeal(posted);
    let words = match today <= last {
        true => "meeting-appeal-open",
        false => "meeting-appeal-over",
    };
    let said = t!(lang, words, day = date_long(lang, last));
    Some(view! { <p class="state__next">{said}</p> }.into_any())
}

/// That a court has it, until its answer is recorded.
fn appealed(lang: Lang, case: &ProposalView) -> Option<AnyView> {
    let last = case
        .acts
        .iter()
        .rfind(|act| act.kind == ActKind::Appeal && act.superseded_by.is_none())?;
    if last.fields.contains_key("outcome") {
        return None;
    }
    let number = last.fields.get("case_number").cloned().unwrap_or_default();
    let date = Date::parse(last.fields.get("appealed_on")?).ok()?;
    let text = t!(
        lang,
        "state-appealed-meaning",
        date = date_long(lang, date),
        number = number
    )
    .into_owned();
    let title = t!(lang, "state-appealed").into_owned();
    Some(view! { <Notice kind=Kind::Info title=title><p>{text}</p></Notice> }.into_any())
}

/// Nothing but the archive is next, which is no news to anybody.
pub fn is_quiet(course: &Course) -> bool {
    match course {
        Course::Proposal(stage) => stage.is_terminal() || matches!(stage, Stage::Stopped { .. }),
        Course::Idea(stage) => stage.allowed().is_empty(),
        Course::Problem(stage) => stage.until().is_none(),
        Course::Questions => true,
    }
}

/// What the state means, in the case at hand where it can be said.
fn meaning(lang: Lang, course: &Course) -> String {
    let body = |body: &Body| shown::body_in_text(lang, body.as_str());
    match course {
        // "Anses besvarat" is never shown without what it means here.
        Course::Proposal(Stage::Answered { sub_reason, .. }) => {
            let code = sub_reason.kind().code();
            let meaning = t!(lang, &format!("choice-sub_reason-{code}-meaning"));
            t!(lang, "state-answered", meaning = meaning).into_owned()
        }
        Course::Proposal(Stage::InPreparation {
            officer,
            department,
            ..
        }) => {
            let (officer, department) = (officer.clone(), department.clone());
            t!(
                lang,
                "state-preparation",
                officer = officer,
                department = department
            )
            .into_owned()
        }
        Course::Proposal(Stage::HandedOver { committee, .. }) => {
            t!(lang, "state-handed_over", body = body(committee)).into_owned()
        }
        Course::Proposal(Stage::Referred { bodies, .. }) => {
            let names: Vec<_> = bodies.iter().map(body).collect();
            t!(lang, "state-referred", bodies = listed(lang, &names)).into_owned()
        }
        Course::Proposal(Stage::RemittedBack {
            body: by, question, ..
        }) => {
            let question = question.clone();
            t!(
                lang,
                "state-remitted_back",
                body = shown::body_name(lang, by),
                question = question
            )
            .into_owned()
        }
        Course::Proposal(Stage::Scheduled { body: by, .. }) => {
            t!(lang, "state-scheduled", body = shown::body_name(lang, by)).into_owned()
        }
        Course::Idea(IdeaStage::Answered { verdict, .. }) => {
            t!(lang, &format!("verdict-{}-meaning", verdict.code())).into_owned()
        }
        Course::Idea(stage) if stage.promise() == Some(IdeaPromise::Undecided) => {
            t!(lang, "state-idea-undecided").into_owned()
        }
        Course::Idea(stage) if stage.promise() == Some(IdeaPromise::NotPromised) => {
            t!(lang, "state-idea-not_promised").into_owned()
        }
        Course::Problem(ProblemStage::Open { until, .. }) => {
            t!(lang, "state-problem-open", date = date_long(lang, *until)).into_owned()
        }
        _ => t!(lang, &format!("stage-{}-meaning", course.code())).into_owned(),
    }
}

/// "Nästa steg: politikerna tar upp frågan 12 mars 2026.", or what can be done where nothing is
/// next.
fn next(lang: Lang, case: &ProposalView, today: Date) -> Option<AnyView> {
    if is_quiet(&case.course) {
        let id = match &case.course {
            Course::Proposal(Stage::Declined {
                would_change: None, ..
            }) => "stage-declined-reasons".to_owned(),
            course => format!("stage-{}-next", course.code()),
        };
        let answered = matches!(case.course, Course::Idea(IdeaStage::Answered { .. }));
        // The idea's answer says it all.
        return (!answered)
            .then(|| view! { <p class="state__next">{t!(lang, &id)}</p> }.into_any());
    }
    let step = next_step(case, today)?;
    let id = format!("next-{}", step.what.code());
    let what = match step.by {
        Some(day) => with_day(lang, &format!("{id}-by"), day).into_any(),
        None => t!(lang, &id).into_any(),
    };
    Some(view! { <p class="state__next">{t!(lang, "next-label")}": "{what}"."</p> }.into_any())
}

/// A text with its `$date` as `<time>`, so that it stands out and stays on one line.
pub fn with_day(lang: Lang, id: &str, day: Date) -> impl IntoView + use<> {
    // A mark that no text contains shows where the language wants the date.
    const MARK: &str = "\u{1}";
    let text = t!(lang, id, date = MARK);
    let (before, after) = text.split_once(MARK).unwrap_or((&text, ""));
    // Leptos writes an empty text as a space, which would stand before the full stop.
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let (before, after) = (some(before), some(after));
    view! {
        {before}<strong><time datetime=date_short(day)>{date_long(lang, day)}</time></strong>{after}
    }
}
