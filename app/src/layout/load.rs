//! A page is: load its data, then show it, or show why not. One place for both, so that status,
//! title and error page are never forgotten.

use std::future::Future;

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};

use super::ErrorPage;
use crate::context::{lead_on, page, prove_address, set_header, set_status, sign_in_address};
use crate::error::AppError;
use crate::escape;
use crate::i18n::Lang;
use crate::t;

/// Renders `view` of what `data` brings, or the error page with the error's status.
///
/// The whole page waits for it (`SsrMode::Async`), so that status, title and cookies can still
/// depend on the data, and the page is complete without JavaScript.
pub fn load<T, F, V>(data: F, view: V) -> impl IntoView
where
    T: Send + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
    V: FnOnce(T) -> AnyView + Send + 'static,
{
    // The Suspend stands in the Suspense itself and not in a closure: closures among the children
    // are called again and again while the page waits, but this future runs once.
    let content = Suspend::new(async move {
        match data.await {
            Ok(data) => view(data),
            Err(error @ AppError::SignIn) => first(error, sign_in_address),
            Err(error @ AppError::ProveAgain) => first(error, prove_address),
            Err(error) => {
                set_status(error.status());
                view! { <ErrorPage error/> }.into_any()
            }
        }
    });
    view! { <Suspense fallback=|| ()>{content}</Suspense> }
}

/// Leads to the page where what is missing is done, which leads back here.
fn first(error: AppError, there: fn(&str) -> String) -> AnyView {
    let page = page();
    let here = match page.query.is_empty() {
        true => page.path.clone(),
        false => format!("{}?{}", page.path, page.query),
    };
    lead_on(&page.href(&there(&here)));
    view! { <ErrorPage error/> }.into_any()
}

/// `Hundrastgård i Åsbyn – Nära Björksjö`, and what a link to this page shows where it is shared.
pub fn page_title(title: impl std::fmt::Display) -> impl IntoView {
    let page = page();
    let site = &page.site;
    let title = title.to_string();
    // Other than everything else, a title is written into the page as it is.
    // What a screen reader says first when the page comes back.
    let wrong = match page.replay.is_some() && page.failure.is_none() {
        true => format!("{} ", t!(page.lang, "title-error")),
        false => String::new(),
    };
    let text = escape::text(&format!("{wrong}{title} – Nära {}", site.place));
    let address = format!("{}{}", site.public_url, page.href(&page.path));
    let languages = Lang::ALL.map(|other| {
        let there = format!("{}{}", site.public_url, page.in_language(other));
        view! { <Link rel="alternate" hreflang=other.code() href=there/> }
    });
    view! {
        <Title text=text/>
        <Meta property="og:title" content=title/>
        <Meta property="og:type" content="website"/>
        <Meta property="og:site_name" content=format!("Nära {}", site.municipality)/>
        <Meta property="og:url" content=address/>
        <Meta property="og:image" content=format!("{}/share.png", site.public_url)/>
        {languages.into_iter().collect_view()}
    }
}

/// One or two sentences for search engines and shared links.
pub fn page_description(text: impl std::fmt::Display) -> impl IntoView {
    let text = text.to_string();
    view! {
        <Meta name="description" content=text.clone()/>
        <Meta property="og:description" content=text/>
    }
}

/// What no search engine may keep: pages with what young people write. Said in the page for those that
/// read pages, and in the response for those that fetch anything.
pub fn kept_out_of_search() -> impl IntoView {
    set_header("x-robots-tag", "noindex, nofollow");
    view! { <Meta name="robots" content="noindex, nofollow"/> }
}
