//! Groups of young people: what supervisors and members see, and what pages and forms ask for.

use std::collections::BTreeMap;

use nara_domain::actor::Actor;
use nara_domain::group::{MemberMove, MemberState, WaitingState};
use nara_domain::ids::{CommentId, GroupId, MemberId, PersonId, ProposalId, WaitingId};
use nara_domain::time::{Date, Stamp};

use crate::accounts::api::{NewSession, Visit};
use crate::error::AppError;
use crate::proposals::api::NewComment;

/// A line of a supervisor's list.
#[derive(Clone, Debug)]
pub struct GroupItem {
    pub id: GroupId,
    pub name: String,
    pub last_day: Date,
    /// Members can come in and take part.
    pub open: bool,
    pub reads_first: bool,
    pub members: i64,
    /// Texts that wait to be read.
    pub waiting: i64,
}

/// A member as a supervisor sees one: the alias, and nothing of who it is.
#[derive(Clone, Debug)]
pub struct MemberItem {
    pub id: MemberId,
    pub alias: String,
    pub state: MemberState,
    pub joined_at: Stamp,
    /// None where the member is signed in nowhere.
    pub last_seen_at: Option<Stamp>,
}

/// One group, for its supervisors.
#[derive(Clone, Debug)]
pub struct GroupView {
    pub item: GroupItem,
    pub age_from: i64,
    pub age_to: i64,
    pub max_members: i64,
    pub members: Vec<MemberItem>,
    /// Those who run it.
    pub leaders: Vec<Leader>,
}

/// One of those who run a group.
#[derive(Clone, Debug)]
pub struct Leader {
    pub id: PersonId,
    pub name: String,
    /// False where the municipality has taken the duty back.
    pub in_duty: bool,
    /// Who looks at the page.
    pub is_reader: bool,
}

/// What is printed for a group's door.
#[derive(Clone)]
pub struct Cards {
    pub id: GroupId,
    pub name: String,
    /// In groups of five.
    pub code: String,
    /// Where it is typed, without `https://`.
    pub address: String,
    /// Modules of the QR code, on each side.
    pub size: usize,
    /// Its dark modules as the `d` of an SVG path.
    pub path: String,
}

impl std::fmt::Debug for Cards {
    /// The code never reaches a log line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cards")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// What kind of text waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    Idea,
    Comment,
}

impl TextKind {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Idea => "idea",
            Self::Comment => "comment",
        }
    }
}

/// Where a comment is to stand.
#[derive(Clone, Debug)]
pub struct Under {
    pub id: ProposalId,
    pub slug: String,
    pub title: String,
}

/// A text that waits, was sent back, or was published.
#[derive(Clone, Debug)]
pub struct WaitingText {
    pub id: WaitingId,
    pub kind: TextKind,
    /// Alias only.
    pub author: String,
    pub state: WaitingState,
    /// As typed, by field.
    pub fields: BTreeMap<String, String>,
    pub reason: Option<String>,
    pub at: Stamp,
    pub settled_at: Option<Stamp>,
    /// A comment's proposal, and what a published idea became.
    pub under: Option<Under>,
    pub comment: Option<CommentId>,
    /// What a comment answers, for who reads it first.
    pub answers: Option<Answered>,
    /// It was published, and is hidden since.
    pub hidden: bool,
}

/// A comment that is answered.
#[derive(Clone, Debug)]
pub struct Answered {
    pub author: String,
    /// Its first words.
    pub start: String,
}

impl WaitingText {
    /// What stands in this field; empty where nothing does.
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

/// What a member sees of their own.
#[derive(Clone, Debug)]
pub struct MyGroup {
    pub alias: String,
    pub group: String,
    pub last_day: Date,
    /// Somebody in the duty runs the group.
    pub led: bool,
    pub reads_first: bool,
    pub texts: Vec<WaitingText>,
}

/// Somebody at the door, with the right code.
#[derive(Clone, Debug)]
pub struct Door {
    pub group: String,
    pub last_day: Date,
    pub reads_first: bool,
    /// Aliases nobody in the group has.
    pub suggestions: Vec<String>,
}

/// What a code opened.
pub enum Entered {
    /// A group's: an alias is chosen next, at the door this ticket leads to.
    Door(String),
    /// A member's own, or one that helps in again.
    In(NewSession),
}

/// A new member. The code is shown once.
pub struct Joined {
    pub session: NewSession,
    pub own_code: String,
}

/// A group as typed, new or changed.
#[derive(Clone, Debug, Default)]
pub struct GroupForm {
    pub name: String,
    pub age_from: String,
    pub age_to: String,
    pub last_day: String,
    pub max_members: String,
    pub reads_first: bool,
}

/// What a supervisor decides about a text.
#[derive(Clone, Debug)]
pub enum Settle {
    Publish,
    Return(String),
}

#[async_trait::async_trait]
pub trait GroupPort: Send + Sync {
    // For supervisors. Somebody else's group is not found.

    async fn groups(&self, actor: &Actor, now: Stamp) -> Result<Vec<GroupItem>, AppError>;
    async fn create(
        &self,
        actor: &Actor,
        form: &GroupForm,
        now: Stamp,
    ) -> Result<GroupId, AppError>;
    async fn group(&self, actor: &Actor, id: GroupId, now: Stamp) -> Result<GroupView, AppError>;
    /// What has been written keeps the name it was written under.
    async fn change(
        &self,
        actor: &Actor,
        id: GroupId,
        form: &GroupForm,
        now: Stamp,
    ) -> Result<(), AppError>;
    async fn cards(&self, actor: &Actor, id: GroupId, now: Stamp) -> Result<Cards, AppError>;
    /// A new entry code; the old one opens nothing any more.
    async fn renew_code(&self, actor: &Actor, id: GroupId, now: Stamp) -> Result<(), AppError>;
    /// Lets another supervisor run the group, too.
    async fn share(
        &self,
        actor: &Actor,
        id: GroupId,
        email: &str,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Takes one of those who run the group out of them, others or oneself; never the last one. True
    /// where it was oneself.
    async fn take_out(
        &self,
        actor: &Actor,
        id: GroupId,
        leader: PersonId,
        now: Stamp,
    ) -> Result<bool, AppError>;
    /// Ends the group now, and every member's session with it.
    async fn end(&self, actor: &Actor, id: GroupId, now: Stamp) -> Result<(), AppError>;
    /// The step, and whether the group has another code from then on.
    async fn change_member(
        &self,
        actor: &Actor,
        id: GroupId,
        member: MemberId,
        how: (MemberMove, bool),
        now: Stamp,
    ) -> Result<(), AppError>;
    /// A code that lets the member in again, once; with `sign_out` every present session ends.
    async fn help_in(
        &self,
        actor: &Actor,
        id: GroupId,
        member: MemberId,
        sign_out: bool,
        now: Stamp,
    ) -> Result<String, AppError>;
    /// What waits to be read, oldest first.
    async fn queue(
        &self,
        actor: &Actor,
        id: GroupId,
        now: Stamp,
    ) -> Result<(GroupItem, Vec<WaitingText>), AppError>;
    async fn settle(
        &self,
        actor: &Actor,
        id: GroupId,
        text: WaitingId,
        how: Settle,
        now: Stamp,
    ) -> Result<(), AppError>;

    // At the door.

    async fn enter(&self, code: &str, visit: &Visit, now: Stamp) -> Result<Entered, AppError>;
    async fn door(&self, ticket: &str, now: Stamp) -> Result<Door, AppError>;
    async fn join(
        &self,
        ticket: &str,
        alias: &str,
        visit: &Visit,
        now: Stamp,
    ) -> Result<Joined, AppError>;

    // For members.

    async fn mine(&self, actor: &Actor, now: Stamp) -> Result<MyGroup, AppError>;
    /// Another own code; the one before opens nothing any more.
    async fn new_own_code(&self, actor: &Actor, now: Stamp) -> Result<String, AppError>;
    /// Hands a comment over to be read.
    async fn hand_over_comment(
        &self,
        actor: &Actor,
        under: ProposalId,
        new: NewComment,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Hands the idea in this draft over to be read.
    async fn hand_over_draft(&self, actor: &Actor, draft: &str, now: Stamp)
    -> Result<(), AppError>;
    /// Writes it again: `fields` in the place of what stood there.
    async fn send_again(
        &self,
        actor: &Actor,
        text: WaitingId,
        fields: BTreeMap<String, String>,
        now: Stamp,
    ) -> Result<(), AppError>;
    async fn take_back(&self, actor: &Actor, text: WaitingId, now: Stamp) -> Result<(), AppError>;

    /// For the jobs: removes what is left of members of groups that ended long ago.
    async fn clean_up(&self, now: Stamp) -> Result<u64, AppError>;
}
