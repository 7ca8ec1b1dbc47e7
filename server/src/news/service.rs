//! The use cases of a reader: what they were told, how soon they want to be, and what they follow.

use std::collections::BTreeMap;
use std::sync::Arc;

use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::news::api::{Heading, NewsPort, NoticeView, What};
use nara_app::proposals::api::{ActView, CommentView, ProposalPort};
use nara_app::questions::api::QuestionNews;
use nara_domain::actor::Actor;
use nara_domain::ids::{PersonId, ProposalId, QuestionSetId};
use nara_domain::news::{News, Pace, next_monday, next_morning};
use nara_domain::proposal::District;
use nara_domain::text::slug;
use nara_domain::time::Stamp;
use nara_domain::watching::Watched;

use super::store::{self, Noticed};
use crate::db::{Conn, Db, Tx};
use crate::http::limits::Action;
use crate::proposals::store::{absorb, act, comment};
use crate::proposals::{ProposalService, as_everybody};
use crate::questions::{news_store, store as questions};

/// Cheap to clone.
#[derive(Clone, Debug)]
pub struct NewsService {
    pub db: Db,
    pub site: Arc<Site>,
    pub proposals: Arc<ProposalService>,
}

impl NewsService {
    /// The person, kept from leaving until the transaction ends.
    async fn begin(&self, actor: &Actor, now: Stamp) -> Result<(Tx, PersonId), AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        self.proposals.limit(Action::Follow, actor, now)?;
        let mut tx = self.db.begin().await?;
        match absorb::who_left(&mut tx, &[person.get()]).await? {
            left if left.is_empty() => Ok((tx, person)),
            _ => Err(AppError::SignIn),
        }
    }

    /// What these tell of, read where it stands: without what nobody may read any more.
    pub(super) async fn views(
        &self,
        conn: &mut Conn,
        noticed: Vec<Noticed>,
    ) -> Result<Vec<NoticeView>, AppError> {
        let mut cases: Vec<i64> = noticed
            .iter()
            .filter_map(|one| one.proposal.map(ProposalId::get))
            .collect();
        cases.sort_unstable();
        cases.dedup();
        let items = self.proposals.public_items(conn, &cases).await?;
        let numbers = |what: &str| -> Vec<i64> {
            let of_kind = noticed.iter().filter(|one| one.what == what);
            of_kind.map(|one| one.what_id).collect()
        };
        let acts = act::by_id(conn, &numbers("act")).await?;
        let mut acts: BTreeMap<i64, ActView> = acts
            .into_iter()
            .map(|act| (act.id.get(), as_everybody(act)))
            .collect();
        let comments = comment::by_id(conn, &numbers("comment")).await?;
        let mut comments: BTreeMap<i64, CommentView> = comments
            .into_iter()
            .filter(|comment| comment.hidden.is_none())
            .map(|comment| (comment.id.get(), comment))
            .collect();
        let answers = news_store::by_id(conn, &numbers("question_act")).await?;
        let mut answers: BTreeMap<i64, (QuestionNews, bool)> = answers
            .into_iter()
            .map(|(news, corrected)| (news.act.id.get(), (news, corrected)))
            .collect();
        let said = noticed.iter().filter(|one| one.what == "comment");
        let asked: Vec<_> = said.filter_map(|one| one.asked).collect();
        let headings = questions::list_headings(conn, &asked).await?;
        let mut views = Vec::with_capacity(noticed.len());
        for one in noticed {
            let item = items.iter().find(|item| Some(item.id) == one.proposal);
            let item = item.cloned().map(Box::new);
            let what = match (one.what.as_str(), item) {
                ("question_act", _) => answers
                    .remove(&one.what_id)
                    .map(|(news, corrected)| What::Asked(Box::new(news), corrected)),
                ("comment", None) => one
                    .asked
                    .and_then(|id| Some((id, headings.get(&id)?)))
                    .and_then(|above| Some(said_under(above, comments.remove(&one.what_id)?))),
                (_, None) => None,
                ("act", Some(item)) => acts
                    .remove(&one.what_id)
                    .map(|act| What::Act(item, Box::new(act))),
                ("comment", Some(item)) => comments
                    .remove(&one.what_id)
                    .map(|comment| What::Comment(item, Box::new(comment))),
                (_, Some(item)) => Some(What::Published(item)),
            };
            if let Some(what) = what {
                views.push(NoticeView {
                    id: one.id,
                    news: one.news,
                    at: one.at,
                    read: one.read,
                    what,
                });
            }
        }
        Ok(views)
    }

    /// Whether there is such a one here, to be followed.
    async fn exists(&self, watched: &Watched) -> Result<bool, AppError> {
        match watched {
            Watched::Topic(_) => Ok(true),
            Watched::District(code) => {
                let rules = self.proposals.rules().await?;
                Ok(District::find(&rules.districts, code).is_some())
            }
            Watched::Body(body) => Ok(self.proposals.deciding_bodies().await?.contains(body)),
            Watched::Question(_) => {
                let Some(id) = watched.questions() else {
                    return Ok(false);
                };
                let found = questions::find(&mut self.db.read().await?, id).await?;
                Ok(found.is_some_and(|set| set.state.is_public()))
            }
            Watched::Person(name) => {
                let mut conn = self.db.read().await?;
                Ok(store::has_answered(&mut conn, name).await?)
            }
        }
    }
}

/// Something said about questions that stand below this.
fn said_under((id, words): (QuestionSetId, &String), comment: CommentView) -> What {
    let heading = Heading {
        id,
        slug: slug(words),
        words: words.clone(),
    };
    What::Said(Box::new(heading), Box::new(comment))
}

#[async_trait::async_trait]
impl NewsPort for NewsService {
    async fn unread(&self, actor: &Actor) -> Result<i64, AppError> {
        let Some(person) = actor.person_id() else {
            return Ok(0);
        };
        let mut conn = self.db.read().await?;
        Ok(store::count_unread(&mut conn, person).await?)
    }

    async fn notices(
        &self,
        actor: &Actor,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<NoticeView>, AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let mut conn = self.db.read().await?;
        let before = before.unwrap_or(i64::MAX);
        let noticed = store::list(&mut conn, person, before, limit.clamp(1, 100)).await?;
        self.views(&mut conn, noticed).await
    }

    async fn open(&self, actor: &Actor, id: i64, now: Stamp) -> Result<String, AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let mut tx = self.db.begin().await?;
        let found = store::find(&mut tx, person, id).await?;
        let found = found.ok_or(AppError::NotFound)?;
        let view = self.views(&mut tx, vec![found]).await?.pop();
        store::mark_read(&mut tx, person, id, now).await?;
        tx.commit().await?;
        Ok(view.ok_or(AppError::NotFound)?.path())
    }

    async fn read_all(&self, actor: &Actor, up_to: i64, now: Stamp) -> Result<(), AppError> {
        let (mut tx, person) = self.begin(actor, now).await?;
        store::mark_all_read(&mut tx, person, up_to, now).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn paces(&self, actor: &Actor) -> Result<Vec<(News, Pace)>, AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let mut conn = self.db.read().await?;
        let chosen = store::list_paces(&mut conn, person).await?;
        let of = |news: News| {
            let found = chosen.iter().find(|(other, _)| *other == news);
            (news, found.map_or(news.calm(), |(_, pace)| *pace))
        };
        Ok(News::ALL.iter().map(|news| of(*news)).collect())
    }

    async fn set_paces(
        &self,
        actor: &Actor,
        paces: &[(News, Pace)],
        now: Stamp,
    ) -> Result<(), AppError> {
        let (mut tx, person) = self.begin(actor, now).await?;
        for (news, pace) in paces {
            choose(&mut tx, person, (*news, *pace), now).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn watched(&self, actor: &Actor) -> Result<Vec<Watched>, AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let mut conn = self.db.read().await?;
        Ok(store::list_watched(&mut conn, person).await?)
    }

    async fn watch(&self, actor: &Actor, watched: &Watched, now: Stamp) -> Result<(), AppError> {
        if !actor.is_signed_in() {
            return Err(AppError::SignIn);
        }
        if !self.exists(watched).await? {
            return Err(AppError::NotFound);
        }
        let (mut tx, person) = self.begin(actor, now).await?;
        store::watch(&mut tx, person, watched, now).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn unwatch(&self, actor: &Actor, watched: &Watched, now: Stamp) -> Result<(), AppError> {
        let (mut tx, person) = self.begin(actor, now).await?;
        store::unwatch(&mut tx, person, watched).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// From now on, also for what waits for a letter.
async fn choose(
    tx: &mut Tx,
    person: PersonId,
    (news, pace): (News, Pace),
    now: Stamp,
) -> Result<(), AppError> {
    if !store::set_pace(tx, person, (news, pace), now).await? {
        return Ok(());
    }
    let due = match pace {
        // What waited goes out next morning: at once is for what happens from now on.
        Pace::AtOnce | Pace::Daily => Some(next_morning(now)),
        Pace::Weekly => Some(next_monday(now)),
        Pace::Never => None,
    };
    store::put_off(tx, person, news, due).await?;
    Ok(())
}

/// Letters that collect come no more: what was told by them is only in the list. What goes out at once says by
/// itself how it is stopped.
pub(crate) async fn stop_collecting(
    tx: &mut Tx,
    person: PersonId,
    now: Stamp,
) -> Result<(), AppError> {
    let chosen = store::list_paces(tx, person).await?;
    for news in News::ALL {
        let found = chosen.iter().find(|(other, _)| other == news);
        let pace = found.map_or(news.calm(), |(_, pace)| *pace);
        let has_letters = matches!(news, News::Answers | News::Steps);
        if pace != Pace::AtOnce || !has_letters {
            choose(tx, person, (*news, Pace::Never), now).await?;
        }
    }
    Ok(())
}

/// Whether letters that collect have been stopped already.
pub(crate) async fn collects_nothing(conn: &mut Conn, person: PersonId) -> Result<bool, AppError> {
    let chosen = store::list_paces(conn, person).await?;
    let pace = |news: &News| {
        let found = chosen.iter().find(|(other, _)| other == news);
        found.map_or(news.calm(), |(_, pace)| *pace)
    };
    Ok(News::ALL.iter().all(|news| match pace(news) {
        Pace::Never => true,
        Pace::AtOnce => matches!(news, News::Answers | News::Steps),
        Pace::Daily | Pace::Weekly => false,
    }))
}
