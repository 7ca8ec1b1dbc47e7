//! The days of a case, and which of them the desk shows.

use nara_domain::days::{CaseDay, DayKind, Facts, Said, days, planned_anew, shown};
use nara_domain::ids::ActId;
use nara_domain::proposal::{
    Course, IdeaStage, PLAN_DAYS, Ruleset, StageGroup, Topic, TransitionKind as T,
};
use nara_domain::time::Date;

use crate::help::{SECRETARY, Walk, collecting, day, on_agenda, step_with};

fn of(course: &Course, rules: &Ruleset, promised: Option<Date>, said: &[Said]) -> Vec<String> {
    let facts = Facts {
        course,
        submitted: day("2026-01-10"),
        ruleset: rules,
        topic: Topic::Safety,
        promised,
        said,
    };
    let line = |one: CaseDay| format!("{} {}", one.by, one.what);
    days(facts).into_iter().map(line).collect()
}

fn of_walk(walk: &Walk, said: &[Said]) -> Vec<String> {
    let clock_runs = walk.stage.group() == StageGroup::AtMunicipality;
    let promised = walk.stage.answer_by(&walk.ruleset).filter(|_| clock_runs);
    of(
        &Course::Proposal(walk.stage.clone()),
        &walk.ruleset,
        promised,
        said,
    )
}

/// A case without threshold, walked so far; what each step awaits is as told.
fn walked(steps: &[(T, &[(&str, &str)])]) -> Walk {
    let mut walk = Walk::begin(Ruleset::without_threshold("Provkommun"), "2026-02-20");
    for (kind, fields) in steps {
        match fields {
            [] => drop(walk.take(&[*kind])),
            fields => walk
                .try_as(Some(SECRETARY), &step_with(*kind, fields))
                .unwrap(),
        }
    }
    walk
}

const REFER: (T, &[(&str, &str)]) = (
    T::Refer,
    &[("answer_by", "2026-05-12"), ("meeting_date", "2026-03-01")],
);
const PREPARE: (T, &[(&str, &str)]) = (T::StartPreparation, &[("expected_decision", "2026-06-15")]);
const SCHEDULE: (T, &[(&str, &str)]) = (T::Schedule, &[("meeting_date", "2026-06-20")]);

#[test]
fn each_stage_awaits_something_by_its_day() {
    let decision = "2027-03-01 decision";
    let to_schedule = [
        (T::Register, &[][..]),
        (T::Announce, &[]),
        (T::HandOver, &[]),
        PREPARE,
        (T::PresentProposal, &[]),
        SCHEDULE,
    ];
    let then = |step| [&to_schedule[..], &[step]].concat();
    for (steps, expected) in [
        (vec![], vec!["2026-02-23 registration"]),
        (
            vec![(T::RequestCompletion, &[("answer_by", "2026-03-20")][..])],
            vec!["2026-03-20 completion"],
        ),
        (to_schedule[..1].to_vec(), vec![decision]),
        (to_schedule[..2].to_vec(), vec![decision]),
        (to_schedule[..3].to_vec(), vec![decision]),
        (
            vec![(T::Register, &[]), (T::Announce, &[]), REFER],
            vec!["2026-05-12 statement", decision],
        ),
        (
            to_schedule[..4].to_vec(),
            vec!["2026-06-15 proposal", decision],
        ),
        (to_schedule[..5].to_vec(), vec![decision]),
        (to_schedule.to_vec(), vec!["2026-06-20 meeting", decision]),
        (
            then((T::RemitBack, &[("new_date", "2026-09-01")])),
            vec!["2026-09-01 remitted", decision],
        ),
        (
            then((T::Table, &[("meeting_date", "2026-08-20")])),
            vec!["2026-08-20 meeting", decision],
        ),
        // Where it is over nobody waits.
        (then((T::Withdraw, &[])), vec![]),
    ] {
        assert_eq!(of_walk(&walked(&steps), &[]), expected, "{steps:?}");
    }
}

#[test]
fn a_yes_is_planned_within_thirty_days_and_then_reported_on() {
    let mut walk = on_agenda();
    let decided = walk.today;
    let report = [("follow_up_date", "2026-06-01")];
    let yes = step_with(T::Approve, &report);
    walk.try_as(Some(SECRETARY), &yes).unwrap();
    let plan = decided.add_days(PLAN_DAYS).to_string();
    assert_eq!(plan, "2026-03-31");
    let expected = [format!("{plan} plan"), "2026-06-01 follow_up".to_owned()];
    assert_eq!(of_walk(&walk, &[]), expected);
    walk.take(&[T::Plan]);
    assert_eq!(of_walk(&walk, &[]), ["2026-09-01 report"]);
    walk.take(&[T::StartImplementing]);
    assert_eq!(of_walk(&walk, &[]), ["2026-09-01 report"]);
    walk.take(&[T::MarkImplemented]);
    assert_eq!(of_walk(&walk, &[]), Vec::<String>::new());
    // Nor is there anything to do at the desk while support is collected.
    assert_eq!(of_walk(&collecting(), &[]), Vec::<String>::new());
}

#[test]
fn an_idea_has_its_own_clock() {
    let rules = Ruleset::bjorksjo();
    let idea = Course::Idea(IdeaStage::published(day("2026-02-01")));
    let promised = rules.idea_answer_by(day("2026-02-01"));
    let expected = [format!("{promised} answer")];
    assert_eq!(of(&idea, &rules, Some(promised), &[]), expected);
}

#[test]
fn a_question_is_awaited_until_it_is_answered() {
    let (one, other) = (ActId::new(11), ActId::new(12));
    let asked = |id, by| Said::Asked(id, day(by));
    let prepared = walked(&[
        (T::Register, &[]),
        (T::Announce, &[]),
        (T::HandOver, &[]),
        PREPARE,
    ]);
    let usual = ["2026-06-15 proposal", "2027-03-01 decision"];
    let both = [asked(one, "2026-04-10"), asked(other, "2026-04-02")];
    for (said, question) in [
        (vec![], None),
        (both[..1].to_vec(), Some("2026-04-10 question")),
        // Of several the nearest.
        (both.to_vec(), Some("2026-04-02 question")),
        (
            [&both[..], &[Said::Answered(other)]].concat(),
            Some("2026-04-10 question"),
        ),
        (
            [&both[..], &[Said::Answered(other), Said::Answered(one)]].concat(),
            None,
        ),
    ] {
        let expected: Vec<&str> = question.into_iter().chain(usual).collect();
        assert_eq!(of_walk(&prepared, &said), expected, "{said:?}");
    }
    // Once it is decided nobody asks any more.
    let mut decided = on_agenda();
    decided.take(&[T::Approve]);
    assert!(
        of_walk(&decided, &both)
            .iter()
            .all(|day| !day.ends_with("question"))
    );
}

#[test]
fn a_decision_that_is_put_off_moves_what_was_planned_before() {
    let said = [Said::PlansAnew, Said::Delay(day("2026-10-01"))];
    let way: [(T, &[(&str, &str)]); 3] =
        [(T::Register, &[]), (T::Announce, &[]), (T::HandOver, &[])];
    let prepared = walked(&[&way[..], &[PREPARE]].concat());
    let put_off = ["2026-10-01 put_off", "2027-03-01 decision"];
    assert_eq!(of_walk(&prepared, &said), put_off);
    // What others were asked for is still to come by its day.
    let referred = walked(&[&way[..2], &[REFER]].concat());
    let expected = [&["2026-05-12 statement"][..], &put_off].concat();
    assert_eq!(of_walk(&referred, &said), expected);
    // A step that says another day takes its place.
    let anew = [said[0], said[1], Said::PlansAnew];
    let expected = ["2026-06-15 proposal", "2027-03-01 decision"];
    assert_eq!(of_walk(&prepared, &anew), expected);
    for (said, planned) in [
        (&said[..1], None),
        (&said, Some("2026-10-01")),
        (&anew, None),
    ] {
        assert_eq!(planned_anew(said), planned.map(day), "{said:?}");
    }
}

#[test]
fn the_desk_shows_what_was_missed_and_the_next_to_come() {
    let one = |by, what| CaseDay { by: day(by), what };
    let all = [
        one("2026-04-10", DayKind::Question),
        one("2026-06-15", DayKind::Proposal),
        one("2027-02-20", DayKind::Decision),
    ];
    for (today, missed, coming) in [
        ("2026-03-01", 0, Some(DayKind::Question)),
        ("2026-04-10", 0, Some(DayKind::Question)),
        ("2026-04-11", 1, Some(DayKind::Proposal)),
        ("2026-06-16", 2, Some(DayKind::Decision)),
        // The big clock is told also where something nearer was missed before it.
        ("2027-02-21", 3, None),
    ] {
        let found = shown(&all, day(today));
        let expected: Vec<DayKind> = all.iter().take(missed).map(|one| one.what).collect();
        let expected: Vec<DayKind> = expected.into_iter().chain(coming).collect();
        let found: Vec<DayKind> = found.iter().map(|one| one.what).collect();
        assert_eq!(found, expected, "{today}");
    }
    assert_eq!(shown(&[], day("2026-03-01")), []);
}
