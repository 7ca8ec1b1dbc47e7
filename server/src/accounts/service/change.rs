//! Changing one's own account: password, address.

use nara_app::accounts::api::Visit;
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_domain::actor::Actor;
use nara_domain::error::{Denied, FieldError, FieldProblem, NotNow};
use nara_domain::group::has_account;
use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;

use super::super::email;
use super::super::store::{self, NewWayIn, PersonRow, WayInRow};
use super::AccountService;
use super::reset::used;
use crate::auth::password_rules::About;
use crate::auth::tokens::{Claims, Purpose};
use crate::db::DbError;
use crate::entropy;
use crate::http::limits::Action;
use crate::mail::{self, letters};

/// How long the link to a new address works; as long as the one that confirms the first.
const ADDRESS_HOURS: i64 = 24;

impl AccountService {
    /// The person who may change the account: themselves, and nobody where everybody is that person.
    pub(super) async fn own(
        &self,
        actor: &Actor,
        now: Stamp,
    ) -> Result<(PersonId, PersonRow), AppError> {
        let id = actor.person_id().ok_or(AppError::SignIn)?;
        has_account(actor)?;
        let person = {
            // Given back before it is counted, which takes one of its own: who holds one and waits for
            // another keeps the pool's last one from everybody.
            let mut conn = self.db.read().await?;
            store::find_person(&mut conn, id).await?
        };
        let person = person.ok_or(AppError::NotFound)?;
        if self.is_shared(person.email.as_deref().unwrap_or_default()) {
            return Err(AppError::Denied(Denied::NotNow(NotNow::SharedAccount)));
        }
        self.limits
            .guard(Action::Change, &id.to_string(), now)
            .await?;
        Ok((id, person))
    }

    /// What is wrong with the present password as typed, if anything.
    async fn present_problem(
        &self,
        typed: &str,
        person: &PersonRow,
    ) -> Result<Option<FieldProblem>, AppError> {
        if typed.is_empty() {
            return Ok(Some(FieldProblem::Missing));
        }
        let right = self
            .is_password(typed, person.password_hash.as_deref())
            .await?;
        Ok((!right).then_some(FieldProblem::NotYourPassword))
    }

    /// Ends everything but this browser, keys too, for the reason given at
    /// [`AccountService::choose_password`].
    pub(super) async fn replace_password(
        &self,
        actor: &Actor,
        session: &str,
        (present, new): (&str, &str),
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError> {
        let (id, person) = self.own(actor, now).await?;
        let email = person.email.clone().unwrap_or_default();
        let present = self.present_problem(present, &person).await?;
        let about = About {
            email: &email,
            name: &person.display_name,
        };
        let new_problem = self.passwords.problem(new, about).await?;
        let wrong: Vec<_> = [("present", present), ("password", new_problem)]
            .into_iter()
            .filter_map(|(field, problem)| Some(FieldError::new(field, problem?)))
            .collect();
        if !wrong.is_empty() {
            return Err(AppError::Invalid(wrong));
        }
        let hash = self.passwords.hash(new, self.entropy.as_ref()).await?;
        let mut tx = self.db.begin().await?;
        store::update_password(&mut tx, id, &hash).await?;
        store::delete_other_sessions(&mut tx, id, session).await?;
        store::delete_ways_in_of(&mut tx, id, &email).await?;
        if !email.is_empty() {
            let letter = letters::password_changed(&self.site, lang, &person.display_name);
            mail::store::insert(&mut tx, &email, &letter, now).await?;
        }
        tx.commit().await?;
        tracing::info!(by = "owner", "password.changed");
        Ok(())
    }

    /// Whether somebody has the new address already is told to its reader alone.
    pub(super) async fn ask_for_address(
        &self,
        actor: &Actor,
        (typed, password): (&str, &str),
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(), AppError> {
        let (id, person) = self.own(actor, now).await?;
        let email = email::normalised(typed).and_then(|email| {
            match person.email.as_deref() == Some(email.as_str()) {
                true => Err(FieldProblem::Unchanged),
                false => Ok(email),
            }
        });
        let password = self.present_problem(password, &person).await?;
        let email = match (email, password) {
            (Ok(email), None) => email,
            (email, password) => {
                let wrong = [("email", email.err()), ("password", password)];
                let wrong = wrong
                    .into_iter()
                    .filter_map(|(field, problem)| Some(FieldError::new(field, problem?)));
                return Err(AppError::Invalid(wrong.collect()));
            }
        };
        self.limits
            .guard(Action::LetterNetwork, &visit.network, now)
            .await?;
        self.limits.guard(Action::Letter, &email, now).await?;
        let new = NewWayIn {
            id: &entropy::token::<16>(self.entropy.as_ref())?,
            purpose: Purpose::Address.audience(),
            email: &email,
            lang: lang.code(),
            person: Some(id),
            expires_at: now.plus_hours(ADDRESS_HOURS),
        };
        let mut tx = self.db.begin().await?;
        store::delete_addresses_of(&mut tx, id).await?;
        store::insert_way_in(&mut tx, &new, now).await?;
        tx.commit().await?;
        self.wanted.notify_one();
        Ok(())
    }

    /// What a link to a new address was made for. It works only for who asked for it: somebody who
    /// gets the letter because of a slip of the finger must not come to own the account, nor its
    /// owner lose it.
    pub(super) async fn address_of(
        &self,
        actor: &Actor,
        token: &str,
        now: Stamp,
    ) -> Result<(PersonId, Claims, WayInRow), AppError> {
        let id = actor.person_id().ok_or(AppError::SignIn)?;
        let (claims, asked) = self.way_in_of(Purpose::Address, token, now).await?;
        match asked.person_id == Some(id.get()) {
            true => Ok((id, claims, asked)),
            false => Err(AppError::LinkUnknown),
        }
    }

    pub(super) async fn take_address(
        &self,
        actor: &Actor,
        token: &str,
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError> {
        let (id, claims, _) = self.address_of(actor, token, now).await?;
        let purpose = Purpose::Address.audience();
        let mut tx = self.db.begin().await?;
        store::insert_used_link(&mut tx, &claims.jti, purpose, now)
            .await
            .map_err(used)?;
        // Read again: another address may have been asked for in between.
        let asked = store::find_way_in(&mut tx, &claims.jti, purpose).await?;
        let email = asked.ok_or(AppError::LinkUnknown)?.email;
        let before = store::find_person(&mut tx, id)
            .await?
            .ok_or(AppError::NotFound)?;
        let taken = |error: DbError| match error.is_unique_violation() {
            // Made an account with it, or moved one to it, since the letter was written.
            true => AppError::Conflict,
            false => error.into(),
        };
        store::update_email(&mut tx, id, &email, now)
            .await
            .map_err(taken)?;
        let old = before.email.unwrap_or_default();
        // Nothing that was sent to the old address leads into the account any longer.
        store::delete_ways_in_of(&mut tx, id, &old).await?;
        if !old.is_empty() {
            let letter = letters::address_changed(&self.site, lang, &before.display_name);
            mail::store::insert(&mut tx, &old, &letter, now).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}
