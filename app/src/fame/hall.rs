//! The page: who wanted it, what it was, when it was done.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::name::NAMELESS;

use super::api::{FamePort, Famed};
use crate::context::{PageContext, page, port};
use crate::i18n::{date_long, money};
use crate::layout::{load, page_title};
use crate::proposals::shown::path_of;
use crate::t;
use crate::ui::{Icon, icon, written_in};

#[component]
pub fn HallPage() -> impl IntoView {
    let page = page();
    let fame = port::<dyn FamePort>();
    let data = async move { fame?.hall().await };
    load(data, move |all| show(&page, &all))
}

fn show(page: &PageContext, all: &[Famed]) -> AnyView {
    let lang = page.lang;
    let list = match all.is_empty() {
        true => view! {
            <div class="empty">
                {icon(Icon::Speech)}
                <h2>{t!(lang, "fame-empty-title")}</h2>
                <p>{t!(lang, "fame-empty")}</p>
            </div>
        }
        .into_any(),
        false => {
            let items = all.iter().map(|one| line(page, one)).collect_view();
            view! { <ol class="items">{items}</ol> }.into_any()
        }
    };
    view! {
        {page_title(t!(lang, "fame-title"))}
        <Meta name="description" content=t!(lang, "fame-lead").into_owned()/>
        <div class="wrap flow">
            <header class="head">
                <h1>{t!(lang, "fame-title")}</h1>
                <p class="lead">{t!(lang, "fame-lead")}</p>
            </header>
            {list}
            <p><a href=page.href("/beslut")>{t!(lang, "fame-to-promises")}</a></p>
        </div>
    }
    .into_any()
}

fn line(page: &PageContext, one: &Famed) -> impl IntoView + use<> {
    let lang = page.lang;
    let to = page.href(&path_of(one.id, &one.slug));
    let name = match one.name.as_str() {
        NAMELESS => t!(lang, "fame-nameless").into_owned(),
        name => name.to_owned(),
    };
    let thanks = one.thanks.clone().map(|thanks| {
        view! {
            <blockquote class="as-written" lang=written_in(lang) dir="auto">{thanks}</blockquote>
        }
    });
    let photo = one.photo_url.clone().map(|photo| {
        view! { <span><a href=photo rel="nofollow noopener">{t!(lang, "fame-photo")}</a></span> }
    });
    view! {
        <li class="item item--plain">
            <div>
                <p><strong>{name}</strong></p>
                <h2 class="item__title">
                    <a href=to lang=written_in(lang) dir="auto">{one.title.clone()}</a>
                </h2>
                {thanks}
                <div class="item__meta">
                    <span>{t!(lang, "fame-submitted", date = date_long(lang, one.submitted))}</span>
                    <span>{t!(lang, "promise-kept", date = date_long(lang, one.done))}</span>
                    <span>{t!(lang, "promise-cost", cost = money(lang, one.cost))}</span>
                    {photo}
                </div>
            </div>
        </li>
    }
}
