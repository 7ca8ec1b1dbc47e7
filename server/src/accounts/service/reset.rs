//! A forgotten password: the letter with a link, and choosing a new one.

use nara_app::accounts::api::Visit;
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_domain::error::FieldError;
use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;

use super::super::email;
use super::super::store::{self, NewWayIn, WayInRow};
use super::AccountService;
use crate::auth::password_rules::About;
use crate::auth::tokens::{Claims, Purpose};
use crate::db::DbError;
use crate::entropy;
use crate::http::limits::Action;
use crate::mail::{self, letters};

/// How long the link works. It stands in for the password, so it ends as soon as a code does: whoever
/// asked sits and waits for it, and a new one is a click away.
const RESET_MINUTES: i64 = nara_domain::mailed_code::VALID_MINUTES;

impl AccountService {
    /// Looks nobody up: what is written, and how long it takes, is the same for every address.
    pub(super) async fn ask_for_reset(
        &self,
        typed: &str,
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(), AppError> {
        let email = email::normalised(typed)
            .map_err(|problem| AppError::Invalid(vec![FieldError::new("email", problem)]))?;
        self.limits
            .guard(Action::LetterNetwork, &visit.network, now)
            .await?;
        self.limits.guard(Action::Letter, &email, now).await?;
        let id = entropy::token::<16>(self.entropy.as_ref())?;
        let new = NewWayIn {
            id: &id,
            purpose: Purpose::Reset.audience(),
            email: &email,
            lang: lang.code(),
            person: None,
            expires_at: now.plus_minutes(RESET_MINUTES),
        };
        let mut tx = self.db.begin().await?;
        store::insert_way_in(&mut tx, &new, now).await?;
        tx.commit().await?;
        self.wanted.notify_one();
        Ok(())
    }

    /// What a link that still works was made for.
    pub(super) async fn reset_of(
        &self,
        token: &str,
        now: Stamp,
    ) -> Result<(Claims, WayInRow), AppError> {
        self.way_in_of(Purpose::Reset, token, now).await
    }

    pub(super) async fn way_in_of(
        &self,
        purpose: Purpose,
        token: &str,
        now: Stamp,
    ) -> Result<(Claims, WayInRow), AppError> {
        let claims = self.keys.check(purpose, token, now)?;
        let mut conn = self.db.read().await?;
        // In this order: using a link removes the row in the same commit, so who finds none finds
        // the use.
        match store::find_way_in(&mut conn, &claims.jti, purpose.audience()).await? {
            Some(row) => Ok((claims, row)),
            None if store::is_link_used(&mut conn, &claims.jti).await? => Err(AppError::LinkUsed),
            None => Err(AppError::LinkUnknown),
        }
    }

    /// Ends every session. Keys for programs end too: a new password is what one chooses when
    /// somebody else may have got in, and whoever got in could have made a key. Making a new one is
    /// a click; finding out too late that an old one was a stranger's is not.
    pub(super) async fn choose_password(
        &self,
        token: &str,
        password: &str,
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(), AppError> {
        let (claims, asked) = self.reset_of(token, now).await?;
        let about = About {
            email: &asked.email,
            name: "",
        };
        if let Some(problem) = self.passwords.problem(password, about).await? {
            return Err(AppError::Invalid(vec![FieldError::new(
                "password", problem,
            )]));
        }
        self.limits
            .guard(Action::SignInNetwork, &visit.network, now)
            .await?;
        let hash = self.passwords.hash(password, self.entropy.as_ref()).await?;
        let mut tx = self.db.begin().await?;
        store::insert_used_link(&mut tx, &claims.jti, Purpose::Reset.audience(), now)
            .await
            .map_err(used)?;
        // Read again: another link of the same address may have been used in between, and the
        // account may have another address by now.
        let purpose = Purpose::Reset.audience();
        let asked = store::find_way_in(&mut tx, &claims.jti, purpose).await?;
        let email = asked.ok_or(AppError::LinkUnknown)?.email;
        let person = store::find_person_by_email(&mut tx, &email)
            .await?
            .ok_or(AppError::LinkUnknown)?;
        let id = PersonId::new(person.person_id);
        store::update_password(&mut tx, id, &hash).await?;
        store::delete_sessions_of(&mut tx, id).await?;
        store::delete_ways_in_of(&mut tx, id, &email).await?;
        let letter = letters::password_changed(&self.site, lang, &person.display_name);
        mail::store::insert(&mut tx, &email, &letter, now).await?;
        tx.commit().await?;
        tracing::info!(by = "link", "password.changed");
        Ok(())
    }
}

/// A link's second use loses against its key.
pub(super) fn used(error: DbError) -> AppError {
    match error.is_unique_violation() {
        true => AppError::LinkUsed,
        false => error.into(),
    }
}
