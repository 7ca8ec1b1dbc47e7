//! The days of a case, and which of them the desk shows.

use nara_domain::days::{
    CaseDay, DayKind, FOLLOW_UP_EARLY_DAYS, Facts, MINUTES_DAYS, Said, archive_from, days,
    planned_anew, shown,
};
use nara_domain::ids::ActId;
use nara_domain::proposal::{
    Course, IdeaStage, PLAN_DAYS, Ruleset, Stage, StageGroup, Topic, TransitionKind as T,
    allowed_from,
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
        if let (Stage::Scheduled { date, .. }, T::Table | T::RemitBack) = (&walk.stage, kind) {
            walk.today = *date;
        }
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
    let posted = [Said::Posted(decided.add_days(9))];
    let expected = [format!("{plan} plan"), "2026-06-01 follow_up".to_owned()];
    assert_eq!(of_walk(&walk, &posted), expected);
    walk.take(&[T::Plan]);
    assert_eq!(of_walk(&walk, &posted), ["2026-09-01 report"]);
    walk.take(&[T::StartImplementing]);
    assert_eq!(of_walk(&walk, &posted), ["2026-09-01 report"]);
    walk.take(&[T::MarkImplemented]);
    assert_eq!(of_walk(&walk, &posted), Vec::<String>::new());
    // Minutes that nobody has posted are late, however far it has come.
    assert_eq!(of_walk(&walk, &[]), ["2026-03-17 minutes"]);
    // Nor is there anything to do at the desk while support is collected.
    assert_eq!(of_walk(&collecting(), &[]), Vec::<String>::new());
}

/// Decided so, and followed up on a day or not.
fn decided(kind: T, follow_up: Option<&str>) -> Walk {
    let mut walk = on_agenda();
    let step = match follow_up {
        Some(day) => step_with(kind, &[("follow_up_date", day)]),
        None => step_with(kind, &[]),
    };
    walk.try_as(Some(SECRETARY), &step).unwrap();
    walk
}

#[test]
fn minutes_are_posted_sixteen_days_after_every_decision() {
    for kind in [T::Approve, T::PartlyApprove, T::DeemAnswered, T::Decline] {
        let walk = decided(kind, None);
        let by = walk.today.add_days(MINUTES_DAYS);
        let minutes = format!("{by} minutes");
        let lines = of_walk(&walk, &[]);
        assert!(lines.contains(&minutes), "{kind}: {lines:?}");
        let posted = of_walk(&walk, &[Said::Posted(by)]);
        assert!(!posted.contains(&minutes), "{kind}: {posted:?}");
    }
}

#[test]
fn what_was_deemed_answered_is_followed_up_by_an_answer_near_its_day() {
    let walk = decided(T::DeemAnswered, Some("2026-09-15"));
    let posted = Said::Posted(day("2026-03-10"));
    let open = ["2026-09-15 follow_up"];
    let early = day("2026-09-15").add_days(-FOLLOW_UP_EARLY_DAYS);
    assert_eq!(early, day("2026-08-16"));
    for (told, expected) in [
        (None, &open[..]),
        // Long before: an answer to something else.
        (Some(early.add_days(-1)), &open),
        (Some(early), &[]),
        (Some(day("2027-01-10")), &[]),
    ] {
        let said: Vec<Said> = [posted].into_iter().chain(told.map(Said::Told)).collect();
        assert_eq!(of_walk(&walk, &said), expected, "{told:?}");
    }
}

fn archived(walk: &Walk, said: &[Said]) -> Option<String> {
    let course = Course::Proposal(walk.stage.clone());
    let found = archive_from(Facts {
        course: &course,
        submitted: day("2026-01-10"),
        ruleset: &walk.ruleset,
        topic: Topic::Safety,
        promised: None,
        said,
    });
    found.map(|day| day.to_string())
}

#[test]
fn a_case_goes_to_the_archive_once_nothing_is_left_to_do() {
    // Posted on a Tuesday; three weeks later is a Tuesday.
    let posted = Said::Posted(day("2026-03-10"));
    let declined = decided(T::Decline, None);
    for (said, expected) in [
        // Nobody can say when it is final.
        (vec![], None),
        (vec![posted], Some("2026-04-01")),
        (vec![posted, Said::Appealed(true)], None),
        (
            vec![posted, Said::Appealed(true), Said::Appealed(false)],
            Some("2026-04-01"),
        ),
    ] {
        let found = archived(&declined, &said);
        assert_eq!(found.as_deref(), expected, "{said:?}");
    }
    let answered = decided(T::DeemAnswered, Some("2026-09-15"));
    assert_eq!(archived(&answered, &[posted]), None);
    let told = Said::Told(day("2026-09-10"));
    assert_eq!(
        archived(&answered, &[posted, told]).as_deref(),
        Some("2026-04-01")
    );
    // What was promised waits until everybody has been asked whether it was done.
    let mut done = decided(T::Approve, None);
    assert_eq!(archived(&done, &[posted]), None);
    done.take(&[T::Plan, T::StartImplementing, T::MarkImplemented]);
    let asked = done.stage.archived_from().unwrap().to_string();
    assert_eq!(archived(&done, &[posted]), Some(asked));
    // Without a decision there is nothing to appeal.
    let mut back = collecting();
    let on = back.today.to_string();
    back.take(&[T::Withdraw]);
    assert_eq!(archived(&back, &[]), Some(on));
    assert!(allowed_from(back.stage.code()).contains(&T::Close));
    assert_eq!(archived(&collecting(), &[]), None);
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
        // Whoever waited in vain tells how it goes on, once the day has passed.
        (
            vec![both[1], Said::Told(day("2026-04-02"))],
            Some("2026-04-02 question"),
        ),
        (vec![both[1], Said::Told(day("2026-04-03"))], None),
        (
            [&both[..], &[Said::Told(day("2026-04-03"))]].concat(),
            Some("2026-04-10 question"),
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
