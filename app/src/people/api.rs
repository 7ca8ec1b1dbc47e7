//! One's name and one's protection, and what is entered at the desk.

use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::name::{NameForm, Names, Protection};
use nara_domain::paper::{Channel, Entered};
use nara_domain::time::Stamp;

use crate::error::AppError;
use crate::i18n::Lang;
use crate::proposals::api::DraftFields;

/// What is known of the reader's name.
#[derive(Clone, Debug)]
pub struct NamesView {
    pub names: Names,
    pub form: NameForm,
    pub protection: Option<Protection>,
    /// Not whoever holds a duty.
    pub may_protect: bool,
}

/// As typed.
#[derive(Clone, Debug, Default)]
pub struct NamesTyped {
    pub given: String,
    pub family: String,
    pub alias: String,
    /// [`NameForm`]; as before where nothing was chosen.
    pub form: String,
    /// Also beside the posts written so far.
    pub posts_too: bool,
}

/// What pages and forms ask about the reader's own name.
#[async_trait::async_trait]
pub trait PeoplePort: Send + Sync {
    async fn names(&self, actor: &Actor) -> Result<NamesView, AppError>;
    /// Changes what is shown beside what the person writes from now on; proposals and the record
    /// keep the name they were handed in under.
    async fn choose_name(
        &self,
        actor: &Actor,
        typed: &NamesTyped,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Hides name and places everywhere, also where they stand already. Twice is once, and takes
    /// back that it was to end.
    async fn protect(&self, actor: &Actor, now: Stamp) -> Result<(), AppError>;
    /// Asks for the end of it, after [`nara_domain::name::WAITING_DAYS`].
    async fn end_protection(&self, actor: &Actor, lang: Lang, now: Stamp) -> Result<(), AppError>;
    /// Remembers the language the person reads, for letters.
    async fn speaks(&self, actor: &Actor, lang: Lang) -> Result<(), AppError>;
}

/// What staff typed off a paper.
#[derive(Clone, Debug, Default)]
pub struct PaperTyped {
    pub given: String,
    pub family: String,
    pub channel: String,
    pub reference: String,
    /// National number, where it was given: it lets one person support once.
    pub number: String,
    /// Must not be found.
    pub protected: bool,
    /// Another person than the one of the same name who was entered before.
    pub another: bool,
    pub what: PaperWhat,
    /// From the form: sending it twice enters once.
    pub once: String,
}

/// What it asks for.
#[derive(Clone, Debug)]
pub enum PaperWhat {
    Proposal(DraftFields),
    /// The number of what is supported, as typed.
    Support(String),
}

impl Default for PaperWhat {
    fn default() -> Self {
        Self::Proposal(DraftFields::default())
    }
}

/// What was entered, for who entered it and to be printed.
#[derive(Clone, Debug)]
pub struct EnteredView {
    pub id: i64,
    pub what: Entered,
    /// The name it was entered under.
    pub name: String,
    pub channel: Channel,
    pub reference: String,
    pub at: Stamp,
    pub proposal: ProposalId,
}

/// What the desk's pages ask.
#[async_trait::async_trait]
pub trait PaperPort: Send + Sync {
    /// Enters it, for a person made for it: never for somebody who has an account. Its number.
    async fn enter(&self, actor: &Actor, typed: &PaperTyped, now: Stamp) -> Result<i64, AppError>;
    /// # Errors
    /// `NotFound` where there is none, or another person entered it.
    async fn entered(&self, actor: &Actor, id: i64) -> Result<EnteredView, AppError>;
}
