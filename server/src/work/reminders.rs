//! What whoever has a case is reminded of: the promised day, some months ahead and once it has passed, and
//! each nearer day that has passed. A case that nobody looks after is told to those who keep the diary.

use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_domain::days::CaseDay;
use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;
use nara_domain::work;

use super::WorkService;
use super::reminder_store::{self as store, Missed, Promised};
use super::service::inside;
use crate::db::Tx;
use crate::mail;
use crate::mail::letters::{self, Letter};

impl WorkService {
    /// Called every minute, by every server; each reminder goes out once. How many did.
    ///
    /// # Errors
    /// Only of the database; what has been sent stays sent.
    pub async fn remind(&self, now: Stamp) -> Result<usize, AppError> {
        Ok(self.remind_of_promises(now).await? + self.remind_of_days(now).await?)
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
        let address = inside(case.id, &case.title);
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
        let address = inside(case.id, &case.title);
        let write = |lang| letters::day_missed(&self.site, lang, about, title, &address);
        tell(&mut tx, case.holder, write, now).await?;
        tx.commit().await?;
        Ok(true)
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
        None => store::list_secretaries(tx, now).await?,
    };
    for person in whom {
        for lang in Lang::ALL {
            mail::store::insert_for_person(tx, person, lang, &write(lang), now).await?;
        }
    }
    Ok(())
}
