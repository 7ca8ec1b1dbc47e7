//! What pages and letters ask about what somebody is told.

use nara_domain::actor::Actor;
use nara_domain::ids::QuestionSetId;
use nara_domain::news::{News, Pace};
use nara_domain::time::Stamp;
use nara_domain::watching::Watched;

use crate::error::AppError;
use crate::proposals::api::{ActView, CommentView, ProposalItem};
use crate::questions::api::QuestionNews;

/// Something somebody was told of, as it may be read today.
#[derive(Clone, Debug)]
pub struct NoticeView {
    pub id: i64,
    pub news: News,
    pub at: Stamp,
    pub read: bool,
    pub what: What,
}

/// What happened, and to what.
#[derive(Clone, Debug)]
pub enum What {
    Act(Box<ProposalItem>, Box<ActView>),
    Comment(Box<ProposalItem>, Box<CommentView>),
    /// The proposal or idea can be read by everybody now.
    Published(Box<ProposalItem>),
    /// Something said about questions.
    Said(Box<Heading>, Box<CommentView>),
    /// An answer to a question; whether another one stands in its place by now.
    Asked(Box<QuestionNews>, bool),
}

/// What stands above questions.
#[derive(Clone, Debug)]
pub struct Heading {
    pub id: QuestionSetId,
    pub slug: String,
    pub words: String,
}

#[async_trait::async_trait]
pub trait NewsPort: Send + Sync {
    /// How many the reader has not seen; none for visitors.
    async fn unread(&self, actor: &Actor) -> Result<i64, AppError>;
    /// The newest first, from before one on.
    async fn notices(
        &self,
        actor: &Actor,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<NoticeView>, AppError>;
    /// The local address of what one tells of, which is seen by that.
    ///
    /// # Errors
    /// `NotFound` for another's, and for what nobody may read any more.
    async fn open(&self, actor: &Actor, id: i64, now: Stamp) -> Result<String, AppError>;
    /// All up to this one are seen. Twice is once.
    async fn read_all(&self, actor: &Actor, up_to: i64, now: Stamp) -> Result<(), AppError>;
    /// How soon the reader is told of each kind by letter.
    async fn paces(&self, actor: &Actor) -> Result<Vec<(News, Pace)>, AppError>;
    /// For what happens from now on, and for what waits for a letter.
    async fn set_paces(
        &self,
        actor: &Actor,
        paces: &[(News, Pace)],
        now: Stamp,
    ) -> Result<(), AppError>;
    /// What the reader follows beside proposals.
    async fn watched(&self, actor: &Actor) -> Result<Vec<Watched>, AppError>;
    /// Twice is once.
    ///
    /// # Errors
    /// `NotFound` where there is no such topic, place or body here, for questions not everybody reads, and for a
    /// name nobody has answered under in a public duty.
    async fn watch(&self, actor: &Actor, watched: &Watched, now: Stamp) -> Result<(), AppError>;
    /// Twice is once.
    async fn unwatch(&self, actor: &Actor, watched: &Watched, now: Stamp) -> Result<(), AppError>;
}
