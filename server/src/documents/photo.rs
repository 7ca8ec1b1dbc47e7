//! A photograph that comes with the step it shows: both are recorded, or neither is.

use nara_app::answers::api::{Intent, Looked};
use nara_app::error::AppError;
use nara_app::i18n::{Lang, date_long};
use nara_app::proposals::api::{NewAct, Recorded};
use nara_app::t;
use nara_domain::actor::Actor;
use nara_domain::document::{FILE, PHOTO, PHOTO_BY, PHOTO_TEXT, Photo};
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::fields::Values;
use nara_domain::ids::{ActId, ProposalId};
use nara_domain::proposal::TransitionKind;
use nara_domain::time::{Date, Stamp};

use super::Sent;
use super::scaled::{Room, Scaled, scaled};
use super::service::{ADD, DocumentService, Kept, keep, write};
use crate::db::Tx;
use crate::http::limits;
use crate::live::{EventKind, NewEvent};
use crate::proposals::store::act;
use crate::proposals::store::case::StoredCase;
use crate::proposals::{By, Doing, Workroom, event};

const CONFIRMATION: &str = "confirmation";

/// A photograph as it was sent.
#[derive(Clone, Debug)]
pub struct NewPhoto {
    pub(super) file: Sent,
    pub(super) told: Values,
    pub(super) confirmed: bool,
}

impl NewPhoto {
    /// Takes what belongs to the photograph out of the step's form. None where there is none.
    pub fn taken_from(fields: &mut Values, file: Sent) -> Option<Self> {
        let mut told = Values::new();
        for name in [PHOTO_TEXT, PHOTO_BY] {
            let typed = fields.remove(name).unwrap_or_default();
            if !typed.trim().is_empty() {
                told.insert(name.to_owned(), typed);
            }
        }
        let confirmed = fields
            .remove(CONFIRMATION)
            .is_some_and(|said| said == "yes");
        let sent = !matches!(file, Sent::Nothing) || !told.is_empty();
        sent.then_some(Self {
            file,
            told,
            confirmed,
        })
    }
}

/// The same at the fields of the step's form.
fn at_photo(mut error: FieldError) -> FieldError {
    if error.field == FILE {
        PHOTO.clone_into(&mut error.field);
    }
    error
}

/// No browser sends a file again.
fn again(mut errors: Vec<FieldError>, was_sent: bool) -> AppError {
    if was_sent && !errors.iter().any(|error| error.field == PHOTO) {
        errors.push(FieldError::new(PHOTO, FieldProblem::PickAgain));
    }
    AppError::Invalid(errors)
}

/// As [`keep`], of nothing but pictures: a document is not taken here either.
async fn keep_picture(file: Sent) -> Result<Kept, FieldError> {
    keep(file)
        .await
        .and_then(|kept| match kept.checked.kind.is_picture() {
            true => Ok(kept),
            false => Err(FieldError::new(FILE, FieldProblem::NotAPicture)),
        })
        .map_err(|error| match error.problem {
            FieldProblem::UnknownFile => FieldError::new(FILE, FieldProblem::NotAPicture),
            _ => error,
        })
}

/// The picture in a file that was sent, made small enough for each of these.
pub(crate) async fn picture<const N: usize>(
    file: Sent,
    rooms: [Room; N],
) -> Result<[Scaled; N], FieldProblem> {
    let kept = keep_picture(file).await.map_err(|error| error.problem)?;
    scaled(kept.checked, rooms).await
}

/// What is told, and the picture; or everything that is wrong with both.
pub(super) async fn checked(new: NewPhoto) -> Result<(Photo, Kept), Vec<FieldError>> {
    let mut wrong = Vec::new();
    let kept = keep_picture(new.file).await;
    let kept = kept.map_err(|error| wrong.push(at_photo(error)));
    let told = Photo::parse(&new.told).map_err(|errors| wrong.extend(errors));
    if !new.confirmed {
        wrong.push(FieldError::new(CONFIRMATION, FieldProblem::NotTicked));
    }
    match (told, kept, wrong.is_empty()) {
        (Ok(told), Ok(kept), true) => Ok((told, kept)),
        _ => Err(wrong),
    }
}

/// The step and its photograph. Nothing is kept of the one where something is wrong with the other.
fn both<T>(
    recorded: Result<T, AppError>,
    photo: Result<(Photo, Kept), Vec<FieldError>>,
    was_sent: bool,
) -> Result<(T, (Photo, Kept)), AppError> {
    match (recorded, photo) {
        (Ok(recorded), Ok(photo)) => Ok((recorded, photo)),
        (Err(AppError::Invalid(mut errors)), Err(wrong)) => {
            errors.extend(wrong);
            Err(again(errors, was_sent))
        }
        (Err(AppError::Invalid(errors)), Ok(_)) => Err(again(errors, was_sent)),
        (Ok(_), Err(wrong)) => Err(again(wrong, was_sent)),
        (Err(error), _) => Err(error),
    }
}

impl DocumentService {
    /// What a step with its photograph would do; the photograph is checked and not kept.
    pub async fn look_with_photo(
        &self,
        actor: &Actor,
        (id, kind): (ProposalId, TransitionKind),
        new: NewAct,
        photo: NewPhoto,
        now: Stamp,
    ) -> Result<Looked, AppError> {
        self.proposals.limit(limits::Action::Document, actor, now)?;
        let was_sent = !matches!(photo.file, Sent::Nothing);
        let photo = checked(photo).await;
        let intent = Intent::Step(kind);
        let looked = self.proposals.look_at(actor, id, intent, new, now).await;
        both(looked, photo, was_sent).map(|(looked, _)| looked)
    }

    /// Records a step together with its photograph.
    pub async fn record_with_photo(
        &self,
        actor: &Actor,
        (id, kind): (ProposalId, TransitionKind),
        new: NewAct,
        photo: NewPhoto,
        now: Stamp,
    ) -> Result<ActId, AppError> {
        let once = self.proposals.once_of(actor, &new.once)?;
        self.proposals.limit(limits::Action::Document, actor, now)?;
        let was_sent = !matches!(photo.file, Sent::Nothing);
        let photo = checked(photo).await;
        let mut tx = self.db.begin().await?;
        let mut case = self.locked(&mut tx, actor, ADD, id).await?;
        if let Some(before) = act::find_once(&mut tx, id, &once).await? {
            return Ok(before);
        }
        let mut events = Vec::new();
        let doing = Doing {
            by: By {
                actor,
                once: &once,
                now,
            },
            fields: &new.fields,
        };
        let room = self.proposals.room();
        let photo = (photo, was_sent);
        let step =
            step_with_photo(&mut tx, room, (&mut case, kind), doing, photo, &mut events).await?;
        self.proposals.finish(tx, &events, now).await?;
        Ok(step)
    }
}

/// Records a step and its photograph on a locked case.
pub(super) async fn step_with_photo(
    tx: &mut Tx,
    room: &Workroom,
    (case, kind): (&mut StoredCase, TransitionKind),
    doing: Doing<'_>,
    (photo, was_sent): (Result<(Photo, Kept), Vec<FieldError>>, bool),
    events: &mut Vec<NewEvent>,
) -> Result<ActId, AppError> {
    let (by, now) = (doing.by, doing.by.now);
    let recorded = room.add_step(tx, case, kind, doing, events);
    let (recorded, (told, kept)) = both(recorded.await, photo, was_sent)?;
    let Recorded::Act(step) = recorded else {
        // No step with a photograph takes two persons.
        return Err(AppError::Malformed);
    };
    let day = doing.fields.get("on").and_then(|day| Date::parse(day).ok());
    let day = day.unwrap_or(now.day());
    // The record is the municipality's, in its language.
    let title = t!(Lang::Sv, "photo-of", date = date_long(Lang::Sv, day));
    let fields: Values = [
        ("title", title.into_owned()),
        ("made_by", told.by),
        ("dated", day.to_string()),
        ("description", told.text),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    let of_photo = format!("{}:foto", by.once);
    let file = (fields, kept, Some(step));
    let document = write(tx, case, file, (by.actor, &of_photo), now).await;
    let (_, act) = document.map_err(|error| match error {
        AppError::Invalid(errors) => AppError::Invalid(errors.into_iter().map(at_photo).collect()),
        other => other,
    })?;
    if case.course.is_public() {
        events.push(event(case, EventKind::Act, Some(act)));
    }
    Ok(step)
}
