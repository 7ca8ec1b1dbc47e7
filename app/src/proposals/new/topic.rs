//! Third step: what it is about and where, so that it is found by whom it concerns.

use leptos::prelude::*;
use nara_domain::proposal::{District, Topic};

use super::{Frame, address, label, till, with_rules};
use crate::context::page;
use crate::proposals::api::Draft;
use crate::t;
use crate::ui::{Choices, ErrorSummary, FormState};

#[component]
pub fn TopicPage() -> impl IntoView {
    with_rules(|draft, rules| {
        let districts = rules.districts.clone();
        view! { <TopicStep draft districts/> }.into_any()
    })
}

#[component]
fn TopicStep(draft: Draft, districts: Vec<District>) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let form = FormState::of(&page, "topic");
    let topics = Topic::ALL
        .iter()
        .map(|topic| {
            let word = t!(lang, &format!("topic-{}", topic.code())).into_owned();
            (topic.code().to_owned(), word, String::new())
        })
        .collect::<Vec<_>>();
    let everywhere = (
        String::new(),
        t!(lang, "wizard-everywhere").into_owned(),
        String::new(),
    );
    // A municipality without parts asks for none.
    let where_to = (!districts.is_empty()).then(|| {
        let districts = std::iter::once(everywhere)
            .chain(
                districts
                    .into_iter()
                    .map(|District { code, name }| (code, name, String::new())),
            )
            .collect::<Vec<_>>();
        view! {
            <Choices form=form.clone() name="district" legend=t!(lang, "wizard-district").into_owned()
                hint=t!(lang, "wizard-district-hint").into_owned() two=true
                choices=districts value=draft.fields.district/>
        }
    });
    let title = t!(lang, "wizard-topic").into_owned();
    view! {
        <Frame step=3 title=title.clone()>
            <ErrorSummary form=form.clone() label=move |field| label(lang, field)/>
            <form class="form" method="post" action=page.href(&address(&draft.id, "amne"))>
                <Choices form=form.clone() name="topic" legend=title heading=true two=true
                    choices=topics value=draft.fields.topic/>
                {where_to}
                <input type="hidden" name="till" value=till()/>
                <div class="actions">
                    <button class="btn">{t!(lang, "wizard-next")}</button>
                    <a class="btn btn--quiet" href=page.href(&address(&draft.id, "text"))>{t!(lang, "wizard-back")}</a>
                </div>
            </form>
        </Frame>
    }
}
