//! `/gastsvar`: where the link in a letter to a body outside the municipality leads. No account: the
//! link, which is in a cookie by now, is the way in.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::answer::ActKind;
use nara_domain::fields::Values;
use nara_domain::outside::{SIGNED_NAME, SIGNED_TITLE, State};

use super::GUEST_FORM;
use super::api::{Asked, OutsidePort};
use crate::answers::SpecForm;
use crate::context::{LinkSecret, PageContext, page, port, set_status};
use crate::error::{AppError, words};
use crate::i18n::date_long;
use crate::layout::{load, page_title};
use crate::proposals::shown::{body_in_text, path_of};
use crate::t;
use crate::ui::{ErrorSummary, FormState, Kind, Notice, icon, standing_line, written_in};

#[component]
pub fn GuestPage() -> impl IntoView {
    let page = page();
    let LinkSecret(secret) = page.link.clone();
    let outside = port::<dyn OutsidePort>();
    let now = page.now;
    // A link that does not work is no missing page: it says what to do now.
    let asked = async move { Ok(outside?.asked(&secret, now).await) };
    load(asked, move |asked| match asked {
        Ok(asked) => show(&page, asked),
        Err(error) => broken(&page, &error),
    })
}

/// Only who asked can send another link. What was written is not lost with the link.
fn broken(page: &PageContext, error: &AppError) -> AnyView {
    let lang = page.lang;
    set_status(error.status());
    let (title, help) = match error {
        AppError::Gone => (
            t!(lang, "guest-gone-title"),
            t!(lang, "guest-gone").into_owned(),
        ),
        AppError::LinkUsed => (
            t!(lang, "error-link_used-title"),
            t!(lang, "guest-link_used").into_owned(),
        ),
        AppError::LinkExpired | AppError::LinkUnknown => (
            t!(lang, &format!("error-{}-title", error.code())),
            t!(
                lang,
                "guest-broken",
                municipality = page.site.municipality.clone()
            )
            .into_owned(),
        ),
        other => (
            t!(lang, &format!("error-{}-title", other.code())),
            words::help(lang, other),
        ),
    };
    view! {
        {page_title(title.clone())}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <h1>{title}</h1>
            <p class="lead">{help}</p>
            {typed(page)}
        </div>
    }
    .into_any()
}

/// What was written in a form that could not be sent: it can be copied from here.
fn typed(page: &PageContext) -> Option<AnyView> {
    let text = FormState::of(page, GUEST_FORM).value("text", "");
    (!text.trim().is_empty()).then(|| {
        view! {
            <section class="section flow" aria-labelledby="skrivet">
                <h2 id="skrivet">{t!(page.lang, "guest-typed")}</h2>
                <p class="as-written" dir="auto">{text}</p>
            </section>
        }
        .into_any()
    })
}

fn show(page: &PageContext, asked: Asked) -> AnyView {
    match asked.state {
        State::Arrived(_) | State::Published(_) => thanks(page, &asked),
        _ => form(page, &asked),
    }
}

/// What came by the link, and what happens with it.
fn thanks(page: &PageContext, asked: &Asked) -> AnyView {
    let lang = page.lang;
    let published = matches!(asked.state, State::Published(_));
    let (title, lead) = match published {
        true => (
            t!(lang, "guest-published-title"),
            t!(lang, "guest-published-lead"),
        ),
        false => (
            t!(lang, "guest-thanks-title"),
            t!(lang, "guest-thanks-lead"),
        ),
    };
    let to = page.href(&path_of(asked.id, &asked.slug));
    let case = asked.title.clone();
    // Somebody else's, where two had the link.
    let form = FormState::of(page, GUEST_FORM);
    let sent = asked.sent.clone().unwrap_or_default();
    view! {
        {page_title(title.clone())}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form label=|name: &str| name.to_owned() help=t!(lang, "guest-link_used").into_owned()/>
            <h1>{title}</h1>
            <p class="lead">{lead}</p>
            {labelled(page, asked, &sent)}
            <p><a href=to>{case}</a></p>
            {typed(page)}
        </div>
    }
    .into_any()
}

fn form(page: &PageContext, asked: &Asked) -> AnyView {
    let lang = page.lang;
    let kind = ActKind::GuestAnswer;
    let mut form = SpecForm::new(page, GUEST_FORM, kind.code(), kind.fields());
    let returned = asked.returned.clone().map(|(reason, before)| {
        form.given = before;
        view! {
            <Notice kind=Kind::Warning title=t!(lang, "guest-back-title")>
                <p class="as-written" lang=written_in(lang) dir="auto">{reason}</p>
                <p>{t!(lang, "guest-back-help")}</p>
            </Notice>
        }
    });
    let title = t!(
        lang,
        "guest-title",
        municipality = page.site.municipality.clone()
    );
    let lead = t!(
        lang,
        "guest-lead",
        organisation = asked.organisation.clone(),
        date = date_long(lang, asked.answer_by)
    );
    view! {
        {page_title(title.clone())}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.state.clone() label=form.label()/>
            <header class="head">
                <h1>{title}</h1>
                <p class="lead">{lead}</p>
            </header>
            {returned}
            {question(page, asked)}
            {about(page, asked)}
            <section class="section flow" aria-labelledby="svara">
                <h2 id="svara">{t!(lang, "guest-answer-title")}</h2>
                <div class="prose"><ul>
                    <li>{t!(lang, "guest-rule-facts")}</li>
                    <li>{t!(lang, "guest-rule-opinion")}</li>
                    <li>{t!(lang, "guest-rule-personal")}</li>
                    <li>{t!(lang, "guest-rule-unchanged")}</li>
                </ul></div>
                {labelled(page, asked, &Values::new())}
                <form class="form" method="post" action=page.href("/gastsvar") novalidate>
                    {form.fields()}
                    <div class="actions"><button class="btn">{t!(lang, "guest-submit")}</button></div>
                </form>
            </section>
        </div>
    }
    .into_any()
}

/// What is asked, and by whom.
fn question(page: &PageContext, asked: &Asked) -> AnyView {
    let lang = page.lang;
    let duty = asked.standing.as_ref().map(|standing| {
        let line = standing_line(standing, |code| body_in_text(lang, code));
        match line.is_empty() {
            true => line,
            false => format!(", {line}"),
        }
    });
    view! {
        <section class="panel flow" aria-labelledby="fragan">
            <h2 class="panel__title" id="fragan">{t!(lang, "guest-question")}</h2>
            <p class="as-written" lang=written_in(lang) dir="auto">{asked.question.clone()}</p>
            <p class="act__by"><strong>{asked.by.clone()}</strong> {duty} ", " {page.site.municipality.clone()}</p>
        </section>
    }
    .into_any()
}

/// What it is about, for who has never seen the site.
fn about(page: &PageContext, asked: &Asked) -> AnyView {
    let lang = page.lang;
    let to = page.href(&path_of(asked.id, &asked.slug));
    let body = match asked.body.clone() {
        Some(body) => {
            view! { <p class="as-written" lang=written_in(lang) dir="auto">{body}</p> }.into_any()
        }
        None => view! { <p class="muted">{t!(lang, "case-withheld")}</p> }.into_any(),
    };
    view! {
        <section class="section flow" aria-labelledby="arendet">
            <h2 id="arendet" lang=written_in(lang) dir="auto">{asked.title.clone()}</h2>
            <details class="fold">
                <summary>{t!(lang, "guest-case")}</summary>
                <div class="fold__body flow">{body}</div>
            </details>
            <p><a href=to>{t!(lang, "guest-case-link")}</a></p>
        </section>
    }
    .into_any()
}

/// The label the answer will carry, with what was sent under it.
fn labelled(page: &PageContext, asked: &Asked, sent: &Values) -> AnyView {
    let lang = page.lang;
    let label = t!(
        lang,
        "outside-label",
        organisation = asked.organisation.clone()
    );
    let field = |name: &str| sent.get(name).cloned().unwrap_or_default();
    let (text, name, title) = (field("text"), field(SIGNED_NAME), field(SIGNED_TITLE));
    let source = field("source_url");
    let by = match name.is_empty() {
        true => t!(lang, "guest-signature").into_owned(),
        false => format!("{name}, {title}"),
    };
    let text = (!text.is_empty()).then(|| {
        view! { <p class="act__text as-written" lang=written_in(lang) dir="auto">{text}</p> }
    });
    let source = (!source.is_empty()).then(|| view! { <p>{source}</p> });
    view! {
        <section aria-labelledby="sa-visas">
            <p class="small muted" id="sa-visas">{t!(lang, "answers-preview")}</p>
            <div class=format!("act {}", Kind::Guest.class())>
                <p class="act__band">
                    <span class="act__label">{icon(Kind::Guest.icon())} {label}</span>
                </p>
                <div class="act__body">
                    {text}
                    {source}
                    <p class="act__by"><strong dir="auto">{by}</strong> ", " {asked.organisation.clone()}</p>
                </div>
            </div>
        </section>
    }
    .into_any()
}
