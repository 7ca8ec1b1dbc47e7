//! Two accounts of one person become one.
//!
//! Because a provider says so (the number somebody has now is what their samordningsnummer became), or
//! because who is signed in to one proves the other and says so on a page. The account that is left
//! keeps its row, for the record, and nothing else: no address, no password, no session, no number.

use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::identity::api::{MergeSide, MergeView};
use nara_domain::actor::{Actor, Level, Role};
use nara_domain::audit::Deed;
use nara_domain::ids::PersonId;
use nara_domain::linking::IdentityRefused;
use nara_domain::session::{is_staff, vouches_anew};
use nara_domain::time::Stamp;
use serde_json::json;

use super::service::{Ended, IdentityService, lock};
use super::{level, merge_store, store};
use crate::accounts::store as people;
use crate::audit;
use crate::db::{Conn, Tx};
use crate::live::{NewEvent, store as live_store};
use crate::mail::{self, letters};
use crate::people::store::is_protected;

/// How long somebody has to say yes: as long as a code by mail works.
const OFFER_MINUTES: i64 = 10;

/// Who wanted it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Because<'a> {
    /// An identity provider said that it is one person.
    Provider(&'a str),
    /// The person said so.
    Person(&'a Actor),
}

impl IdentityService {
    /// Whether these may become one without anybody of the municipality: none holds a duty, none is
    /// hidden, and none is everybody's. Who decides cases under which account, and what hiding one
    /// person's words under two takes, people decide.
    pub(super) async fn may_merge(
        &self,
        tx: &mut Tx,
        accounts: &[PersonId],
        now: Stamp,
    ) -> Result<bool, Ended> {
        for account in accounts {
            let roles = people::list_roles(tx, *account, now).await?;
            let duty = roles.into_iter().any(is_staff);
            let hidden = is_protected(tx, *account).await?;
            if duty || hidden || self.is_shared(tx, *account).await? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The other accounts become part of this one. All are locked.
    pub(super) async fn merge(
        &self,
        tx: &mut Tx,
        person: PersonId,
        others: &[PersonId],
        (because, lang): (Because<'_>, Lang),
        now: Stamp,
    ) -> Result<Vec<NewEvent>, Ended> {
        let mut events = Vec::new();
        for other in others {
            events.extend(self.proposals.absorb(tx, person, *other, now).await?);
            self.merge_rows(tx, person, *other, lang, now).await?;
            let line = audit::Line {
                deed: Deed::AccountsMerged,
                subject_kind: "person",
                subject_id: &person.to_string(),
                detail: json!({ "absorbed": other.get() }),
            };
            match because {
                Because::Provider(provider) => {
                    audit::record_provider(tx, provider, &line, now).await?;
                }
                Because::Person(actor) => {
                    audit::record(tx, actor, Role::Resident, &line, now).await?;
                }
            }
        }
        Ok(events)
    }

    async fn merge_rows(
        &self,
        tx: &mut Tx,
        person: PersonId,
        other: PersonId,
        lang: Lang,
        now: Stamp,
    ) -> Result<(), Ended> {
        let (level, answer) = store::find_level(tx, person).await?;
        let (other_level, other_answer) = store::find_level(tx, other).await?;
        let answer = [answer, other_answer]
            .into_iter()
            .flatten()
            .max_by_key(|(_, at)| at.0);
        let here = people::find_person(tx, person).await?;
        let there = people::find_person(tx, other).await?;
        let (Some(here), Some(there)) = (here, there) else {
            return Err(Ended::Again);
        };
        merge_store::move_belongings(tx, other, person).await?;
        // Changing an address is waited for by whoever only points at the account, so this comes
        // after everything that waits for them.
        merge_store::leave(tx, other, person, now).await?;
        let takes_address = here.email.is_none();
        if let (true, Some(email)) = (takes_address, there.email.as_deref()) {
            let password = there.password_hash.as_deref();
            merge_store::take_way_in(tx, person, email, password, now).await?;
        }
        let before = match level {
            Level::None | Level::S => other_level,
            level => level,
        };
        store::update_level(tx, person, before).await?;
        store::update_answer(tx, person, answer).await?;
        level::settle(tx, person, now).await?;
        for email in [&here.email, &there.email].into_iter().flatten() {
            let letter = letters::accounts_merged(&self.site, lang, &here.display_name);
            mail::store::insert(tx, email, &letter, now).await?;
        }
        Ok(())
    }

    /// Remembers which accounts are offered to become one, for who sits at this session's browser.
    pub(super) async fn offer(
        &self,
        tx: &mut Tx,
        (person, others): (PersonId, &[PersonId]),
        session: &str,
        now: Stamp,
    ) -> Result<(), Ended> {
        let mut all = others.to_vec();
        all.push(person);
        if !self.may_merge(tx, &all, now).await? {
            return Err(IdentityRefused::Duty.into());
        }
        merge_store::delete_offers(tx, person).await?;
        for other in others {
            let until = now.plus_minutes(OFFER_MINUTES);
            merge_store::insert_offer(tx, person, *other, session, until).await?;
        }
        Ok(())
    }

    /// For the jobs: what came in at the moment two accounts became one, offers nobody took, and people
    /// the roll is to be asked about again.
    pub async fn clean_up(&self, now: Stamp) -> Result<(), AppError> {
        self.proposals.finish_merges(now).await?;
        let mut tx = self.db.begin().await?;
        merge_store::delete_ended_offers(&mut tx, now).await?;
        tx.commit().await?;
        if self.register.is_roll() {
            self.rolls.clean_up(now).await?;
        }
        Ok(())
    }

    /// What would become one.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where nothing is offered to this session.
    pub(super) async fn offered(
        &self,
        actor: &Actor,
        session: &str,
        now: Stamp,
    ) -> Result<MergeView, AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let mut conn = self.db.read().await?;
        let others = merge_store::list_offered(&mut conn, person, session, now).await?;
        if others.is_empty() {
            return Err(AppError::NotFound);
        }
        let mut there = Vec::new();
        for other in others {
            there.push(side(&mut conn, other).await?);
        }
        Ok(MergeView {
            here: side(&mut conn, person).await?,
            there,
        })
    }

    pub(super) async fn merge_once(
        &self,
        actor: &Actor,
        session: &str,
        lang: Lang,
        now: Stamp,
    ) -> Result<(), Ended> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let mut tx = self.db.begin().await?;
        let others = merge_store::list_offered(&mut tx, person, session, now).await?;
        if others.is_empty() {
            return Err(AppError::NotFound.into());
        }
        let mut all = others.clone();
        all.push(person);
        lock(&mut tx, &all).await?;
        let proof = people::find_proof(&mut tx, session, person).await?;
        let (proof, _) = proof.ok_or(AppError::SignIn)?;
        // Otherwise a slow reader would take the voucher from what was vouched for.
        if proof.way.is_strong() && !vouches_anew(&proof, now) {
            return Err(AppError::ProveAgain.into());
        }
        if !self.may_merge(&mut tx, &all, now).await? {
            return Err(IdentityRefused::Duty.into());
        }
        let because = (Because::Person(actor), lang);
        let events = self.merge(&mut tx, person, &others, because, now).await?;
        // What the other account was signed in to by comes to this one as by linking it.
        if !vouches_anew(&proof, now) {
            store::unvouch(&mut tx, person).await?;
        }
        self.commit(tx, &events, now).await
    }

    /// Makes it durable and tells open pages of counts that changed.
    pub(super) async fn commit(
        &self,
        mut tx: Tx,
        events: &[NewEvent],
        now: Stamp,
    ) -> Result<(), Ended> {
        live_store::append(&mut tx, events, now).await?;
        tx.commit().await?;
        if !events.is_empty() {
            self.proposals.hub().wake();
        }
        Ok(())
    }
}

async fn side(conn: &mut Conn, person: PersonId) -> Result<MergeSide, AppError> {
    let row = people::find_person(conn, person).await?;
    let row = row.ok_or(AppError::NotFound)?;
    let (created_at, proposals, comments) = merge_store::count_left(conn, person).await?;
    Ok(MergeSide {
        name: row.display_name,
        email: row.email,
        since: Stamp(created_at),
        proposals,
        comments,
        supported: people::count_supported(conn, person).await?,
    })
}
