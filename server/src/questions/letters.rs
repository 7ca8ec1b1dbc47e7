//! The letters to whoever asked.

use nara_app::context::Site;
use nara_app::i18n::{Args, Lang, date_long, word};
use nara_app::questions::path_at;
use nara_domain::question::Number;
use nara_domain::text::slug;
use nara_domain::time::{Date, Stamp};

use super::store::StoredSet;
use crate::db::{DbError, Tx};
use crate::mail::letters::{Letter, hello};
use crate::mail::store as outbox;

/// Longest part of an answer in a letter: the page has all of it.
pub const EXCERPT: usize = 600;

/// The beginning of a text.
pub fn excerpt(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{} …", text.get(..end).unwrap_or_default().trim_end()),
    }
}

fn letter(
    site: &Site,
    lang: Lang,
    (set, about): (&StoredSet, Option<Number>),
    day: Date,
) -> Letter {
    let url = |path: &str| format!("{}{}", site.public_url, lang.href(path));
    let mut args = Args::new();
    args.set("hello", hello(lang, &set.asker_name));
    args.set("heading", set.heading.clone());
    args.set("text", date_long(lang, day));
    args.set("link", url(&path_at(set.id, &slug(&set.heading), about)));
    args.set("place", site.place.clone());
    args.set("url", url("/"));
    let part = |part: &str| word(lang, &format!("mail-questions_publish-{part}"), Some(&args));
    Letter {
        subject: part("subject").into_owned(),
        body: part("body").into_owned(),
    }
}

/// Tells whoever asked that everybody can read it now. What is done then is told by [`super::telling`].
pub async fn tell_published(
    tx: &mut Tx,
    site: &Site,
    (set, about): (&StoredSet, Option<Number>),
    now: Stamp,
) -> Result<(), DbError> {
    let Some(day) = set.answer_by else {
        return Ok(());
    };
    for lang in Lang::ALL {
        let letter = letter(site, lang, (set, about), day);
        outbox::insert_for_person(tx, set.asker, lang, &letter, now).await?;
    }
    Ok(())
}
