//! The part of `/moderering` that says what is read before everybody can, and counts it.

use leptos::prelude::*;
use nara_domain::moderation::HeldMonth;
use nara_domain::moderation::holding::HoldReason;

use crate::i18n::{Lang, month_name};
use crate::t;

/// For everybody. Only what is counted: nothing leads to a text.
pub fn counted(lang: Lang, months: &[HeldMonth]) -> AnyView {
    let reasons = HoldReason::ALL
        .iter()
        .map(|reason| view! { <li>{t!(lang, &format!("held-reason-{reason}-public"))}</li> })
        .collect_view();
    let lines = months
        .iter()
        .map(|month| {
            let name = month_name(lang, i64::from(month.first.month())).unwrap_or_default();
            let year = month.first.year().to_string();
            let (released, declined) = (month.released, month.declined);
            view! {
                <li>{t!(lang, "held-log-month", month = name, year = year, released = released, declined = declined)}</li>
            }
        })
        .collect_view();
    let lines = match months.is_empty() {
        true => view! { <p>{t!(lang, "held-log-none")}</p> }.into_any(),
        false => view! { <ul class="bullets">{lines}</ul> }.into_any(),
    };
    view! {
        <section class="section flow" aria-labelledby="vantar">
            <h2 id="vantar">{t!(lang, "held-log-title")}</h2>
            <p>{t!(lang, "held-log-lead")}</p>
            <ul class="bullets">{reasons}</ul>
            <p>{t!(lang, "held-log-never")}</p>
            {lines}
        </section>
    }
    .into_any()
}
