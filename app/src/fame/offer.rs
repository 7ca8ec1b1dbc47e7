//! On the page of what was carried out, for who put it forward: whether to be shown.

use leptos::prelude::*;

use super::{FORM, ID};
use crate::context::page;
use crate::proposals::api::ProposalView;
use crate::proposals::shown::path_of;
use crate::t;
use crate::ui::{ErrorSummary, FormState};

#[component]
pub fn Offer(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let shown = case.fame?;
    let form = FormState::of(&page, FORM);
    let action = page.href(&format!("{}/{ID}", path_of(case.id, &case.slug)));
    let (text, button, say) = match shown {
        true => ("fame-is-shown", "fame-take-back", "no"),
        false => ("fame-offer", "fame-agree", "yes"),
    };
    let label = move |_: &str| t!(lang, "fame-title").into_owned();
    Some(view! {
        <section class="panel panel--quiet flow no-print" aria-labelledby=ID>
            <h2 class="panel__title" id=ID>{t!(lang, "fame-offer-title")}</h2>
            <p>
                {t!(lang, text)}" "
                <a href=page.href("/beslut/hall-of-fame")>{t!(lang, "fame-see")}</a>
            </p>
            <ErrorSummary form=form.clone() label=label/>
            <form method="post" action=action>
                <input type="hidden" name="deed" value=say/>
                <div class="actions">
                    <button class="btn btn--secondary">{t!(lang, button)}</button>
                </div>
            </form>
        </section>
    })
}
