//! Writes the letters that collect what somebody was told: once for what happened, whatever restarts. One
//! transaction takes what is due, writes the letter into the outbox and notes which letter told of it.

use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::i18n::{Lang, day_near};
use nara_app::news::api::{NoticeView, What};
use nara_app::t;
use nara_domain::ids::PersonId;
use nara_domain::news::{by_day, next_morning};
use nara_domain::time::Stamp;

use super::store::{self, Due, Reader};
use super::{NewsService, telling};
use crate::mail::letters::{Letter, hello};
use crate::mail::store as outbox;

/// People looked for at a time.
const AT_ONCE: i64 = 100;
/// Most that one letter shows; the rest is in the list it leads to.
const MOST_SHOWN: usize = 30;
/// Most characters of what was said; the whole of it is where it stands.
const EXCERPT: usize = 600;

impl NewsService {
    /// Notes who is told of what happened, and writes the letters that are due. Run by every server, as often as
    /// anybody likes; how many letters were written.
    ///
    /// # Errors
    /// The database's; what was written stays written.
    pub async fn run_due(&self, now: Stamp) -> Result<u64, AppError> {
        telling::tell_all(&self.db, now).await?;
        let by_day = by_day(now);
        let mut written = 0;
        loop {
            let people = {
                let mut conn = self.db.read().await?;
                store::list_due(&mut conn, now, by_day, AT_ONCE).await?
            };
            if people.is_empty() {
                return Ok(written);
            }
            for person in people {
                written += u64::from(self.write_one(person, now, by_day).await?);
            }
        }
    }

    /// What is due to one person; whether a letter came of it.
    async fn write_one(
        &self,
        person: PersonId,
        now: Stamp,
        by_day: bool,
    ) -> Result<bool, AppError> {
        let mut tx = self.db.begin().await?;
        let due = store::list_due_to(&mut tx, person, now, by_day).await?;
        let ids: Vec<i64> = due.iter().map(|due| due.noticed.id).collect();
        // Where another server was here meanwhile, this one writes nothing.
        if ids.is_empty() || store::take(&mut tx, &ids).await? != count(&ids) {
            return Ok(false);
        }
        let morning = due.iter().filter_map(|due| due.morning).max();
        if let Some(morning) = morning
            && !store::take_morning(&mut tx, person, morning, now).await?
        {
            // The letter of this morning is out; what was noted while it was written has time.
            let waits: Vec<i64> = due
                .iter()
                .filter(|due| due.morning.is_some())
                .map(|due| due.noticed.id)
                .collect();
            let soon: Vec<Due> = due
                .into_iter()
                .filter(|due| due.morning.is_none())
                .collect();
            store::wait_until(&mut tx, &waits, next_morning(now)).await?;
            return self.write(tx, person, soon, now).await;
        }
        self.write(tx, person, due, now).await
    }

    async fn write(
        &self,
        mut tx: crate::db::Tx,
        person: PersonId,
        due: Vec<Due>,
        now: Stamp,
    ) -> Result<bool, AppError> {
        let reader = store::find_reader(&mut tx, person).await?;
        let noticed: Vec<_> = due.into_iter().map(|due| due.noticed).collect();
        let views = self.views(&mut tx, noticed).await?;
        // What was corrected meanwhile is told once, rightly: by its correction.
        let views: Vec<NoticeView> = views
            .into_iter()
            .filter(|view| !view.is_corrected())
            .collect();
        let letter = match &reader {
            Some(reader) => collected(&self.site, reader, &views, now),
            None => None,
        };
        let address = reader.and_then(|reader| reader.email);
        let (Some(letter), Some(address)) = (letter, address) else {
            tx.commit().await?;
            return Ok(false);
        };
        let told: Vec<i64> = views.iter().map(|view| view.id).collect();
        let id = outbox::insert_collected(&mut tx, (person, &address), &letter, now).await?;
        store::told_by(&mut tx, &told, id).await?;
        tx.commit().await?;
        Ok(true)
    }
}

fn count(ids: &[i64]) -> u64 {
    u64::try_from(ids.len()).unwrap_or(u64::MAX)
}

/// By proposal or heading of questions, the one where something happened last first, and in each the newest first. None where nothing is
/// left that can be told.
fn collected(site: &Site, reader: &Reader, views: &[NoticeView], now: Stamp) -> Option<Letter> {
    let lang = Lang::from_code(&reader.lang).unwrap_or_default();
    let url = |path: &str| format!("{}{}", site.public_url, lang.href(path));
    let mut groups: Vec<(String, Vec<&NoticeView>)> = Vec::new();
    for view in views.iter().take(MOST_SHOWN) {
        let page = view.page();
        match groups.iter_mut().find(|(of, _)| *of == page) {
            Some((_, of_case)) => of_case.push(view),
            None => groups.push((page, vec![view])),
        }
    }
    let only = groups.len() == 1;
    let first = groups.first().and_then(|(_, of_case)| of_case.first())?;
    let asked = views
        .iter()
        .any(|view| matches!(view.what, What::Asked(..) | What::Said(..)));
    let subject = match (only, asked) {
        (true, _) => t!(
            lang,
            "mail-collected-one-subject",
            title = first.title().to_owned()
        ),
        (false, false) => t!(lang, "mail-collected-subject", count = groups.len()),
        (false, true) => t!(lang, "mail-collected-both-subject", count = groups.len()),
    };
    let texts = groups.iter().filter_map(|(page, of_case)| {
        let mut text = of_case.first()?.title().to_owned();
        for view in of_case {
            text.push_str(&format!("\n\n{}", entry(lang, view, now)));
            // One of many in a discussion is not found again on its page.
            if matches!(view.what, What::Comment(..) | What::Said(..)) {
                let link = url(&view.path());
                let there = t!(lang, "mail-collected-comment", link = link);
                text.push_str(&format!("\n{there}"));
            }
        }
        let to = url(page);
        Some(format!(
            "{text}\n\n{}",
            t!(lang, "mail-collected-read", link = to)
        ))
    });
    let texts: Vec<String> = texts.collect();
    let more = match views.len() > MOST_SHOWN {
        true => t!(
            lang,
            "mail-collected-more",
            count = views.len() - MOST_SHOWN
        )
        .into_owned(),
        false => String::new(),
    };
    let body = t!(
        lang,
        "mail-collected-body",
        hello = hello(lang, &reader.display_name),
        news = texts.join("\n\n* * *\n\n"),
        more = more,
        list = url("/konto/handelser"),
        choose = url("/konto/aviseringar"),
        place = site.place.clone(),
        url = url("/")
    );
    let mut body = body.into_owned();
    // A text that was left out leaves two empty lines behind.
    while body.contains("\n\n\n") {
        body = body.replace("\n\n\n", "\n\n");
    }
    Some(Letter {
        subject: subject.into_owned(),
        body,
    })
}

fn entry(lang: Lang, view: &NoticeView, now: Stamp) -> String {
    let day = day_near(lang, view.at.day(), now.day());
    let line = t!(
        lang,
        "mail-collected-line",
        date = day,
        line = view.line(lang)
    )
    .into_owned();
    match view.text() {
        Some(text) => format!("{line}\n{}", excerpt(&text)),
        None => line,
    }
}

fn excerpt(text: &str) -> String {
    let mut excerpt: String = text.trim().chars().take(EXCERPT).collect();
    if excerpt.len() < text.trim().len() {
        excerpt.push_str(" …");
    }
    excerpt
}
