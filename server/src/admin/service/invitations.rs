//! Inviting somebody to a duty, by letter.
//!
//! Nobody is looked up by their address here: what the inviter sees, and how long it takes, is the
//! same whether it has an account.

use nara_app::admin::api::InvitationItem;
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_domain::actor::{Actor, Role};
use nara_domain::audit::Deed;
use nara_domain::duty::{Duty, INVITATION_DAYS};
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;
use serde_json::Value;

use super::AdminService;
use crate::accounts::normalised_email;
use crate::admin::duties;
use crate::admin::store::{self, InvitationRow, NewInvitation};
use crate::audit::{self, Line};
use crate::auth::tokens::Purpose;
use crate::db::{DbError, Tx};
use crate::entropy;
use crate::http::limits::Action;
use crate::mail::{self, letters};

/// Most that the page lists; older ones are removed long before there are so many.
const LISTED: i64 = 500;

fn item(row: InvitationRow, now: Stamp) -> Result<InvitationItem, DbError> {
    let duty = row.duty()?;
    let accepted_by = row.accepted_by.map(PersonId::new);
    Ok(InvitationItem {
        state: row.state(now)?,
        id: row.invitation_id,
        email: row.email,
        standing: duty.standing,
        last_day: duty.last_day,
        by: row.invited_by_name,
        sent_at: Stamp(row.sent_at),
        accepted_by: accepted_by.zip(row.accepted_by_name),
    })
}

/// A line about an invitation. The address is not in it: a line is never removed, and who was invited
/// by mistake is nobody's business for ever.
pub(super) async fn record(
    tx: &mut Tx,
    actor: &Actor,
    duty: Role,
    (deed, id, detail): (Deed, i64, Value),
    now: Stamp,
) -> Result<(), DbError> {
    let line = Line {
        deed,
        subject_kind: "invitation",
        subject_id: &id.to_string(),
        detail,
    };
    audit::record(tx, actor, duty, &line, now).await
}

impl AdminService {
    pub(super) async fn list_invitations(
        &self,
        now: Stamp,
    ) -> Result<Vec<InvitationItem>, AppError> {
        let mut conn = self.accounts.db.read().await?;
        let rows = store::list(&mut conn, LISTED, now).await?;
        let items = rows.into_iter().map(|row| item(row, now));
        Ok(items.collect::<Result<_, DbError>>()?)
    }

    async fn limit_invitations(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        email: &str,
        now: Stamp,
    ) -> Result<(), AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?.to_string();
        let limits = &self.accounts.limits;
        limits
            .guard_within(tx, Action::Invite, &person, now)
            .await?;
        limits.guard_within(tx, Action::Letter, email, now).await
    }

    pub(super) async fn send_invitation(
        &self,
        actor: &Actor,
        typed: &str,
        duty: Result<Duty, AppError>,
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError> {
        let by = actor.person_id().ok_or(AppError::SignIn)?;
        let at_email = |problem| FieldError::new("email", problem);
        let (email, duty) = match (normalised_email(typed), duty) {
            (Ok(email), Ok(duty)) => (email, duty),
            (Err(problem), Ok(_)) => return Err(AppError::Invalid(vec![at_email(problem)])),
            (Err(problem), Err(AppError::Invalid(mut wrong))) => {
                wrong.insert(0, at_email(problem));
                return Err(AppError::Invalid(wrong));
            }
            (_, Err(error)) => return Err(error),
        };
        let mut tx = self.accounts.db.begin().await?;
        self.limit_invitations(&mut tx, actor, &email, now).await?;
        let link = entropy::token::<16>(self.accounts.entropy.as_ref())?;
        let new = NewInvitation {
            link: &link,
            email: &email,
            standing: &duty.standing,
            last_day: duty.last_day,
            by,
            expires_at: now.plus_days(INVITATION_DAYS),
        };
        let id = store::insert(&mut tx, &new, now).await.map_err(|error| {
            match error.is_unique_violation() {
                true => AppError::Invalid(vec![at_email(FieldProblem::AlreadyInvited)]),
                false => error.into(),
            }
        })?;
        let what = (Deed::Invited, id, duties::detail(&duty));
        record(&mut tx, actor, Role::Administrator, what, now).await?;
        self.send(&mut tx, actor, (&link, &email), &duty, lang, now)
            .await?;
        tx.commit().await?;
        Ok(())
    }

    /// Puts the letter with the link into the outbox.
    async fn send(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        (link, email): (&str, &str),
        duty: &Duty,
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError> {
        let ends = now.plus_days(INVITATION_DAYS);
        let token = self
            .accounts
            .keys
            .sign(Purpose::Invitation, None, link, "", ends)?;
        let by = actor.name().unwrap_or_default();
        let letter = letters::invitation(&self.accounts.site, lang, by, duty, &token);
        mail::store::insert(tx, email, &letter, now).await?;
        Ok(())
    }

    pub(super) async fn send_invitation_again(
        &self,
        actor: &Actor,
        id: i64,
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError> {
        let by = actor.person_id().ok_or(AppError::SignIn)?;
        let link = entropy::token::<16>(self.accounts.entropy.as_ref())?;
        let mut tx = self.accounts.db.begin().await?;
        let row = store::find(&mut tx, id, now)
            .await?
            .ok_or(AppError::NotFound)?;
        let duty = row.duty()?;
        self.limit_invitations(&mut tx, actor, &row.email, now)
            .await?;
        let ends = now.plus_days(INVITATION_DAYS);
        if !store::send_again(&mut tx, id, (&link, by), ends, now).await? {
            return Err(AppError::Conflict);
        }
        let what = (Deed::InvitationSentAgain, id, duties::detail(&duty));
        record(&mut tx, actor, Role::Administrator, what, now).await?;
        self.send(&mut tx, actor, (&link, &row.email), &duty, lang, now)
            .await?;
        tx.commit().await?;
        Ok(())
    }

    pub(super) async fn withdraw_invitation(
        &self,
        actor: &Actor,
        id: i64,
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.accounts.db.begin().await?;
        let row = store::find(&mut tx, id, now)
            .await?
            .ok_or(AppError::NotFound)?;
        if !store::withdraw(&mut tx, id, now).await? {
            return Err(AppError::Conflict);
        }
        let what = (Deed::InvitationWithdrawn, id, duties::detail(&row.duty()?));
        record(&mut tx, actor, Role::Administrator, what, now).await?;
        tx.commit().await?;
        Ok(())
    }
}
