//! The letters about a text that was reported. None of them repeats it.

use nara_app::context::Site;
use nara_app::i18n::{Args, Lang, date_long, time_of_day, word};
use nara_app::moderation::{case_path, hidden_line, restraint_path};
use nara_domain::ids::{ModerationId, RestraintId};
use nara_domain::moderation::{Hidden, Reason, RestraintKind};
use nara_domain::time::{Date, Stamp};

use crate::mail::letters::{Letter, hello};

/// What a letter says besides its words.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    pub id: ModerationId,
    /// Where the text stands, without language.
    pub path: &'a str,
    /// Of whoever settled it.
    pub reason: &'a str,
    pub hidden: Option<&'a Hidden>,
    /// Where its author asks that somebody looks again, without language.
    pub appeal: &'a str,
    /// The last day for it, where the text was hidden just now.
    pub until: Option<Date>,
}

/// The letter whose words are `mail-<name>-subject` and `mail-<name>-body`.
pub fn letter(site: &Site, lang: Lang, name: &str, to: &str, about: About<'_>) -> Letter {
    let url = |path: &str| format!("{}{}", site.public_url, lang.href(path));
    let contact = match site.contact.as_str() {
        "" => String::new(),
        contact => format!(" ({contact})"),
    };
    let line = about.hidden.map(|hidden| hidden_line(lang, hidden));
    let mut args = Args::new();
    args.set("hello", hello(lang, to));
    args.set("line", line.unwrap_or_default());
    args.set("reason", about.reason.to_owned());
    args.set("contact", contact);
    args.set("number", about.id.to_string());
    args.set("appeal", url(about.appeal));
    let until = about.until.map(|until| date_long(lang, until));
    args.set("until", until.unwrap_or_default());
    args.set("link", url(about.path));
    args.set("place", site.place.clone());
    args.set("url", url("/"));
    let part = |part: &str| word(lang, &format!("mail-{name}-{part}"), Some(&args)).into_owned();
    Letter {
        subject: part("subject"),
        body: part("body"),
    }
}

/// What a letter about being kept from something says besides its words.
#[derive(Clone, Copy, Debug)]
pub struct Restraint<'a> {
    pub id: RestraintId,
    pub kind: RestraintKind,
    pub rule: Reason,
    pub until: Date,
    /// Of whoever imposed it, or looked again.
    pub reason: &'a str,
}

/// The letter whose words are `mail-<name>-subject` and `mail-<name>-body`.
pub fn restraint_letter(
    site: &Site,
    lang: Lang,
    name: &str,
    to: &str,
    about: Restraint<'_>,
) -> Letter {
    let url = |path: &str| format!("{}{}", site.public_url, lang.href(path));
    let what = word(lang, &format!("restraint-what-{}", about.kind), None);
    let rule = word(lang, &format!("hidden-rule-{}", about.rule), None);
    let mut args = Args::new();
    args.set("hello", hello(lang, to));
    args.set("what", what.into_owned());
    args.set("rule", rule.into_owned());
    args.set("until", date_long(lang, about.until));
    args.set("reason", about.reason.to_owned());
    args.set("link", url(&restraint_path(about.id)));
    args.set("place", site.place.clone());
    args.set("url", url("/"));
    let part = |part: &str| word(lang, &format!("mail-{name}-{part}"), Some(&args)).into_owned();
    Letter {
        subject: part("subject"),
        body: part("body"),
    }
}

/// What a letter about a threat says besides its words.
#[derive(Clone, Copy, Debug)]
pub struct Danger<'a> {
    pub id: ModerationId,
    /// Where the text stands, by its number, without language.
    pub path: &'a str,
    /// Who says so.
    pub by: &'a str,
    pub at: Stamp,
}

/// To whoever is on duty. It does not repeat the text, nor its title: it goes to a mailbox that many may read.
pub fn danger_letter(site: &Site, about: Danger<'_>) -> Letter {
    // The municipality works in it.
    let lang = Lang::Sv;
    let url = |path: &str| format!("{}{}", site.public_url, lang.href(path));
    let mut args = Args::new();
    args.set("by", about.by.to_owned());
    args.set("date", date_long(lang, about.at.day()));
    args.set("time", time_of_day(lang, about.at));
    args.set("number", about.id.to_string());
    args.set("case", url(&case_path(about.id)));
    args.set("link", url(about.path));
    args.set("place", site.place.clone());
    args.set("url", url("/"));
    let part = |part: &str| word(lang, &format!("mail-danger-{part}"), Some(&args)).into_owned();
    Letter {
        subject: part("subject"),
        body: part("body"),
    }
}
