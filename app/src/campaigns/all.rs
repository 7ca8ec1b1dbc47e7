//! `/kampanjer/{slug}/ideer`: every idea of a campaign that everybody can read, a page at a time; of one
//! set where somebody asks for it.

use leptos::prelude::*;
use leptos_meta::{Link, Meta};
use leptos_router::hooks::use_query_map;

use super::api::{CampaignIdea, CampaignPort, CampaignView};
use super::campaign_slug;
use super::ideas::line;
use super::shown::{all_path, way_to};
use crate::context::{PageContext, page, port};
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{Crumbs, Pager, written_in};

/// Ideas of a page.
pub(super) const PAGE: usize = 20;
/// In the address: the set's number, from 1.
const SET: &str = "lada";
/// In the address: the page, from 1.
const NUMBER: &str = "sida";

/// What the address asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub set: Option<i64>,
    /// From 0.
    pub page: usize,
}

impl Asked {
    fn path(self, slug: &str) -> String {
        let set = self.set.map(|set| format!("{SET}={set}"));
        let page = (self.page > 0).then(|| format!("{NUMBER}={}", self.page + 1));
        let query: Vec<String> = [set, page].into_iter().flatten().collect();
        match query.is_empty() {
            true => all_path(slug),
            false => format!("{}?{}", all_path(slug), query.join("&")),
        }
    }
}

#[component]
pub fn IdeasPage() -> impl IntoView {
    let page = page();
    let campaigns = port::<dyn CampaignPort>();
    let (slug, actor, now) = (campaign_slug(), page.actor.clone(), page.now);
    let query = use_query_map().read_untracked();
    let asked = Asked {
        set: query.get(SET).and_then(|set| set.parse().ok()),
        page: query
            .get(NUMBER)
            .and_then(|number| number.parse::<usize>().ok())
            .map_or(0, |number| number.saturating_sub(1)),
    };
    let data = async move { campaigns?.campaign(&actor, &slug, now).await };
    load(data, move |view| show(&page, &view, asked))
}

pub(super) fn show(page: &PageContext, view: &CampaignView, asked: Asked) -> AnyView {
    let lang = page.lang;
    // One that there is not asks for all.
    let set = asked.set.filter(|set| view.plan.set(*set).is_some());
    let found: Vec<&CampaignIdea> = view
        .ideas
        .iter()
        .filter(|idea| set.is_none_or(|set| idea.set == set))
        .collect();
    let number = asked.page.min(found.len().saturating_sub(1) / PAGE);
    let of_page: Vec<&CampaignIdea> = found
        .iter()
        .copied()
        .skip(number * PAGE)
        .take(PAGE)
        .collect();
    let to = |number: usize| page.href(&Asked { set, page: number }.path(&view.slug));
    let first = (number > 0).then(|| to(0));
    let next = (found.len() > (number + 1) * PAGE).then(|| to(number + 1));
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let items = of_page
        .iter()
        .map(|idea| line(page, view, idea))
        .collect_view();
    let list = match of_page.is_empty() {
        true => view! { <p class="muted">{t!(lang, "campaign-ideas-none")}</p> }.into_any(),
        false => view! {
            <p class="muted">
                {t!(lang, "campaign-ideas-page", from = count(number * PAGE + 1),
                    to = count(number * PAGE + of_page.len()), count = count(found.len()))}
            </p>
            <h2 class="visually-hidden">{t!(lang, "campaign-ideas", count = count(found.len()))}</h2>
            <ol class="items" start=(number * PAGE + 1).to_string()>{items}</ol>
        }
        .into_any(),
    };
    let canonical = format!("{}{}", page.site.public_url, to(number));
    view! {
        {page_title(t!(lang, "campaign-ideas-title", title = view.plan.title.clone()))}
        <Link rel="canonical" href=canonical/>
        // What young people wrote is found where it stands, not through lists of it.
        <Meta name="robots" content="noindex, follow"/>
        <div class="wrap wrap--narrow flow">
            <header class="head">
                <Crumbs way=way_to(lang, view)/>
                <h1>{t!(lang, "campaign-ideas-all-title")}</h1>
                <p class="lead" lang=written_in(lang) dir="auto">{view.plan.question.clone()}</p>
            </header>
            {sets(page, view, set)}
            {list}
            <Pager first next/>
        </div>
    }
    .into_any()
}

/// The sets to choose from; nothing where there is one.
fn sets(page: &PageContext, view: &CampaignView, chosen: Option<i64>) -> Option<AnyView> {
    let lang = page.lang;
    let link = |set: Option<i64>, name: AnyView| {
        let to = page.href(&Asked { set, page: 0 }.path(&view.slug));
        let current = (set == chosen).then_some("true");
        view! { <li><a class="filter" href=to aria-current=current>{name}</a></li> }
    };
    let all = link(None, t!(lang, "campaign-ideas-every-set").into_any());
    let each = (1_i64..)
        .zip(&view.plan.sets)
        .map(|(number, set)| {
            let name = set.name.clone();
            let name = view! { <span lang=written_in(lang) dir="auto">{name}</span> };
            link(Some(number), name.into_any())
        })
        .collect_view();
    (view.plan.sets.len() > 1).then(|| {
        view! {
            <nav aria-label=t!(lang, "campaign-ideas-sets")>
                <ul class="cluster">{all}{each}</ul>
            </nav>
        }
        .into_any()
    })
}
