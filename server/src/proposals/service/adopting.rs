//! An idea becomes a proposal: a resident asks, whoever wrote it says yes or no, and what is handed in
//! then is tied to its idea. Everybody who asks or answers locks the idea first.

use async_trait::async_trait;
use nara_app::adoption::api::{
    AdoptPageView, AdoptionPort, AdoptionView, Linked, MyRequest, NewAnswer, Request, Waiting,
};
use nara_app::error::AppError;
use nara_app::proposals::api::{Draft, DraftFields};
use nara_domain::actor::{Actor, Role};
use nara_domain::adoption::{AdoptionState, Answerer, WORDS_MAX, Wanted, may_ask};
use nara_domain::audit::Deed;
use nara_domain::error::{Denied, FieldError, FieldProblem, NotNow};
use nara_domain::ids::{AdoptionId, PersonId, ProposalId};
use nara_domain::merging::Answer;
use nara_domain::permissions::Action;
use nara_domain::proposal::problem::may_turn;
use nara_domain::proposal::{Course, Kind, Ruleset};
use nara_domain::switches::Feature;
use nara_domain::text::{self, slug};
use nara_domain::time::Stamp;
use serde_json::json;

mod idea;

use idea::Idea;

use super::record::{event, project};
use super::{ProposalService, Workroom, draft_id};
use crate::audit::{self, Line};
use crate::db::{Conn, Tx};
use crate::entropy::token;
use crate::http::limits::Action as Limited;
use crate::live::{EventKind, NewEvent};
use crate::people::store as people;
use crate::proposals::store::adoption::{self as store, StoredRequest};
use crate::proposals::store::case::{self, StoredCase};
use crate::proposals::store::draft;

const fn over() -> AppError {
    AppError::Denied(Denied::NotNow(NotNow::AdoptionOver))
}

/// At most so many characters, or none.
fn words(field: &str, typed: &str, errors: &mut Vec<FieldError>) -> String {
    if typed.trim().is_empty() {
        return String::new();
    }
    text::lines(typed, 1, WORDS_MAX).unwrap_or_else(|problem| {
        errors.push(FieldError::new(field, problem.into()));
        String::new()
    })
}

/// Whether this draft is written from an idea whose author agreed.
pub(super) async fn adopts(tx: &mut Tx, draft: &str, person: PersonId) -> Result<bool, AppError> {
    match store::of_draft(tx, draft).await? {
        None => Ok(false),
        // In one's own name: whoever was given the draft's address was given no yes.
        Some((asker, _)) if asker != person => Err(Denied::NotYours.into()),
        Some((_, AdoptionState::Agreed)) => Ok(true),
        Some(_) => Err(over()),
    }
}

/// Ties what was handed in to the idea it was written from.
pub(super) async fn tie(
    tx: &mut Tx,
    draft: &str,
    person: PersonId,
    proposal: ProposalId,
) -> Result<(), AppError> {
    match store::tie(tx, draft, person, proposal).await? {
        true => Ok(()),
        // Taken back at the very moment.
        false => Err(over()),
    }
}

/// What became of the problem that a proposal was written from: that proposal.
pub(super) async fn turn(
    tx: &mut Tx,
    room: &Workroom,
    proposal: ProposalId,
    now: Stamp,
    events: &mut Vec<NewEvent>,
) -> Result<(), AppError> {
    let Some(from) = store::from(tx, proposal).await? else {
        return Ok(());
    };
    let Some(mut case) = case::lock(tx, from).await? else {
        return Ok(());
    };
    let Course::Problem(stage) = case.course else {
        return Ok(());
    };
    let rules = room.rulesets.get(tx, case.ruleset_id).await?;
    case.course = Course::Problem(stage.turned(now.day()));
    project(tx, &mut case, &rules, now).await?;
    events.push(event(&case, EventKind::State, None));
    Ok(())
}

impl ProposalService {
    /// Ends the problems whose last day has passed. Doing it twice does nothing more.
    pub(super) async fn end_problems(&self, now: Stamp) -> Result<(), AppError> {
        let mut last = 0;
        let mut failed = Ok(());
        loop {
            let mut conn = self.db.read().await?;
            let some = case::open_problems_after(&mut conn, last).await?;
            drop(conn);
            let Some((end, _)) = some.last() else {
                return failed;
            };
            last = end.get();
            for (id, case) in some {
                let due = |case: StoredCase| match case.course {
                    Course::Problem(stage) => stage.on_day(now.day()) != stage,
                    _ => false,
                };
                // One that cannot be read must not keep the others from their end.
                let ended = match case.map(due) {
                    Ok(true) => self.end_problem(id, now).await,
                    Ok(false) => Ok(()),
                    Err(error) => Err(error.into()),
                };
                if let Err(error) = ended {
                    tracing::error!(proposal.id = id.get(), %error, "problem.end_failed");
                    failed = failed.and(Err(error));
                }
            }
        }
    }

    async fn end_problem(&self, id: ProposalId, now: Stamp) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        let Some(mut case) = case::lock(&mut tx, id).await? else {
            return Ok(());
        };
        let Course::Problem(stage) = case.course else {
            return Ok(());
        };
        // Made a proposal of meanwhile.
        let today = stage.on_day(now.day());
        if today == stage {
            return Ok(());
        }
        let rules = self.room.rulesets.get(&mut tx, case.ruleset_id).await?;
        case.course = Course::Problem(today);
        project(&mut tx, &mut case, &rules, now).await?;
        self.finish(tx, &[event(&case, EventKind::State, None)], now)
            .await
    }

    /// What the page of a proposal or an idea says of it. Asks nothing of the database where nobody ever
    /// asked for this one.
    pub(super) async fn adoption_view(
        &self,
        conn: &mut Conn,
        (case, rules): (&StoredCase, &Ruleset),
        actor: &Actor,
        now: Stamp,
    ) -> Result<AdoptionView, AppError> {
        if case.kind == Kind::Questions {
            return Ok(AdoptionView::default());
        }
        if case.kind == Kind::Proposal {
            let linked = match case.in_adoption {
                true => store::builds_on(conn, case.id).await?,
                false => None,
            };
            let told = match &linked {
                Some(from) if from.kind == Kind::Problem => store::told(conn, from.id).await?,
                _ => Vec::new(),
            };
            return Ok(AdoptionView {
                linked,
                told,
                ..AdoptionView::default()
            });
        }
        if case.kind == Kind::Problem {
            let linked = match case.in_adoption && case.hidden.is_none() {
                true => store::became(conn, case.id).await?,
                false => None,
            };
            return Ok(AdoptionView {
                linked,
                ..AdoptionView::default()
            });
        }
        // What is hidden is nobody's to hand in.
        if case.hidden.is_some() {
            return Ok(AdoptionView::default());
        }
        let offers = |asked: Result<(), Denied>| matches!(asked, Ok(()) | Err(Denied::SignIn));
        if !case.in_adoption {
            let idea = Wanted {
                kind: case.kind,
                merged: case.merged_into.is_some(),
                author: case.proposer,
                // Looked at where somebody asks: nearly always there is somebody.
                answerer: Answerer::Author,
                taken: false,
            };
            return Ok(AdoptionView {
                offer: offers(may_ask(actor, rules, &idea, None)),
                ..AdoptionView::default()
            });
        }
        let linked = store::became(conn, case.id).await?;
        let me = actor.person_id();
        let idea = Idea::of(conn, case.clone(), me, now).await?;
        let mine = idea.of_person(me).map(|request| request.state);
        let answers = idea.may_answer(actor, None).is_ok();
        let is_author = me == Some(case.proposer);
        Ok(AdoptionView {
            linked,
            // Of problems alone.
            told: Vec::new(),
            // Also to who is not signed in: what is taken is offered to nobody.
            offer: mine.is_none() && !idea.wanted().taken && offers(idea.may_ask(actor, rules)),
            mine,
            to_answer: if answers { idea.open() } else { 0 },
            with_supervisor: match is_author && !answers {
                true => idea.open(),
                false => 0,
            },
        })
    }

    /// The idea, locked, for somebody who may read it; what is hidden is nobody's to hand in.
    async fn lock_wanted(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        id: ProposalId,
        now: Stamp,
    ) -> Result<Idea, AppError> {
        let case = self.lock_idea(tx, actor, id).await?;
        match case.hidden {
            None => Idea::of(tx, case, actor.person_id(), now).await,
            Some(_) => Err(AppError::NotFound),
        }
    }

    async fn draft_of(
        &self,
        tx: &mut Tx,
        (case, request): (&StoredCase, &StoredRequest),
        now: Stamp,
    ) -> Result<String, AppError> {
        let begun = match &request.draft {
            Some(id) => draft::find(tx, id).await?,
            None => None,
        };
        if let Some(Draft { id, .. }) = begun.filter(|draft| draft.proposal.is_none()) {
            return Ok(id);
        }
        let fields = DraftFields {
            kind: Kind::Proposal.code().to_owned(),
            title: case.title.clone(),
            body: case.body.clone(),
            topic: case.topic.code().to_owned(),
            district: case.district.clone().unwrap_or_default(),
            ..DraftFields::default()
        };
        let id = token::<16>(self.entropy.as_ref())?;
        draft::insert(tx, &id, Some(request.asker), &fields, now).await?;
        match store::write_in(tx, request.id, &id).await? {
            true => Ok(id),
            false => Err(over()),
        }
    }
}

#[async_trait]
impl AdoptionPort for ProposalService {
    async fn adopt_page(
        &self,
        actor: &Actor,
        id: ProposalId,
        now: Stamp,
    ) -> Result<AdoptPageView, AppError> {
        let mut conn = self.db.read().await?;
        let case = self
            .permitted(&mut conn, actor, Action::ReadProposal, id)
            .await?;
        if case.kind != Kind::Idea || case.hidden.is_some() {
            return Err(AppError::NotFound);
        }
        let (_, rules) = self.rules_now(&mut conn).await?;
        let me = actor.person_id();
        let idea = Idea::of(&mut conn, case, me, now).await?;
        let refused = idea.may_ask(actor, &rules).err();
        let answers = idea.may_answer(actor, None).is_ok();
        let mine = idea.of_person(me).map(|request| MyRequest {
            state: request.state,
            why: request.why.clone(),
            at: request.asked_at,
            word: request.word.clone(),
            begun: request.draft.is_some(),
            handed_in: request.handed_in,
        });
        if let (Some(refused), None, false) = (refused, &mine, answers) {
            return Err(refused.into());
        }
        let request = |request: &StoredRequest| Request {
            id: request.id,
            name: request.asker_name.clone(),
            why: request.why.clone(),
            at: request.asked_at,
            state: request.state,
            word: request.word.clone(),
            handed_in: request.handed_in,
        };
        // Nobody answers themselves, nor reads here what others said to them.
        let others = idea.requests.iter().filter(|it| Some(it.asker) != me);
        Ok(AdoptPageView {
            id: idea.case.id,
            slug: slug(&idea.case.title),
            title: idea.case.title.clone(),
            name: idea.case.byline(),
            refused,
            mine,
            answers,
            by_supervisor: idea.answerer == Answerer::Supervisor,
            takes_words: idea.takes_words(),
            requests: match answers {
                true => others.map(request).collect(),
                false => Vec::new(),
            },
            became: store::became(&mut conn, idea.case.id).await?,
        })
    }

    async fn ask_for_idea(
        &self,
        actor: &Actor,
        id: ProposalId,
        why: &str,
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.begin(now).await?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        // Before the idea, as where something is handed in: nobody asks while the account goes.
        let _known = people::lock(&mut tx, me).await?.ok_or(AppError::SignIn)?;
        let idea = self.lock_wanted(&mut tx, actor, id, now).await?;
        let (_, rules) = self.rules_now(&mut tx).await?;
        self.require_known(Feature::of_kind(Kind::Proposal), now)?;
        idea.may_ask(actor, &rules)?;
        let mut errors = Vec::new();
        // There is no field for them then.
        let why = match idea.takes_words() {
            true => words("why", why, &mut errors),
            false => String::new(),
        };
        if !errors.is_empty() {
            return Err(AppError::Invalid(errors));
        }
        if store::insert(&mut tx, (id, me), &why, now).await? {
            self.limit(Limited::Submit, actor, now)?;
            if idea.answerer == Answerer::Author {
                let letters = &self.room.letters;
                let name = actor.name().unwrap_or_default();
                letters
                    .asked_for_idea(&mut tx, &idea.case, (name, &why), now)
                    .await?;
            }
            tx.commit().await?;
        }
        Ok(())
    }

    async fn take_question_back(
        &self,
        actor: &Actor,
        id: ProposalId,
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        self.lock_wanted(&mut tx, actor, id, now).await?;
        if !store::take_back(&mut tx, id, me).await? {
            return Err(over());
        }
        tx.commit().await?;
        Ok(())
    }

    async fn answer_question(
        &self,
        actor: &Actor,
        id: ProposalId,
        new: NewAnswer,
        now: Stamp,
    ) -> Result<AdoptionState, AppError> {
        let mut tx = self.db.begin().await?;
        let idea = self.lock_wanted(&mut tx, actor, id, now).await?;
        let asked: Option<AdoptionId> = new.request.parse().ok();
        let request = idea.requests.iter().find(|it| Some(it.id) == asked);
        idea.may_answer(actor, request.map(|request| request.asker))?;
        // Taken back meanwhile.
        let request = request.ok_or(over())?;
        let mut errors = Vec::new();
        let answer = Answer::from_code(new.answer.trim());
        if answer.is_none() {
            let problem = match new.answer.trim() {
                "" => FieldProblem::Missing,
                _ => FieldProblem::NotAChoice,
            };
            errors.push(FieldError::new("answer", problem));
        }
        let word = words("word", &new.word, &mut errors);
        let Some(answer) = answer.filter(|_| errors.is_empty()) else {
            return Err(AppError::Invalid(errors));
        };
        super::read_first::leads_to_nobody(actor, &[("word", &word)])?;
        let to = request.state.after(answer, request.handed_in)?;
        if to == AdoptionState::Agreed && idea.wanted().taken {
            return Err(Denied::NotNow(NotNow::IdeaTaken).into());
        }
        let step = (request.state, to);
        match store::answer(&mut tx, request.id, step, &word, now).await {
            Ok(true) => {}
            Ok(false) => return Err(over()),
            Err(error) if error.is_unique_violation() => {
                return Err(Denied::NotNow(NotNow::IdeaTaken).into());
            }
            Err(error) => return Err(error.into()),
        }
        if idea.answerer == Answerer::Supervisor {
            let line = Line {
                deed: Deed::AdoptionAnswered,
                subject_kind: "proposal",
                subject_id: &id.to_string(),
                detail: json!({ "group": idea.group, "answer": answer.code() }),
            };
            audit::record(&mut tx, actor, Role::Supervisor, &line, now).await?;
        }
        let letters = &self.room.letters;
        letters
            .answered_for_idea(&mut tx, &idea.case, (request, to, &word), now)
            .await?;
        tx.commit().await?;
        Ok(to)
    }

    async fn begin_from_idea(
        &self,
        actor: &Actor,
        id: ProposalId,
        now: Stamp,
    ) -> Result<String, AppError> {
        let mut tx = self.db.begin().await?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let idea = self.lock_wanted(&mut tx, actor, id, now).await?;
        let agreed = |it: &&StoredRequest| it.state == AdoptionState::Agreed && !it.handed_in;
        let mine = idea.of_person(Some(me)).filter(agreed);
        let draft = self.draft_of(&mut tx, (&idea.case, mine.ok_or(over())?), now);
        let draft = draft.await?;
        tx.commit().await?;
        Ok(draft)
    }

    async fn begin_from_problem(
        &self,
        actor: &Actor,
        id: ProposalId,
        now: Stamp,
    ) -> Result<String, AppError> {
        let mut tx = self.begin(now).await?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        // Before the problem, as where something is handed in.
        let _known = people::lock(&mut tx, me).await?.ok_or(AppError::SignIn)?;
        let case = case::lock(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        if case.hidden.is_some() {
            return Err(AppError::NotFound);
        }
        let (_, rules) = self.rules_now(&mut tx).await?;
        self.require_known(Feature::of_kind(Kind::Proposal), now)?;
        may_turn(actor, &rules, (&case.course, case.proposer), now.day())?;
        store::insert_own(&mut tx, (id, me), now).await?;
        let all = store::of_idea(&mut tx, id).await?;
        let mine = all.iter().find(|it| it.asker == me && !it.handed_in);
        let draft = self.draft_of(&mut tx, (&case, mine.ok_or(over())?), now);
        let draft = draft.await?;
        tx.commit().await?;
        Ok(draft)
    }

    async fn questions_for(&self, actor: &Actor, now: Stamp) -> Result<Vec<Waiting>, AppError> {
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let mut conn = self.db.read().await?;
        let mut waiting = Vec::new();
        for (id, title, count) in store::waiting(&mut conn, me).await? {
            let id = ProposalId::new(id);
            let Some(case) = case::find(&mut conn, id).await? else {
                continue;
            };
            let idea = Idea::of(&mut conn, case, Some(me), now).await?;
            if idea.may_answer(actor, None).is_ok() {
                waiting.push(Waiting {
                    id,
                    slug: slug(&title),
                    title,
                    count,
                });
            }
        }
        Ok(waiting)
    }

    async fn written_from(&self, draft: &str) -> Result<Option<Linked>, AppError> {
        let mut conn = self.db.read().await?;
        Ok(store::written_from(&mut conn, draft_id(draft)?).await?)
    }
}
