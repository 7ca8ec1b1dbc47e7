//! On the account page: how well we know who the reader is, what that is good for, and how to be
//! known better.

use leptos::prelude::*;
use nara_domain::error::Denied;

use super::api::{KnownView, Registered};
use crate::context::{PageContext, page};
use crate::error::AppError;
use crate::i18n::day_near;
use crate::t;

/// The section of `/konto`.
pub fn known_section(page: &PageContext, known: &KnownView) -> AnyView {
    let lang = page.lang;
    let level = known.level.code();
    view! {
        <section class="section flow" aria-labelledby="vem-du-ar">
            <h2 id="vem-du-ar">{t!(lang, "known-title")}</h2>
            <p><strong>{t!(lang, &format!("known-{level}"))}</strong></p>
            <p>{t!(lang, &format!("known-{level}-means"))}</p>
            {register(page, known)}
        </section>
    }
    .into_any()
}

/// What the register said, where there is something to say.
fn register(page: &PageContext, known: &KnownView) -> AnyView {
    let lang = page.lang;
    let day = |at: nara_domain::time::Stamp| day_near(lang, at.day(), page.today());
    let place = page.site.municipality.clone();
    let words = match known.registered {
        Registered::NotAsked => return ().into_any(),
        Registered::NoAnswer => t!(lang, "known-register-silent"),
        Registered::Yes(at) => t!(
            lang,
            "known-register-yes",
            municipality = place,
            day = day(at)
        ),
        Registered::No(at) => t!(
            lang,
            "known-register-no",
            municipality = place,
            day = day(at)
        ),
        Registered::Stale(at) => t!(lang, "known-register-stale", day = day(at)),
    };
    view! { <p>{words}</p> }.into_any()
}

/// Where somebody who is not known well enough reads how to be known better; nothing for another
/// error.
pub fn how_to_be_known(error: &AppError) -> AnyView {
    match error {
        AppError::Denied(Denied::Level(_)) => how_link(),
        _ => ().into_any(),
    }
}

/// The link of [`how_to_be_known`] by itself.
pub fn how_link() -> AnyView {
    let page = page();
    // Nobody is known before they sign in, and the page leads back.
    let there = page.href("/konto#vem-du-ar");
    view! { <p><a href=there>{t!(page.lang, "known-how")}</a></p> }.into_any()
}
