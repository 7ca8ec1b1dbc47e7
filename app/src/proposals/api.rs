//! Proposals and ideas: what pages are given, and the port the server fills in.
//!
//! Views are already cut to what the asking actor may see. Texts are as written; the components
//! escape them.

#[cfg(feature = "ssr")]
use nara_domain::actor::Actor;
use nara_domain::actor::Standing;
use nara_domain::answer::ActKind;
use nara_domain::dialogue::CommentStance;
use nara_domain::ids::{ActId, CommentId, ProposalId};
use nara_domain::proposal::{
    Course, IdeaMoveKind, Kind, Ruleset, StageGroup, Topic, TransitionKind,
};
use nara_domain::time::{Date, Stamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
#[cfg(feature = "ssr")]
use std::sync::Arc;

pub use super::discussion::{CommentPage, Discussion, DiscussionPage, Sides, Thread};
#[cfg(feature = "ssr")]
use crate::error::AppError;

/// One line of a list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProposalItem {
    pub id: ProposalId,
    pub slug: String,
    pub kind: Kind,
    pub title: String,
    /// The first sentences of the text, cut at a word; empty where the text is withheld.
    pub gist: String,
    pub topic: Topic,
    pub district: Option<String>,
    pub course: Course,
    pub support_count: i64,
    /// Support needed to go to the council, where the ruleset has a threshold.
    pub threshold: Option<i64>,
    pub comment_count: i64,
    pub submitted_at: Stamp,
    pub changed_at: Stamp,
    pub answer_by: Option<Date>,
}

/// How a list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// `senast`: last public event first.
    #[default]
    Latest,
    /// `stod`: most support first.
    Support,
    /// `vantat`: undecided ones, oldest first.
    Waiting,
    /// `slump`: an order that the seed in the address decides, so that it can be shared and paged.
    Random,
}

/// What a list shows; every part of it is in the address.
#[derive(Clone, Debug, Default)]
pub struct ListQuery {
    pub text: String,
    pub group: Option<StageGroup>,
    pub kind: Option<Kind>,
    pub topic: Option<Topic>,
    pub district: Option<String>,
    pub sort: Sort,
    /// Chosen by the server where the address has none.
    pub seed: Option<i64>,
    /// Opaque; from the page before.
    pub cursor: Option<String>,
    /// 1–100.
    pub limit: i64,
}

/// One page of a list.
#[derive(Clone, Debug, Default)]
pub struct ListPage {
    pub items: Vec<ProposalItem>,
    /// How many the filters leave in all.
    pub total: i64,
    /// Cursor of the next page.
    pub next: Option<String>,
    /// For the filter links: how many of each, under the other filters in force.
    pub by_group: Vec<(StageGroup, i64)>,
    pub by_topic: Vec<(Topic, i64)>,
    pub seed: Option<i64>,
}

/// How many proposals alike are shown: nobody reads more before writing, and under the title's field
/// these leave the button on a phone's screen.
pub const SIMILAR: i64 = 3;

/// A proposal that wants something alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Similar {
    pub id: ProposalId,
    pub slug: String,
    pub title: String,
    /// `domain::proposal::Course::code`.
    pub stage: String,
    pub support_count: i64,
}

/// How the reader stands to the support of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportView {
    pub count: i64,
    /// Whether the reader supports it.
    pub mine: bool,
    pub threshold: Option<i64>,
    /// Whether the reader may support it now (or, signed out, could after signing in).
    pub open: bool,
    /// Code of `domain::support::SupportRefused` where it is not open.
    pub refused: Option<String>,
}

/// One entry of the official record.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ActView {
    pub id: ActId,
    pub kind: ActKind,
    pub transition: Option<TransitionKind>,
    /// Which answer to an idea, or that it is done.
    pub idea_move: Option<IdeaMoveKind>,
    /// Stage code after the act.
    pub stage: String,
    /// As they were when they acted. Empty where the name is protected, and for the system.
    pub actor_name: String,
    /// Nobody did it: it follows from the rules.
    pub by_system: bool,
    pub standing: Option<Standing>,
    pub at: Stamp,
    pub happened_on: Date,
    pub fields: BTreeMap<String, String>,
    /// The act this one corrects.
    pub supersedes: Option<ActId>,
    /// The correction of this act.
    pub superseded_by: Option<ActId>,
    /// One person prepared it, another read and confirmed it.
    pub read_by_two: bool,
    /// Whether the reader may correct it.
    pub may_correct: bool,
    /// The reader may correct such acts, but this one takes another person.
    pub takes_another: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CommentView {
    pub id: CommentId,
    pub parent: Option<CommentId>,
    pub author: String,
    /// Set where the author wrote in a role: the badge.
    pub standing: Option<Standing>,
    pub stance: CommentStance,
    pub text: String,
    pub at: Stamp,
}

/// Which buttons the reader gets.
#[derive(Clone, Debug, Default)]
pub struct Possible {
    pub comment: bool,
    /// Signed out: the reader could comment after signing in.
    pub comment_after_sign_in: bool,
    pub official_answer: bool,
    pub opinion: bool,
    /// Legal transitions the reader may record, in the order of the process.
    pub transitions: Vec<TransitionKind>,
    /// The reader is the proposer and may take it back.
    pub withdraw: bool,
    /// The reader is the proposer and has been asked for something.
    pub complete: bool,
    /// Idea: the reader may give the department's verdict or mark it done.
    pub verdict: bool,
    pub mark_done: bool,
}

/// What a colleague has prepared and a second person has to read; only for those who may.
#[derive(Clone, Debug)]
pub struct PreparedView {
    pub step: TransitionKind,
    pub fields: BTreeMap<String, String>,
    pub by_name: String,
    /// The reader prepared it.
    pub mine: bool,
    pub at: Stamp,
}

/// A line of what waits for those who read it first.
#[derive(Clone, Debug)]
pub struct WaitingItem {
    pub item: ProposalItem,
    /// The step that waits for a second reader; only for those who may be that.
    pub prepared: Option<TransitionKind>,
}

/// What came of sending a step's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded {
    Act(ActId),
    /// It takes two persons, and a second one has to read it.
    Prepared,
}

/// Everything a proposal's page shows.
#[derive(Clone, Debug)]
pub struct ProposalView {
    pub id: ProposalId,
    pub slug: String,
    pub kind: Kind,
    pub title: String,
    /// `None`: withheld, see the act that dismissed it.
    pub body: Option<String>,
    pub topic: Topic,
    pub district: Option<String>,
    pub proposer_name: String,
    pub mine: bool,
    pub course: Course,
    pub ruleset: Ruleset,
    pub diary_number: Option<String>,
    pub submitted_at: Stamp,
    pub changed_at: Stamp,
    pub answer_by: Option<Date>,
    pub support: SupportView,
    /// Oldest first, corrections included.
    pub acts: Vec<ActView>,
    pub discussion: Discussion,
    /// Comments and replies in all.
    pub comment_count: i64,
    pub possible: Possible,
    pub prepared: Option<PreparedView>,
    /// Last event this view contains; the live stream starts after it.
    pub live_seq: i64,
}

/// An answer or decision, for `/svar` and the start page.
#[derive(Clone, Debug)]
pub struct AnswerItem {
    pub act: ActView,
    pub proposal: ProposalItem,
}

/// What the start page shows.
#[derive(Clone, Debug, Default)]
pub struct StartView {
    /// Done and not done with the same weight: implemented, stopped and overdue ones.
    pub outcomes: Vec<ProposalItem>,
    pub latest_answers: Vec<AnswerItem>,
    pub newest: Vec<ProposalItem>,
    /// Days from handing in to the first answer or decision; `None` while nothing was answered.
    pub median_answer_days: Option<i64>,
    /// The open youth ideas, for the campaign teaser.
    pub ideas: Vec<ProposalItem>,
    pub proposals_total: i64,
    pub live_seq: i64,
}

/// A proposal being written.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Draft {
    pub id: String,
    pub fields: DraftFields,
    /// Set once it has been handed in.
    pub proposal: Option<ProposalId>,
    pub updated_at: Option<Stamp>,
}

/// As typed; nothing of it is checked before the last step, so nothing typed is ever lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftFields {
    /// `proposal` or `idea`.
    pub kind: String,
    pub title: String,
    pub body: String,
    pub topic: String,
    pub district: String,
}

impl DraftFields {
    pub const NAMES: [&'static str; 5] = ["kind", "title", "body", "topic", "district"];
}

/// Fields of a draft that were typed now. The others stay as they are: somebody may be writing them
/// in another window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftChange(BTreeMap<&'static str, String>);

#[cfg(feature = "ssr")]
impl DraftChange {
    /// # Errors
    /// `Malformed` for a name that no form of ours has, `TooLarge` for what nobody types.
    pub fn of(name: &str, value: String) -> Result<Self, AppError> {
        // Far above every limit, far below what would fill a disk.
        const MOST: usize = 20_000;
        let known = DraftFields::NAMES.into_iter().find(|known| *known == name);
        match (known, value.len() > MOST) {
            (None, _) => Err(AppError::Malformed),
            (_, true) => Err(AppError::TooLarge),
            (Some(name), false) => Ok(Self::default().and(name, value)),
        }
    }

    /// With another field, of a form that has been read already.
    #[must_use]
    pub fn and(mut self, name: &'static str, value: String) -> Self {
        let _typed_before = self.0.insert(name, value);
        self
    }

    pub fn apply(self, fields: &mut DraftFields) {
        for (name, value) in self.0 {
            match name {
                "kind" => fields.kind = value,
                "title" => fields.title = value,
                "body" => fields.body = value,
                "topic" => fields.topic = value,
                "district" => fields.district = value,
                _ => {}
            }
        }
    }
}

/// A comment as typed.
#[derive(Clone, Debug, Default)]
pub struct NewComment {
    pub text: String,
    pub stance: String,
    pub parent: Option<CommentId>,
    /// From the form: sending it twice makes one comment.
    pub once: String,
}

/// The field of a correction's form that says why; next to the fields of the act it corrects, some
/// of which have a `reason` of their own.
pub const CORRECTION_REASON: &str = "correction_reason";

/// A new act as typed.
#[derive(Clone, Debug, Default)]
pub struct NewAct {
    pub fields: BTreeMap<String, String>,
    pub once: String,
}

/// What pages, forms, server functions and the REST interface ask of proposals.
///
/// Every method takes the actor and cuts or refuses by `domain::permissions::can`; `now` is the
/// moment of the request, `network` where it came from: what nobody has to sign in for is limited
/// by it.
#[cfg(feature = "ssr")]
#[async_trait::async_trait]
pub trait ProposalPort: Send + Sync {
    /// Whether support can be taken, for whoever watches the server.
    fn is_working(&self) -> bool;
    /// The rules that hold for what is handed in now.
    async fn rules(&self) -> Result<Arc<Ruleset>, AppError>;
    async fn start(&self, actor: &Actor, now: Stamp) -> Result<StartView, AppError>;
    async fn list(
        &self,
        actor: &Actor,
        query: &ListQuery,
        network: &str,
        now: Stamp,
    ) -> Result<ListPage, AppError>;
    /// # Errors
    /// `NotFound` also for one that exists and that this actor may not know of.
    async fn get(
        &self,
        actor: &Actor,
        id: ProposalId,
        now: Stamp,
    ) -> Result<ProposalView, AppError> {
        self.get_page(actor, id, DiscussionPage::Newest, now).await
    }
    /// The same, open at a page of its discussion.
    async fn get_page(
        &self,
        actor: &Actor,
        id: ProposalId,
        page: DiscussionPage,
        now: Stamp,
    ) -> Result<ProposalView, AppError>;
    /// At most `limit` public ones that want what this title says, best first.
    async fn similar(
        &self,
        title: &str,
        limit: i64,
        network: &str,
        now: Stamp,
    ) -> Result<Vec<Similar>, AppError>;
    /// The reader's own, newest first, unpublished ones included.
    async fn mine(&self, actor: &Actor) -> Result<Vec<ProposalItem>, AppError>;
    /// What waits for somebody to read or complete it before it is public, and what waits for a
    /// second reader, the longest first.
    async fn waiting(
        &self,
        actor: &Actor,
        after: Option<ProposalId>,
        limit: i64,
    ) -> Result<Vec<WaitingItem>, AppError>;
    /// Answers, opinions and decisions, newest first.
    async fn answers(&self, before: Option<ActId>, limit: i64)
    -> Result<Vec<AnswerItem>, AppError>;

    async fn create_draft(
        &self,
        actor: &Actor,
        fields: DraftFields,
        network: &str,
        now: Stamp,
    ) -> Result<Draft, AppError>;
    async fn get_draft(&self, id: &str) -> Result<Draft, AppError>;
    /// Answers with the whole draft as it is now.
    async fn change_draft(
        &self,
        id: &str,
        change: DraftChange,
        network: &str,
        now: Stamp,
    ) -> Result<Draft, AppError>;
    async fn drafts_of(&self, actor: &Actor) -> Result<Vec<Draft>, AppError>;
    /// Hands the draft in. A second time answers with the same proposal.
    async fn submit_draft(
        &self,
        actor: &Actor,
        id: &str,
        now: Stamp,
    ) -> Result<ProposalId, AppError>;
    /// Hands in without a draft (the REST interface). `once` makes retries safe.
    async fn submit(
        &self,
        actor: &Actor,
        fields: DraftFields,
        once: &str,
        now: Stamp,
    ) -> Result<ProposalId, AppError>;

    /// Idempotent: supporting twice is one support. Returns after it is durable.
    async fn support(
        &self,
        actor: &Actor,
        id: ProposalId,
        now: Stamp,
    ) -> Result<SupportView, AppError>;
    /// Idempotent.
    async fn withdraw_support(
        &self,
        actor: &Actor,
        id: ProposalId,
        now: Stamp,
    ) -> Result<SupportView, AppError>;

    /// The whole discussion, at most `limit` comments from `cursor` on.
    ///
    /// # Errors
    /// `Malformed` for a cursor that is none.
    async fn comments(
        &self,
        actor: &Actor,
        id: ProposalId,
        cursor: Option<&str>,
        limit: i64,
    ) -> Result<CommentPage, AppError>;
    async fn comment(
        &self,
        actor: &Actor,
        id: ProposalId,
        new: NewComment,
        now: Stamp,
    ) -> Result<CommentView, AppError>;

    /// The department's answer, an elected's opinion.
    async fn answer(
        &self,
        actor: &Actor,
        id: ProposalId,
        kind: ActKind,
        new: NewAct,
        now: Stamp,
    ) -> Result<ActId, AppError>;
    /// Moves the case: the fields are those of `domain::proposal::fields`. A step that takes two
    /// persons is prepared first, and moves the case when another sends the same fields.
    async fn record(
        &self,
        actor: &Actor,
        id: ProposalId,
        transition: TransitionKind,
        new: NewAct,
        now: Stamp,
    ) -> Result<Recorded, AppError>;
    /// Takes back what was prepared at `seen`. Twice is once.
    ///
    /// # Errors
    /// `Conflict` where something else has been prepared since.
    async fn discard(
        &self,
        actor: &Actor,
        id: ProposalId,
        transition: TransitionKind,
        seen: Stamp,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// An idea's verdict (`verdict` field names it) or its being done.
    async fn idea_step(
        &self,
        actor: &Actor,
        id: ProposalId,
        step: &str,
        new: NewAct,
        now: Stamp,
    ) -> Result<ActId, AppError>;
    /// Supersedes an act visibly: the same fields, plus [`CORRECTION_REASON`].
    async fn correct(
        &self,
        actor: &Actor,
        id: ProposalId,
        act: ActId,
        new: NewAct,
        now: Stamp,
    ) -> Result<ActId, AppError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_fields_of_the_form_are_kept_and_the_others_let_be() {
        let mut fields = DraftFields {
            body: "Stigen är mörk.".to_owned(),
            ..DraftFields::default()
        };
        for name in DraftFields::NAMES {
            let change = DraftChange::of(name, format!("{name} typed")).unwrap();
            let before = fields.clone();
            change.apply(&mut fields);
            assert_ne!(fields, before, "{name}");
        }
        let change = DraftChange::of("title", "Lekplats".to_owned()).unwrap();
        change.apply(&mut fields);
        assert_eq!(
            (fields.title.as_str(), fields.body.as_str()),
            ("Lekplats", "body typed")
        );
        assert_eq!(
            DraftChange::of("proposer", "1".to_owned()),
            Err(AppError::Malformed)
        );
        assert_eq!(
            DraftChange::of("body", "x".repeat(20_001)),
            Err(AppError::TooLarge)
        );
    }
}
