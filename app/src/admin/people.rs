//! `/admin/personer`: finding somebody by name or address. Nobody is listed before that: who lives
//! here and has an account is nothing to leaf through.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use nara_domain::ids::PersonId;

use super::api::{AdminPort, FoundPeople, PersonItem, SEARCH_MIN};
use super::parts::{head, role_name};
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::layout::load;
use crate::t;
use crate::ui::{Icon, Kind, Notice, Pager, icon};

/// People on one page.
const PER_PAGE: usize = 20;

#[component]
pub fn PeoplePage() -> impl IntoView {
    let page = page();
    let admin = port::<dyn AdminPort>();
    let query = use_query_map().read_untracked();
    let (words, after) = (query.get("q").unwrap_or_default(), query.get("efter"));
    let (actor, now) = (page.actor.clone(), page.now);
    let (typed, first_page) = (words.clone(), after.is_none());
    let people = async move {
        let after = match after {
            Some(after) => Some(after.parse::<PersonId>().map_err(|_| AppError::NotFound)?),
            None => None,
        };
        admin?.people(&actor, &words, after, PER_PAGE, now).await
    };
    load(people, move |found| show(&page, &typed, found, first_page))
}

fn show(page: &PageContext, typed: &str, found: FoundPeople, first_page: bool) -> AnyView {
    let lang = page.lang;
    let FoundPeople { people, next, cut } = found;
    let address = |after: Option<PersonId>| {
        let mut pairs = vec![("q", typed.to_owned())];
        pairs.extend(after.map(|after| ("efter", after.to_string())));
        let query = serde_urlencoded::to_string(pairs).unwrap_or_default();
        page.href(&format!("/admin/personer?{query}"))
    };
    let next = next.map(|after| address(Some(after)));
    let first = (!first_page).then(|| address(None));
    let list = match (people.is_empty(), typed.trim().chars().count()) {
        (true, 0) => ().into_any(),
        // Below is said that there may be more.
        (true, _) if cut => ().into_any(),
        (true, letters) => {
            let why = match letters < SEARCH_MIN {
                true => t!(lang, "admin-people-short", min = SEARCH_MIN),
                false => t!(lang, "admin-people-none"),
            };
            view! {
                <div class="empty">
                    {icon(Icon::Search)}
                    <h2>{t!(lang, "admin-people-none-title")}</h2>
                    <p>{why}</p>
                </div>
            }
            .into_any()
        }
        (false, _) => {
            let items = people
                .iter()
                .map(|person| item(page, person))
                .collect_view();
            view! { <ol class="items">{items}</ol> }.into_any()
        }
    };
    let cut = cut.then(|| {
        view! {
            <Notice kind=Kind::Info title=t!(lang, "admin-people-cut-title")>
                <p>{t!(lang, "admin-people-cut")}</p>
            </Notice>
        }
    });
    let title = t!(lang, "admin-people");
    view! {
        <div class="wrap wrap--narrow flow">
            {head(page, &title, &t!(lang, "admin-people-lead"), &[])}
            <form class="search" role="search" method="get" action=page.href("/admin/personer")>
                <label class="visually-hidden" for="sok">{t!(lang, "admin-people-search")}</label>
                <input class="input" id="sok" name="q" type="search" value=typed.to_owned() autocomplete="off"/>
                <button class="btn btn--secondary">{icon(Icon::Search)}{t!(lang, "admin-people-submit")}</button>
            </form>
            {list}
            {cut}
            <Pager first next/>
            <p><a href=page.href("/admin/roller")>{t!(lang, "admin-people-roles")}</a></p>
        </div>
    }
    .into_any()
}

fn item(page: &PageContext, person: &PersonItem) -> AnyView {
    let lang = page.lang;
    let name = match person.has_page {
        true => {
            let to = page.href(&format!("/admin/personer/{}", person.id));
            view! { <a href=to>{person.name.clone()}</a> }.into_any()
        }
        false => person.name.clone().into_any(),
    };
    let hidden = (!person.has_page).then(|| view! { <p>{t!(lang, "admin-people-nameless")}</p> });
    let duties = person
        .duties
        .iter()
        .map(|standing| view! { <span>{role_name(lang, standing)}</span> })
        .collect_view();
    view! {
        <li class="item item--plain">
            <div>
                <h2 class="item__title">{name}</h2>
                <div class="item__meta">
                    {person.email.clone().map(|email| view! { <span>{email}</span> })}
                    {duties}
                </div>
                {hidden}
            </div>
        </li>
    }
    .into_any()
}
