//! `/kampanjer/{slug}?visning=storbild`: the same campaign on a wall, for a classroom. Nothing to press:
//! the question, the slots as they fill, and where to go with a phone. All of it fits on a projector's screen:
//! nobody scrolls on a wall.

use leptos::prelude::*;
use leptos_meta::Meta;

use super::api::CampaignView;
use super::detail::live;
use super::novelty::on_the_wall as on_the_wall_new;
use super::outcome::on_the_wall;
use super::shown::{day_line, day_of, path_of, stage_name};
use super::slots::{filled_in_all, picture};
use crate::context::PageContext;
use crate::escape;
use crate::layout::page_title;
use crate::posters::typed;
use crate::t;
use crate::ui::{QrPort, qr, written_in};

/// Newest ideas that are read from the back of a room.
const NEWEST: usize = 3;
/// Letters from which a question is set smaller, so that the rest still fits.
const LONG: usize = 70;

pub fn show(page: &PageContext, view: &CampaignView, codes: &dyn QrPort) -> AnyView {
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
    let class = match view.plan.question.chars().count() > LONG {
        true => "wrap big big--long",
        false => "wrap big",
    };
    let ideas = i64::try_from(view.ideas.len()).unwrap_or(i64::MAX);
    view! {
        {page_title(&view.plan.title)}
        <Meta name="robots" content="noindex"/>
        <div class=class>
            <h1 lang=written_in(lang) dir="auto">{view.plan.question.clone()}</h1>
            <div class="big__live" data-live="wall">
                {picture(page, view)}
                <p class="big__counts">
                    <span>{t!(lang, "campaign-filled", chosen = chosen, quota = quota)}</span>
                    <span>{t!(lang, "campaign-ideas", count = ideas)}</span>
                    <span>{when}</span>
                    {on_the_wall_new(page, view)}
                </p>
                <div class="big__foot">
                    <div>{on_the_wall(page, view)} {newest}</div>
                    {door(page, view, codes)}
                </div>
            </div>
            <div class="small">
                <a href=page.href(&path_of(&view.slug))>{t!(lang, "campaign-small")}</a>
                {live(page, view)}
            </div>
        </div>
    }
    .into_any()
}

/// Where to go with a phone: into one's group, to the vote, or to the campaign's page.
fn way(page: &PageContext, view: &CampaignView) -> (&'static str, String) {
    let here = path_of(&view.slug);
    let voting = view.stage.voting();
    match voting.is_some_and(|voting| voting.is_open(page.today())) {
        true => ("vote-door", format!("{here}/rosta")),
        false if view.stage.takes_ideas() => ("campaign-door", "/grupp".to_owned()),
        false => ("campaign-read-at", here),
    }
}

/// The way there in words, and as a code for those who sit in the room.
fn door(page: &PageContext, view: &CampaignView, codes: &dyn QrPort) -> AnyView {
    let lang = page.lang;
    let (word, path) = way(page, view);
    let address = format!("{}{}", page.site.public_url, page.href(&path));
    let short = typed(&address);
    let label = t!(lang, "campaign-door-code", address = short.clone()).into_owned();
    // Into two lines where its parts meet.
    let broken = escape::text(&short).replace('/', "/<wbr>");
    // The words lead there without it.
    let code = codes.qr(&address).ok();
    let code = code.map(|code| qr(&code, "big__code", label));
    view! {
        <div class="big__door">
            <p>{t!(lang, word)}" "<strong translate="no" inner_html=broken></strong></p>
            {code}
        </div>
    }
    .into_any()
}
