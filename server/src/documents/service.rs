//! Adding a document, taking one down, and finding one.

use nara_app::error::AppError;
use nara_domain::actor::{Actor, Role};
use nara_domain::answer::ActKind;
use nara_domain::document::{
    self, BELONGS_TO, BYTES, Checked, Document, FILE, FILE_NAME, FileKind, MAX_BYTES, MAX_PER_CASE,
    MEDIA_TYPE, NUMBER, Removal, SHA256,
};
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::fields::Values;
use nara_domain::ids::{ActId, ProposalId};
use nara_domain::permissions::{Action, can};
use nara_domain::time::Stamp;
use sha2::{Digest, Sha256};

use super::store;
use crate::db::{Db, DbError, Tx};
use crate::http::limits;
use crate::live::EventKind;
use crate::proposals::store::act;
use crate::proposals::store::case::{self, StoredCase};
use crate::proposals::{Entry, ProposalService, append, event, first_standing, subject};

#[derive(Clone, Debug)]
pub struct DocumentService {
    pub db: Db,
    pub proposals: std::sync::Arc<ProposalService>,
}

/// A file as it was sent.
#[derive(Clone, Debug)]
pub enum Sent {
    Nothing,
    /// More than is taken; nobody kept it.
    TooLarge,
    File {
        name: String,
        bytes: Vec<u8>,
    },
}

/// A document as typed.
#[derive(Clone, Debug)]
pub struct NewDocument {
    pub fields: Values,
    pub belongs_to: String,
    pub confirmed: bool,
    pub file: Sent,
    pub once: String,
}

/// A document somebody asked for.
#[derive(Clone, Debug)]
pub enum Found {
    File {
        kind: FileKind,
        name: String,
        sha256: String,
        /// Search engines stay away from what groups of young people wrote, and from what is beside it.
        of_group: bool,
    },
    /// Taken down.
    Gone,
}

pub(super) const ADD: Action = Action::Append(ActKind::Document);
const REMOVE: Action = Action::Append(ActKind::DocumentRemoval);

/// A file that may be kept, with its hash.
pub(super) struct Kept {
    pub(super) checked: Checked,
    name: String,
    sha256: String,
}

fn at_file(problem: FieldProblem) -> FieldError {
    FieldError::new(FILE, problem)
}

/// Looks into the file; away from the threads that answer everybody.
pub(super) async fn keep(sent: Sent) -> Result<Kept, FieldError> {
    let (name, bytes) = match sent {
        Sent::Nothing => return Err(at_file(FieldProblem::NoFile)),
        Sent::TooLarge => {
            return Err(at_file(FieldProblem::FileTooLarge { max: MAX_BYTES }));
        }
        Sent::File { name, bytes } => (name, bytes),
    };
    let looked = tokio::task::spawn_blocking(move || {
        let checked = document::check(bytes)?;
        let sha256 = hex::encode(Sha256::digest(&checked.bytes));
        Ok((checked, sha256))
    });
    // It does not panic; if it did, this is no file to keep.
    let looked = looked.await.unwrap_or(Err(FieldProblem::BrokenFile));
    let (checked, sha256) = looked.map_err(at_file)?;
    Ok(Kept {
        name: document::file_name(&name, checked.kind),
        checked,
        sha256,
    })
}

/// What a file with nothing wrong in it is told where something else is: no browser sends it again.
fn again(mut errors: Vec<FieldError>) -> AppError {
    if !errors.iter().any(|error| error.field == FILE) {
        errors.push(at_file(FieldProblem::PickAgain));
    }
    AppError::Invalid(errors)
}

/// A race that a key of the database settled: whoever sends it again is told, or succeeds.
fn settled(error: DbError) -> AppError {
    match error.is_race() || error.is_foreign_key_violation() {
        true => AppError::Conflict,
        false => error.into(),
    }
}

impl DocumentService {
    /// Whether this actor may add a document: asked before anything of it is read.
    pub async fn may_add(&self, actor: &Actor, id: ProposalId, now: Stamp) -> Result<(), AppError> {
        self.may_send(actor, id).await?;
        self.proposals.limit(limits::Action::Document, actor, now)
    }

    /// Whether a file of this actor's is read at all.
    pub async fn may_send(&self, actor: &Actor, id: ProposalId) -> Result<(), AppError> {
        let mut conn = self.db.read().await?;
        let may = self.proposals.permitted(&mut conn, actor, ADD, id).await;
        may.map(drop)
    }

    pub async fn add(
        &self,
        actor: &Actor,
        id: ProposalId,
        new: NewDocument,
        now: Stamp,
    ) -> Result<i64, AppError> {
        let once = self.proposals.once_of(actor, &new.once)?;
        let mut errors = Vec::new();
        let told = Document::parse(&new.fields).map_err(|wrong| errors.extend(wrong));
        let kept = keep(new.file).await.map_err(|wrong| errors.push(wrong));
        if let Ok(kept) = &kept
            && let Some(wrong) = document::missing(kept.checked.kind, &new.fields)
        {
            errors.push(wrong);
        }
        if !new.confirmed {
            errors.push(FieldError::new("confirmation", FieldProblem::NotTicked));
        }
        let (Ok(told), Ok(kept), true) = (told, kept, errors.is_empty()) else {
            return Err(again(errors));
        };
        let fields = crate::proposals::stored(&told)?;
        let mut tx = self.db.begin().await?;
        let case = self.locked(&mut tx, actor, ADD, id).await?;
        if let Some(before) = act::find_once(&mut tx, id, &once).await? {
            return self.number_of(&mut tx, id, before).await;
        }
        let today = now.day();
        ActKind::Document
            .fits(&fields, &case.course, today, today)
            .map_err(again)?;
        let belongs_to = self.belongs_to(&mut tx, id, &new.belongs_to).await?;
        let file = (fields, kept, belongs_to);
        let (number, act) = write(&mut tx, &case, file, (actor, &once), now).await?;
        self.publish(tx, &case, act, now).await?;
        Ok(number)
    }

    pub async fn take_down(
        &self,
        actor: &Actor,
        (id, number): (ProposalId, i64),
        (typed, once): (&Values, &str),
        now: Stamp,
    ) -> Result<(), AppError> {
        let once = self.proposals.once_of(actor, once)?;
        let mut tx = self.db.begin().await?;
        let case = self.locked(&mut tx, actor, REMOVE, id).await?;
        if act::find_once(&mut tx, id, &once).await?.is_some() {
            return Ok(());
        }
        let found = store::find(&mut tx, id, number).await?;
        let found = found.ok_or(AppError::NotFound)?;
        let sha256 = found.sha256.ok_or(AppError::Gone)?;
        let mut fields = crate::proposals::stored(&Removal::parse(typed)?)?;
        let told = store::told(&mut tx, id, number).await?;
        let told = told.unwrap_or(found.fields);
        for name in [NUMBER, "title", FILE_NAME, SHA256] {
            if let Some(value) = told.get(name) {
                fields.insert(name.to_owned(), value.clone());
            }
        }
        let kind = ActKind::DocumentRemoval;
        let act = append_act(&mut tx, (&case, kind), &fields, (actor, &once), now).await?;
        let removed = store::remove(&mut tx, (id, number), act, &sha256).await;
        if !removed.map_err(settled)? {
            return Err(AppError::Conflict);
        }
        self.publish(tx, &case, act, now).await
    }

    /// A document as this actor may have it.
    pub async fn find(
        &self,
        actor: &Actor,
        (id, number): (ProposalId, i64),
    ) -> Result<Found, AppError> {
        let mut conn = self.db.read().await?;
        let read = Action::ReadProposal;
        let case = self.proposals.permitted(&mut conn, actor, read, id).await?;
        if case.course.is_taken_back_unread() {
            // What nobody had read when it was taken back, only those read who received it.
            let all = Action::ReadUnpublished;
            let may = self.proposals.permitted(&mut conn, actor, all, id).await;
            may.map_err(|_| AppError::NotFound)?;
        }
        let found = store::find(&mut conn, id, number).await?;
        let found = found.ok_or(AppError::NotFound)?;
        let Some(sha256) = found.sha256 else {
            return Ok(Found::Gone);
        };
        let field = |name: &str| found.fields.get(name).cloned().unwrap_or_default();
        Ok(Found::File {
            kind: FileKind::from_code(&field(MEDIA_TYPE)).ok_or(AppError::Internal)?,
            name: field(FILE_NAME),
            sha256,
            of_group: case.of_group,
        })
    }

    /// The bytes of a document that was found. None: taken down since.
    pub async fn bytes(&self, sha256: &str) -> Result<Option<Vec<u8>>, AppError> {
        let mut conn = self.db.read().await?;
        Ok(store::bytes(&mut conn, sha256).await?)
    }

    /// The case, locked, where this actor may do this with it.
    pub(super) async fn locked(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        action: Action,
        id: ProposalId,
    ) -> Result<StoredCase, AppError> {
        let case = case::lock(tx, id).await?.ok_or(AppError::NotFound)?;
        let rules = self.proposals.rulesets().get(tx, case.ruleset_id).await?;
        can(actor, action, &subject(&case, &rules, None))?;
        Ok(case)
    }

    /// The act a form names; none for an empty field.
    async fn belongs_to(
        &self,
        tx: &mut Tx,
        id: ProposalId,
        typed: &str,
    ) -> Result<Option<ActId>, AppError> {
        if typed.is_empty() {
            return Ok(None);
        }
        let named: Option<ActId> = typed.parse().ok();
        let acts = act::of_proposal(tx, id).await?;
        let there = acts.iter().find(|act| {
            Some(act.id) == named
                && act.superseded_by.is_none()
                && !matches!(act.kind, ActKind::Document | ActKind::DocumentRemoval)
        });
        match there {
            Some(act) => Ok(Some(act.id)),
            None => {
                let wrong = FieldError::new(BELONGS_TO, FieldProblem::NotAChoice);
                Err(again(vec![wrong]))
            }
        }
    }

    /// The number of a document that was added before, with the same form.
    async fn number_of(&self, tx: &mut Tx, id: ProposalId, act: ActId) -> Result<i64, AppError> {
        let acts = act::of_proposal(tx, id).await?;
        let act = acts.iter().find(|other| other.id == act);
        let number = act.and_then(|act| act.fields.get(NUMBER)?.parse().ok());
        number.ok_or(AppError::Conflict)
    }

    /// Tells those who read the case now, where everybody may.
    async fn publish(
        &self,
        mut tx: Tx,
        case: &StoredCase,
        act: ActId,
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut events = Vec::new();
        if case.course.is_public() {
            case::touch(&mut tx, case.id, now).await?;
            events.push(event(case, EventKind::Act, Some(act)));
        }
        self.proposals.finish(tx, &events, now).await
    }
}

/// Puts a file that was looked into on a case that is locked, beside the act it belongs to.
pub(super) async fn write(
    tx: &mut Tx,
    case: &StoredCase,
    (mut fields, kept, belongs_to): (Values, Kept, Option<ActId>),
    by: (&Actor, &str),
    now: Stamp,
) -> Result<(i64, ActId), AppError> {
    let id = case.id;
    let hashes = store::hashes(tx, id).await?;
    if hashes.contains(&kept.sha256) {
        return Err(AppError::Invalid(vec![at_file(FieldProblem::SameFile)]));
    }
    if hashes.len() >= MAX_PER_CASE {
        let max = MAX_PER_CASE;
        let problem = FieldProblem::TooManyDocuments { max };
        return Err(AppError::Invalid(vec![at_file(problem)]));
    }
    let number = store::last_number(tx, id).await?.saturating_add(1);
    let of_the_file = [
        (NUMBER, number.to_string()),
        (FILE_NAME, kept.name),
        (MEDIA_TYPE, kept.checked.kind.code().to_owned()),
        (BYTES, kept.checked.bytes.len().to_string()),
        (SHA256, kept.sha256.clone()),
    ];
    let belongs_to = belongs_to.map(|act| (BELONGS_TO, act.to_string()));
    fields.extend(
        of_the_file
            .into_iter()
            .chain(belongs_to)
            .map(|(name, value)| (name.to_owned(), value)),
    );
    let act = append_act(tx, (case, ActKind::Document), &fields, by, now).await?;
    let file = (kept.sha256.as_str(), kept.checked.bytes.as_slice());
    store::insert(tx, (id, number), act, file)
        .await
        .map_err(settled)?;
    Ok((number, act))
}

async fn append_act(
    tx: &mut Tx,
    (case, kind): (&StoredCase, ActKind),
    fields: &Values,
    (actor, once): (&Actor, &str),
    now: Stamp,
) -> Result<ActId, AppError> {
    let entry = Entry {
        kind,
        step: None,
        actor,
        standing: first_standing(actor, &[Role::Secretary, Role::Official]),
        at: now,
        happened_on: now.day(),
        fields,
        supersedes: None,
        prepared_by: None,
        once,
    };
    append(tx, case, &entry).await
}
