//! The letters about a text that waited. None of them repeats it.

use nara_app::context::Site;
use nara_app::i18n::{Args, Lang, date_long, word};
use nara_app::moderation::holding::own_path;
use nara_domain::ids::HeldId;
use nara_domain::moderation::Reason;
use nara_domain::time::Date;

use crate::mail::letters::{Letter, hello};

/// What a letter says besides its words.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    pub id: HeldId,
    /// Where the text stands or was to stand, without language.
    pub path: &'a str,
    /// By which it was not let through.
    pub rule: Option<Reason>,
    /// Of whoever settled it; empty: none.
    pub reason: &'a str,
    /// The last day to ask that somebody looks again.
    pub until: Option<Date>,
}

/// The letter whose words are `mail-<name>-subject` and `mail-<name>-body`.
pub fn letter(site: &Site, lang: Lang, name: &str, to: &str, about: About<'_>) -> Letter {
    let url = |path: &str| format!("{}{}", site.public_url, lang.href(path));
    let rule = about
        .rule
        .map(|rule| word(lang, &format!("hidden-rule-{rule}"), None).into_owned());
    let until = about.until.map(|until| date_long(lang, until));
    let mut args = Args::new();
    args.set("hello", hello(lang, to));
    args.set("rule", rule.unwrap_or_default());
    args.set("reason", about.reason.to_owned());
    args.set("until", until.unwrap_or_default());
    args.set("own", url(&own_path(about.id)));
    args.set("link", url(about.path));
    args.set("place", site.place.clone());
    args.set("url", url("/"));
    let part = |part: &str| word(lang, &format!("mail-{name}-{part}"), Some(&args)).into_owned();
    Letter {
        subject: part("subject"),
        body: part("body"),
    }
}
