//! `/konto/aviseringar`: how soon the reader is told of what by letter, and what they follow. Nobody else sees
//! such a page.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_query_map;
use nara_domain::ids::QuestionSetId;
use nara_domain::news::{News, Pace};
use nara_domain::proposal::District;
use nara_domain::watching::Watched;

use super::api::NewsPort;
use super::{watched_name, watched_path};
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::follow::api::{FollowPort, Followed, LettersView};
use crate::layout::{load, page_title};
use crate::proposals::api::ProposalPort;
use crate::proposals::shown::{path_of, tag};
use crate::questions::api::QuestionPort;
use crate::questions::path_of as questions_path;
use crate::t;
use crate::ui::{
    Choices, Crumbs, ErrorSummary, FormState, Icon, Kind, Notice, Pager, Tag, icon, written_in,
};

const PAGE: &str = "/konto/aviseringar";
/// Proposals on one page.
const PER_PAGE: i64 = 20;

/// Everything the page shows.
struct Shown {
    letters: LettersView,
    paces: Vec<(News, Pace)>,
    watched: Vec<Watched>,
    districts: Vec<District>,
    /// Heading and slug of questions among what is followed.
    headings: Vec<(QuestionSetId, String, String)>,
}

/// Signed in only.
#[component]
pub fn ChoicesPage() -> impl IntoView {
    let page = page();
    let (follow, news) = (port::<dyn FollowPort>(), port::<dyn NewsPort>());
    let (proposals, questions) = (port::<dyn ProposalPort>(), port::<dyn QuestionPort>());
    let before = use_query_map().read_untracked().get("fore");
    let first_page = before.is_none();
    let actor = page.actor.clone();
    let data = async move {
        let before = match before {
            Some(before) => Some(before.parse().map_err(|_| AppError::NotFound)?),
            None => None,
        };
        // One more than shown tells whether there is a next page.
        let letters = follow?.letters(&actor, before, PER_PAGE + 1).await?;
        let news = news?;
        let watched = news.watched(&actor).await?;
        let asked: Vec<QuestionSetId> = watched.iter().filter_map(Watched::questions).collect();
        Ok(Shown {
            letters,
            paces: news.paces(&actor).await?,
            watched,
            headings: questions?.headings(&asked).await?,
            districts: proposals?.rules().await?.districts.clone(),
        })
    };
    load(data, move |shown| show(&page, shown, first_page))
}

fn show(page: &PageContext, shown: Shown, first_page: bool) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "paces");
    let label = move |field: &str| label(lang, field);
    let way = vec![(t!(lang, "account-title").into_owned(), "/konto".to_owned())];
    let letters = about_letters(page, &shown.letters);
    let paces = (shown.letters.address && !shown.letters.all_stopped)
        .then(|| paces(page, &form, &shown.paces));
    view! {
        {page_title(t!(lang, "choices-title"))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=label/>
            <ErrorSummary form=FormState::of(page, "letters") label=label/>
            <Crumbs way/>
            <h1>{t!(lang, "choices-title")}</h1>
            <p class="lead">
                {t!(lang, "choices-lead")}" "
                <a href=page.href("/konto/handelser")>{t!(lang, "happened-title")}</a>
            </p>
            {letters}
            {paces}
            {watched(page, &shown.watched, (&shown.districts, &shown.headings))}
            {followed(page, shown.letters, first_page)}
        </div>
    }
    .into_any()
}

fn label(lang: crate::i18n::Lang, field: &str) -> String {
    match News::from_code(field) {
        Some(news) => t!(lang, &format!("choices-{news}")).into_owned(),
        None => field.to_owned(),
    }
}

/// What holds for all letters about proposals, and the button to change that.
fn about_letters(page: &PageContext, letters: &LettersView) -> AnyView {
    let lang = page.lang;
    let again = all_button(page, "borja", "letters-begin", "btn");
    match (letters.address, letters.all_stopped) {
        (_, true) => view! {
            <Notice kind=Kind::Warning title=t!(lang, "letters-stopped-title")>
                <p>{t!(lang, "letters-stopped")}</p>
                {again}
            </Notice>
        }
        .into_any(),
        (false, false) => view! {
            <Notice kind=Kind::Info title=t!(lang, "letters-no-address-title")>
                <p>{t!(lang, "letters-no-address")}</p>
            </Notice>
        }
        .into_any(),
        (true, false) => ().into_any(),
    }
}

fn all_button(
    page: &PageContext,
    deed: &'static str,
    words: &str,
    class: &'static str,
) -> impl IntoView + use<> {
    let words = t!(page.lang, words).into_owned();
    view! {
        <form method="post" action=page.href(PAGE)>
            <input type="hidden" name="gor" value=deed/>
            <button class=class>{words}</button>
        </form>
    }
}

/// How soon, kind by kind.
fn paces(page: &PageContext, form: &FormState, chosen: &[(News, Pace)]) -> AnyView {
    let lang = page.lang;
    let choices: Vec<(String, String, String)> = Pace::ALL
        .iter()
        .map(|pace| {
            let word = t!(lang, &format!("pace-{pace}")).into_owned();
            (pace.code().to_owned(), word, String::new())
        })
        .collect();
    let each = chosen
        .iter()
        .map(|(news, pace)| {
            view! {
                <Choices
                    form=form.clone()
                    name=news.code()
                    legend=label(lang, news.code())
                    hint=t!(lang, &format!("choices-{news}-hint"))
                    choices=choices.clone()
                    value=pace.code()
                    two=true
                />
            }
        })
        .collect_view();
    view! {
        <section class="section flow" aria-labelledby="hur-ofta">
            <h2 id="hur-ofta">{t!(lang, "choices-paces")}</h2>
            <p>{t!(lang, "choices-paces-lead")}</p>
            <form class="form" method="post" action=page.href(PAGE) novalidate>
                <input type="hidden" name="gor" value="spara"/>
                {each}
                <div class="actions"><button class="btn">{t!(lang, "choices-save")}</button></div>
            </form>
            <h3>{t!(lang, "choices-always")}</h3>
            <ul>
                <li>{t!(lang, "choices-always-own")}</li>
                <li>{t!(lang, "choices-always-account")}</li>
                <li>{t!(lang, "choices-always-work")}</li>
            </ul>
            <p>{t!(lang, "letters-on")}</p>
            {all_button(page, "sluta", "letters-stop-all", "btn btn--secondary")}
        </section>
    }
    .into_any()
}

/// Topics, parts of the municipality, bodies, persons and questions.
fn watched(
    page: &PageContext,
    watched: &[Watched],
    (districts, headings): (&[District], &[(QuestionSetId, String, String)]),
) -> AnyView {
    let lang = page.lang;
    let asked = |one: &Watched| {
        let id = one.questions()?;
        let (_, heading, slug) = headings.iter().find(|(of, ..)| *of == id)?;
        Some((heading.clone(), questions_path(id, slug)))
    };
    let lines = watched
        .iter()
        .map(|one| {
            let (name, path) = asked(one)
                .unwrap_or_else(|| (watched_name(lang, one, districts), watched_path(one)));
            let kind = t!(lang, &format!("watch-kind-{}", one.kind()));
            let about = t!(lang, "letters-about", title = name.clone()).into_owned();
            view! {
                <li class="item item--plain">
                    <div>
                        <h3 class="item__title"><a href=page.href(&path) dir="auto">{name}</a></h3>
                        <div class="item__meta"><span>{kind}</span></div>
                        <form method="post" action=page.href(PAGE)>
                            <input type="hidden" name="gor" value="lamna"/>
                            <input type="hidden" name="slag" value=one.kind().code()/>
                            <input type="hidden" name="nyckel" value=one.key().to_owned()/>
                            <button class="btn btn--quiet">
                                {t!(lang, "follow-stop")}
                                <span class="visually-hidden">" "{about}</span>
                            </button>
                        </form>
                    </div>
                </li>
            }
        })
        .collect_view();
    let list = match watched.is_empty() {
        true => view! { <p>{t!(lang, "watch-none")}</p> }.into_any(),
        false => view! { <ul class="items">{lines}</ul> }.into_any(),
    };
    view! {
        <section class="section flow" aria-labelledby="amnen">
            <h2 id="amnen">{t!(lang, "watch-title")}</h2>
            <p>
                {t!(lang, "watch-lead")}" "
                <a href=page.href("/forslag")>{t!(lang, "nav-proposals")}</a>", "
                <a href=page.href("/svar")>{t!(lang, "nav-answers")}</a>
            </p>
            {list}
        </section>
    }
    .into_any()
}

/// Proposals the reader follows, or votes on without wanting letters.
fn followed(page: &PageContext, mut letters: LettersView, first_page: bool) -> AnyView {
    let lang = page.lang;
    let shown = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let more = letters.followed.len() > shown;
    letters.followed.truncate(shown);
    let next = letters
        .followed
        .last()
        .filter(|_| more)
        .map(|last| page.href(&format!("{PAGE}?fore={}", last.item.id)));
    let first = (!first_page).then(|| page.href(PAGE));
    let list = match letters.followed.is_empty() {
        true => view! {
            <div class="empty">
                {icon(Icon::Speech)}
                <h3>{t!(lang, "letters-empty-title")}</h3>
                <p>{t!(lang, "letters-empty")}</p>
                <div class="actions"><a class="btn" href=page.href("/forslag")>{t!(lang, "supported-find")}</a></div>
            </div>
        }
        .into_any(),
        false => {
            let items = letters
                .followed
                .into_iter()
                .map(|followed| line(page, followed))
                .collect_view();
            view! { <ol class="items">{items}</ol> }.into_any()
        }
    };
    view! {
        <section class="section flow" aria-labelledby="foljer">
            <h2 id="foljer">{t!(lang, "letters-followed")}</h2>
            <p>{t!(lang, "letters-supported")}" "<a href=page.href("/konto/stod")>{t!(lang, "supported-title")}</a></p>
            {list}
            <Pager first next/>
        </section>
    }
    .into_any()
}

fn line(page: &PageContext, followed: Followed) -> impl IntoView + use<> {
    let lang = page.lang;
    let Followed { item, stopped } = followed;
    let to = page.href(&path_of(item.id, &item.slug));
    let (kind, state) = tag(lang, &item.course, item.answer_by, page.today());
    let (deed, words) = match stopped {
        true => ("borja", "follow-resume"),
        false => ("sluta", "follow-stop"),
    };
    // A button is heard without what stands around it.
    let about = t!(lang, "letters-about", title = item.title.clone()).into_owned();
    view! {
        <li class="item item--plain">
            <div>
                <h3 class="item__title"><a href=to lang=written_in(lang) dir="auto">{item.title}</a></h3>
                <div class="item__meta">
                    <Tag kind text=state/>
                    {stopped.then(|| view! { <span>{t!(lang, "letters-one-stopped")}</span> })}
                </div>
                <form method="post" action=page.href(PAGE)>
                    <input type="hidden" name="gor" value=deed/>
                    <input type="hidden" name="forslag" value=item.id.to_string()/>
                    <button class="btn btn--quiet">
                        {t!(lang, words)}<span class="visually-hidden">" "{about}</span>
                    </button>
                </form>
            </div>
        </li>
    }
}
