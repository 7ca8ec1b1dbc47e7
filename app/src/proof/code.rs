//! `/konto/bekrafta/kod`: where the code out of the letter is typed.

use leptos::prelude::*;

use super::api::ProofPort;
use crate::accounts::next_address;
use crate::context::{PageContext, page, port, prove_address};
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{ErrorSummary, FormState, TextField};

/// Leads on to `?sedan=`. Signed in only.
#[component]
pub fn ProveCodePage() -> impl IntoView {
    let page = page();
    let proofs = port::<dyn ProofPort>();
    let actor = page.actor.clone();
    let data = async move { proofs?.provable(&actor).await };
    load(data, move |_| view(&page))
}

fn view(page: &PageContext) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "typed_code");
    let next = next_address(&form);
    let label = move |_: &str| t!(lang, "code-label").into_owned();
    let again = page.href(&prove_address(&next));
    let mailbox = page.site.demo.then(|| {
        view! {
            <p>
                {t!(lang, "check-mail-demo")} " "
                <a href=page.href("/demo/post")>{t!(lang, "check-mail-demo-link")}</a>
            </p>
        }
    });
    view! {
        {page_title(t!(lang, "code-title"))}
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=label/>
            <h1>{t!(lang, "code-title")}</h1>
            <p class="lead">{t!(lang, "prove-code-sent")}</p>
            <form class="form" method="post" action=page.href("/konto/bekrafta/kod") novalidate>
                <input type="hidden" name="sedan" value=next/>
                <TextField
                    form
                    name="kod"
                    label=label("kod")
                    hint=t!(lang, "code-hint")
                    autocomplete="one-time-code"
                    look="input input--short"
                />
                <div class="actions">
                    <button class="btn">{t!(lang, "prove-password-submit")}</button>
                    <a class="btn btn--quiet" href=again>{t!(lang, "code-again")}</a>
                </div>
            </form>
            {mailbox}
        </div>
    }
    .into_any()
}
