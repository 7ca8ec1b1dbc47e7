//! The port's implementation: each method opens a transaction, lets the use case work and commits.

mod absorb;
mod acts;
mod adopting;
mod comment_drafts;
mod comments;
mod correct;
mod cursor;
mod days;
mod desk;
mod drafts;
mod facts;
mod fame;
mod follow_up;
mod freeing;
mod helping;
mod holding;
mod jobs;
mod joining;
mod letters;
mod list;
mod look;
mod meeting;
mod merging;
mod newcomers;
mod officer;
mod prepare;
mod programs;
mod read_first;
mod record;
mod reins;
mod revise;
mod sharing;
mod start;
mod statistics;
mod submit;
mod view;
mod waiting;

use std::sync::Arc;

use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::proposals::api::{
    AnswerItem, AnsweredView, AnswersQuery, ChangeView, CommentPage, CommentView, DiscussionPage,
    Draft, DraftChange, DraftFields, ListPage, ListQuery, NewAct, NewAnswered, NewComment,
    NewWords, ProposalItem, ProposalPort, ProposalView, Recorded, Similar, StartView, SupportView,
    VersionsView, WaitingItem,
};
use nara_domain::actor::{Actor, Body};
use nara_domain::answer::ActKind;
use nara_domain::ids::{ActId, CommentId, ProposalId, QuestionSetId};
use nara_domain::proposal::{Ruleset, TransitionKind};
use nara_domain::switches::Feature;
use nara_domain::text::slug;
use nara_domain::time::Stamp;

use super::store::ruleset::{self, Rulesets};
use super::store::{act, case, item};
use super::support::SupportWriter;
use crate::db::{Conn, Db, DbError, Tx};
use crate::entropy::Entropy;
use crate::http::limits::{Action, Limits};
use crate::live::{Hub, NewEvent, store as live_store};
use crate::once::key_of;
use crate::settings::Settings;

pub(crate) use acts::{Doing, stored};
pub(crate) use days::promise_anew;
pub(super) use fame::show_in_hall;
pub(crate) use holding::is_held;
pub(super) use letters::Letters;
pub(crate) use letters::News;
pub(super) use record::move_proposal;
pub(crate) use record::{By, Entry, append, event, first_standing, is_withheld, searched, subject};
pub(super) use sharing::wrote;
pub(crate) use submit::Submission;
use submit::Typed;
pub(crate) use view::as_everybody;
pub(super) use view::support_view;

/// Proposals and ideas of one municipality. Cheap to clone.
#[derive(Clone, Debug)]
pub struct ProposalService {
    db: Db,
    hub: Hub,
    entropy: Arc<dyn Entropy>,
    site: Arc<Site>,
    room: Workroom,
    writer: SupportWriter,
    limits: Option<Limits>,
    settings: Option<Settings>,
}

/// What use cases need besides their transaction. The demo's builder works with one, too: it
/// replays histories through the same code.
#[derive(Clone, Debug)]
pub struct Workroom {
    pub(super) rulesets: Rulesets,
    pub(super) letters: Letters,
}

impl Workroom {
    pub fn new(site: &Site) -> Self {
        Self {
            rulesets: Rulesets::default(),
            letters: Letters::of(site),
        }
    }

    /// Writes no letters: what is told happened long ago.
    pub fn silent() -> Self {
        Self {
            rulesets: Rulesets::default(),
            letters: Letters::none(),
        }
    }
}

impl Workroom {
    /// What tells people.
    pub(crate) fn letters(&self) -> &Letters {
        &self.letters
    }

    /// The rules read so far.
    pub(crate) fn rulesets(&self) -> &Rulesets {
        &self.rulesets
    }
}

impl ProposalService {
    /// Starts the writer and the live hub. A municipality without a ruleset gets the usual one.
    pub async fn start(
        db: Db,
        entropy: Arc<dyn Entropy>,
        site: Arc<Site>,
        now: Stamp,
    ) -> Result<Self, DbError> {
        let mut tx = db.begin().await?;
        if ruleset::latest(&mut tx, &site.municipality)
            .await?
            .is_none()
        {
            // Another server may have been faster with the same.
            let _id = ruleset::add(&mut tx, Ruleset::usual(&site.municipality), now).await?;
        }
        tx.commit().await?;
        let hub = Hub::start(db.clone()).await?;
        let room = Workroom::new(&site);
        let writer = SupportWriter::start(db.clone(), hub.clone(), room.clone());
        Ok(Self {
            db,
            hub,
            entropy,
            site,
            room,
            writer,
            limits: None,
            settings: None,
        })
    }

    /// The same with a limit to how much one person can do in a time.
    pub fn limited_by(self, limits: Limits) -> Self {
        Self {
            limits: Some(limits),
            ..self
        }
    }

    /// The same, doing nothing that is switched off.
    pub fn governed_by(self, settings: Settings) -> Self {
        Self {
            settings: Some(settings),
            ..self
        }
    }

    /// Whether people can do this now. For who holds no connection.
    pub(crate) async fn require(&self, feature: Feature, now: Stamp) -> Result<(), AppError> {
        match &self.settings {
            Some(settings) => settings.require(feature, now).await,
            None => Ok(()),
        }
    }

    /// The same in a transaction that [`Self::begin`] began.
    fn require_known(&self, feature: Feature, now: Stamp) -> Result<(), AppError> {
        match &self.settings {
            Some(settings) => settings.require_known(feature, now),
            None => Ok(()),
        }
    }

    /// A transaction that asks what is in force. It is read before: within, nobody waits for a second connection.
    pub(crate) async fn begin(&self, now: Stamp) -> Result<Tx, AppError> {
        if let Some(settings) = &self.settings {
            let _in_force = settings.in_force(now).await;
        }
        Ok(self.db.begin().await?)
    }

    /// The newest rules and their key: `nara rules add` may store others while this runs.
    async fn rules_now(&self, conn: &mut Conn) -> Result<(i64, Arc<Ruleset>), AppError> {
        let id = ruleset::latest(conn, &self.site.municipality)
            .await?
            .ok_or(AppError::Internal)?;
        Ok((id, self.room.rulesets.get(conn, id).await?))
    }

    /// Counts one action of somebody.
    pub(crate) fn limit(&self, action: Action, actor: &Actor, now: Stamp) -> Result<(), AppError> {
        match (&self.limits, actor.person_id()) {
            (Some(limits), Some(person)) => limits.check(action, &person.to_string(), now),
            _ => Ok(()),
        }
    }

    /// Counts one action of a network: of what nobody has to sign in for.
    pub(crate) fn limit_network(
        &self,
        action: Action,
        network: &str,
        now: Stamp,
    ) -> Result<(), AppError> {
        match &self.limits {
            Some(limits) => limits.check(action, network, now),
            None => Ok(()),
        }
    }

    /// The rules read so far: whoever else reads them need not read them again.
    pub(crate) fn rulesets(&self) -> Rulesets {
        self.room.rulesets.clone()
    }

    /// What use cases need besides their transaction.
    pub(crate) fn room(&self) -> &Workroom {
        &self.room
    }

    /// Where votes wait to be written down.
    pub fn votes(&self) -> &SupportWriter {
        &self.writer
    }

    /// Where live streams subscribe.
    pub fn hub(&self) -> &Hub {
        &self.hub
    }

    /// Numbers the events, makes everything durable and tells the streams.
    pub(crate) async fn finish(
        &self,
        mut tx: Tx,
        events: &[NewEvent],
        now: Stamp,
    ) -> Result<(), AppError> {
        live_store::append(&mut tx, events, now).await?;
        tx.commit().await?;
        self.hub.wake();
        Ok(())
    }

    /// The key of somebody's act: another's form with the same key is another form, not a success.
    pub(crate) fn once_of(&self, actor: &Actor, given: &str) -> Result<String, AppError> {
        let once = self.once(given)?;
        Ok(match actor.person_id() {
            Some(person) => format!("{person}:{once}"),
            None => once,
        })
    }

    /// The form's key, or one of our own where a program sent none.
    pub(crate) fn once(&self, given: &str) -> Result<String, AppError> {
        match key_of(given)? {
            Some(key) => Ok(key.to_owned()),
            None => Ok(crate::entropy::token::<16>(self.entropy.as_ref())?),
        }
    }
}

/// Draft ids are ours; anything else is looked up nowhere.
fn draft_id(id: &str) -> Result<&str, AppError> {
    let ours = !id.is_empty()
        && id.len() <= 64
        && id
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if ours {
        Ok(id)
    } else {
        Err(AppError::NotFound)
    }
}

#[async_trait::async_trait]
impl ProposalPort for ProposalService {
    fn is_working(&self) -> bool {
        self.writer.is_working()
    }

    async fn rules(&self) -> Result<Arc<Ruleset>, AppError> {
        Ok(self.rules_now(&mut self.db.read().await?).await?.1)
    }

    async fn start(&self, _actor: &Actor, now: Stamp) -> Result<StartView, AppError> {
        self.start_view(now).await
    }

    async fn list(
        &self,
        _actor: &Actor,
        query: &ListQuery,
        network: &str,
        now: Stamp,
    ) -> Result<ListPage, AppError> {
        if !query.text.trim().is_empty() {
            self.limit_network(Action::Search, network, now)?;
        }
        self.list_page(query).await
    }

    async fn get_page(
        &self,
        actor: &Actor,
        id: ProposalId,
        page: DiscussionPage,
        now: Stamp,
    ) -> Result<ProposalView, AppError> {
        self.view(actor, id, page, now).await
    }

    async fn talk_of(
        &self,
        actor: &Actor,
        questions: QuestionSetId,
        page: DiscussionPage,
        now: Stamp,
    ) -> Result<Option<ProposalView>, AppError> {
        self.talk_view(actor, questions, page, now).await
    }

    async fn questions_of(
        &self,
        id: ProposalId,
    ) -> Result<Option<(QuestionSetId, String)>, AppError> {
        let mut conn = self.db.read().await?;
        let found = case::find_asked(&mut conn, id).await?;
        Ok(found.map(|(set, heading)| (set, slug(&heading))))
    }

    async fn similar(
        &self,
        title: &str,
        limit: i64,
        network: &str,
        now: Stamp,
    ) -> Result<Vec<Similar>, AppError> {
        self.limit_network(Action::Search, network, now)?;
        self.similar_to(title, limit).await
    }

    async fn mine(&self, actor: &Actor) -> Result<Vec<ProposalItem>, AppError> {
        self.items_of(actor).await
    }

    async fn supported(
        &self,
        actor: &Actor,
        before: Option<ProposalId>,
        limit: i64,
    ) -> Result<Vec<ProposalItem>, AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let mut conn = self.db.read().await?;
        let limit = limit.clamp(1, 100);
        Ok(item::supported_by(&mut conn, &self.room.rulesets, person, before, limit).await?)
    }

    async fn waiting(
        &self,
        actor: &Actor,
        after: Option<ProposalId>,
        limit: i64,
    ) -> Result<Vec<WaitingItem>, AppError> {
        self.waiting_items(actor, after, limit.clamp(1, 100)).await
    }

    async fn answers(&self, query: &AnswersQuery, limit: i64) -> Result<Vec<AnswerItem>, AppError> {
        let mut conn = self.db.read().await?;
        self.latest_answers(&mut conn, query, limit.clamp(1, 100))
            .await
    }

    async fn deciding_bodies(&self) -> Result<Vec<Body>, AppError> {
        let mut conn = self.db.read().await?;
        Ok(act::deciding_bodies(&mut conn).await?)
    }

    async fn create_draft(
        &self,
        actor: &Actor,
        fields: DraftFields,
        network: &str,
        now: Stamp,
    ) -> Result<Draft, AppError> {
        self.limit_network(Action::Draft, network, now)?;
        self.new_draft(actor, fields, now).await
    }

    async fn get_draft(&self, id: &str) -> Result<Draft, AppError> {
        self.find_draft(draft_id(id)?).await
    }

    async fn change_draft(
        &self,
        id: &str,
        change: DraftChange,
        network: &str,
        now: Stamp,
    ) -> Result<Draft, AppError> {
        self.limit_network(Action::DraftSave, network, now)?;
        self.merge_draft(draft_id(id)?, change, now).await
    }

    async fn drafts_of(&self, actor: &Actor) -> Result<Vec<Draft>, AppError> {
        self.open_drafts(actor).await
    }

    async fn submit_draft(
        &self,
        actor: &Actor,
        id: &str,
        now: Stamp,
    ) -> Result<ProposalId, AppError> {
        self.hand_in_draft(actor, draft_id(id)?, now).await
    }

    async fn submit(
        &self,
        actor: &Actor,
        fields: DraftFields,
        once: &str,
        now: Stamp,
    ) -> Result<ProposalId, AppError> {
        let typed = Typed::Fields(Box::new(fields), self.once(once)?);
        self.hand_in(actor, typed, now).await
    }

    async fn support(
        &self,
        actor: &Actor,
        id: ProposalId,
        now: Stamp,
    ) -> Result<SupportView, AppError> {
        self.require(Feature::Support, now).await?;
        self.limit(Action::Support, actor, now)?;
        self.writer.give(actor, id, now).await
    }

    async fn withdraw_support(
        &self,
        actor: &Actor,
        id: ProposalId,
        now: Stamp,
    ) -> Result<SupportView, AppError> {
        self.limit(Action::Support, actor, now)?;
        self.writer.take_back(actor, id, now).await
    }

    async fn oppose(
        &self,
        actor: &Actor,
        id: ProposalId,
        now: Stamp,
    ) -> Result<SupportView, AppError> {
        self.require(Feature::Support, now).await?;
        self.limit(Action::Support, actor, now)?;
        self.writer.oppose(actor, id, now).await
    }

    async fn stop_opposing(
        &self,
        actor: &Actor,
        id: ProposalId,
        now: Stamp,
    ) -> Result<SupportView, AppError> {
        self.limit(Action::Support, actor, now)?;
        self.writer.stop_opposing(actor, id, now).await
    }

    async fn comments(
        &self,
        actor: &Actor,
        id: ProposalId,
        cursor: Option<&str>,
        limit: i64,
    ) -> Result<CommentPage, AppError> {
        self.discussion(actor, id, cursor, limit.clamp(1, 100))
            .await
    }

    async fn comments_under(
        &self,
        actor: &Actor,
        questions: QuestionSetId,
        cursor: Option<&str>,
        limit: i64,
    ) -> Result<(String, CommentPage), AppError> {
        self.discussion_under(actor, questions, cursor, limit.clamp(1, 100))
            .await
    }

    async fn comment(
        &self,
        actor: &Actor,
        id: ProposalId,
        new: NewComment,
        now: Stamp,
    ) -> Result<CommentView, AppError> {
        self.write_comment(actor, id, new, now).await
    }

    async fn changing(
        &self,
        actor: &Actor,
        comment: (ProposalId, CommentId),
        now: Stamp,
    ) -> Result<ChangeView, AppError> {
        self.changing_view(actor, comment, now).await
    }

    async fn change(
        &self,
        actor: &Actor,
        comment: (ProposalId, CommentId),
        new: NewWords,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.change_comment(actor, comment, new, now).await
    }

    async fn versions(
        &self,
        actor: &Actor,
        comment: (ProposalId, CommentId),
    ) -> Result<VersionsView, AppError> {
        self.versions_view(actor, comment).await
    }

    async fn answered(
        &self,
        actor: &Actor,
        question: (ProposalId, CommentId),
    ) -> Result<AnsweredView, AppError> {
        self.answered_view(actor, question).await
    }

    async fn mark_answered(
        &self,
        actor: &Actor,
        question: (ProposalId, CommentId),
        new: NewAnswered,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.mark_as_answered(actor, question, new, now).await
    }

    async fn agree_with(
        &self,
        actor: &Actor,
        comment: (ProposalId, CommentId),
        agrees: bool,
        now: Stamp,
    ) -> Result<i64, AppError> {
        self.set_agreed(actor, comment, agrees, now).await
    }

    async fn answer(
        &self,
        actor: &Actor,
        id: ProposalId,
        kind: ActKind,
        new: NewAct,
        now: Stamp,
    ) -> Result<ActId, AppError> {
        self.write_answer(actor, id, kind, new, now).await
    }

    async fn record(
        &self,
        actor: &Actor,
        id: ProposalId,
        transition: TransitionKind,
        new: NewAct,
        now: Stamp,
    ) -> Result<Recorded, AppError> {
        self.record_step(actor, id, transition, new, now).await
    }

    async fn discard(
        &self,
        actor: &Actor,
        id: ProposalId,
        transition: TransitionKind,
        seen: Stamp,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.discard_prepared(actor, id, (transition, seen), now)
            .await
    }

    async fn idea_step(
        &self,
        actor: &Actor,
        id: ProposalId,
        step: &str,
        new: NewAct,
        now: Stamp,
    ) -> Result<ActId, AppError> {
        self.record_idea_step(actor, id, step, new, now).await
    }

    async fn correct(
        &self,
        actor: &Actor,
        id: ProposalId,
        act: ActId,
        new: NewAct,
        now: Stamp,
    ) -> Result<ActId, AppError> {
        self.correct_act(actor, id, act, new, now).await
    }
}
