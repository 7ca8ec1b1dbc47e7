//! `/grupp` and `/grupp/in/{ticket}`: coming in. A code, an alias, in: nothing else is asked, and no
//! cookie is set before both are right.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::{Door, GroupPort};
use crate::context::{PageContext, page, port, set_status};
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
                    hint=t!(lang, "door-hint")
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
    let ticket = use_params_map()
        .get_untracked()
        .get("token")
        .unwrap_or_default();
    let groups = port::<dyn GroupPort>();
    let (asked, now) = (ticket.clone(), page.now);
    let data = async move {
        match groups?.door(&asked, now).await {
            Ok(door) => Ok(Some(door)),
            Err(over) if is_over(&over) => {
                set_status(over.status());
                Ok(None)
            }
            Err(error) => Err(error),
        }
    };
    load(data, move |door| match door {
        Some(door) => alias(&page, &ticket, door),
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

fn alias(page: &PageContext, ticket: &str, door: Door) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "join");
    let label = move |_: &str| t!(lang, "alias-own-label").into_owned();
    let action = page.href(&format!("/grupp/in/{ticket}"));
    let offered = door
        .suggestions
        .into_iter()
        .map(|alias| {
            view! {
                <button class="account" name="alias" value=alias.clone()>
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
                <fieldset class="fieldset">
                    <legend class="fieldset__legend">{t!(lang, "alias-offered")}</legend>
                    <div class="accounts">{offered}</div>
                </fieldset>
            </form>
            <p><a href=page.href(&format!("/grupp/in/{ticket}"))>{t!(lang, "alias-others")}</a></p>
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
