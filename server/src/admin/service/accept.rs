//! The other end of an invitation: whoever reads the letter takes on the duty, once.

use nara_app::accounts::api::{NewSession, Visit};
use nara_app::admin::api::{Invited, Reader};
use nara_app::error::AppError;
use nara_domain::actor::{Actor, Level};
use nara_domain::audit::Deed;
use nara_domain::duty::Duty;
use nara_domain::error::{Denied, NotNow};
use nara_domain::ids::PersonId;
use nara_domain::invitation::State;
use nara_domain::session::Way;
use nara_domain::time::Stamp;

use super::invitations::record;
use super::{AdminService, guard};
use crate::accounts::{invitation_link, invitation_vouches, store as accounts};
use crate::admin::duties;
use crate::admin::store::{self, InvitationRow};
use crate::auth::tokens::{Claims, Purpose};
use crate::db::{DbError, Tx};
use crate::http::limits::Action;

/// An invitation whose link was followed.
struct Followed {
    claims: Claims,
    row: InvitationRow,
    duty: Duty,
}

/// Why it can no longer be accepted.
fn is_open(row: &InvitationRow, now: Stamp) -> Result<(), AppError> {
    match row.state(now)? {
        State::Open(_) => Ok(()),
        State::Accepted(_) => Err(AppError::LinkUsed),
        State::Withdrawn(_) => Err(AppError::LinkUnknown),
        State::Expired(_) => Err(AppError::LinkExpired),
        State::InviterLeft => Err(AppError::Denied(Denied::NotNow(NotNow::InviterLeft))),
    }
}

impl AdminService {
    async fn follow(&self, token: &str, now: Stamp) -> Result<Followed, AppError> {
        let claims = self.accounts.keys.check(Purpose::Invitation, token, now)?;
        let mut conn = self.accounts.db.read().await?;
        let row = store::find_by_link(&mut conn, &claims.jti, now).await?;
        let row = row.ok_or(AppError::LinkUnknown)?;
        let duty = row.duty()?;
        Ok(Followed { claims, row, duty })
    }

    async fn reader(&self, actor: &Actor, row: &InvitationRow) -> Result<Reader, AppError> {
        let mut conn = self.accounts.db.read().await?;
        let Some(id) = actor.person_id() else {
            let known = accounts::find_person_by_email(&mut conn, &row.email).await?;
            return Ok(match known {
                Some(_) => Reader::SignsIn,
                None => Reader::MakesAccount,
            });
        };
        let own = accounts::find_person(&mut conn, id).await?;
        let email = own.and_then(|person| person.email);
        Ok(match email.as_deref() == Some(row.email.as_str()) {
            true => Reader::Accepts,
            false => Reader::Other,
        })
    }

    pub(super) async fn look_at_invitation(
        &self,
        actor: &Actor,
        token: &str,
        now: Stamp,
    ) -> Result<Invited, AppError> {
        let followed = self.follow(token, now).await?;
        let accepted_by = followed.row.accepted_by.map(PersonId::new);
        let reader = match accepted_by.is_some() && accepted_by == actor.person_id() {
            true => Reader::Accepted,
            false => {
                is_open(&followed.row, now)?;
                self.reader(actor, &followed.row).await?
            }
        };
        let passkey_link = match (&reader, accepted_by) {
            (Reader::Accepted, Some(id)) => self.passkey_link(id, &followed.row, now).await?,
            _ => None,
        };
        Ok(Invited {
            email: followed.row.email,
            standing: followed.duty.standing,
            last_day: followed.duty.last_day,
            by: followed.row.invited_by_name,
            reader,
            passkey_link,
        })
    }

    /// The link of an invitation that vouches for the passkey that wakes the duty.
    async fn passkey_link(
        &self,
        person: PersonId,
        row: &InvitationRow,
        now: Stamp,
    ) -> Result<Option<String>, AppError> {
        let id = row.invitation_id;
        let mut conn = self.accounts.db.read().await?;
        let vouches = invitation_vouches(&mut conn, id, person, now).await?;
        match row.accepted_at {
            Some(at) if vouches => {
                invitation_link(&self.accounts.keys, person, id, Stamp(at)).map(Some)
            }
            _ => Ok(None),
        }
    }

    pub(super) async fn accept_invitation(
        &self,
        actor: &Actor,
        token: &str,
        (name, password): (&str, &str),
        visit: &Visit,
        now: Stamp,
    ) -> Result<Option<NewSession>, AppError> {
        let followed = self.follow(token, now).await?;
        is_open(&followed.row, now)?;
        match self.reader(actor, &followed.row).await? {
            Reader::Other => Err(AppError::Denied(Denied::NotYours)),
            Reader::SignsIn => Err(AppError::SignIn),
            Reader::Accepted => Err(AppError::LinkUsed),
            Reader::Accepts => {
                let id = actor.person_id().ok_or(AppError::SignIn)?;
                let mut tx = self.accounts.db.begin().await?;
                let name = actor.name().unwrap_or_default();
                take_on(&mut tx, (id, name), &followed, now).await?;
                tx.commit().await?;
                Ok(None)
            }
            Reader::MakesAccount => {
                let new = (name, password);
                self.join(&followed, new, visit, now).await.map(Some)
            }
        }
    }

    /// An account for who has none: the link proves the address, as the one of registering does.
    async fn join(
        &self,
        followed: &Followed,
        (name, password): (&str, &str),
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError> {
        let service = &self.accounts;
        let email = followed.row.email.as_str();
        let (name, _) = service.checked(name, email, password).await?;
        service
            .limits
            .guard(Action::RegisterNetwork, &visit.network, now)
            .await?;
        let hash = service
            .passwords
            .hash(password, service.entropy.as_ref())
            .await?;
        let mut tx = service.db.begin().await?;
        let new = accounts::NewPerson {
            email: Some(email),
            display_name: &name,
            password_hash: Some(&hash),
            level: Level::N1,
        };
        // Registered, or clicked twice, in between: the address has its account now.
        let known = |error: DbError| match error.is_unique_violation() {
            true => AppError::SignIn,
            false => error.into(),
        };
        let id = accounts::insert_person(&mut tx, &new, now)
            .await
            .map_err(known)?;
        accounts::delete_registrations_of(&mut tx, email).await?;
        take_on(&mut tx, (id, &name), followed, now).await?;
        let session = service
            .begin_session(&mut tx, id, Way::Password, visit, now)
            .await?;
        tx.commit().await?;
        Ok(session)
    }
}

/// The duty is theirs: in the row that says so, in the log, and among their duties.
async fn take_on(
    tx: &mut Tx,
    (id, name): (PersonId, &str),
    Followed { claims, row, duty }: &Followed,
    now: Stamp,
) -> Result<(), AppError> {
    // Once more, behind whoever else answers it or sends it again.
    let row_now = store::find_by_link(tx, &claims.jti, now).await?;
    is_open(&row_now.ok_or(AppError::LinkUnknown)?, now)?;
    if !store::accept(tx, &claims.jti, id, now).await? {
        return Err(AppError::LinkUsed);
    }
    guard::place(tx, id, duty, now).await?;
    let role = duty.standing.role;
    let actor = Actor::Person {
        id,
        name: name.to_owned(),
        level: Level::N1,
        standings: vec![duty.standing.clone()],
        dormant: Vec::new(),
        restraint: None,
    };
    let what = (
        Deed::InvitationAccepted,
        row.invitation_id,
        duties::detail(duty),
    );
    record(tx, &actor, role, what, now).await?;
    Ok(())
}
