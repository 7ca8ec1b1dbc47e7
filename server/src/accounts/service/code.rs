//! A code by mail as a way in: asking for one, and typing it.

use nara_app::accounts::api::{CodeAsked, NewSession, Visit};
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::ids::PersonId;
use nara_domain::mailed_code::{self, Code};
use nara_domain::session::Way;
use nara_domain::switches::Feature;
use nara_domain::time::Stamp;

use super::super::email;
use super::super::store::{self, NewWayIn};
use super::{AccountService, proof_failed};
use crate::auth::session::fingerprint;
use crate::db::Tx;
use crate::entropy;
use crate::http::limits::Action;

/// The purpose under which asked-for codes are kept.
pub(super) const CODE: &str = "code";

impl AccountService {
    /// Looks nobody up, as [`AccountService::ask_for_reset`]. The code itself is made when its
    /// letter is written.
    ///
    /// A new code ends the one this browser asked for before, and none that was asked for elsewhere:
    /// whoever knows an address could otherwise keep its owner from ever using theirs.
    pub(super) async fn ask_for_code(
        &self,
        typed: &str,
        browser: &str,
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<CodeAsked, AppError> {
        self.settings.require(Feature::CodeSignIn, now).await?;
        let email = email::normalised(typed)
            .map_err(|problem| AppError::Invalid(vec![FieldError::new("email", problem)]))?;
        self.limits
            .guard(Action::LetterNetwork, &visit.network, now)
            .await?;
        self.limits.guard(Action::Letter, &email, now).await?;
        let secret = entropy::token::<32>(self.entropy.as_ref())?;
        let expires_at = mailed_code::expires_at(now);
        let new = NewWayIn {
            id: &fingerprint(&secret),
            purpose: CODE,
            email: &email,
            lang: lang.code(),
            person: None,
            expires_at,
        };
        let mut tx = self.db.begin().await?;
        store::delete_way_in(&mut tx, &fingerprint(browser), CODE).await?;
        store::insert_way_in(&mut tx, &new, now).await?;
        tx.commit().await?;
        self.wanted.notify_one();
        Ok(CodeAsked { secret, expires_at })
    }

    /// Signs in with a code. `browser` is the secret of the browser that asked: in another one the
    /// code is none.
    pub(super) async fn use_code(
        &self,
        typed: &str,
        browser: &str,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError> {
        let (mut tx, person) = self.spend_code(typed, browser, visit, now).await?;
        let session = self
            .begin_session(&mut tx, person, Way::Code, visit, now)
            .await?;
        tx.commit().await?;
        Ok(session)
    }

    /// Whose code it is. It is spent with the transaction that comes back; a wrong one is counted at
    /// once.
    pub(super) async fn spend_code(
        &self,
        typed: &str,
        browser: &str,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(Tx, PersonId), AppError> {
        self.settings.require(Feature::CodeSignIn, now).await?;
        let wrong = |problem| AppError::Invalid(vec![FieldError::new("kod", problem)]);
        let failed = |problem| {
            proof_failed(Way::Code);
            wrong(problem)
        };
        if typed.trim().is_empty() {
            return Err(wrong(FieldProblem::Missing));
        }
        self.limits
            .guard(Action::SignInNetwork, &visit.network, now)
            .await?;
        // A slip of the finger that cannot be a code costs no try: it guesses nothing.
        let code = Code::read(typed).ok_or_else(|| failed(FieldProblem::WrongCode))?;
        let id = fingerprint(browser);
        let mut tx = self.db.begin().await?;
        // Counted first: of tries made at the same moment each sees another number, and none more
        // than there may be is looked at.
        let tried = store::count_try(&mut tx, &id, CODE).await?;
        let tried = tried.ok_or_else(|| failed(FieldProblem::CodeOver))?;
        if !mailed_code::may_try(tried.tries - 1, Stamp(tried.expires_at), now) {
            return Err(failed(FieldProblem::CodeOver));
        }
        let right = tried
            .code_hash
            .is_some_and(|hash| self.keys.is_code(&id, &code, &hash));
        if !right {
            tx.commit().await?;
            let last = !mailed_code::may_try(tried.tries, Stamp(tried.expires_at), now);
            return Err(failed(match last {
                true => FieldProblem::CodeOver,
                false => FieldProblem::WrongCode,
            }));
        }
        // Once: whoever comes second with the same code finds no row to count.
        store::delete_way_in(&mut tx, &id, CODE).await?;
        let person = store::find_person_by_email(&mut tx, &tried.email)
            .await?
            .ok_or_else(|| failed(FieldProblem::CodeOver))?;
        Ok((tx, PersonId::new(person.person_id)))
    }
}
