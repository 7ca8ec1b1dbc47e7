//! `/fragor/brev/{token}`: where a letter's link leads that stops letters about questions that are the reader's, too.
//! A button, because mail scanners open links; without signing in, because who wants out must not have to.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;

use super::api::{QuestionPort, StopView};
use super::{path_of, stop_path};
use crate::context::{PageContext, page, port};
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{Kind, Notice, written_in};

#[component]
pub fn StopQuestionsPage() -> impl IntoView {
    let page = page();
    let token = use_params_map().get_untracked().get("token");
    let token = token.unwrap_or_default();
    let port = port::<dyn QuestionPort>();
    let asked = token.clone();
    let data = async move { port?.find_stop(&asked).await };
    load(data, move |stop| show(&page, &token, &stop))
}

fn show(page: &PageContext, token: &str, stop: &StopView) -> AnyView {
    let lang = page.lang;
    let there = stop.heading.clone().map(|(heading, slug)| {
        let to = page.href(&path_of(stop.id, &slug));
        view! { <p><a href=to lang=written_in(lang) dir="auto">{heading}</a></p> }
    });
    let body = match stop.stopped {
        true => view! {
            <Notice kind=Kind::Success title=t!(lang, "questions-stop-done")>
                <p>{t!(lang, "questions-stop-kept")}</p>
            </Notice>
        }
        .into_any(),
        false => {
            let here = page.href(&stop_path(token));
            view! {
                <p class="lead">{t!(lang, "questions-stop-lead")}</p>
                <form method="post" action=here>
                    <button class="btn">{t!(lang, "questions-stop-button")}</button>
                </form>
            }
            .into_any()
        }
    };
    view! {
        {page_title(t!(lang, "questions-stop-title"))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <h1>{t!(lang, "questions-stop-title")}</h1>
            {body}
            {there}
        </div>
    }
    .into_any()
}
