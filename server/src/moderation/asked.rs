//! Texts among questions to the municipality: they are hidden and shown as every text is, also before everybody
//! could read them.

use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::moderation::hidden_line;
use nara_domain::actor::{Actor, Role};
use nara_domain::ids::{QuestionId, QuestionSetId};
use nara_domain::moderation::{CaseMove, Hidden, Reason, Settler, may_take};
use nara_domain::question::{Number, NumberState, SetState};
use nara_domain::text::slug;
use nara_domain::time::Stamp;

use super::locked::Locked;
use super::reading::about;
use super::settling::follows;
use super::step_store::{self, NewStepRow};
use super::store::{self, Fields, StoredCase};
use super::text_at::TextAt;
use super::{ModerationService, asked_store};
use crate::db::{Conn, Tx};
use crate::proposals::store::hiding::Swap;
use crate::questions::hiding;
use crate::questions::store::{self as question_store, StoredQuestion, StoredSet};

/// Why a text is hidden, as it was typed.
#[derive(Clone, Copy, Debug)]
pub struct Refusal<'a> {
    pub rule: Reason,
    pub reason: &'a str,
    /// The form's key.
    pub once: &'a str,
}

/// A text among questions that everybody can read, or could.
pub(super) struct Readable {
    pub set: StoredSet,
    pub question: Option<QuestionId>,
    pub text: String,
    pub hidden: Option<Hidden>,
}

/// What everybody can read and report, with its text.
pub(super) async fn readable(
    conn: &mut Conn,
    (set, number): (QuestionSetId, Option<Number>),
) -> Result<Readable, AppError> {
    let found = question_store::find(conn, set).await?;
    let set = found.filter(|set| set.state.is_public());
    let set = set.ok_or(AppError::NotFound)?;
    let Some(number) = number else {
        let introduction = set.introduction.as_deref().unwrap_or_default();
        return Ok(Readable {
            text: format!("{}\n\n{introduction}", set.heading)
                .trim()
                .to_owned(),
            hidden: set.hidden,
            question: None,
            set,
        });
    };
    let all = question_store::questions(conn, set.id, None).await?;
    let one = all.into_iter().find(|one| one.number == number);
    // What nobody else reads is reported to nobody.
    let one = one.filter(|one| one.state.is_public() || one.hidden.is_some());
    let one = one.ok_or(AppError::NotFound)?;
    Ok(Readable {
        set,
        question: Some(one.id),
        text: one.text,
        hidden: one.hidden,
    })
}

impl ModerationService {
    /// Hides one of the questions, or what stands above them, with what was not published yet. The questions are
    /// locked; nothing is committed.
    pub(crate) async fn refuse(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        (set, question): (StoredSet, Option<QuestionId>),
        why: Refusal<'_>,
        now: Stamp,
    ) -> Result<(), AppError> {
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let id = asked_store::open(tx, (set.id, question), now).await?;
        let reported = store::find(tx, me, id).await?;
        let reported = reported.ok_or(AppError::Internal)?;
        let steps = step_store::list_steps(tx, id).await?;
        let step = CaseMove::Hide;
        let around = about(&reported, &steps);
        let to = follows(&reported, step, &around)?;
        let by = Settler::Moderator;
        may_take((actor, by), (step, Some(why.rule)), &around)?;
        let row = NewStepRow {
            step,
            rule: Some(why.rule),
            reason: why.reason,
            by: me,
            name: actor.name().unwrap_or_default(),
            standing: actor.standing(Role::Moderator),
            replaces: steps.last().map_or(0, |step| step.id),
            once: why.once,
        };
        let of = (&reported, &Locked::Asked(Box::new(set)));
        self.record(tx, of, (&row, to), (actor, by), now).await
    }
}

/// Whether the form by which a text is hidden was sent before.
pub(crate) async fn was_refused(
    conn: &mut Conn,
    text: (QuestionSetId, Option<QuestionId>),
    once: &str,
) -> Result<bool, AppError> {
    Ok(match asked_store::find_open(conn, text).await? {
        Some(id) => step_store::sent(conn, id, once).await?.is_some(),
        None => false,
    })
}

const fn question_of(reported: &StoredCase) -> Option<QuestionId> {
    match reported.at {
        TextAt::Asked {
            question: Some((id, _)),
            ..
        } => Some(id),
        _ => None,
    }
}

/// What goes under seal with what stands above questions that were never published: all of them.
fn with_questions(above: &Fields, all: &[StoredQuestion]) -> Fields {
    let left = all.iter().filter(|one| one.hidden.is_none());
    let left = left.map(|one| (one.number.to_string(), one.text.clone()));
    above.clone().into_iter().chain(left).collect()
}

/// Puts what stands there under seal and the rule and the day in its place.
pub(super) async fn hide(
    tx: &mut Tx,
    (reported, set): (&StoredCase, &StoredSet),
    hidden: &Hidden,
    now: Stamp,
) -> Result<bool, AppError> {
    let shown = hidden_line(Lang::Sv, hidden);
    let mut set = set.clone();
    if let Some(id) = question_of(reported) {
        let fields = (reported.author, &reported.standing);
        step_store::seal(tx, reported.id, fields, now).await?;
        let done = hiding::hide_question(tx, id, hidden, &shown).await?;
        let states = states(tx, set.id).await?;
        set.state = set.state.with(&states);
        question_store::move_set(tx, &set).await?;
        return Ok(done);
    }
    let unread = set.published_at.is_none();
    let all = question_store::questions(tx, set.id, None).await?;
    let fields = match unread {
        true => with_questions(&reported.standing, &all),
        false => reported.standing.clone(),
    };
    step_store::seal(tx, reported.id, (reported.author, &fields), now).await?;
    let (old, new) = (slug(&set.heading), slug(&shown));
    let heading = Swap {
        old: &set.heading,
        new: &shown,
    };
    let address = Swap {
        old: &old,
        new: &new,
    };
    hiding::change_letters(tx, set.id, heading, address).await?;
    if unread {
        hiding::hide_texts(tx, set.id, &shown).await?;
        set.state = SetState::Refused;
        question_store::move_set(tx, &set).await?;
    }
    Ok(hiding::hide_above(tx, set.id, hidden, &shown).await?)
}

/// Puts what is under seal back where it stood. What was hidden before everybody could read it is published: it
/// has been read twice.
pub(super) async fn unhide(
    tx: &mut Tx,
    (reported, set): (&StoredCase, &StoredSet),
    sealed: &Fields,
    now: Stamp,
) -> Result<bool, AppError> {
    match question_of(reported) {
        Some(id) => show_one(tx, (set.clone(), id), sealed, now).await,
        None => show_above(tx, set.clone(), sealed, now).await,
    }
}

fn field<'a>(sealed: &'a Fields, name: &str) -> &'a str {
    sealed.get(name).map_or("", String::as_str)
}

async fn show_one(
    tx: &mut Tx,
    (mut set, id): (StoredSet, QuestionId),
    sealed: &Fields,
    now: Stamp,
) -> Result<bool, AppError> {
    let all = question_store::questions(tx, set.id, None).await?;
    let one = all.iter().find(|one| one.id == id);
    let one = one.ok_or(AppError::Internal)?;
    let state = one.before_hidden.unwrap_or(one.state).shown_again();
    let done = hiding::show_question(tx, id, (field(sealed, "text"), state)).await?;
    let published = set.published_at.is_some();
    // Where all of them were left out at once, they are shown at once.
    if published || set.hidden.is_none() {
        let states = states(tx, set.id).await?;
        set.state = set.state.shown_again(published, &states);
    }
    if state.is_awaited() {
        set.promise_anew(now);
    }
    question_store::move_set(tx, &set).await?;
    Ok(done)
}

async fn show_above(
    tx: &mut Tx,
    mut set: StoredSet,
    sealed: &Fields,
    now: Stamp,
) -> Result<bool, AppError> {
    let above = (field(sealed, "title"), field(sealed, "body"));
    let done = hiding::show_above(tx, set.id, above).await?;
    if set.published_at.is_some() {
        return Ok(done);
    }
    for one in question_store::questions(tx, set.id, None).await? {
        if let Some(text) = sealed.get(&one.number.to_string()) {
            hiding::show_text(tx, one.id, text).await?;
        }
    }
    let states = states(tx, set.id).await?;
    set.published_at = Some(now);
    set.state = set.state.shown_again(true, &states);
    set.promise_anew(now);
    question_store::move_set(tx, &set).await?;
    Ok(done)
}

async fn states(conn: &mut Conn, set: QuestionSetId) -> Result<Vec<NumberState>, AppError> {
    let all = question_store::questions(conn, set, None).await?;
    Ok(all.iter().map(|one| one.state).collect())
}
