//! `/grupp` and `/grupp/in`: coming in. A code, an alias, in: nothing else is asked, and no cookie is
//! set before the code is right.

use leptos::prelude::*;
use nara_domain::group::CODE_LENGTH;

use super::api::{Door, GroupPort};
use crate::context::{LinkSecret, PageContext, page, port, set_status};
use crate::error::AppError;
use crate::i18n::date_long;
use crate::layout::{kept_out_of_search, load, page_title};
use crate::t;
use crate::ui::{ErrorSummary, FormState, TextField};

/// One field for every code: the group's, one's own, and one that helps in again.
#[component]
pub fn DoorPage() -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let form = FormState::of(&page, "door");
    let label = move |_: &str| t!(lang, "door-label").into_owned();
    view! {
        {page_title(t!(lang, "door-title"))}
        {kept_out_of_search()}
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=label/>
            <h1>{t!(lang, "door-title")}</h1>
            <p class="lead">{t!(lang, "door-lead")}</p>
            <form class="form" method="post" action=page.href("/grupp") novalidate>
                <TextField
                    form
                    name="kod"
                    label=label("kod")
                    hint=t!(lang, "door-hint", count = CODE_LENGTH)
                    autocomplete="off"
                    look="input input--large input--code"
                />
                <div class="actions"><button class="btn btn--wide">{t!(lang, "door-submit")}</button></div>
            </form>
            <h2>{t!(lang, "door-back-title")}</h2>
            <p>{t!(lang, "door-back")}</p>
        </div>
        <script type="module" nonce=page.nonce.clone() inner_html=include_str!("door.js")></script>
    }
}

/// Choosing an alias: one tap on a suggestion, or one's own.
#[component]
pub fn AliasPage() -> impl IntoView {
    let page = page();
    let LinkSecret(ticket) = page.link.clone();
    let groups = port::<dyn GroupPort>();
    let now = page.now;
    let sent = page.replay_of("join").map(|replay| &replay.error);
    let used = sent.is_some_and(is_over);
    let data = async move {
        match groups?.door(&ticket, now).await {
            // The form came back, and says the status.
            _ if used => Ok(None),
            Ok(door) => Ok(Some(door)),
            Err(over) if is_over(&over) => {
                set_status(over.status());
                Ok(None)
            }
            Err(error) => Err(error),
        }
    };
    load(data, move |door| match door {
        Some(door) => alias(&page, door),
        None => too_late(&page),
    })
}

/// Whether a ticket opens nothing any more.
const fn is_over(error: &AppError) -> bool {
    matches!(
        error,
        AppError::LinkExpired | AppError::LinkUsed | AppError::LinkUnknown
    )
}

/// Somebody who waited too long, or went back a page.
fn too_late(page: &PageContext) -> AnyView {
    let lang = page.lang;
    view! {
        {page_title(t!(lang, "door-late-title"))}
        {kept_out_of_search()}
        <div class="wrap wrap--narrow flow">
            <h1>{t!(lang, "door-late-title")}</h1>
            <p class="lead">{t!(lang, "door-late")}</p>
            <div class="actions"><a class="btn" href=page.href("/grupp")>{t!(lang, "door-late-again")}</a></div>
        </div>
    }
    .into_any()
}

fn alias(page: &PageContext, door: Door) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "join");
    let label = move |_: &str| t!(lang, "alias-own-label").into_owned();
    let action = page.href("/grupp/in");
    let offered = door
        .suggestions
        .into_iter()
        .map(|alias| {
            view! {
                <button class="account account--single" name="alias" value=alias.clone()>
                    <span class="account__name">{alias.clone()}</span>
                </button>
            }
        })
        .collect_view();
    let reads = match door.reads_first {
        true => t!(lang, "alias-reads-first"),
        false => t!(lang, "alias-reads-not"),
    };
    view! {
        {page_title(t!(lang, "alias-title"))}
        {kept_out_of_search()}
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=label/>
            <p class="muted">{door.group.clone()}</p>
            <h1>{t!(lang, "alias-title")}</h1>
            <p class="lead">{t!(lang, "alias-lead")}</p>
            <form class="flow" method="post" action=action.clone()>
                <fieldset>
                    <legend class="fieldset__legend">{t!(lang, "alias-offered")}</legend>
                    <div class="accounts">{offered}</div>
                </fieldset>
            </form>
            <p><a href=page.href("/grupp/in")>{t!(lang, "alias-others")}</a></p>
            <form class="form" method="post" action=action novalidate>
                <TextField
                    form
                    name="alias"
                    label=label("alias")
                    hint=t!(lang, "alias-own-hint")
                    autocomplete="off"
                />
                <div class="actions"><button class="btn btn--secondary">{t!(lang, "alias-submit")}</button></div>
            </form>
            <h2>{t!(lang, "alias-know-title")}</h2>
            <ul class="bullets">
                <li>{t!(lang, "alias-know-shown", group = door.group)}</li>
                <li>{reads}</li>
                <li>{t!(lang, "alias-know-nothing")}</li>
                <li>{t!(lang, "alias-know-until", date = date_long(lang, door.last_day))}</li>
                <li><a href=page.href("/integritet")>{t!(lang, "alias-know-more")}</a></li>
            </ul>
        </div>
    }
    .into_any()
}
