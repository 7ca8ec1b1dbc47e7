//! The desk: what is shown and typed, and the port the server fills in.

use nara_domain::actor::{Actor, Role};
use nara_domain::days::CaseDay;
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::proposal::{Course, Kind};
use nara_domain::time::Stamp;
use nara_domain::work::{Pile, WaitsFor};

use crate::answers::api::WaitingLine;
use crate::error::AppError;
use crate::outside::api::ArrivedLine;

/// Which part of the desk; every part of it is in the address.
#[derive(Clone, Debug)]
pub struct WorkQuery {
    pub pile: Pile,
    /// Words of title or text, or a diary number.
    pub words: String,
    /// The last case of the page before.
    pub after: Option<ProposalId>,
    pub limit: i64,
}

/// Who has a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Has {
    Nobody,
    /// Somebody in a duty that runs cases.
    Official(PersonId, String),
    /// Somebody who no longer is: nobody looks after it, and nobody may have noticed.
    Left(String),
}

/// A case on the desk.
#[derive(Clone, Debug)]
pub struct WorkItem {
    pub id: ProposalId,
    pub slug: String,
    pub title: String,
    pub kind: Kind,
    pub diary_number: Option<String>,
    pub course: Course,
    /// What is awaited by when, the nearest first.
    pub days: Vec<CaseDay>,
    pub submitted_at: Stamp,
    pub waits_for: Option<WaitsFor>,
    pub has: Has,
    /// As it was when it was shown: whoever changes who has it sends it along.
    pub version: i64,
    /// A colleague asked the reader something here, and the reader has not written since.
    pub asked: bool,
}

/// One page of a pile.
#[derive(Clone, Debug, Default)]
pub struct WorkPile {
    pub items: Vec<WorkItem>,
    /// How many lie in each pile, whatever was searched for.
    pub counts: Vec<(Pile, i64)>,
    /// Those who can be given a case.
    pub colleagues: Vec<Colleague>,
    /// Answers that are written and not yet published, for those who may answer.
    pub answers: Vec<WaitingLine>,
    /// What has come from bodies outside the municipality, for those who may publish it.
    pub came: Vec<ArrivedLine>,
    /// The case after which the next page begins.
    pub next: Option<ProposalId>,
}

/// Somebody who can be given a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    pub id: PersonId,
    pub name: String,
    pub role: Role,
    pub department: Option<String>,
    pub title: Option<String>,
    /// Whether an official's duty is among theirs: only who holds one can be a case's officer.
    pub is_official: bool,
}

/// What one colleague wrote.
#[derive(Clone, Debug)]
pub struct NoteItem {
    pub id: i64,
    pub author: String,
    /// Whom it asks.
    pub to: Option<String>,
    pub text: String,
    pub at: Stamp,
}

/// A case as colleagues see it.
#[derive(Clone, Debug)]
pub struct InsideView {
    pub case: WorkItem,
    pub colleagues: Vec<Colleague>,
    /// The oldest first.
    pub notes: Vec<NoteItem>,
}

/// A note as typed.
#[derive(Clone, Debug, Default)]
pub struct NewNote {
    pub text: String,
    /// The number of a colleague it asks; empty for none.
    pub to: String,
    /// From the form: sending it twice makes one note.
    pub once: String,
}

/// What a form sends to give a case to whoever sends it: no page shows somebody their number.
pub const TO_ME: &str = "mig";

/// What the desk's pages and forms ask for. Every method is for those who run cases
/// ([`nara_domain::permissions::run_cases`]); a case they may not read is not found.
#[async_trait::async_trait]
pub trait WorkPort: Send + Sync {
    async fn work(
        &self,
        actor: &Actor,
        query: &WorkQuery,
        now: Stamp,
    ) -> Result<WorkPile, AppError>;
    async fn inside(
        &self,
        actor: &Actor,
        id: ProposalId,
        now: Stamp,
    ) -> Result<InsideView, AppError>;
    /// These of them that the reader may know of, in the order asked for.
    async fn cases(
        &self,
        actor: &Actor,
        ids: &[ProposalId],
        now: Stamp,
    ) -> Result<Vec<WorkItem>, AppError>;
    /// Whom a case can be given to.
    async fn colleagues(&self, actor: &Actor, now: Stamp) -> Result<Vec<Colleague>, AppError>;
    /// Gives a case to a colleague, or with an empty `to` to nobody. Who gets it from somebody else is
    /// told by letter.
    ///
    /// # Errors
    /// `Conflict` where somebody else has changed it since `version`; `Invalid` at `to`.
    async fn assign(
        &self,
        actor: &Actor,
        id: ProposalId,
        (to, version): (&str, i64),
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Whoever is asked, or has the case, is told by letter that there is a note, not what it says.
    ///
    /// # Errors
    /// `Invalid` at `text` and `to`.
    async fn note(
        &self,
        actor: &Actor,
        id: ProposalId,
        new: NewNote,
        now: Stamp,
    ) -> Result<(), AppError>;
}
