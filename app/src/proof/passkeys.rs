//! `/konto/passnycklar`: the reader's passkeys, adding one, renaming and removing one.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::{PasskeyItem, PasskeysView, ProofPort};
use super::script::{Ceremony, passkey_form};
use crate::context::{PageContext, page, port, prove_address};
use crate::error::AppError;
use crate::i18n::day_near;
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{Crumbs, ErrorSummary, FormState, Kind, Notice, TextField};

const PAGE: &str = "/konto/passnycklar";

/// To the account's page, and to the list from what hangs below it.
fn back(page: &PageContext, below: bool) -> AnyView {
    let lang = page.lang;
    let mut way = vec![(t!(lang, "account-title").into_owned(), "/konto".to_owned())];
    if below {
        way.push((t!(lang, "passkeys-title").into_owned(), PAGE.to_owned()));
    }
    view! { <Crumbs way/> }.into_any()
}

/// All of them. Signed in only.
#[component]
pub fn PasskeysPage() -> impl IntoView {
    let page = page();
    let proofs = port::<dyn ProofPort>();
    let (actor, proof) = (page.actor.clone(), page.proof);
    let data = async move { proofs?.passkeys(&actor, proof).await };
    load(data, move |view| list(&page, view))
}

fn list(page: &PageContext, own: PasskeysView) -> AnyView {
    let lang = page.lang;
    let asleep = !page.actor.dormant().is_empty();
    let wakes = own.passkeys.iter().any(|key| key.vouched);
    let items = own
        .passkeys
        .iter()
        .map(|key| item(page, key, asleep))
        .collect_view();
    let keys = match own.passkeys.is_empty() {
        true => view! { <p>{t!(lang, "passkeys-none")}</p> }.into_any(),
        false => view! { <ul class="items">{items}</ul> }.into_any(),
    };
    // Added and not used yet, in a session that it would make strong.
    let wake = (asleep && wakes).then(|| {
        let to = page.href(&prove_address(PAGE));
        view! {
            <Notice kind=Kind::Info title=t!(lang, "account-dormant-title")>
                <p>{t!(lang, "passkeys-wake")}</p>
                <p><a class="btn" href=to>{t!(lang, "passkeys-wake-link")}</a></p>
            </Notice>
        }
    });
    // One thing at a time: from a session that it woke, more can be added.
    let add = wake.is_none().then(|| add_link(page, &own));
    view! {
        {page_title(t!(lang, "passkeys-title"))}
        <div class="wrap wrap--narrow flow">
            {back(page, false)}
            <h1>{t!(lang, "passkeys-title")}</h1>
            <p class="lead">{t!(lang, "passkeys-lead")}</p>
            {wake}
            {keys}
            {add}
        </div>
    }
    .into_any()
}

fn item(page: &PageContext, key: &PasskeyItem, asleep: bool) -> AnyView {
    let lang = page.lang;
    let to = page.href(&format!("{PAGE}/{}", key.id));
    let day = |at: nara_domain::time::Stamp| day_near(lang, at.day(), page.today());
    let used = match key.last_used_at {
        Some(at) => t!(lang, "passkey-used", when = day(at)),
        None => t!(lang, "passkey-unused"),
    };
    let idle = (asleep && !key.vouched).then(|| {
        view! { <span>{t!(lang, "passkey-not-vouched")}</span> }
    });
    view! {
        <li class="item item--plain">
            <div>
                <h2 class="item__title"><a href=to>{key.name.clone()}</a></h2>
                <div class="item__meta">
                    <span>{t!(lang, "passkey-added", when = day(key.created_at))}</span>
                    <span>{used}</span>
                    {idle}
                </div>
            </div>
        </li>
    }
    .into_any()
}

/// The way to a new one, or why there is none.
fn add_link(page: &PageContext, own: &PasskeysView) -> AnyView {
    let lang = page.lang;
    let why_not = match own {
        PasskeysView {
            possible: false, ..
        } => "passkeys-impossible",
        PasskeysView { shared: true, .. } => "not_now-shared_account",
        PasskeysView {
            needs_link: true, ..
        } => "not_now-needs_passkey_link",
        _ => {
            let to = page.href("/konto/passnycklar/ny");
            return view! { <p><a class="btn" href=to>{t!(lang, "passkeys-add")}</a></p> }
                .into_any();
        }
    };
    view! { <Notice kind=Kind::Info><p>{t!(lang, why_not)}</p></Notice> }.into_any()
}

/// A new one: by itself, or with a link that vouches for it.
#[component]
pub fn AddPasskeyPage() -> impl IntoView {
    let page = page();
    let proofs = port::<dyn ProofPort>();
    let link = use_params_map()
        .read_untracked()
        .get("link")
        .unwrap_or_default();
    let data = {
        let (page, link) = (page.clone(), link.clone());
        async move {
            let proofs = proofs?;
            let own = proofs.passkeys(&page.actor, page.proof).await?;
            proofs
                .check_passkey_link(&page.actor, &link, page.now)
                .await?;
            page.proved_lately()?;
            Ok(own)
        }
    };
    load(data, move |own| add(&page, &own, &link))
}

fn add(page: &PageContext, own: &PasskeysView, link: &str) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "add_passkey");
    let label = move |_: &str| t!(lang, "passkey-name").into_owned();
    let vouched = !link.is_empty();
    let may = own.possible && !own.shared && (vouched || !own.needs_link);
    let body = match may {
        true => {
            let action = match vouched {
                true => format!("/konto/passnycklar/ny/{link}"),
                false => "/konto/passnycklar/ny".to_owned(),
            };
            let link = vouched.then(|| {
                view! { <input type="hidden" name="lank" value=link.to_owned()/> }
            });
            let fields = view! {
                {link}
                <TextField
                    form=form.clone()
                    name="name"
                    label=label("name")
                    hint=t!(lang, "passkey-name-hint")
                    value=t!(lang, "passkey-name-first")
                    autocomplete="off"
                />
            };
            let words = ("passkey-make", "btn", "passkey-add-without");
            passkey_form(page, Ceremony::Add, &action, words, fields.into_any())
        }
        false => add_link(page, own),
    };
    let staff = (vouched && may).then(|| {
        view! { <Notice kind=Kind::Info><p>{t!(lang, "passkey-add-vouched")}</p></Notice> }
    });
    view! {
        {page_title(t!(lang, "passkeys-add"))}
        <div class="wrap wrap--narrow flow">
            {back(page, true)}
            <ErrorSummary form=form.clone() label=label/>
            <h1>{t!(lang, "passkeys-add")}</h1>
            <p class="lead">{t!(lang, "passkey-add-lead")}</p>
            {staff}
            {body}
        </div>
    }
    .into_any()
}

/// One of them.
#[component]
pub fn PasskeyPage() -> impl IntoView {
    let page = page();
    let proofs = port::<dyn ProofPort>();
    let id = use_params_map().read_untracked().get("key");
    let (actor, proof) = (page.actor.clone(), page.proof);
    let data = async move {
        let own = proofs?.passkeys(&actor, proof).await?;
        let id = id.and_then(|id| id.parse::<i64>().ok());
        let key = own.passkeys.into_iter().find(|key| Some(key.id) == id);
        Ok((key.ok_or(AppError::NotFound)?, own.last_way_in))
    };
    load(data, move |(key, last)| one(&page, &key, last))
}

fn one(page: &PageContext, key: &PasskeyItem, last: bool) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "name_passkey");
    let label = move |_: &str| t!(lang, "passkey-name").into_owned();
    let here = format!("{PAGE}/{}", key.id);
    let remove = match last {
        true => view! { <p>{t!(lang, "not_now-last_way_in")}</p> }.into_any(),
        false => view! {
            <p>{t!(lang, "passkey-remove-lead")}</p>
            <form method="post" action=page.href(&format!("{here}/ta-bort"))>
                <button class="btn btn--danger">{t!(lang, "passkey-remove")}</button>
            </form>
        }
        .into_any(),
    };
    view! {
        {page_title(key.name.clone())}
        <div class="wrap wrap--narrow flow">
            {back(page, true)}
            <ErrorSummary form=form.clone() label=label/>
            <ErrorSummary form=FormState::of(page, "remove_passkey") label=label/>
            <h1>{key.name.clone()}</h1>
            <form class="form" method="post" action=page.href(&here) novalidate>
                <TextField
                    form
                    name="name"
                    label=label("name")
                    hint=t!(lang, "passkey-name-hint")
                    value=key.name.clone()
                    autocomplete="off"
                />
                <div class="actions">
                    <button class="btn">{t!(lang, "change-name-submit")}</button>
                    <a class="btn btn--quiet" href=page.href(PAGE)>{t!(lang, "passkey-cancel")}</a>
                </div>
            </form>
            <section class="section flow" aria-labelledby="ta-bort">
                <h2 id="ta-bort">{t!(lang, "passkey-remove")}</h2>
                {remove}
            </section>
        </div>
    }
    .into_any()
}
