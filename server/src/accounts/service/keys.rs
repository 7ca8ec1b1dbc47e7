//! Keys for programs.

use nara_app::accounts::api::API_KEYS_MAX;
use nara_app::error::AppError;
use nara_domain::actor::Actor;
use nara_domain::error::{Denied, NotNow};
use nara_domain::group::has_account;
use nara_domain::session::Way;
use nara_domain::time::Stamp;

use super::super::store::{self, SessionKind, SessionRow};
use super::{AccountService, is_fingerprint};
use crate::auth::session;
use crate::auth::tokens::Purpose;
use crate::entropy;

impl AccountService {
    pub(super) async fn make_key(
        &self,
        actor: &Actor,
        way: Way,
        now: Stamp,
    ) -> Result<String, AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        has_account(actor)?;
        let id = entropy::token::<32>(self.entropy.as_ref())?;
        let expires_at = session::ends(now);
        let key = self
            .keys
            .sign(Purpose::Api, Some(person), &id, "", expires_at)?;
        let row = SessionRow {
            fingerprint: &session::fingerprint(&id),
            person,
            kind: SessionKind::Api,
            way,
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

    pub(super) async fn revoke_key(&self, actor: &Actor, key: &str) -> Result<(), AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        if !is_fingerprint(key) {
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
}
