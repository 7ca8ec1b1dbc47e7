//! People, their duties, and ending their sessions.

use std::collections::VecDeque;

use nara_app::admin::api::{FoundPeople, HeldDuty, PersonItem, PersonView, SEARCH_MIN, WaysIn};
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_domain::actor::{Actor, Role};
use nara_domain::audit::Deed;
use nara_domain::duty::{Duty, When};
use nara_domain::error::{Denied, NotNow};
use nara_domain::ids::PersonId;
use nara_domain::name::NAMELESS;
use nara_domain::text;
use nara_domain::time::Stamp;

use super::{AdminService, guard};
use crate::accounts::{is_shared, passkey_link, store as accounts};
use crate::admin::duties::{self, By};
use crate::admin::store::{self, PersonRow};
use crate::db::{Conn, DbError};
use crate::http::limits::Action;
use crate::mail::{self, letters};
use crate::people::store as people;

/// Rows read at a time where names are looked at again.
const AT_ONCE: i64 = 200;
/// Most times that is done for one page: a search for letters that stand for any would walk through
/// everybody. Who did not find whom they wanted goes on from there, or writes more.
const ROUNDS: usize = 10;
/// Most words of a search that are looked at.
const WORDS: usize = 8;

/// Whether the name or address has all these words: as people write them, capitals aside. Somebody whose
/// name is not shown is found by their whole address only, which tells nobody what it did not know.
fn fits(row: &PersonRow, words: &[String]) -> bool {
    if row.display_name == NAMELESS {
        return matches!(words, [whole] if row.email.as_ref() == Some(whole));
    }
    let name = row.display_name.to_lowercase();
    let email = row.email.as_deref().unwrap_or_default().to_lowercase();
    words
        .iter()
        .all(|word| name.contains(word.as_str()) || email.contains(word.as_str()))
}

/// Whether there is no page of somebody: no name is shown, and no duty held or to come under which one
/// would be. Accounts have numbers, and whoever tries them learns nothing of those who must not be
/// found; they are invited by their address.
fn is_hidden(row: &PersonRow, duties: &[HeldDuty], now: Stamp) -> bool {
    let over = |held: &HeldDuty| held.term.when(now) == When::Before;
    row.display_name == NAMELESS && duties.iter().all(over)
}

impl AdminService {
    pub(super) async fn find_people(
        &self,
        words: &str,
        after: Option<PersonId>,
        limit: usize,
        now: Stamp,
    ) -> Result<FoundPeople, AppError> {
        // What is no line of text finds nobody.
        let words = text::line(words, SEARCH_MIN, text::SHORT_MAX).unwrap_or_default();
        let words: Vec<String> = words
            .split_whitespace()
            .take(WORDS)
            .map(str::to_lowercase)
            .collect();
        if words.is_empty() {
            return Ok(FoundPeople::default());
        }
        let mut conn = self.accounts.db.read().await?;
        let mut found = Vec::new();
        let mut after = after;
        let mut cut = true;
        for _ in 0..ROUNDS {
            let rows = store::search(&mut conn, &words, after, AT_ONCE).await?;
            let last = rows.last().map(|row| PersonId::new(row.person_id));
            let all = i64::try_from(rows.len()).unwrap_or(AT_ONCE) < AT_ONCE;
            found.extend(rows.into_iter().filter(|row| fits(row, &words)));
            // One more than shown tells whether there is a next page.
            if all || found.len() > limit {
                cut = false;
                break;
            }
            after = last;
        }
        let next = match found.len() > limit {
            true => found.get(limit.saturating_sub(1)),
            false => None,
        };
        let next = next.map(|last| PersonId::new(last.person_id));
        found.truncate(limit);
        Ok(FoundPeople {
            next: next.or(after.filter(|_| cut)),
            people: with_duties(&mut conn, found, now).await?,
            cut,
        })
    }

    pub(super) async fn view_person(
        &self,
        id: PersonId,
        now: Stamp,
    ) -> Result<PersonView, AppError> {
        let mut conn = self.accounts.db.read().await?;
        let (row, duties) = found(&mut conn, id, now).await?;
        let unknown = |_| DbError::Inconsistent(format!("person.level {}", row.level));
        let (browsers, keys) = store::count_sessions(&mut conn, id, now).await?;
        Ok(PersonView {
            id,
            level: row.level.parse().map_err(unknown)?,
            since: Stamp(row.created_at),
            ways: WaysIn {
                password: row.has_password,
                mail: row.email.is_some(),
                provider: row.identities > 0,
                passkey: row.passkeys > 0,
            },
            browsers,
            keys,
            duties,
            shared: self.is_shared_account(row.email.as_deref()),
            name: row.display_name,
            email: row.email,
        })
    }

    fn is_shared_account(&self, email: Option<&str>) -> bool {
        email.is_some_and(|email| is_shared(&self.accounts.site, email))
    }

    /// The duties of somebody whose account can be changed here.
    async fn changeable(
        &self,
        conn: &mut Conn,
        id: PersonId,
        now: Stamp,
    ) -> Result<Vec<HeldDuty>, AppError> {
        let (row, duties) = found(conn, id, now).await?;
        match self.is_shared_account(row.email.as_deref()) {
            true => Err(AppError::Denied(Denied::NotNow(NotNow::SharedAccount))),
            false => Ok(duties),
        }
    }

    pub(super) async fn give_duty(
        &self,
        actor: &Actor,
        id: PersonId,
        duty: &Duty,
        now: Stamp,
    ) -> Result<(), AppError> {
        let by = actor.person_id().ok_or(AppError::SignIn)?;
        let limits = &self.accounts.limits;
        limits.guard(Action::Invite, &by.to_string(), now).await?;
        let mut tx = self.accounts.db.begin().await?;
        // Locked first: an account that is taken away at this moment is given nothing.
        people::lock(&mut tx, id).await?;
        self.changeable(&mut tx, id, now).await?;
        guard::place(&mut tx, id, duty, now).await?;
        let (by, detail) = (By::Administrator(actor), duties::detail(duty));
        by.record(&mut tx, Deed::DutyGiven, id, detail, now).await?;
        let person = store::find_person(&mut tx, id).await?;
        let name = person.map(|row| row.display_name).unwrap_or_default();
        let names = (actor.name().unwrap_or_default(), name.as_str());
        for lang in Lang::ALL {
            let letter = letters::duty_given(&self.accounts.site, lang, names, duty, now);
            mail::store::insert_for_person(&mut tx, id, lang, &letter, now).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    pub(super) async fn end_duty(
        &self,
        actor: &Actor,
        id: PersonId,
        role: Role,
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.accounts.db.begin().await?;
        self.changeable(&mut tx, id, now).await?;
        guard::take(&mut tx, role, now).await?;
        if !duties::end(&mut tx, By::Administrator(actor), id, role, now).await? {
            return Err(AppError::Conflict);
        }
        guard::someone_stays(&mut tx, role, now).await?;
        tx.commit().await?;
        Ok(())
    }

    pub(super) async fn make_passkey_link(
        &self,
        actor: &Actor,
        id: PersonId,
        now: Stamp,
    ) -> Result<String, AppError> {
        let mut tx = self.accounts.db.begin().await?;
        let duties = self.changeable(&mut tx, id, now).await?;
        if duties
            .iter()
            .all(|held| held.term.when(now) == When::Before)
        {
            return Err(AppError::Conflict);
        }
        let (keys, entropy) = (&self.accounts.keys, self.accounts.entropy.as_ref());
        let token = passkey_link(keys, entropy, id, now)?;
        let deed = Deed::PasskeyLinkMade;
        By::Administrator(actor)
            .record(&mut tx, deed, id, serde_json::json!({}), now)
            .await?;
        tx.commit().await?;
        Ok(format!("/konto/passnycklar/ny/{token}"))
    }

    pub(super) async fn end_sessions(
        &self,
        actor: &Actor,
        id: PersonId,
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.accounts.db.begin().await?;
        self.changeable(&mut tx, id, now).await?;
        let ended = accounts::delete_sessions_of(&mut tx, id).await?;
        let detail = serde_json::json!({ "sessions": ended });
        By::Administrator(actor)
            .record(&mut tx, Deed::SessionsEnded, id, detail, now)
            .await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Somebody who has a page here, and their duties.
async fn found(
    conn: &mut Conn,
    id: PersonId,
    now: Stamp,
) -> Result<(PersonRow, Vec<HeldDuty>), AppError> {
    let row = store::find_person(conn, id).await?;
    let duties = store::list_duties_of(conn, id).await?;
    // Nothing is left of an account that was taken away but its number.
    row.filter(|row| row.gone_at.is_none() && !is_hidden(row, &duties, now))
        .map(|row| (row, duties))
        .ok_or(AppError::NotFound)
}

async fn with_duties(
    conn: &mut Conn,
    rows: Vec<PersonRow>,
    now: Stamp,
) -> Result<Vec<PersonItem>, DbError> {
    let ids: Vec<i64> = rows.iter().map(|row| row.person_id).collect();
    let mut held: VecDeque<_> = store::list_held_by(conn, &ids, now).await?.into();
    let mut duties_of = |id: PersonId| {
        let (own, others) = held
            .drain(..)
            .partition::<VecDeque<_>, _>(|duty| duty.person == id);
        held = others;
        Vec::from(own)
    };
    let item = |row: PersonRow| {
        let duties = duties_of(PersonId::new(row.person_id));
        PersonItem {
            id: PersonId::new(row.person_id),
            has_page: !is_hidden(&row, &duties, now),
            duties: duties
                .into_iter()
                .filter(|held| held.term.when(now) == When::Now)
                .map(|held| held.standing)
                .collect(),
            name: row.display_name,
            email: row.email,
        }
    };
    Ok(rows.into_iter().map(item).collect())
}
