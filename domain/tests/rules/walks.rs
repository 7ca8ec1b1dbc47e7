//! Random walks: whatever order people try things in.

use nara_domain::error::NotAllowedNow;
use nara_domain::ids::PersonId;
use nara_domain::proposal::machine::{EDGES, WITHDRAW_FROM};
use nara_domain::proposal::{
    Ruleset, Stage, StageCode, Topic, Transition, TransitionKind as T, Window,
};
use proptest::prelude::*;

use crate::help::{Walk, day, filled_at, from_today};

/// One try: which step, who (of three people or the system), days gone by, supporters.
type Try = (usize, u8, i64, i64);

fn tries() -> impl Strategy<Value = Vec<Try>> {
    proptest::collection::vec((0usize..27, 0u8..4, 0i64..60, 0i64..120), 1..120)
}

/// A number of supporters, a part of the inhabitants or none, and a time for support that is given or
/// chosen.
fn rules() -> impl Strategy<Value = (Ruleset, Option<Topic>, Option<Window>)> {
    let long =
        proptest::sample::select(vec![None, Some(Window::Months(3)), Some(Window::Days(30))]);
    (0u8..4, any::<bool>(), long).prop_map(|(threshold, minority, window)| {
        let rules = match threshold {
            0 | 1 => Ruleset::without_threshold("Provkommun"),
            2 => Ruleset::bjorksjo(),
            _ => Ruleset {
                threshold: None,
                threshold_permille: Some(1),
                population: Some(49_500),
                collecting_days: vec![90, 30],
                collecting_months: vec![3],
                ..Ruleset::bjorksjo()
            },
        };
        (rules, minority.then_some(Topic::Minority), window)
    })
}

struct Seen {
    before: Stage,
    step: Transition,
    actor: Option<PersonId>,
    prepared_by: Option<PersonId>,
    result: Result<Stage, NotAllowedNow>,
}

/// Walks, preferring steps that can follow, so that walks get far.
fn walk(
    (rules, topic, window): (Ruleset, Option<Topic>, Option<Window>),
    tries: Vec<Try>,
) -> Vec<Seen> {
    let mut case = Walk::begin(rules, "2026-02-20");
    case.topic = topic;
    case.window = window;
    let mut seen = Vec::new();
    for (n, (which, who, days, count)) in tries.into_iter().enumerate() {
        let from = case.stage.code();
        let allowed = nara_domain::proposal::allowed_from(from);
        let kind = if n % 3 == 0 || allowed.is_empty() {
            T::ALL[which]
        } else {
            allowed[which % allowed.len()]
        };
        // People take proposals back rarely.
        let kind = if kind == T::Withdraw && which % 5 != 0 {
            T::Register
        } else {
            kind
        };
        case.today = case.today.add_days(days);
        case.support_count = count;
        let actor = (who > 0).then(|| PersonId::new(i64::from(who)));
        // Sometimes nobody has prepared it, sometimes the same person.
        let prepared_by = i64::try_from((n + which) % 4).unwrap();
        case.prepared_by = (prepared_by > 0).then(|| PersonId::new(prepared_by));
        let mut form = filled_at(&case.stage, kind);
        if let Some(date) = form.get_mut("answer_by") {
            *date = case.today.to_string();
        }
        from_today(&mut form, kind, case.today);
        let step = Transition::parse_at(from, kind, &form).unwrap();
        let before = case.stage.clone();
        let result = case.try_as(actor, &step).map(|()| case.stage.clone());
        seen.push(Seen {
            before,
            step,
            actor,
            prepared_by: case.prepared_by,
            result,
        });
    }
    seen
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_step_is_skipped(rules in rules(), tries in tries()) {
        for seen in walk(rules, tries) {
            if let Ok(after) = &seen.result {
                let (from, kind, to) = (seen.before.code(), seen.step.kind(), after.code());
                let known = EDGES.contains(&(from, kind, to))
                    || (kind == T::Withdraw && to == StageCode::Withdrawn && WITHDRAW_FROM.contains(&from));
                prop_assert!(known, "{from} {kind} {to}");
            }
        }
    }

    #[test]
    fn what_has_ended_stays_ended(rules in rules(), tries in tries()) {
        let mut ended: Option<StageCode> = None;
        for seen in walk(rules, tries) {
            if let (Some(code), Ok(after)) = (ended, &seen.result) {
                prop_assert_eq!(after.code(), StageCode::Closed, "after {}", code);
            }
            if let Ok(after) = &seen.result
                && after.is_terminal()
            {
                ended = Some(after.code());
            }
        }
    }

    #[test]
    fn every_refusal_says_why_and_changes_nothing(rules in rules(), tries in tries()) {
        let mut last: Option<Stage> = None;
        for seen in walk(rules, tries) {
            if let Some(last) = last.take() {
                prop_assert_eq!(&last, &seen.before);
            }
            last = Some(match &seen.result {
                Ok(after) => after.clone(),
                Err(refused) => {
                    prop_assert!(NotAllowedNow::CODES.contains(&refused.code()));
                    prop_assert!(!refused.to_string().is_empty());
                    if let NotAllowedNow::Fields { errors } = refused {
                        prop_assert!(!errors.is_empty());
                    }
                    if let NotAllowedNow::WrongStage { from, .. } = refused {
                        prop_assert_eq!(from.as_str(), seen.before.code().as_str());
                    }
                    seen.before.clone()
                }
            });
        }
    }

    #[test]
    fn nothing_collects_or_is_announced_without_a_diary_number(
        rules in rules(),
        tries in tries(),
    ) {
        let mut number: Option<String> = None;
        for seen in walk(rules, tries) {
            let Ok(after) = seen.result else { continue };
            if let Transition::Register { diary_number, .. } = &seen.step {
                number = Some(diary_number.clone());
            }
            let stands = after.registration().map(|r| r.diary_number.clone());
            let may_lack = matches!(
                after.code(),
                StageCode::Submitted
                    | StageCode::NeedsCompletion
                    | StageCode::RejectedFormal
                    | StageCode::Rerouted
                    | StageCode::Withdrawn
                    | StageCode::Closed
            );
            prop_assert!(may_lack || stands.is_some(), "{}", after.code());
            // Once given it is never lost.
            prop_assert_eq!(stands, number.clone(), "{}", after.code());
        }
    }

    #[test]
    fn no_decision_without_body_date_paragraph_and_a_second_reader(
        rules in rules(),
        tries in tries(),
    ) {
        let mut preparer = None;
        for seen in walk(rules, tries) {
            if seen.step.kind() == T::PresentProposal && seen.result.is_ok() {
                preparer = seen.actor;
            }
            if seen.step.kind().is_decision() && seen.result.is_ok() {
                prop_assert!(seen.before.code() == StageCode::InPreparation
                    || preparer.is_none()
                    || seen.actor != preparer);
            }
            if let Ok(after) = &seen.result
                && after.is_decided()
            {
                let decision = after.decision().unwrap();
                prop_assert!(!decision.meeting.paragraph.is_empty());
                prop_assert!(decision.meeting.date >= day("2026-02-20"));
                prop_assert!(decision.outcome.is_decided());
            }
        }
    }

    #[test]
    fn nobody_rejects_alone(rules in rules(), tries in tries()) {
        for seen in walk(rules, tries) {
            if seen.step.kind() == T::RejectFormally && seen.result.is_ok() {
                prop_assert!(seen.actor.is_some() && seen.prepared_by.is_some());
                prop_assert_ne!(seen.actor, seen.prepared_by);
            }
        }
    }

    #[test]
    fn a_decision_is_never_undone(rules in rules(), tries in tries()) {
        let mut decided = None;
        for seen in walk(rules, tries) {
            let Ok(after) = &seen.result else { continue };
            if decided.is_some() {
                prop_assert_eq!(&after.decision(), &decided);
            }
            decided = after.decision();
        }
    }

    #[test]
    fn every_stage_is_stored_and_read_again(rules in rules(), tries in tries()) {
        for seen in walk(rules, tries) {
            let Ok(after) = seen.result else { continue };
            let stored = serde_json::to_value(&after).unwrap();
            prop_assert_eq!(&stored["code"], after.code().as_str());
            prop_assert_eq!(serde_json::from_value::<Stage>(stored).unwrap(), after);
        }
    }
}

#[test]
fn the_walks_get_everywhere() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut reached = std::collections::BTreeSet::new();
    for _ in 0..1_500 {
        let rules = rules().new_tree(&mut runner).unwrap().current();
        let tries = tries().new_tree(&mut runner).unwrap().current();
        reached.extend(
            walk(rules, tries)
                .into_iter()
                .filter_map(|s| Some(s.result.ok()?.code())),
        );
    }
    let missed: Vec<_> = StageCode::ALL
        .iter()
        .filter(|c| !reached.contains(c))
        .collect();
    assert!(missed.is_empty(), "{missed:?}");
}
