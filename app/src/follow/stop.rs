//! `/avsluta/{token}`: where a letter's link leads that stops such letters. A button, because mail
//! scanners open links; without signing in, because who wants out must not have to.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;

use super::api::{FollowPort, StopView};
use crate::context::{PageContext, page, port};
use crate::layout::{load, page_title};
use crate::proposals::shown::path_of;
use crate::t;
use crate::ui::{Kind, Notice};

#[component]
pub fn StopPage() -> impl IntoView {
    let page = page();
    let token = use_params_map().get_untracked().get("token");
    let token = token.unwrap_or_default();
    let port = port::<dyn FollowPort>();
    let asked = token.clone();
    let data = async move { port?.find_stop(&asked).await };
    load(data, move |stop| show(&page, &token, &stop))
}

fn show(page: &PageContext, token: &str, stop: &StopView) -> AnyView {
    let lang = page.lang;
    let here = page.href(&format!("/avsluta/{token}"));
    let button = |which: &str, words: &str, class: &str| {
        let (which, class, here) = (which.to_owned(), class.to_owned(), here.clone());
        let words = t!(lang, words).into_owned();
        view! {
            <form method="post" action=here>
                <input type="hidden" name="brev" value=which/>
                <button class=class>{words}</button>
            </form>
        }
    };
    let title = match (&stop.title, stop.proposal) {
        (Some(title), _) => t!(lang, "stop-about", title = title.clone()),
        (None, Some(_)) => t!(lang, "stop-about-hidden"),
        (None, None) => t!(lang, "stop-about-collected"),
    };
    let title = title.into_owned();
    let kept = match (stop.supports, stop.opposes) {
        (true, _) => Some("stop-support"),
        (false, true) => Some("stop-opposition"),
        (false, false) => None,
    };
    let support = kept.map(|words| view! { <p>{t!(lang, words)}</p> });
    let (this, done_title) = match stop.proposal {
        Some(_) => ("stop-this", "stop-done-title"),
        None => ("stop-collected", "stop-done-collected-title"),
    };
    let (state, buttons) = match (stop.all_stopped, stop.stopped) {
        (true, _) => (
            view! {
                <Notice kind=Kind::Success title=t!(lang, "stop-done-all-title")>
                    <p>{t!(lang, "stop-done-all")}</p>
                </Notice>
            }
            .into_any(),
            ().into_any(),
        ),
        (false, true) => (
            view! {
                <Notice kind=Kind::Success title=t!(lang, done_title)>
                    <p>{title.clone()}</p>
                </Notice>
            }
            .into_any(),
            button("alla", "stop-all", "btn btn--secondary").into_any(),
        ),
        (false, false) => (
            view! { <p class="lead">{title.clone()}</p> }.into_any(),
            view! {
                {button("detta", this, "btn")}
                {button("alla", "stop-all", "btn btn--secondary")}
            }
            .into_any(),
        ),
    };
    let done = stop.stopped || stop.all_stopped;
    let again = done.then(|| {
        view! {
            <p>{t!(lang, "stop-again")}" "<a href=page.href("/konto/aviseringar")>{t!(lang, "choices-title")}</a></p>
        }
    });
    let case = stop.proposal.zip(stop.slug.as_deref()).map(|(id, slug)| {
        let to = page.href(&path_of(id, slug));
        view! { <p><a href=to>{t!(lang, "stop-to-proposal")}</a></p> }
    });
    view! {
        {page_title(t!(lang, "stop-title"))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <h1>{t!(lang, "stop-title")}</h1>
            {state}
            {support}
            <div class="actions">{buttons}</div>
            {again}
            <p class="muted">{t!(lang, "stop-others")}</p>
            {case}
        </div>
    }
    .into_any()
}
