//! Registering, and the link in the letter.

use nara_app::accounts::api::{NewAccount, NewSession, Visit};
use nara_app::error::AppError;
use nara_domain::actor::Level;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::name::own_name;
use nara_domain::session::Way;
use nara_domain::switches::Feature;
use nara_domain::time::Stamp;

use super::super::email;
use super::super::store::{self, NewPerson, RegistrationRow};
use super::AccountService;
use crate::auth::password_rules::About;
use crate::auth::tokens::{Claims, Purpose};
use crate::db::DbError;
use crate::entropy;
use crate::http::limits::Action;
use crate::mail::{self, letters};

/// How long the link in a letter works.
const LINK_HOURS: i64 = 24;

impl AccountService {
    /// What was typed to make an account, mended where that is safe: the name and the address.
    ///
    /// # Errors
    /// All wrong fields at once.
    pub(crate) async fn checked(
        &self,
        display_name: &str,
        email: &str,
        password: &str,
    ) -> Result<(String, String), AppError> {
        let mut wrong = Vec::new();
        let name = own_name(display_name);
        let email = email::normalised(email);
        let about = About {
            email: email.as_deref().unwrap_or_default(),
            name: display_name,
        };
        let refused = self.passwords.problem(password, about).await?;
        for (field, problem) in [
            ("display_name", name.as_ref().err()),
            ("email", email.as_ref().err()),
            ("password", refused.as_ref()),
        ] {
            wrong.extend(problem.map(|problem| FieldError::new(field, problem.clone())));
        }
        match (name, email) {
            (Ok(name), Ok(email)) if wrong.is_empty() => Ok((name, email)),
            _ => Err(AppError::Invalid(wrong)),
        }
    }

    /// Registers, or tells who has an account already: in a letter.
    pub(super) async fn ask_for_account(
        &self,
        new: &NewAccount<'_>,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(), AppError> {
        let NewAccount {
            display_name,
            email,
            password,
            lang,
            next,
        } = *new;
        self.settings.require(Feature::Registration, now).await?;
        let (name, email) = self.checked(display_name, email, password).await?;
        self.limits
            .guard(Action::RegisterNetwork, &visit.network, now)
            .await?;
        self.limits.guard(Action::Letter, &email, now).await?;
        let password_hash = self.passwords.hash(password, self.entropy.as_ref()).await?;
        let id = entropy::token::<16>(self.entropy.as_ref())?;
        let token = self.keys.sign(
            Purpose::Confirm,
            None,
            &id,
            next,
            now.plus_hours(LINK_HOURS),
        )?;
        let mut tx = self.db.begin().await?;
        let known = store::find_person_by_email(&mut tx, &email).await?;
        let letter = match &known {
            Some(_) => letters::already(&self.site, lang),
            None => letters::confirm(&self.site, lang, &name, &token),
        };
        // Kept beside the people and not among them until the link is followed: somebody who
        // registers another's address can then neither block it nor leave a password behind. Only
        // the newest counts: of several letters, no older one leads to what somebody else chose.
        let registration = RegistrationRow {
            email,
            display_name: name,
            password_hash,
        };
        store::delete_registrations_of(&mut tx, &registration.email).await?;
        store::insert_registration(&mut tx, &id, &registration, now).await?;
        mail::store::insert(&mut tx, &registration.email, &letter, now).await?;
        tx.commit().await?;
        Ok(())
    }

    pub(super) async fn check_confirmation(
        &self,
        token: &str,
        now: Stamp,
    ) -> Result<String, AppError> {
        let (claims, _) = self.registration_of(token, now).await?;
        Ok(claims.next)
    }

    pub(super) async fn confirm_account(
        &self,
        token: &str,
        password: &str,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(NewSession, String), AppError> {
        self.settings.require(Feature::Registration, now).await?;
        let (claims, asked) = self.registration_of(token, now).await?;
        let wrong = |problem| AppError::Invalid(vec![FieldError::new("password", problem)]);
        if password.is_empty() {
            return Err(wrong(FieldProblem::Missing));
        }
        self.limits
            .guard(Action::SignInNetwork, &visit.network, now)
            .await?;
        self.limits.guard(Action::Confirm, &claims.jti, now).await?;
        if !self
            .is_password(password, Some(&asked.password_hash))
            .await?
        {
            return Err(wrong(FieldProblem::WrongPassword));
        }
        let mut tx = self.db.begin().await?;
        let used = |error: DbError| match error.is_unique_violation() {
            true => AppError::LinkUsed,
            false => error.into(),
        };
        let purpose = Purpose::Confirm.audience();
        store::insert_used_link(&mut tx, &claims.jti, purpose, now)
            .await
            .map_err(used)?;
        // Read again: a newer registration of the address may have taken this one's place.
        let registration = store::find_registration(&mut tx, &claims.jti).await?;
        let RegistrationRow {
            email,
            display_name,
            password_hash,
        } = registration.ok_or(AppError::LinkUnknown)?;
        let new = NewPerson {
            email: Some(&email),
            display_name: &display_name,
            password_hash: Some(&password_hash),
            level: Level::N1,
        };
        let person = store::insert_person(&mut tx, &new, now)
            .await
            .map_err(used)?;
        store::delete_registrations_of(&mut tx, &email).await?;
        let session = self
            .begin_session(&mut tx, person, Way::Password, visit, now)
            .await?;
        tx.commit().await?;
        Ok((session, claims.next))
    }

    /// What a link that still works was made for.
    async fn registration_of(
        &self,
        token: &str,
        now: Stamp,
    ) -> Result<(Claims, RegistrationRow), AppError> {
        let claims = self.keys.check(Purpose::Confirm, token, now)?;
        let mut conn = self.db.read().await?;
        // In this order: using a link removes the registration in the same commit, so who finds
        // none finds the use.
        let registration = store::find_registration(&mut conn, &claims.jti).await?;
        match registration {
            Some(registration) => Ok((claims, registration)),
            None if store::is_link_used(&mut conn, &claims.jti).await? => Err(AppError::LinkUsed),
            None => Err(AppError::LinkUnknown),
        }
    }
}
