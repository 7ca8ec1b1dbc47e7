//! `/forslag/{id}/{slug}/ratta/{act}`: a correction. The old act stays where it is and is marked;
//! the form shows what stood in each field beside what will stand there.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nara_domain::answer::ActKind;
use nara_domain::document::PHOTO_URL;
use nara_domain::error::{Denied, NotAllowedNow};
use nara_domain::fields::{FieldInput, FieldSpec};
use nara_domain::ids::ActId;
use nara_domain::letters::Told;
use nara_domain::permissions::Action;
use nara_domain::proposal::{IdeaMoveKind, TransitionKind};
use nara_domain::text::BODY_MAX;

use super::agenda::same_body;
use super::case::{case_page_with, consequences, head, once, path};
use super::look;
use super::officer::{Officers, officers};
use super::spec::{SpecForm, body_suggestions};
use crate::context::{PageContext, page, set_status};
use crate::error::AppError;
use crate::i18n::day_near;
use crate::layout::{ErrorPage, page_title};
use crate::proposals::api::{ActView, CORRECTION_REASON, ProposalView};
use crate::t;
use crate::ui::{ErrorSummary, FormState, Kind, Notice};

/// The form's name in the page.
const FORM: &str = "correct";

/// The act's own form, filled in, with a reason asked for.
#[component]
pub fn CorrectPage() -> impl IntoView {
    let act = use_params_map()
        .read_untracked()
        .get("act")
        .unwrap_or_default();
    let officers = officers(&page(), true);
    case_page_with(
        // Proposers correct what they have answered themselves.
        |case| match case.mine {
            true => Action::ReadProposal,
            false => Action::ReadDesk,
        },
        officers,
        move |page, case, officers| {
            let act = act.parse::<ActId>().ok();
            let act = act
                .and_then(|id| case.acts.iter().find(|act| act.id == id))
                .cloned();
            match act {
                None => refused(AppError::NotFound),
                // Whatever somebody has written is shown again, beside what stands there now.
                Some(act) if FormState::of(page, FORM).came_back() => {
                    again(page, &case, &act, officers)
                }
                Some(act) if act.superseded_by.is_some() => corrected(page, &case, &act),
                Some(act) if is_of_outside(&act) => ask_again(page, &case),
                Some(act) if act.takes_another => refused(NotAllowedNow::SecondReader.into()),
                Some(act) if !act.may_correct => refused(AppError::Denied(Denied::Role)),
                Some(act) => form(page, &case, &act, ("", officers)),
            }
        },
    )
}

/// What a body outside the municipality was asked and answered.
const fn is_of_outside(act: &ActView) -> bool {
    matches!(
        act.kind,
        ActKind::GuestAnswer | ActKind::OutsideQuestion | ActKind::OutsideWithdrawal
    )
}

/// Nobody here changes what somebody outside has signed, or what they were asked: they are asked again.
fn ask_again(page: &PageContext, case: &ProposalView) -> AnyView {
    let lang = page.lang;
    set_status(AppError::Denied(Denied::Role).status());
    let title = t!(lang, "answers-correct-title");
    let to = page.href(&format!("{}/fraga-utomstaende", path(case)));
    view! {
        {page_title(title.clone())}
        <div class="wrap wrap--narrow flow">
            {head(page, case, &title, "")}
            <Notice kind=Kind::Warning title=t!(lang, "outside-correct-title")>
                <p>{t!(lang, "outside-correct")} " " <a href=to>{t!(lang, "outside-title")}</a></p>
            </Notice>
        </div>
    }
    .into_any()
}

fn refused(error: AppError) -> AnyView {
    set_status(error.status());
    view! { <ErrorPage error/> }.into_any()
}

/// Corrected already: the correction is what can be corrected now.
fn corrected(page: &PageContext, case: &ProposalView, act: &ActView) -> AnyView {
    let lang = page.lang;
    set_status(AppError::Conflict.status());
    let title = t!(lang, "answers-correct-title");
    let newer = act.superseded_by.map(|newer| {
        let to = page.href(&format!("{}/ratta/{newer}", path(case)));
        view! { <a href=to>{t!(lang, "answers-correct-newer")}</a> }
    });
    view! {
        {page_title(title.clone())}
        <div class="wrap wrap--narrow flow">
            {head(page, case, &title, "")}
            <Notice kind=Kind::Warning title=t!(lang, "error-conflict-title")>
                <p>{t!(lang, "answers-correct-already")} " " {newer}</p>
            </Notice>
        </div>
    }
    .into_any()
}

/// A form that was sent in vain. Where somebody else has corrected the same meanwhile, it is a
/// correction of theirs now, and both texts are there.
fn again(
    page: &PageContext,
    case: &ProposalView,
    act: &ActView,
    officers: Option<Officers>,
) -> AnyView {
    let mut newest = act;
    while let Some(newer) = newest
        .superseded_by
        .and_then(|id| case.acts.iter().find(|act| act.id == id))
    {
        newest = newer;
    }
    if newest.id == act.id {
        return form(page, case, act, ("", officers));
    }
    let who = newest.actor_name.clone();
    let help = match page.actor.name() == Some(who.as_str()) {
        true => t!(page.lang, "answers-both-mine"),
        false => t!(page.lang, "answers-both", who = who),
    };
    form(page, case, newest, (&help, officers))
}

/// `both`: what to do about what somebody else wrote meanwhile; empty where nobody did.
fn form(
    page: &PageContext,
    case: &ProposalView,
    act: &ActView,
    (both, officers): (&str, Option<Officers>),
) -> AnyView {
    let lang = page.lang;
    let (step, specs) = fields_of(case, act);
    let mut specs = specs.to_vec();
    // Asked for no more: only where it was told.
    specs.retain(|spec| spec.name != PHOTO_URL || act.fields.contains_key(PHOTO_URL));
    specs.push(FieldSpec::required(CORRECTION_REASON, FieldInput::LongText).between(1, BODY_MAX));
    let mut form = SpecForm::new(page, FORM, step, &specs);
    form.bodies = body_suggestions(page.lang, &case.ruleset.bodies);
    form.given = act.fields.clone();
    form.given.remove(CORRECTION_REASON);
    form.before = Some(form.given.clone());
    form.officers = officers.map(|officers| officers.recorded(&mut form.given));
    form.both = !both.is_empty();
    let help = both.to_owned();
    let title = t!(lang, "answers-correct-title");
    let what = t!(
        lang,
        "answers-correct-lead",
        what = name(page, act),
        when = day_near(lang, act.happened_on, page.today()),
        who = act.actor_name.clone(),
    );
    let action = page.href(&format!("{}/ratta/{}", path(case), act.id));
    view! {
        {page_title(title.clone())}
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.state.clone() label=form.label() help/>
            {head(page, case, &title, &what)}
            <p>{t!(lang, "answers-correct-how")}</p>
            {look::preview(page, case, FORM)}
            <form class="form" method="post" action=action novalidate>
                {once(page, &form.state)}
                {same_body(&form)}
                {form.fields()}
                {consequences(page, case, Told::CORRECTION, &[])}
                <div class="actions" id=look::CHOOSE tabindex="-1">
                    {look::button(page)}
                    <button class="btn">{t!(lang, "answers-correct-submit")}</button>
                    <a class="btn btn--quiet" href=page.href(&path(case))>{t!(lang, "answers-cancel")}</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}

/// The form an act was recorded with, and the code its fields' words go by.
fn fields_of(case: &ProposalView, act: &ActView) -> (&'static str, &'static [FieldSpec]) {
    match (act.kind, act.transition, idea_move(act)) {
        (ActKind::Transition, Some(kind), _) => (kind.code(), at_its_stage(case, act, kind)),
        (ActKind::IdeaMove, _, Some(kind)) => (kind.code(), kind.fields()),
        (ActKind::OfficialAnswer, ..) => ("answer", act.kind.fields()),
        (ActKind::ElectedOpinion, ..) => ("opinion", act.kind.fields()),
        (kind, ..) => (kind.code(), kind.fields()),
    }
}

/// Two steps ask for more from some stages: the form is that of the stage the step was taken from.
fn at_its_stage(case: &ProposalView, act: &ActView, kind: TransitionKind) -> &'static [FieldSpec] {
    use nara_domain::proposal::StageCode;
    use nara_domain::proposal::required::fields_at;
    // A correction stands where the first version of the act stood.
    let mut first = act;
    while let Some(earlier) = first
        .supersedes
        .and_then(|id| case.acts.iter().find(|act| act.id == id))
    {
        first = earlier;
    }
    case.acts
        .iter()
        .filter(|other| {
            other.id < first.id && other.kind == ActKind::Transition && other.supersedes.is_none()
        })
        .max_by_key(|other| other.id)
        .and_then(|before| StageCode::from_code(&before.stage))
        .map_or(kind.fields(), |stage| fields_at(stage, kind))
}

fn idea_move(act: &ActView) -> Option<IdeaMoveKind> {
    act.idea_move
}

fn name(page: &PageContext, act: &ActView) -> String {
    let lang = page.lang;
    match (act.transition, idea_move(act)) {
        (Some(kind), _) => t!(lang, &format!("transition-{kind}-done")),
        (_, Some(kind)) => match kind.verdict() {
            Some(verdict) => t!(lang, &format!("verdict-{verdict}")),
            None => t!(lang, &format!("idea_move-{kind}")),
        },
        _ => t!(lang, &format!("act-{}", act.kind)),
    }
    .into_owned()
}
