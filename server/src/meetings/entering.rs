//! Entering a meeting and changing it.

use nara_app::error::AppError;
use nara_app::meetings::api::AgendaItem;
use nara_domain::actor::{Actor, Role};
use nara_domain::audit::Deed;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::fields::Values;
use nara_domain::ids::{MeetingId, ProposalId};
use nara_domain::meeting::{FIELDS, Sitting, mark, mark_field, marked};
use nara_domain::permissions::enter_meetings;
use nara_domain::secretary::may_for;
use nara_domain::time::Stamp;
use serde_json::json;

use super::hearings::{forget_days, of_meeting};
use super::store;
use crate::audit::{self, Line};
use crate::db::Tx;
use crate::once::key_of;
use crate::proposals::store::ruleset::Rulesets;

fn same_meeting() -> AppError {
    AppError::Invalid(vec![FieldError::new("begins", FieldProblem::SameMeeting)])
}

/// As the port's method, in a transaction of somebody else's.
pub async fn enter(
    tx: &mut Tx,
    actor: &Actor,
    typed: &Values,
    once: &str,
    now: Stamp,
) -> Result<MeetingId, AppError> {
    enter_meetings(actor)?;
    let me = actor.person_id().ok_or(AppError::SignIn)?;
    let once = key_of(once)?.ok_or(AppError::Malformed)?;
    let sitting = Sitting::parse(typed, now.day())?;
    may_for(actor, &sitting.body)?;
    let once = format!("{me}:{once}");
    let Some(id) = store::insert(tx, &sitting, &once, now).await? else {
        // The same form, sent twice; or another meeting of the body at that moment.
        return store::find_once(tx, &once).await?.ok_or_else(same_meeting);
    };
    if sitting.posted_on.is_some() {
        forget_days(tx, sitting.held_on).await?;
    }
    let line = Line {
        deed: Deed::MeetingEntered,
        subject_kind: "meeting",
        subject_id: &id.to_string(),
        detail: json!({ "body": sitting.body, "day": sitting.held_on }),
    };
    audit::record(tx, actor, Role::Secretary, &line, now).await?;
    Ok(id)
}

/// As the port's method, in a transaction of somebody else's.
pub async fn change(
    tx: &mut Tx,
    rulesets: &Rulesets,
    actor: &Actor,
    id: MeetingId,
    (typed, version): (&Values, i64),
    now: Stamp,
) -> Result<(), AppError> {
    enter_meetings(actor)?;
    let stored = store::find(tx, id).await?.ok_or(AppError::NotFound)?;
    may_for(actor, &stored.sitting.body)?;
    let (typed_marks, facts): (Values, Values) = typed
        .clone()
        .into_iter()
        .partition(|(field, _)| marked(field).is_some());
    let (sitting, mut wrong) = match Sitting::parse(&facts, now.day()) {
        Ok(sitting) => (Some(sitting), Vec::new()),
        Err(wrong) => (None, wrong),
    };
    // Of the meeting as it was shown: moved to another day, it takes up other cases.
    let before = &stored.sitting;
    let shown = of_meeting(tx, rulesets, &before.body, before.held_on).await?;
    let marks = match read_marks(&typed_marks, &shown) {
        Ok(marks) => marks,
        Err(more) => {
            wrong.extend(more);
            Vec::new()
        }
    };
    let film = facts
        .get("stream_url")
        .is_some_and(|url| !url.trim().is_empty());
    if !marks.is_empty() && !film {
        wrong.push(FieldError::new("stream_url", FieldProblem::Missing));
    }
    let Some(sitting) = sitting.filter(|_| wrong.is_empty()) else {
        return Err(AppError::Invalid(wrong));
    };
    may_for(actor, &sitting.body)?;
    let marks = match (&sitting.body, sitting.held_on) == (&before.body, before.held_on) {
        true => marks,
        false => Vec::new(),
    };
    let updated = store::update(tx, id, (&sitting, version), now).await;
    let updated = updated.map_err(|error| match error.is_unique_violation() {
        true => same_meeting(),
        false => error.into(),
    })?;
    if !updated {
        let same = *before == sitting && store::list_marks(tx, id).await? == marks;
        return match same {
            // The same form, sent twice, or two who meant the same.
            true => Ok(()),
            false => Err(AppError::Conflict),
        };
    }
    store::replace_marks(tx, id, &marks).await?;
    let minutes = |sitting: &Sitting| {
        let day = sitting.held_on;
        (sitting.body.clone(), day, sitting.posted_on)
    };
    if minutes(before) != minutes(&sitting) {
        for day in [before.held_on, sitting.held_on] {
            forget_days(tx, day).await?;
        }
    }
    let (old, new) = (before.values(), sitting.values());
    let changed: Vec<&str> = FIELDS
        .iter()
        .map(|field| field.name)
        .filter(|name| old.get(*name) != new.get(*name))
        .collect();
    let line = Line {
        deed: Deed::MeetingChanged,
        subject_kind: "meeting",
        subject_id: &id.to_string(),
        detail: json!({ "body": sitting.body, "day": sitting.held_on, "changed": changed }),
    };
    audit::record(tx, actor, Role::Secretary, &line, now).await?;
    Ok(())
}

/// Marks of the cases that are taken up, by their number; an empty field is none.
fn read_marks(
    typed: &Values,
    items: &[AgendaItem],
) -> Result<Vec<(ProposalId, i64)>, Vec<FieldError>> {
    let mut marks = Vec::new();
    let mut wrong = Vec::new();
    for (field, value) in typed {
        let item = items.iter().find(|item| mark_field(item.id) == *field);
        match (item, value.trim()) {
            // It is taken up no more: a decision moved it while the form was open.
            (None, "") | (Some(_), "") => {}
            (None, _) => wrong.push(FieldError::new(field, FieldProblem::UnknownField)),
            (Some(item), value) => match mark(value) {
                Ok(seconds) => marks.push((item.id, seconds)),
                Err(problem) => wrong.push(FieldError::new(field, problem)),
            },
        }
    }
    marks.sort_unstable();
    match wrong.is_empty() {
        true => Ok(marks),
        false => Err(wrong),
    }
}
