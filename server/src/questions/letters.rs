//! The letters to whoever asked.

use nara_app::context::Site;
use nara_app::i18n::{Args, Lang, date_long, word};
use nara_app::questions::path_of;
use nara_domain::ids::PersonId;
use nara_domain::question::{Number, QuestionStep, QuestionStepKind};
use nara_domain::text::slug;
use nara_domain::time::Stamp;

use super::store::StoredSet;
use crate::db::{DbError, Tx};
use crate::mail::letters::{Letter, hello};
use crate::mail::store as outbox;

/// Longest part of an answer in a letter: the page has all of it.
const EXCERPT: usize = 600;

fn excerpt(text: &str) -> String {
    match text.char_indices().nth(EXCERPT) {
        None => text.to_owned(),
        Some((end, _)) => format!("{} …", text.get(..end).unwrap_or_default().trim_end()),
    }
}

/// What is told of a step; none where nobody is told.
fn told(lang: Lang, set: &StoredSet, step: &QuestionStep) -> Option<String> {
    Some(match step {
        QuestionStep::Publish => set.answer_by.map(|day| date_long(lang, day))?,
        // What is hidden is told as of every text.
        QuestionStep::Refuse { .. } | QuestionStep::Take => return None,
        QuestionStep::Delay { answer_by, reason } => {
            format!("{}. {reason}", date_long(lang, *answer_by))
        }
        QuestionStep::PassOn { to, note } => format!("{to}. {note}"),
        QuestionStep::Answer { text, .. }
        | QuestionStep::Correct { text, .. }
        | QuestionStep::Fact { text, .. } => excerpt(text),
    })
}

fn letter(
    site: &Site,
    lang: Lang,
    (set, about): (&StoredSet, Option<Number>),
    (kind, told): (QuestionStepKind, String),
) -> Letter {
    let url = |path: &str| format!("{}{}", site.public_url, lang.href(path));
    let page = url(&path_of(set.id, &slug(&set.heading)));
    let mut args = Args::new();
    args.set("hello", hello(lang, &set.asker_name));
    args.set("heading", set.heading.clone());
    args.set("text", told);
    args.set(
        "link",
        match about {
            Some(number) => format!("{page}#fraga-{number}"),
            None => page,
        },
    );
    args.set("place", site.place.clone());
    args.set("url", url("/"));
    let part =
        |part: &str| word(lang, &format!("mail-questions_{kind}-{part}"), Some(&args)).into_owned();
    Letter {
        subject: part("subject"),
        body: part("body"),
    }
}

/// Tells whoever asked what was done.
pub async fn tell(
    tx: &mut Tx,
    site: &Site,
    (set, about): (&StoredSet, Option<Number>),
    step: &QuestionStep,
    now: Stamp,
) -> Result<(), DbError> {
    let asker: PersonId = set.asker;
    for lang in Lang::ALL {
        let Some(told) = told(lang, set, step) else {
            continue;
        };
        let letter = letter(site, lang, (set, about), (step.kind(), told));
        outbox::insert_for_person(tx, asker, lang, &letter, now).await?;
    }
    Ok(())
}
