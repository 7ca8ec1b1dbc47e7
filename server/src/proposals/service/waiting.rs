//! Service answers that wait: kept for a colleague, or until their moment, and published then.

use nara_app::answers::api::{AnswerPort, Intent, Looked, WaitingAnswer, WaitingLine};
use nara_app::error::AppError;
use nara_app::proposals::api::{NewAct, SEEN_PREPARED};
use nara_domain::actor::{Actor, Role};
use nara_domain::answer::ActKind;
use nara_domain::audit::Deed;
use nara_domain::fields::Values;
use nara_domain::ids::{ActId, PersonId, ProposalId};
use nara_domain::permissions::{Action, answer_for_department, can};
use nara_domain::proposal::Ruleset;
use nara_domain::text::slug;
use nara_domain::time::Stamp;
use nara_domain::waiting::{
    AnswerDeed, PUBLISH_DAY, PUBLISH_TIME, Seen, Stopped, Waiting, publish_at, readers,
};

use super::acts::{Doing, parse_answer};
use super::record::{By, subject};
use super::{ProposalService, Workroom};
use crate::accounts::store::find_acting;
use crate::audit;
use crate::db::{Conn, Tx};
use crate::live::NewEvent;
use crate::proposals::store::act;
use crate::proposals::store::case::{self, StoredCase};
use crate::proposals::store::waiting::{self as store, StoredWaiting};
use crate::work::store::find_holder;

/// The form without the fields that are its own.
struct Sent {
    fields: Values,
    seen: Option<String>,
    day: String,
    time: String,
}

impl Sent {
    fn of(mut fields: Values) -> Self {
        let seen = fields.remove(SEEN_PREPARED);
        let day = fields.remove(PUBLISH_DAY).unwrap_or_default();
        let time = fields.remove(PUBLISH_TIME).unwrap_or_default();
        Self {
            fields,
            seen,
            day,
            time,
        }
    }
}

/// What stands on a locked case, and who does something to it.
struct Desk<'a> {
    person: PersonId,
    by: By<'a>,
    waits: Option<StoredWaiting>,
    last: Option<ActId>,
}

impl Desk<'_> {
    /// The form sent once more that made what waits.
    fn sent_before(&self) -> bool {
        self.waits
            .as_ref()
            .is_some_and(|waits| waits.once == self.by.once)
    }

    /// Whether the form was made from what stands now. A program that saw no form is not asked.
    fn is_as_seen(&self, seen: Option<&str>) -> Result<bool, AppError> {
        let Some(seen) = seen else { return Ok(true) };
        let seen: Seen = seen.parse().map_err(|_| AppError::Malformed)?;
        let now = Seen {
            answer: self.last,
            waiting: self.waits.as_ref().map(|waits| waits.at),
        };
        Ok(seen == now || (seen.answer == now.answer && self.sent_before()))
    }

    /// Later than what it takes the place of, so that the moment tells one from the other.
    fn moment(&self) -> Stamp {
        self.waits.as_ref().map_or(self.by.now, |waits| {
            self.by.now.max(Stamp(waits.at.0.saturating_add(1)))
        })
    }
}

async fn write_down(
    tx: &mut Tx,
    actor: &Actor,
    deed: Deed,
    case: ProposalId,
    now: Stamp,
) -> Result<(), AppError> {
    let line = audit::Line {
        deed,
        subject_kind: "proposal",
        subject_id: &case.to_string(),
        detail: serde_json::json!({}),
    };
    audit::record(tx, actor, Role::Official, &line, now).await?;
    Ok(())
}

/// What waits, for those who may answer.
pub async fn waiting_view(
    conn: &mut Conn,
    case: &StoredCase,
    rules: &Ruleset,
    actor: &Actor,
) -> Result<Option<WaitingAnswer>, AppError> {
    // Where the case is over meanwhile nobody may answer; that it waits is told all the same.
    let may = answer_for_department(actor)
        .and_then(|()| can(actor, Action::ReadProposal, &subject(case, rules, None)));
    if may.is_err() {
        return Ok(None);
    }
    let waits = store::find(conn, case.id).await?;
    Ok(waits.map(|waits| WaitingAnswer {
        fields: waits.answer.fields,
        line: WaitingLine {
            id: case.id,
            slug: slug(&case.title),
            title: case.title.clone(),
            mine: actor.person_id() == Some(waits.answer.by),
            by_name: waits.by_name,
            at: waits.at,
            reader: waits.reader_name,
            read_by_me: waits.answer.read_by.is_some() && actor.person_id() == waits.answer.read_by,
            publish_at: waits.answer.publish_at,
            stopped: waits.stopped,
        },
    }))
}

#[async_trait::async_trait]
impl AnswerPort for ProposalService {
    async fn send(
        &self,
        actor: &Actor,
        id: ProposalId,
        deed: AnswerDeed,
        new: NewAct,
        now: Stamp,
    ) -> Result<(), AppError> {
        let once = self.once_of(actor, &new.once)?;
        let sent = Sent::of(new.fields);
        let mut tx = self.db.begin().await?;
        let mut case = case::lock(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        if deed == AnswerDeed::Publish && act::find_once(&mut tx, id, &once).await?.is_some() {
            return Ok(());
        }
        let rules = self.room.rulesets.get(&mut tx, case.ruleset_id).await?;
        let subject = subject(&case, &rules, None);
        match deed {
            // Also where nobody may answer any more.
            AnswerDeed::Discard => {
                can(actor, Action::ReadProposal, &subject)?;
                answer_for_department(actor)?;
            }
            _ => can(actor, Action::AnswerAsOfficial, &subject)?,
        }
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let desk = Desk {
            person,
            by: By {
                actor,
                once: &once,
                now,
            },
            waits: store::find(&mut tx, id).await?,
            last: store::last_answer(&mut tx, id).await?,
        };
        if deed == AnswerDeed::Discard {
            discard(&mut tx, id, &desk, sent.seen.as_deref()).await?;
            return self.finish(tx, &[], now).await;
        }
        if !desk.is_as_seen(sent.seen.as_deref())? {
            return Err(AppError::Conflict);
        }
        let mut events = Vec::new();
        match deed {
            AnswerDeed::Publish => {
                self.room
                    .publish(&mut tx, &mut case, &desk, &sent, &mut events)
                    .await?;
            }
            deed => self.room.keep(&mut tx, &case, &desk, deed, &sent).await?,
        }
        self.finish(tx, &events, now).await
    }

    async fn look(
        &self,
        actor: &Actor,
        id: ProposalId,
        intent: Intent,
        new: NewAct,
        now: Stamp,
    ) -> Result<Looked, AppError> {
        self.look_at(actor, id, intent, new, now).await
    }
}

impl ProposalService {
    /// The answer as it would be published, with who has read it before; nothing is committed.
    pub(super) async fn official_answer_in(
        &self,
        tx: &mut Tx,
        (actor, now): (&Actor, Stamp),
        id: ProposalId,
        new: &NewAct,
        events: &mut Vec<NewEvent>,
    ) -> Result<ActId, AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let kind = ActKind::OfficialAnswer;
        let once = &self.once_of(actor, &new.once)?;
        let mut case = case::lock(tx, id).await?.ok_or(AppError::NotFound)?;
        let waits = store::find(tx, id).await?;
        let fields = parse_answer(kind, &new.fields).ok();
        let also = waits
            .zip(fields)
            .and_then(|(waits, fields)| waits.answer.also_read_by(person, &fields));
        let doing = Doing {
            by: By { actor, once, now },
            fields: &new.fields,
        };
        self.room
            .add_read_answer(tx, &mut case, kind, doing, also, events)
            .await
    }
}

impl Workroom {
    /// Publishes what was sent. What waited goes with it where its words were on the form; where they
    /// were not, it stays and is told apart by what has been answered since.
    async fn publish(
        &self,
        tx: &mut Tx,
        case: &mut StoredCase,
        desk: &Desk<'_>,
        sent: &Sent,
        events: &mut Vec<NewEvent>,
    ) -> Result<(), AppError> {
        let fields = parse_answer(ActKind::OfficialAnswer, &sent.fields)?;
        let waits = desk.waits.as_ref().filter(|_| sent.seen.is_some());
        let also = waits.and_then(|waits| waits.answer.also_read_by(desk.person, &fields));
        let doing = Doing {
            by: desk.by,
            fields: &sent.fields,
        };
        let kind = ActKind::OfficialAnswer;
        self.add_read_answer(tx, case, kind, doing, also, events)
            .await?;
        if let Some(waits) = waits {
            store::remove(tx, case.id, waits.at).await?;
        }
        Ok(())
    }
}

impl Workroom {
    /// Checks the form, and keeps it for whoever or whatever it waits for.
    async fn keep(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        desk: &Desk<'_>,
        deed: AnswerDeed,
        sent: &Sent,
    ) -> Result<(), AppError> {
        let (actor, now) = (desk.by.actor, desk.by.now);
        let moment = match deed {
            AnswerDeed::Time => publish_at(&sent.day, &sent.time, now).map(Some),
            _ => Ok(None),
        };
        let parsed = parse_answer(ActKind::OfficialAnswer, &sent.fields);
        let (fields, moment) = match (parsed, moment) {
            (Ok(fields), Ok(moment)) => (fields, moment),
            (Err(AppError::Invalid(mut errors)), Err(more)) => {
                errors.extend(more);
                return Err(AppError::Invalid(errors));
            }
            (Err(error), _) => return Err(error),
            (_, Err(errors)) => return Err(AppError::Invalid(errors)),
        };
        let before = desk.waits.as_ref().map(|waits| &waits.answer);
        let me = desk.person;
        let (answer, line) = match deed {
            AnswerDeed::Wait => {
                let new = Waiting {
                    fields,
                    by: me,
                    read_by: None,
                    publish_at: None,
                };
                (new, Deed::AnswerPrepared)
            }
            AnswerDeed::Time => {
                let read_by = before.and_then(|before| before.also_read_by(me, &fields));
                let new = Waiting {
                    fields,
                    by: me,
                    read_by,
                    publish_at: moment,
                };
                (new, Deed::AnswerTimed)
            }
            AnswerDeed::HandBack => {
                // Given back to somebody else, who prepared it.
                let before = before.filter(|before| before.by != me);
                let by = before.ok_or(AppError::Conflict)?.by;
                let new = Waiting {
                    fields,
                    by,
                    read_by: Some(me),
                    publish_at: None,
                };
                (new, Deed::AnswerHandedBack)
            }
            AnswerDeed::Look | AnswerDeed::Publish | AnswerDeed::Discard => return Ok(()),
        };
        if desk.sent_before() && before == Some(&answer) {
            return Ok(());
        }
        let asked = match deed {
            AnswerDeed::Wait => {
                let holder = find_holder(tx, case.id).await?;
                Some(readers(me, before, holder))
            }
            _ => None,
        };
        store::put(
            tx,
            case.id,
            &answer,
            (desk.by.once, desk.moment()),
            desk.last,
        )
        .await?;
        write_down(tx, actor, line, case.id, now).await?;
        match asked {
            Some(readers) => self.letters.to_read(tx, case, (actor, readers), now).await,
            None if answer.by != me => {
                self.letters
                    .handed_back(tx, case, (answer.by, actor), now)
                    .await
            }
            None => Ok(()),
        }
    }
}

/// Whoever may answer may throw away what waits, having seen it.
async fn discard(
    tx: &mut Tx,
    id: ProposalId,
    desk: &Desk<'_>,
    seen: Option<&str>,
) -> Result<(), AppError> {
    let Some(waits) = &desk.waits else {
        // Thrown away already.
        return Ok(());
    };
    let seen: Seen = seen
        .unwrap_or_default()
        .parse()
        .map_err(|_| AppError::Malformed)?;
    if seen.waiting != Some(waits.at) {
        return Err(AppError::Conflict);
    }
    store::remove(tx, id, waits.at).await?;
    write_down(tx, desk.by.actor, Deed::AnswerDiscarded, id, desk.by.now).await
}

impl ProposalService {
    /// Publishes the answers whose moment has come, in the name of whoever prepared them. What may not
    /// be published any more stays, with why, for the desk. Called every minute by every server; each
    /// answer is published once. How many were.
    ///
    /// # Errors
    /// What kept one from it, when everything has been tried.
    pub async fn publish_due(&self, now: Stamp) -> Result<usize, AppError> {
        let (mut published, mut failed, mut last) = (0, None, 0);
        loop {
            let due = store::list_due(&mut self.db.read().await?, now, last).await?;
            let Some(end) = due.last() else { break };
            last = end.get();
            for id in due {
                match self.publish_one(id, now).await {
                    Ok(done) => published += usize::from(done),
                    Err(error) => {
                        tracing::error!(proposal.id = id.get(), %error, "answer.publish_failed");
                        failed = Some(error);
                    }
                }
            }
        }
        failed.map_or(Ok(published), Err)
    }

    async fn publish_one(&self, id: ProposalId, now: Stamp) -> Result<bool, AppError> {
        let mut tx = self.db.begin().await?;
        let Some(mut case) = case::lock(&mut tx, id).await? else {
            return Ok(false);
        };
        // Another server may have been quicker, or its writer have changed it.
        let waits = store::find(&mut tx, id).await?.filter(|waits| {
            waits.stopped.is_none() && waits.answer.publish_at.is_some_and(|at| at <= now)
        });
        let Some(waits) = waits else { return Ok(false) };
        let mut events = Vec::new();
        match self
            .publish_waiting(&mut tx, &mut case, &waits, &mut events, now)
            .await?
        {
            Ok(()) => {
                self.finish(tx, &events, now).await?;
                Ok(true)
            }
            Err(why) => {
                store::stop(&mut tx, id, waits.at, why).await?;
                let told = (waits.answer.by, waits.by_name.as_str(), why);
                let letters = &self.room.letters;
                letters.not_published(&mut tx, &case, told, now).await?;
                tx.commit().await?;
                Ok(false)
            }
        }
    }

    /// Asks everything again that was asked when it was written. Nothing is written where it may not be.
    async fn publish_waiting(
        &self,
        tx: &mut Tx,
        case: &mut StoredCase,
        waits: &StoredWaiting,
        events: &mut Vec<NewEvent>,
        now: Stamp,
    ) -> Result<Result<(), Stopped>, AppError> {
        let Waiting {
            fields,
            by,
            read_by,
            ..
        } = &waits.answer;
        let Some(actor) = find_acting(tx, *by, now).await? else {
            return Ok(Err(Stopped::Account));
        };
        let rules = self.room.rulesets.get(tx, case.ruleset_id).await?;
        if let Err(denied) = can(
            &actor,
            Action::AnswerAsOfficial,
            &subject(case, &rules, None),
        ) {
            return Ok(Err(Stopped::of(&denied)));
        }
        if store::last_answer(tx, case.id).await? != waits.last_answer {
            return Ok(Err(Stopped::Answered));
        }
        if parse_answer(ActKind::OfficialAnswer, fields).is_err() {
            return Ok(Err(Stopped::Fields));
        }
        // No form's key: the moment of what waits is another for each that a case has had.
        let once = format!("waits:{}", waits.at.0);
        let by = By {
            actor: &actor,
            once: &once,
            now,
        };
        let kind = ActKind::OfficialAnswer;
        self.room
            .add_read_answer(tx, case, kind, Doing { by, fields }, *read_by, events)
            .await?;
        store::remove(tx, case.id, waits.at).await?;
        write_down(tx, &actor, Deed::AnswerOnTime, case.id, now).await?;
        Ok(Ok(()))
    }
}
