//! The meetings a step can be of, to choose from instead of typing body and day.

use leptos::prelude::*;
use nara_domain::actor::{Actor, Body};
use nara_domain::error::FieldProblem;
use nara_domain::meeting::{MEETING, SAME_BODY, is_to_come, takes_meeting};
use nara_domain::proposal::{Course, Stage, TransitionKind};
use nara_domain::secretary::may_for;

use super::spec::SpecForm;
use super::steps::Step;
use crate::context::{PageContext, port};
use crate::error::AppError;
use crate::meetings::api::{MeetingPort, MeetingsQuery, StoredMeeting};
use crate::meetings::long_day;
use crate::proposals::api::ProposalView;
use crate::proposals::shown::body_name;
use crate::t;
use crate::ui::{Icon, icon};

/// More than anybody looks through.
const MOST: usize = 60;

/// The meetings that are entered and whose papers this person enters: those to come with the next one
/// first, then those that have been with the latest first; none for a step that names no meeting.
pub fn entered(
    page: &PageContext,
    step: Option<Step>,
) -> impl Future<Output = Result<Vec<StoredMeeting>, AppError>> + use<> {
    let meetings = port::<dyn MeetingPort>();
    let (actor, now) = (page.actor.clone(), page.now);
    async move {
        if !matches!(step, Some(Step::Move(kind)) if takes_meeting(kind)) {
            return Ok(Vec::new());
        }
        let all = meetings?.meetings(&MeetingsQuery::default(), now).await?;
        let entered = all.coming.into_iter().chain(all.past);
        Ok(entered
            .filter_map(|line| line.entered)
            .filter(|meeting| is_offered(&actor, meeting))
            .collect())
    }
}

fn is_offered(actor: &Actor, meeting: &StoredMeeting) -> bool {
    !meeting.sitting.cancelled && may_for(actor, &meeting.sitting.body).is_ok()
}

/// Whose meeting it is, where that is known before anybody chooses.
fn body_of(case: &ProposalView, kind: TransitionKind) -> Option<Body> {
    match (kind, &case.course) {
        (TransitionKind::Announce | TransitionKind::HandOver | TransitionKind::WriteOff, _) => {
            Some(Body::council())
        }
        // The body that has it on its agenda postpones it, or decides.
        (kind, Course::Proposal(Stage::Scheduled { body, .. }))
            if kind == TransitionKind::Table || kind.is_decision() =>
        {
            Some(body.clone())
        }
        _ => None,
    }
}

/// Those of them that this step of this case can be of.
fn fitting<'m>(
    page: &PageContext,
    case: &ProposalView,
    kind: TransitionKind,
    meetings: &'m [StoredMeeting],
) -> Vec<&'m StoredMeeting> {
    let (today, body) = (page.today(), body_of(case, kind));
    let mut fitting: Vec<_> = meetings
        .iter()
        .filter(|meeting| match is_to_come(kind) {
            true => meeting.sitting.held_on >= today,
            false => meeting.sitting.held_on <= today,
        })
        .filter(|meeting| {
            body.as_ref()
                .is_none_or(|body| *body == meeting.sitting.body)
        })
        .collect();
    if !is_to_come(kind) {
        fitting.sort_by_key(|meeting| std::cmp::Reverse(meeting.sitting.held_on));
    }
    fitting.truncate(MOST);
    fitting
}

/// Prepares the form for a choice among these: then body and day need not be typed.
pub fn picker(
    page: &PageContext,
    case: &ProposalView,
    step: Step,
    form: &mut SpecForm,
    meetings: &[StoredMeeting],
) -> AnyView {
    let lang = page.lang;
    let Step::Move(kind) = step else {
        return ().into_any();
    };
    let meetings = fitting(page, case, kind, meetings);
    // Where the last one was called off meanwhile, that is still said at the choice.
    if meetings.is_empty() && form.state.problem(MEETING).is_none() {
        return ().into_any();
    }
    let tips = match is_to_come(kind) {
        true => t!(lang, "field-meeting-hint"),
        false => t!(lang, "field-meeting-held-hint"),
    };
    for spec in &mut form.specs {
        if matches!(spec.name, "body" | "meeting_date") {
            spec.required = false;
        }
    }
    let hint = t!(lang, "agenda-typed-hint").into_owned();
    form.hints.insert("body", hint);
    let hint = t!(lang, "agenda-typed-day-hint").into_owned();
    form.hints.insert("meeting_date", hint);
    let state = &form.state;
    let id = state.id(MEETING);
    let (hint_id, problem_id) = (format!("{id}-tips"), format!("{id}-fel"));
    let problem = state.problem(MEETING);
    let (described, class) = match problem.is_some() {
        true => (format!("{hint_id} {problem_id}"), "field field--error"),
        false => (hint_id.clone(), "field"),
    };
    let invalid = problem.is_some().then_some("true");
    // What is suggested is chosen where it can be: a body and a day that are typed as well would be
    // another meeting.
    let suggested = meetings.iter().find(|meeting| {
        let sitting = &meeting.sitting;
        form.given.get("body").map(String::as_str) == Some(sitting.body.as_str())
            && form.given.get("meeting_date") == Some(&sitting.held_on.to_string())
    });
    let suggested = suggested.map(|meeting| meeting.id.to_string());
    let chosen = state.value(MEETING, suggested.as_deref().unwrap_or_default());
    if suggested.is_some() {
        form.given
            .retain(|name, _| !matches!(name.as_str(), "body" | "meeting_date"));
    }
    let options = meetings
        .iter()
        .map(|meeting| {
            let code = meeting.id.to_string();
            let selected = code == chosen;
            let (body, day) = (&meeting.sitting.body, meeting.sitting.held_on);
            let line = format!("{}, {}", body_name(lang, body), long_day(lang, day));
            view! { <option value=code selected=selected>{line}</option> }
        })
        .collect_view();
    view! {
        <div class=class>
            <label class="field__label" for=id.clone()>
                {t!(lang, "field-meeting")}
                " "<span class="field__optional">"("{t!(lang, "field-optional")}")"</span>
            </label>
            <p class="field__hint" id=hint_id>{tips}</p>
            {problem.map(|problem| view! {
                <p class="field__error" id=problem_id>{icon(Icon::Alert)}{problem}</p>
            })}
            <select class="input" id=id name=MEETING aria-describedby=described aria-invalid=invalid>
                <option value="" selected=chosen.is_empty()>{t!(lang, "agenda-other")}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// The body that was asked about: sent a second time, it is meant.
pub fn same_body(form: &SpecForm) -> Option<AnyView> {
    let body = form.state.value("body", "");
    let asked = matches!(
        form.state.problem_of("body"),
        Some(FieldProblem::UnknownBody | FieldProblem::BodyNear { .. })
    );
    // Said already, while something else was wrong or it was looked at.
    let said = !body.trim().is_empty() && form.state.value(SAME_BODY, "").trim() == body.trim();
    (asked || said).then(|| view! { <input type="hidden" name=SAME_BODY value=body/> }.into_any())
}
