//! Proving again, in a session that goes on, who one is.
//!
//! What a proof is worth is a rule of [`nara_domain::session::Proof`]; here it is checked and written.

use async_trait::async_trait;
use nara_app::accounts::api::{CodeAsked, NewSession, Visit};
use nara_app::context::Proof;
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::proof::api::{Answered, Begun, PasskeysView, ProofPort, Provable};
use nara_domain::actor::Actor;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::ids::PersonId;
use nara_domain::session::{Way, holds_duty};
use nara_domain::time::Stamp;

use super::super::store::{self, PersonRow};
use super::AccountService;
use crate::auth::session::fingerprint;
use crate::db::Tx;
use crate::entropy;
use crate::providers::list_linked;

impl AccountService {
    /// The browser's session goes on with what was proved now, under a new secret.
    ///
    /// # Errors
    /// `SignIn` where it is not this person's, or ended meanwhile.
    pub(crate) async fn prove(
        &self,
        tx: &mut Tx,
        person: PersonId,
        session: &str,
        by: Way,
        now: Stamp,
    ) -> Result<NewSession, AppError> {
        let found = store::find_proof(tx, session, person).await?;
        let (proof, expires_at) = found.ok_or(AppError::SignIn)?;
        let secret = entropy::token::<32>(self.entropy.as_ref())?;
        let renewed = fingerprint(&secret);
        let proof = proof.again(by, now);
        match store::prove_session(tx, (session, &renewed), &proof).await? {
            1 => Ok(NewSession { secret, expires_at }),
            // Proved in another tab at the same moment: that one's secret is the browser's now.
            _ => Err(AppError::SignIn),
        }
    }

    pub(super) async fn myself(&self, actor: &Actor) -> Result<(PersonId, PersonRow), AppError> {
        let id = actor.person_id().ok_or(AppError::SignIn)?;
        let mut conn = self.db.read().await?;
        let person = store::find_person(&mut conn, id).await?;
        Ok((id, person.ok_or(AppError::NotFound)?))
    }
}

#[async_trait]
impl ProofPort for AccountService {
    async fn provable(&self, actor: &Actor) -> Result<Provable, AppError> {
        let (id, person) = self.myself(actor).await?;
        let Actor::Person { standings, .. } = actor else {
            return Err(AppError::SignIn);
        };
        let email = person.email.unwrap_or_default();
        // The demo's people have no letters and no password of their own: one button is theirs.
        let demo = self.is_shared(&email);
        let strongly = holds_duty(standings);
        let (keys, linked) = {
            let mut conn = self.db.read().await?;
            let keys = store::list_passkeys(&mut conn, id).await?;
            (keys, list_linked(&mut conn, id, strongly).await?)
        };
        let providers = &self.site.providers;
        Ok(Provable {
            strongly,
            passkey: self.party.is_possible() && keys.iter().any(|key| key.vouched || !strongly),
            password: !demo && !strongly && person.password_hash.is_some(),
            email: !demo && !strongly && !email.is_empty(),
            provider: providers.iter().any(|one| linked.contains(&one.id)),
            demo,
        })
    }

    async fn prove_by_password(
        &self,
        actor: &Actor,
        password: &str,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError> {
        let wrong = |problem| AppError::Invalid(vec![FieldError::new("password", problem)]);
        let (id, person) = self.myself(actor).await?;
        if password.is_empty() {
            return Err(wrong(FieldProblem::Missing));
        }
        // As signing in: whoever sits at somebody's open browser must not guess faster here.
        let email = person.email.unwrap_or_default();
        self.limit_sign_in(&email, visit, now).await?;
        let hash = person.password_hash.as_deref();
        if !self.is_password(password, hash).await? {
            return Err(wrong(FieldProblem::NotYourPassword));
        }
        let mut tx = self.db.begin().await?;
        let session = self
            .prove(&mut tx, id, &visit.session, Way::Password, now)
            .await?;
        tx.commit().await?;
        Ok(session)
    }

    async fn ask_proof_code(
        &self,
        actor: &Actor,
        browser: &str,
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<CodeAsked, AppError> {
        let (_, person) = self.myself(actor).await?;
        let email = person.email.ok_or(AppError::NotFound)?;
        self.ask_for_code(&email, browser, lang, visit, now).await
    }

    async fn prove_by_code(
        &self,
        actor: &Actor,
        code: &str,
        browser: &str,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError> {
        let id = actor.person_id().ok_or(AppError::SignIn)?;
        let (mut tx, person) = self.spend_code(code, browser, visit, now).await?;
        if person != id {
            // Asked for on the sign-in page, for another account: no proof of this one.
            let problem = FieldError::new("kod", FieldProblem::CodeOver);
            return Err(AppError::Invalid(vec![problem]));
        }
        let session = self
            .prove(&mut tx, id, &visit.session, Way::Code, now)
            .await?;
        tx.commit().await?;
        Ok(session)
    }

    async fn prove_as_demo(
        &self,
        actor: &Actor,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError> {
        let (id, person) = self.myself(actor).await?;
        if !self.is_shared(&person.email.unwrap_or_default()) {
            return Err(AppError::NotFound);
        }
        let mut tx = self.db.begin().await?;
        let session = self
            .prove(&mut tx, id, &visit.session, Way::Demo, now)
            .await?;
        tx.commit().await?;
        Ok(session)
    }

    fn passkeys_possible(&self) -> bool {
        self.party.is_possible()
    }

    async fn begin_use(&self, visit: &Visit, now: Stamp) -> Result<Begun, AppError> {
        self.ask_for_passkey(visit, now).await
    }

    async fn sign_in_by_passkey(
        &self,
        answered: Answered<'_>,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError> {
        self.enter_by_passkey(answered, visit, now).await
    }

    async fn prove_by_passkey(
        &self,
        actor: &Actor,
        answered: Answered<'_>,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError> {
        self.show_passkey(actor, answered, visit, now).await
    }

    async fn passkeys(
        &self,
        actor: &Actor,
        proof: Option<Proof>,
    ) -> Result<PasskeysView, AppError> {
        self.list_own_passkeys(actor, proof).await
    }

    async fn check_passkey_link(
        &self,
        actor: &Actor,
        link: &str,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.passkey_link_of(actor, link, now).await.map(drop)
    }

    async fn begin_adding(
        &self,
        actor: &Actor,
        proof: Option<Proof>,
        link: &str,
        now: Stamp,
    ) -> Result<Begun, AppError> {
        self.ask_for_new_passkey(actor, proof, link, now).await
    }

    async fn add_passkey(
        &self,
        actor: &Actor,
        answered: Answered<'_>,
        name: &str,
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.keep_passkey(actor, answered, name, lang, visit, now)
            .await
    }

    async fn rename_passkey(&self, actor: &Actor, id: i64, name: &str) -> Result<(), AppError> {
        self.name_passkey(actor, id, name).await
    }

    async fn remove_passkey(
        &self,
        actor: &Actor,
        id: i64,
        proof: Option<Proof>,
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.drop_passkey(actor, id, proof, lang, visit, now).await
    }
}
