//! How meetings are said: addresses, days with their weekday, times.

use leptos::prelude::*;
use nara_domain::actor::Body;
use nara_domain::ids::MeetingId;
use nara_domain::meeting::{Sitting, TimeOfDay};
use nara_domain::text::slug;
use nara_domain::time::Date;

use crate::i18n::{Lang, date_long, date_short, time_of_day};
use crate::proposals::shown::named_body;
use crate::t;

/// `/moten/7/kommunfullmaktige-2026-12-14`: one address, whatever the language of the page.
pub fn path_of(id: MeetingId, body: &Body, day: Date) -> String {
    let name = named_body(Lang::Sv, body.as_str());
    format!("/moten/{id}/{}", slug(&format!("{name} {day}")))
}

/// A meeting as cases name it: `/moten/KF/2026-12-14`. Leads to its own address once it is entered.
pub fn path_of_day(body: &Body, day: Date) -> String {
    format!("/moten/{}/{day}", urlencoding(body.as_str()))
}

/// The calendar of one body, or of all.
pub fn calendar_path(body: Option<&Body>) -> String {
    match body {
        Some(body) => format!("/moten/organ/{}.ics", urlencoding(body.as_str())),
        None => "/moten.ics".to_owned(),
    }
}

/// A name as one part of an address.
fn urlencoding(name: &str) -> String {
    use std::fmt::Write;
    name.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            // Writing into a text does not fail.
            _ => drop(write!(out, "%{byte:02X}")),
        }
        out
    })
}

/// `måndag 14 december 2026`.
pub fn long_day(lang: Lang, day: Date) -> String {
    let weekday = day.civil().weekday().to_monday_one_offset();
    let name = t!(lang, &format!("weekday-{weekday}"));
    format!("{name} {}", date_long(lang, day))
}

/// `kl. 18.00–21.30`.
pub fn hours(lang: Lang, sitting: &Sitting) -> String {
    let said = |time: TimeOfDay| time_of_day(lang, time.on(sitting.held_on));
    let begins = said(sitting.begins);
    match sitting.ends {
        Some(ends) => t!(lang, "meeting-hours", begins = begins, ends = said(ends)),
        None => t!(lang, "meeting-from", begins = begins),
    }
    .into_owned()
}

/// The day as `<time>`, with its weekday.
pub fn day_view(lang: Lang, day: Date) -> impl IntoView {
    view! { <time datetime=date_short(day)>{long_day(lang, day)}</time> }
}

/// Another site's address, shown by whose it is.
pub fn outward(url: String, name: impl IntoView) -> impl IntoView {
    let host = url.split('/').nth(2).unwrap_or_default().to_owned();
    view! { <a href=url rel="nofollow noopener">{name}</a> " " <span class="muted">"("{host}")"</span> }
}
