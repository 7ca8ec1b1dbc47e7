//! What is shown and typed, and the port the server fills in.

use nara_domain::actor::{Actor, Standing};
use nara_domain::error::Denied;
use nara_domain::ids::{CommentId, GroupId, ModerationId, ProposalId, QuestionSetId, RestraintId};
use nara_domain::moderation::{
    Appeal, CaseMove, CaseState, Held, Hidden, Month, Reason, ReinAct, ReinMove, Reins,
    RestraintKind, RestraintMove, RestraintStanding, Second,
};
use nara_domain::proposal::Kind;
use nara_domain::question::Number;
use nara_domain::time::{Date, Stamp};

use crate::error::AppError;

/// Which text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextRef {
    /// Of a proposal or idea; with a number, a comment on it.
    Case(ProposalId, Option<CommentId>),
    /// What stands above questions to the municipality; with a number, one of them.
    Asked(QuestionSetId, Option<Number>),
}

/// Where a text stands.
#[derive(Clone, Debug)]
pub enum Spot {
    Case(Place),
    Asked(AskedPlace),
}

impl Spot {
    /// Of the proposal, the idea or the questions, as everybody may read it.
    pub fn title(&self) -> &str {
        match self {
            Self::Case(place) => &place.title,
            Self::Asked(place) => &place.heading,
        }
    }
}

/// Among which questions a text stands.
#[derive(Clone, Debug)]
pub struct AskedPlace {
    pub set: QuestionSetId,
    pub slug: String,
    /// As everybody may read it.
    pub heading: String,
    /// None: the heading, and what stands before the questions.
    pub number: Option<Number>,
}

/// At which proposal or idea a text stands.
#[derive(Clone, Debug)]
pub struct Place {
    pub proposal: ProposalId,
    pub slug: String,
    /// Of the proposal or idea, as everybody may read it.
    pub title: String,
    pub kind: Kind,
    /// None: its own text.
    pub comment: Option<CommentId>,
}

/// The page on which a text is reported.
#[derive(Clone, Debug)]
pub struct ReportPageView {
    pub place: Spot,
    /// The questions, with what stands above them, where it was written in a discussion of some.
    pub asked: Option<(QuestionSetId, String)>,
    /// What is reported, as it stands there.
    pub text: String,
    pub author: String,
    /// The reader has reported it, and nobody has settled it.
    pub reported: bool,
    pub hidden: Option<Hidden>,
}

/// A report as typed.
#[derive(Clone, Debug, Default)]
pub struct NewReport {
    /// `domain::moderation::Reason`.
    pub reason: String,
    pub words: String,
    pub once: String,
}

/// Who reads a text at this moment.
#[derive(Clone, Debug)]
pub struct Reader {
    pub name: String,
    /// It is whoever asks.
    pub own: bool,
    pub since: Stamp,
}

/// That somebody says a text is a threat, or that somebody is in danger.
#[derive(Clone, Debug)]
pub struct DangerView {
    pub by_name: String,
    pub standing: Option<Standing>,
    pub at: Stamp,
    /// The address that was written to; none: the municipality had set none.
    pub told_to: Option<String>,
}

/// A line of what was reported.
#[derive(Clone, Debug)]
pub struct CaseItem {
    pub id: ModerationId,
    pub place: Spot,
    pub author: String,
    pub state: CaseState,
    pub opened_at: Stamp,
    /// How often each was given, the most frequent first.
    pub reasons: Vec<(Reason, i64)>,
    pub reports: i64,
    /// When its author asked that somebody looks again, while nobody has.
    pub appealed_at: Option<Stamp>,
    /// Somebody suggested to hide what an elected wrote: another one decides.
    pub proposed: bool,
    /// By which day another one confirms that it was hidden.
    pub second_by: Option<Date>,
    /// When somebody said that it is a threat, or that somebody is in danger.
    pub danger_at: Option<Stamp>,
    pub reader: Option<Reader>,
}

/// What is there for moderators.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    /// A threat, or somebody in danger, and not settled.
    pub urgent: Vec<CaseItem>,
    /// To be looked at again, who has waited longest first.
    pub appealed: Vec<CaseItem>,
    /// Reported and not settled, the oldest first.
    pub open: Vec<CaseItem>,
    /// What else is hidden, the latest first.
    pub hidden: Vec<CaseItem>,
    /// Who is kept from something; first what somebody has to look at again.
    pub restraints: Vec<RestraintItem>,
}

/// The words of one report.
#[derive(Clone, Debug)]
pub struct ReportView {
    pub reason: Reason,
    pub words: String,
    pub at: Stamp,
}

/// One thing that was done.
#[derive(Clone, Debug)]
pub struct StepView {
    pub step: CaseMove,
    pub rule: Option<Reason>,
    pub reason: String,
    pub by_name: String,
    pub standing: Option<Standing>,
    pub at: Stamp,
}

/// A text that was reported, for whoever settles it.
#[derive(Clone, Debug)]
pub struct CaseView {
    pub item: CaseItem,
    /// The title where it is part of what is reported, and the text. None: under seal, and the reader does
    /// not read what is.
    pub text: Option<(Option<String>, String)>,
    pub reports: Vec<ReportView>,
    /// What its author says who asked that somebody looks again: for moderators. Empty once it is forgotten.
    pub appeal: Option<(Stamp, String)>,
    pub steps: Vec<StepView>,
    /// When it was shown again because no second one had confirmed that it was hidden.
    pub lapsed: Option<Stamp>,
    /// What the reader can do.
    pub possible: Vec<CaseMove>,
    /// The reader hid it: somebody else looks again.
    pub hid_it: bool,
    /// Whether it takes two.
    pub second: Second,
    /// One hid the same text before, and no second one had confirmed it.
    pub lapsed_before: bool,
    /// The reader suggested to hide it.
    pub proposed_it: bool,
    /// That its author was kept from something because of it.
    pub restraint: Option<RestraintId>,
    pub danger: Option<DangerView>,
    /// The last step the page knows of; 0: none.
    pub seen: i64,
}

/// A step as typed.
#[derive(Clone, Debug, Default)]
pub struct NewStep {
    /// `domain::moderation::CaseMove`.
    pub step: String,
    /// `domain::moderation::Reason`.
    pub rule: String,
    pub reason: String,
    pub seen: String,
    pub once: String,
}

/// A text the reader reported.
#[derive(Clone, Debug)]
pub struct MyReport {
    pub place: Spot,
    pub at: Stamp,
    pub look_by: Date,
    pub state: CaseState,
    /// Why it was settled so.
    pub reason: Option<String>,
}

/// A text of the reader's that is hidden, or was.
#[derive(Clone, Debug)]
pub struct MyHidden {
    pub id: ModerationId,
    pub place: Spot,
    /// The rule and the day it was hidden.
    pub hidden: Hidden,
    /// By which day another moderator confirms it; else it is shown again.
    pub second_by: Option<Date>,
    /// Of whoever hid it.
    pub reason: String,
    pub appeal: Appeal,
    /// Why it stays hidden, or is shown again.
    pub said: Option<String>,
}

/// The page on which an author asks that somebody looks again.
#[derive(Clone, Debug)]
pub struct AppealView {
    pub mine: MyHidden,
    /// What the reader wrote: the title where it was part of it, and the text.
    pub text: (Option<String>, String),
    /// What they said when they asked; empty: nothing, or forgotten.
    pub words: String,
}

/// That somebody looks again, as typed.
#[derive(Clone, Debug, Default)]
pub struct NewAppeal {
    pub words: String,
    pub once: String,
}

/// Somebody who is kept from something.
#[derive(Clone, Debug)]
pub struct RestraintItem {
    pub id: RestraintId,
    pub name: String,
    pub kind: RestraintKind,
    pub standing: RestraintStanding,
}

/// That somebody is or was kept from something, as they read it.
#[derive(Clone, Debug)]
pub struct RestraintView {
    pub id: RestraintId,
    pub kind: RestraintKind,
    /// By which rule what they wrote was hidden.
    pub rule: Reason,
    pub standing: RestraintStanding,
    /// Of whoever imposed it.
    pub reason: String,
    pub imposed_at: Stamp,
    /// What was said by whoever looked again, and why.
    pub said: Option<(RestraintMove, String)>,
}

/// One thing that was done about it.
#[derive(Clone, Debug)]
pub struct RestraintAct {
    pub step: RestraintMove,
    pub reason: String,
    pub by_name: String,
    pub standing: Option<Standing>,
    pub at: Stamp,
}

/// Its page: for whom it concerns, and for moderators.
#[derive(Clone, Debug)]
pub struct RestraintPage {
    pub view: RestraintView,
    pub mine: bool,
    pub name: String,
    /// The text it is about.
    pub case: ModerationId,
    /// What they said when they asked that somebody looks again; empty: nothing, or forgotten.
    pub words: String,
    /// The reader imposed it: somebody else looks again.
    pub imposed_it: bool,
    /// What the reader can do.
    pub possible: Vec<RestraintMove>,
    pub seen: i64,
    pub acts: Vec<RestraintAct>,
}

/// The page on which somebody is kept from something.
#[derive(Clone, Debug)]
pub struct RestrainPage {
    /// The text it is about.
    pub item: CaseItem,
    /// Whether it can be done, or why not.
    pub may: Result<(), Denied>,
    /// What came of this text before.
    pub before: Option<RestraintId>,
}

/// Keeping somebody from something, as typed.
#[derive(Clone, Debug, Default)]
pub struct NewRestraint {
    /// `domain::moderation::RestraintKind`.
    pub kind: String,
    /// One of `domain::moderation::RESTRAINT_DAYS`.
    pub days: String,
    pub reason: String,
    pub once: String,
}

/// Asking that somebody looks again, or what came of it, as typed.
#[derive(Clone, Debug, Default)]
pub struct NewRestraintStep {
    /// `domain::moderation::RestraintMove`.
    pub step: String,
    pub reason: String,
    /// Of whoever asks.
    pub words: String,
    pub seen: String,
    pub once: String,
}

/// How a discussion is held in, for whoever reads it.
#[derive(Clone, Debug, Default)]
pub struct Talk {
    pub reins: Reins,
    /// When the reader may write next, where everybody writes at a slower pace.
    pub next_at: Option<Stamp>,
}

/// One thing that was done with a discussion or a thread.
#[derive(Clone, Debug)]
pub struct ReinStep {
    pub act: ReinAct,
    pub by_name: String,
    pub standing: Option<Standing>,
}

/// The page on which a discussion or a thread is held in.
#[derive(Clone, Debug)]
pub struct ReinPage {
    /// Its comment: the first one of the thread.
    pub place: Place,
    /// The questions, with what stands above them, where it is a discussion of some.
    pub asked: Option<(QuestionSetId, String)>,
    /// Who wrote that one, and what.
    pub first: Option<(String, String)>,
    pub locked: Option<Held>,
    /// Minutes between two comments of a person; never of a thread.
    pub slow: Option<(i64, Held)>,
    /// The last act with each rein the page knows of; 0: none.
    pub seen_lock: i64,
    pub seen_slow: i64,
    /// The latest first.
    pub steps: Vec<ReinStep>,
}

/// Holding in or letting go, as typed.
#[derive(Clone, Debug, Default)]
pub struct NewRein {
    /// `domain::moderation::ReinMove`.
    pub step: String,
    pub reason: String,
    /// ISO day; empty: none.
    pub until: String,
    /// One of `domain::moderation::PACES`.
    pub minutes: String,
    pub seen: String,
    pub once: String,
}

/// What a reader's own page says.
#[derive(Clone, Debug, Default)]
pub struct Own {
    pub reports: Vec<MyReport>,
    pub hidden: Vec<MyHidden>,
    pub restraints: Vec<RestraintView>,
}

/// Reporting texts, and what is done about them.
#[async_trait::async_trait]
pub trait ModerationPort: Send + Sync {
    /// For everybody who can read the text, signed in or not.
    ///
    /// # Errors
    /// `NotFound` for what is not public, and for what the municipality says.
    async fn report_page(
        &self,
        actor: &Actor,
        text: TextRef,
        now: Stamp,
    ) -> Result<ReportPageView, AppError>;
    /// Reports it. Twice is once.
    ///
    /// # Errors
    /// `Invalid` at `reason` and `words`; `Denied` where it is hidden.
    async fn report(
        &self,
        actor: &Actor,
        network: &str,
        text: TextRef,
        new: NewReport,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// What waits for a moderator, and what is hidden.
    ///
    /// # Errors
    /// `Denied` to everybody else.
    async fn queue(&self, actor: &Actor, now: Stamp) -> Result<Queue, AppError>;
    /// What members of a group wrote and somebody reported or hid, for those who run it.
    ///
    /// # Errors
    /// Only the database's: to others it is empty.
    async fn of_group(
        &self,
        actor: &Actor,
        group: GroupId,
        now: Stamp,
    ) -> Result<Vec<CaseItem>, AppError>;
    /// For moderators, and for those who run the author's group. Whoever can do something with it is said to read it.
    ///
    /// # Errors
    /// `Denied` to everybody else.
    async fn reported(
        &self,
        actor: &Actor,
        id: ModerationId,
        now: Stamp,
    ) -> Result<CaseView, AppError>;
    /// Several, for moderators who chose them; what is not there is left out.
    ///
    /// # Errors
    /// `Denied` to everybody else.
    async fn picked(
        &self,
        actor: &Actor,
        ids: &[ModerationId],
        now: Stamp,
    ) -> Result<Vec<CaseView>, AppError>;
    /// Reads it instead of whoever does.
    ///
    /// # Errors
    /// `Denied` to who does not settle it; `NotFound`.
    async fn take_over(&self, actor: &Actor, id: ModerationId, now: Stamp) -> Result<(), AppError>;
    /// Says that it is a threat, or that somebody is in danger. Twice is once.
    ///
    /// # Errors
    /// `Denied` to who does not settle it; `NotFound`.
    async fn raise_danger(
        &self,
        actor: &Actor,
        id: ModerationId,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Takes a step.
    ///
    /// # Errors
    /// `Invalid` at its fields; `Conflict` where somebody else was quicker; `Denied`.
    async fn settle(
        &self,
        actor: &Actor,
        id: ModerationId,
        new: NewStep,
        now: Stamp,
    ) -> Result<CaseMove, AppError>;
    /// What the reader reported, and what of theirs is or was hidden. Empty for who is not signed in.
    async fn own(&self, actor: &Actor, now: Stamp) -> Result<Own, AppError>;
    /// For whoever wrote what is or was hidden.
    ///
    /// # Errors
    /// `NotFound` to everybody else.
    async fn appeal_page(
        &self,
        actor: &Actor,
        id: ModerationId,
        now: Stamp,
    ) -> Result<AppealView, AppError>;
    /// Asks that somebody looks again. Twice is once.
    ///
    /// # Errors
    /// `Invalid` at `words`; `Denied` where it was asked before, is too late or shown again; `NotFound`.
    async fn appeal(
        &self,
        actor: &Actor,
        id: ModerationId,
        new: NewAppeal,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// For moderators: whether the author of a text can be kept from something because of it.
    ///
    /// # Errors
    /// `Denied` to everybody else; `NotFound`.
    async fn restrain_page(
        &self,
        actor: &Actor,
        id: ModerationId,
        now: Stamp,
    ) -> Result<RestrainPage, AppError>;
    /// Keeps the author of a hidden text from something for some days.
    ///
    /// # Errors
    /// `Invalid` at its fields; `Conflict` where somebody else was quicker; `Denied`; `NotFound`.
    async fn restrain(
        &self,
        actor: &Actor,
        id: ModerationId,
        new: NewRestraint,
        now: Stamp,
    ) -> Result<RestraintId, AppError>;
    /// For whom it concerns, and for moderators.
    ///
    /// # Errors
    /// `NotFound` to everybody else.
    async fn restraint(
        &self,
        actor: &Actor,
        id: RestraintId,
        now: Stamp,
    ) -> Result<RestraintPage, AppError>;
    /// Asks that somebody looks again. Twice is once.
    ///
    /// # Errors
    /// `Invalid` at `words`; `Denied` where it was asked before or is over; `NotFound`.
    async fn appeal_restraint(
        &self,
        actor: &Actor,
        id: RestraintId,
        new: NewRestraintStep,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Ends it, or lets it stand.
    ///
    /// # Errors
    /// `Invalid` at its fields; `Conflict` where somebody else was quicker; `Denied`; `NotFound`.
    async fn step_restraint(
        &self,
        actor: &Actor,
        id: RestraintId,
        new: NewRestraintStep,
        now: Stamp,
    ) -> Result<RestraintMove, AppError>;
    /// How a discussion is held in.
    ///
    /// # Errors
    /// Only the database's.
    async fn talk(&self, actor: &Actor, id: ProposalId, now: Stamp) -> Result<Talk, AppError>;
    /// For moderators. `of`: a proposal, and a comment of the thread.
    ///
    /// # Errors
    /// `Denied` to everybody else; `NotFound` for what is not public.
    async fn rein_page(
        &self,
        actor: &Actor,
        of: (ProposalId, Option<CommentId>),
        now: Stamp,
    ) -> Result<ReinPage, AppError>;
    /// Holds in or lets go: what was done, and the page to go on from.
    ///
    /// # Errors
    /// `Invalid` at its fields; `Conflict` where somebody else was quicker; `Denied`; `NotFound`.
    async fn rein(
        &self,
        actor: &Actor,
        of: (ProposalId, Option<CommentId>),
        new: NewRein,
        now: Stamp,
    ) -> Result<(ReinMove, String), AppError>;
    /// What was done in the last months, counted. For everybody.
    ///
    /// # Errors
    /// Only the database's.
    async fn log(&self, now: Stamp) -> Result<Vec<Month>, AppError>;
}
