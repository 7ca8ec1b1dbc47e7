//! `/kampanjer/{slug}/affisch`: the question of a campaign, for the wall of a school.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::actor::Actor;

use super::page::{Head, around};
use super::poster::Poster;
use super::query::Choice;
use super::words::Tongue;
use crate::campaigns::api::{CampaignPort, CampaignView};
use crate::campaigns::path_of;
use crate::context::{PageContext, page, port};
use crate::layout::load;
use crate::t;

/// Of what everybody may read, whoever asks.
#[component]
pub fn CampaignPosterPage() -> impl IntoView {
    let page = page();
    let slug = use_params_map().get_untracked().get("campaign");
    let campaigns = port::<dyn CampaignPort>();
    let choice = Choice::lenient(&page.query, Tongue::of_site(page.lang));
    let now = page.now;
    let data = async move {
        let slug = slug.unwrap_or_default();
        let campaign = campaigns?.campaign(&Actor::Visitor, &slug, now).await?;
        let poster = Poster::of_campaign(&page, &campaign, &choice)?;
        Ok((page, campaign, poster, choice))
    };
    load(data, |(page, campaign, poster, choice)| {
        show(&page, &campaign, &poster, &choice)
    })
}

fn show(page: &PageContext, campaign: &CampaignView, poster: &Poster, choice: &Choice) -> AnyView {
    let lang = page.lang;
    let name = campaign.plan.title.clone();
    let title = t!(lang, "poster-title", title = name.clone()).into_owned();
    let path = path_of(&campaign.slug);
    let way = vec![
        (
            t!(lang, "campaigns-title").into_owned(),
            "/kampanjer".to_owned(),
        ),
        (name, path.clone()),
    ];
    let path = format!("{path}/affisch");
    let unlisted = view! { <Meta name="robots" content="noindex"/> }.into_any();
    let more = ().into_any();
    around(
        page,
        Head::of_poster(lang, title, way),
        (unlisted, more),
        (&path, poster, choice),
    )
}
