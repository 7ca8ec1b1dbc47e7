//! What pages and forms ask of accounts.
//!
//! Nothing here tells whether an address has an account: known and unknown addresses take the same
//! steps, with the same writes and the same hashing, and get the same answer. Only the letter
//! differs, and that is read by the address's owner alone.

mod asked;
mod change;
mod code;
mod keys;
mod passkey_link;
mod passkeys;
mod prove;
mod register;
mod reset;

pub use asked::is_shared;
pub use passkey_link::{invitation_link, invitation_vouches, passkey_link};
pub use passkeys::may_add_way_in;

use std::sync::Arc;

use async_trait::async_trait;
use nara_app::accounts::api::{
    AccountPort, AccountView, CodeAsked, DEMO_ACCOUNTS, DemoMail, Device, NewAccount, NewSession,
    SessionItem, Visit,
};
use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_domain::actor::{Actor, Standing};
use nara_domain::ids::PersonId;
use nara_domain::session::Way;
use nara_domain::text;
use nara_domain::time::Stamp;
use tokio::sync::Notify;

use super::store::{self, ListedSession, SessionKind, SessionRow};
use super::{browser, email};
use crate::auth::webauthn::RelyingParty;
use crate::auth::{Keys, Passwords, password_rules, session};
use crate::db::{Db, DbError, Tx};
use crate::entropy::{self, Entropy};
use crate::http::limits::{Action, Limits};
use crate::http::trace;
use crate::mail;
use crate::settings::Settings;

/// The domain of the demo's accounts.
const DEMO_DOMAIN: &str = "bjorksjo.example";

#[derive(Clone, Debug)]
pub struct AccountService {
    pub db: Db,
    pub site: Arc<Site>,
    pub entropy: Arc<dyn Entropy>,
    pub keys: Keys,
    pub passwords: Passwords,
    /// What passkeys are bound to.
    pub party: RelyingParty,
    pub limits: Limits,
    /// What is switched off.
    pub settings: Settings,
    /// Rings when a letter is asked for: the job need not wait for its next turn.
    pub wanted: Arc<Notify>,
}

impl AccountService {
    /// A signed-in browser or key; the secret leaves this function once and is stored nowhere. The
    /// session the browser had before ends in the same transaction, whoever's it was.
    pub(crate) async fn begin_session(
        &self,
        tx: &mut Tx,
        person: PersonId,
        way: Way,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError> {
        let secret = entropy::token::<32>(self.entropy.as_ref())?;
        let standings: Vec<_> = store::list_roles(tx, person, now)
            .await?
            .into_iter()
            .map(Standing::of)
            .collect();
        let expires_at = nara_domain::session::limits(&standings).ends(now);
        let row = SessionRow {
            fingerprint: &session::fingerprint(&secret),
            person,
            kind: SessionKind::Browser,
            way,
            created_at: now,
            expires_at,
            user_agent: &visit.user_agent,
        };
        store::insert_session(tx, &row).await?;
        if !visit.session.is_empty() {
            store::delete_session(tx, &visit.session).await?;
        }
        let session = trace::session_said(row.fingerprint);
        tracing::info!(way = way.code(), session, "signin.done");
        Ok(NewSession { secret, expires_at })
    }

    async fn limit_sign_in(&self, email: &str, visit: &Visit, now: Stamp) -> Result<(), AppError> {
        let limits = &self.limits;
        limits
            .guard(Action::SignInNetwork, &visit.network, now)
            .await?;
        let from = format!("{email} {}", visit.network);
        limits.guard(Action::SignInAccountFrom, &from, now).await?;
        limits.guard(Action::SignInAccount, email, now).await
    }

    /// `None`: no such account. Takes as long, and is never right.
    async fn is_password(&self, typed: &str, hash: Option<&str>) -> Result<bool, AppError> {
        // Longer than any password that could have been set; not worth hashing.
        let typed = match text::count(typed) > password_rules::MAX_CHARACTERS {
            true => "",
            false => typed,
        };
        let right = self.passwords.verify(typed, hash).await?;
        if !right {
            proof_failed(Way::Password);
        }
        Ok(right)
    }
}

/// Somebody could not show who they are, to sign in or for something that asks for it again. Which of
/// the two says the line's route.
fn proof_failed(way: Way) {
    tracing::info!(way = way.code(), "proof.failed");
}

fn listed(row: ListedSession, session: &str) -> Result<SessionItem, AppError> {
    let unknown = |_| DbError::Inconsistent(format!("way {}", row.way));
    Ok(SessionItem {
        created_at: Stamp(row.created_at),
        last_seen_at: Stamp(row.last_seen_at),
        way: row.way.parse().map_err(unknown)?,
        this_one: row.session_hash == session,
        device: match row.kind == SessionKind::Api.code() {
            true => Device::Program,
            false => browser::device(&row.user_agent),
        },
        id: row.session_hash,
    })
}

/// Whether a form's field can be the hash of a session's secret at all: no other text goes near the
/// database.
fn is_fingerprint(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_hexdigit())
}

#[async_trait]
impl AccountPort for AccountService {
    async fn register(
        &self,
        new: &NewAccount<'_>,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.ask_for_account(new, visit, now).await
    }

    async fn check_link(&self, token: &str, now: Stamp) -> Result<String, AppError> {
        self.check_confirmation(token, now).await
    }

    async fn confirm(
        &self,
        token: &str,
        password: &str,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(NewSession, String), AppError> {
        self.confirm_account(token, password, visit, now).await
    }

    async fn ask_reset(
        &self,
        email: &str,
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.ask_for_reset(email, lang, visit, now).await
    }

    async fn check_reset(&self, token: &str, now: Stamp) -> Result<(), AppError> {
        self.reset_of(token, now).await.map(drop)
    }

    async fn reset_password(
        &self,
        token: &str,
        password: &str,
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.choose_password(token, password, lang, visit, now)
            .await
    }

    async fn ask_code(
        &self,
        email: &str,
        browser: &str,
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<CodeAsked, AppError> {
        self.ask_for_code(email, browser, lang, visit, now).await
    }

    async fn sign_in_by_code(
        &self,
        code: &str,
        browser: &str,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError> {
        self.use_code(code, browser, visit, now).await
    }

    async fn write_letters(&self, now: Stamp) -> Result<u64, AppError> {
        self.settle_asked(now).await
    }

    async fn sign_in(
        &self,
        email: &str,
        password: &str,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError> {
        let email = email::normalised(email).unwrap_or_default();
        self.limit_sign_in(&email, visit, now).await?;
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
        let session = self
            .begin_session(&mut tx, id, Way::Password, visit, now)
            .await?;
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
        let session = self
            .begin_session(&mut tx, id, Way::Demo, visit, now)
            .await?;
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

    async fn end_session(&self, actor: &Actor, id: &str) -> Result<(), AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        if !is_fingerprint(id) {
            return Err(AppError::NotFound);
        }
        let mut tx = self.db.begin().await?;
        let found = store::delete_browser(&mut tx, person, id).await?;
        tx.commit().await?;
        match found {
            true => Ok(()),
            false => Err(AppError::NotFound),
        }
    }

    async fn end_other_sessions(&self, actor: &Actor, session: &str) -> Result<(), AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let mut tx = self.db.begin().await?;
        store::delete_other_browsers(&mut tx, person, session).await?;
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
        let limits = nara_domain::session::limits(standings);
        let rows = store::list_sessions(&mut conn, *id, now).await?;
        let sessions: Vec<_> = rows
            .into_iter()
            .map(|row| listed(row, session))
            .collect::<Result<_, AppError>>()?;
        let sessions = sessions
            .into_iter()
            .filter(|item| {
                item.device == Device::Program
                    || limits.stands(item.created_at, item.last_seen_at, now)
            })
            .collect();
        // Whoever has a duty links one again that a password linked: then it wakes the duty.
        let strongly = nara_domain::session::holds_duty(standings);
        let providers = crate::providers::list_linked(&mut conn, *id, false).await?;
        let strong = crate::providers::list_linked(&mut conn, *id, strongly).await?;
        let weak = |provider: &&String| !strong.contains(provider);
        Ok(AccountView {
            id: *id,
            display_name: person.display_name,
            email: person.email,
            has_password: person.password_hash.is_some(),
            standings: standings.clone(),
            weak_providers: providers.iter().filter(weak).cloned().collect(),
            providers,
            sessions,
            supported: store::count_supported(&mut conn, *id).await?,
            followed: crate::follow::store::count_followed(&mut conn, *id).await?,
        })
    }

    async fn change_password(
        &self,
        actor: &Actor,
        session: &str,
        passwords: (&str, &str),
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.replace_password(actor, session, passwords, lang, now)
            .await
    }

    async fn ask_address(
        &self,
        actor: &Actor,
        typed: (&str, &str),
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.ask_for_address(actor, typed, lang, visit, now).await
    }

    async fn check_address(
        &self,
        actor: &Actor,
        token: &str,
        now: Stamp,
    ) -> Result<String, AppError> {
        let (_, _, asked) = self.address_of(actor, token, now).await?;
        Ok(asked.email)
    }

    async fn confirm_address(
        &self,
        actor: &Actor,
        token: &str,
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.take_address(actor, token, lang, now).await
    }

    async fn make_api_key(&self, actor: &Actor, way: Way, now: Stamp) -> Result<String, AppError> {
        self.make_key(actor, way, now).await
    }

    async fn revoke_api_key(&self, actor: &Actor, key: &str) -> Result<(), AppError> {
        self.revoke_key(actor, key).await
    }

    async fn demo_mail(&self) -> Result<Vec<DemoMail>, AppError> {
        if !self.site.demo {
            return Err(AppError::NotFound);
        }
        let stops = mail::Stops::new(&self.keys, &self.site.public_url);
        let mut conn = self.db.read().await?;
        Ok(mail::store::list_as_sent(&mut conn, &stops, 50).await?)
    }
}
