//! What the demo's builder needs: a step with its photograph, recorded by the same use case in its
//! transaction.

use nara_app::error::AppError;
use nara_domain::document::{PHOTO_BY, PHOTO_TEXT};
use nara_domain::fields::Values;
use nara_domain::ids::ProposalId;
use nara_domain::permissions::can;
use nara_domain::proposal::TransitionKind;

use super::Sent;
use super::photo::{NewPhoto, checked, step_with_photo};
use super::service::ADD;
use crate::db::Tx;
use crate::live::NewEvent;
use crate::proposals::store::case;
use crate::proposals::{Doing, Workroom, subject};

/// A picture, what it shows and who made it.
#[derive(Clone, Copy, Debug)]
pub struct Picture<'a> {
    pub name: &'a str,
    pub bytes: &'a [u8],
    pub text: &'a str,
    pub by: &'a str,
}

pub async fn step(
    tx: &mut Tx,
    room: &Workroom,
    (id, kind): (ProposalId, TransitionKind),
    doing: Doing<'_>,
    picture: Picture<'_>,
    events: &mut Vec<NewEvent>,
) -> Result<(), AppError> {
    let mut case = case::lock(tx, id).await?.ok_or(AppError::NotFound)?;
    let rules = room.rulesets().get(tx, case.ruleset_id).await?;
    can(doing.by.actor, ADD, &subject(&case, &rules, None))?;
    let told = [(PHOTO_TEXT, picture.text), (PHOTO_BY, picture.by)];
    let told: Values = told
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
    let photo = checked(NewPhoto {
        file: Sent::File {
            name: picture.name.to_owned(),
            bytes: picture.bytes.to_vec(),
        },
        told,
        confirmed: true,
    });
    let photo = (photo.await, true);
    step_with_photo(tx, room, (&mut case, kind), doing, photo, events).await?;
    Ok(())
}
