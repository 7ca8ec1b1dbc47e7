//! Idea campaigns: what is shown and typed, and the port the server fills in.

use std::collections::BTreeMap;

use nara_domain::actor::{Actor, Standing};
pub use nara_domain::campaign::IDEA;
use nara_domain::campaign::{
    CampaignStage, CampaignStageCode, CampaignStep, CampaignStepKind, Counted, Parts, PictureSide,
    Plan, Recognised, Report, Said, Voting, unsettled,
};
use nara_domain::error::Denied;
use nara_domain::fields::Values;
use nara_domain::ids::{
    CampaignActId, CampaignId, CampaignNoveltyId, CampaignPictureId, GroupId, ProposalId,
};
use nara_domain::proposal::{IdeaStageCode, Ruleset, Verdict};
use nara_domain::time::{Date, Stamp};

use crate::error::AppError;
use crate::proposals::api::ActView;

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

/// A campaign in which something can be done now: ideas or votes.
#[derive(Clone, Debug)]
pub struct GoingOn {
    pub slug: String,
    pub title: String,
    pub stage: CampaignStageCode,
    /// Its last day.
    pub day: Option<Date>,
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
    /// How many want to help with it.
    pub helpers: i64,
    pub stage: IdeaStageCode,
    pub verdict: Option<Verdict>,
    pub at: Stamp,
}

/// What an elected says of an idea: whether it was new.
#[derive(Clone, Debug)]
pub struct IdeaSaid {
    pub id: CampaignNoveltyId,
    pub idea: ProposalId,
    /// The name as it was.
    pub by: String,
    /// Party and duty as they were.
    pub standing: Standing,
    pub at: Stamp,
    pub said: Said,
    /// The reader's own.
    pub mine: bool,
    /// The same person has said something else since.
    pub replaced: bool,
}

impl IdeaSaid {
    /// Whoever says it is of a party.
    pub fn party(&self) -> &str {
        self.standing.party.as_deref().unwrap_or_default()
    }
}

/// A picture as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureShown {
    pub id: CampaignPictureId,
    /// What it shows, for who cannot see it.
    pub description: String,
    pub taken_by: String,
    pub recognised: Recognised,
    pub width: i64,
    pub height: i64,
}

/// A picture on the page where something is done about it.
#[derive(Clone, Debug)]
pub struct PictureStanding {
    pub shown: PictureShown,
    /// Nobody has read it yet.
    pub waiting: bool,
    /// How it is known that everybody in it said yes; only for who reads first and who sent it.
    pub agreed: Option<String>,
}

/// The page of an idea's picture, for who can do something about it.
#[derive(Clone, Debug)]
pub struct PictureView {
    pub slug: String,
    /// The campaign's title.
    pub campaign: String,
    pub idea: ProposalId,
    pub title: String,
    /// Whether one can be put there now.
    pub open: bool,
    /// The idea is hidden: its picture can be taken down, and nothing else.
    pub hidden: bool,
    pub side: PictureSide,
    pub standing: Option<PictureStanding>,
    /// Why the last one came back.
    pub word: Option<String>,
}

/// The picture on an idea's own page, as one reader meets it.
#[derive(Clone, Debug, Default)]
pub struct PictureOfIdea {
    /// Everybody sees it.
    pub shown: Option<PictureShown>,
    /// One waits to be read; told to its author and its readers only.
    pub waits: bool,
    /// It came back; told to the same.
    pub returned: bool,
    /// The reader can put one there.
    pub adds: bool,
    /// The reader can take down the one that stands.
    pub changes: bool,
    /// The reader reads it before others do.
    pub reads: bool,
}

/// A picture that waits for who leads the group.
#[derive(Clone, Debug)]
pub struct PictureToRead {
    pub slug: String,
    pub idea: ProposalId,
    pub title: String,
    /// Alias and group.
    pub by: String,
}

/// The campaign of an idea, on the idea's own page.
#[derive(Clone, Debug)]
pub struct InCampaign {
    pub idea: ProposalId,
    pub slug: String,
    pub title: String,
    /// The name of its set.
    pub set: Option<String>,
    pub slot: Option<i64>,
    /// The elected are to say whether it was new to them.
    pub asked: bool,
    /// What they say, the earliest first.
    pub said: Vec<IdeaSaid>,
    /// Problem, first step and rough cost.
    pub parts: Option<Parts>,
    /// Whether whoever wrote the idea wrote them, and when.
    pub parts_by: Option<(bool, Stamp)>,
    /// The reader may write them now.
    pub writes_parts: bool,
    /// The reader wrote the idea, and whoever leads their group writes them.
    pub leader_writes: bool,
    /// It was called off.
    pub cancelled: bool,
    pub picture: PictureOfIdea,
}

/// A group that takes part.
#[derive(Clone, Debug)]
pub struct CampaignGroup {
    pub id: GroupId,
    pub name: String,
    /// Those who are in, or were when it ended.
    pub members: i64,
    /// It has ended, and nobody knows any more who was in.
    pub over: bool,
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
    /// What the elected say of them, the earliest first; what somebody replaced stands there, too.
    pub said: Vec<IdeaSaid>,
    /// The reader is elected, and can say now whether they knew.
    pub says: bool,
    /// Pictures of its ideas that everybody sees.
    pub pictures: BTreeMap<ProposalId, PictureShown>,
    pub groups: Vec<CampaignGroup>,
    /// Steps the reader may take now, in the order they are offered.
    pub steps: Vec<CampaignStepKind>,
    /// How many have voted, while the vote goes on.
    pub votes: Option<VoteNumbers>,
    /// The reader runs it: fills slots.
    pub runs: bool,
    /// The reader is in one of its groups, and it takes ideas.
    pub writes: bool,
    /// Groups the reader runs that could take part and do not.
    pub could_join: Vec<CampaignGroup>,
    /// Last event this view contains; the live stream starts after it.
    pub live_seq: i64,
}

impl CampaignView {
    /// The last act that stands on the page.
    pub fn seen(&self) -> String {
        let last = self.acts.last().map(|act| act.id.to_string());
        last.unwrap_or_default()
    }

    /// How the vote was, as it was announced; none where there was none.
    pub fn voting(&self) -> Option<Voting> {
        match self.told(CampaignStepKind::Vote)? {
            CampaignStep::Vote { voting } => Some(voting),
            _ => None,
        }
    }

    /// What was counted; none before that.
    pub fn counted(&self) -> Option<Counted> {
        match self.told(CampaignStepKind::Count)? {
            CampaignStep::Count { counted } => Some(counted),
            _ => None,
        }
    }

    /// What somebody added to its report, as it stands now; none before anybody has.
    pub fn report(&self) -> Option<Report> {
        match self.told(CampaignStepKind::Report)? {
            CampaignStep::Report { report } => Some(report),
            _ => None,
        }
    }

    /// The last step of a kind, read from the record.
    fn told(&self, kind: CampaignStepKind) -> Option<CampaignStep> {
        let act = self.acts.iter().rfind(|act| act.step == kind)?;
        CampaignStep::parse(kind, &act.fields).ok()
    }

    /// What holds of what the elected say of an idea.
    pub fn said_of(&self, idea: ProposalId) -> Vec<&IdeaSaid> {
        let all = self.said.iter();
        all.filter(|one| one.idea == idea && !one.replaced)
            .collect()
    }

    /// Chosen ideas of which the elected are to say whether they were new, and too few have.
    pub fn unsettled(&self) -> Vec<ProposalId> {
        let chosen = self.ideas.iter().filter(|idea| idea.slot.is_some());
        let holding = self.said.iter().filter(|one| !one.replaced);
        let said: Vec<_> = holding.map(|one| (one.idea, one.party())).collect();
        unsettled(&self.plan, chosen.map(|idea| (idea.id, idea.set)), &said)
    }

    /// The idea in a slot.
    pub fn in_slot(&self, slot: i64) -> Option<&CampaignIdea> {
        self.ideas.iter().find(|idea| idea.slot == Some(slot))
    }
}

/// What a campaign's report is made of, as everybody may read it.
#[derive(Clone, Debug)]
pub struct ReportView {
    pub campaign: CampaignView,
    /// Those of its ideas that everybody can read.
    pub ideas: Vec<ReportIdea>,
}

/// What an idea says, and what it was answered.
#[derive(Clone, Debug)]
pub struct ReportIdea {
    pub id: ProposalId,
    pub body: String,
    /// Problem, first step and rough cost.
    pub parts: Option<Parts>,
    /// The municipality's answers as they stand now, the earliest first.
    pub acts: Vec<ActView>,
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

/// All that is told of a vote before it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VoteNumbers {
    /// Ballots in the box.
    pub ballots: i64,
    /// Slips that were counted by hand.
    pub slips: i64,
}

/// A vote as its page shows it to one reader.
#[derive(Clone, Debug)]
pub struct VoteView {
    pub slug: String,
    pub title: String,
    pub question: String,
    /// The names of the sets, in their order.
    pub sets: Vec<String>,
    pub stage: CampaignStageCode,
    /// While the vote goes on; also on the day after, until it is counted.
    pub voting: Option<Voting>,
    pub numbers: Option<VoteNumbers>,
    /// In the reader's own order; by slot for who is not signed in.
    pub candidates: Vec<CampaignIdea>,
    /// What the reader's own ballot says.
    pub ticked: Vec<ProposalId>,
    /// There was a vote, and it was counted.
    pub counted: bool,
    /// Something on the ballot can no longer be voted for.
    pub lost: bool,
    /// Whether the reader may vote, or why not.
    pub may: Result<(), Denied>,
}

/// Slips that somebody entered. What stood on them is nowhere to be read before the count.
#[derive(Clone, Debug)]
pub struct PaperEntry {
    pub by: String,
    pub slips: i64,
    pub counted_by: String,
    pub counted_with: String,
    pub at: Stamp,
    /// The same person has entered others since.
    pub replaced: bool,
}

/// The page on which slips are entered.
#[derive(Clone, Debug)]
pub struct PaperView {
    pub slug: String,
    pub title: String,
    /// While slips are taken.
    pub voting: Option<Voting>,
    /// By slot.
    pub candidates: Vec<CampaignIdea>,
    /// The earliest first.
    pub entries: Vec<PaperEntry>,
}

/// The page on which the parts of an idea are written.
#[derive(Clone, Debug)]
pub struct PartsView {
    pub slug: String,
    /// The campaign's title.
    pub campaign: String,
    /// Whether they can be changed now.
    pub open: bool,
    /// The reader's group is read first: who runs it writes them.
    pub leader_writes: bool,
    pub idea: ProposalId,
    pub title: String,
    /// What holds.
    pub parts: Option<Parts>,
    /// The version that stood on the page; empty where there was none.
    pub seen: String,
}

/// A vote in which the reader's group takes part.
#[derive(Clone, Debug)]
pub struct OpenVote {
    pub slug: String,
    pub title: String,
    pub until: Date,
    /// Whether the reader has voted.
    pub voted: bool,
}

/// A campaign with ideas of which the reader, who is elected, has not said whether they were new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwaitsElected {
    pub slug: String,
    pub title: String,
    /// How many.
    pub ideas: i64,
}

/// What pages and forms ask for. A draft is found by those who could go on with it only.
#[async_trait::async_trait]
pub trait CampaignPort: Send + Sync {
    /// Those that the reader may read, the latest changed first.
    async fn campaigns(&self, actor: &Actor) -> Result<Vec<CampaignItem>, AppError>;
    /// Where the reader is asked whether ideas were new to them; none to whoever is not elected.
    async fn awaits_elected(&self, actor: &Actor) -> Result<Vec<AwaitsElected>, AppError>;
    /// Those that take ideas or votes today, the latest changed first; a few.
    async fn going_on(&self, now: Stamp) -> Result<Vec<GoingOn>, AppError>;
    /// # Errors
    /// `NotFound` also for a draft of somebody else's.
    async fn campaign(
        &self,
        actor: &Actor,
        slug: &str,
        now: Stamp,
    ) -> Result<CampaignView, AppError>;
    /// What its report is made of, whoever asks.
    ///
    /// # Errors
    /// `NotFound` before it was presented.
    async fn report(&self, slug: &str, now: Stamp) -> Result<ReportView, AppError>;
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
    /// Says as elected whether one knew of a chosen idea. `typed` also holds [`SEEN`]: the number of what
    /// the actor said before.
    ///
    /// # Errors
    /// `Invalid` at the fields of [`nara_domain::campaign::NOVELTY_FIELDS`]; `Conflict` where the actor has
    /// said something else since; `NotAllowedNow` before the presentation and after the end.
    async fn say(
        &self,
        actor: &Actor,
        slug: &str,
        idea: ProposalId,
        sent: (&Values, &str),
        now: Stamp,
    ) -> Result<(), AppError>;
    /// The campaign an idea belongs to.
    async fn of_idea(
        &self,
        actor: &Actor,
        idea: ProposalId,
        now: Stamp,
    ) -> Result<Option<InCampaign>, AppError>;
    /// The parts of an idea, for who may write them.
    ///
    /// # Errors
    /// `Denied` for everybody else.
    async fn parts(
        &self,
        actor: &Actor,
        slug: &str,
        idea: ProposalId,
        now: Stamp,
    ) -> Result<PartsView, AppError>;
    /// Writes the problem, the first step and the rough cost of an idea. `typed` also holds [`SEEN`].
    ///
    /// # Errors
    /// `Invalid` at the fields of [`nara_domain::campaign::PARTS_FIELDS`]; `Conflict` where somebody wrote
    /// them since; `NotAllowedNow` once ideas are no longer chosen.
    async fn write_parts(
        &self,
        actor: &Actor,
        slug: &str,
        idea: ProposalId,
        sent: (&Values, &str),
        now: Stamp,
    ) -> Result<(), AppError>;
    /// The picture of an idea, for who can do something about it.
    ///
    /// # Errors
    /// `Denied` for everybody else.
    async fn picture(
        &self,
        actor: &Actor,
        slug: &str,
        idea: ProposalId,
    ) -> Result<PictureView, AppError>;
    /// Pictures that wait for this actor in a group they lead, the first that came first.
    async fn pictures_to_read(
        &self,
        actor: &Actor,
        group: GroupId,
    ) -> Result<Vec<PictureToRead>, AppError>;
    /// The vote as the reader meets it; `rules`: who may support a proposal.
    ///
    /// # Errors
    /// `NotFound` also for a draft of somebody else's.
    async fn vote(&self, actor: &Actor, slug: &str, rules: &Ruleset) -> Result<VoteView, AppError>;
    /// Puts the actor's ballot into the box, in the place of the one before.
    ///
    /// # Errors
    /// `Invalid` at [`IDEA`]; `Denied` for who may not vote; `NotAllowedNow` before and after.
    async fn cast(
        &self,
        actor: &Actor,
        slug: &str,
        ticked: &[ProposalId],
        rules: &Ruleset,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// For those who run the vote.
    async fn paper(&self, actor: &Actor, slug: &str, now: Stamp) -> Result<PaperView, AppError>;
    /// Enters slips that were counted by hand; what the actor entered before no longer holds.
    ///
    /// # Errors
    /// `Invalid` at the fields; `NotAllowedNow` before and after the vote.
    async fn enter_paper(
        &self,
        actor: &Actor,
        slug: &str,
        sent: (&Values, &str),
        now: Stamp,
    ) -> Result<(), AppError>;
    /// The vote of the campaign the actor's group takes part in, while it goes on.
    async fn vote_for(&self, actor: &Actor, now: Stamp) -> Result<Option<OpenVote>, AppError>;
    /// The campaign the actor's group takes part in, while it takes ideas.
    async fn open_for(&self, actor: &Actor) -> Result<Option<OpenCampaign>, AppError>;
}
