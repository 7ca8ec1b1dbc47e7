//! Every step at every stage, by everybody, complete and with each needed field missing: what the life
//! cycle's table of transitions says, and nothing else.
//!
//! The cells are made of [`TABLE`], of [`StageCode::ALL`](S::ALL), [`TransitionKind::ALL`](T::ALL) and
//! of everybody, tried the way the service tries them (may this person, is the form complete, does it
//! fit), and counted.

use std::collections::{BTreeMap, BTreeSet};

use nara_domain::error::{Denied, FieldError, FieldProblem, NotAllowedNow, NotNow};
use nara_domain::fields::{FieldInput, FieldSpec, Values};
use nara_domain::permissions::{Action, Case, Subject, can};
use nara_domain::proposal::machine::EDGES;
use nara_domain::proposal::required::fields_at;
use nara_domain::proposal::{
    Course, Kind, MoveContext, Ruleset, Stage, StageCode as S, Transition, TransitionKind as T,
};

use crate::help::{COLLEAGUE, OFFICIAL, PROPOSER, SECRETARY, Walk, day, filled, good, step_with};
use crate::transition_table::{EVERYBODY, PROPOSER_ONLY, Row, TABLE, Who, line, recorders};

/// When everybody has been asked whether what was promised on 2026-03-01 was done.
const ARCHIVED: &str = "2027-06-01";

/// A proposal at every stage, received more than a year ago.
pub fn stages() -> BTreeMap<S, Stage> {
    const TO_AGENDA: [T; 5] = [
        T::Announce,
        T::HandOver,
        T::StartPreparation,
        T::PresentProposal,
        T::Schedule,
    ];
    let at = |threshold: bool, kinds: &[T]| {
        let rules = match threshold {
            true => Ruleset::bjorksjo(),
            false => Ruleset::without_threshold("Provkommun"),
        };
        let mut walk = Walk::begin(rules, "2025-01-10");
        let (register, rest) = match kinds {
            [T::Register, rest @ ..] => (true, rest),
            rest => (false, rest),
        };
        if register {
            let received = step_with(T::Register, &[("received_on", "2025-01-10")]);
            walk.try_as(Some(SECRETARY), &received).unwrap();
        }
        for kind in rest {
            walk.support_count = if *kind == T::MissThreshold { 49 } else { 50 };
            if *kind == T::MissThreshold {
                walk.today = day("2026-06-01");
            }
            walk.take(&[*kind]);
        }
        walk.stage
    };
    let decided = |kinds: &[T]| {
        let mut all = vec![T::Register];
        all.extend(TO_AGENDA);
        all.extend(kinds);
        at(false, &all)
    };
    let announced = |kinds: &[T]| {
        let mut all = vec![T::Register, T::Announce];
        all.extend(kinds);
        at(false, &all)
    };
    let all = [
        at(false, &[]),
        at(false, &[T::RequestCompletion]),
        at(false, &[T::Register]),
        at(true, &[T::Register, T::OpenForSupport]),
        at(true, &[T::Register, T::OpenForSupport, T::MissThreshold]),
        at(false, &[T::Register, T::RejectFormally]),
        at(false, &[T::Register, T::Reroute]),
        at(false, &[T::Register, T::Withdraw]),
        announced(&[]),
        announced(&[T::HandOver]),
        announced(&[T::Refer]),
        announced(&[T::HandOver, T::StartPreparation]),
        announced(&[T::HandOver, T::StartPreparation, T::PresentProposal]),
        announced(&[T::HandOver, T::StartPreparation, T::WriteOff]),
        decided(&[]),
        decided(&[T::Table]),
        decided(&[T::RemitBack]),
        decided(&[T::Approve]),
        decided(&[T::PartlyApprove]),
        decided(&[T::DeemAnswered]),
        decided(&[T::Decline]),
        decided(&[T::Approve, T::Plan]),
        decided(&[T::Approve, T::Plan, T::StartImplementing]),
        decided(&[
            T::Approve,
            T::Plan,
            T::StartImplementing,
            T::MarkImplemented,
        ]),
        decided(&[T::Approve, T::Plan, T::Stop]),
        decided(&[T::Decline, T::Close]),
    ];
    all.into_iter().map(|stage| (stage.code(), stage)).collect()
}

/// Why nothing came of it.
#[derive(Debug, PartialEq)]
enum Refused {
    Denied(Denied),
    Fields(Vec<FieldError>),
    NotAllowed(NotAllowedNow),
}

/// As the service does it: the person, the form, the machine.
fn attempt(
    stage: &Stage,
    who: Who,
    kind: T,
    form: &Values,
    rules: &Ruleset,
) -> Result<Stage, Refused> {
    let actor = who.actor();
    let course = Course::Proposal(stage.clone());
    let case = Case {
        kind: Kind::Proposal,
        proposer: Some(PROPOSER),
        course: &course,
        ruleset: rules,
        topic: None,
        act_author: None,
        merged: false,
    };
    can(&actor, Action::Record(kind), &Subject::Case(case)).map_err(Refused::Denied)?;
    let step = Transition::parse_at(stage.code(), kind, form).map_err(Refused::Fields)?;
    let missed = kind == T::MissThreshold;
    let context = MoveContext {
        today: day(match kind {
            T::MissThreshold => "2026-06-01",
            T::Close => ARCHIVED,
            _ => "2026-03-01",
        }),
        actor: actor.person_id(),
        prepared_by: kind.needs_second_reader().then_some(COLLEAGUE),
        officer: None,
        proposer: Some(PROPOSER),
        support_count: if missed { 49 } else { 50 },
        ruleset: rules,
        topic: None,
        window: None,
    };
    stage
        .clone()
        .apply(&step, &context)
        .map_err(Refused::NotAllowed)
}

/// What the table says of somebody's try with a complete form.
fn expected(from: S, kind: T, who: Who) -> Result<(), Refused> {
    // Who does not receive and review is not told that it exists.
    let unread = matches!(from, S::Submitted | S::NeedsCompletion)
        && !matches!(
            who,
            Who::Proposer | Who::Secretary | Who::Moderator | Who::System
        );
    let recorders = recorders(kind);
    let denied = if unread {
        Denied::NotFound
    } else if !recorders.contains(&who) {
        match (who, recorders == PROPOSER_ONLY) {
            (Who::Visitor, _) | (Who::System, true) => Denied::SignIn,
            (_, true) => Denied::NotYours,
            (_, false) => Denied::Role,
        }
    } else if line(from, kind).is_none() {
        Denied::NotNow(NotNow::OtherStage)
    } else {
        return Ok(());
    };
    Err(Refused::Denied(denied))
}

/// A complete form at a stage; `answer` is the answer to one of its choices.
fn form(from: S, kind: T, answer: Option<(&str, &str)>) -> Values {
    let specs = fields_at(from, kind);
    let mut form = filled(specs);
    if kind == T::Close {
        form.insert("archived_on".to_owned(), ARCHIVED.to_owned());
    }
    if kind == T::Table {
        // After the meeting it is put off from.
        form.insert("meeting_date".to_owned(), "2026-03-02".to_owned());
    }
    if let Some((field, code)) = answer {
        form.insert(field.to_owned(), code.to_owned());
        for spec in specs {
            let Some((other, codes)) = spec.only_for else {
                continue;
            };
            match other == field && codes.contains(&code) {
                true => form.insert(spec.name.to_owned(), good(spec)),
                false => form.remove(spec.name),
            };
        }
    }
    form
}

/// The forms with one needed field missing, at a stage the step is taken from.
fn incomplete(row: &Row, from: S) -> Vec<(&'static str, Values)> {
    let without = |name: &'static str, mut form: Values| {
        form.remove(name);
        // Where something is can be said by a link as well.
        if name == "where_seen" {
            form.remove("link");
        }
        // What belongs to its answer goes with it.
        for spec in fields_at(from, row.kind) {
            if spec.only_for.is_some_and(|(other, _)| other == name) {
                form.remove(spec.name);
            }
        }
        (name, form)
    };
    let always = row
        .needs
        .iter()
        .map(|name| without(name, form(from, row.kind, None)));
    let with = row
        .needs_with
        .iter()
        .map(|(field, code, name)| without(name, form(from, row.kind, Some((field, code)))));
    always.chain(with).collect()
}

/// Where a threshold applies to it, and where none does: the step decides which of the two lets it.
fn rules_for(kind: T) -> Ruleset {
    match kind {
        T::OpenForSupport => Ruleset::bjorksjo(),
        _ => Ruleset::without_threshold("Provkommun"),
    }
}

#[test]
fn every_step_at_every_stage_by_everybody() {
    let stages = stages();
    assert_eq!(stages.len(), S::ALL.len(), "a stage is not tried");
    let (mut cells, mut taken) = (0, 0);
    let mut edges = BTreeSet::new();
    for (from, stage) in &stages {
        for kind in T::ALL.iter().copied() {
            let rules = rules_for(kind);
            for who in EVERYBODY {
                let outcome = attempt(stage, who, kind, &form(*from, kind, None), &rules);
                let expected = expected(*from, kind, who);
                let cell = format!("{from} {kind} {who:?}");
                match (outcome, expected) {
                    (Ok(after), Ok(())) => {
                        let withdrawn = kind == T::Withdraw && after.code() == S::Withdrawn;
                        let known = EDGES.contains(&(*from, kind, after.code()));
                        assert!(known || withdrawn, "{cell} {}", after.code());
                        edges.insert((*from, kind));
                        taken += 1;
                    }
                    (outcome, expected) => assert_eq!(outcome.map(drop), expected, "{cell}"),
                }
                cells += 1;
            }
        }
    }
    assert_eq!(cells, 26 * 28 * 11);
    // As many as the table has: every line's stages times its people, and no step is left untaken.
    let lines = TABLE.iter().map(|row| row.from.len() * row.who.len());
    assert_eq!(taken, lines.sum::<usize>());
    let of_table: BTreeSet<(S, T)> = TABLE
        .iter()
        .flat_map(|row| row.from.iter().map(|from| (*from, row.kind)))
        .collect();
    assert_eq!(edges, of_table);
    let kinds: BTreeSet<T> = edges.iter().map(|(_, kind)| *kind).collect();
    assert_eq!(kinds.len(), T::ALL.len());
}

#[test]
fn every_step_with_each_needed_field_missing() {
    let stages = stages();
    let mut cells: BTreeMap<&str, usize> = BTreeMap::new();
    for row in TABLE {
        for from in row.from {
            let rules = rules_for(row.kind);
            for (missing, form) in incomplete(row, *from) {
                for who in EVERYBODY {
                    let outcome = attempt(&stages[from], who, row.kind, &form, &rules);
                    // Nobody is told about fields of what is not theirs to record.
                    let expected = expected(*from, row.kind, who).and_then(|()| {
                        Err(Refused::Fields(vec![FieldError::new(
                            missing,
                            FieldProblem::Missing,
                        )]))
                    });
                    let cell = format!(
                        "{} {from} {} {who:?} without {missing}",
                        row.number, row.kind
                    );
                    assert_eq!(outcome.map(drop), expected, "{cell}");
                    *cells.entry(row.number).or_default() += 1;
                }
            }
        }
    }
    // None forgotten: what the forms ask for is what the table asks for, line by line.
    let counted: usize = TABLE
        .iter()
        .map(|row| (row.needs.len() + row.needs_with.len()) * row.from.len() * EVERYBODY.len())
        .sum();
    assert_eq!(cells.values().sum::<usize>(), counted);
    assert_eq!(counted, 1_881);
    for row in TABLE {
        for from in row.from {
            let specs = fields_at(*from, row.kind)
                .iter()
                .filter(|spec| spec.required);
            let (always, with): (Vec<&FieldSpec>, Vec<&FieldSpec>) =
                specs.partition(|spec| spec.only_for.is_none());
            let names: BTreeSet<&str> = always.iter().map(|spec| spec.name).collect();
            let table: BTreeSet<&str> = row.needs.iter().copied().collect();
            assert_eq!(names, table, "{} {from}", row.number);
            let names: BTreeSet<(&str, &str, &str)> = with
                .iter()
                .flat_map(|spec| {
                    let (other, codes) = spec.only_for.unwrap();
                    codes.iter().map(move |code| (other, *code, spec.name))
                })
                .collect();
            let table: BTreeSet<(&str, &str, &str)> = row.needs_with.iter().copied().collect();
            assert_eq!(names, table, "{} {from}", row.number);
        }
    }
}

/// Every day that something tells of itself or plans, the day before the last act of the case: said at
/// its field, with the day that was last, by whichever way the case came there.
#[test]
fn every_step_with_each_day_before_the_last_act() {
    let stages = stages();
    // What is looked at by other rules: the diary's own day, and days that must be to come.
    let others = [
        (T::Register, "received_on"),
        (T::RequestCompletion, "answer_by"),
        (T::ReportProgress, "next_report"),
        (T::DeemAnswered, "expected_done"),
        (T::Table, "meeting_date"),
    ];
    let mut cells = 0;
    for row in TABLE {
        for from in row.from {
            let Some(last) = stages[from].last_act() else {
                continue;
            };
            let rules = rules_for(row.kind);
            for spec in fields_at(*from, row.kind) {
                if spec.input != FieldInput::Date || others.contains(&(row.kind, spec.name)) {
                    continue;
                }
                let mut form = form(*from, row.kind, None);
                form.insert(spec.name.to_owned(), last.add_days(-1).to_string());
                let outcome = attempt(&stages[from], row.who[0], row.kind, &form, &rules);
                let before = FieldProblem::DateBeforeLastAct { day: last };
                let errors = vec![FieldError::new(spec.name, before)];
                let expected = Refused::NotAllowed(NotAllowedNow::Fields { errors });
                let cell = format!("{} {from} {} {}", row.number, row.kind, spec.name);
                assert_eq!(outcome.map(drop), Err(expected), "{cell}");
                form.insert(spec.name.to_owned(), last.to_string());
                let same_day = attempt(&stages[from], row.who[0], row.kind, &form, &rules);
                assert!(same_day.is_ok(), "{cell}: {same_day:?}");
                cells += 1;
            }
        }
    }
    // Only what has not come to an act with a day of its own is bound by the day it came in alone.
    let free: Vec<S> = stages
        .iter()
        .filter(|(_, stage)| stage.last_act().is_none())
        .map(|(code, _)| *code)
        .collect();
    assert_eq!(
        free,
        [S::Submitted, S::NeedsCompletion, S::Rerouted, S::Registered]
    );
    assert_eq!(cells, 38);
}

/// The machine looks again: a step that was read by the form of another stage, which asks for less,
/// is not taken.
#[test]
fn a_step_read_by_another_stages_form_is_still_incomplete() {
    let stages = stages();
    let mut seen = Vec::new();
    for (from, kind) in [(S::Announced, T::RejectFormally), (S::Scheduled, T::Refer)] {
        let everywhere: BTreeSet<&str> = kind
            .fields()
            .iter()
            .filter(|spec| spec.required)
            .map(|spec| spec.name)
            .collect();
        let here = fields_at(from, kind).iter().filter(|spec| spec.required);
        for spec in here.filter(|spec| !everywhere.contains(spec.name)) {
            let mut form = form(from, kind, None);
            form.remove(spec.name);
            let step = Transition::parse(kind, &form).unwrap();
            let mut walk = Walk::begin(rules_for(kind), "2025-01-10");
            walk.stage = stages[&from].clone();
            let missing = FieldError::new(spec.name, FieldProblem::Missing);
            let errors = vec![missing];
            assert_eq!(
                walk.try_as(Some(SECRETARY), &step),
                Err(NotAllowedNow::Fields { errors }),
                "{from} {kind} without {}",
                spec.name
            );
            seen.push(spec.name);
        }
    }
    assert_eq!(
        seen,
        [
            "meeting_date",
            "paragraph",
            "body",
            "meeting_date",
            "paragraph",
            "statement"
        ]
    );
}

/// Who holds the duty and prepared what is decided is refused where the table asks for a second
/// reader, and nobody else.
#[test]
fn every_decision_by_who_prepared_it() {
    let stages = stages();
    let mut refused = 0;
    for (from, stage) in &stages {
        for kind in T::ALL.iter().copied() {
            if line(*from, kind).is_none() || !recorders(kind).contains(&Who::Secretary) {
                continue;
            }
            let rules = rules_for(kind);
            let step = Transition::parse_at(*from, kind, &form(*from, kind, None)).unwrap();
            let mut walk = Walk::begin(rules, "2025-01-10");
            walk.stage = stage.clone();
            walk.support_count = 50;
            if kind == T::Close {
                walk.today = day(ARCHIVED);
            }
            walk.prepared_by = kind.needs_second_reader().then_some(OFFICIAL);
            let decided = *from == S::Scheduled && kind.is_decision()
                || (*from, kind) == (S::ProposalReady, T::WriteOff);
            let alone = decided || kind == T::RejectFormally;
            let outcome = walk.try_as(Some(OFFICIAL), &step);
            let expected = if alone {
                Err(NotAllowedNow::SecondReader)
            } else {
                Ok(())
            };
            assert_eq!(outcome, expected, "{from} {kind}");
            refused += usize::from(alone);
        }
    }
    // Four decisions, a write-off when the memorandum is there, a rejection from four stages.
    assert_eq!(refused, 9);
}
