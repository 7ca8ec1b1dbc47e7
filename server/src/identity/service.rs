//! Signing in, linking and proving through an identity provider.

use std::sync::Arc;

use async_trait::async_trait;
use nara_app::accounts::api::{NewSession, Visit};
use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::identity::api::{IdentityPort, KnownView, MergeView, Registered};
use nara_app::t;
use nara_domain::actor::{Actor, Level, Standing};
use nara_domain::audit::Deed;
use nara_domain::error::{Denied, NotNow};
use nara_domain::identity::{IdentityNumber, NumberKind};
use nara_domain::ids::PersonId;
use nara_domain::linking::{self, Found, IdentityRefused, Meant};
use nara_domain::name::may_hold_duty;
use nara_domain::session::{vouches_anew, way_of_provider};
use nara_domain::switches::Feature;
use nara_domain::text;
use nara_domain::time::Stamp;
use serde_json::json;

use super::key::NumberKey;
use super::level;
use super::merge::Because;
use super::register::{Answer, NoAnswer, Register, Rolls};
use super::store::{self, Marks};
use crate::accounts::store as people;
use crate::accounts::store::NewPerson;
use crate::accounts::{AccountService, is_shared, may_add_way_in};
use crate::audit;
use crate::db::{Conn, Db, DbError, Tx};
use crate::people::register_says;
use crate::proposals::ProposalService;

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
    /// The person has another account by it. On `/konto/sla-samman` they say whether the two become
    /// one.
    Confirm,
}

#[derive(Clone, Debug)]
pub struct IdentityService {
    pub db: Db,
    pub site: Arc<Site>,
    pub key: NumberKey,
    /// Begins sessions.
    pub accounts: AccountService,
    /// Puts what was written and supported under one account into another's name.
    pub proposals: Arc<ProposalService>,
    /// Who lives here.
    pub register: Arc<dyn Register>,
    /// Where the municipality's own roll is loaded.
    pub rolls: Rolls,
}

/// Tries before giving up on others who do the same: each round, one of them is done.
const ROUNDS: usize = 25;

/// Why a transaction ended without being committed.
pub(super) enum Ended {
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
        let answer = self.ask(who).await;
        settled!(self.sign_in_once(who, answer, (lang, visit), now))
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
        let answer = self.ask(who).await;
        settled!(self.link_once((actor, session), who, answer, now))
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
        let answer = self.ask(who).await;
        settled!(self.prove_once((actor, session), who, answer, now))
    }

    /// Makes the accounts offered on `/konto/sla-samman` one.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where nothing is offered to this session.
    pub async fn merge_offered(
        &self,
        actor: &Actor,
        session: &str,
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError> {
        settled!(self.merge_once(actor, session, lang, now))
    }

    /// Before the transaction: somebody else's machine may take its time.
    async fn ask(&self, who: &Verified) -> Result<Answer, NoAnswer> {
        match &who.number {
            Some(number) => self.register.ask(number).await,
            None => Err(NoAnswer::NotAsked),
        }
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
        answer: Result<Answer, NoAnswer>,
        (lang, visit): (Lang, &Visit),
        now: Stamp,
    ) -> Result<NewSession, Ended> {
        let mut marks = self.marks(who);
        // Whether a new account can be made is asked within.
        let _in_force = self.accounts.settings.in_force(now).await;
        let mut tx = self.db.begin().await?;
        let mut events = Vec::new();
        let found = find(&mut tx, &marks).await?;
        let mut vouched = !found.unvouched;
        let person = match found.signs_in()? {
            Meant::Nobody => self.make(&mut tx, who, lang, now).await?,
            Meant::One(person) => {
                lock(&mut tx, &[person]).await?;
                person
            }
            Meant::Several(oldest, others) => {
                let all: Vec<_> = std::iter::once(oldest)
                    .chain(others.iter().copied())
                    .collect();
                lock(&mut tx, &all).await?;
                if self.may_merge(&mut tx, &all, now).await? {
                    let because = (Because::Provider(&who.provider), lang);
                    events = self.merge(&mut tx, oldest, &others, because, now).await?;
                    if !vouched {
                        store::unvouch(&mut tx, oldest).await?;
                    }
                    oldest
                } else {
                    // Nobody is locked out over it: the account this way in leads to, as it is.
                    let by_subject = found.subject.map(|linked| linked.person);
                    let to = by_subject.or(found.number).unwrap_or(oldest);
                    // What came to the other account by a password says nothing of this one.
                    vouched = match (found.subject, found.number) {
                        (Some(linked), _) => linked.vouched,
                        (None, Some(_)) => found.number_vouched,
                        (None, None) => vouched,
                    };
                    marks.number = marks.number.filter(|_| found.number == Some(to));
                    marks.previous = None;
                    to
                }
            }
        };
        self.apply(&mut tx, person, (&marks, vouched), (who, answer), now)
            .await?;
        let session = self
            .accounts
            .begin_session(&mut tx, person, way_of_provider(vouched), visit, now)
            .await?;
        self.commit(tx, &events, now).await?;
        Ok(session)
    }

    async fn link_once(
        &self,
        (actor, session): (&Actor, &str),
        who: &Verified,
        answer: Result<Answer, NoAnswer>,
        now: Stamp,
    ) -> Result<Linked, Ended> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let marks = self.marks(who);
        let mut tx = self.db.begin().await?;
        let found = people::find_proof(&mut tx, session, person).await?;
        let (proof, _) = found.ok_or(AppError::SignIn)?;
        may_add_way_in(actor, proof, now)?;
        lock(&mut tx, &[person]).await?;
        if self.is_shared(&mut tx, person).await? {
            return Err(AppError::Denied(Denied::NotNow(NotNow::SharedAccount)).into());
        }
        let numbered = store::is_numbered(&mut tx, person).await?;
        let found = find(&mut tx, &marks).await?;
        let others = found.links_to(person, numbered)?;
        if !others.is_empty() {
            self.offer(&mut tx, (person, &others), session, now).await?;
            tx.commit().await?;
            return Ok(Linked::Confirm);
        }
        let vouched = vouches_anew(&proof, now);
        self.apply(&mut tx, person, (&marks, vouched), (who, answer), now)
            .await?;
        tx.commit().await?;
        Ok(Linked::Done)
    }

    async fn prove_once(
        &self,
        (actor, session): (&Actor, &str),
        who: &Verified,
        answer: Result<Answer, NoAnswer>,
        now: Stamp,
    ) -> Result<NewSession, Ended> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let marks = self.marks(who);
        let mut tx = self.db.begin().await?;
        lock(&mut tx, &[person]).await?;
        let proof = people::find_proof(&mut tx, session, person).await?;
        let (proof, _) = proof.ok_or(AppError::SignIn)?;
        let found = find(&mut tx, &marks).await?;
        found.proves(person)?;
        let vouched = !found.unvouched || vouches_anew(&proof, now);
        self.apply(&mut tx, person, (&marks, vouched), (who, answer), now)
            .await?;
        let session = self
            .accounts
            .prove(&mut tx, person, session, way_of_provider(vouched), now)
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
        settings.require_known(Feature::Registration, now)?;
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
        (marks, vouched): (&Marks, bool),
        (who, answer): (&Verified, Result<Answer, NoAnswer>),
        now: Stamp,
    ) -> Result<(), Ended> {
        // Numbers first: of two sign-ins of a new person by two providers, one waits here.
        for hash in [&marks.number, &marks.previous].into_iter().flatten() {
            store::insert_number(tx, person, hash, vouched, now).await?;
        }
        store::link(tx, person, marks, vouched, now).await?;
        self.take_duties(tx, person, who, now).await?;
        // A number that was kept off this account says nothing about it.
        if let (Ok(answer), Some(_)) = (answer, &marks.number) {
            let registered = Some((answer.registered, now));
            store::update_answer(tx, person, registered).await?;
            if let Some(protected) = answer.protected {
                register_says(tx, person, protected, now).await?;
            }
        }
        Ok(level::settle(tx, person, now).await?)
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
        let known = crate::people::store::find(tx, person).await?;
        let protection = known.and_then(|known| known.protection);
        if !new.is_empty() && may_hold_duty(protection.as_ref()).is_err() {
            // They sign in all the same, as a resident: people decide which of the two ends.
            tracing::warn!(provider = who.provider, "provider.duty_of_protected");
            return Ok(());
        }
        for standing in &new {
            store::insert_given(tx, person, &who.provider, standing, now).await?;
            log_duty(tx, Deed::DutyGiven, person, standing, &who.provider, now).await?;
        }
        Ok(())
    }

    /// Whether it is one of the demo's people: nobody makes one theirs.
    pub(super) async fn is_shared(
        &self,
        conn: &mut Conn,
        person: PersonId,
    ) -> Result<bool, DbError> {
        let row = people::find_person(conn, person).await?;
        let email = row.and_then(|row| row.email).unwrap_or_default();
        Ok(is_shared(&self.site, &email))
    }
}

#[async_trait]
impl IdentityPort for IdentityService {
    async fn known(&self, actor: &Actor, now: Stamp) -> Result<KnownView, AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let asked = self.register.is_there().await;
        let mut conn = self.db.read().await?;
        let (_, answer) = store::find_level(&mut conn, person).await?;
        let numbered = store::is_numbered(&mut conn, person).await?;
        let registered = match answer {
            _ if !numbered => Registered::NotAsked,
            Some((true, at)) if !linking::is_current(at, now) => Registered::Stale(at),
            Some((true, at)) => Registered::Yes(at),
            Some((false, at)) => Registered::No(at),
            None if asked => Registered::NoAnswer,
            None => Registered::NotAsked,
        };
        Ok(KnownView {
            level: actor.level(),
            registered,
        })
    }

    async fn merge_offer(
        &self,
        actor: &Actor,
        session: &str,
        now: Stamp,
    ) -> Result<MergeView, AppError> {
        self.offered(actor, session, now).await
    }
}

/// Whom these marks lead to. Two accounts that become one between the questions look like an account with
/// somebody else's number: before anybody is refused for that, it is asked again while the account stays.
async fn find(tx: &mut Tx, marks: &Marks) -> Result<Found, Ended> {
    let found = store::find(tx, marks).await?;
    match (found.signs_in(), found.subject) {
        (Err(_), Some(linked)) => {
            lock(tx, &[linked.person]).await?;
            Ok(store::find(tx, marks).await?)
        }
        _ => Ok(found),
    }
}

/// Until the transaction ends, nobody else changes who these are.
pub(super) async fn lock(tx: &mut Tx, people: &[PersonId]) -> Result<(), Ended> {
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
