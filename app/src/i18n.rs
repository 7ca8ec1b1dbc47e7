//! Words, dates and numbers in the reader's language.
//!
//! The words are Project Fluent files in `app/locales/<language>/*.ftl`, all compiled into the
//! binary. Swedish is the source language; a test asks every other language for the same ids with
//! the same variables, and every id the code names for existing. Half of our words are looked up
//! by a code of the domain (a stage, a field, an error), which is why the keys are data and not
//! types; see `docs/decisions/0002-words-in-fluent.md`.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use nara_domain::time::{Date, Stamp};
use serde::{Deserialize, Serialize};

mod files;
mod format;

pub use format::{
    date_long, date_short, day_month, listed, money, month_name, number, time_of_day,
};

/// A language of the site. Swedish has no prefix in the address, the others do (`/en/forslag`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Sv,
    En,
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::Sv, Lang::En];

    /// The BCP 47 code, as in `<html lang>`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Sv => "sv",
            Lang::En => "en",
        }
    }

    /// The language with this code.
    pub fn from_code(code: &str) -> Option<Lang> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The language's own name for itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Lang::Sv => "Svenska",
            Lang::En => "English",
        }
    }

    /// An address of the site in this language: `/forslag` → `/en/forslag`.
    pub fn href(self, path: &str) -> String {
        match self {
            Lang::Sv => path.to_owned(),
            Lang::En if path == "/" => "/en".to_owned(),
            Lang::En => format!("/en{path}"),
        }
    }

    /// Splits the language's prefix off a path: `/en/forslag` → (En, `/forslag`).
    pub fn split_path(path: &str) -> (Lang, &str) {
        match path.strip_prefix("/en") {
            Some("") => (Lang::En, "/"),
            Some(rest) if rest.starts_with('/') => (Lang::En, rest),
            _ => (Lang::Sv, path),
        }
    }
}

type Bundle = FluentBundle<FluentResource>;

static SV: LazyLock<Bundle> = LazyLock::new(|| bundle(unic_langid::langid!("sv-SE"), files::SV));
static EN: LazyLock<Bundle> = LazyLock::new(|| bundle(unic_langid::langid!("en-GB"), files::EN));

fn bundle(language: unic_langid::LanguageIdentifier, files: &[(&str, &str)]) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Isolation marks would end up in titles and attributes; right-to-left text gets <bdi>.
    bundle.set_use_isolating(false);
    for (name, text) in files {
        // A file that does not parse, or an id given twice, fails the tests; at run time what
        // parsed is used, since a missing word must not take the site down.
        let resource = match FluentResource::try_new((*text).to_owned()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                leptos::logging::error!("locale file {name}: {errors:?}");
                resource
            }
        };
        if let Err(errors) = bundle.add_resource(resource) {
            leptos::logging::error!("locale file {name}: {errors:?}");
        }
    }
    bundle
}

fn of(lang: Lang) -> &'static Bundle {
    match lang {
        Lang::Sv => &SV,
        Lang::En => &EN,
    }
}

/// The word with this id, or `None` where the language has none.
pub fn find(lang: Lang, id: &str, args: Option<&FluentArgs<'_>>) -> Option<Cow<'static, str>> {
    let pattern = of(lang).get_message(id)?.value()?;
    let mut errors = Vec::new();
    let text = of(lang).format_pattern(pattern, args, &mut errors);
    Some(match (errors.is_empty(), text) {
        (true, Cow::Borrowed(text)) => Cow::Borrowed(text),
        (_, text) => Cow::Owned(text.into_owned()),
    })
}

/// The word with this id. A missing one shows its id in brackets: ugly on purpose, caught by tests.
pub fn word(lang: Lang, id: &str, args: Option<&FluentArgs<'_>>) -> Cow<'static, str> {
    find(lang, id, args)
        .or_else(|| find(Lang::Sv, id, args))
        .unwrap_or_else(|| Cow::Owned(format!("[{id}]")))
}

/// `t!(lang, "start-title")` or `t!(lang, "list-count", count = 22, place = name)`.
///
/// Numbers choose plural forms; give an already formatted text where the digits need grouping.
#[macro_export]
macro_rules! t {
    ($lang:expr, $id:expr) => {
        $crate::i18n::word($lang, $id, None)
    };
    ($lang:expr, $id:expr, $($name:ident = $value:expr),+ $(,)?) => {{
        let mut args = $crate::i18n::Args::new();
        $(args.set(stringify!($name), $value);)+
        $crate::i18n::word($lang, $id, Some(&args))
    }};
}

pub use fluent_bundle::FluentArgs as Args;

/// The day a moment fell on in Sweden, long form.
pub fn day_of(lang: Lang, at: Stamp) -> String {
    date_long(lang, at.day())
}

/// `14 januari 2026`, or `14 januari` when it lies in the year the reader is in.
pub fn day_near(lang: Lang, day: Date, today: Date) -> String {
    if day.year() == today.year() {
        day_month(lang, day)
    } else {
        date_long(lang, day)
    }
}

#[cfg(test)]
mod code_tests;
#[cfg(test)]
mod tests;
