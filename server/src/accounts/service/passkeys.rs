//! Passkeys: adding, using, renaming and removing them.
//!
//! A passkey wakes duties only where more than a password vouched for it when it was added
//! ([`nara_domain::session::vouches`]): see the decision on passkeys for why.

use nara_app::accounts::api::{NewSession, Visit};
use nara_app::context::{Proof, proved_lately};
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::proof::api::{Answered, Begun, PasskeyItem, PasskeysView};
use nara_domain::actor::{Actor, Role};
use nara_domain::audit::Deed;
use nara_domain::error::{Denied, FieldError, NotNow};
use nara_domain::group::has_account;
use nara_domain::ids::PersonId;
use nara_domain::session::{
    CEREMONY_MINUTES, PASSKEYS_MAX, Vouched, Way, WaysIn, holds_duty, is_staff, vouches,
    way_of_passkey,
};
use nara_domain::text;
use nara_domain::time::Stamp;

use super::super::store::{self, NewCeremony, NewPasskey, PasskeyRow};
use super::AccountService;
use super::passkey_link::link_stands;
use super::reset::used;
use crate::audit;
use crate::auth::session::fingerprint;
use crate::auth::tokens::Purpose;
use crate::auth::webauthn::{Account, Asked, Refused, new_handle};
use crate::db::Tx;
use crate::entropy;
use crate::http::limits::Action;
use crate::mail::{self, letters};

/// What a ceremony is for: one for adding is none for signing in.
const ADD: &str = "add";
const USE: &str = "use";

/// Longest name of a passkey.
const NAME_MAX: usize = 60;

/// What is kept of a ceremony besides what was asked.
#[derive(Clone, Copy)]
struct Of<'a> {
    purpose: &'a str,
    person: Option<PersonId>,
    link: Option<&'a str>,
    handle: Option<&'a str>,
}

/// Holds a duty, awake or not.
fn is_of_staff(actor: &Actor) -> bool {
    let Actor::Person { standings, .. } = actor else {
        return false;
    };
    holds_duty(standings) || holds_duty(actor.dormant())
}

/// Whether another way in may be added to the account from a session with this proof.
///
/// # Errors
/// `ProveAgain`; `Denied` to whoever holds a duty that sleeps: with a stolen password they would add a
/// way that wakes it; and to who is known only by an alias.
pub fn may_add_way_in(actor: &Actor, proof: Proof, now: Stamp) -> Result<(), AppError> {
    has_account(actor)?;
    proved_lately(actor, Some(proof), now)?;
    match is_of_staff(actor) && !proof.way.is_strong() {
        true => Err(AppError::Denied(Denied::Dormant)),
        false => Ok(()),
    }
}

/// The duty under which the log names who did it.
fn duty_of(actor: &Actor) -> Option<Role> {
    let Actor::Person { standings, .. } = actor else {
        return None;
    };
    let held = standings.iter().chain(actor.dormant());
    held.map(|standing| standing.role)
        .find(|role| is_staff(*role))
}

fn refused(reason: &Refused) -> AppError {
    tracing::info!(%reason, "passkey.refused");
    AppError::PasskeyRefused
}

impl AccountService {
    async fn begin(&self, asked: Asked, of: Of<'_>, now: Stamp) -> Result<Begun, AppError> {
        let secret = entropy::token::<32>(self.entropy.as_ref())?;
        let expires_at = now.plus_minutes(CEREMONY_MINUTES);
        let new = NewCeremony {
            id: &fingerprint(&secret),
            purpose: of.purpose,
            person: of.person,
            link_id: of.link,
            user_handle: of.handle,
            state: &asked.state,
            expires_at,
        };
        let mut tx = self.db.begin().await?;
        store::insert_ceremony(&mut tx, &new).await?;
        tx.commit().await?;
        Ok(Begun {
            options: asked.options,
            secret,
            expires_at,
        })
    }

    /// What this browser was asked for, once: whoever comes second with the same secret, or too late,
    /// finds nothing.
    async fn take(
        &self,
        browser: &str,
        purpose: &str,
        now: Stamp,
    ) -> Result<store::CeremonyRow, AppError> {
        let mut tx = self.db.begin().await?;
        let taken = store::take_ceremony(&mut tx, &fingerprint(browser), purpose).await?;
        tx.commit().await?;
        taken
            .filter(|row| row.expires_at > now.0)
            .ok_or(AppError::PasskeyRefused)
    }

    pub(super) async fn ask_for_passkey(
        &self,
        visit: &Visit,
        now: Stamp,
    ) -> Result<Begun, AppError> {
        self.limits
            .guard(Action::SignInNetwork, &visit.network, now)
            .await?;
        let asked = self.party.ask_to_use()?;
        let of = Of {
            purpose: USE,
            person: None,
            link: None,
            handle: None,
        };
        self.begin(asked, of, now).await
    }

    /// Whose passkey answered. The use is remembered with the transaction that comes back.
    async fn use_passkey(
        &self,
        answered: Answered<'_>,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(Tx, PasskeyRow), AppError> {
        self.limits
            .guard(Action::SignInNetwork, &visit.network, now)
            .await?;
        let ceremony = self.take(answered.browser, USE, now).await?;
        let claimed = match self.party.claimed(answered.answer)? {
            Ok(claimed) => claimed,
            Err(reason) => return Err(refused(&reason)),
        };
        let mut tx = self.db.begin().await?;
        let found = store::find_passkey(&mut tx, &claimed.credential_id).await?;
        // Another account's handle on a key would sign in to whichever was looked at.
        let key = found.filter(|key| key.user_handle == claimed.handle);
        let key = key.ok_or(AppError::PasskeyRefused)?;
        let used = match self
            .party
            .used(&ceremony.state, &claimed, &key.credential)?
        {
            Ok(used) => used,
            Err(reason) => return Err(refused(&reason)),
        };
        let now_counted = (used.credential.as_str(), used.sign_count);
        match store::use_passkey(&mut tx, key.passkey_id, now_counted, now).await? {
            1 => Ok((tx, key)),
            _ => Err(AppError::PasskeyRefused),
        }
    }

    pub(super) async fn enter_by_passkey(
        &self,
        answered: Answered<'_>,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError> {
        let (mut tx, key) = self.use_passkey(answered, visit, now).await?;
        let (person, way) = (PersonId::new(key.person_id), way_of_passkey(key.vouched));
        let session = self.begin_session(&mut tx, person, way, visit, now).await?;
        let begun = fingerprint(&session.secret);
        store::bind_to_passkey(&mut tx, &begun, key.passkey_id).await?;
        tx.commit().await?;
        Ok(session)
    }

    pub(super) async fn show_passkey(
        &self,
        actor: &Actor,
        answered: Answered<'_>,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError> {
        let id = actor.person_id().ok_or(AppError::SignIn)?;
        let (mut tx, key) = self.use_passkey(answered, visit, now).await?;
        if key.person_id != id.get() {
            // Another account's, kept in the same device.
            return Err(AppError::PasskeyRefused);
        }
        let way = way_of_passkey(key.vouched);
        let session = self.prove(&mut tx, id, &visit.session, way, now).await?;
        if way == Way::Passkey {
            let renewed = fingerprint(&session.secret);
            store::bind_to_passkey(&mut tx, &renewed, key.passkey_id).await?;
        }
        tx.commit().await?;
        Ok(session)
    }

    pub(super) async fn list_own_passkeys(
        &self,
        actor: &Actor,
        proof: Option<Proof>,
    ) -> Result<PasskeysView, AppError> {
        has_account(actor)?;
        let (id, person) = self.myself(actor).await?;
        let proof = proof.ok_or(AppError::SignIn)?;
        let mut conn = self.db.read().await?;
        let keys = store::list_passkeys(&mut conn, id).await?;
        let ways = WaysIn {
            email: person.email.is_some(),
            providers: store::count_providers(&mut conn, id).await?,
            passkeys: i64::try_from(keys.len()).unwrap_or(i64::MAX),
        };
        let item = |key: PasskeyRow| PasskeyItem {
            id: key.passkey_id,
            name: key.name,
            created_at: Stamp(key.created_at),
            last_used_at: key.last_used_at.map(Stamp),
            vouched: key.vouched,
        };
        Ok(PasskeysView {
            passkeys: keys.into_iter().map(item).collect(),
            possible: self.party.is_possible(),
            shared: self.is_shared(person.email.as_deref().unwrap_or_default()),
            needs_link: is_of_staff(actor) && !proof.way.is_strong(),
            last_way_in: !ways.can_lose_a_passkey(),
        })
    }

    pub(super) async fn ask_for_new_passkey(
        &self,
        actor: &Actor,
        proof: Option<Proof>,
        link: &str,
        now: Stamp,
    ) -> Result<Begun, AppError> {
        let (id, person) = self.own(actor, now).await?;
        proved_lately(actor, proof, now)?;
        let link = self.passkey_link_of(actor, link, now).await?;
        let proof = proof.ok_or(AppError::SignIn)?;
        let vouched = vouching(actor, &proof, link.is_some(), now)?;
        let keys = {
            let mut conn = self.db.read().await?;
            store::list_passkeys(&mut conn, id).await?
        };
        enough_room(i64::try_from(keys.len()).unwrap_or(i64::MAX))?;
        let handle = match keys.first() {
            Some(key) => key.user_handle.clone(),
            None => new_handle(self.entropy.as_ref())?,
        };
        // One that wakes no duty may be made anew by the same device, now that something vouches.
        let known: Vec<String> = keys
            .into_iter()
            .filter(|key| key.vouched || !vouched)
            .map(|key| key.credential)
            .collect();
        let account = Account {
            handle: &handle,
            name: person.email.as_deref().unwrap_or(&person.display_name),
            display_name: &person.display_name,
        };
        let asked = self.party.ask_to_add(account, &known)?;
        let of = Of {
            purpose: ADD,
            person: Some(id),
            link: link.as_ref().map(|claims| claims.jti.as_str()),
            handle: Some(&handle),
        };
        self.begin(asked, of, now).await
    }

    pub(super) async fn keep_passkey(
        &self,
        actor: &Actor,
        answered: Answered<'_>,
        name: &str,
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(), AppError> {
        let (id, person) = self.own(actor, now).await?;
        let name = name_of(name)?;
        let ceremony = self.take(answered.browser, ADD, now).await?;
        if ceremony.person_id != Some(id.get()) {
            return Err(AppError::PasskeyRefused);
        }
        let handle = ceremony.user_handle.ok_or(AppError::PasskeyRefused)?;
        let key = match self.party.added(&ceremony.state, answered.answer)? {
            Ok(key) => key,
            Err(reason) => return Err(refused(&reason)),
        };
        let mut tx = self.db.begin().await?;
        store::lock_ways_in(&mut tx, id).await?;
        let found = store::find_proof(&mut tx, &visit.session, id).await?;
        let (proof, _) = found.ok_or(AppError::SignIn)?;
        // As it was when it was asked for: the device has made the key for that.
        let asked = Stamp(ceremony.expires_at).plus_minutes(-CEREMONY_MINUTES);
        let vouched = vouching(actor, &proof, ceremony.link_id.is_some(), asked)?;
        enough_room(store::count_passkeys(&mut tx, id).await?)?;
        if let Some(link) = &ceremony.link_id {
            link_stands(&mut tx, link, id, now).await?;
            store::insert_used_link(&mut tx, link, Purpose::Passkey.audience(), now)
                .await
                .map_err(used)?;
        }
        let new = NewPasskey {
            person: id,
            user_handle: &handle,
            credential_id: &key.credential_id,
            credential: &key.credential,
            vouched,
            name: &name,
        };
        store::insert_passkey(&mut tx, &new, now)
            .await
            .map_err(|error| match error.is_unique_violation() {
                true => AppError::Conflict,
                false => error.into(),
            })?;
        self.log_passkey(&mut tx, actor, Deed::PasskeyAdded, now)
            .await?;
        if let Some(email) = &person.email {
            let letter = letters::passkey_added(&self.site, lang, &person.display_name, &name);
            mail::store::insert(&mut tx, email, &letter, now).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    pub(super) async fn name_passkey(
        &self,
        actor: &Actor,
        passkey: i64,
        name: &str,
    ) -> Result<(), AppError> {
        let id = actor.person_id().ok_or(AppError::SignIn)?;
        let name = name_of(name)?;
        let mut tx = self.db.begin().await?;
        let found = store::rename_passkey(&mut tx, id, passkey, &name).await?;
        tx.commit().await?;
        match found {
            0 => Err(AppError::NotFound),
            _ => Ok(()),
        }
    }

    pub(super) async fn drop_passkey(
        &self,
        actor: &Actor,
        passkey: i64,
        proof: Option<Proof>,
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(), AppError> {
        let (id, person) = self.myself(actor).await?;
        proved_lately(actor, proof, now)?;
        let mut tx = self.db.begin().await?;
        store::lock_ways_in(&mut tx, id).await?;
        let ways = WaysIn {
            email: person.email.is_some(),
            providers: store::count_providers(&mut tx, id).await?,
            passkeys: store::count_passkeys(&mut tx, id).await?,
        };
        let keys = store::list_passkeys(&mut tx, id).await?;
        let key = keys.into_iter().find(|key| key.passkey_id == passkey);
        let key = key.ok_or(AppError::NotFound)?;
        if !ways.can_lose_a_passkey() {
            return Err(AppError::Denied(Denied::NotNow(NotNow::LastWayIn)));
        }
        store::delete_sessions_by_passkey(&mut tx, passkey, &visit.session).await?;
        store::delete_passkey(&mut tx, id, passkey).await?;
        self.log_passkey(&mut tx, actor, Deed::PasskeyRemoved, now)
            .await?;
        if let Some(email) = &person.email {
            let letter =
                letters::passkey_removed(&self.site, lang, &person.display_name, &key.name);
            mail::store::insert(&mut tx, email, &letter, now).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Of staff only: what residents do with their own account is nobody's business.
    async fn log_passkey(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        deed: Deed,
        now: Stamp,
    ) -> Result<(), AppError> {
        let (Some(duty), Some(id)) = (duty_of(actor), actor.person_id()) else {
            return Ok(());
        };
        let line = audit::Line {
            deed,
            subject_kind: "person",
            subject_id: &id.get().to_string(),
            detail: serde_json::json!({}),
        };
        audit::record(tx, actor, duty, &line, now).await?;
        Ok(())
    }
}

/// Whether the passkey to be added will wake duties. Whoever holds one adds no other: it would only
/// look as if it did.
fn vouching(actor: &Actor, proof: &Proof, link: bool, now: Stamp) -> Result<bool, AppError> {
    let with = match link {
        true => Vouched::Link,
        false => Vouched::No,
    };
    let vouched = vouches(proof, with, now);
    match is_of_staff(actor) && !vouched {
        true => Err(AppError::Denied(Denied::NotNow(NotNow::NeedsPasskeyLink))),
        false => Ok(vouched),
    }
}

fn enough_room(count: i64) -> Result<(), AppError> {
    match count >= PASSKEYS_MAX {
        true => Err(AppError::Denied(Denied::NotNow(NotNow::TooManyPasskeys))),
        false => Ok(()),
    }
}

fn name_of(typed: &str) -> Result<String, AppError> {
    text::line(typed, 1, NAME_MAX)
        .map_err(|error| AppError::Invalid(vec![FieldError::new("name", error.into())]))
}
