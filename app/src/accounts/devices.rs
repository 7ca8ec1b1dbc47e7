//! On the account page: where one is signed in, and how to end that.

use leptos::prelude::*;

use super::api::{Device, SessionItem};
use crate::context::PageContext;
use crate::i18n::{Lang, day_near, time_of_day};
use crate::t;
use crate::ui::DayOf;

/// The section of `/konto`.
pub(super) fn sessions(page: &PageContext, sessions: Vec<SessionItem>) -> AnyView {
    let lang = page.lang;
    let others = sessions
        .iter()
        .any(|session| !session.this_one && session.device != Device::Program);
    let rows = sessions
        .into_iter()
        .map(|session| row(page, session))
        .collect_view();
    let others = others.then(|| {
        view! {
            <form method="post" action=page.href("/konto/session/ovriga")>
                <button class="btn btn--secondary">{t!(lang, "account-others")}</button>
            </form>
        }
    });
    view! {
        <section class="section flow" aria-labelledby="inloggad">
            <h2 id="inloggad">{t!(lang, "account-sessions-title")}</h2>
            <div class="table-wrap" tabindex="0" role="region" aria-labelledby="inloggad-tabell">
                <table class="table">
                    <caption class="visually-hidden" id="inloggad-tabell">{t!(lang, "account-sessions-caption")}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t!(lang, "account-session-where")}</th>
                            <th scope="col">{t!(lang, "account-session-since")}</th>
                            <th scope="col">{t!(lang, "account-session-seen")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {others}
            <p>{t!(lang, "account-everywhere-lead")}</p>
            <form method="post" action=page.href("/konto/logga-ut-overallt")>
                <button class="btn btn--secondary">{t!(lang, "account-everywhere")}</button>
            </form>
        </section>
    }
    .into_any()
}

/// `Firefox på Android`, or as much of it as the browser told.
fn device_name(lang: Lang, device: Device) -> String {
    match device {
        Device::Program => t!(lang, "account-session-api").into_owned(),
        Device::Browser {
            browser: Some(browser),
            system: Some(system),
        } => t!(
            lang,
            "account-session-on",
            browser = browser,
            system = system
        )
        .into_owned(),
        Device::Browser {
            browser: Some(only),
            ..
        }
        | Device::Browser {
            system: Some(only), ..
        } => only.to_owned(),
        Device::Browser { .. } => t!(lang, "account-session-unknown").into_owned(),
    }
}

fn row(page: &PageContext, session: SessionItem) -> AnyView {
    let lang = page.lang;
    let name = device_name(lang, session.device);
    // A key has no way of its own: it was made in a session that had one.
    let begun = (session.device != Device::Program)
        .then(|| format!(", {}", t!(lang, &format!("way-{}", session.way.code()))));
    let this = session.this_one.then(|| {
        view! { " (" {t!(lang, "account-session-this")} ")" }
    });
    let seen = time_of_day(lang, session.last_seen_at);
    let since = day_near(lang, session.created_at.day(), page.today());
    // This one is ended by signing out, further up.
    let end = (!session.this_one).then(|| {
        let (action, field, words, which) = match session.device {
            Device::Program => (
                "/konto/nyckel/ta-bort",
                "nyckel",
                t!(lang, "account-key-revoke"),
                t!(lang, "account-key-revoke-which", since = since),
            ),
            Device::Browser { .. } => (
                "/konto/session/avsluta",
                "session",
                t!(lang, "account-session-end"),
                t!(
                    lang,
                    "account-session-end-which",
                    device = name.clone(),
                    since = since
                ),
            ),
        };
        view! {
            <form method="post" action=page.href(action)>
                <input type="hidden" name=field value=session.id/>
                <button class="btn btn--quiet">
                    {words}
                    <span class="visually-hidden">" "{which}</span>
                </button>
            </form>
        }
    });
    view! {
        <tr>
            <th scope="row">{name} {this} {end}</th>
            <td><DayOf at=session.created_at/> {begun}</td>
            <td><DayOf at=session.last_seen_at/> " " {seen}</td>
        </tr>
    }
    .into_any()
}
