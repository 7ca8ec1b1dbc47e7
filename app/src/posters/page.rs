//! `/forslag/{id}/{slug}/affisch`: which paper, which languages, of what; how it looks, and all of it as
//! text.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;

use super::poster::{Poster, posted, poster_path};
use super::query::{Choice, Format};
use super::words::{Phrase, Tongue};
use crate::context::{PageContext, moved_to, page, port};
use crate::error::AppError;
use crate::i18n::{Lang, date_long};
use crate::layout::{kept_out_of_search, load, page_title};
use crate::proposals::act_tag;
use crate::proposals::api::{ProposalPort, ProposalView};
use crate::proposals::shown::path_of;
use crate::t;
use crate::ui::{Crumbs, Icon, icon, written_in};

/// Of what everybody may read: whoever asks, a poster has what a visitor is shown.
#[component]
pub fn PosterPage() -> impl IntoView {
    let page = page();
    let params = use_params_map().get_untracked();
    let id = params
        .get("id")
        .and_then(|id| id.parse::<ProposalId>().ok());
    let slug = params.get("slug").unwrap_or_default();
    let proposals = port::<dyn ProposalPort>();
    let choice = Choice::lenient(&page.query, Tongue::of_site(page.lang));
    let now = page.now;
    let data = async move {
        let id = id.ok_or(AppError::NotFound)?;
        let case = proposals?.get(&Actor::Visitor, id, now).await?;
        let poster = Poster::of_case(&page, &case, &choice)?;
        if case.slug != slug {
            // An old title in the address: one page has one address.
            let query = match page.query.is_empty() {
                true => String::new(),
                false => format!("?{}", page.query),
            };
            moved_to(&format!("{}{query}", page.href(&poster_path(&case))));
        }
        Ok((page, case, poster, choice))
    };
    load(data, |(page, case, poster, choice)| {
        show(&page, &case, &poster, &choice)
    })
}

fn show(page: &PageContext, case: &ProposalView, poster: &Poster, choice: &Choice) -> AnyView {
    let lang = page.lang;
    let title = t!(lang, "poster-title", title = case.title.clone()).into_owned();
    let way = vec![
        (t!(lang, "list-title").into_owned(), "/forslag".to_owned()),
        (case.title.clone(), path_of(case.id, &case.slug)),
    ];
    let unlisted = match case.of_group {
        true => kept_out_of_search().into_any(),
        false => view! { <Meta name="robots" content="noindex"/> }.into_any(),
    };
    let path = poster_path(case);
    let more = subjects(page, case, choice);
    around(
        page,
        Head::of_poster(lang, title, way),
        (unlisted, more),
        (&path, poster, choice),
    )
}

/// What stands at the top of the page.
pub struct Head {
    /// In the browser's.
    pub title: String,
    pub heading: String,
    pub lead: String,
    pub way: Vec<(String, String)>,
}

impl Head {
    pub fn of_poster(lang: Lang, title: String, way: Vec<(String, String)>) -> Self {
        Self {
            title,
            heading: t!(lang, "poster-heading").into_owned(),
            lead: t!(lang, "poster-lead").into_owned(),
            way,
        }
    }
}

/// The page around a poster. `unlisted` keeps it out of search; `more` stands above the papers and languages
/// to choose from. `path` is its address.
pub fn around(
    page: &PageContext,
    head: Head,
    (unlisted, more): (AnyView, AnyView),
    (path, poster, choice): (&str, &Poster, &Choice),
) -> AnyView {
    let lang = page.lang;
    view! {
        {page_title(&head.title)}
        {unlisted}
        <div class="wrap">
            <header class="head">
                <Crumbs way=head.way/>
                <h1>{head.heading}</h1>
                <p class="lead">{head.lead}</p>
            </header>
            <div class="browse">
                <div>
                    <details class="filters">
                        <summary class="filters__button">
                            {icon(Icon::Filter)}{t!(lang, "poster-choose")}
                        </summary>
                        {more}
                        {choices(page, path, choice)}
                    </details>
                </div>
                {sheet(page, path, poster, choice)}
            </div>
        </div>
    }
    .into_any()
}

/// The poster at this address: its picture, its files, and its text.
pub fn sheet(page: &PageContext, path: &str, poster: &Poster, choice: &Choice) -> AnyView {
    let lang = page.lang;
    let file = |ending: &str| page.href(&format!("{path}.{ending}?{}", choice.query()));
    let (width, height) = choice.format.pixels();
    view! {
        <div class="flow">
            <p class="cluster">
                <a class="btn" href=file("pdf")>{t!(lang, "poster-pdf")}</a>
                <a class="btn btn--secondary" href=file("png")>{t!(lang, "poster-png")}</a>
            </p>
            <img class="poster" src=file("png") alt=t!(lang, "poster-alt")
                width=width height=height decoding="async"/>
            {twin(lang, poster, choice)}
        </div>
    }
    .into_any()
}

/// Everything that stands on it, for who does not see the picture.
fn twin(lang: Lang, poster: &Poster, choice: &Choice) -> AnyView {
    let said = |phrase: Phrase| {
        choice
            .tongues
            .iter()
            .map(|tongue| {
                view! {
                    <p lang=tongue.code() dir=tongue.direction()>{phrase.said(*tongue)}</p>
                }
            })
            .collect_view()
    };
    let answer = poster.answer.clone().map(|said| {
        view! {
            <blockquote class="flow">
                <p lang=written_in(lang) dir="auto">{said.text}</p>
                <p class="meta">{said.by}</p>
            </blockquote>
        }
    });
    let rows = poster.rows.iter().map(|row| {
        view! {
            <li>
                <strong lang=written_in(lang) dir="auto">{row.said.clone()}</strong>
                ". "{row.did.clone()}". "
                <span lang=written_in(lang) dir="auto">{row.text.clone()}</span>
                {row.more.clone().map(|more| format!(" {more}"))}
            </li>
        }
    });
    let rows = rows.collect_view();
    let rows = (!poster.rows.is_empty()).then(|| view! { <ul class="bullets">{rows}</ul> });
    view! {
        <section class="section flow" aria-labelledby="affischens-text">
            <h2 id="affischens-text">{t!(lang, "poster-text")}</h2>
            {said(poster.kicker)}
            <p class="poster__title" lang=written_in(lang) dir="auto">{poster.title.clone()}</p>
            {answer}
            {poster.counted.clone().map(|counted| view! { <p>{counted}</p> })}
            {rows}
            {said(poster.call)}
            {said(Phrase::Scan)}
            <p>
                {t!(lang, "poster-code")}" "
                <a href=poster.address.clone() translate="no">{poster.short.clone()}</a>
            </p>
            <p>{poster.municipality.clone()}</p>
        </section>
    }
    .into_any()
}

/// A link per paper and per language. `path` is the poster's page.
pub fn choices(page: &PageContext, path: &str, choice: &Choice) -> AnyView {
    let lang = page.lang;
    let to = |other: &Choice| page.href(&format!("{path}?{}", other.query()));
    let formats = Format::ALL
        .into_iter()
        .map(|format| {
            let other = Choice {
                format,
                sheet: 1,
                ..choice.clone()
            };
            let current = (format == choice.format).then_some("true");
            let name = t!(lang, &format!("poster-format-{}", format.code()));
            view! { <li><a class="filter" href=to(&other) aria-current=current>{name}</a></li> }
        })
        .collect_view();
    let tongues = Tongue::ALL
        .into_iter()
        .map(|tongue| {
            let current = choice.tongues.contains(&tongue).then_some("true");
            view! {
                <li>
                    <a class="filter" href=to(&choice.with_or_without(tongue)) aria-current=current
                        lang=tongue.code()><bdi>{tongue.own_name()}</bdi></a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="filters__group" aria-labelledby="format">
            <h2 class="filters__title" id="format">{t!(lang, "poster-format")}</h2>
            <ul>{formats}</ul>
        </nav>
        <nav class="filters__group" aria-labelledby="sprak">
            <h2 class="filters__title" id="sprak">{t!(lang, "poster-languages")}</h2>
            <p class="small muted">{t!(lang, "poster-languages-hint")}</p>
            <ul>{tongues}</ul>
        </nav>
    }
    .into_any()
}

/// The case itself, and each of its answers; nothing to choose where there is none.
fn subjects(page: &PageContext, case: &ProposalView, choice: &Choice) -> AnyView {
    let lang = page.lang;
    let acts = posted(case);
    if acts.is_empty() {
        return ().into_any();
    }
    let path = poster_path(case);
    let link = |act, name: String| {
        let other = Choice {
            act,
            ..choice.clone()
        };
        let to = page.href(&format!("{path}?{}", other.query()));
        let current = (act == choice.act).then_some("true");
        view! { <li><a class="filter" href=to aria-current=current>{name}</a></li> }
    };
    let answers = acts
        .into_iter()
        .rev()
        .map(|act| {
            let (_, label) = act_tag(lang, act, &case.course);
            let name = format!("{label}, {}", date_long(lang, act.happened_on));
            link(Some(act.id), name)
        })
        .collect_view();
    view! {
        <nav class="filters__group" aria-labelledby="affisch-om">
            <h2 class="filters__title" id="affisch-om">{t!(lang, "poster-of")}</h2>
            <ul>{link(None, t!(lang, "poster-of-case").into_owned())}{answers}</ul>
        </nav>
    }
    .into_any()
}
