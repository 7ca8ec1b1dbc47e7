//! `/konto/brev`: which letters about proposals come, and what the reader follows. Nobody else sees
//! such a list.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_query_map;

use super::api::{FollowPort, Followed, LettersView};
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::layout::{load, page_title};
use crate::proposals::shown::{path_of, tag};
use crate::t;
use crate::ui::{Crumbs, ErrorSummary, FormState, Icon, Kind, Notice, Pager, Tag, icon};

const PAGE: &str = "/konto/brev";
/// Proposals on one page.
const PER_PAGE: i64 = 20;

/// Signed in only.
#[component]
pub fn LettersPage() -> impl IntoView {
    let page = page();
    let port = port::<dyn FollowPort>();
    let before = use_query_map().read_untracked().get("fore");
    let first_page = before.is_none();
    let actor = page.actor.clone();
    let data = async move {
        let before = match before {
            Some(before) => Some(before.parse().map_err(|_| AppError::NotFound)?),
            None => None,
        };
        // One more than shown tells whether there is a next page.
        port?.letters(&actor, before, PER_PAGE + 1).await
    };
    load(data, move |letters| show(&page, letters, first_page))
}

fn show(page: &PageContext, mut letters: LettersView, first_page: bool) -> AnyView {
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
    let all = all(page, &letters);
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
    let way = vec![(t!(lang, "account-title").into_owned(), "/konto".to_owned())];
    view! {
        {page_title(t!(lang, "letters-title"))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=FormState::of(page, "letters") label=|field: &str| field.to_owned()/>
            <Crumbs way/>
            <h1>{t!(lang, "letters-title")}</h1>
            <p class="lead">{t!(lang, "letters-lead")}</p>
            {all}
            <section class="section flow" aria-labelledby="foljer">
                <h2 id="foljer">{t!(lang, "letters-followed")}</h2>
                <p>{t!(lang, "letters-supported")}" "<a href=page.href("/konto/stod")>{t!(lang, "supported-title")}</a></p>
                {list}
                <Pager first next/>
            </section>
        </div>
    }
    .into_any()
}

/// What holds for all letters about proposals, and the button to change that.
fn all(page: &PageContext, letters: &LettersView) -> AnyView {
    let lang = page.lang;
    let here = page.href(PAGE);
    let button = move |deed: &str, words: &str, class: &str| {
        let (deed, class, here) = (deed.to_owned(), class.to_owned(), here.clone());
        let words = t!(lang, words).into_owned();
        view! {
            <form method="post" action=here>
                <input type="hidden" name="gor" value=deed/>
                <button class=class>{words}</button>
            </form>
        }
    };
    match (letters.address, letters.all_stopped) {
        (_, true) => view! {
            <Notice kind=Kind::Warning title=t!(lang, "letters-stopped-title")>
                <p>{t!(lang, "letters-stopped")}</p>
                {button("borja", "letters-begin", "btn")}
            </Notice>
        }
        .into_any(),
        (false, false) => view! {
            <Notice kind=Kind::Info title=t!(lang, "letters-no-address-title")>
                <p>{t!(lang, "letters-no-address")}</p>
            </Notice>
        }
        .into_any(),
        (true, false) => view! {
            <p>{t!(lang, "letters-on")}</p>
            {button("sluta", "letters-stop-all", "btn btn--secondary")}
        }
        .into_any(),
    }
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
                <h3 class="item__title"><a href=to>{item.title}</a></h3>
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
