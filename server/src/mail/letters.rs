//! What letters say: plain text, in the reader's language, from the same files as the pages.

use nara_app::context::Site;
use nara_app::i18n::{Lang, date_long};
use nara_app::t;
use nara_domain::campaign::CampaignReminder;
use nara_domain::days::CaseDay;
use nara_domain::duty::{Duty, INVITATION_DAYS};
use nara_domain::name::NAMELESS;
use nara_domain::time::{Date, Stamp};

/// A letter; whom it goes to is said where it is put in the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub subject: String,
    pub body: String,
}

fn url(site: &Site, lang: Lang, path: &str) -> String {
    format!("{}{}", site.public_url, lang.href(path))
}

/// `Hej Siv!`; without the name of who shows none.
pub fn hello(lang: Lang, name: &str) -> String {
    match name {
        NAMELESS => t!(lang, "mail-hello"),
        name => t!(lang, "mail-hello-name", name = name.to_owned()),
    }
    .into_owned()
}

/// Tells the owner, who may not be the one who asked, that a name is to be shown again. Not why
/// there is none: it may be read by whoever must not find them.
pub fn name_shown_again(site: &Site, lang: Lang, from: Stamp) -> Letter {
    Letter {
        subject: t!(lang, "mail-name-subject").into_owned(),
        body: t!(
            lang,
            "mail-name-body",
            date = date_long(lang, from.day()),
            link = url(site, lang, "/konto"),
            place = site.place.clone(),
            url = url(site, lang, "/")
        )
        .into_owned(),
    }
}

/// The link that proves that the address can be read.
pub fn confirm(site: &Site, lang: Lang, name: &str, token: &str) -> Letter {
    Letter {
        subject: t!(lang, "mail-confirm-subject").into_owned(),
        body: t!(
            lang,
            "mail-confirm-body",
            hello = hello(lang, name),
            link = url(site, lang, &format!("/bekrafta/{token}")),
            place = site.place.clone(),
            url = url(site, lang, "/")
        )
        .into_owned(),
    }
}

/// The link by which a new password is chosen.
pub fn reset(site: &Site, lang: Lang, name: &str, token: &str) -> Letter {
    Letter {
        subject: t!(lang, "mail-reset-subject").into_owned(),
        body: t!(
            lang,
            "mail-reset-body",
            hello = hello(lang, name),
            link = url(site, lang, &format!("/nytt-losenord/{token}")),
            place = site.place.clone(),
            url = url(site, lang, "/")
        )
        .into_owned(),
    }
}

/// The code to sign in with.
pub fn code(site: &Site, lang: Lang, code: &str) -> Letter {
    Letter {
        // Not the code: subjects are shown on locked screens.
        subject: t!(lang, "mail-code-subject").into_owned(),
        body: t!(
            lang,
            "mail-code-body",
            code = code.to_owned(),
            place = site.place.clone(),
            url = url(site, lang, "/")
        )
        .into_owned(),
    }
}

/// Tells the owner, who may not be the one who did it.
pub fn password_changed(site: &Site, lang: Lang, name: &str) -> Letter {
    Letter {
        subject: t!(lang, "mail-password-subject").into_owned(),
        body: t!(
            lang,
            "mail-password-body",
            hello = hello(lang, name),
            link = url(site, lang, "/glomt-losenord"),
            place = site.place.clone(),
            url = url(site, lang, "/")
        )
        .into_owned(),
    }
}

/// Tells the owner, who may not be the one who did it.
pub fn passkey_added(site: &Site, lang: Lang, person: &str, passkey: &str) -> Letter {
    about_passkey(site, lang, ("mail-passkey-added", person, passkey))
}

/// As [`passkey_added`].
pub fn passkey_removed(site: &Site, lang: Lang, person: &str, passkey: &str) -> Letter {
    about_passkey(site, lang, ("mail-passkey-removed", person, passkey))
}

fn about_passkey(site: &Site, lang: Lang, (words, person, passkey): (&str, &str, &str)) -> Letter {
    Letter {
        subject: t!(lang, &format!("{words}-subject")).into_owned(),
        body: t!(
            lang,
            &format!("{words}-body"),
            name = person.to_owned(),
            passkey = passkey.to_owned(),
            link = url(site, lang, "/konto/passnycklar"),
            place = site.place.clone(),
            url = url(site, lang, "/")
        )
        .into_owned(),
    }
}

/// The link by which a new address becomes the account's.
pub fn address(site: &Site, lang: Lang, token: &str) -> Letter {
    Letter {
        subject: t!(lang, "mail-address-subject").into_owned(),
        body: t!(
            lang,
            "mail-address-body",
            link = url(site, lang, &format!("/ny-adress/{token}")),
            place = site.place.clone(),
            url = url(site, lang, "/")
        )
        .into_owned(),
    }
}

/// To who has an account with an address that somebody wants for another one.
pub fn address_taken(site: &Site, lang: Lang) -> Letter {
    Letter {
        subject: t!(lang, "mail-already-subject").into_owned(),
        body: t!(
            lang,
            "mail-address-taken-body",
            link = url(site, lang, "/logga-in"),
            place = site.place.clone(),
            url = url(site, lang, "/")
        )
        .into_owned(),
    }
}

/// To the address that was the account's. It does not say which one is now: it may be somebody
/// else's mailbox.
pub fn address_changed(site: &Site, lang: Lang, name: &str) -> Letter {
    Letter {
        subject: t!(lang, "mail-address-changed-subject").into_owned(),
        body: t!(
            lang,
            "mail-address-changed-body",
            hello = hello(lang, name),
            contact = site.contact.clone(),
            municipality = site.municipality.clone(),
            place = site.place.clone(),
            url = url(site, lang, "/")
        )
        .into_owned(),
    }
}

/// To who runs the site, to see whether letters go out.
pub fn tried(site: &Site, lang: Lang) -> Letter {
    Letter {
        subject: t!(lang, "mail-tried-subject", place = site.place.clone()).into_owned(),
        body: t!(
            lang,
            "mail-tried-body",
            municipality = site.municipality.clone(),
            link = url(site, lang, "/admin/post"),
            place = site.place.clone(),
            url = url(site, lang, "/")
        )
        .into_owned(),
    }
}

/// To every address of two accounts that became one: whoever reads one of them may not be who did it.
pub fn accounts_merged(site: &Site, lang: Lang, name: &str) -> Letter {
    Letter {
        subject: t!(lang, "mail-merged-subject").into_owned(),
        body: t!(
            lang,
            "mail-merged-body",
            name = name.to_owned(),
            contact = site.contact.clone(),
            municipality = site.municipality.clone(),
            place = site.place.clone(),
            url = url(site, lang, "/")
        )
        .into_owned(),
    }
}

/// The last letter to an address: the account is gone.
pub fn account_erased(site: &Site, lang: Lang) -> Letter {
    Letter {
        subject: t!(lang, "mail-erased-subject").into_owned(),
        body: t!(
            lang,
            "mail-erased-body",
            place = site.place.clone(),
            url = url(site, lang, "/")
        )
        .into_owned(),
    }
}

/// To who has an account already and registered again, or whom somebody else registered.
pub fn already(site: &Site, lang: Lang) -> Letter {
    Letter {
        subject: t!(lang, "mail-already-subject").into_owned(),
        body: t!(
            lang,
            "mail-already-body",
            link = url(site, lang, "/logga-in"),
            place = site.place.clone(),
            url = url(site, lang, "/")
        )
        .into_owned(),
    }
}

/// To somebody who was given a duty without being asked: what it is, from when, and how it is woken.
pub fn duty_given(
    site: &Site,
    lang: Lang,
    (by, person): (&str, &str),
    duty: &Duty,
    now: Stamp,
) -> Letter {
    let role = t!(lang, &format!("role-{}", duty.standing.role.code())).to_lowercase();
    let first = duty.first_day.unwrap_or_else(|| now.day());
    Letter {
        subject: t!(lang, "mail-duty-subject").into_owned(),
        body: t!(
            lang,
            "mail-duty-body",
            hello = hello(lang, person),
            by = by.to_owned(),
            role = role,
            first = date_long(lang, first),
            last = duty
                .last_day
                .map_or_else(|| "none".to_owned(), |day| date_long(lang, day)),
            link = url(site, lang, "/konto"),
            place = site.place.clone(),
            url = url(site, lang, "/")
        )
        .into_owned(),
    }
}

/// A case's title, where everybody may know it.
fn named(lang: Lang, title: Option<&str>) -> String {
    match title {
        Some(title) => title.to_owned(),
        None => t!(lang, "mail-desk-unpublished").into_owned(),
    }
}

/// What to do where nobody has the case.
fn nobody(lang: Lang, looked_after: bool) -> String {
    match looked_after {
        true => String::new(),
        false => t!(lang, "mail-reminder-nobody").into_owned(),
    }
}

/// To whoever has a case with a promised day: so many months are left, or it has passed. `looked_after`:
/// false where nobody has the case, and it is told to those who keep the diary.
pub fn reminder(
    site: &Site,
    lang: Lang,
    (months, answer_by, looked_after): (i64, Date, bool),
    title: Option<&str>,
    address: &str,
) -> Letter {
    let case = named(lang, title);
    Letter {
        subject: t!(
            lang,
            "mail-reminder-subject",
            months = months,
            case = case.as_str()
        )
        .into_owned(),
        body: t!(
            lang,
            "mail-reminder-body",
            months = months,
            date = date_long(lang, answer_by),
            case = case,
            nobody = nobody(lang, looked_after),
            link = url(site, lang, address),
            place = site.place.clone(),
            url = url(site, lang, "/")
        )
        .into_owned(),
    }
}

/// To whoever has a case: what was to be there by a day has not come. `looked_after`: as in [`reminder`].
pub fn day_missed(
    site: &Site,
    lang: Lang,
    (day, looked_after): (CaseDay, bool),
    title: Option<&str>,
    address: &str,
) -> Letter {
    let what = format!("day-missed-{}", day.what);
    let case = named(lang, title);
    Letter {
        subject: t!(lang, "mail-day-subject", case = case.as_str()).into_owned(),
        body: t!(
            lang,
            "mail-day-body",
            what = t!(lang, &what, date = date_long(lang, day.by)).into_owned(),
            case = case,
            nobody = nobody(lang, looked_after),
            link = url(site, lang, address),
            place = site.place.clone(),
            url = url(site, lang, "/")
        )
        .into_owned(),
    }
}

/// To those who work with a campaign: a day it promised is near, or has passed.
pub fn campaign_reminder(
    site: &Site,
    lang: Lang,
    (what, day, title): (CampaignReminder, Date, &str),
    address: &str,
) -> Letter {
    let words = format!("mail-campaign-{what}");
    let date = date_long(lang, day);
    Letter {
        subject: t!(
            lang,
            &format!("{words}-subject"),
            date = date.clone(),
            title = title.to_owned()
        )
        .into_owned(),
        body: t!(
            lang,
            "mail-campaign-body",
            what = t!(lang, &words, date = date).into_owned(),
            title = title.to_owned(),
            link = url(site, lang, address),
            place = site.place.clone(),
            url = url(site, lang, "/")
        )
        .into_owned(),
    }
}

/// To those who can see to it: somebody runs cases no more, and this many of theirs are open.
pub fn cases_left(site: &Site, lang: Lang, who: &str, count: usize) -> Letter {
    Letter {
        subject: t!(lang, "mail-left-subject").into_owned(),
        body: t!(
            lang,
            "mail-left-body",
            who = who.to_owned(),
            count = count,
            link = url(site, lang, "/arbete?hog=lediga"),
            place = site.place.clone(),
            url = url(site, lang, "/")
        )
        .into_owned(),
    }
}

/// To somebody who is asked to take on a duty.
pub fn invitation(site: &Site, lang: Lang, by: &str, duty: &Duty, token: &str) -> Letter {
    let role = t!(lang, &format!("role-{}", duty.standing.role.code())).to_lowercase();
    Letter {
        subject: t!(lang, "mail-invitation-subject").into_owned(),
        body: t!(
            lang,
            "mail-invitation-body",
            by = by.to_owned(),
            role = role,
            days = INVITATION_DAYS,
            link = url(site, lang, &format!("/inbjudan/{token}")),
            municipality = site.municipality.clone(),
            place = site.place.clone(),
            url = url(site, lang, "/")
        )
        .into_owned(),
    }
}
