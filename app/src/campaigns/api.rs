//! Idea campaigns: what is shown and typed, and the port the server fills in.

use nara_domain::actor::Actor;
use nara_domain::campaign::{CampaignStage, CampaignStageCode, CampaignStepKind, Plan};
use nara_domain::fields::Values;
use nara_domain::ids::{CampaignActId, CampaignId, GroupId, ProposalId};
use nara_domain::proposal::{IdeaStageCode, Verdict};
use nara_domain::time::{Date, Stamp};

use crate::error::AppError;

/// Longest list of campaigns: more than any municipality has.
pub const CAMPAIGNS_MAX: i64 = 200;

/// What a form of a campaign's step sends along besides its fields: the last act that stood on the page.
pub const SEEN: &str = "seen";
/// The campaign's slot that an idea fills; empty where none.
pub const SLOT: &str = "slot";
/// Why an idea is kept for later.
pub const REASON: &str = "reason";
/// The field of an idea's form in which its set is chosen; its number, from 1.
pub const SET: &str = "set";
/// Chosen there by whoever writes an idea that belongs to no set.
pub const NO_SET: &str = "0";

/// A line of the list.
#[derive(Clone, Debug)]
pub struct CampaignItem {
    pub slug: String,
    pub title: String,
    pub question: String,
    pub stage: CampaignStageCode,
    /// The day that counts now: when it opens, the last day for ideas, or for answers.
    pub day: Option<Date>,
    /// Ideas that can be read.
    pub ideas: i64,
    /// Slots in all, and how many are filled.
    pub slots: i64,
    pub filled: i64,
    pub changed_at: Stamp,
}

/// A line of a campaign's record.
#[derive(Clone, Debug)]
pub struct CampaignAct {
    pub id: CampaignActId,
    pub step: CampaignStepKind,
    pub at: Stamp,
    /// Whoever took it, with duty and title as they were; none: the passing of time.
    pub by: Option<String>,
    /// As it was recorded, by the names of [`CampaignStepKind::fields`].
    pub fields: Values,
}

/// An idea of a campaign.
#[derive(Clone, Debug)]
pub struct CampaignIdea {
    pub id: ProposalId,
    pub slug: String,
    pub title: String,
    /// Alias and group.
    pub author: String,
    /// The number of its set, from 1.
    pub set: i64,
    /// The slot it fills.
    pub slot: Option<i64>,
    /// Why it is kept for later.
    pub kept: Option<String>,
    pub support: i64,
    pub stage: IdeaStageCode,
    pub verdict: Option<Verdict>,
    pub at: Stamp,
}

/// A group that takes part.
#[derive(Clone, Debug)]
pub struct CampaignGroup {
    pub id: GroupId,
    pub name: String,
    /// Those who are in.
    pub members: i64,
}

/// What a campaign's pages show.
#[derive(Clone, Debug)]
pub struct CampaignView {
    pub id: CampaignId,
    pub slug: String,
    pub plan: Plan,
    pub stage: CampaignStage,
    /// The whole record, the earliest first; never empty.
    pub acts: Vec<CampaignAct>,
    /// The latest first.
    pub ideas: Vec<CampaignIdea>,
    pub groups: Vec<CampaignGroup>,
    /// Steps the reader may take now, in the order they are offered.
    pub steps: Vec<CampaignStepKind>,
    /// The reader runs it: fills slots.
    pub runs: bool,
    /// Groups the reader runs that could take part and do not.
    pub could_join: Vec<CampaignGroup>,
}

impl CampaignView {
    /// The last act that stands on the page.
    pub fn seen(&self) -> String {
        let last = self.acts.last().map(|act| act.id.to_string());
        last.unwrap_or_default()
    }

    /// The idea in a slot.
    pub fn in_slot(&self, slot: i64) -> Option<&CampaignIdea> {
        self.ideas.iter().find(|idea| idea.slot == Some(slot))
    }
}

/// What somebody decides about an idea of a campaign.
#[derive(Clone, Debug, Default)]
pub struct ChoiceForm {
    /// A slot's number, or nothing.
    pub slot: String,
    /// Why it is kept for later; only where it has no slot.
    pub reason: String,
}

/// A campaign that takes ideas from the reader's group now.
#[derive(Clone, Debug)]
pub struct OpenCampaign {
    pub slug: String,
    pub title: String,
    /// The names of its sets, in their order.
    pub sets: Vec<String>,
}

/// What pages and forms ask for. A draft is found by those who could go on with it only.
#[async_trait::async_trait]
pub trait CampaignPort: Send + Sync {
    /// Those that the reader may read, the latest changed first.
    async fn campaigns(&self, actor: &Actor) -> Result<Vec<CampaignItem>, AppError>;
    /// # Errors
    /// `NotFound` also for a draft of somebody else's.
    async fn campaign(
        &self,
        actor: &Actor,
        slug: &str,
        now: Stamp,
    ) -> Result<CampaignView, AppError>;
    /// Makes a draft of what was typed, and answers its address. `once` is from the form: sending it
    /// twice makes one.
    ///
    /// # Errors
    /// `Invalid` at the fields of [`nara_domain::campaign::PLAN_FIELDS`].
    async fn draft(
        &self,
        actor: &Actor,
        typed: &Values,
        once: &str,
        now: Stamp,
    ) -> Result<String, AppError>;
    /// Takes a step. `typed` also holds [`SEEN`].
    ///
    /// # Errors
    /// `Invalid` at the step's fields; `Conflict` where somebody took another step since.
    async fn record(
        &self,
        actor: &Actor,
        slug: &str,
        step: CampaignStepKind,
        (typed, once): (&Values, &str),
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Takes a group of the actor's into the campaign, or out of it as long as nobody in it has
    /// published anything there.
    async fn set_group(
        &self,
        actor: &Actor,
        slug: &str,
        group: GroupId,
        takes_part: bool,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Fills a slot with an idea, empties it, or keeps the idea for later.
    ///
    /// # Errors
    /// `Invalid` at [`SLOT`] where it is taken, or of another set.
    async fn choose(
        &self,
        actor: &Actor,
        slug: &str,
        idea: ProposalId,
        form: &ChoiceForm,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// The campaign the actor's group takes part in, while it takes ideas.
    async fn open_for(&self, actor: &Actor) -> Result<Option<OpenCampaign>, AppError>;
}
