//! On the start page: the campaigns in which something can be done now, a line each.

use leptos::prelude::*;

use super::api::GoingOn;
use super::shown::{day_line, path_of, stage_tag};
use crate::context::page;
use crate::t;
use crate::ui::written_in;

/// Nothing where none goes on.
#[component]
pub fn CampaignsNow(campaigns: Vec<GoingOn>) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let today = page.today();
    if campaigns.is_empty() {
        return None;
    }
    let lines = campaigns
        .into_iter()
        .map(|campaign| {
            let day = day_line(lang, campaign.stage, campaign.day, today);
            let to = page.href(&path_of(&campaign.slug));
            view! {
                <li class="item__meta">
                    <a href=to lang=written_in(lang) dir="auto">{campaign.title}</a>
                    {stage_tag(lang, campaign.stage, campaign.day, today)}
                    {day.map(|day| view! { <span>{day}</span> })}
                </li>
            }
        })
        .collect_view();
    Some(view! {
        <section aria-labelledby="kampanjer-nu">
            <h2 id="kampanjer-nu"><a href=page.href("/kampanjer")>{t!(lang, "start-campaigns")}</a></h2>
            <ul>{lines}</ul>
        </section>
    })
}
