//! `/kampanjer/{slug}/steg/{step}`: the form of one step, asking for exactly what must go with it.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::actor::Body;
use nara_domain::campaign::{ANSWER_DAYS, CampaignStepKind, Licence, WhoVotes, allowed_from, runs};
use nara_domain::error::Denied;
use nara_domain::fields::{FieldInput, Values};

use super::api::{CampaignPort, CampaignView, SEEN};
use super::record;
use super::shown::{path_of, stage_name, way_to, words_of};
use super::{STEP, campaign_slug};
use crate::answers::{SpecForm, body_suggestions};
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::layout::{load, page_title};
use crate::proposals::api::ProposalPort;
use crate::t;
use crate::ui::{Crumbs, ErrorSummary, Kind, Notice};

/// For those who may take the step; why not now, where it does not follow.
#[component]
pub fn CampaignStepPage() -> impl IntoView {
    let page = page();
    let code = use_params_map().read_untracked().get("step");
    let step = CampaignStepKind::from_code(&code.unwrap_or_default());
    let (campaigns, proposals) = (port::<dyn CampaignPort>(), port::<dyn ProposalPort>());
    let (slug, actor, now) = (campaign_slug(), page.actor.clone(), page.now);
    let data = async move {
        let step = step.ok_or(AppError::NotFound)?;
        runs(&actor, step, true)?;
        let view = campaigns?.campaign(&actor, &slug, now).await?;
        let follows = allowed_from(view.stage.code()).contains(&step);
        if follows && !view.steps.contains(&step) {
            // It follows, and is not for this reader to take.
            return Err(Denied::Role.into());
        }
        let asks = |input| step.fields().iter().any(|spec| spec.input == input);
        let bodies = match asks(FieldInput::Body) {
            true => proposals?.rules().await?.bodies.clone(),
            false => Vec::new(),
        };
        Ok((step, view, bodies))
    };
    load(data, move |(step, view, bodies)| {
        show(&page, step, &view, &bodies)
    })
}

pub(super) fn show(
    page: &PageContext,
    step: CampaignStepKind,
    view: &CampaignView,
    bodies: &[Body],
) -> AnyView {
    let lang = page.lang;
    let mut form = SpecForm::new(page, STEP, words_of(step), step.fields());
    form.given = suggested(step, view);
    form.bodies = body_suggestions(lang, bodies);
    let (code, open) = (step.code(), view.steps.contains(&step));
    let title = t!(lang, &format!("campaign-step-{code}")).into_owned();
    let overtaken = form.state.is_conflict();
    if overtaken && step == CampaignStepKind::Revise {
        form.before = Some(view.plan.values());
        form.both = true;
    }
    let help = match overtaken {
        true => t!(lang, "campaign-overtaken-help").into_owned(),
        false => String::new(),
    };
    // What was sent comes back as typed, also when the campaign has moved on meanwhile.
    let body = match open || form.state.came_back() {
        true => fields(page, step, view, &form),
        false => closed(page, view),
    };
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.state.clone() label=form.label() help/>
            <header class="head">
                <Crumbs way=way_to(lang, view)/>
                <h1>{title.clone()}</h1>
                <p class="lead">{t!(lang, &format!("campaign-step-{code}-help"))}</p>
            </header>
            {meanwhile(page, view, &form)}
            {body}
        </div>
    }
    .into_any()
}

/// What stands in the form before anybody types.
fn suggested(step: CampaignStepKind, view: &CampaignView) -> Values {
    match step {
        CampaignStepKind::Revise => view.plan.values(),
        // Written again, it begins with what stands there.
        CampaignStepKind::Report => match view.report() {
            Some(report) => report.values(),
            None => [("licence".to_owned(), Licence::CcBy4.code().to_owned())].into(),
        },
        CampaignStepKind::Approve => [("answer_days".to_owned(), ANSWER_DAYS.to_string())].into(),
        CampaignStepKind::Vote => [
            ("votes_each".to_owned(), "1".to_owned()),
            ("who".to_owned(), WhoVotes::Groups.code().to_owned()),
        ]
        .into(),
        _ => Values::new(),
    }
}

/// Why there is no form: where the campaign is, and what can be done there.
fn closed(page: &PageContext, view: &CampaignView) -> AnyView {
    let lang = page.lang;
    let stage = stage_name(lang, view.stage.code());
    let back = page.href(&path_of(&view.slug));
    view! {
        <Notice kind=Kind::Warning title=t!(lang, "error-not_allowed_now-title")>
            <p>{t!(lang, "campaign-step-closed", stage = stage)}</p>
            <p><a href=back>{t!(lang, "campaign-back")}</a></p>
        </Notice>
    }
    .into_any()
}

/// What others have recorded since the form was opened.
fn meanwhile(page: &PageContext, view: &CampaignView, form: &SpecForm) -> AnyView {
    if !form.state.is_conflict() {
        return ().into_any();
    }
    let seen = form.state.value(SEEN, "");
    let after = view
        .acts
        .iter()
        .position(|act| act.id.to_string() == seen)
        .map_or(0, |place| place + 1);
    let since: Vec<_> = view.acts.iter().skip(after).collect();
    if since.is_empty() {
        return ().into_any();
    }
    let lang = page.lang;
    let stories = since
        .into_iter()
        .map(|act| record::story(lang, act))
        .collect_view();
    view! {
        <section class="section flow" aria-labelledby="deras">
            <h2 id="deras">{t!(lang, "campaign-meanwhile")}</h2>
            {stories}
        </section>
    }
    .into_any()
}

fn fields(
    page: &PageContext,
    step: CampaignStepKind,
    view: &CampaignView,
    form: &SpecForm,
) -> AnyView {
    let lang = page.lang;
    let code = step.code();
    // Who was overtaken has read what happened, and decides anew.
    let seen = match form.state.is_conflict() {
        true => view.seen(),
        false => form.state.value(SEEN, &view.seen()),
    };
    let once = form.state.value("once", &page.once);
    let path = path_of(&view.slug);
    let then = match view.stage.is_public() || step == CampaignStepKind::Approve {
        true => t!(lang, "campaign-then-public"),
        false => t!(lang, "campaign-then-draft"),
    };
    let look = match step {
        CampaignStepKind::Cancel => "btn btn--danger",
        _ => "btn",
    };
    view! {
        <form class="form" method="post" action=page.href(&format!("{path}/steg/{code}")) novalidate>
            <input type="hidden" name=SEEN value=seen/>
            <input type="hidden" name="once" value=once/>
            {form.fields()}
            <section class="panel panel--quiet" aria-labelledby="sedan">
                <h2 class="panel__title" id="sedan">{t!(lang, "answers-then")}</h2>
                <ul class="flow">
                    <li>{t!(lang, &format!("campaign-step-{code}-then"))}</li>
                    <li>{then}</li>
                </ul>
            </section>
            <div class="actions">
                <button class=look>{t!(lang, &format!("campaign-step-{code}"))}</button>
                <a class="btn btn--quiet" href=page.href(&path)>{t!(lang, "campaign-back")}</a>
            </div>
        </form>
    }
    .into_any()
}
