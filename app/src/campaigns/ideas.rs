//! The ideas that stand in no slot: the newest, and those that are kept for later.

use leptos::prelude::*;

use super::api::{CampaignIdea, CampaignView};
use super::choose::ONE;
use super::picture;
use super::shown::{all_path, path_of};
use super::slots::filling;
use crate::context::PageContext;
use crate::i18n::Lang;
use crate::proposals::shown::path_of as idea_path;
use crate::t;
use crate::ui::{DayOf, written_in};

/// How many of each are listed before somebody asks for all.
const FIRST: usize = 12;

/// Neither in a slot nor kept, the latest first.
pub fn loose(view: &CampaignView) -> Vec<&CampaignIdea> {
    let ideas = view.ideas.iter();
    ideas
        .filter(|idea| idea.slot.is_none() && idea.kept.is_none())
        .collect()
}

/// Kept for later, the latest first.
pub fn kept(view: &CampaignView) -> Vec<&CampaignIdea> {
    let ideas = view.ideas.iter();
    ideas
        .filter(|idea| idea.slot.is_none() && idea.kept.is_some())
        .collect()
}

/// The ideas that are not chosen, in two lists: the first of them, and where the rest is.
pub fn others(page: &PageContext, view: &CampaignView) -> AnyView {
    let lang = page.lang;
    let (loose, kept) = (loose(view), kept(view));
    let newest = match (loose.is_empty(), view.ideas.is_empty()) {
        (false, _) => Some(list(page, view, &loose)),
        (true, true) => {
            Some(view! { <p class="muted">{t!(lang, "campaign-ideas-none")}</p> }.into_any())
        }
        // Later nothing new comes, and nobody asks for it.
        (true, false) => view.stage.is_choosing().then(|| {
            view! { <p class="muted">{t!(lang, "campaign-ideas-none-loose")}</p> }.into_any()
        }),
    };
    let newest = newest.map(|newest| {
        view! {
            <section class="section flow" aria-labelledby="nyaste" data-nosnippet="">
                <h2 id="nyaste">{t!(lang, "campaign-newest")}</h2>
                {newest}
            </section>
        }
    });
    let kept = (!kept.is_empty()).then(|| {
        view! {
            <section class="section flow" aria-labelledby="sparade" data-nosnippet="">
                <h2 id="sparade">{t!(lang, "campaign-kept")}</h2>
                <p>{t!(lang, "campaign-kept-means")}</p>
                {list(page, view, &kept)}
            </section>
        }
    });
    view! {
        {newest}
        {kept}
    }
    .into_any()
}

fn list(page: &PageContext, view: &CampaignView, ideas: &[&CampaignIdea]) -> AnyView {
    let lang = page.lang;
    let items = ideas
        .iter()
        .take(FIRST)
        .map(|idea| line(page, view, idea))
        .collect_view();
    let more = (ideas.len() > FIRST).then(|| {
        let to = page.href(&all_path(&view.slug));
        let count = i64::try_from(view.ideas.len()).unwrap_or(i64::MAX);
        view! { <p><a href=to>{t!(lang, "campaign-ideas-all", count = count)}</a></p> }
    });
    view! {
        <ol class="items">{items}</ol>
        {more}
    }
    .into_any()
}

/// An idea in a list; for those who choose, with the way to where that is done.
pub(super) fn line(
    page: &PageContext,
    view: &CampaignView,
    idea: &CampaignIdea,
) -> impl IntoView + use<> {
    let lang = page.lang;
    let choose = (view.runs && view.stage.is_choosing()).then(|| {
        let to = format!("{}/val?{ONE}={}", path_of(&view.slug), idea.id);
        let title = idea.title.clone();
        view! {
            <a href=page.href(&to)>
                {t!(lang, "campaign-choose-this")}<span class="visually-hidden">": "{title}</span>
            </a>
        }
    });
    let to = page.href(&idea_path(idea.id, &idea.slug));
    let set = view.plan.set(idea.set).map(|set| set.name.clone());
    let set = set.map(|name| view! { <span lang=written_in(lang) dir="auto">{name}</span> });
    let reason = idea.kept.clone().map(|reason| {
        view! {
            <p class="item__gist">
                {t!(lang, "campaign-kept-because")}" "
                <span lang=written_in(lang) dir="auto">{reason}</span>
            </p>
        }
    });
    // One that nobody chose can be answered all the same.
    let answer = filling(Some(idea));
    let answer = answer.kind().is_some().then(|| answer.tag(lang));
    view! {
        <li class="item item--plain">
            <div>
                <h3 class="item__title">
                    <a href=to lang=written_in(lang) dir="auto">{idea.title.clone()}</a>
                </h3>
                {reason}
                {picture::small(page, view, idea.id)}
                <div class="item__meta">
                    {answer}
                    {set}
                    <span>{idea.author.clone()}</span>
                    <span>{t!(lang, "common-supporters", count = idea.support)}</span>
                    {helpers(lang, idea)}
                    <span><DayOf at=idea.at/></span>
                    {choose}
                </div>
            </div>
        </li>
    }
}

/// How many want to help with it, where anybody does.
pub(super) fn helpers(lang: Lang, idea: &CampaignIdea) -> impl IntoView + use<> {
    let count = idea.helpers;
    (count > 0).then(|| view! { <span>{t!(lang, "helping-count", count = count)}</span> })
}
