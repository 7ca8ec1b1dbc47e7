//! Dates, numbers and sums as they are written in each language. No-break spaces keep a date, a
//! sum and a paragraph sign on one line.

use nara_domain::time::{Date, Stamp};

use super::Lang;

const NBSP: char = '\u{a0}';

const MONTHS_SV: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month(lang: Lang, day: Date) -> &'static str {
    let names = match lang {
        Lang::Sv => &MONTHS_SV,
        Lang::En => &MONTHS_EN,
    };
    usize::try_from(day.month() - 1)
        .ok()
        .and_then(|index| names.get(index))
        .copied()
        .unwrap_or("")
}

/// `14 januari 2026`.
pub fn date_long(lang: Lang, day: Date) -> String {
    format!(
        "{}{NBSP}{}{NBSP}{}",
        day.day(),
        month(lang, day),
        day.year()
    )
}

/// `januari`, by its number; none where there is no such month.
pub fn month_name(lang: Lang, number: i64) -> Option<&'static str> {
    let day = Date::new(2001, i8::try_from(number).ok()?, 1)?;
    Some(month(lang, day))
}

/// `14 januari`.
pub fn day_month(lang: Lang, day: Date) -> String {
    format!("{}{NBSP}{}", day.day(), month(lang, day))
}

/// `2026-01-14`, for tables and the `datetime` attribute.
pub fn date_short(day: Date) -> String {
    day.to_string()
}

/// `14.05` in Swedish, `14:05` in English, Stockholm time.
pub fn time_of_day(lang: Lang, at: Stamp) -> String {
    let local = at.local();
    let point = match lang {
        Lang::Sv => '.',
        Lang::En => ':',
    };
    format!("{:02}{point}{:02}", local.hour(), local.minute())
}

/// `1 234 567` in Swedish (no-break spaces), `1,234,567` in English; minus is U+2212.
pub fn number(lang: Lang, value: i64) -> String {
    let separator = match lang {
        Lang::Sv => NBSP,
        Lang::En => ',',
    };
    let digits = value.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    if value < 0 {
        out.push('\u{2212}');
    }
    for (index, digit) in digits.chars().enumerate() {
        // Swedish leaves four digits together only in running text; sums are grouped throughout.
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// `kultur- och fritidsnämnden, tekniska nämnden och socialnämnden`.
pub fn listed(lang: Lang, names: &[String]) -> String {
    let and = match lang {
        Lang::Sv => "och",
        Lang::En => "and",
    };
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

/// `540 000 kr` or `SEK 540,000`; whole kronor.
pub fn money(lang: Lang, kronor: i64) -> String {
    match lang {
        Lang::Sv => format!("{}{NBSP}kr", number(lang, kronor)),
        Lang::En => format!("SEK{NBSP}{}", number(lang, kronor)),
    }
}
