//! What the tables say, and the two invariants: I4, the count that is shown is the supporters there
//! are is the recount of the log; I6, no official act is lost, changed or in another order, and each
//! has its actor, duty, moment and reason.

use std::collections::BTreeSet;
use std::sync::Arc;

use nara_domain::actor::{Actor, Role};
use nara_domain::answer::ActKind;
use nara_domain::fields::Values;
use nara_domain::ids::{ActId, PersonId};
use nara_domain::proposal::required::fields_at;
use nara_domain::proposal::{Course, StageCode, TransitionKind as T};
use nara_domain::time::Stamp;
use nara_server::db::FromRow;
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

/// Where it is, its number, how many are for it (shown, rows, by the log), how many against it, the
/// length of the log, whether something waits for a second reader, what it is part of, and whether its
/// proposer is asked to make it that.
#[derive(FromRow)]
struct CaseRow {
    course: String,
    diary_number: String,
    support_count: i64,
    supporters: i64,
    net: i64,
    against_count: i64,
    opponents: i64,
    net_against: i64,
    votes: i64,
    waiting: i64,
    merged_into: i64,
    asked: i64,
}

const CASE: &str = "select p.course, coalesce(p.diary_number, '') as diary_number, \
    p.support_count, p.against_count, coalesce(p.merged_into, 0) as merged_into, \
    (select count(*) from support s where s.proposal_id = p.proposal_id) as supporters, \
    (select count(*) from opposition o where o.proposal_id = p.proposal_id) as opponents, \
    coalesce(l.net, 0) as net, coalesce(l.net_against, 0) as net_against, \
    coalesce(l.votes, 0) as votes, \
    (select count(*) from prepared_step w where w.proposal_id = p.proposal_id) as waiting, \
    (select count(*) from merge_suggestion m where m.proposal_id = p.proposal_id \
        and m.outcome is null) as asked \
    from proposal p left join (select e.proposal_id, count(*) as votes, \
        cast(sum(case e.kind when 'given' then 1 when 'withdrawn' then -1 else 0 end) as bigint) \
            as net, \
        cast(sum(case e.kind when 'against' then 1 when 'against_withdrawn' then -1 else 0 end) \
            as bigint) as net_against \
        from support_event e where e.proposal_id = $1 group by e.proposal_id) l \
        on l.proposal_id = p.proposal_id \
    where p.proposal_id = $1";

/// Who supports what, and who is against what.
const VOTERS: &str = "select cast(1 as bigint) as vote, proposal_id, person_id from support \
    union all select cast(0 as bigint) as vote, proposal_id, person_id from opposition";

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
        model.kept.push(Arc::new(Kept {
            id: ActId::new(row.0),
            line,
            once,
            row,
        }));
    }
    counts(app, model).await
}

/// Actor, duty, moment and reason.
fn accounts_for_itself(model: &Model, row: &Row, line: &Line, actor: &Actor) -> Result<(), String> {
    let own = matches!(line.step, None | Some(T::Withdraw | T::Complete));
    let by_rule = matches!(line.kind, ActKind::Transition | ActKind::Merge);
    let fits = match (line.actor, row.5.as_str()) {
        (None, duty) => duty == "system" && by_rule,
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
    let (count, against) = (model.count(), model.count_against());
    if [row.support_count, row.supporters, row.net] != [count; 3] || row.votes != model.votes {
        return Err(format!(
            "I4: {} shown, {} supporters, {} by {} lines of the log; {count} by {}",
            row.support_count, row.supporters, row.net, row.votes, model.votes
        ));
    }
    if [row.against_count, row.opponents, row.net_against] != [against; 3] {
        return Err(format!(
            "I4: {} against, {} people, {} by the log; {against}",
            row.against_count, row.opponents, row.net_against
        ));
    }
    let course: Course = serde_json::from_str(&row.course).unwrap();
    if course != model.course() {
        return Err(format!("it is at {course:?}, not {:?}", model.stage));
    }
    if row.diary_number != model.diary.clone().unwrap_or_default() {
        let number = &row.diary_number;
        return Err(format!("its number is {number}, not {:?}", model.diary));
    }
    let waiting = row.waiting;
    if (waiting > 0) != model.prepared.is_some() {
        return Err(format!("{waiting} waiting, not {:?}", model.prepared));
    }
    let lead = model.merged.map_or(0, |(lead, _)| lead.get());
    if row.merged_into != lead || row.asked != i64::from(model.asked.is_some()) {
        return Err(format!(
            "part of {} and {} questions, not {:?} and {:?}",
            row.merged_into, row.asked, model.merged, model.asked
        ));
    }
    Ok(())
}

/// Who is counted, of all cases: nobody who did not vote, and nobody for and against at once.
pub async fn check_voters(app: &App, cases: &[Model]) -> Result<(), String> {
    let mut conn = app.db.read().await.unwrap();
    let rows = fetch_all!(conn, (i64, i64, i64), VOTERS).unwrap();
    let there: BTreeSet<(i64, i64, i64)> = rows.iter().copied().collect();
    let mut known = BTreeSet::new();
    for case in cases {
        let mut both = case.supporters.intersection(&case.against);
        if let Some(person) = both.next() {
            return Err(format!("I4: {person} is for and against {}", case.id));
        }
        for (vote, people) in [(1, &case.supporters), (0, &case.against)] {
            known.extend(people.iter().map(|it| (vote, case.id.get(), it.get())));
        }
    }
    match (there == known, there.len() == rows.len()) {
        (true, true) => Ok(()),
        _ => {
            let wrong: Vec<_> = there.symmetric_difference(&known).collect();
            Err(format!(
                "I4: counted or not, of {} rows: {wrong:?}",
                rows.len()
            ))
        }
    }
}
