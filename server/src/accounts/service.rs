//! What pages and forms ask of accounts.
//!
//! Nothing here tells whether an address has an account: known and unknown addresses take the same
//! steps, with the same writes and the same hashing, and get the same answer. Only the letter
//! differs, and that is read by the address's owner alone.

use std::sync::Arc;

use async_trait::async_trait;
use nara_app::accounts::api::{
    API_KEYS_MAX, AccountPort, AccountView, DEMO_ACCOUNTS, DemoMail, NewAccount, NewSession,
    SessionItem, Visit,
};
use nara_app::context::Site;
use nara_app::error::AppError;
use nara_domain::actor::{Actor, Level};
use nara_domain::error::{Denied, FieldError, FieldProblem, NotNow};
use nara_domain::ids::PersonId;
use nara_domain::text;
use nara_domain::time::Stamp;

use super::store::{self, NewPerson, RegistrationRow, SessionKind, SessionRow};
use super::{browser, email};
use crate::auth::tokens::{Claims, Purpose};
use crate::auth::{Keys, Passwords, password, session};
use crate::db::{Db, DbError, Tx};
use crate::entropy::{self, Entropy};
use crate::http::limits::{Action, Limits};
use crate::mail::{self, letters};

/// How long the link in a letter works.
const LINK_HOURS: i64 = 24;
/// A display name stands beside everything a person writes.
const NAME_MIN: usize = 2;
const NAME_MAX: usize = nara_app::accounts::api::DISPLAY_NAME_MAX;
/// The domain of the demo's accounts.
const DEMO_DOMAIN: &str = "bjorksjo.example";

#[derive(Clone, Debug)]
pub struct AccountService {
    pub db: Db,
    pub site: Arc<Site>,
    pub entropy: Arc<dyn Entropy>,
    pub keys: Keys,
    pub passwords: Passwords,
    pub limits: Limits,
}

impl AccountService {
    /// A signed-in browser or key; the secret leaves this function once and is stored nowhere.
    async fn begin_session(
        &self,
        tx: &mut Tx,
        person: PersonId,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError> {
        let secret = entropy::token::<32>(self.entropy.as_ref())?;
        let expires_at = session::ends(now);
        let row = SessionRow {
            fingerprint: &session::fingerprint(&secret),
            person,
            kind: SessionKind::Browser,
            created_at: now,
            expires_at,
            user_agent: &visit.user_agent,
        };
        store::insert_session(tx, &row).await?;
        Ok(NewSession { secret, expires_at })
    }

    fn limit_sign_in(&self, email: &str, visit: &Visit, now: Stamp) -> Result<(), AppError> {
        self.limits
            .check(Action::SignInNetwork, &visit.network, now)?;
        let from = format!("{email} {}", visit.network);
        self.limits.check(Action::SignInAccountFrom, &from, now)?;
        self.limits.check(Action::SignInAccount, email, now)
    }

    /// `None`: no such account. Takes as long, and is never right.
    async fn is_password(&self, typed: &str, hash: Option<&str>) -> Result<bool, AppError> {
        // Longer than any password that could have been set; not worth hashing.
        let typed = match text::count(typed) > password::MAX_CHARACTERS {
            true => "",
            false => typed,
        };
        self.passwords.verify(typed, hash).await
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

/// What was typed on the registration page, mended where that is safe.
///
/// # Errors
/// All wrong fields at once.
fn checked(display_name: &str, email: &str, password: &str) -> Result<(String, String), AppError> {
    let mut wrong = Vec::new();
    let name = text::line(display_name, NAME_MIN, NAME_MAX).map_err(FieldProblem::from);
    let email = email::normalised(email);
    let accepted = password::acceptable(password, email.as_deref().unwrap_or_default());
    for (field, problem) in [
        ("display_name", name.as_ref().err()),
        ("email", email.as_ref().err()),
        ("password", accepted.as_ref().err()),
    ] {
        wrong.extend(problem.map(|problem| FieldError::new(field, problem.clone())));
    }
    match (name, email) {
        (Ok(name), Ok(email)) if wrong.is_empty() => Ok((name, email)),
        _ => Err(AppError::Invalid(wrong)),
    }
}

#[async_trait]
impl AccountPort for AccountService {
    async fn register(
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
        let (name, email) = checked(display_name, email, password)?;
        self.limits
            .check(Action::RegisterNetwork, &visit.network, now)?;
        self.limits.check(Action::Letter, &email, now)?;
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
            Some(_) => letters::already(&self.site, lang, &email),
            None => letters::confirm(&self.site, lang, &email, &name, &token),
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
        mail::store::insert(&mut tx, &letter, now).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn check_link(&self, token: &str, now: Stamp) -> Result<String, AppError> {
        let (claims, _) = self.registration_of(token, now).await?;
        Ok(claims.next)
    }

    async fn confirm(
        &self,
        token: &str,
        password: &str,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(NewSession, String), AppError> {
        let (claims, asked) = self.registration_of(token, now).await?;
        let wrong = |problem| AppError::Invalid(vec![FieldError::new("password", problem)]);
        if password.is_empty() {
            return Err(wrong(FieldProblem::Missing));
        }
        self.limits
            .check(Action::SignInNetwork, &visit.network, now)?;
        self.limits.check(Action::Confirm, &claims.jti, now)?;
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
        let session = self.begin_session(&mut tx, person, visit, now).await?;
        tx.commit().await?;
        Ok((session, claims.next))
    }

    async fn sign_in(
        &self,
        email: &str,
        password: &str,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError> {
        let email = email::normalised(email).unwrap_or_default();
        self.limit_sign_in(&email, visit, now)?;
        let person = {
            let mut conn = self.db.read().await?;
            store::find_person_by_email(&mut conn, &email).await?
        };
        let hash = person
            .as_ref()
            .and_then(|person| person.password_hash.as_deref());
        let right = self.is_password(password, hash).await?;
        let person = person.filter(|_| right).ok_or(AppError::WrongCredentials)?;
        let mut tx = self.db.begin().await?;
        let id = PersonId::new(person.person_id);
        let session = self.begin_session(&mut tx, id, visit, now).await?;
        tx.commit().await?;
        Ok(session)
    }

    async fn demo_sign_in(
        &self,
        account: &str,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError> {
        if !self.site.demo || !DEMO_ACCOUNTS.contains(&account) {
            return Err(AppError::NotFound);
        }
        let email = format!("{account}@{DEMO_DOMAIN}");
        let mut tx = self.db.begin().await?;
        let person = store::find_person_by_email(&mut tx, &email).await?;
        let id = PersonId::new(person.ok_or(AppError::NotFound)?.person_id);
        let session = self.begin_session(&mut tx, id, visit, now).await?;
        tx.commit().await?;
        Ok(session)
    }

    async fn sign_out(&self, session: &str) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        store::delete_session(&mut tx, session).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn sign_out_everywhere(&self, actor: &Actor) -> Result<(), AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let mut tx = self.db.begin().await?;
        store::delete_sessions_of(&mut tx, person).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn account(
        &self,
        actor: &Actor,
        session: &str,
        now: Stamp,
    ) -> Result<AccountView, AppError> {
        let Actor::Person { id, standings, .. } = actor else {
            return Err(AppError::SignIn);
        };
        let mut conn = self.db.read().await?;
        let person = store::find_person(&mut conn, *id)
            .await?
            .ok_or(AppError::NotFound)?;
        let idle = session::idle_since(now);
        let sessions = store::list_sessions(&mut conn, *id, idle, now)
            .await?
            .into_iter()
            .map(|row| SessionItem {
                created_at: Stamp(row.created_at),
                last_seen_at: Stamp(row.last_seen_at),
                browser: browser::short(&row.user_agent),
                this_one: row.session_hash == session,
                key: (row.kind == SessionKind::Api.code()).then_some(row.session_hash),
            })
            .collect();
        Ok(AccountView {
            id: *id,
            display_name: person.display_name,
            email: person.email,
            standings: standings.clone(),
            sessions,
            supported: store::count_supported(&mut conn, *id).await?,
        })
    }

    async fn make_api_key(&self, actor: &Actor, now: Stamp) -> Result<String, AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let id = entropy::token::<32>(self.entropy.as_ref())?;
        let expires_at = session::ends(now);
        let key = self
            .keys
            .sign(Purpose::Api, Some(person), &id, "", expires_at)?;
        let row = SessionRow {
            fingerprint: &session::fingerprint(&id),
            person,
            kind: SessionKind::Api,
            created_at: now,
            expires_at,
            user_agent: "",
        };
        let mut tx = self.db.begin().await?;
        if store::count_keys(&mut tx, person, now).await? >= API_KEYS_MAX {
            return Err(AppError::Denied(Denied::NotNow(NotNow::TooManyKeys)));
        }
        store::insert_session(&mut tx, &row).await?;
        tx.commit().await?;
        Ok(key)
    }

    async fn revoke_api_key(&self, actor: &Actor, key: &str) -> Result<(), AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        if !key.chars().all(|c| c.is_ascii_hexdigit()) {
            return Err(AppError::NotFound);
        }
        let mut tx = self.db.begin().await?;
        let found = store::delete_key(&mut tx, person, key).await?;
        tx.commit().await?;
        match found {
            true => Ok(()),
            false => Err(AppError::NotFound),
        }
    }

    async fn demo_mail(&self) -> Result<Vec<DemoMail>, AppError> {
        if !self.site.demo {
            return Err(AppError::NotFound);
        }
        let mut conn = self.db.read().await?;
        Ok(mail::store::list_newest(&mut conn, 50).await?)
    }
}
