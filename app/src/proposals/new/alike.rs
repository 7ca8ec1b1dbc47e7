//! Fourth step, only where there is something alike: support that one, or go on.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{Frame, address, path_of};
use crate::context::{page, port};
use crate::error::AppError;
use crate::layout::load;
use crate::proposals::api::{Draft, ProposalPort, SIMILAR, Similar};
use crate::proposals::shown;
use crate::t;
use crate::ui::Tag;

#[component]
pub fn SimilarPage() -> impl IntoView {
    let id = use_params_map()
        .get_untracked()
        .get("draft")
        .unwrap_or_default();
    let port = port::<dyn ProposalPort>();
    let (network, now) = (page().network, page().now);
    let data = async move {
        let port = port?;
        let draft = port.get_draft(&id).await?;
        let found = match port
            .similar(&draft.fields.title, SIMILAR, &network, now)
            .await
        {
            // Too many searches from this network are no reason to stop somebody who writes.
            Err(AppError::TooMany { .. }) => Vec::new(),
            found => found?,
        };
        // Only what asks for the same formally is barred by the rules.
        let barred = match draft.fields.kind.as_str() {
            "idea" => None,
            _ => port.rules().await?.duplicate_months,
        };
        Ok((draft, found, barred))
    };
    load(data, |(draft, found, barred)| {
        view! { <SimilarStep draft found barred/> }.into_any()
    })
}

#[component]
fn SimilarStep(
    draft: Draft,
    found: Vec<Similar>,
    #[prop(optional_no_strip)] barred: Option<i64>,
) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let onward = page.href(&address(&draft.id, "kontrollera"));
    let none = found
        .is_empty()
        .then(|| view! { <p>{t!(lang, "wizard-similar-none")}</p> });
    let items = found
        .into_iter()
        .map(|one| {
            let href = page.href(&path_of(&one));
            let (kind, state) = shown::state_of_code(lang, &one.stage);
            view! {
                <li>
                    <a class="similar__link" href=href>
                        <span class="similar__name">{one.title}</span>
                        <span class="similar__count">{t!(lang, "common-supporters", count = one.support_count)}</span>
                        <Tag kind text=state/>
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    let list = (!items.is_empty()).then(|| {
        view! { <div class="similar"><ul class="similar__list">{items}</ul></div> }
    });
    let title = t!(lang, "wizard-similar").into_owned();
    view! {
        <Frame step=4 title=title.clone()>
            <h1>{title}</h1>
            <p>{t!(lang, "wizard-similar-lead")}</p>
            {barred.map(|months| view! { <p>{t!(lang, "rules-here-same", count = months)}</p> })}
            {none}
            {list}
            <div class="actions">
                <a class="btn" href=onward>{t!(lang, "wizard-similar-go-on")}</a>
                <a class="btn btn--quiet" href=page.href(&address(&draft.id, "amne"))>{t!(lang, "wizard-back")}</a>
            </div>
        </Frame>
    }
}
