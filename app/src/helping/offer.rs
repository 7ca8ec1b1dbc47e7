//! On the page of an idea: how many want to help, the form to say so, and for those who may know, who.

use leptos::prelude::*;
use nara_domain::group::is_member;
use nara_domain::proposal::Kind;

use super::api::{HelperNames, HelpersView};
use super::{FORM, ID};
use crate::context::{PageContext, page};
use crate::proposals::api::ProposalView;
use crate::proposals::shown::path_of;
use crate::t;
use crate::ui::{ErrorSummary, FormState};

#[component]
pub fn HelpWithIdea(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let shown = case.helpers.clone();
    let form = FormState::of(&page, FORM);
    let nothing = shown.count == 0 && !shown.offer && shown.mine.is_none() && !form.came_back();
    if case.kind != Kind::Idea || nothing {
        return None;
    }
    let action = page.href(&format!("{}/{ID}", path_of(case.id, &case.slug)));
    let count = (shown.count > 0).then(|| {
        let words = t!(lang, "helping-count", count = shown.count);
        view! { <p><strong>{words}</strong></p> }
    });
    let label = move |_: &str| t!(lang, "helping-title").into_owned();
    let names = shown.names.clone().map(|names| list(&page, names));
    Some(view! {
        <section class="section flow no-print" aria-labelledby=ID>
            <h2 id=ID>{t!(lang, "helping-title")}</h2>
            <ErrorSummary form=form label=label/>
            {count}
            {buttons(&page, &case, &shown, &action)}
            {names}
        </section>
    })
}

fn buttons(page: &PageContext, case: &ProposalView, shown: &HelpersView, action: &str) -> AnyView {
    let lang = page.lang;
    let action = action.to_owned();
    match (shown.mine, shown.offer) {
        (Some(named), _) => {
            let who = match (named, is_member(&page.actor)) {
                (_, true) => "helping-mine-member",
                (true, false) => "helping-mine-named",
                (false, false) => "helping-mine",
            };
            view! {
                <p>{t!(lang, who)}</p>
                <form method="post" action=action>
                    <input type="hidden" name="deed" value="no"/>
                    <button class="btn btn--secondary">{t!(lang, "helping-stop")}</button>
                </form>
            }
            .into_any()
        }
        (None, true) => {
            // Said before, not after: a member has no choice in who sees the alias.
            let lead = match is_member(&page.actor) {
                true => "helping-lead-member",
                false => "helping-lead",
            };
            // A member is known by an alias alone, to whoever leads a group.
            let name = (page.actor.is_signed_in() && !is_member(&page.actor)).then(|| {
                let to_whom = match case.of_group {
                    true => t!(lang, "helping-name-leader"),
                    false => t!(lang, "helping-name-author"),
                };
                view! {
                    <label class="choice">
                        <input type="checkbox" name="name" value="yes"/>
                        <span>{to_whom}</span>
                    </label>
                }
            });
            view! {
                <p>{t!(lang, lead)}</p>
                <form class="form" method="post" action=action>
                    <input type="hidden" name="deed" value="yes"/>
                    {name}
                    <div class="actions">
                        <button class="btn btn--secondary">{t!(lang, "helping-say")}</button>
                    </div>
                </form>
            }
            .into_any()
        }
        (None, false) => ().into_any(),
    }
}

/// Who they are, for whoever leads the group or wrote the idea.
fn list(page: &PageContext, names: HelperNames) -> AnyView {
    let lang = page.lang;
    let lines = names
        .named
        .into_iter()
        .map(|name| view! { <li>{name}</li> })
        .collect::<Vec<_>>();
    let others = (names.unnamed > 0)
        .then(|| view! { <p>{t!(lang, "helping-unnamed", count = names.unnamed)}</p> });
    let list = (!lines.is_empty()).then(|| view! { <ul class="bullets">{lines}</ul> });
    view! {
        <details class="fold">
            <summary>{t!(lang, "helping-who")}</summary>
            <div class="fold__body flow">
                <p>{t!(lang, "helping-who-only")}</p>
                {list}
                {others}
            </div>
        </details>
    }
    .into_any()
}
