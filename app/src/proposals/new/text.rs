//! Second step: what is wrong today, and what the municipality should do.

use leptos::prelude::*;
use nara_domain::proposal::Kind;
use nara_domain::text::BODY_MAX;

use super::{Frame, address, label, till, with_draft};
use crate::context::page;
use crate::proposals::api::Draft;
use crate::proposals::counter_island::Counter;
use crate::proposals::draft_island::DraftKeeper;
use crate::t;
use crate::ui::{ErrorSummary, FormState, TextField};

#[component]
pub fn TextPage() -> impl IntoView {
    with_draft(|draft| view! { <TextStep draft/> }.into_any())
}

#[component]
fn TextStep(draft: Draft) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let form = FormState::of(&page, "text");
    let max = i64::try_from(BODY_MAX).unwrap_or(i64::MAX);
    let below = view! {
        <Counter
            input=form.id("body")
            max=max
            text=t!(lang, "form-count", n = "{n}", max = max).into_owned()
            over=t!(lang, "form-count-over", n = "{n}").into_owned()
        />
        <DraftKeeper
            draft=draft.id.clone()
            form="utkast".to_owned()
            saved=t!(lang, "wizard-saved").into_owned()
            failed=t!(lang, "wizard-not-saved").into_owned()
            lang=lang.code().to_owned()
        />
    };
    let (title, hint) = match draft.fields.kind == Kind::Problem.code() {
        true => ("wizard-text-problem", "wizard-text-problem-hint"),
        false => ("wizard-text", "wizard-text-hint"),
    };
    let title = t!(lang, title).into_owned();
    view! {
        <Frame step=2 title=title.clone()>
            <ErrorSummary form=form.clone() label=move |field| label(lang, field)/>
            <form class="form" id="utkast" method="post" action=page.href(&address(&draft.id, "text"))>
                <TextField form=form.clone() name="body" label=title heading=true area=true
                    hint=t!(lang, hint, max = max).into_owned()
                    value=draft.fields.body below=below.into_any()/>
                <input type="hidden" name="till" value=till()/>
                <div class="actions">
                    <button class="btn">{t!(lang, "wizard-next")}</button>
                    <a class="btn btn--quiet" href=page.href(&address(&draft.id, ""))>{t!(lang, "wizard-back")}</a>
                </div>
            </form>
            <p class="small muted">{t!(lang, "wizard-draft-note")}</p>
        </Frame>
    }
}
