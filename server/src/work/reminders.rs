//! What whoever has a case is reminded of: the promised day, some months ahead and once it has passed, and
//! each nearer day that has passed. A case that nobody looks after is told to those who keep the diary; so
//! is that somebody's duty has ended who had cases.

use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_domain::actor::Role;
use nara_domain::days::CaseDay;
use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;
use nara_domain::work;

use super::WorkService;
use super::reminder_store::{self as store, Missed, Promised};
use super::service::inside;
use super::told;
use crate::db::Tx;
use crate::mail;
use crate::mail::letters::{self, Letter};

impl WorkService {
    /// Called every minute, by every server; each reminder goes out once. How many did.
    ///
    /// # Errors
    /// Only of the database; what has been sent stays sent.
    pub async fn remind(&self, now: Stamp) -> Result<usize, AppError> {
        let days = self.remind_of_promises(now).await? + self.remind_of_days(now).await?;
        Ok(days + self.tell_of_left(now).await?)
    }

    async fn remind_of_promises(&self, now: Stamp) -> Result<usize, AppError> {
        let mut sent = 0;
        let mut last = 0;
        loop {
            let promised = {
                let mut conn = self.db.read().await?;
                store::list_promised(&mut conn, last, now).await?
            };
            let Some(end) = promised.last() else {
                return Ok(sent);
            };
            last = end.id.get();
            for case in promised {
                let months = work::reminder(case.answer_by, case.received, now.day());
                if let Some(months) = months.filter(|months| *months < case.reminded) {
                    sent += usize::from(self.remind_of(&case, months, now).await?);
                }
            }
        }
    }

    async fn remind_of(&self, case: &Promised, months: i64, now: Stamp) -> Result<bool, AppError> {
        let mut tx = self.db.begin().await?;
        if !store::insert_reminder(&mut tx, case, months, now).await? {
            return Ok(false);
        }
        let about = (months, case.answer_by, case.holder.is_some());
        let title = case.public.then_some(case.title.as_str());
        let address = inside(case.id, title);
        let write = |lang| letters::reminder(&self.site, lang, about, title, &address);
        tell(&mut tx, case.holder, write, now).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Of what was to be there by a day that has passed: one letter for each.
    async fn remind_of_days(&self, now: Stamp) -> Result<usize, AppError> {
        let (mut sent, mut last) = (0, 0);
        loop {
            let (cases, end) = {
                let mut conn = self.db.read().await?;
                store::list_missed(&mut conn, last, now).await?
            };
            let Some(end) = end else { return Ok(sent) };
            last = end;
            for case in cases {
                for day in &case.days {
                    sent += usize::from(self.remind_of_day(&case, *day, now).await?);
                }
            }
        }
    }

    async fn remind_of_day(
        &self,
        case: &Missed,
        day: CaseDay,
        now: Stamp,
    ) -> Result<bool, AppError> {
        let mut tx = self.db.begin().await?;
        if !store::insert_day_reminder(&mut tx, (case.id, day), now).await? {
            return Ok(false);
        }
        let about = (day, case.holder.is_some());
        let title = case.public.then_some(case.title.as_str());
        let address = inside(case.id, title);
        let write = |lang| letters::day_missed(&self.site, lang, about, title, &address);
        tell(&mut tx, case.holder, write, now).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Of cases whose holder runs cases no more, however that came: one letter for each who left, to those
    /// who give duties and to those who can give the cases to somebody.
    async fn tell_of_left(&self, now: Stamp) -> Result<usize, AppError> {
        let left = store::list_left(&mut self.db.read().await?, now).await?;
        let mut sent = 0;
        for (person, name) in left {
            let mut tx = self.db.begin().await?;
            let cases = store::mark_left(&mut tx, person, now).await?;
            if cases == 0 {
                // Another server was faster, or somebody has taken them.
                continue;
            }
            let mut told = told::holding(&mut tx, Role::Administrator, now).await?;
            told.extend(told::holding(&mut tx, Role::Secretary, now).await?);
            told.sort_unstable();
            told.dedup();
            let write = |lang| letters::cases_left(&self.site, lang, &name, cases);
            tell_each(&mut tx, &told, write, now).await?;
            tx.commit().await?;
            sent += 1;
        }
        Ok(sent)
    }
}

/// To whoever has the case, or where nobody has it to those who keep the diary.
async fn tell(
    tx: &mut Tx,
    holder: Option<PersonId>,
    write: impl Fn(Lang) -> Letter,
    now: Stamp,
) -> Result<(), AppError> {
    let whom = match holder {
        Some(holder) => vec![holder],
        None => told::holding(tx, Role::Secretary, now).await?,
    };
    tell_each(tx, &whom, write, now).await
}

async fn tell_each(
    tx: &mut Tx,
    whom: &[PersonId],
    write: impl Fn(Lang) -> Letter,
    now: Stamp,
) -> Result<(), AppError> {
    for person in whom {
        for lang in Lang::ALL {
            mail::store::insert_for_person(tx, *person, lang, &write(lang), now).await?;
        }
    }
    Ok(())
}
