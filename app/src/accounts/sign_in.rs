//! `/logga-in`: by e-mail and password, by passkey, by a code, or, in the demo, as one of its people.

use leptos::prelude::*;
use nara_domain::switches::Feature;

use super::api::DEMO_ACCOUNTS;
use super::intent::{Waiting, named, notice, waiting};
use super::next_address;
use super::provider::{self, PROVIDER_FORM};
use crate::context::{PageContext, page, port, with_next};
use crate::layout::{load, page_title};
use crate::proof::api::ProofPort;
use crate::proof::{Ceremony, passkey_form};
use crate::t;
use crate::ui::{ErrorSummary, FormState, Kind, Notice, TextField, closed_notice};

/// Signing in leads on to `?sedan=`; `gor=stod` in it says that support is given on the way, to the
/// proposal named here.
#[component]
pub fn SignInPage() -> impl IntoView {
    let page = page();
    let form = FormState::of(&page, "sign_in");
    let code = FormState::of(&page, "code");
    let passkey = FormState::of(&page, "passkey");
    let provider = FormState::of(&page, PROVIDER_FORM);
    let sent = [&code, &passkey, &provider];
    let sent = sent.into_iter().find(|form| form.came_back());
    let next = next_address(sent.unwrap_or(&form));
    let proofs = port::<dyn ProofPort>();
    let data = {
        let (page, next) = (page.clone(), next.clone());
        async move {
            let passkeys = proofs?.passkeys_possible();
            Ok((waiting(&page, &next).await?, passkeys))
        }
    };
    load(data, move |(waiting, passkeys)| {
        let passkey = passkeys.then_some(passkey);
        sign_in(&page, form, (code, passkey), &next, waiting)
    })
}

fn sign_in(
    page: &PageContext,
    form: FormState,
    (code, passkey): (FormState, Option<FormState>),
    next: &str,
    waiting: Option<Waiting>,
) -> AnyView {
    let lang = page.lang;
    let next = next.to_owned();
    let email = t!(lang, "signin-email").into_owned();
    let password = t!(lang, "signin-password").into_owned();
    let labels = {
        let (email, password) = (email.clone(), password.clone());
        move |field: &str| match field {
            "email" => email.clone(),
            _ => password.clone(),
        }
    };
    view! {
        {page_title(t!(lang, "signin-title"))}
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=labels.clone()/>
            <ErrorSummary form=code.clone() label=labels.clone()/>
            {passkey.clone().map(|form| view! { <ErrorSummary form label=labels.clone()/> })}
            <ErrorSummary form=FormState::of(page, PROVIDER_FORM) label=labels/>
            <h1>{t!(lang, "signin-title")}</h1>
            {intent(page, &next, waiting.as_ref())}
            {provider::sign_in(page, &next, waiting.as_ref())}
            <form class="form" method="post" action=page.href("/logga-in") novalidate>
                <input type="hidden" name="sedan" value=next.clone()/>
                {named(waiting.as_ref())}
                <TextField form=form.clone() name="email" label=email kind="email" autocomplete="email"/>
                <TextField
                    form=form.clone()
                    name="password"
                    label=password
                    kind="password"
                    autocomplete="current-password"
                />
                <div class="actions">
                    <button class="btn">{t!(lang, "signin-submit")}</button>
                </div>
            </form>
            <p><a href=page.href("/glomt-losenord")>{t!(lang, "signin-forgotten")}</a></p>
            {passkey.map(|_| by_passkey(page, &next, waiting.as_ref()))}
            {by_code(page, code, &next, waiting.as_ref())}
            <p>
                {t!(lang, "signin-no-account")}
                " "
                <a href=page.href(&with_next("/registrera", &next))>{t!(lang, "signin-register")}</a>
            </p>
            <p><a href=page.href("/grupp")>{t!(lang, "signin-group")}</a></p>
        </div>
        {page.site.demo.then(|| demo(page, &next, waiting.as_ref()))}
    }
    .into_any()
}

/// Without an address: which passkey the device has says whose account it is.
fn by_passkey(page: &PageContext, next: &str, waiting: Option<&Waiting>) -> AnyView {
    let lang = page.lang;
    let next = next.to_owned();
    let fields = view! {
        <input type="hidden" name="sedan" value=next/>
        {named(waiting)}
    };
    let words = (
        "signin-passkey-submit",
        "btn btn--secondary",
        "signin-passkey-without",
    );
    let action = "/logga-in/passnyckel";
    view! {
        <section class="section flow" aria-labelledby="passnyckel">
            <h2 id="passnyckel">{t!(lang, "signin-passkey-title")}</h2>
            <p>{t!(lang, "signin-passkey-lead")}</p>
            {passkey_form(page, Ceremony::Use, action, words, fields.into_any())}
        </section>
    }
    .into_any()
}

/// Another way in: a code by mail, for who has no password at hand.
fn by_code(page: &PageContext, form: FormState, next: &str, waiting: Option<&Waiting>) -> AnyView {
    let lang = page.lang;
    if let Some(closed) = closed_notice(page, Feature::CodeSignIn).filter(|_| !form.came_back()) {
        return view! {
            <section class="section flow" aria-labelledby="kod">
                <h2 id="kod">{t!(lang, "signin-code-title")}</h2>
                {closed}
            </section>
        }
        .into_any();
    }
    view! {
        <section class="section flow" aria-labelledby="kod">
            <h2 id="kod">{t!(lang, "signin-code-title")}</h2>
            <p>{t!(lang, "signin-code-lead")}</p>
            <form class="form" method="post" action=page.href("/logga-in/skicka-kod") novalidate>
                <input type="hidden" name="sedan" value=next.to_owned()/>
                {named(waiting)}
                <TextField
                    form
                    name="email"
                    label=t!(lang, "signin-email")
                    kind="email"
                    autocomplete="email"
                />
                <div class="actions">
                    <button class="btn btn--secondary">{t!(lang, "signin-code-submit")}</button>
                </div>
            </form>
        </section>
    }
    .into_any()
}

/// Why the reader landed here, where something is waiting.
fn intent(page: &PageContext, next: &str, waiting: Option<&Waiting>) -> AnyView {
    let lang = page.lang;
    match (waiting, next) {
        (Some(waiting), _) => notice(lang, "signin-intent-support", waiting),
        (None, "" | "/") => view! { <p class="lead">{t!(lang, "signin-lead")}</p> }.into_any(),
        (None, _) => {
            let text = t!(lang, "signin-intent-back");
            view! { <Notice kind=Kind::Info><p>{text}</p></Notice> }.into_any()
        }
    }
}

fn demo(page: &PageContext, next: &str, waiting: Option<&Waiting>) -> AnyView {
    let lang = page.lang;
    let buttons = DEMO_ACCOUNTS
        .iter()
        .map(|account| {
            view! {
                <button class="account" name="konto" value=*account>
                    <span class="account__name">
                        <span class="visually-hidden">{t!(lang, "demo-sign-in-as")} " "</span>
                        {t!(lang, &format!("demo-{account}-who"))}
                    </span>
                    <span class="account__role">{t!(lang, &format!("demo-{account}-can"))}</span>
                </button>
            }
        })
        .collect_view();
    view! {
        <section class="wrap section flow" aria-labelledby="demo">
            <h2 id="demo">{t!(lang, "demo-title", place = page.site.place.clone())}</h2>
            <p>{t!(lang, "demo-lead", municipality = page.site.municipality.clone())}</p>
            <form class="accounts" method="post" action=page.href("/demo/logga-in")>
                <input type="hidden" name="sedan" value=next.to_owned()/>
                {named(waiting)}
                {buttons}
            </form>
        </section>
    }
    .into_any()
}
