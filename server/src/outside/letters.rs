//! The letters to a body outside the municipality.

use nara_app::context::Site;
use nara_app::i18n::{Lang, date_long, day_of};
use nara_app::t;
use nara_domain::outside::{OutsideQuestion, SLACK_DAYS};
use nara_domain::time::Stamp;

use crate::mail::letters::Letter;

/// What a letter is about.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    pub title: &'a str,
    /// Who asks.
    pub by: &'a str,
    pub question: &'a OutsideQuestion,
}

fn link(site: &Site, lang: Lang, secret: &str) -> String {
    let path = format!("/gastsvar/{secret}");
    format!("{}{}", site.public_url, lang.href(&path))
}

fn home(site: &Site, lang: Lang) -> String {
    format!("{}{}", site.public_url, lang.href("/"))
}

/// The question, and the way in.
pub fn asked(site: &Site, lang: Lang, about: About<'_>, secret: &str) -> Letter {
    let OutsideQuestion {
        organisation,
        text,
        answer_by,
    } = about.question;
    Letter {
        subject: t!(lang, "mail-outside-subject", title = about.title).into_owned(),
        body: t!(
            lang,
            "mail-outside-body",
            who = about.by,
            municipality = site.municipality.as_str(),
            title = about.title,
            organisation = organisation.as_str(),
            text = text.as_str(),
            date = date_long(lang, *answer_by),
            link = link(site, lang, secret),
            days = SLACK_DAYS,
            place = site.place.as_str(),
            url = home(site, lang),
        )
        .into_owned(),
    }
}

/// Another way in, and what is to be changed.
pub fn sent_back(
    site: &Site,
    lang: Lang,
    about: About<'_>,
    (reason, secret): (&str, &str),
    ends: Stamp,
) -> Letter {
    Letter {
        subject: t!(lang, "mail-outside-back-subject", title = about.title).into_owned(),
        body: t!(
            lang,
            "mail-outside-back-body",
            who = about.by,
            municipality = site.municipality.as_str(),
            title = about.title,
            text = reason,
            link = link(site, lang, secret),
            date = day_of(lang, Stamp(ends.0.saturating_sub(1))),
            place = site.place.as_str(),
            url = home(site, lang),
        )
        .into_owned(),
    }
}

/// Nobody waits for the answer any more.
pub fn withdrawn(site: &Site, lang: Lang, about: About<'_>, reason: &str) -> Letter {
    Letter {
        subject: t!(lang, "mail-outside-withdrawn-subject", title = about.title).into_owned(),
        body: t!(
            lang,
            "mail-outside-withdrawn-body",
            municipality = site.municipality.as_str(),
            title = about.title,
            text = reason,
            place = site.place.as_str(),
            url = home(site, lang),
        )
        .into_owned(),
    }
}
