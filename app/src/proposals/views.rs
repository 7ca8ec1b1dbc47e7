//! What pages and programs are shown of proposals.
//!
//! Views are already cut to what the asking actor may see. Texts are as written; the components
//! escape them.

use nara_domain::actor::{Body, Standing};
use nara_domain::adoption::AdoptionState;
use nara_domain::answer::{ActKind, AnswerKind};
use nara_domain::coauthors::CoauthorState;
use nara_domain::dialogue::CommentStance;
use nara_domain::follow::Ties;
use nara_domain::follow_up::{Replies, Reply};
use nara_domain::ids::{ActId, CommentId, ProposalId};
use nara_domain::moderation::Hidden;
use nara_domain::outside;
use nara_domain::proposal::{
    Course, IdeaMoveKind, Kind, Ruleset, StageGroup, Topic, TransitionKind,
};
use nara_domain::time::{Date, Stamp};
use nara_domain::waiting::Stopped;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::discussion::{Discussion, Fact};

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
    /// The day by which somebody has promised to have read it, while nobody has.
    pub read_by: Option<Date>,
    /// What it has become part of.
    pub merged_into: Option<ProposalId>,
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
    /// Votes against, where the rules count them.
    pub against: Option<Against>,
}

/// Votes against, and how the reader stands to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Against {
    pub count: i64,
    /// Whether the reader votes against it.
    pub mine: bool,
    /// Whether the reader may now (or, signed out, could after signing in).
    pub open: bool,
}

/// How the reader stands to the letters about a proposal.
#[derive(Clone, Copy, Debug, Default)]
pub struct FollowView {
    pub ties: Ties,
    /// Whether a letter can reach the reader.
    pub address: bool,
    /// The reader wants no letters about any proposal.
    pub all_stopped: bool,
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
    /// What it answers.
    pub parent: Option<CommentId>,
    /// What begins its thread, where it answers a reply.
    pub thread: Option<CommentId>,
    /// The reader wrote it.
    pub mine: bool,
    pub author: String,
    /// Set where the author wrote in a role: the badge.
    pub standing: Option<Standing>,
    pub stance: CommentStance,
    /// As it may be read: where it is hidden, that it is.
    pub text: String,
    pub at: Stamp,
    pub hidden: Option<Hidden>,
    /// When its words were changed in sight of everybody, the last time.
    pub edited_at: Option<Stamp>,
    pub quote: Option<Quote>,
    /// Where its place does not say what it answers.
    pub replies_to: Option<RepliesTo>,
    /// A question that an official has marked as answered.
    pub answered: bool,
    /// How many agree.
    pub supports: i64,
    /// The reader does.
    pub agreed: bool,
}

/// What a comment quotes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    pub of: CommentId,
    /// Who said it.
    pub name: String,
    /// None: the comment it is from is hidden.
    pub text: Option<String>,
}

/// What a reply on the second level answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepliesTo {
    pub id: CommentId,
    /// Who said it. None: it is hidden.
    pub name: Option<String>,
}

/// Which buttons the reader gets.
#[derive(Clone, Debug, Default)]
pub struct Possible {
    pub comment: bool,
    /// The reader could agree with what somebody else wrote.
    pub agree: bool,
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
    /// The reader may answer what the proposer was asked.
    pub answer_question: bool,
    /// Idea: the reader may give the department's verdict or mark it done.
    pub verdict: bool,
    pub mark_done: bool,
    /// The reader may suggest that it becomes part of another.
    pub merge: bool,
    /// It is part of another, and the reader may set it free.
    pub set_free: bool,
}

/// What something has become part of.
#[derive(Clone, Debug, Default)]
pub struct MergedView {
    /// Number, slug and title; none where the reader may not know of it now.
    pub lead: Option<(ProposalId, String, String)>,
    /// How the reader stands to the support of that one.
    pub support: Option<SupportView>,
}

/// What is part of something.
#[derive(Clone, Debug)]
pub struct PartView {
    pub id: ProposalId,
    pub slug: String,
    pub title: String,
    /// As it is shown there; none where it is the same person's.
    pub proposer_name: Option<String>,
}

/// The proposal an idea or a problem became, or what a proposal builds on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    pub id: ProposalId,
    pub kind: Kind,
    pub slug: String,
    pub title: String,
    /// As it stands on its page.
    pub name: String,
    /// Put forward by a member of a group: search engines do not quote it.
    pub of_group: bool,
}

/// What the page of a proposal or an idea says of it.
#[derive(Clone, Debug, Default)]
pub struct AdoptionView {
    pub linked: Option<Linked>,
    /// Who told how the problem that it builds on concerns them, the first one first, under the names
    /// that stand there.
    pub told: Vec<String>,
    /// Whether the reader can ask (or, signed out, could after signing in).
    pub offer: bool,
    /// What became of the reader's own question.
    pub mine: Option<AdoptionState>,
    /// Questions that wait for the reader.
    pub to_answer: usize,
    /// Questions about the reader's idea that wait for whoever runs their group.
    pub with_supervisor: usize,
}

/// Who wants to help with an idea, as far as the reader may know.
#[derive(Clone, Debug, Default)]
pub struct HelpersView {
    pub count: i64,
    /// Whether the reader does, and agreed to be named.
    pub mine: Option<bool>,
    /// Whether the reader can say so (or, signed out, could after signing in).
    pub offer: bool,
    /// For whoever leads the author's group, or wrote it.
    pub names: Option<HelperNames>,
}

/// Who stands on an idea together, as far as the reader may know besides the names everybody reads.
#[derive(Clone, Debug, Default)]
pub struct CoauthorsView {
    /// Also those who have not answered; for who wrote it and who runs their group.
    pub people: Vec<Coauthor>,
    /// The reader may ask somebody.
    pub ask: bool,
    /// They could, if there were room.
    pub full: bool,
    /// The reader is asked.
    pub asked: bool,
    /// The reader stands on it.
    pub stands: bool,
}

/// Somebody who stands on an idea or was asked to.
#[derive(Clone, Debug)]
pub struct Coauthor {
    /// The member's number.
    pub member: Option<i64>,
    pub name: String,
    pub state: CoauthorState,
    /// The reader may take them off, or the question back.
    pub removable: bool,
}

/// Who helps.
#[derive(Clone, Debug, Default)]
pub struct HelperNames {
    pub named: Vec<String>,
    /// How many more there are.
    pub unnamed: usize,
}

/// The latest question to those who wanted it: was it done?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// After the decision.
    pub months: i64,
    /// The last day for replies.
    pub until: Date,
    /// None while they are so few that they would tell who said what.
    pub replies: Option<Replies>,
    pub mine: Option<Reply>,
    /// Whether the reader is asked, now.
    pub may_reply: bool,
}

/// Everything a proposal's page shows.
#[derive(Clone, Debug)]
pub struct ProposalView {
    pub id: ProposalId,
    pub slug: String,
    pub kind: Kind,
    pub title: String,
    /// `None`: withheld, see the act that dismissed it, or hidden.
    pub body: Option<String>,
    pub hidden: Option<Hidden>,
    pub topic: Topic,
    pub district: Option<String>,
    /// All whose it is, as their names stand together.
    pub proposer_name: String,
    /// Whether the sender is protected; told to who keeps the diary only.
    pub sender_protected: bool,
    pub mine: bool,
    /// Put forward by a member of a group of young people: search engines stay away.
    pub of_group: bool,
    pub course: Course,
    pub ruleset: Ruleset,
    pub diary_number: Option<String>,
    pub submitted_at: Stamp,
    pub changed_at: Stamp,
    pub answer_by: Option<Date>,
    pub support: SupportView,
    pub follow: FollowView,
    /// Oldest first, corrections included.
    pub acts: Vec<ActView>,
    pub discussion: Discussion,
    /// Questions of the discussion that have their answer.
    pub facts: Vec<Fact>,
    /// Comments and replies in all.
    pub comment_count: i64,
    /// Whether the discussion was ever held in. How it is now is asked only then.
    pub reined: bool,
    /// Whether something the reader began to write there is kept. It is asked for only then.
    pub drafted: bool,
    /// Where something was promised and has been asked about.
    pub follow_up: Option<FollowUp>,
    /// For who put it forward, where it was carried out: whether they are in the Hall of Fame.
    pub fame: Option<bool>,
    /// What it has become part of.
    pub merged: Option<MergedView>,
    /// What is part of it.
    pub parts: Vec<PartView>,
    /// The meeting that is to take it up was called off, and no other one is named yet.
    pub called_off: bool,
    /// Number and slug of the ones about which somebody is asked whether they become part of another,
    /// where this is one of the two; for those whom it concerns.
    pub merge_asked: Vec<(ProposalId, String)>,
    /// What an idea became, what a proposal builds on, and who asks.
    pub adoption: AdoptionView,
    /// Who wants to help with an idea.
    pub helpers: HelpersView,
    /// Who stands on an idea together.
    pub coauthors: CoauthorsView,
    pub possible: Possible,
    pub prepared: Option<PreparedView>,
    /// The service answer that is not published yet; only for those who may answer.
    pub waiting: Option<WaitingAnswer>,
    /// What bodies outside the municipality were asked, the newest first; only for those who may answer.
    pub outside: Vec<RequestView>,
    /// Last event this view contains; the live stream starts after it.
    pub live_seq: i64,
    /// The page everybody reads its discussion on, without language, where that is of questions.
    pub read_at: Option<String>,
}

/// An answer or decision, for `/svar` and the start page.
#[derive(Clone, Debug)]
pub struct AnswerItem {
    pub act: ActView,
    pub proposal: ProposalItem,
}

/// Which of all answers: what `/svar` is narrowed to, and where its page begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswersQuery {
    pub kind: Option<AnswerKind>,
    /// Whose decisions.
    pub body: Option<Body>,
    /// The name they were given under, by somebody in a duty.
    pub by: Option<String>,
    /// Older than this one.
    pub before: Option<ActId>,
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

/// The service answer that waits on a case; only for those who may answer.
#[derive(Clone, Debug)]
pub struct WaitingAnswer {
    pub fields: BTreeMap<String, String>,
    pub line: WaitingLine,
}

/// The same without its words: a line of the desk.
#[derive(Clone, Debug)]
pub struct WaitingLine {
    pub id: ProposalId,
    pub slug: String,
    pub title: String,
    /// The reader prepared it.
    pub mine: bool,
    pub by_name: String,
    pub at: Stamp,
    /// The colleague who has read it.
    pub reader: Option<String>,
    pub read_by_me: bool,
    pub publish_at: Option<Stamp>,
    /// Why it was not published when its moment came.
    pub stopped: Option<Stopped>,
}

/// A question to a body outside the municipality, with how far it has come.
#[derive(Clone, Debug)]
pub struct RequestView {
    pub id: i64,
    /// The act that asked.
    pub act: ActId,
    pub organisation: String,
    pub question: String,
    pub answer_by: Date,
    /// Where the letters go; none once nothing more is sent there.
    pub email: Option<String>,
    pub by_name: String,
    pub state: outside::State,
    /// What has come and is neither published nor sent back.
    pub arrived: Option<ArrivedView>,
    /// Why the answer before was sent back.
    pub returned: Option<String>,
}

/// An answer as it came.
#[derive(Clone, Debug)]
pub struct ArrivedView {
    pub id: i64,
    pub at: Stamp,
    pub fields: BTreeMap<String, String>,
}

/// That one has come: a line of the desk.
#[derive(Clone, Debug)]
pub struct ArrivedLine {
    pub id: ProposalId,
    pub slug: String,
    pub title: String,
    pub organisation: String,
    pub at: Stamp,
    /// The reader asked.
    pub mine: bool,
    pub by_name: String,
}
