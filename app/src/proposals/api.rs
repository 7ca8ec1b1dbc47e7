//! Proposals and ideas: what is asked and typed, and the port the server fills in. What is shown is
//! in [`super::views`].

#[cfg(feature = "ssr")]
use nara_domain::actor::{Actor, Body};
#[cfg(feature = "ssr")]
use nara_domain::answer::ActKind;
#[cfg(feature = "ssr")]
use nara_domain::ids::QuestionSetId;
use nara_domain::ids::{ActId, CommentId, ProposalId};
use nara_domain::proposal::{Kind, StageGroup, Topic};
#[cfg(feature = "ssr")]
use nara_domain::proposal::{Ruleset, TransitionKind};
use nara_domain::time::Stamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
#[cfg(feature = "ssr")]
use std::sync::Arc;

pub use super::discussion::{
    AnsweredView, ChangeView, CommentPage, Discussion, DiscussionPage, Fact, NewAnswered, NewWords,
    Sides, Thread, Version, VersionsView,
};
pub use super::views::{
    ActView, AdoptionView, Against, AnswerItem, AnswersQuery, ArrivedLine, ArrivedView, Coauthor,
    CoauthorsView, CommentView, FollowUp, FollowView, HelperNames, HelpersView, Linked, ListPage,
    MergedView, PartView, Possible, PreparedView, ProposalItem, ProposalView, Quote, RepliesTo,
    RequestView, Similar, StartView, SupportView, WaitingAnswer, WaitingItem, WaitingLine,
};
#[cfg(feature = "ssr")]
use crate::error::AppError;

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

/// How many proposals alike are shown: nobody reads more before writing, and under the title's field
/// these leave the button on a phone's screen.
pub const SIMILAR: i64 = 3;

/// What came of sending a step's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded {
    Act(ActId),
    /// It takes two persons, and a second one has to read it.
    Prepared,
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
    /// `domain::proposal::Window`: how long it is open for support, where the rules let people choose.
    pub window: String,
    /// `domain::name::NameForm`; the account's where nothing is said.
    pub name_form: String,
    /// The number of a set of the campaign that the writer's group takes part in.
    pub set: String,
    /// `yes`: accepted that it is published. Any other change takes it back: what was accepted is
    /// what stood there then.
    pub accepted: String,
}

impl DraftFields {
    pub const NAMES: [&'static str; 9] = [
        "kind",
        "title",
        "body",
        "topic",
        "district",
        "window",
        "name_form",
        "set",
        "accepted",
    ];
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
        let before = fields.clone();
        let accepted = self.0.contains_key("accepted");
        for (name, value) in self.0 {
            match name {
                "name_form" => fields.name_form = value,
                "accepted" => fields.accepted = value,
                "kind" => fields.kind = value,
                "title" => fields.title = value,
                "body" => fields.body = value,
                "topic" => fields.topic = value,
                "district" => fields.district = value,
                "window" => fields.window = value,
                "set" => fields.set = value,
                _ => {}
            }
        }
        if !accepted && *fields != before {
            fields.accepted.clear();
        }
    }
}

/// A comment as typed.
#[derive(Clone, Debug, Default)]
pub struct NewComment {
    pub text: String,
    pub stance: String,
    pub parent: Option<CommentId>,
    /// The comment whose words it quotes; without words it quotes nothing.
    pub quoted: Option<CommentId>,
    pub quote: String,
    /// From the form: sending it twice makes one comment.
    pub once: String,
}

/// The field of a correction's form that says why; next to the fields of the act it corrects, some
/// of which have a `reason` of their own.
pub const CORRECTION_REASON: &str = "correction_reason";

/// The field of a registration that can be left empty: the next number is taken then.
pub const DIARY_NUMBER: &str = "diary_number";

/// The field of a form that answers the proposer's question: the act that asks.
pub const QUESTION: &str = "question";
/// That form's name in the page.
pub const QUESTION_FORM: &str = "question_answer";

/// The field of a form for two persons that says what was prepared when its writer opened it: the
/// moment of the preparation ([`PreparedView::at`]), empty where nothing was. Whoever sends it while
/// something else waits takes nobody's words away, but is told.
pub const SEEN_PREPARED: &str = "seen";

/// A new act as typed.
#[derive(Clone, Debug, Default)]
pub struct NewAct {
    pub fields: BTreeMap<String, String>,
    pub once: String,
}

/// What those who wanted something say of what became of it.
#[cfg(feature = "ssr")]
#[async_trait::async_trait]
pub trait FollowUpPort: Send + Sync {
    /// Writes down what the reader says, in place of what they said before.
    ///
    /// # Errors
    /// `NotFound` where nobody was asked, `Denied` to who did not want it or when the time is over,
    /// `Invalid` for the field `reply`.
    async fn reply(
        &self,
        actor: &Actor,
        id: ProposalId,
        reply: &str,
        now: Stamp,
    ) -> Result<(), AppError>;
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
    /// The discussion of questions to the municipality, open at a page of it; none where not everybody reads them.
    async fn talk_of(
        &self,
        actor: &Actor,
        questions: QuestionSetId,
        page: DiscussionPage,
        now: Stamp,
    ) -> Result<Option<ProposalView>, AppError>;
    /// The questions, with the words of their address, whose discussion has this number; none where it is no such
    /// discussion, or where not everybody reads them.
    async fn questions_of(
        &self,
        id: ProposalId,
    ) -> Result<Option<(QuestionSetId, String)>, AppError>;
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
    /// What the reader supports and may know of, the newest proposals first, from before one on.
    async fn supported(
        &self,
        actor: &Actor,
        before: Option<ProposalId>,
        limit: i64,
    ) -> Result<Vec<ProposalItem>, AppError>;
    /// What waits for somebody to read or complete it before it is public, and what waits for a
    /// second reader, the longest first.
    async fn waiting(
        &self,
        actor: &Actor,
        after: Option<ProposalId>,
        limit: i64,
    ) -> Result<Vec<WaitingItem>, AppError>;
    /// Answers, opinions and decisions, newest first.
    async fn answers(&self, query: &AnswersQuery, limit: i64) -> Result<Vec<AnswerItem>, AppError>;
    /// The bodies that have decided something in public, by their codes.
    async fn deciding_bodies(&self) -> Result<Vec<Body>, AppError>;

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
    /// Votes against, where the rules count that; whoever supports it stops doing so. Idempotent.
    async fn oppose(
        &self,
        actor: &Actor,
        id: ProposalId,
        now: Stamp,
    ) -> Result<SupportView, AppError>;
    /// Takes a vote against back. Idempotent.
    async fn stop_opposing(
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
    /// The same of questions that everybody reads, with the words of their address.
    ///
    /// # Errors
    /// As [`Self::comments`]; `NotFound` where not everybody reads them.
    async fn comments_under(
        &self,
        actor: &Actor,
        questions: QuestionSetId,
        cursor: Option<&str>,
        limit: i64,
    ) -> Result<(String, CommentPage), AppError>;
    async fn comment(
        &self,
        actor: &Actor,
        id: ProposalId,
        new: NewComment,
        now: Stamp,
    ) -> Result<CommentView, AppError>;

    /// A comment of the reader's, as it can be changed.
    ///
    /// # Errors
    /// `Denied` for somebody else's, a hidden one, and where nobody can write.
    async fn changing(
        &self,
        actor: &Actor,
        comment: (ProposalId, CommentId),
        now: Stamp,
    ) -> Result<ChangeView, AppError>;
    /// Puts other words there. Sent twice is once.
    ///
    /// # Errors
    /// As [`Self::changing`]; `Conflict` where it was changed since the form was opened.
    async fn change(
        &self,
        actor: &Actor,
        comment: (ProposalId, CommentId),
        new: NewWords,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// What stood there before.
    async fn versions(
        &self,
        actor: &Actor,
        comment: (ProposalId, CommentId),
    ) -> Result<VersionsView, AppError>;

    /// A question of the discussion, for the official who says which answer it has.
    ///
    /// # Errors
    /// `NotFound` for what is no question.
    async fn answered(
        &self,
        actor: &Actor,
        question: (ProposalId, CommentId),
    ) -> Result<AnsweredView, AppError>;
    /// Marks a question as answered, by a reply or by words. Sent twice is once.
    ///
    /// # Errors
    /// `Invalid` at `reply` and `text`; `Conflict` where a colleague marked it since.
    async fn mark_answered(
        &self,
        actor: &Actor,
        question: (ProposalId, CommentId),
        new: NewAnswered,
        now: Stamp,
    ) -> Result<(), AppError>;

    /// Says that the reader agrees with a comment, or takes that back; twice is once. Answers with how many
    /// agree.
    async fn agree_with(
        &self,
        actor: &Actor,
        comment: (ProposalId, CommentId),
        agrees: bool,
        now: Stamp,
    ) -> Result<i64, AppError>;

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
