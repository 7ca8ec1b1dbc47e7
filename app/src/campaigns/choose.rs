//! `/kampanjer/{slug}/val`: which idea fills which slot, and which are kept for later. A form for each
//! idea, so that what is saved stays saved.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_query_map;
use nara_domain::campaign::{CampaignStepKind, KEPT_MAX, runs};
use nara_domain::error::Denied;

use super::api::{CampaignIdea, CampaignPort, CampaignView, REASON, SLOT};
use super::ideas::{helpers, loose};
use super::shown::{all_path, path_of, way_to};
use super::slots::filled_in_all;
use super::{CHOICE, campaign_slug};
use crate::context::{PageContext, page, port};
use crate::i18n::Lang;
use crate::layout::{load, page_title};
use crate::proposals::shown::path_of as idea_path;
use crate::t;
use crate::ui::{
    Crumbs, DayOf, ErrorSummary, FormState, Icon, Kind, Notice, TextField, icon, written_in,
};

/// In the values of a form that came back: which idea it is about.
const IDEA: &str = "idea";
/// Ideas of a set that are decided on at a time; the next follow when these are.
const AT_ONCE: usize = 25;
/// Of those that are kept, the latest of a set; each other one has a way here from the list of all.
const KEPT_AT_ONCE: usize = 10;
/// In the address: the idea to be decided on, alone.
pub(super) const ONE: &str = "ide";

/// For those who run the campaign.
#[component]
pub fn ChoosePage() -> impl IntoView {
    let page = page();
    let campaigns = port::<dyn CampaignPort>();
    let (slug, actor, now) = (campaign_slug(), page.actor.clone(), page.now);
    let data = async move {
        runs(&actor, CampaignStepKind::Curate, true)?;
        let view = campaigns?.campaign(&actor, &slug, now).await?;
        match view.runs {
            true => Ok(view),
            false => Err(Denied::Role.into()),
        }
    };
    let one = use_query_map().read_untracked().get(ONE);
    load(data, move |view| show(&page, &view, one.as_deref()))
}

fn label(lang: Lang, field: &str) -> String {
    match field {
        SLOT => t!(lang, "campaign-choice-slot"),
        _ => t!(lang, "campaign-choice-reason"),
    }
    .into_owned()
}

/// `one`: the idea that is asked for alone. One whose form came back stands alone too: in its list it could
/// be behind those that are shown.
pub(super) fn show(page: &PageContext, view: &CampaignView, one: Option<&str>) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, CHOICE);
    let back = form.value(IDEA, "");
    let one = match back.is_empty() {
        true => one,
        false => Some(back.as_str()),
    };
    let one = one.and_then(|one| view.ideas.iter().find(|idea| idea.id.to_string() == one));
    let (chosen, quota) = filled_in_all(view);
    let left = i64::try_from(loose(view).len()).unwrap_or(i64::MAX);
    let closed = (!view.stage.is_choosing()).then(|| {
        view! {
            <Notice kind=Kind::Info title=t!(lang, "error-not_allowed_now-title")>
                <p>{t!(lang, "not_allowed-not_choosing")}</p>
            </Notice>
        }
    });
    // What was typed stays, also when it is too late.
    let open = view.stage.is_choosing() || form.came_back();
    let sets = match one {
        Some(idea) => alone(page, view, idea, &form, open),
        None => (1_i64..)
            .zip(&view.plan.sets)
            .map(|(number, set)| self::set(page, view, (number, &set.name), &form, open))
            .collect_view()
            .into_any(),
    };
    view! {
        {page_title(t!(lang, "campaign-choose"))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=move |field: &str| label(lang, field)/>
            <header class="head">
                <Crumbs way=way_to(lang, view)/>
                <h1>{t!(lang, "campaign-choose")}</h1>
                <p class="lead">{t!(lang, "campaign-choose-lead")}</p>
                <p>
                    {t!(lang, "campaign-choose-slots", count = quota - chosen)}" "
                    {t!(lang, "campaign-choose-left", count = left)}
                </p>
            </header>
            {closed}
            {sets}
        </div>
    }
    .into_any()
}

/// The slots of a set that no idea fills.
fn free_slots(view: &CampaignView, set: i64) -> Vec<i64> {
    let slots = view.plan.slots_of(set);
    slots.filter(|slot| view.in_slot(*slot).is_none()).collect()
}

/// One idea, and the way to the others.
fn alone(
    page: &PageContext,
    view: &CampaignView,
    idea: &CampaignIdea,
    form: &FormState,
    open: bool,
) -> AnyView {
    let lang = page.lang;
    let name = view.plan.set(idea.set).map(|set| set.name.clone());
    let free = free_slots(view, idea.set);
    let all = page.href(&format!("{}/val", path_of(&view.slug)));
    view! {
        <section class="section flow" aria-labelledby="en-ide">
            <h2 id="en-ide" lang=written_in(lang) dir="auto">{name}</h2>
            <h3 class="visually-hidden">{t!(lang, "campaign-choose-one")}</h3>
            <ul class="items">{line(page, view, idea, (form, open), &free)}</ul>
            <p><a href=all>{t!(lang, "campaign-choose-others")}</a></p>
        </section>
    }
    .into_any()
}

/// The ideas of a set: those to be decided on first, then those in slots, then those kept.
fn set(
    page: &PageContext,
    view: &CampaignView,
    (number, name): (i64, &str),
    form: &FormState,
    open: bool,
) -> AnyView {
    let lang = page.lang;
    // The earliest first: nobody's idea waits for ever behind newer ones.
    let of_set = || view.ideas.iter().rev().filter(|idea| idea.set == number);
    let (decided, loose): (Vec<_>, Vec<_>) =
        of_set().partition(|idea| idea.slot.is_some() || idea.kept.is_some());
    let (mut chosen, mut kept): (Vec<_>, Vec<_>) =
        decided.into_iter().partition(|idea| idea.slot.is_some());
    chosen.sort_by_key(|idea| idea.slot);
    let free = free_slots(view, number);
    let lines = |ideas: &[&CampaignIdea]| {
        ideas
            .iter()
            .map(|idea| line(page, view, idea, (form, open), &free))
            .collect_view()
    };
    let more = loose.len().saturating_sub(AT_ONCE);
    let more = (more > 0).then(|| {
        let more = i64::try_from(more).unwrap_or(i64::MAX);
        view! { <p class="muted">{t!(lang, "campaign-choose-more", count = more)}</p> }
    });
    let first: Vec<_> = loose.iter().copied().take(AT_ONCE).collect();
    let none = first.is_empty().then(|| {
        view! { <p class="muted">{t!(lang, "campaign-choose-none")}</p> }
    });
    let part = |ideas: &[&CampaignIdea], words: &str, most: usize| {
        let shown = ideas.get(..ideas.len().min(most)).unwrap_or_default();
        let count = i64::try_from(ideas.len()).unwrap_or(i64::MAX);
        (count > 0).then(|| {
            view! {
                <h3>{t!(lang, words, count = count)}</h3>
                <ul class="items">{lines(shown)}</ul>
            }
        })
    };
    // The latest first of those that are over.
    kept.reverse();
    let rest = (kept.len() > KEPT_AT_ONCE).then(|| {
        let to = page.href(&format!("{}?lada={number}", all_path(&view.slug)));
        view! { <p><a href=to>{t!(lang, "campaign-choose-kept-all")}</a></p> }
    });
    let id = format!("lada-{number}");
    let quota = view.plan.set(number).map_or(0, |set| set.quota);
    let filled = i64::try_from(chosen.len()).unwrap_or(i64::MAX);
    view! {
        <section class="section flow" aria-labelledby=id.clone()>
            <h2 id=id.clone()>
                <span lang=written_in(lang) dir="auto">{name.to_owned()}</span>": "
                {t!(lang, "campaign-filled", chosen = filled, quota = quota)}
            </h2>
            {none}
            {part(&first, "campaign-choose-loose", AT_ONCE)}
            {more}
            {part(&chosen, "campaign-choose-chosen", AT_ONCE)}
            {part(&kept, "campaign-choose-kept", KEPT_AT_ONCE)}
            {rest}
        </section>
    }
    .into_any()
}

fn line(
    page: &PageContext,
    view: &CampaignView,
    idea: &CampaignIdea,
    (form, open): (&FormState, bool),
    free: &[i64],
) -> AnyView {
    let lang = page.lang;
    let to = page.href(&idea_path(idea.id, &idea.slug));
    let id = idea.id.to_string();
    let form = match form.value(IDEA, "") == id {
        true => form.clone(),
        false => FormState::one_of(page, CHOICE, &id),
    };
    let action = format!("{}/val/{id}", path_of(&view.slug));
    let fields = open.then(|| {
        let slots = slot(lang, &form, idea, free);
        let value = idea.kept.clone().unwrap_or_default();
        let title = idea.title.clone();
        view! {
            <form class="form" method="post" action=page.href(&action) novalidate>
                {slots}
                <TextField form=form.clone() name=REASON label=label(lang, REASON) value
                    hint=t!(lang, "campaign-choice-reason-hint", max = KEPT_MAX) optional=true/>
                <div class="actions">
                    <button class="btn btn--secondary btn--small">
                        {t!(lang, "campaign-choice-save")}
                        <span class="visually-hidden">": "{title}</span>
                    </button>
                </div>
            </form>
        }
    });
    view! {
        <li class="item item--plain">
            <div class="flow">
                <h4 class="item__title">
                    <a href=to lang=written_in(lang) dir="auto">{idea.title.clone()}</a>
                </h4>
                <div class="item__meta">
                    <span>{idea.author.clone()}</span>
                    <span>{t!(lang, "common-supporters", count = idea.support)}</span>
                    {helpers(lang, idea)}
                    <span><DayOf at=idea.at/></span>
                </div>
                {fields}
            </div>
        </li>
    }
    .into_any()
}

/// The slots the idea could have: its own and the free ones of its set.
fn slot(lang: Lang, form: &FormState, idea: &CampaignIdea, free: &[i64]) -> AnyView {
    let id = form.id(SLOT);
    let present = idea.slot.map(|slot| slot.to_string()).unwrap_or_default();
    let typed = form.value(SLOT, &present);
    let mut slots: Vec<i64> = free.iter().copied().chain(idea.slot).collect();
    slots.sort_unstable();
    let options = slots
        .into_iter()
        .map(|slot| {
            let value = slot.to_string();
            let selected = value == typed;
            view! { <option value=value selected=selected>{t!(lang, "campaign-choice-place", slot = slot)}</option> }
        })
        .collect_view();
    let problem = form.problem(SLOT);
    let problem_id = format!("{id}-fel");
    let (described, invalid, class) = match problem.is_some() {
        true => (Some(problem_id.clone()), Some("true"), "field field--error"),
        false => (None, None, "field"),
    };
    view! {
        <div class=class>
            <label class="field__label" for=id.clone()>{label(lang, SLOT)}</label>
            {problem.map(|problem| view! {
                <p class="field__error" id=problem_id>{icon(Icon::Alert)}{problem}</p>
            })}
            <select class="input input--short" id=id name=SLOT aria-describedby=described aria-invalid=invalid>
                <option value="" selected=typed.is_empty()>{t!(lang, "campaign-choice-no_place")}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}
