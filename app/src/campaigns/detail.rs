//! `/kampanjer/{slug}`: a campaign for people who look rather than read. What is asked, how far it has
//! come, who answers and by when; then the ideas, and what has happened.

use leptos::prelude::*;
use leptos_meta::{Link, Meta};
use leptos_router::hooks::use_query_map;
use nara_domain::campaign::CampaignStage;
use nara_domain::ids::GroupId;
use nara_domain::permissions::run_groups;

use super::api::{CampaignIdea, CampaignPort, CampaignView};
use super::report::report_path;
use super::shown::{big_path, day_line, day_of, is_late, path_of, stage_kind, stage_name};
use super::slots::{filled_in_all, picture, slots_of, table};
use super::{about, big, campaign_slug, ideas, novelty, office, outcome, record};
use crate::context::{PageContext, page, port};
use crate::groups::api::GroupPort;
use crate::layout::{load, page_description, page_title};
use crate::proposals::{Live, LiveWords};
use crate::t;
use crate::ui::{Crumbs, ErrorSummary, Kind, QrPort, Tag, icon, written_in};

#[component]
pub fn CampaignPage() -> impl IntoView {
    let page = page();
    let (campaigns, groups) = (port::<dyn CampaignPort>(), port::<dyn GroupPort>());
    let (slug, actor, now) = (campaign_slug(), page.actor.clone(), page.now);
    let shown = use_query_map().read_untracked().get("visning");
    let data = async move {
        let view = campaigns?.campaign(&actor, &slug, now).await?;
        // Which of its groups are the reader's.
        let mine: Vec<GroupId> = match run_groups(&actor).is_ok() && view.stage.takes_groups() {
            true => {
                let mine = groups?.groups(&actor, now).await?;
                mine.into_iter().map(|group| group.id).collect()
            }
            false => Vec::new(),
        };
        Ok((view, mine))
    };
    let codes = port::<dyn QrPort>();
    load(data, move |(view, mine)| match (shown.as_deref(), codes) {
        (Some("storbild"), Ok(codes)) => big::show(&page, &view, &*codes),
        _ => show(&page, &view, &mine),
    })
}

pub(super) fn show(page: &PageContext, view: &CampaignView, mine: &[GroupId]) -> AnyView {
    let lang = page.lang;
    let way = vec![(
        t!(lang, "campaigns-title").into_owned(),
        "/kampanjer".to_owned(),
    )];
    let path = path_of(&view.slug);
    let canonical = format!("{}{}", page.site.public_url, page.href(&path));
    let unlisted =
        (!view.stage.is_public()).then(|| view! { <Meta name="robots" content="noindex"/> });
    let form = office::state(page);
    let poster = (view.stage.is_public() && !matches!(view.stage, CampaignStage::Cancelled { .. }))
        .then(|| {
            let to = page.href(&format!("{path}/affisch"));
            view! { <a href=to>{t!(lang, "poster-link")}</a> }
        });
    // Nothing to hang up before somebody has answered.
    let answered = |idea: &CampaignIdea| idea.slot.is_some() && idea.verdict.is_some();
    let panel = (view.stage.is_presented() && view.ideas.iter().any(answered)).then(|| {
        let to = page.href(&format!("{path}/panel"));
        view! { <a href=to>{t!(lang, "poster-panel-link")}</a> }
    });
    let name = view.plan.title.clone();
    let write = view.writes.then(|| {
        let to = page.href("/forslag/nytt");
        view! { <div class="actions no-print"><a class="btn" href=to>{t!(lang, "mine-write")}</a></div> }
    });
    let no_vote = view.stage.voting().is_none() && view.counted().is_none();
    view! {
        {page_title(&view.plan.title)}
        {page_description(&view.plan.question)}
        <Link rel="canonical" href=canonical/>
        {unlisted}
        <div class="wrap flow">
            <ErrorSummary form label=move |_: &str| office::label(lang)/>
            <header class="head">
                <Crumbs way/>
                <h1 lang=written_in(lang) dir="auto">
                    <span class="campaign__name">{name}<span class="visually-hidden">": "</span></span>
                    {view.plan.question.clone()}
                </h1>
            </header>
            <div class="flow" data-live="state">
                {state(page, view)}
                {about::called_off(page, view)}
                {about::recruiting(page, view)}
            </div>
            {write}
            <div class="flow" data-live="vote" hidden=no_vote>
                {outcome::going_on(page, view)}
                {outcome::result(page, view)}
            </div>
            {office::office(page, view, mine)}
            {novelty::for_elected(page, view)}
            <div class="flow" data-live="slots">{slots(page, view)}</div>
            {about::promise(page, view)}
            <div class="flow" data-live="ideas">{ideas::others(page, view)}</div>
            {about::task(page, view)}
            {about::groups(page, view)}
            <div class="flow" data-live="record">
                {record::stories(page, view)}
                {record::timeline(page, view)}
            </div>
            <p class="section no-print cluster">
                <a href=page.href(&big_path(&view.slug))>{t!(lang, "campaign-big")}</a>
                {poster}
                {panel}
            </p>
            {live(page, view)}
        </div>
    }
    .into_any()
}

/// What happens to it and its ideas shows without reloading. A draft is told of to nobody.
pub(super) fn live(page: &PageContext, view: &CampaignView) -> Option<AnyView> {
    let lang = page.lang;
    let words = LiveWords {
        act: t!(lang, "live-act").into_owned(),
        state: t!(lang, "live-state").into_owned(),
        one: t!(lang, "live-idea").into_owned(),
        ..LiveWords::default()
    };
    view.stage.is_public().then(|| {
        let campaign = Some(view.id.get());
        view! { <Live campaign from=view.live_seq again=String::new() words/> }.into_any()
    })
}

/// Where it is, what that means, and the day that counts.
fn state(page: &PageContext, view: &CampaignView) -> AnyView {
    let lang = page.lang;
    let (stage, day, today) = (view.stage.code(), day_of(view), page.today());
    let kind = match is_late(stage, day, today) {
        true => Kind::Late,
        false => stage_kind(stage),
    };
    let line = day_line(lang, stage, day, today);
    let line = line.map(|line| view! { <p class="state__next"><strong>{line}</strong></p> });
    let report = view.stage.is_presented().then(|| {
        let to = page.href(&report_path(&view.slug));
        view! { <p class="no-print"><a href=to>{t!(lang, "campaign-report-read")}</a></p> }
    });
    let class = format!("state {}", kind.class());
    view! {
        <section class=class aria-labelledby="laget">
            <h2 class="state__name" id="laget">{icon(kind.icon())}{stage_name(lang, stage)}</h2>
            <p class="state__means">{t!(lang, &format!("campaign-stage-{}-meaning", stage.code()))}</p>
            {line}
            {report}
        </section>
    }
    .into_any()
}

/// The slots, drawn and in words.
fn slots(page: &PageContext, view: &CampaignView) -> AnyView {
    let lang = page.lang;
    let (chosen, quota) = filled_in_all(view);
    let ideas = i64::try_from(view.ideas.len()).unwrap_or(i64::MAX);
    // A word to each mark that is in the picture.
    let mut marks: Vec<(Kind, String)> = Vec::new();
    let sets = (1_i64..).zip(&view.plan.sets);
    for (_, filling) in sets.flat_map(|(number, _)| slots_of(view, number)) {
        let mark = filling.kind().map(|kind| (kind, filling.word(lang)));
        marks.extend(mark.filter(|mark| !marks.contains(mark)));
    }
    let marks: Vec<_> = marks
        .into_iter()
        .map(|(kind, text)| view! { <Tag kind text/> })
        .collect();
    let marks = (!marks.is_empty()).then(|| view! { <p class="cluster">{marks}</p> });
    view! {
        <section class="section flow" aria-labelledby="platser" data-nosnippet="">
            <h2 id="platser">{t!(lang, "campaign-slots")}</h2>
            <p>
                {t!(lang, "campaign-filled", chosen = chosen, quota = quota)}". "
                {t!(lang, "campaign-ideas", count = ideas)}"."
            </p>
            {picture(page, view)}
            <p class="small muted">{t!(lang, "campaign-slots-legend")}</p>
            {marks}
            {novelty::awaited(page, view)}
            {table(page, view)}
        </section>
    }
    .into_any()
}
