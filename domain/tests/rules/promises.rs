//! What a yes promises.

use nara_domain::error::{FieldError, FieldProblem, NotAllowedNow};
use nara_domain::milestone::{Milestone, milestones, written};
use nara_domain::proposal::{
    Course, NextKind, Promise, StageCode, Transition, TransitionKind as T, legal_now,
};

use crate::help::{OFFICIAL, SECRETARY, Walk, day, filled, on_agenda, secretary, step_with};

fn promise(steps: &[T]) -> Option<Promise> {
    let mut walk: Walk = on_agenda();
    walk.take(steps);
    walk.stage.promise()
}

#[test]
fn only_a_yes_promises_something() {
    for no in [T::Decline, T::DeemAnswered, T::Table, T::RemitBack] {
        assert_eq!(promise(&[no]), None, "{no}");
    }
    assert_eq!(on_agenda().stage.promise(), None);
}

#[test]
fn it_is_open_until_it_is_kept_or_stopped() {
    for steps in [
        &[T::Approve][..],
        &[T::PartlyApprove],
        &[T::Approve, T::Plan],
        &[T::Approve, T::Plan, T::StartImplementing],
        // What was stopped can be planned anew.
        &[T::Approve, T::Plan, T::Stop, T::Plan],
        // Also something that was going to be done anyway.
        &[T::DeemAnswered, T::Plan],
    ] {
        let found = promise(steps);
        assert!(matches!(found, Some(Promise::Open { .. })), "{steps:?}");
    }
    let done = [
        T::Approve,
        T::Plan,
        T::StartImplementing,
        T::MarkImplemented,
    ];
    let Some(Promise::Kept { on, cost, .. }) = promise(&done) else {
        panic!("{:?}", promise(&done));
    };
    assert_eq!((on, cost), (day("2026-03-01"), 540_000));
    let stopped = promise(&[T::Approve, T::Plan, T::Stop]);
    assert!(matches!(stopped, Some(Promise::Stopped { .. })));
}

#[test]
fn it_says_where_the_money_comes_from_until_it_ends() {
    let source = "Investeringsbudgeten 2026, trygghet";
    for kind in [T::Approve, T::PartlyApprove] {
        let mut form = filled(kind.fields());
        form.remove("budget_source");
        let missing = FieldError::new("budget_source", FieldProblem::Missing);
        assert_eq!(Transition::parse(kind, &form), Err(vec![missing]));
        // What was recorded before that was asked is still what it was.
        let older = Transition::parse_stored(StageCode::Scheduled, kind, &form).unwrap();
        assert!(!older.to_fields().contains_key("budget_source"));

        let mut walk = on_agenda();
        let yes = step_with(kind, &[("budget_source", source)]);
        walk.try_as(Some(SECRETARY), &yes).unwrap();
        let told = |walk: &Walk| walk.stage.promise().unwrap().budget_source() == Some(source);
        assert!(told(&walk));
        for next in [
            T::ReportProgress,
            T::Plan,
            T::Stop,
            T::Plan,
            T::StartImplementing,
            T::MarkImplemented,
        ] {
            assert!(told(walk.take(&[next])), "{next}");
        }
    }
    // Something that was going to be done anyway was not decided with its money.
    let mut walk = on_agenda();
    walk.take(&[T::DeemAnswered, T::Plan]);
    assert_eq!(walk.stage.budget_source(), None);
}

#[test]
fn a_report_says_when_the_next_one_comes_and_moves_nothing() {
    for steps in [
        &[T::Approve][..],
        &[T::PartlyApprove],
        &[T::Approve, T::Plan],
        &[T::Approve, T::Plan, T::StartImplementing],
    ] {
        let mut walk: Walk = on_agenda();
        walk.take(steps);
        let before = walk.stage.code();
        let report = step_with(T::ReportProgress, &[("next_report", "2026-09-01")]);
        walk.try_as(Some(OFFICIAL), &report).unwrap();
        assert_eq!(walk.stage.code(), before, "{steps:?}");
        let Some(Promise::Open { next_report, .. }) = walk.stage.promise() else {
            panic!("{steps:?}");
        };
        assert_eq!(next_report, day("2026-09-01"), "{steps:?}");
        assert_eq!(walk.stage.report_by(), Some(next_report), "{steps:?}");
    }
}

#[test]
fn a_report_promises_the_next_one_for_a_day_to_come() {
    let mut walk: Walk = on_agenda();
    walk.take(&[T::Approve, T::Plan]);
    for (next, fits) in [
        ("2026-02-28", false),
        ("2026-03-01", false),
        ("2026-03-02", true),
    ] {
        let report = step_with(T::ReportProgress, &[("next_report", next)]);
        let done = walk.try_as(Some(OFFICIAL), &report);
        assert_eq!(done.is_ok(), fits, "{next}: {done:?}");
    }
}

#[test]
fn its_milestones_stand_as_planned_until_it_is_done() {
    let mut walk: Walk = on_agenda();
    walk.take(&[T::Approve]);
    let typed = "2026-09-01 Klart\n\n2026-06-01 Upphandling klar";
    let plan = step_with(T::Plan, &[("milestones", typed)]);
    walk.try_as(Some(OFFICIAL), &plan).unwrap();
    let planned = || {
        let line = |on, what: &str| Milestone {
            on: day(on),
            what: what.to_owned(),
        };
        vec![
            line("2026-06-01", "Upphandling klar"),
            line("2026-09-01", "Klart"),
        ]
    };
    let milestones = |walk: &Walk| match walk.stage.promise() {
        Some(Promise::Open { milestones, .. }) => milestones,
        other => panic!("{other:?}"),
    };
    assert_eq!(milestones(&walk), planned());
    let first = &planned()[0];
    assert!(!first.has_passed(day("2026-06-01")) && first.has_passed(day("2026-06-02")));
    walk.take(&[T::StartImplementing, T::ReportProgress]);
    assert_eq!(milestones(&walk), planned());
    // A plan without any has none, and none is for a day before there was anything to plan.
    let plan = step_with(T::Plan, &[("milestones", "")]);
    assert!(!plan.to_fields().contains_key("milestones"));
    let early = step_with(T::Plan, &[("milestones", "2026-02-28 Klart")]);
    let mut walk: Walk = on_agenda();
    walk.take(&[T::Approve]);
    let errors = vec![FieldError::new(
        "milestones",
        FieldProblem::DateBeforeReceived,
    )];
    let refused = walk.try_as(Some(OFFICIAL), &early);
    assert_eq!(refused, Err(NotAllowedNow::Fields { errors }));
}

#[test]
fn a_milestone_is_a_day_and_what_is_done_by_then() {
    let read = |typed: &str| milestones(typed).map(|all| written(&all));
    for (typed, kept) in [
        ("2027-03-01 Upphandling klar", "2027-03-01 Upphandling klar"),
        ("2027-03-01: Upphandling\r\n", "2027-03-01 Upphandling"),
        ("2027-03-01 – Klart", "2027-03-01 Klart"),
        (
            "2027-05-01 Klart\n2027-03-01 Början",
            "2027-03-01 Början\n2027-05-01 Klart",
        ),
        ("\n", ""),
    ] {
        assert_eq!(read(typed), Ok(kept.to_owned()), "{typed:?}");
    }
    for line in [
        "2027-03-01",
        "2027-02-30 Klart",
        "mars 2027 Klart",
        "2027-03-01 –",
        "Klart 2027-03-01",
    ] {
        let typed = format!("2027-01-01 Början\n{line}\nockså fel");
        let line = line.to_owned();
        assert_eq!(read(&typed), Err(FieldProblem::NotMilestones { line }));
    }
    let many = |count: usize| -> String {
        let lines = (1..=count).map(|n| format!("2027-03-{n:02} Del {n}"));
        lines.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(read(&many(10)), Ok(many(10)));
    assert_eq!(read(&many(11)), Err(FieldProblem::TooMany { max: 10 }));
    let twice = "2027-03-01 Klart\n2027-03-01  Klart";
    assert_eq!(read(twice), Err(FieldProblem::Twice));
}

#[test]
fn it_goes_to_the_archive_when_everybody_was_asked_and_is_told_there_as_well() {
    let done = [
        T::Approve,
        T::Plan,
        T::StartImplementing,
        T::MarkImplemented,
    ];
    let stopped = [T::PartlyApprove, T::Plan, T::Stop];
    for steps in [&done[..], &stopped] {
        // Decided on 2026-03-01: asked a year later, with sixty days to reply in.
        let mut walk: Walk = on_agenda();
        walk.take(steps);
        let from = day("2027-05-01");
        assert_eq!(walk.stage.archived_from(), Some(from));
        walk.today = from.add_days(-1);
        let close = step_with(T::Close, &[]);
        let refused = NotAllowedNow::AskedFirst { from };
        assert_eq!(walk.try_as(Some(SECRETARY), &close), Err(refused.clone()));
        let context = walk.context(None);
        assert_eq!(walk.stage.ready_for(T::Close, &context), Err(refused));
        let offered = legal_now(&walk.stage, &secretary(), &context);
        assert!(!offered.contains(&T::Close));
        // What stands in the archive already can still be corrected.
        assert_eq!(walk.stage.could_follow(T::Close, &context), Ok(()));

        walk.today = from;
        let promise = walk.stage.promise();
        walk.take(&[T::Close]);
        assert!(promise.is_some());
        assert_eq!(walk.stage.promise(), promise);
        assert_eq!(walk.stage.report_by(), None);
    }
    // Where nothing was promised, nobody is asked.
    for no in [T::Decline, T::DeemAnswered] {
        let mut walk = on_agenda();
        walk.take(&[no]);
        assert_eq!(walk.stage.archived_from(), None);
        walk.take(&[T::Close]);
        assert_eq!(walk.stage.promise(), None);
    }
}

#[test]
fn a_report_is_late_the_day_after() {
    let open = Promise::Open {
        owner: "Tekniska förvaltningen".to_owned(),
        budget_source: None,
        budget_year: None,
        next_report: day("2026-03-10"),
        milestones: Vec::new(),
    };
    for (today, late) in [
        ("2026-03-09", None),
        ("2026-03-10", None),
        ("2026-03-11", Some(1)),
        ("2026-04-10", Some(31)),
    ] {
        assert_eq!(open.late(day(today)), late, "{today}");
    }
    let kept = Promise::Kept {
        on: day("2026-03-01"),
        cost: 0,
        budget_source: None,
    };
    assert_eq!(kept.late(day("2030-01-01")), None);
}

/// Each day that has passed is told, and none on the day itself.
#[test]
fn what_is_overdue_says_since_when() {
    let overdue = |steps: &[T], today: &str| {
        let mut walk = on_agenda();
        walk.take(steps);
        let late = Course::Proposal(walk.stage).overdue(day(today));
        late.into_iter()
            .map(|one| (one.what, one.by.to_string(), one.days))
            .collect::<Vec<_>>()
    };
    let plan = |days| (NextKind::Plan, "2026-03-31".to_owned(), days);
    assert_eq!(overdue(&[T::Approve], "2026-03-01"), []);
    let late = overdue(&[T::Approve], "2026-04-05");
    assert_eq!(late.last(), Some(&plan(5)));
    let report = |days| (NextKind::Report, "2026-09-01".to_owned(), days);
    for steps in [
        &[T::Approve, T::Plan][..],
        &[T::Approve, T::Plan, T::StartImplementing],
    ] {
        assert_eq!(overdue(steps, "2026-09-01"), []);
        assert_eq!(overdue(steps, "2026-09-13"), [report(12)]);
    }
    let done = [
        T::Approve,
        T::Plan,
        T::StartImplementing,
        T::MarkImplemented,
    ];
    assert_eq!(overdue(&done, "2030-01-01"), []);
    assert_eq!(overdue(&[T::Decline], "2030-01-01"), []);
}
