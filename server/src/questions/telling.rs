//! The letters about what was done: one of everything within an hour, to whoever asked, and one to each of those
//! whose question it is, too. What was hidden meanwhile is in neither.

use std::collections::BTreeMap;

use nara_app::context::Site;
use nara_app::i18n::{Args, Lang, date_long, word};
use nara_app::questions::api::QuestionAct;
use nara_app::questions::{number_name, path_of, stop_path};
use nara_app::t;
use nara_domain::ids::{ProposalId, QuestionId, QuestionSetId};
use nara_domain::question::{Extent, QuestionStepKind, told_at};
use nara_domain::text::slug;
use nara_domain::time::{Date, Stamp};

use super::act_store;
use super::letter_store::{self, AT_ONCE, Due, Reader};
use super::letters::excerpt;
use super::store::{self, StoredQuestion, StoredSet};
use crate::auth::Keys;
use crate::db::{Db, DbError, Tx};
use crate::mail::letters::{Letter, hello};
use crate::mail::store as outbox;

/// Longest part of a question in a letter.
const QUESTION: usize = 200;

/// Who writes.
#[derive(Clone, Copy, Debug)]
pub struct Writer<'a> {
    pub site: &'a Site,
    pub keys: &'a Keys,
}

/// In a link that stops letters, questions stand in the place of a proposal: below all of those.
pub const fn in_token(set: QuestionSetId) -> ProposalId {
    ProposalId::new(-set.get())
}

/// One thing that is told.
#[derive(Clone, Copy, Debug)]
struct News<'a> {
    /// None: it is about all of the questions.
    question: Option<&'a StoredQuestion>,
    act: &'a QuestionAct,
}

/// Writes the letters that are due. Run by every server, as often as anybody likes.
///
/// # Errors
/// Of the database; what was written stays written.
pub async fn write_due(db: &Db, by: Writer<'_>, now: Stamp) -> Result<u64, DbError> {
    let mut written = 0;
    loop {
        let next = letter_store::next_due(&mut db.read().await?, now).await?;
        let Some(due) = next else {
            return Ok(written);
        };
        let mut tx = db.begin().await?;
        // Where another server was here meanwhile, nothing of this is written.
        if let Some(letters) = write_some(&mut tx, by, &due, now).await? {
            tx.commit().await?;
            written += letters;
        }
    }
}

async fn write_some(
    tx: &mut Tx,
    by: Writer<'_>,
    due: &Due,
    now: Stamp,
) -> Result<Option<u64>, DbError> {
    // Locked: nothing of it is hidden at this moment.
    let Some(set) = store::lock(tx, due.set()).await? else {
        return Ok(None);
    };
    let questions = store::questions(tx, set.id, None).await?;
    let acts = act_store::acts(tx, set.id).await?;
    let all: Vec<(Option<QuestionId>, &QuestionAct)> = acts
        .iter()
        .flat_map(|(of, acts)| acts.iter().map(|act| (*of, act)))
        .filter(|(_, act)| act.step.is_gathered() && act.id.get() > due.told_act)
        .collect();
    let last = all.iter().map(|(_, act)| act.id.get()).max();
    let until = due.until_act.or(last).unwrap_or(due.told_act);
    let news = news(&all, &questions, until);
    let public = set.state.is_public();
    let mut letters = 0;
    if public && due.after_person == 0 && due.until_act.is_none() && !news.is_empty() {
        letters += to_asker(tx, by.site, &set, &news, now).await?;
    }
    let answered: Vec<QuestionId> = news
        .iter()
        .filter(|one| public && one.act.step.is_told_to_others())
        .filter_map(|one| one.question.map(|question| question.id))
        .collect();
    let readers = letter_store::list_same(tx, &answered, (set.asker, due.after_person)).await?;
    for reader in &readers {
        letters += to_other(tx, by, (&set, reader), &news, now).await?;
    }
    let many = i64::try_from(readers.len()).is_ok_and(|count| count >= AT_ONCE);
    let mine = match readers.last().filter(|_| many) {
        Some(last) => letter_store::go_on(tx, due, (until, last.person.get())).await?,
        None => {
            let later = all.iter().filter(|(_, act)| act.id.get() > until);
            let next = later.map(|(_, act)| told_at(act.at)).min();
            letter_store::finish(tx, due, (until, next)).await?
        }
    };
    Ok(mine.then_some(letters))
}

/// In the order of the numbers; not what is hidden, nor what was corrected within the hour.
fn news<'a>(
    all: &[(Option<QuestionId>, &'a QuestionAct)],
    questions: &'a [StoredQuestion],
    until: i64,
) -> Vec<News<'a>> {
    let now: Vec<_> = all
        .iter()
        .filter(|(_, act)| act.id.get() <= until)
        .collect();
    let corrected = |id| now.iter().any(|(_, act)| act.corrects == Some(id));
    let mut news: Vec<News<'a>> = now
        .iter()
        .filter(|(_, act)| !corrected(act.id))
        .filter_map(|(of, act)| {
            let question = match of {
                None => None,
                Some(id) => Some(questions.iter().find(|one| one.id == *id)?),
            };
            let shown = question.is_none_or(|one| one.state.is_public());
            shown.then_some(News { question, act })
        })
        .collect();
    news.sort_by_key(|one| (one.question.map(|one| one.number), one.act.id));
    news
}

/// `Fråga 3: Vad kostar det?`, and what was done.
fn told(lang: Lang, one: &News<'_>) -> String {
    let field = |name: &str| one.act.fields.get(name).cloned().unwrap_or_default();
    let part = field("extent") == Extent::Part.code();
    let what = match one.act.step {
        QuestionStepKind::Answer if part => t!(lang, "questions-told-part"),
        QuestionStepKind::PassOn => t!(lang, "questions-passed_on", to = field("to")),
        QuestionStepKind::Delay => {
            let day = field("answer_by");
            let day = Date::parse(&day).map_or(day, |day| date_long(lang, day));
            t!(lang, "questions-delayed", date = day)
        }
        step => t!(lang, &format!("questions-told-{step}")),
    };
    let text = ["text", "note", "reason"].iter();
    let text = text.map(|name| field(name)).find(|text| !text.is_empty());
    let text = excerpt(&text.unwrap_or_default(), super::letters::EXCERPT);
    let asked = one.question.map(|question| {
        let name = number_name(lang, question.number);
        format!("{name}: {}\n", excerpt(&question.text, QUESTION))
    });
    format!("{}{what}\n{text}", asked.unwrap_or_default())
}

/// `name`: under which its words stand.
fn letter(
    (site, lang): (&Site, Lang),
    (name, to): (&str, &str),
    set: &StoredSet,
    news: &[News<'_>],
    stop: Option<String>,
) -> Letter {
    let url = |path: &str| format!("{}{}", site.public_url, lang.href(path));
    let answers = news.iter().filter(|one| one.act.step.is_told_to_others());
    let answers = i64::try_from(answers.count()).unwrap_or(i64::MAX);
    let texts: Vec<String> = news.iter().map(|one| told(lang, one)).collect();
    let mut args = Args::new();
    args.set("hello", hello(lang, to));
    args.set("heading", set.heading.clone());
    args.set("answers", answers);
    args.set("news", texts.join("\n\n"));
    args.set("link", url(&path_of(set.id, &slug(&set.heading))));
    args.set("stop", stop.map(|path| url(&path)).unwrap_or_default());
    args.set("place", site.place.clone());
    args.set("url", url("/"));
    let part = |part: &str| word(lang, &format!("mail-{name}-{part}"), Some(&args)).into_owned();
    Letter {
        subject: part("subject"),
        body: part("body"),
    }
}

async fn to_asker(
    tx: &mut Tx,
    site: &Site,
    set: &StoredSet,
    news: &[News<'_>],
    now: Stamp,
) -> Result<u64, DbError> {
    let mut letters = 0;
    for lang in Lang::ALL {
        let name = ("questions_told", set.asker_name.as_str());
        let letter = letter((site, lang), name, set, news, None);
        letters += outbox::insert_for_person(tx, set.asker, lang, &letter, now).await?;
    }
    Ok(letters)
}

async fn to_other(
    tx: &mut Tx,
    by: Writer<'_>,
    (set, reader): (&StoredSet, &Reader),
    news: &[News<'_>],
    now: Stamp,
) -> Result<u64, DbError> {
    let theirs: BTreeMap<QuestionId, ()> = reader.questions.iter().map(|id| (*id, ())).collect();
    let news: Vec<News<'_>> = news
        .iter()
        .filter(|one| one.act.step.is_told_to_others())
        .filter(|one| one.question.is_some_and(|one| theirs.contains_key(&one.id)))
        .copied()
        .collect();
    let token = by.keys.stop_token(reader.person, in_token(set.id));
    let name = ("questions_told_others", reader.name.as_str());
    let to = (by.site, reader.lang);
    let letter = letter(to, name, set, &news, Some(stop_path(&token)));
    outbox::insert_for_person(tx, reader.person, reader.lang, &letter, now).await
}
