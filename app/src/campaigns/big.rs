//! `/kampanjer/{slug}?visning=storbild`: the same campaign on a wall, for a classroom. Nothing to press:
//! the question, the slots as they fill, and where to go with a phone.

use leptos::prelude::*;
use leptos_meta::Meta;

use super::api::CampaignView;
use super::detail::live;
use super::novelty::on_the_wall as on_the_wall_new;
use super::outcome::on_the_wall;
use super::shown::{day_line, day_of, path_of, stage_name};
use super::slots::{filled_in_all, picture};
use crate::context::PageContext;
use crate::layout::page_title;
use crate::t;
use crate::ui::written_in;

/// Newest ideas that are read from the back of a room.
const NEWEST: usize = 3;

pub fn show(page: &PageContext, view: &CampaignView) -> AnyView {
    let lang = page.lang;
    let (chosen, quota) = filled_in_all(view);
    let stage = view.stage.code();
    let when = day_line(lang, stage, day_of(view), page.today());
    let when = when.unwrap_or_else(|| stage_name(lang, stage));
    let newest: Vec<_> = view
        .ideas
        .iter()
        .take(NEWEST)
        .map(|idea| {
            view! {
                <li>
                    <strong lang=written_in(lang) dir="auto">{idea.title.clone()}</strong>" "
                    <span class="muted">{idea.author.clone()}</span>
                </li>
            }
        })
        .collect();
    // From the vote on, what counts is what was voted.
    let voted = view.stage.voting().is_some() || view.counted().is_some();
    let newest = (!newest.is_empty() && !voted).then(|| {
        view! {
            <section aria-labelledby="nyaste">
                <h2 id="nyaste">{t!(lang, "campaign-newest-big")}</h2>
                <ul class="bullets">{newest}</ul>
            </section>
        }
    });
    let door = view.stage.takes_ideas().then(|| {
        let address = page
            .site
            .public_url
            .rsplit("://")
            .next()
            .unwrap_or_default();
        let address = format!("{address}{}", page.href("/grupp"));
        view! {
            <p class="big__door">
                {t!(lang, "campaign-door")}" "<strong translate="no">{address}</strong>
            </p>
        }
    });
    let ideas = i64::try_from(view.ideas.len()).unwrap_or(i64::MAX);
    view! {
        {page_title(&view.plan.title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap big">
            <h1 lang=written_in(lang) dir="auto">{view.plan.question.clone()}</h1>
            <div class="flow" data-live="wall">
            {picture(page, view)}
            <p class="big__counts">
                <span>{t!(lang, "campaign-filled", chosen = chosen, quota = quota)}</span>
                <span>{t!(lang, "campaign-ideas", count = ideas)}</span>
                <span>{when}</span>
                {on_the_wall_new(page, view)}
            </p>
            {on_the_wall(page, view)}
            {newest}
            </div>
            {door}
            <p class="small"><a href=page.href(&path_of(&view.slug))>{t!(lang, "campaign-small")}</a></p>
            {live(page, view)}
        </div>
    }
    .into_any()
}
