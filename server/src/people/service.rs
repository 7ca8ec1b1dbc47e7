//! What pages and forms ask about one's name and one's protection.

use std::sync::Arc;

use async_trait::async_trait;
use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::people::api::{NamesTyped, NamesView, PeoplePort};
use nara_domain::actor::Actor;
use nara_domain::error::{Denied, FieldError, FieldProblem, NotNow};
use nara_domain::group::has_account;
use nara_domain::ids::PersonId;
use nara_domain::name::{
    NameForm, NameText, Names, ProtectedBy, Protection, WAITING_DAYS, may_protect, shown_name,
};
use nara_domain::session::is_staff;
use nara_domain::time::Stamp;

use super::{seal, store};
use crate::accounts::{is_shared, store as accounts};
use crate::db::{Db, Tx};
use crate::http::limits::{Action, Limits};
use crate::mail;
use crate::proposals::store::case;

#[derive(Clone, Debug)]
pub struct PeopleService {
    pub db: Db,
    pub site: Arc<Site>,
    pub limits: Limits,
}

impl PeopleService {
    /// The person who may change the account: themselves, and nobody where everybody is that person.
    async fn own(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        now: Stamp,
    ) -> Result<(PersonId, store::Known), AppError> {
        let id = actor.person_id().ok_or(AppError::SignIn)?;
        has_account(actor)?;
        let known = store::lock(tx, id).await?.ok_or(AppError::NotFound)?;
        if is_shared(&self.site, known.email.as_deref().unwrap_or_default()) {
            return Err(AppError::Denied(Denied::NotNow(NotNow::SharedAccount)));
        }
        let limits = &self.limits;
        limits
            .guard_within(tx, Action::Change, &id.to_string(), now)
            .await?;
        Ok((id, known))
    }

    /// For the jobs: shows the names of those again whose waiting time is over. How many there were.
    pub async fn finish_protections(&self, now: Stamp) -> Result<usize, AppError> {
        let people = store::list_ending(&mut self.db.read().await?, now).await?;
        for person in &people {
            let mut tx = self.db.begin().await?;
            if let Some(known) = store::lock(&mut tx, *person).await?
                && let Some(Protection { ends_at: Some(end), .. }) = known.protection
                // Another server may have been faster, or the person have changed their mind.
                && end <= now
            {
                show_again(&mut tx, *person, &known).await?;
                tx.commit().await?;
            }
        }
        Ok(people.len())
    }
}

/// The name from now on. What went under seal stays there: whoever was found by it once must not be
/// found by it again because a box was ticked.
async fn show_again(tx: &mut Tx, person: PersonId, known: &store::Known) -> Result<(), AppError> {
    let shown = shown_name(&known.names, known.form, false);
    store::unprotect(tx, person, &shown).await?;
    Ok(())
}

/// Hides who somebody is, also where it stands already.
async fn hide(
    tx: &mut Tx,
    (person, known): (PersonId, &store::Known),
    by: ProtectedBy,
    now: Stamp,
) -> Result<(), AppError> {
    store::update_names(tx, person, (&known.names, known.form), &known.shown).await?;
    store::protect(tx, person, by, now).await?;
    seal::everything_of(tx, person, now).await?;
    Ok(())
}

/// What the population register says of somebody: whether they are protected there. Whoever holds a
/// duty is left as they are, see [`may_protect`].
///
/// # Errors
/// The database's.
pub async fn register_says(
    tx: &mut Tx,
    person: PersonId,
    protected: bool,
    now: Stamp,
) -> Result<(), AppError> {
    case::lock_of_person(tx, person).await?;
    let Some(known) = store::lock(tx, person).await? else {
        return Ok(());
    };
    let duties = accounts::list_roles(tx, person, now).await?;
    match (protected, known.protection) {
        (true, _) if duties.into_iter().any(is_staff) => Ok(()),
        (true, _) => hide(tx, (person, &known), ProtectedBy::Register, now).await,
        (false, Some(protection)) if protection.by == ProtectedBy::Register => {
            show_again(tx, person, &known).await
        }
        (false, _) => Ok(()),
    }
}

#[async_trait]
impl PeoplePort for PeopleService {
    async fn names(&self, actor: &Actor) -> Result<NamesView, AppError> {
        let id = actor.person_id().ok_or(AppError::SignIn)?;
        has_account(actor)?;
        let known = store::find(&mut self.db.read().await?, id).await?;
        let known = known.ok_or(AppError::NotFound)?;
        Ok(NamesView {
            names: known.names,
            form: known.form,
            protection: known.protection,
            may_protect: may_protect(actor).is_ok(),
        })
    }

    async fn choose_name(
        &self,
        actor: &Actor,
        typed: &NamesTyped,
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        let (id, known) = self.own(&mut tx, actor, now).await?;
        let form = match typed.form.trim() {
            "" => known.form,
            code => NameForm::from_code(code).ok_or_else(|| {
                let problem = FieldProblem::NotAChoice;
                AppError::Invalid(vec![FieldError::new("name_form", problem)])
            })?,
        };
        let text = NameText {
            given: &typed.given,
            family: &typed.family,
            alias: &typed.alias,
        };
        let names = Names::checked(text, form).map_err(AppError::Invalid)?;
        let shown = shown_name(&names, form, known.protection.is_some());
        store::update_names(&mut tx, id, (&names, form), &shown).await?;
        if typed.posts_too {
            seal::comments_of(&mut tx, id, now).await?;
            seal::rename_comments(&mut tx, id, &shown).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn protect(&self, actor: &Actor, now: Stamp) -> Result<(), AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        may_protect(actor)?;
        let mut tx = self.db.begin().await?;
        // Before the person, as whoever writes in a case does.
        case::lock_of_person(&mut tx, person).await?;
        let (id, known) = self.own(&mut tx, actor, now).await?;
        // A duty that was given since the page was shown.
        let duties = accounts::list_roles(&mut tx, id, now).await?;
        if duties.into_iter().any(is_staff) {
            return Err(AppError::Denied(Denied::Role));
        }
        // Who only changed their mind about its end cannot take what the register says over.
        let by = known
            .protection
            .map_or(ProtectedBy::Person, |protection| protection.by);
        hide(&mut tx, (id, &known), by, now).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn end_protection(&self, actor: &Actor, lang: Lang, now: Stamp) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        let (id, known) = self.own(&mut tx, actor, now).await?;
        let Some(protection) = known.protection else {
            return Ok(());
        };
        protection.may_end()?;
        // A second click does not begin the wait anew.
        if protection.ends_at.is_none() {
            let end = now.plus_days(WAITING_DAYS);
            store::end_protection_at(&mut tx, id, end).await?;
            if let Some(email) = &known.email {
                let letter = mail::letters::name_shown_again(&self.site, lang, end);
                mail::store::insert(&mut tx, email, &letter, now).await?;
            }
        }
        tx.commit().await?;
        Ok(())
    }

    async fn speaks(&self, actor: &Actor, lang: Lang) -> Result<(), AppError> {
        let id = actor.person_id().ok_or(AppError::SignIn)?;
        let mut tx = self.db.begin().await?;
        if store::update_lang(&mut tx, id, lang.code()).await? > 0 {
            tx.commit().await?;
        }
        Ok(())
    }
}
