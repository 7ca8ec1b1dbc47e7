//! `/kampanjer`: those that go on first, each with the day that counts.

use leptos::prelude::*;
use nara_domain::campaign::{CampaignStageCode, CampaignStepKind, runs};

use super::api::{CampaignItem, CampaignPort};
use super::shown::{day_line, path_of, stage_tag};
use crate::context::{PageContext, page, port};
use crate::layout::{load, page_description, page_title};
use crate::t;
use crate::ui::{Icon, icon, written_in};

#[component]
pub fn CampaignsPage() -> impl IntoView {
    let page = page();
    let campaigns = port::<dyn CampaignPort>();
    let actor = page.actor.clone();
    let data = async move { campaigns?.campaigns(&actor).await };
    load(data, move |campaigns| show(&page, campaigns))
}

/// Where in the list: what people can take part in, what they wait for, what is over.
pub(super) fn place(stage: CampaignStageCode) -> usize {
    use CampaignStageCode as S;
    match stage {
        S::Open => 0,
        S::Voting => 1,
        S::Recruiting => 2,
        S::Curate => 3,
        S::Voted => 4,
        S::Presented => 5,
        S::Approved => 6,
        S::Draft => 7,
        S::Answered => 8,
        S::FollowUp => 9,
        S::Closed => 10,
        S::Cancelled => 11,
    }
}

fn show(page: &PageContext, mut campaigns: Vec<CampaignItem>) -> AnyView {
    let lang = page.lang;
    // Those of one stage stay in the order they come in: the latest changed first.
    campaigns.sort_by_key(|campaign| place(campaign.stage));
    let new = runs(&page.actor, CampaignStepKind::Draft, true).is_ok();
    let new = new.then(|| {
        view! {
            <div class="actions no-print">
                <a class="btn" href=page.href("/kampanjer/ny")>{t!(lang, "campaigns-new")}</a>
            </div>
        }
    });
    let list = match campaigns.is_empty() {
        true => view! {
            <div class="empty">
                {icon(Icon::Diamond)}
                <h2>{t!(lang, "campaigns-empty-title")}</h2>
                <p>{t!(lang, "campaigns-empty")}</p>
            </div>
        }
        .into_any(),
        false => {
            let items = campaigns
                .iter()
                .map(|campaign| line(page, campaign))
                .collect_view();
            view! { <ul class="items">{items}</ul> }.into_any()
        }
    };
    view! {
        {page_title(t!(lang, "campaigns-title"))}
        {page_description(t!(lang, "campaigns-lead"))}
        <div class="wrap wrap--narrow flow">
            <header class="head">
                <h1>{t!(lang, "campaigns-title")}</h1>
                <p class="lead">{t!(lang, "campaigns-lead")}</p>
                {new}
            </header>
            {list}
        </div>
    }
    .into_any()
}

fn line(page: &PageContext, campaign: &CampaignItem) -> impl IntoView + use<> {
    let lang = page.lang;
    let (stage, day, today) = (campaign.stage, campaign.day, page.today());
    let day = day_line(lang, stage, day, today).map(|line| view! { <span>{line}</span> });
    view! {
        <li class="item item--plain">
            <div>
                <h2 class="item__title">
                    <a href=page.href(&path_of(&campaign.slug)) lang=written_in(lang) dir="auto">
                        {campaign.title.clone()}
                    </a>
                </h2>
                <p class="item__gist" lang=written_in(lang) dir="auto">{campaign.question.clone()}</p>
                <div class="item__meta">
                    {stage_tag(lang, stage, campaign.day, today)}
                    {day}
                    <span>{t!(lang, "campaign-filled", chosen = campaign.filled, quota = campaign.slots)}</span>
                    <span>{t!(lang, "campaign-ideas", count = campaign.ideas)}</span>
                </div>
            </div>
        </li>
    }
}
