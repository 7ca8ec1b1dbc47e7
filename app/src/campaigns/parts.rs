//! `/kampanjer/{slug}/ideer/{idea}`: the problem, the first step and the rough cost of an idea, written by
//! whoever it is of, and by those who run its campaign.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::campaign::{PARTS_FIELDS, Parts};
use nara_domain::ids::ProposalId;

use super::api::{CampaignPort, PartsView, SEEN};
use super::shown::path_of;
use super::{PARTS, campaign_slug};
use crate::answers::SpecForm;
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::i18n::Lang;
use crate::layout::{load, page_title};
use crate::proposals::shown::path_of as idea_path;
use crate::t;
use crate::ui::{Crumbs, ErrorSummary, Kind, Notice, written_in};

/// Under which step the words of the form's fields stand.
const WORDS: &str = "idea_parts";

/// The address of an idea's parts.
pub fn parts_path(slug: &str, idea: ProposalId) -> String {
    format!("{}/ideer/{idea}", path_of(slug))
}

#[component]
pub fn PartsPage() -> impl IntoView {
    let page = page();
    let campaigns = port::<dyn CampaignPort>();
    let (slug, actor, now) = (campaign_slug(), page.actor.clone(), page.now);
    let idea = use_params_map().get_untracked().get("idea");
    let idea = idea.and_then(|idea| idea.parse::<ProposalId>().ok());
    let data = async move {
        let idea = idea.ok_or(AppError::NotFound)?;
        campaigns?.parts(&actor, &slug, idea, now).await
    };
    load(data, move |view| show(&page, &view))
}

pub(super) fn show(page: &PageContext, view: &PartsView) -> AnyView {
    let lang = page.lang;
    let mut form = SpecForm::new(page, PARTS, WORDS, PARTS_FIELDS);
    if let Some(parts) = &view.parts {
        form.given = parts.to_fields();
    }
    let help = match form.state.is_conflict() {
        true => t!(lang, "parts-overtaken").into_owned(),
        false => String::new(),
    };
    let way = vec![
        (
            t!(lang, "campaigns-title").into_owned(),
            "/kampanjer".to_owned(),
        ),
        (view.campaign.clone(), path_of(&view.slug)),
    ];
    let closed = (!view.open).then(|| {
        view! {
            <Notice kind=Kind::Info title=t!(lang, "error-not_allowed_now-title")>
                <p>{t!(lang, "not_allowed-not_choosing")}</p>
            </Notice>
        }
    });
    let leader = view.leader_writes.then(|| {
        view! {
            <Notice kind=Kind::Info title=t!(lang, "parts-leader-title")>
                <p>{t!(lang, "parts-leader")}</p>
            </Notice>
        }
    });
    let open = view.open && !view.leader_writes;
    // Who was overtaken reads what stands there now.
    let now = view
        .parts
        .as_ref()
        .filter(|_| form.state.is_conflict() || !view.open);
    let now = now.map(|parts| shown(lang, parts));
    // What was typed stays, also when it is too late.
    let fields = (open || form.state.came_back()).then(|| fields(page, view, &form));
    view! {
        {page_title(t!(lang, "parts-title", title = view.title.clone()))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.state.clone() label=form.label() help/>
            <header class="head">
                <Crumbs way/>
                <h1>
                    <span lang=written_in(lang) dir="auto">{view.title.clone()}</span>
                </h1>
                <p class="lead">{t!(lang, "parts-lead")}</p>
            </header>
            {closed}
            {leader}
            {now}
            {fields}
        </div>
    }
    .into_any()
}

fn fields(page: &PageContext, view: &PartsView, form: &SpecForm) -> AnyView {
    let lang = page.lang;
    // Who was overtaken has read what stands there, and decides anew.
    let seen = match form.state.is_conflict() {
        true => view.seen.clone(),
        false => form.state.value(SEEN, &view.seen),
    };
    let once = form.state.value("once", &page.once);
    // An old title in the address leads to the present one.
    let back = page.href(&idea_path(view.idea, "-"));
    let action = page.href(&parts_path(&view.slug, view.idea));
    view! {
        <form class="form" method="post" action=action novalidate>
            <input type="hidden" name=SEEN value=seen/>
            <input type="hidden" name="once" value=once/>
            {form.fields()}
            <div class="actions">
                <button class="btn">{t!(lang, "parts-save")}</button>
                <a class="btn btn--quiet" href=back>{t!(lang, "parts-back")}</a>
            </div>
        </form>
    }
    .into_any()
}

/// The parts as everybody reads them.
pub(super) fn shown(lang: Lang, parts: &Parts) -> AnyView {
    let lines = parts
        .texts()
        .into_iter()
        .map(|(name, text)| {
            view! {
                <h3>{t!(lang, &format!("field-{WORDS}-{name}"))}</h3>
                <p class="as-written" lang=written_in(lang) dir="auto">{text.to_owned()}</p>
            }
        })
        .collect_view();
    view! { <div class="flow">{lines}</div> }.into_any()
}
