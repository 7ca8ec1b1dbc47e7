//! What the demo's builder may do: the use cases' own steps, without letters.

use nara_app::error::AppError;
use nara_domain::actor::Actor;
use nara_domain::fields::Values;
use nara_domain::ids::ProposalId;
use nara_domain::outside::GuestAnswer;
use nara_domain::time::Stamp;

use super::{steps, store};
use crate::db::Tx;
use crate::live::NewEvent;
use crate::proposals::store::case::{self, StoredCase};
use crate::proposals::{By, Workroom};

/// The same every time: nothing in the demo is secret.
fn secret(id: ProposalId) -> String {
    format!("demo-{id}")
}

async fn locked(tx: &mut Tx, id: ProposalId) -> Result<StoredCase, AppError> {
    case::lock(tx, id).await?.ok_or(AppError::NotFound)
}

/// An official asks; one question a case.
pub async fn ask(
    tx: &mut Tx,
    room: &Workroom,
    id: ProposalId,
    by: By<'_>,
    fields: &Values,
    events: &mut Vec<NewEvent>,
) -> Result<(), AppError> {
    let mut case = locked(tx, id).await?;
    let (email, question) = steps::read(fields, by.now)?;
    let secret = secret(id);
    let asked = (email.as_str(), &question, secret.as_str());
    steps::put(tx, room, &mut case, by, asked, events).await?;
    Ok(())
}

/// An answer comes, and is published by who asked, or by a colleague.
pub async fn answer(
    tx: &mut Tx,
    room: &Workroom,
    id: ProposalId,
    (actor, at): (&Actor, Stamp),
    fields: &Values,
    events: &mut Vec<NewEvent>,
) -> Result<(), AppError> {
    let mut case = locked(tx, id).await?;
    let answer = GuestAnswer::parse(fields)?;
    if !steps::receive(tx, &secret(id), &answer, at).await? {
        return Err(AppError::LinkUnknown);
    }
    let requests = store::of_case(tx, id).await?;
    let request = requests.first().ok_or(AppError::NotFound)?;
    let by = By {
        actor,
        once: "demo:guest",
        now: at,
    };
    steps::release(tx, room, &mut case, request, by, events).await?;
    Ok(())
}
