//! Asking, answering by a letter's link, publishing what came.

use std::sync::Arc;

use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::outside::api::{Asked, OutsidePort};
use nara_app::proposals::api::NewAct;
use nara_domain::actor::{Actor, Role};
use nara_domain::answer::ActKind;
use nara_domain::audit::Deed;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::fields::Values;
use nara_domain::ids::ProposalId;
use nara_domain::outside::{
    ANSWERS, GuestAnswer, OPEN_MAX, ORGANISATION, OutsideQuestion, State, Withdrawal, link_ends,
    why_sent_back,
};
use nara_domain::permissions::has_ended;
use nara_domain::text::slug;
use nara_domain::time::Stamp;

use super::letters::{self, About};
use super::steps::{ASK, PUBLISH, WITHDRAW, permit, put, read, receive, release, settled};
use super::store::{self, StoredRequest};
use crate::audit;
use crate::auth::session::fingerprint;
use crate::db::{Conn, Db, Tx};
use crate::entropy::{self, Entropy};
use crate::http::limits::{self, Limits};
use crate::mail;
use crate::proposals::store::act;
use crate::proposals::store::case::{self, StoredCase};
use crate::proposals::{By, Doing, ProposalService, stored};

#[derive(Clone, Debug)]
pub struct OutsideService {
    pub db: Db,
    pub site: Arc<Site>,
    pub entropy: Arc<dyn Entropy>,
    pub limits: Limits,
    pub proposals: Arc<ProposalService>,
}

/// Where a question leads nowhere any more, whatever its link says.
fn is_over(case: &StoredCase) -> bool {
    !case.course.is_public() || has_ended(&case.course) || case.merged_into.is_some()
}

impl OutsideService {
    fn secret(&self) -> Result<String, AppError> {
        Ok(entropy::token::<32>(self.entropy.as_ref())?)
    }

    /// A letter to a stranger, by whoever sends it and by where it goes.
    async fn limit(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        email: &str,
        now: Stamp,
    ) -> Result<(), AppError> {
        // The demo's accounts are everybody's.
        if self.site.demo {
            return Ok(());
        }
        let by = actor.person_id().ok_or(AppError::SignIn)?.to_string();
        let limits = &self.limits;
        limits
            .guard_within(tx, limits::Action::Invite, &by, now)
            .await?;
        limits
            .guard_within(tx, limits::Action::Letter, email, now)
            .await
    }

    async fn locked(&self, tx: &mut Tx, id: ProposalId) -> Result<StoredCase, AppError> {
        case::lock(tx, id).await?.ok_or(AppError::NotFound)
    }

    /// The answer that is on the page, if it is the one that waits.
    async fn waiting(
        &self,
        tx: &mut Tx,
        request: (ProposalId, i64),
        answer: i64,
    ) -> Result<StoredRequest, AppError> {
        let found = store::find(tx, request).await?.ok_or(AppError::NotFound)?;
        match found.answer.as_ref().map(|waits| waits.id) == Some(answer)
            && found.facts.published_at.is_none()
        {
            true => Ok(found),
            false => Err(AppError::Conflict),
        }
    }

    /// The question whose newest letter has this link, if it still leads somewhere.
    async fn followed(
        &self,
        conn: &mut Conn,
        secret: &str,
        now: Stamp,
    ) -> Result<(StoredRequest, StoredCase), AppError> {
        let link = fingerprint(secret);
        let Some(request) = store::find_by_link(conn, &link).await? else {
            return Err(match store::was_used(conn, &link).await? {
                true => AppError::LinkUsed,
                false => AppError::LinkUnknown,
            });
        };
        let case = case::find(conn, request.proposal).await?;
        let case = case.ok_or(AppError::LinkUnknown)?;
        match request.state(now) {
            State::Withdrawn(_) => Err(AppError::Gone),
            State::Expired(_) => Err(AppError::LinkExpired),
            // What was published is to be read on its page, also where the case has come to its end.
            State::Published(_) if case.course.is_public() => Ok((request, case)),
            _ if is_over(&case) => Err(AppError::Gone),
            _ => Ok((request, case)),
        }
    }
}

#[async_trait::async_trait]
impl OutsidePort for OutsideService {
    async fn ask(
        &self,
        actor: &Actor,
        id: ProposalId,
        new: NewAct,
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError> {
        let once = self.proposals.once_of(actor, &new.once)?;
        let read = read(&new.fields, now);
        let mut tx = self.db.begin().await?;
        let mut case = self.locked(&mut tx, id).await?;
        let room = self.proposals.room();
        permit(&mut tx, room, &case, actor, ASK).await?;
        if act::find_once(&mut tx, id, &once).await?.is_some() {
            return Ok(());
        }
        let (email, question) = read?;
        let open = store::of_case(&mut tx, id).await?;
        let open = open.iter().filter(|one| one.state(now).is_open()).count();
        if open >= OPEN_MAX {
            let problem = FieldProblem::TooManyAsked { max: OPEN_MAX };
            let error = FieldError::new(ORGANISATION, problem);
            return Err(AppError::Invalid(vec![error]));
        }
        self.limit(&mut tx, actor, &email, now).await?;
        let secret = self.secret()?;
        let by = By {
            actor,
            once: &once,
            now,
        };
        let mut events = Vec::new();
        let asked = (email.as_str(), &question, secret.as_str());
        put(&mut tx, room, &mut case, by, asked, &mut events).await?;
        let about = About {
            title: &case.title,
            by: actor.name().unwrap_or_default(),
            question: &question,
        };
        let letter = letters::asked(&self.site, lang, about, &secret);
        mail::store::insert(&mut tx, &email, &letter, now).await?;
        self.proposals.finish(tx, &events, now).await
    }

    async fn withdraw(
        &self,
        actor: &Actor,
        (id, request): (ProposalId, i64),
        new: NewAct,
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError> {
        let once = self.proposals.once_of(actor, &new.once)?;
        let mut tx = self.db.begin().await?;
        let mut case = self.locked(&mut tx, id).await?;
        let room = self.proposals.room();
        permit(&mut tx, room, &case, actor, WITHDRAW).await?;
        if act::find_once(&mut tx, id, &once).await?.is_some() {
            return Ok(());
        }
        let found = store::find(&mut tx, (id, request)).await?;
        let found = found.ok_or(AppError::NotFound)?;
        let withdrawal = Withdrawal::parse(&new.fields)?;
        if !found.state(now).can_be_withdrawn() || !store::withdraw(&mut tx, found.id, now).await? {
            return Err(AppError::Conflict);
        }
        let mut fields = stored(&withdrawal)?;
        fields.insert(ORGANISATION.to_owned(), found.organisation.clone());
        fields.insert(ANSWERS.to_owned(), found.act.to_string());
        let by = By {
            actor,
            once: &once,
            now,
        };
        let doing = Doing {
            by,
            fields: &fields,
        };
        let mut events = Vec::new();
        let kind = ActKind::OutsideWithdrawal;
        room.add_checked(&mut tx, &mut case, kind, doing, None, &mut events)
            .await?;
        if let Some(email) = &found.email {
            let about = About {
                title: &case.title,
                by: actor.name().unwrap_or_default(),
                question: &question_of(&found),
            };
            let letter = letters::withdrawn(&self.site, lang, about, &withdrawal.reason);
            mail::store::insert(&mut tx, email, &letter, now).await?;
        }
        self.proposals.finish(tx, &events, now).await
    }

    async fn publish(
        &self,
        actor: &Actor,
        (id, request): (ProposalId, i64),
        answer: i64,
        now: Stamp,
    ) -> Result<(), AppError> {
        // An answer is published once, whoever presses the button.
        let once = format!("guest:{answer}");
        let mut tx = self.db.begin().await?;
        let mut case = self.locked(&mut tx, id).await?;
        let room = self.proposals.room();
        permit(&mut tx, room, &case, actor, PUBLISH).await?;
        if act::find_once(&mut tx, id, &once).await?.is_some() {
            return Ok(());
        }
        let found = self.waiting(&mut tx, (id, request), answer).await?;
        let by = By {
            actor,
            once: &once,
            now,
        };
        let mut events = Vec::new();
        release(&mut tx, room, &mut case, &found, by, &mut events).await?;
        self.proposals.finish(tx, &events, now).await
    }

    async fn send_back(
        &self,
        actor: &Actor,
        (id, request): (ProposalId, i64),
        (answer, typed): (i64, &Values),
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        let case = self.locked(&mut tx, id).await?;
        permit(&mut tx, self.proposals.room(), &case, actor, PUBLISH).await?;
        let found = self.waiting(&mut tx, (id, request), answer).await?;
        let reason = why_sent_back(typed)?;
        let email = found.email.as_deref().ok_or(AppError::Conflict)?;
        self.limit(&mut tx, actor, email, now).await?;
        let secret = self.secret()?;
        let ends = link_ends(found.answer_by, now);
        let link = fingerprint(&secret);
        let again = store::send_back(&mut tx, (request, answer), (&link, &reason), ends, now);
        if !again.await.map_err(settled)? {
            return Err(AppError::Conflict);
        }
        let line = audit::Line {
            deed: Deed::GuestAnswerReturned,
            subject_kind: "proposal",
            subject_id: &id.to_string(),
            detail: serde_json::json!({}),
        };
        audit::record(&mut tx, actor, Role::Official, &line, now).await?;
        let about = About {
            title: &case.title,
            by: actor.name().unwrap_or_default(),
            question: &question_of(&found),
        };
        let letter = letters::sent_back(&self.site, lang, about, (&reason, &secret), ends);
        mail::store::insert(&mut tx, email, &letter, now).await?;
        self.proposals.finish(tx, &[], now).await
    }

    async fn asked(&self, secret: &str, now: Stamp) -> Result<Asked, AppError> {
        let mut conn = self.db.read().await?;
        let (request, case) = self.followed(&mut conn, secret, now).await?;
        let state = request.state(now);
        let returned = match (&request.returned, state) {
            (Some(reason), State::Asked(_)) => {
                let before = store::last_returned(&mut conn, request.id).await?;
                Some((reason.clone(), before.unwrap_or_default()))
            }
            _ => None,
        };
        Ok(Asked {
            id: case.id,
            slug: slug(&case.title),
            body: case.public_text().map(str::to_owned),
            title: case.title,
            organisation: request.organisation,
            question: request.question,
            answer_by: request.answer_by,
            by: request.by,
            standing: request.standing,
            state,
            returned,
            sent: request.answer.map(|answer| answer.fields),
        })
    }

    async fn answer(
        &self,
        secret: &str,
        typed: &Values,
        network: &str,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.limits
            .check(limits::Action::GuestAnswer, network, now)?;
        let parsed = GuestAnswer::parse(typed);
        let mut tx = self.db.begin().await?;
        let (request, case) = self.followed(&mut tx, secret, now).await?;
        let answer = parsed?;
        if let Some(before) = &request.answer {
            // The form sent once more.
            return match before.fields == stored(&answer)? {
                true => Ok(()),
                false => Err(AppError::LinkUsed),
            };
        }
        if !receive(&mut tx, secret, &answer, now).await? {
            return Err(AppError::LinkUsed);
        }
        let told = (request.asker, request.organisation.as_str());
        let letters = self.proposals.room().letters();
        letters.outside_answered(&mut tx, &case, told, now).await?;
        tx.commit().await?;
        Ok(())
    }
}

fn question_of(request: &StoredRequest) -> OutsideQuestion {
    OutsideQuestion {
        organisation: request.organisation.clone(),
        text: request.question.clone(),
        answer_by: request.answer_by,
    }
}
