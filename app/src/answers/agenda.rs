//! The meetings on whose agenda a case can be put, to choose from instead of typing body and day.

use leptos::prelude::*;
use nara_domain::actor::Actor;
use nara_domain::error::FieldProblem;
use nara_domain::meeting::{MEETING, SAME_BODY};
use nara_domain::proposal::TransitionKind;
use nara_domain::secretary::may_for;

use super::spec::SpecForm;
use super::steps::Step;
use crate::context::{PageContext, port};
use crate::error::AppError;
use crate::meetings::api::{MeetingPort, MeetingsQuery, StoredMeeting};
use crate::meetings::long_day;
use crate::proposals::shown::body_name;
use crate::t;
use crate::ui::{Icon, icon};

/// More than anybody looks through.
const MOST: usize = 60;

/// Whether the form of this step offers meetings.
fn offers(step: Option<Step>) -> bool {
    step == Some(Step::Move(TransitionKind::Schedule))
}

/// The meetings to come that this person puts cases on the agenda of, the next one first; none for
/// another step.
pub fn coming(
    page: &PageContext,
    step: Option<Step>,
) -> impl Future<Output = Result<Vec<StoredMeeting>, AppError>> + use<> {
    let meetings = port::<dyn MeetingPort>();
    let (actor, now) = (page.actor.clone(), page.now);
    async move {
        if !offers(step) {
            return Ok(Vec::new());
        }
        let all = meetings?.meetings(&MeetingsQuery::default(), now).await?;
        let entered = all.coming.into_iter().filter_map(|line| line.entered);
        Ok(entered
            .filter(|meeting| is_offered(&actor, meeting))
            .take(MOST)
            .collect())
    }
}

fn is_offered(actor: &Actor, meeting: &StoredMeeting) -> bool {
    !meeting.sitting.cancelled && may_for(actor, &meeting.sitting.body).is_ok()
}

/// Prepares the form for a choice among these: then body and day need not be typed.
pub fn picker(page: &PageContext, form: &mut SpecForm, meetings: &[StoredMeeting]) -> AnyView {
    let lang = page.lang;
    if meetings.is_empty() {
        return ().into_any();
    }
    for spec in &mut form.specs {
        if matches!(spec.name, "body" | "meeting_date") {
            spec.required = false;
        }
    }
    let hint = t!(lang, "agenda-typed-hint").into_owned();
    form.hints.insert("body", hint);
    let state = &form.state;
    let id = state.id(MEETING);
    let (hint_id, problem_id) = (format!("{id}-tips"), format!("{id}-fel"));
    let problem = state.problem(MEETING);
    let (described, class) = match problem.is_some() {
        true => (format!("{hint_id} {problem_id}"), "field field--error"),
        false => (hint_id.clone(), "field"),
    };
    let invalid = problem.is_some().then_some("true");
    let chosen = state.value(MEETING, "");
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
            <p class="field__hint" id=hint_id>{t!(lang, "field-meeting-hint")}</p>
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
    let asked = form.state.problem_of("body")?;
    matches!(
        asked,
        FieldProblem::UnknownBody | FieldProblem::BodyNear { .. }
    )
    .then(|| {
        let body = form.state.value("body", "");
        view! { <input type="hidden" name=SAME_BODY value=body/> }.into_any()
    })
}
