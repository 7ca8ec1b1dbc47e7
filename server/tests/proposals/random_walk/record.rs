//! What the tables say, and the two invariants: I4, the count that is shown is the supporters there
//! are is the recount of the log; I6, no official act is lost, changed or in another order, and each
//! has its actor, duty, moment and reason.

use nara_domain::actor::{Actor, Role};
use nara_domain::answer::ActKind;
use nara_domain::fields::Values;
use nara_domain::ids::{ActId, PersonId};
use nara_domain::proposal::required::fields_at;
use nara_domain::proposal::{Course, StageCode, TransitionKind as T};
use nara_domain::time::Stamp;
use nara_server::{fetch_all, fetch_one};

use super::model::{Kept, Line, Model};
use crate::common::App;

/// A line of the record as it is stored, without the name, which goes under seal with its person:
/// number, kind, step, stage, who, in which duty, when, fields, what it corrects, who prepared it.
pub type Row = (
    i64,
    String,
    String,
    String,
    i64,
    String,
    i64,
    String,
    i64,
    i64,
);

const ROWS: &str = "select act_id, kind, coalesce(transition, '') as transition, stage, \
    coalesce(actor_id, 0) as actor_id, actor_role, at, fields, \
    coalesce(supersedes, 0) as supersedes, coalesce(prepared_by, 0) as prepared_by \
    from act where proposal_id = $1 order by act_id";

/// Where it is, its number, the count that is shown, the supporters, the log's sum and length, and
/// whether something waits for a second reader.
type CaseRow = (String, String, i64, i64, i64, i64, i64);

const CASE: &str = "select p.course, coalesce(p.diary_number, '') as diary_number, \
    p.support_count, \
    (select count(*) from support s where s.proposal_id = p.proposal_id) as supporters, \
    (select cast(coalesce(sum(case e.kind when 'given' then 1 else -1 end), 0) as bigint) \
     from support_event e where e.proposal_id = p.proposal_id) as net, \
    (select count(*) from support_event e where e.proposal_id = p.proposal_id) as votes, \
    (select count(*) from prepared_step w where w.proposal_id = p.proposal_id) as waiting \
    from proposal p where p.proposal_id = $1";

pub async fn rows(app: &App, model: &Model) -> Vec<Row> {
    let mut conn = app.db.read().await.unwrap();
    fetch_all!(conn, Row, ROWS, model.id.get()).unwrap()
}

/// A row as a line of the model.
pub fn line(row: &Row) -> Line {
    let some = |id: i64| (id != 0).then_some(id);
    Line {
        kind: ActKind::from_code(&row.1).unwrap(),
        step: T::from_code(&row.2),
        stage: StageCode::from_code(&row.3).unwrap(),
        actor: some(row.4).map(PersonId::new),
        at: Stamp(row.6),
        fields: serde_json::from_str(&row.7).unwrap(),
        supersedes: some(row.8).map(ActId::new),
        prepared_by: some(row.9).map(PersonId::new),
    }
}

/// Holds both invariants against one case, to whose record exactly these lines, with the keys they
/// were sent under, have come. What is wrong, where something is.
pub async fn check(
    app: &App,
    model: &mut Model,
    actor: &Actor,
    came: Vec<(Line, String)>,
) -> Result<(), String> {
    let now = rows(app, model).await;
    let before = model.kept.len();
    if now.len() != before + came.len() {
        return Err(format!(
            "I6: {} acts, {before} and {}",
            now.len(),
            came.len()
        ));
    }
    for (row, kept) in now.iter().zip(&model.kept) {
        if *row != kept.row {
            return Err(format!("I6: changed: {row:?}, was {:?}", kept.row));
        }
    }
    for (row, (wanted, once)) in now.into_iter().skip(before).zip(came) {
        if model.kept.last().is_some_and(|last| last.id.get() >= row.0) {
            return Err(format!("I6: out of order: {row:?}"));
        }
        let line = line(&row);
        if line != wanted {
            return Err(format!("I6: {line:?}, wanted {wanted:?}"));
        }
        accounts_for_itself(model, &row, &line, actor)?;
        model.kept.push(Kept {
            id: ActId::new(row.0),
            line,
            once,
            row,
        });
    }
    counts(app, model).await
}

/// Actor, duty, moment and reason.
fn accounts_for_itself(model: &Model, row: &Row, line: &Line, actor: &Actor) -> Result<(), String> {
    let own = matches!(line.step, None | Some(T::Withdraw | T::Complete));
    let fits = match (line.actor, row.5.as_str()) {
        (None, duty) => duty == "system" && line.kind == ActKind::Transition,
        (Some(person), "resident") => {
            let theirs = match line.kind {
                ActKind::Transition => own,
                ActKind::QuestionAnswer => true,
                _ => false,
            };
            person == model.proposer && theirs
        }
        (Some(person), duty) => {
            let duty = Role::from_code(duty);
            actor.person_id() == Some(person) && duty.is_some_and(|duty| actor.has(duty))
        }
    };
    if !fits || line.at.0 == 0 {
        return Err(format!("I6: by whom, in which duty: {row:?}, {actor:?}"));
    }
    let given = |fields: &Values, name: &str| fields.get(name).is_some_and(|it| !it.is_empty());
    let before = model.kept.iter().rev().map(|kept| &kept.line);
    let before = before
        .filter(|line| line.kind == ActKind::Transition && line.supersedes.is_none())
        .map(|line| line.stage)
        .next();
    let specs = match (line.step, before) {
        // What was asked for depends on where it was corrected; that there is a reason does not.
        _ if line.supersedes.is_some() => {
            return match given(&line.fields, "correction_reason") {
                true => Ok(()),
                false => Err(format!("I6: corrected without a reason: {row:?}")),
            };
        }
        (Some(step), Some(from)) => fields_at(from, step),
        (Some(step), None) => step.fields(),
        (None, _) => line.kind.fields(),
    };
    for spec in specs {
        if spec.required && spec.only_for.is_none() && !given(&line.fields, spec.name) {
            return Err(format!("I6: without {}: {row:?}", spec.name));
        }
    }
    Ok(())
}

/// I4, and that the case is where its record says.
async fn counts(app: &App, model: &Model) -> Result<(), String> {
    let mut conn = app.db.read().await.unwrap();
    let row = fetch_one!(conn, CaseRow, CASE, model.id.get()).unwrap();
    let (course, diary, shown, supporters, net, votes, waiting) = row;
    let count = model.count();
    if [shown, supporters, net] != [count; 3] || votes != model.votes {
        return Err(format!(
            "I4: {shown} shown, {supporters} supporters, {net} by {votes} lines of the log; \
             {count} by {}",
            model.votes
        ));
    }
    let course: Course = serde_json::from_str(&course).unwrap();
    if course != model.course() {
        return Err(format!("it is at {course:?}, not {:?}", model.stage));
    }
    if diary != model.diary.clone().unwrap_or_default() {
        return Err(format!("its number is {diary}, not {:?}", model.diary));
    }
    if (waiting > 0) != model.prepared.is_some() {
        return Err(format!("{waiting} waiting, not {:?}", model.prepared));
    }
    Ok(())
}
