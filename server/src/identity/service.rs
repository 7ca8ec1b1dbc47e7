//! Signing in, linking and proving through an identity provider.

use std::sync::Arc;

use nara_app::accounts::api::{NewSession, Visit};
use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::t;
use nara_domain::actor::{Actor, Level, Standing};
use nara_domain::audit::Deed;
use nara_domain::error::{Denied, NotNow};
use nara_domain::identity::{IdentityNumber, NumberKind};
use nara_domain::ids::PersonId;
use nara_domain::linking::{self, IdentityRefused, Known, Meant};
use nara_domain::session::Way;
use nara_domain::switches::Feature;
use nara_domain::text;
use nara_domain::time::Stamp;
use serde_json::json;

use super::key::NumberKey;
use super::store::{self, Marks};
use crate::accounts::store as people;
use crate::accounts::store::NewPerson;
use crate::accounts::{AccountService, is_shared, may_add_way_in};
use crate::audit;
use crate::db::{Db, DbError, Tx};

/// Somebody an identity provider vouches for. The provider's answer has been checked: signature,
/// issuer, audience, nonce, age.
#[derive(Clone)]
pub struct Verified {
    /// Our name for the provider, as configured.
    pub provider: String,
    /// The provider's name for the person.
    pub subject: String,
    pub number: Option<IdentityNumber>,
    /// The samordningsnummer the person had before this number.
    pub previous: Option<IdentityNumber>,
    pub name: Option<String>,
    /// What the provider says the person does in the municipality.
    pub duties: Vec<Standing>,
}

impl std::fmt::Debug for Verified {
    /// Nothing of the person reaches a log line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Verified")
            .field("provider", &self.provider)
            .finish_non_exhaustive()
    }
}

/// What linking came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linked {
    /// It is a way into this account now.
    Done,
    /// The person has another account by it, and has to say whether the two become one.
    Confirm,
}

#[derive(Clone, Debug)]
pub struct IdentityService {
    pub db: Db,
    pub site: Arc<Site>,
    pub key: NumberKey,
    /// Begins sessions.
    pub accounts: AccountService,
}

/// Tries before giving up on others who do the same: each round, one of them is done.
const ROUNDS: usize = 25;

/// Why a transaction ended without being committed.
enum Ended {
    /// Somebody else did something about the same person at the same moment: look again.
    Again,
    For(AppError),
}

impl From<DbError> for Ended {
    fn from(error: DbError) -> Self {
        match error.is_race() {
            true => Self::Again,
            false => Self::For(error.into()),
        }
    }
}

impl From<AppError> for Ended {
    fn from(error: AppError) -> Self {
        Self::For(error)
    }
}

impl From<IdentityRefused> for Ended {
    fn from(refused: IdentityRefused) -> Self {
        Self::For(refused.into())
    }
}

/// Runs `$work` until nobody interferes.
macro_rules! settled {
    ($work:expr) => {{
        for _ in 0..ROUNDS {
            match $work.await {
                Err(Ended::Again) => {}
                Err(Ended::For(error)) => return Err(error),
                Ok(done) => return Ok(done),
            }
        }
        tracing::warn!("identity.contended");
        Err(AppError::Unavailable)
    }};
}

impl IdentityService {
    /// Signs in to the person's account, or makes one.
    ///
    /// # Errors
    /// [`AppError::Identity`]: what the provider says does not fit what is known.
    pub async fn sign_in_verified(
        &self,
        who: &Verified,
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError> {
        settled!(self.sign_in_once(who, lang, visit, now))
    }

    /// Makes the identity a way into the account somebody is signed in to.
    ///
    /// # Errors
    /// [`AppError::ProveAgain`] where the session's proof is old: a browser left open must not become
    /// somebody else's way in. [`AppError::Identity`].
    pub async fn link_verified(
        &self,
        actor: &Actor,
        session: &str,
        who: &Verified,
        now: Stamp,
    ) -> Result<Linked, AppError> {
        settled!(self.link_once(actor, session, who, now))
    }

    /// Proves again, in this session, that it is the same person. The session goes on under the secret
    /// that comes back.
    ///
    /// # Errors
    /// [`IdentityRefused::NotYou`].
    pub async fn prove_verified(
        &self,
        actor: &Actor,
        session: &str,
        who: &Verified,
        now: Stamp,
    ) -> Result<NewSession, AppError> {
        settled!(self.prove_once(actor, session, who, now))
    }

    fn marks(&self, who: &Verified) -> Marks {
        // Only a samordningsnummer becomes another number.
        let was = |number: &&IdentityNumber| {
            who.number.is_some() && number.kind() == NumberKind::Coordination
        };
        Marks {
            provider: who.provider.clone(),
            subject: self.key.subject(&who.provider, &who.subject),
            number: who.number.as_ref().map(|number| self.key.number(number)),
            previous: who
                .previous
                .as_ref()
                .filter(was)
                .map(|number| self.key.number(number)),
        }
    }

    async fn sign_in_once(
        &self,
        who: &Verified,
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, Ended> {
        let marks = self.marks(who);
        let mut tx = self.db.begin().await?;
        let person = match store::find(&mut tx, &marks).await?.signs_in()? {
            Meant::Nobody => self.make(&mut tx, who, lang, now).await?,
            Meant::One(person) => {
                lock(&mut tx, &[person]).await?;
                person
            }
            Meant::Several(..) => return Err(AppError::Conflict.into()),
        };
        self.apply(&mut tx, person, &marks, who, now).await?;
        let session = self
            .accounts
            .begin_session(&mut tx, person, Way::Provider, visit, now)
            .await?;
        tx.commit().await?;
        Ok(session)
    }

    async fn link_once(
        &self,
        actor: &Actor,
        session: &str,
        who: &Verified,
        now: Stamp,
    ) -> Result<Linked, Ended> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let marks = self.marks(who);
        let mut tx = self.db.begin().await?;
        let found = people::find_proof(&mut tx, session, person).await?;
        let (proof, _) = found.ok_or(AppError::SignIn)?;
        may_add_way_in(actor, proof, now)?;
        lock(&mut tx, &[person]).await?;
        self.not_shared(&mut tx, person).await?;
        let numbered = store::is_numbered(&mut tx, person).await?;
        let found = store::find(&mut tx, &marks).await?;
        let others = found.links_to(person, numbered)?;
        if !others.is_empty() {
            return Err(AppError::Conflict.into());
        }
        self.apply(&mut tx, person, &marks, who, now).await?;
        tx.commit().await?;
        Ok(Linked::Done)
    }

    async fn prove_once(
        &self,
        actor: &Actor,
        session: &str,
        who: &Verified,
        now: Stamp,
    ) -> Result<NewSession, Ended> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let marks = self.marks(who);
        let mut tx = self.db.begin().await?;
        lock(&mut tx, &[person]).await?;
        store::find(&mut tx, &marks).await?.proves(person)?;
        self.apply(&mut tx, person, &marks, who, now).await?;
        let session = self
            .accounts
            .prove(&mut tx, person, session, Way::Provider, now)
            .await?;
        tx.commit().await?;
        Ok(session)
    }

    async fn make(
        &self,
        tx: &mut Tx,
        who: &Verified,
        lang: Lang,
        now: Stamp,
    ) -> Result<PersonId, Ended> {
        // Whoever has an account signs in all the same.
        let settings = &self.accounts.settings;
        settings.require(Feature::Registration, now).await?;
        let told = who.name.as_deref().map(text::display_name);
        let name = match told {
            Some(Ok(name)) => name,
            // Not told, or nothing one could show: they choose one themselves.
            _ => t!(lang, "identity-nameless").into_owned(),
        };
        let new = NewPerson {
            email: None,
            display_name: &name,
            password_hash: None,
            level: Level::N1,
        };
        Ok(people::insert_person(tx, &new, now).await?)
    }

    /// What the provider says, written down: the way in, the number, the duties, the level.
    async fn apply(
        &self,
        tx: &mut Tx,
        person: PersonId,
        marks: &Marks,
        who: &Verified,
        now: Stamp,
    ) -> Result<(), Ended> {
        // Numbers first: of two sign-ins of a new person by two providers, one waits here.
        for hash in [&marks.number, &marks.previous].into_iter().flatten() {
            store::insert_number(tx, person, hash, now).await?;
        }
        store::link(tx, person, marks, now).await?;
        self.take_duties(tx, person, who, now).await?;
        let roles = people::list_roles(tx, person, now).await?;
        let (before, answer) = store::find_level(tx, person).await?;
        let known = Known {
            numbered: store::is_numbered(tx, person).await?,
            registered: answer.map(|(registered, _)| registered),
            ..Known::of_duties(&roles)
        };
        store::update_level(tx, person, linking::level(before, known)).await?;
        Ok(())
    }

    /// The duties this provider gave become those it says now. What an administrator gave stays.
    async fn take_duties(
        &self,
        tx: &mut Tx,
        person: PersonId,
        who: &Verified,
        now: Stamp,
    ) -> Result<(), Ended> {
        let held = store::list_given(tx, person, &who.provider, now).await?;
        let standings: Vec<_> = held.iter().map(|(_, standing)| standing.clone()).collect();
        let (over, new) = linking::changes(&standings, &who.duties);
        for (row, standing) in &held {
            if over.contains(standing) {
                store::end_given(tx, *row, now).await?;
                log_duty(tx, Deed::DutyEnded, person, standing, &who.provider, now).await?;
            }
        }
        for standing in &new {
            store::insert_given(tx, person, &who.provider, standing, now).await?;
            log_duty(tx, Deed::DutyGiven, person, standing, &who.provider, now).await?;
        }
        Ok(())
    }

    /// Nobody makes one of the demo's people theirs.
    async fn not_shared(&self, tx: &mut Tx, person: PersonId) -> Result<(), Ended> {
        let row = people::find_person(tx, person).await?;
        let row = row.ok_or(AppError::NotFound)?;
        match is_shared(&self.site, row.email.as_deref().unwrap_or_default()) {
            true => Err(AppError::Denied(Denied::NotNow(NotNow::SharedAccount)).into()),
            false => Ok(()),
        }
    }
}

/// Until the transaction ends, nobody else changes who these are.
async fn lock(tx: &mut Tx, people: &[PersonId]) -> Result<(), Ended> {
    match store::lock_people(tx, people).await?.len() == people.len() {
        true => Ok(()),
        // Became part of another account, or was erased, while we looked.
        false => Err(Ended::Again),
    }
}

async fn log_duty(
    tx: &mut Tx,
    deed: Deed,
    person: PersonId,
    standing: &Standing,
    provider: &str,
    now: Stamp,
) -> Result<(), DbError> {
    let line = audit::Line {
        deed,
        subject_kind: "person",
        subject_id: &person.to_string(),
        detail: json!({ "role": standing.role.code() }),
    };
    audit::record_provider(tx, provider, &line, now).await
}
