//! What is done with questions: load, ask the rule, append, project. Each in a transaction of somebody else's.

use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::questions::api::{CORRECTS, QuestionAct, SEEN};
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::error::{Denied, NotNow};
use nara_domain::fields::Values;
use nara_domain::ids::{PersonId, QuestionActId, QuestionId, QuestionSetId};
use nara_domain::name::NAMELESS;
use nara_domain::question::{
    Asking, Number, NumberState, QuestionStep, QuestionStepKind, SetState, follow_up_text, follows,
    may_ask, may_follow_up, may_say_same, may_take, reads, told_at,
};
use nara_domain::text::slug;
use nara_domain::time::{Date, Stamp};

use super::act_store::{self, NewAct};
use super::store::{self, Asker, StoredQuestion, StoredSet};
use super::{changed, letter_store, letters, seal, search};
use crate::db::Tx;
use crate::moderation::was_refused;
use crate::once::key_of;
use crate::people::store as people;
use crate::proposals::store::absorb;

/// The form's key: another person's form with the same key is another form.
fn key(person: PersonId, once: &str) -> Result<String, AppError> {
    let once = key_of(once)?.ok_or(AppError::Malformed)?;
    Ok(format!("{person}:{once}"))
}

const fn elsewhere() -> AppError {
    AppError::Denied(Denied::NotNow(NotNow::QuestionElsewhere))
}

/// The questions, locked, where the actor may read them.
async fn locked(tx: &mut Tx, actor: &Actor, id: QuestionSetId) -> Result<StoredSet, AppError> {
    let set = store::lock(tx, id).await?;
    let found = set.filter(|set| reads(actor, set.state, set.asker));
    found.ok_or(AppError::NotFound)
}

/// One of them; not one that the actor does not know of.
fn find(
    questions: &[StoredQuestion],
    number: Number,
    reads_all: bool,
) -> Result<&StoredQuestion, AppError> {
    let found = questions.iter().find(|one| one.number == number);
    let known = found.filter(|one| reads_all || one.state != NumberState::Reading);
    known.ok_or(AppError::NotFound)
}

/// As the port's method.
pub async fn ask(
    tx: &mut Tx,
    (actor, level): (&Actor, Level),
    (typed, once): (&Values, &str),
    now: Stamp,
) -> Result<(QuestionSetId, String), AppError> {
    may_ask(actor, level)?;
    let person = actor.person_id().ok_or(AppError::SignIn)?;
    let once = key(person, once)?;
    let asking = Asking::parse(typed)?;
    // Locked, as where a case is handed in: no name is copied while it goes under seal.
    let known = people::lock(tx, person).await?.ok_or(AppError::SignIn)?;
    let hidden = known.protection.is_some();
    let name = match hidden {
        true => NAMELESS,
        false => actor.name().unwrap_or(NAMELESS),
    };
    let organisation = asking.organisation.as_deref();
    let by = Asker {
        person,
        name,
        // Who shows no name is not told from it.
        organisation: organisation.filter(|_| name != NAMELESS),
    };
    let Some(id) = store::insert(tx, by, (&asking, &once), now).await? else {
        let before = store::find_once(tx, person, &once).await?;
        let (id, heading) = before.ok_or(AppError::Conflict)?;
        return Ok((id, slug(&heading)));
    };
    if hidden {
        seal::new_questions(tx, (person, &known.own()), now).await?;
    }
    Ok((id, slug(&asking.heading)))
}

/// As the port's method.
pub async fn follow_up(
    tx: &mut Tx,
    actor: &Actor,
    (id, question): (QuestionSetId, i64),
    (typed, once): (&Values, &str),
    now: Stamp,
) -> Result<(), AppError> {
    let person = actor.person_id().ok_or(AppError::SignIn)?;
    let once = key(person, once)?;
    let set = locked(tx, actor, id).await?;
    if store::follow_up_was_sent(tx, id, &once).await? {
        return Ok(());
    }
    let questions = store::questions(tx, id, None).await?;
    let own = set.asker == person;
    let number = Number::of(question);
    let state = find(&questions, number, own)?.state;
    let before: Vec<NumberState> = questions
        .iter()
        .filter(|one| one.number.question == question && one.number.is_follow_up())
        .map(|one| one.state)
        .collect();
    may_follow_up(actor, set.asker, (set.state, state), &before)?;
    let text = follow_up_text(typed)?;
    let number = Number {
        question,
        follow_up: i64::try_from(before.len())
            .unwrap_or(i64::MAX)
            .saturating_add(1),
    };
    let new = (text.as_str(), NumberState::Reading);
    store::insert_question(tx, (id, number), new, &once, now).await?;
    Ok(())
}

/// As the port's method.
pub async fn say_same(
    tx: &mut Tx,
    (actor, level): (&Actor, Level),
    (id, number): (QuestionSetId, Number),
    same: bool,
    now: Stamp,
) -> Result<(), AppError> {
    let person = actor.person_id().ok_or(AppError::SignIn)?;
    // Locked, so that nobody says it under an account that is taken away.
    if !absorb::who_left(tx, &[person.get()]).await?.is_empty() {
        return Err(AppError::SignIn);
    }
    let set = locked(tx, actor, id).await?;
    let questions = store::questions(tx, id, Some(person)).await?;
    let one = find(&questions, number, set.asker == person)?;
    match same {
        true => {
            may_say_same(actor, (set.asker, level), (set.state, one.state))?;
            store::say_same(tx, (one.id, person), now).await?;
            letter_store::told_by_another(tx, person, one.id).await?;
        }
        false => {
            store::take_back_same(tx, (one.id, person)).await?;
        }
    }
    Ok(())
}

/// The duty in which a step is taken.
fn standing(actor: &Actor, step: QuestionStepKind) -> Result<&Standing, AppError> {
    let role = match step {
        QuestionStepKind::Publish | QuestionStepKind::Refuse => Role::Moderator,
        _ => Role::Official,
    };
    actor.standing(role).ok_or(AppError::Denied(Denied::Role))
}

/// The answer that is corrected, as it reads now.
fn corrected(acts: &[QuestionAct], typed: &str) -> Result<QuestionActId, AppError> {
    use QuestionStepKind as K;
    let id: QuestionActId = typed.parse().map_err(|_| AppError::Malformed)?;
    let said = |act: &&QuestionAct| matches!(act.step, K::Answer | K::Correct) && act.id == id;
    let found = acts.iter().find(said).ok_or(AppError::NotFound)?;
    match acts.iter().any(|act| act.corrects == Some(found.id)) {
        true => Err(AppError::Conflict),
        false => Ok(id),
    }
}

/// Reads the form of a step, and asks whether it follows from what is there: that has to be what was on the page.
/// With a correction, what it corrects.
fn checked(
    kind: QuestionStepKind,
    typed: &Values,
    ((set, number), before): ((SetState, Option<NumberState>), &[QuestionAct]),
    today: Date,
) -> Result<(QuestionStep, Option<QuestionActId>), AppError> {
    let mut fields = typed.clone();
    let seen = fields.remove(SEEN).unwrap_or_default();
    let corrects = match kind {
        QuestionStepKind::Correct => fields.remove(CORRECTS),
        _ => None,
    };
    let step = QuestionStep::parse(kind, &fields, today)?;
    let last = before.last().map(|act| act.id.to_string());
    if last.unwrap_or_default() != seen {
        return Err(AppError::Conflict);
    }
    if !follows(set, number, kind) {
        return Err(elsewhere());
    }
    let corrects = match kind {
        QuestionStepKind::Correct => Some(corrected(before, &corrects.unwrap_or_default())?),
        _ => None,
    };
    Ok((step, corrects))
}

/// What is hidden: the questions, locked, and which of them; none: all of them.
pub type ToHide = (StoredSet, Option<QuestionId>);

/// What a moderator leaves out, where that follows and was not done by this form before. Hiding it is not a step
/// about questions: it is recorded, told and undone as of every text.
pub async fn to_hide(
    tx: &mut Tx,
    actor: &Actor,
    (id, number): (QuestionSetId, Option<Number>),
    (typed, once): (&Values, &str),
    today: Date,
) -> Result<Option<(ToHide, QuestionStep, String)>, AppError> {
    let kind = QuestionStepKind::Refuse;
    let person = actor.person_id().ok_or(AppError::SignIn)?;
    let once = key(person, once)?;
    let set = locked(tx, actor, id).await?;
    may_take(actor, kind, set.asker)?;
    let questions = store::questions(tx, id, None).await?;
    let one = match number {
        None => None,
        Some(number) => Some(find(&questions, number, true)?),
    };
    let question = one.map(|one| one.id);
    if was_refused(tx, (id, question), &once).await? {
        return Ok(None);
    }
    let acts = act_store::acts(tx, id).await?;
    let before = acts.get(&question).map(Vec::as_slice).unwrap_or_default();
    let state = (set.state, one.map(|one| one.state));
    let (step, _) = checked(kind, typed, (state, before), today)?;
    Ok(Some(((set, question), step, once)))
}

/// As the port's method, for every step but leaving out. `told`: where letters are written.
pub async fn take(
    tx: &mut Tx,
    actor: &Actor,
    (id, number): (QuestionSetId, Option<Number>),
    kind: QuestionStepKind,
    (typed, once): (&Values, &str),
    (told, now): (Option<&Site>, Stamp),
) -> Result<(), AppError> {
    let person = actor.person_id().ok_or(AppError::SignIn)?;
    let once = key(person, once)?;
    let mut set = locked(tx, actor, id).await?;
    may_take(actor, kind, set.asker)?;
    if kind == QuestionStepKind::Refuse || !kind.is_about(number.is_some()) {
        return Err(AppError::NotFound);
    }
    if act_store::was_sent(tx, id, &once).await? {
        return Ok(());
    }
    let questions = store::questions(tx, id, None).await?;
    let reads_all = standing(actor, QuestionStepKind::Publish).is_ok();
    let one = match number {
        None => None,
        Some(number) => Some(find(&questions, number, reads_all)?),
    };
    let acts = act_store::acts(tx, id).await?;
    let before = acts.get(&one.map(|one| one.id));
    let before = before.map(Vec::as_slice).unwrap_or_default();
    let state = (set.state, one.map(|one| one.state));
    let (step, corrects) = checked(kind, typed, (state, before), now.day())?;
    let new = NewAct {
        set: id,
        question: one.map(|one| one.id),
        step: &step,
        actor: person,
        name: actor.name().unwrap_or_default(),
        standing: standing(actor, kind)?,
        corrects,
        replaces: before.last().map(|act| act.id),
        once: &once,
    };
    let act = act_store::insert(tx, &new, now).await?;
    let act = act.ok_or(AppError::Conflict)?;
    let public = set.state.is_public();
    project(tx, &mut set, (&questions, one), &step, now).await?;
    let Some(site) = told else {
        // What happened long ago is told to nobody, and found.
        search::index(tx, id).await?;
        return Ok(());
    };
    if kind == QuestionStepKind::Publish {
        letters::tell_published(tx, site, (&set, number), now).await?;
    } else if kind.is_gathered() {
        letter_store::note(tx, (id, act), told_at(now)).await?;
    }
    changed(tx, (id, public), Some(act), now).await?;
    Ok(())
}

/// What a step makes of the number it is about, and of all of them.
async fn project(
    tx: &mut Tx,
    set: &mut StoredSet,
    (questions, one): (&[StoredQuestion], Option<&StoredQuestion>),
    step: &QuestionStep,
    now: Stamp,
) -> Result<(), AppError> {
    let mut states: Vec<NumberState> = questions.iter().map(|one| one.state).collect();
    match one {
        None => set.state = set.state.after(step.kind()).ok_or_else(elsewhere)?,
        Some(one) => {
            let state = one.state.after(step.kind(), step.extent());
            let state = state.ok_or_else(elsewhere)?;
            store::move_question(tx, one.id, state).await?;
            let place = questions.iter().position(|other| other.id == one.id);
            if let Some(slot) = place.and_then(|place| states.get_mut(place)) {
                *slot = state;
            }
        }
    }
    set.state = set.state.with(&states);
    match step {
        QuestionStep::Publish => {
            set.promise_anew(now);
            set.published_at = set.published_at.or(Some(now));
        }
        QuestionStep::Delay { answer_by, .. } => set.answer_by = Some(*answer_by),
        _ => {}
    }
    store::move_set(tx, set).await?;
    Ok(())
}
