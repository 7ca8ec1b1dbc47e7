//! What the administration's pages and forms ask.
//!
//! Every use case begins with the one rule of who may ([`administer`]), and every one that changes
//! something writes its line of the log in its own transaction.

mod accept;
mod guard;
mod invitations;
mod log;
mod people;

use std::sync::Arc;

use async_trait::async_trait;
use nara_app::accounts::api::{NewSession, Visit};
use nara_app::admin::api::{
    AdminPort, FoundPeople, HeldDuty, InvitationItem, InvitationPort, Invited, LogPage, LogQuery,
    PersonView,
};
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_domain::actor::{Actor, Role};
use nara_domain::duty::Duty;
use nara_domain::ids::PersonId;
use nara_domain::permissions::administer;
use nara_domain::time::Stamp;

use super::store;
use crate::accounts::AccountService;

#[derive(Clone, Debug)]
pub struct AdminService {
    /// Whose accounts these are: an invitation makes them, and begins their sessions, as registering
    /// does.
    pub accounts: Arc<AccountService>,
}

#[async_trait]
impl AdminPort for AdminService {
    async fn roles(&self, actor: &Actor, now: Stamp) -> Result<Vec<HeldDuty>, AppError> {
        administer(actor)?;
        let mut conn = self.accounts.db.read().await?;
        Ok(store::list_held(&mut conn, now).await?)
    }

    async fn people(
        &self,
        actor: &Actor,
        words: &str,
        after: Option<PersonId>,
        limit: usize,
        now: Stamp,
    ) -> Result<FoundPeople, AppError> {
        administer(actor)?;
        self.find_people(words, after, limit, now).await
    }

    async fn person(
        &self,
        actor: &Actor,
        id: PersonId,
        now: Stamp,
    ) -> Result<PersonView, AppError> {
        administer(actor)?;
        self.view_person(id, now).await
    }

    async fn give(
        &self,
        actor: &Actor,
        id: PersonId,
        duty: &Duty,
        now: Stamp,
    ) -> Result<(), AppError> {
        administer(actor)?;
        self.give_duty(actor, id, duty, now).await
    }

    async fn end(
        &self,
        actor: &Actor,
        id: PersonId,
        role: Role,
        now: Stamp,
    ) -> Result<(), AppError> {
        administer(actor)?;
        self.end_duty(actor, id, role, now).await
    }

    async fn passkey_link(
        &self,
        actor: &Actor,
        id: PersonId,
        now: Stamp,
    ) -> Result<String, AppError> {
        administer(actor)?;
        self.make_passkey_link(actor, id, now).await
    }

    async fn sign_out(&self, actor: &Actor, id: PersonId, now: Stamp) -> Result<(), AppError> {
        administer(actor)?;
        self.end_sessions(actor, id, now).await
    }

    async fn invitations(
        &self,
        actor: &Actor,
        now: Stamp,
    ) -> Result<Vec<InvitationItem>, AppError> {
        administer(actor)?;
        self.list_invitations(now).await
    }

    async fn invite(
        &self,
        actor: &Actor,
        email: &str,
        duty: Result<Duty, AppError>,
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError> {
        administer(actor)?;
        self.send_invitation(actor, email, duty, lang, now).await
    }

    async fn send_again(
        &self,
        actor: &Actor,
        id: i64,
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError> {
        administer(actor)?;
        self.send_invitation_again(actor, id, lang, now).await
    }

    async fn withdraw(&self, actor: &Actor, id: i64, now: Stamp) -> Result<(), AppError> {
        administer(actor)?;
        self.withdraw_invitation(actor, id, now).await
    }

    async fn log(&self, actor: &Actor, query: &LogQuery) -> Result<LogPage, AppError> {
        administer(actor)?;
        self.read_log(query).await
    }

    async fn export(
        &self,
        actor: &Actor,
        query: &LogQuery,
        lang: Lang,
        now: Stamp,
    ) -> Result<String, AppError> {
        administer(actor)?;
        self.export_log(actor, query, lang, now).await
    }
}

#[async_trait]
impl InvitationPort for AdminService {
    async fn invited(&self, actor: &Actor, token: &str, now: Stamp) -> Result<Invited, AppError> {
        self.look_at_invitation(actor, token, now).await
    }

    async fn accept(
        &self,
        actor: &Actor,
        token: &str,
        account: (&str, &str),
        visit: &Visit,
        now: Stamp,
    ) -> Result<Option<NewSession>, AppError> {
        self.accept_invitation(actor, token, account, visit, now)
            .await
    }
}
