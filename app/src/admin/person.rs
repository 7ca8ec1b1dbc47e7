//! `/admin/personer/{person}`: somebody's duties, and how they can get in. Nothing they wrote, and
//! no value of any way in.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nara_domain::duty::When;
use nara_domain::ids::PersonId;
use nara_domain::session::PASSKEY_LINK_HOURS;

use super::api::{AdminPort, HeldDuty, PersonView};
use super::parts::{beside, head, role_name, until};
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::i18n::{date_long, day_of};
use crate::layout::load;
use crate::t;
use crate::ui::{ErrorSummary, FormState, Kind, Notice};

/// The person in the address.
pub fn asked() -> Result<PersonId, AppError> {
    let typed = use_params_map().read_untracked().get("person");
    Ok(typed.unwrap_or_default().parse::<PersonId>()?)
}

#[component]
pub fn PersonPage() -> impl IntoView {
    let page = page();
    let admin = port::<dyn AdminPort>();
    let (actor, now, id) = (page.actor.clone(), page.now, asked());
    let person = async move { admin?.person(&actor, id?, now).await };
    load(person, move |person| show(&page, &person))
}

fn show(page: &PageContext, person: &PersonView) -> AnyView {
    let lang = page.lang;
    let way = [(t!(lang, "admin-people").into_owned(), "/admin/personer")];
    let shared = person.shared.then(|| {
        view! {
            <Notice kind=Kind::Info title=t!(lang, "admin-shared-title")>
                <p>{t!(lang, "admin-shared")}</p>
            </Notice>
        }
    });
    let log = page.href(&format!("/admin/logg?person={}", person.id));
    view! {
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=FormState::of(page, "end") label=|field: &str| field.to_owned()/>
            <ErrorSummary form=FormState::of(page, "passkey") label=|field: &str| field.to_owned()/>
            <ErrorSummary form=FormState::of(page, "sign_out") label=|field: &str| field.to_owned()/>
            {head(page, &person.name, "", &way)}
            {shared}
            {made_link(page, person)}
            {about(page, person)}
            {duties(page, person)}
            {passkey(page, person)}
            {sessions(page, person)}
            <p><a href=log>{t!(lang, "admin-person-log")}</a></p>
        </div>
    }
    .into_any()
}

/// The link just made, in this response and never again.
fn made_link(page: &PageContext, person: &PersonView) -> AnyView {
    let Some(link) = page.shown_once.clone() else {
        return ().into_any();
    };
    let lang = page.lang;
    let address = format!("{}{}", page.site.public_url, page.href(&link.0));
    let name = person.name.clone();
    let means = t!(
        lang,
        "admin-passkey-made",
        name = name,
        hours = PASSKEY_LINK_HOURS
    );
    view! {
        <Notice kind=Kind::Success title=t!(lang, "admin-passkey-made-title")>
            <p>{means}</p>
            <div class="field">
                <label class="field__label" for="lank">{t!(lang, "admin-passkey-link")}</label>
                <input class="input" id="lank" type="text" readonly autocomplete="off" value=address/>
            </div>
        </Notice>
    }
    .into_any()
}

/// For who has a duty and no way in yet that wakes it, or lost the device.
fn passkey(page: &PageContext, person: &PersonView) -> AnyView {
    let lang = page.lang;
    let over = |held: &HeldDuty| held.term.when(page.now) == When::Before;
    if person.shared || person.duties.iter().all(over) {
        return ().into_any();
    }
    let action = page.href(&format!("/admin/personer/{}/passnyckel", person.id));
    view! {
        <section class="section flow" aria-labelledby="passnyckel">
            <h2 id="passnyckel">{t!(lang, "admin-passkey-title")}</h2>
            <p>{t!(lang, "admin-passkey-means")}</p>
            <form method="post" action=action>
                <button class="btn btn--secondary">{t!(lang, "admin-passkey-submit")}</button>
            </form>
        </section>
    }
    .into_any()
}

fn about(page: &PageContext, person: &PersonView) -> AnyView {
    let lang = page.lang;
    let email = person
        .email
        .clone()
        .unwrap_or_else(|| t!(lang, "account-no-email").into_owned());
    let mut ways = Vec::new();
    if person.ways.password {
        ways.push(t!(lang, "admin-way-password"));
    }
    if person.ways.mail {
        ways.push(t!(lang, "admin-way-mail"));
    }
    if person.ways.passkey {
        ways.push(t!(lang, "admin-way-passkey"));
    }
    if person.ways.provider {
        ways.push(t!(lang, "admin-way-provider"));
    }
    if ways.is_empty() {
        ways.push(t!(lang, "admin-way-none"));
    }
    let ways = ways
        .into_iter()
        .map(|way| view! { <dd>{way}</dd> })
        .collect_view();
    view! {
        <section class="section flow" aria-labelledby="kontot">
            <h2 id="kontot">{t!(lang, "admin-person-about")}</h2>
            <dl class="facts">
                <dt>{t!(lang, "account-email")}</dt>
                <dd>{email}</dd>
                <dt>{t!(lang, "admin-person-level")}</dt>
                <dd>{t!(lang, &format!("level-{}", person.level.code()))}</dd>
                <dt>{t!(lang, "admin-person-since")}</dt>
                <dd>{day_of(lang, person.since)}</dd>
                <dt>{t!(lang, "admin-person-ways")}</dt>
                {ways}
            </dl>
        </section>
    }
    .into_any()
}

fn duties(page: &PageContext, person: &PersonView) -> AnyView {
    let lang = page.lang;
    let of = |when: When| {
        let fits = move |held: &&HeldDuty| held.term.when(page.now) == when;
        person.duties.iter().filter(fits).collect::<Vec<_>>()
    };
    let (held, to_come, before) = (of(When::Now), of(When::ToCome), of(When::Before));
    let empty = held.is_empty() && to_come.is_empty();
    let none = empty.then(|| view! { <p>{t!(lang, "account-duty-none")}</p> });
    let current = held
        .into_iter()
        .chain(to_come)
        .map(|held| current(page, person, held))
        .collect_view();
    let before = (!before.is_empty()).then(|| {
        let items = before
            .into_iter()
            .map(|held| view! { <li>{past(page, held)}</li> })
            .collect_view();
        view! {
            <details class="fold">
                <summary>{t!(lang, "admin-person-before")}</summary>
                <div class="fold__body prose"><ul>{items}</ul></div>
            </details>
        }
    });
    let give = (!person.shared).then(|| {
        let to = page.href(&format!("/admin/personer/{}/uppdrag", person.id));
        view! { <div class="actions"><a class="btn" href=to>{t!(lang, "admin-duty-choose")}</a></div> }
    });
    view! {
        <section class="section flow" aria-labelledby="uppdrag">
            <h2 id="uppdrag">{t!(lang, "admin-roles")}</h2>
            {none}
            {(!empty).then(|| view! { <ul class="items">{current}</ul> })}
            {before}
            {give}
        </section>
    }
    .into_any()
}

/// A duty that has not ended, with its end.
fn current(page: &PageContext, person: &PersonView, held: &HeldDuty) -> AnyView {
    let lang = page.lang;
    let role = role_name(lang, &held.standing);
    let beside = beside(lang, &held.standing);
    let from = match held.term.when(page.now) {
        When::ToCome => t!(
            lang,
            "admin-from-to-come",
            day = day_of(lang, held.term.from)
        ),
        _ => t!(lang, "admin-from", day = day_of(lang, held.term.from)),
    };
    let action = page.href(&format!("/admin/personer/{}/avsluta", person.id));
    let code = held.standing.role.code();
    let end = (!person.shared).then(|| {
        let which = role.to_lowercase();
        view! {
            <details class="fold">
                <summary>{t!(lang, "admin-end")}<span class="visually-hidden">" "{which}</span></summary>
                <div class="fold__body flow">
                    <p>{t!(lang, "admin-end-means")}</p>
                    <form method="post" action=action>
                        <input type="hidden" name="role" value=code/>
                        <button class="btn btn--danger">{t!(lang, "admin-end-submit")}</button>
                    </form>
                </div>
            </details>
        }
    });
    view! {
        <li class="item item--plain">
            <div>
                <h3 class="item__title">{role}</h3>
                <div class="item__meta">
                    {(!beside.is_empty()).then(|| view! { <span>{beside}</span> })}
                    <span>{from}", "{until(lang, held.term)}</span>
                </div>
                {end}
            </div>
        </li>
    }
    .into_any()
}

fn past(page: &PageContext, held: &HeldDuty) -> String {
    let lang = page.lang;
    let role = role_name(lang, &held.standing);
    let from = day_of(lang, held.term.from);
    let last = held
        .term
        .last_day()
        .map(|day| date_long(lang, day.max(held.term.from.day())));
    t!(
        lang,
        "admin-person-past",
        role = role,
        from = from,
        until = last.unwrap_or_default()
    )
    .into_owned()
}

fn sessions(page: &PageContext, person: &PersonView) -> AnyView {
    let lang = page.lang;
    let action = page.href(&format!("/admin/personer/{}/logga-ut", person.id));
    let none = person.browsers + person.keys == 0;
    let end = (!person.shared && !none).then(|| {
        view! {
            <p>{t!(lang, "admin-signout-means")}</p>
            <form method="post" action=action>
                <button class="btn btn--secondary">{t!(lang, "admin-signout")}</button>
            </form>
        }
    });
    view! {
        <section class="section flow" aria-labelledby="inloggad">
            <h2 id="inloggad">{t!(lang, "admin-person-sessions")}</h2>
            <p>
                {t!(lang, "admin-person-browsers", count = person.browsers)}
                " "
                {t!(lang, "admin-person-keys", count = person.keys)}
            </p>
            {end}
        </section>
    }
    .into_any()
}
