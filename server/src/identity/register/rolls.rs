//! Rolls as they come, and as they become the levels of people known here.

use std::io::BufRead;

use nara_domain::ids::PersonId;
use nara_domain::linking::REGISTER_DAYS;
use nara_domain::time::Stamp;

use super::load::{self, Loaded, LoadedBy, RollError};
use super::store as rolls;
use crate::db::{Db, DbError};
use crate::identity::{NumberKey, level, store};

/// People looked up in one transaction: nobody's vote waits long for it.
const AT_ONCE: i64 = 200;

/// Where rolls are loaded, by the command line and the administrator's pages.
#[derive(Clone, Debug)]
pub struct Rolls {
    pub db: Db,
    pub key: NumberKey,
}

impl Rolls {
    /// Reads a roll of numbers and makes it the one that counts, at once for everybody known here. With
    /// who loads it: whether they are sure, should it be doubted.
    ///
    /// # Errors
    /// [`RollError`]; the roll before then stays.
    pub async fn load(
        &self,
        file: impl BufRead + Send,
        by: (LoadedBy<'_>, bool),
        now: Stamp,
    ) -> Result<Loaded, RollError> {
        let loaded = load::load((&self.db, &self.key), file, by, now).await?;
        self.look_up_again(now).await?;
        self.forget_outdated(now).await?;
        Ok(loaded)
    }

    /// When the roll that counts was loaded, and how many are in it.
    pub async fn describe(db: &Db) -> Result<Option<(Stamp, i64)>, DbError> {
        rolls::describe(&mut db.read().await?).await
    }

    /// For the jobs: what a loading that was broken off, or this server's sleep, left undone.
    pub async fn clean_up(&self, now: Stamp) -> Result<(), DbError> {
        self.look_up_again(now).await?;
        self.forget_outdated(now).await
    }

    /// Looks up everybody whose answer is older than the roll, or so old that it is about to count no
    /// more.
    async fn look_up_again(&self, now: Stamp) -> Result<(), DbError> {
        loop {
            let (roll, loaded_at) = {
                let mut conn = self.db.read().await?;
                let roll = rolls::find_current(&mut conn).await?;
                let described = rolls::describe(&mut conn).await?;
                match (roll, described) {
                    (Some(roll), Some((at, _))) => (roll, at),
                    _ => return Ok(()),
                }
            };
            let before = loaded_at.max(now.plus_days(1 - REGISTER_DAYS));
            let people = {
                let mut conn = self.db.read().await?;
                rolls::list_unchecked(&mut conn, before, AT_ONCE).await?
            };
            if people.is_empty() {
                return Ok(());
            }
            // A clock that went back must not make this go on for ever.
            self.look_up(&people, roll, now.max(before)).await?;
        }
    }

    async fn look_up(&self, people: &[PersonId], roll: i64, now: Stamp) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        for person in store::lock_people(&mut tx, people).await? {
            let registered = rolls::is_in(&mut tx, roll, person).await?;
            store::update_answer(&mut tx, person, Some((registered, now))).await?;
            level::settle(&mut tx, person, now).await?;
        }
        tx.commit().await
    }

    /// Rolls before the one that counts, and those never finished.
    async fn forget_outdated(&self, now: Stamp) -> Result<(), DbError> {
        let outdated = {
            let mut conn = self.db.read().await?;
            let Some(current) = rolls::find_current(&mut conn).await? else {
                return Ok(());
            };
            rolls::list_outdated(&mut conn, current, now.plus_days(-1)).await?
        };
        for roll in outdated {
            load::delete(&self.db, roll).await?;
        }
        Ok(())
    }
}
