//! The steps of a question, within one transaction: asked, answered, published. The demo's builder takes
//! the same ones.

use nara_app::error::AppError;
use nara_domain::actor::Actor;
use nara_domain::answer::ActKind;
use nara_domain::error::FieldError;
use nara_domain::fields::Values;
use nara_domain::ids::ActId;
use nara_domain::outside::{
    ANSWERS, Ask, EMAIL, GuestAnswer, ORGANISATION, OutsideQuestion, link_ends,
};
use nara_domain::permissions::{Action, can};
use nara_domain::time::Stamp;

use super::store::{self, NewRequest, StoredRequest};
use crate::accounts::normalised_email;
use crate::auth::session::fingerprint;
use crate::db::{DbError, Tx};
use crate::live::NewEvent;
use crate::proposals::store::case::StoredCase;
use crate::proposals::{By, Doing, Workroom, stored, subject};

pub const ASK: Action = Action::Append(ActKind::OutsideQuestion);
pub const PUBLISH: Action = Action::Append(ActKind::GuestAnswer);
pub const WITHDRAW: Action = Action::Append(ActKind::OutsideWithdrawal);

/// A race that a key of the database settled.
pub fn settled(error: DbError) -> AppError {
    match error.is_race() || error.is_unique_violation() {
        true => AppError::Conflict,
        false => error.into(),
    }
}

/// Whether this actor may do this with a locked case.
pub async fn permit(
    tx: &mut Tx,
    room: &Workroom,
    case: &StoredCase,
    actor: &Actor,
    action: Action,
) -> Result<(), AppError> {
    let rules = room.rulesets().get(tx, case.ruleset_id).await?;
    Ok(can(actor, action, &subject(case, &rules, None))?)
}

/// Reads the form. What is wrong with the address is told with the rest.
pub fn read(typed: &Values, now: Stamp) -> Result<(String, OutsideQuestion), AppError> {
    let asked = Ask::parse(typed, now.day());
    let address = typed.get(EMAIL).map(String::as_str).unwrap_or_default();
    match (asked, normalised_email(address)) {
        (Ok(asked), Ok(email)) => Ok((email, asked.question)),
        (Ok(_), Err(problem)) => Err(AppError::Invalid(vec![FieldError::new(EMAIL, problem)])),
        (Err(errors), Ok(_)) => Err(AppError::Invalid(errors)),
        (Err(mut errors), Err(problem)) => {
            errors.retain(|error| error.field != EMAIL);
            // In the order of the form: the address is its second field.
            let place = errors
                .iter()
                .take_while(|error| error.field == ORGANISATION)
                .count();
            errors.insert(place, FieldError::new(EMAIL, problem));
            Err(AppError::Invalid(errors))
        }
    }
}

/// Puts the question into the record, and what the link needs beside it.
pub async fn put(
    tx: &mut Tx,
    room: &Workroom,
    case: &mut StoredCase,
    by: By<'_>,
    (email, question, secret): (&str, &OutsideQuestion, &str),
    events: &mut Vec<NewEvent>,
) -> Result<ActId, AppError> {
    permit(tx, room, case, by.actor, ASK).await?;
    let asker = by.actor.person_id().ok_or(AppError::SignIn)?;
    let fields = stored(question)?;
    let doing = Doing {
        by,
        fields: &fields,
    };
    let kind = ActKind::OutsideQuestion;
    let act = room
        .add_checked(tx, case, kind, doing, None, events)
        .await?;
    let new = NewRequest {
        proposal: case.id,
        act,
        by: asker,
        email,
        link: &fingerprint(secret),
        expires_at: link_ends(question.answer_by, by.now),
    };
    store::insert(tx, &new, by.now).await?;
    Ok(act)
}

/// Keeps what came by a link.
pub async fn receive(
    tx: &mut Tx,
    secret: &str,
    answer: &GuestAnswer,
    now: Stamp,
) -> Result<bool, AppError> {
    let fields = stored(answer)?;
    store::keep(tx, &fingerprint(secret), &fields, now)
        .await
        .map_err(settled)
}

/// Publishes what came, unchanged.
pub async fn release(
    tx: &mut Tx,
    room: &Workroom,
    case: &mut StoredCase,
    request: &StoredRequest,
    by: By<'_>,
    events: &mut Vec<NewEvent>,
) -> Result<ActId, AppError> {
    permit(tx, room, case, by.actor, PUBLISH).await?;
    let answer = request.answer.as_ref().ok_or(AppError::Conflict)?;
    let mut fields = answer.fields.clone();
    fields.insert(ORGANISATION.to_owned(), request.organisation.clone());
    fields.insert(ANSWERS.to_owned(), request.act.to_string());
    let doing = Doing {
        by,
        fields: &fields,
    };
    let kind = ActKind::GuestAnswer;
    let act = room
        .add_checked(tx, case, kind, doing, None, events)
        .await?;
    let published = store::publish(tx, (request.id, answer.id), act).await;
    match published.map_err(settled)? {
        true => Ok(act),
        false => Err(AppError::Conflict),
    }
}
