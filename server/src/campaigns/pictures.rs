//! Pictures of ideas: putting one there, reading it before others do, taking it down.

use std::sync::Arc;

use nara_app::campaigns::api::{PictureOfIdea, PictureStanding, PictureToRead, PictureView};
use nara_app::error::AppError;
use nara_domain::actor::{Actor, Role};
use nara_domain::campaign::{
    CampaignStepKind, PICTURE, PICTURE_BYTES, PICTURE_SIDE, Picture, PictureSide, PictureState,
    Recognised, SMALL_BYTES, SMALL_SIDE, picture_side, return_word, runs,
};
use nara_domain::error::{Denied, FieldError, FieldProblem, NotAllowedNow};
use nara_domain::fields::Values;
use nara_domain::ids::{CampaignId, CampaignPictureId, GroupId, ProposalId};
use nara_domain::time::Stamp;

use super::parts_store;
use super::picture_store::{self, NewPicture};
use super::steps::{is_own, locked, readable};
use super::store::{self, StoredCampaign};
use crate::db::{Conn, Db, Tx};
use crate::documents::{Room, Scaled, Sent, picture};
use crate::groups::store as groups;
use crate::http::limits;
use crate::once::key_of;
use crate::people::store as people;
use crate::proposals::ProposalService;

const SIZES: [Room; 2] = [
    Room {
        side: PICTURE_SIDE,
        bytes: PICTURE_BYTES,
    },
    Room {
        side: SMALL_SIDE,
        bytes: SMALL_BYTES,
    },
];

#[derive(Clone, Debug)]
pub struct PictureService {
    pub db: Db,
    pub proposals: Arc<ProposalService>,
}

/// What becomes of a picture that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Publish,
    /// Back, with a friendly word.
    Return,
    TakeDown,
}

/// A file somebody asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundPicture {
    Stands,
    /// Sent back or taken down.
    Gone,
}

/// What a reader is to the picture of an idea.
///
/// # Errors
/// `Denied` for somebody who is nothing to it.
async fn side(
    conn: &mut Conn,
    actor: &Actor,
    campaign: &StoredCampaign,
    idea: ProposalId,
) -> Result<Result<PictureSide, Denied>, AppError> {
    let Some(person) = actor.person_id() else {
        return Ok(Err(Denied::SignIn));
    };
    let own = is_own(conn, campaign, Some(person)).await?;
    let run = runs(actor, CampaignStepKind::Curate, own);
    let leads = match picture_store::group_of(conn, idea).await? {
        None => run.is_ok(),
        Some(group) => {
            actor.has(Role::Supervisor) && store::runs_group(conn, group, person).await?
        }
    };
    let wrote = store::author_of(conn, idea).await? == person;
    Ok(picture_side(actor, wrote, leads, run))
}

/// The campaign and the idea's title, where this actor reads both.
async fn found(
    conn: &mut Conn,
    actor: &Actor,
    (slug, idea): (&str, ProposalId),
) -> Result<(StoredCampaign, String), AppError> {
    let campaign = store::find(conn, slug).await?.ok_or(AppError::NotFound)?;
    readable(conn, actor, &campaign).await?;
    let title = parts_store::title_of(conn, campaign.id, idea).await?;
    Ok((campaign, title.ok_or(AppError::NotFound)?))
}

/// Of the picture of a hidden idea nobody reads anything here; they take it down.
fn covered(mut standing: PictureStanding) -> PictureStanding {
    standing.shown.description.clear();
    standing.shown.taken_by.clear();
    standing.agreed = None;
    standing
}

/// As the port's method. Also of a hidden idea: its picture can be taken down.
pub async fn view(
    conn: &mut Conn,
    actor: &Actor,
    (slug, idea): (&str, ProposalId),
) -> Result<PictureView, AppError> {
    let campaign = store::find(conn, slug).await?.ok_or(AppError::NotFound)?;
    readable(conn, actor, &campaign).await?;
    let heading = parts_store::heading_of(conn, campaign.id, idea).await?;
    let (title, hidden) = heading.ok_or(AppError::NotFound)?;
    let side = side(conn, actor, &campaign, idea).await??;
    let last = picture_store::last(conn, idea).await?;
    let seen = last
        .as_ref()
        .filter(|last| last.state == PictureState::Shown || side.sees_waiting());
    let standing = seen.and_then(|last| {
        Some(PictureStanding {
            shown: last.shown()?,
            waiting: last.state == PictureState::Waiting,
            agreed: last
                .told
                .as_ref()
                .filter(|_| side.sees_waiting())
                .and_then(|told| told.agreed.clone()),
        })
    });
    let standing = match hidden {
        true => standing.map(covered),
        false => standing,
    };
    let word = last
        .filter(|last| last.state == PictureState::Returned && side.sees_waiting())
        .and_then(|last| last.word);
    Ok(PictureView {
        slug: campaign.slug,
        campaign: campaign.plan.title,
        idea,
        title,
        open: campaign.stage.takes_pictures() && !hidden,
        hidden,
        side,
        standing,
        word: word.filter(|_| !hidden),
    })
}

/// On the idea's page: the picture as this reader sees it, and whether they can do something about it.
pub async fn of_idea(
    conn: &mut Conn,
    actor: &Actor,
    (slug, idea): (&str, ProposalId),
) -> Result<PictureOfIdea, AppError> {
    let campaign = store::find(conn, slug).await?.ok_or(AppError::NotFound)?;
    let heading = parts_store::heading_of(conn, campaign.id, idea).await?;
    let Some((_, hidden)) = heading else {
        return Ok(PictureOfIdea::default());
    };
    let last = picture_store::last(conn, idea).await?;
    let side = match actor.is_signed_in() {
        true => side(conn, actor, &campaign, idea).await?.ok(),
        false => None,
    };
    let waits = side.is_some_and(PictureSide::sees_waiting);
    let state = last.as_ref().map(|last| last.state);
    let shown = last
        .as_ref()
        .and_then(super::picture_store::StoredPicture::shown);
    let stands = shown.is_some() && (state == Some(PictureState::Shown) || waits);
    if hidden {
        // With the text of an idea its picture is hidden. It can be taken down.
        return Ok(PictureOfIdea {
            changes: stands && side.is_some(),
            ..PictureOfIdea::default()
        });
    }
    let adds = side.is_some_and(PictureSide::adds) && campaign.stage.takes_pictures();
    Ok(PictureOfIdea {
        shown: shown.filter(|_| state == Some(PictureState::Shown)),
        waits: waits && state == Some(PictureState::Waiting),
        returned: waits && state == Some(PictureState::Returned),
        adds: adds && !stands,
        changes: stands && side.is_some(),
        reads: side.is_some_and(PictureSide::reads),
    })
}

/// When a campaign is over: what nobody has read goes, and every picture in which somebody can be recognised.
pub async fn let_go(tx: &mut Tx, campaign: CampaignId, now: Stamp) -> Result<(), AppError> {
    for (id, state, recognised) in picture_store::list_standing(tx, campaign).await? {
        if state.goes_at_the_end(recognised) {
            let to = (PictureState::Gone, None);
            picture_store::take_down(tx, (id, state), to, None, now).await?;
        }
    }
    Ok(())
}

/// No browser sends a file again.
fn again(mut errors: Vec<FieldError>, was_sent: bool) -> AppError {
    if was_sent && !errors.iter().any(|error| error.field == PICTURE) {
        errors.push(FieldError::new(PICTURE, FieldProblem::PickAgain));
    }
    AppError::Invalid(errors)
}

/// The same at the one field of a form that is about the file.
fn at_picture(problem: FieldProblem) -> FieldError {
    FieldError::new(PICTURE, problem)
}

/// What was told and the picture in both sizes; or everything that is wrong.
async fn checked(typed: &Values, file: Sent) -> Result<(Picture, [Scaled; 2]), AppError> {
    let was_sent = !matches!(file, Sent::Nothing);
    let mut wrong = Vec::new();
    let told = Picture::parse(typed).map_err(|errors| wrong.extend(errors));
    let made = picture(file, SIZES).await;
    let made = made.map_err(|problem| wrong.push(at_picture(problem)));
    match (told, made) {
        (Ok(told), Ok(made)) => Ok((told, made)),
        _ => Err(again(wrong, was_sent)),
    }
}

/// Keeps who wrote the idea from leaving until the transaction ends: what goes with them would come after them.
/// Where they have left, nobody can be asked any more whether they agree to be seen.
async fn hold_author(
    tx: &mut Tx,
    idea: ProposalId,
    (side, who): (PictureSide, Recognised),
) -> Result<(), AppError> {
    let author = store::author_of(tx, idea).await?;
    // In the order in which somebody leaves.
    groups::lock_of(tx, author).await?;
    let _known = people::lock(tx, author).await?;
    if picture_store::has_author(tx, idea).await? {
        return Ok(());
    }
    match (side, who) {
        (PictureSide::Author, _) => Err(AppError::Denied(Denied::Role)),
        (_, Recognised::Agreed) => {
            let left = FieldError::new("recognised", FieldProblem::AuthorLeft);
            Err(again(vec![left], true))
        }
        (_, Recognised::Nobody) => Ok(()),
    }
}

/// Puts a picture at an idea, in a transaction of somebody else's.
async fn put(
    tx: &mut Tx,
    actor: &Actor,
    (slug, idea): (&str, ProposalId),
    (checked, once): (Result<(Picture, [Scaled; 2]), AppError>, &str),
    now: Stamp,
) -> Result<(), AppError> {
    let person = actor.person_id().ok_or(AppError::SignIn)?;
    let once = key_of(once)?.ok_or(AppError::Malformed)?;
    let once = format!("{person}:{once}");
    let campaign = locked(tx, actor, slug).await?;
    let title = parts_store::title_of(tx, campaign.id, idea).await?;
    title.ok_or(AppError::NotFound)?;
    let side = side(tx, actor, &campaign, idea).await??;
    if !side.adds() {
        return Err(AppError::Denied(Denied::Role));
    }
    if picture_store::was_sent(tx, idea, &once).await? {
        return Ok(());
    }
    if !campaign.stage.takes_pictures() {
        return Err(NotAllowedNow::NotChoosing.into());
    }
    let (told, [large, small]) = checked?;
    hold_author(tx, idea, (side, told.recognised)).await?;
    let state = match side.reads() {
        true => PictureState::Shown,
        false => PictureState::Waiting,
    };
    let new = NewPicture {
        idea,
        person,
        name: actor.name().unwrap_or_default(),
        state,
        told: &told,
        large: &large,
        small: &small,
        once: &once,
    };
    match picture_store::insert(tx, &new, now).await? {
        true => Ok(()),
        // One stands there.
        false => Err(AppError::Conflict),
    }
}

/// As on the page, for the demo.
///
/// # Errors
/// As on the page.
pub async fn put_told(
    tx: &mut Tx,
    actor: &Actor,
    which: (&str, ProposalId),
    (typed, file, once): (&Values, Vec<u8>, &str),
    now: Stamp,
) -> Result<(), AppError> {
    let file = Sent::File {
        name: String::new(),
        bytes: file,
    };
    let checked = checked(typed, file).await;
    put(tx, actor, which, (checked, once), now).await
}

impl PictureService {
    /// Whether this actor may put a picture there: asked before anything of it is read.
    ///
    /// # Errors
    /// Why not.
    pub async fn may_add(
        &self,
        actor: &Actor,
        which: (&str, ProposalId),
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut conn = self.db.read().await?;
        let (campaign, _) = found(&mut conn, actor, which).await?;
        let side = side(&mut conn, actor, &campaign, which.1).await??;
        if !side.adds() {
            return Err(AppError::Denied(Denied::Role));
        }
        drop(conn);
        self.proposals.limit(limits::Action::Document, actor, now)
    }

    /// Puts a picture at an idea. What its leader adds everybody sees at once.
    ///
    /// # Errors
    /// `Invalid` at the fields of [`nara_domain::campaign::PICTURE_FIELDS`] and at [`PICTURE`]; `Conflict` where one
    /// stands there; `NotAllowedNow` once ideas are no longer chosen.
    pub async fn add(
        &self,
        actor: &Actor,
        which: (&str, ProposalId),
        (typed, file, once): (&Values, Sent, &str),
        now: Stamp,
    ) -> Result<(), AppError> {
        let checked = checked(typed, file).await;
        let mut tx = self.db.begin().await?;
        put(&mut tx, actor, which, (checked, once), now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Lets everybody see a picture, sends it back with a word, or takes it down, also where the idea is
    /// hidden. Twice is once.
    ///
    /// # Errors
    /// `Invalid` at the word; `Conflict` where something else became of it since.
    pub async fn settle(
        &self,
        actor: &Actor,
        (slug, idea, id): (&str, ProposalId, CampaignPictureId),
        (verdict, typed): (Verdict, &Values),
        now: Stamp,
    ) -> Result<(), AppError> {
        use PictureState::{Gone, Returned, Shown, Waiting};
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let mut tx = self.db.begin().await?;
        let campaign = locked(&mut tx, actor, slug).await?;
        let heading = parts_store::heading_of(&mut tx, campaign.id, idea).await?;
        // What is hidden nobody lets through or sends back, and it goes all the same.
        let heading = heading.filter(|(_, hidden)| !hidden || verdict == Verdict::TakeDown);
        heading.ok_or(AppError::NotFound)?;
        let side = side(&mut tx, actor, &campaign, idea).await??;
        if verdict != Verdict::TakeDown && !side.reads() {
            return Err(AppError::Denied(Denied::Role));
        }
        let stored = picture_store::find(&mut tx, idea, id).await?;
        let stored = stored.filter(|stored| stored.state != Waiting || side.sees_waiting());
        let stored = stored.ok_or(AppError::NotFound)?;
        let from = (id, stored.state);
        let by = Some(person);
        let done = match (verdict, stored.state) {
            (Verdict::Publish, Shown) | (Verdict::TakeDown, Gone) => true,
            (Verdict::Publish, Waiting) => picture_store::publish(&mut tx, id, person, now).await?,
            (Verdict::Return, Waiting) => {
                let word = return_word(typed)?;
                let to = (Returned, Some(word.as_str()));
                picture_store::take_down(&mut tx, from, to, by, now).await?
            }
            (Verdict::TakeDown, Waiting | Shown) => {
                picture_store::take_down(&mut tx, from, (Gone, None), by, now).await?
            }
            _ => false,
        };
        if !done {
            return Err(AppError::Conflict);
        }
        tx.commit().await?;
        Ok(())
    }

    /// A picture as this actor may have it.
    ///
    /// # Errors
    /// `NotFound` also for one that nobody has read, to everybody who does not read it.
    pub async fn find(
        &self,
        actor: &Actor,
        (slug, idea, id): (&str, ProposalId, CampaignPictureId),
    ) -> Result<FoundPicture, AppError> {
        let mut conn = self.db.read().await?;
        let (campaign, _) = found(&mut conn, actor, (slug, idea)).await?;
        let stored = picture_store::find(&mut conn, idea, id).await?;
        let stored = stored.ok_or(AppError::NotFound)?;
        match stored.state {
            PictureState::Shown => Ok(FoundPicture::Stands),
            PictureState::Gone | PictureState::Returned => Ok(FoundPicture::Gone),
            PictureState::Waiting => {
                let side = side(&mut conn, actor, &campaign, idea).await?;
                match side.is_ok_and(PictureSide::sees_waiting) {
                    true => Ok(FoundPicture::Stands),
                    false => Err(AppError::NotFound),
                }
            }
        }
    }

    /// The bytes of a picture that was found. None: gone since.
    ///
    /// # Errors
    /// The database's.
    pub async fn bytes(
        &self,
        id: CampaignPictureId,
        small: bool,
    ) -> Result<Option<Vec<u8>>, AppError> {
        let mut conn = self.db.read().await?;
        Ok(picture_store::file(&mut conn, id, small).await?)
    }

    /// The files that go into a campaign's report.
    ///
    /// # Errors
    /// The database's.
    pub async fn of_report(
        &self,
        campaign: CampaignId,
    ) -> Result<Vec<(CampaignPictureId, Vec<u8>)>, AppError> {
        let mut conn = self.db.read().await?;
        Ok(picture_store::list_files(&mut conn, campaign).await?)
    }
}

/// As the port's method.
pub async fn to_read(
    conn: &mut Conn,
    actor: &Actor,
    group: GroupId,
) -> Result<Vec<PictureToRead>, AppError> {
    match actor.person_id().filter(|_| actor.has(Role::Supervisor)) {
        Some(person) => Ok(picture_store::list_to_read(conn, group, person).await?),
        None => Ok(Vec::new()),
    }
}
