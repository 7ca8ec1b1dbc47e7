//! The port's implementation: each method loads, asks the rule, writes, and commits.

use std::sync::Arc;

use async_trait::async_trait;
use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::proposals::api::ProposalPort;
use nara_app::questions::api::{
    PAGE, QuestionAct, QuestionItem, QuestionList, QuestionNews, QuestionPort, QuestionQuery,
    QuestionView, QuestionWaits, QuestionsFound, SEARCH_MAX, SetView, StopView,
};
use nara_domain::actor::{Actor, Level};
use nara_domain::error::Denied;
use nara_domain::fields::Values;
use nara_domain::ids::{ModerationId, PersonId, QuestionId, QuestionSetId};
use nara_domain::moderation::limits::Doing;
use nara_domain::moderation::{Hidden, Reason};
use nara_domain::permissions::{answer_for_department, moderate};
use nara_domain::question::{
    Number, NumberState, QuestionStep, QuestionStepKind, SetState, follows, may_ask, may_follow_up,
    may_say_same, may_take, reads,
};
use nara_domain::search::query;
use nara_domain::switches::Feature;
use nara_domain::text::slug;
use nara_domain::time::{Date, Stamp};

use super::store::{self, StoredQuestion, StoredSet};
use super::{act_store, changed, letter_store, news_store, search, steps};
use crate::auth::Keys;
use crate::db::{Conn, Db};
use crate::follow::store as follow;
use crate::http::limits::Action as Limited;
use crate::live;
use crate::moderation::{ModerationService, Refusal, asked_store};
use crate::proposals::ProposalService;

#[derive(Clone, Debug)]
pub struct QuestionService {
    pub db: Db,
    pub site: Arc<Site>,
    pub proposals: Arc<ProposalService>,
    pub moderation: Arc<ModerationService>,
    pub keys: Keys,
}

/// By which rule something was left out before that was recorded as of every text.
fn left_out(acts: &[QuestionAct]) -> Option<Hidden> {
    let refused = |act: &&QuestionAct| act.step == QuestionStepKind::Refuse;
    let act = acts.iter().rfind(refused)?;
    let rule = Reason::from_code(act.fields.get("rule")?)?;
    Some(Hidden {
        rule,
        on: act.at.day(),
    })
}

/// Who looks at a page.
struct Reader<'a> {
    actor: &'a Actor,
    level: Level,
    /// Whoever asked, or reads before everybody can.
    reads_all: bool,
    /// For those: how what is hidden among them is spoken of.
    cases: Vec<(Option<QuestionId>, ModerationId)>,
}

impl Reader<'_> {
    /// What this reader may do about all of them, or about one.
    fn steps(
        &self,
        set: &StoredSet,
        one: Option<NumberState>,
        acts: &[QuestionAct],
    ) -> Vec<QuestionStepKind> {
        use QuestionStepKind as K;
        let answered = acts.iter().any(|act| act.step == K::Answer);
        let steps = K::ALL.iter().copied();
        steps
            .filter(|step| step.is_about(one.is_some()))
            .filter(|step| may_take(self.actor, *step, set.asker).is_ok())
            .filter(|step| follows(set.state, one, *step))
            .filter(|step| *step != K::Correct || answered)
            .collect()
    }

    /// The case of what is hidden.
    fn case(&self, question: Option<QuestionId>) -> Option<ModerationId> {
        let case = self.cases.iter().find(|(of, _)| *of == question);
        case.map(|(_, id)| *id)
    }

    /// The reasons of a refusal are for whoever asked. How it is may repeat what is hidden.
    fn shown(&self, acts: Vec<QuestionAct>, hidden: bool) -> Vec<QuestionAct> {
        let mut acts = acts;
        acts.retain(|act| self.reads_all || !hidden || act.step != QuestionStepKind::Fact);
        for act in &mut acts {
            if act.step == QuestionStepKind::Refuse && !self.reads_all {
                act.fields.remove("reason");
            }
        }
        acts
    }

    fn question(
        &self,
        set: &StoredSet,
        all: &[StoredQuestion],
        (one, acts): (&StoredQuestion, Vec<QuestionAct>),
    ) -> QuestionView {
        let refused = one.state == NumberState::Refused;
        let same = (set.state, one.state);
        let same = may_say_same(self.actor, (set.asker, self.level), same);
        let follow_ups: Vec<NumberState> = all
            .iter()
            .filter(|other| other.number.question == one.number.question)
            .filter(|other| other.number.is_follow_up())
            .map(|other| other.state)
            .collect();
        let more = may_follow_up(self.actor, set.asker, (set.state, one.state), &follow_ups);
        let public = set.state.is_public() && one.state.is_awaited();
        QuestionView {
            number: one.number,
            // What was hidden stands there no more.
            text: (!refused || (self.reads_all && one.hidden.is_none())).then(|| one.text.clone()),
            hidden: one
                .hidden
                .or_else(|| refused.then(|| left_out(&acts)).flatten()),
            case: self.case(Some(one.id)),
            reportable: set.state.is_public() && one.state.is_public(),
            state: one.state,
            asked_at: one.asked_at,
            same: one.same,
            mine_same: one.mine,
            // Whoever is not signed in is led there by the button.
            offers_same: match same {
                Ok(()) => !one.mine,
                Err(denied) => denied == Denied::SignIn && public,
            },
            may_follow_up: more.is_ok() && !one.number.is_follow_up(),
            steps: self.steps(set, Some(one.state), &acts),
            acts: self.shown(acts, refused),
        }
    }
}

impl QuestionService {
    /// How well somebody has to be known who asks: as whoever writes in a discussion.
    async fn level(&self) -> Result<Level, AppError> {
        Ok(self.proposals.rules().await?.comment_level)
    }

    /// Which questions a letter's link is about, and who it is for: under the account they have now.
    async fn behind(
        &self,
        conn: &mut Conn,
        token: &str,
    ) -> Result<(StoredSet, PersonId), AppError> {
        let (person, about) = self.keys.read_stop(token).ok_or(AppError::LinkUnknown)?;
        let set = QuestionSetId::new(about.get().saturating_neg());
        let set = store::find(conn, set).await?;
        let person = follow::find_living(conn, person.get()).await?;
        set.zip(person).ok_or(AppError::LinkUnknown)
    }

    /// Hides one of the questions, or all of them before everybody can read them.
    async fn refuse(
        &self,
        actor: &Actor,
        about: (QuestionSetId, Option<Number>),
        sent: (&Values, &str),
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        let found = steps::to_hide(&mut tx, actor, about, sent, now.day()).await?;
        let Some((texts, QuestionStep::Refuse { rule, reason }, once)) = found else {
            return Ok(());
        };
        let why = Refusal {
            rule,
            reason: &reason,
            once: &once,
        };
        let moderation = &self.moderation;
        let set = (texts.0.id, texts.0.state.is_public());
        moderation.refuse(&mut tx, actor, texts, why, now).await?;
        changed(&mut tx, set, None, now).await?;
        tx.commit().await?;
        self.proposals.hub().wake();
        Ok(())
    }
}

#[async_trait]
impl QuestionPort for QuestionService {
    async fn list(&self, actor: &Actor, query: QuestionQuery) -> Result<QuestionList, AppError> {
        let mut conn = self.db.read().await?;
        let state = match query.answered {
            true => SetState::Answered,
            false => SetState::Open,
        };
        let mut items = store::list(&mut conn, state, query.after, PAGE + 1).await?;
        let shown = usize::try_from(PAGE).unwrap_or(usize::MAX);
        let more = items.len() > shown;
        items.truncate(shown);
        let first_page = query.after.is_none() && !query.answered;
        let waiting = match (actor.person_id(), moderate(actor)) {
            (Some(_), Ok(())) if first_page => store::list_unread(&mut conn).await?,
            (Some(person), Err(_)) if first_page => {
                store::list_own_unread(&mut conn, person).await?
            }
            _ => Vec::new(),
        };
        Ok(QuestionList {
            next: items.last().filter(|_| more).map(|last| last.id),
            items,
            waiting,
        })
    }

    async fn to_read(&self, actor: &Actor) -> Result<i64, AppError> {
        moderate(actor)?;
        Ok(store::count_unread(&mut self.db.read().await?).await?)
    }

    async fn latest(&self, limit: i64) -> Result<Vec<QuestionNews>, AppError> {
        Ok(news_store::latest(&mut self.db.read().await?, limit).await?)
    }

    async fn newest(&self, limit: i64) -> Result<Vec<QuestionItem>, AppError> {
        let mut conn = self.db.read().await?;
        Ok(store::list(&mut conn, SetState::Open, None, limit).await?)
    }

    async fn search(
        &self,
        text: &str,
        (after, limit): (Option<QuestionSetId>, i64),
        by: Option<(&str, Stamp)>,
    ) -> Result<QuestionsFound, AppError> {
        if let Some((network, now)) = by {
            self.proposals
                .limit_network(Limited::Search, network, now)?;
        }
        let text: String = text.chars().take(SEARCH_MAX).collect();
        let terms = query(&text);
        if terms.is_empty() {
            return Ok(QuestionsFound::default());
        }
        let limit = limit.clamp(1, PAGE);
        let mut conn = self.db.read().await?;
        let total = search::count_found(&mut conn, &terms).await?;
        let mut items = search::list_found(&mut conn, &terms, after, limit + 1).await?;
        let shown = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = items.len() > shown;
        items.truncate(shown);
        Ok(QuestionsFound {
            next: items.last().filter(|_| more).map(|last| last.id),
            items,
            total,
        })
    }

    async fn headings(
        &self,
        ids: &[QuestionSetId],
    ) -> Result<Vec<(QuestionSetId, String, String)>, AppError> {
        let found = store::list_headings(&mut self.db.read().await?, ids).await?;
        let headings = ids.iter().filter_map(|id| {
            let heading = found.get(id)?.clone();
            let slug = slug(&heading);
            Some((*id, heading, slug))
        });
        Ok(headings.collect())
    }

    async fn waits(&self, actor: &Actor, today: Date) -> Result<QuestionWaits, AppError> {
        match answer_for_department(actor) {
            Ok(()) => Ok(news_store::waits(&mut self.db.read().await?, today).await?),
            Err(_) => Ok(QuestionWaits::default()),
        }
    }

    async fn may_ask(&self, actor: &Actor) -> Result<(), AppError> {
        Ok(may_ask(actor, self.level().await?)?)
    }

    async fn set(&self, actor: &Actor, id: QuestionSetId) -> Result<SetView, AppError> {
        let level = self.level().await?;
        let mut conn = self.db.read().await?;
        // Before the rest is read: what happens meanwhile is told again.
        let live_seq = live::store::head(&mut conn).await?;
        let set = store::find(&mut conn, id)
            .await?
            .ok_or(AppError::NotFound)?;
        if !reads(actor, set.state, set.asker) {
            return Err(AppError::NotFound);
        }
        let mine = actor.person_id() == Some(set.asker);
        let reads_all = mine || moderate(actor).is_ok();
        let reader = Reader {
            actor,
            level,
            reads_all,
            cases: match reads_all {
                true => asked_store::list_hidden(&mut conn, id).await?,
                false => Vec::new(),
            },
        };
        let all = store::questions(&mut conn, id, actor.person_id()).await?;
        let mut acts = act_store::acts(&mut conn, id).await?;
        // Of what was hidden before everybody could read it there is nothing left to show.
        let gone = set.hidden.is_some() && set.published_at.is_none();
        let questions = all
            .iter()
            .filter(|_| !gone)
            .filter(|one| reader.reads_all || one.state != NumberState::Reading)
            .map(|one| {
                let acts = acts.remove(&Some(one.id)).unwrap_or_default();
                reader.question(&set, &all, (one, acts))
            })
            .collect();
        let acts = acts.remove(&None).unwrap_or_default();
        Ok(SetView {
            id: set.id,
            slug: slug(&set.heading),
            mine,
            hidden: set.hidden.or_else(|| {
                (set.state == SetState::Refused)
                    .then(|| left_out(&acts))
                    .flatten()
            }),
            case: reader.case(None),
            reportable: set.state.is_public() && set.hidden.is_none(),
            asked_at: set.asked_at,
            published_at: set.published_at,
            answer_by: set.answer_by,
            steps: reader.steps(&set, None, &acts),
            acts: reader.shown(acts, set.hidden.is_some()),
            questions,
            state: set.state,
            heading: set.heading,
            introduction: set.introduction,
            asker: set.asker_name,
            organisation: set.organisation,
            live_seq,
        })
    }

    async fn ask(
        &self,
        actor: &Actor,
        typed: &Values,
        once: &str,
        now: Stamp,
    ) -> Result<(QuestionSetId, String), AppError> {
        let level = self.level().await?;
        self.proposals.require(Feature::Questions, now).await?;
        let mut tx = self.db.begin().await?;
        let made = steps::ask(&mut tx, (actor, level), (typed, once), now).await?;
        let proposals = &self.proposals;
        proposals
            .newcomer(&mut tx, actor, Doing::Questions, now)
            .await?;
        // Only what is right: what has to be mended costs nothing.
        self.proposals.limit(Limited::Submit, actor, now)?;
        tx.commit().await?;
        Ok(made)
    }

    async fn follow_up(
        &self,
        actor: &Actor,
        question: (QuestionSetId, i64),
        sent: (&Values, &str),
        now: Stamp,
    ) -> Result<(), AppError> {
        self.proposals.require(Feature::Questions, now).await?;
        let mut tx = self.db.begin().await?;
        steps::follow_up(&mut tx, actor, question, sent, now).await?;
        self.proposals.limit(Limited::Comment, actor, now)?;
        tx.commit().await?;
        Ok(())
    }

    async fn say_same(
        &self,
        actor: &Actor,
        question: (QuestionSetId, Number),
        same: bool,
        now: Stamp,
    ) -> Result<(), AppError> {
        let level = self.level().await?;
        self.proposals.limit(Limited::Support, actor, now)?;
        let mut tx = self.proposals.begin(now).await?;
        steps::say_same(&mut tx, (actor, level), question, same, now).await?;
        if same {
            let proposals = &self.proposals;
            proposals
                .newcomer(&mut tx, actor, Doing::Agreements, now)
                .await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn find_stop(&self, token: &str) -> Result<StopView, AppError> {
        let mut conn = self.db.read().await?;
        let (set, person) = self.behind(&mut conn, token).await?;
        let wanted = letter_store::find_wanted(&mut conn, set.id, person).await?;
        let wanted = wanted.ok_or(AppError::LinkUnknown)?;
        let public = set.state.is_public();
        Ok(StopView {
            id: set.id,
            heading: public.then(|| (set.heading.clone(), slug(&set.heading))),
            stopped: !wanted,
        })
    }

    async fn stop(&self, token: &str, now: Stamp) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        let (set, person) = self.behind(&mut tx, token).await?;
        letter_store::stop(&mut tx, (set.id, person), now).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn take(
        &self,
        actor: &Actor,
        about: (QuestionSetId, Option<Number>),
        step: QuestionStepKind,
        sent: (&Values, &str),
        now: Stamp,
    ) -> Result<(), AppError> {
        if step == QuestionStepKind::Refuse {
            return self.refuse(actor, about, sent, now).await;
        }
        let mut tx = self.db.begin().await?;
        let told = (Some(self.site.as_ref()), now);
        steps::take(&mut tx, actor, about, step, sent, told).await?;
        tx.commit().await?;
        self.proposals.hub().wake();
        Ok(())
    }
}
