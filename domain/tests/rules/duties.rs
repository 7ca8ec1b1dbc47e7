use nara_domain::actor::{DutyText, Role};
use nara_domain::duty::{Duty, DutyForm, SOON_DAYS, Term, When, given_role, is_always_held};
use nara_domain::error::FieldProblem;
use nara_domain::time::{Date, Stamp};
use proptest::prelude::*;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn today() -> Date {
    day("2026-03-04")
}

fn noon() -> Stamp {
    Stamp::from_date(today()).plus_hours(12)
}

fn official() -> DutyForm<'static> {
    DutyForm {
        role: "official",
        text: DutyText {
            department: Some("Tekniska förvaltningen"),
            title: Some("trafikingenjör"),
            ..DutyText::default()
        },
        ..DutyForm::default()
    }
}

fn problems(form: &DutyForm<'_>) -> Vec<(String, FieldProblem)> {
    let wrong = Duty::checked(form, today()).unwrap_err();
    wrong
        .into_iter()
        .map(|error| (error.field, error.problem))
        .collect()
}

#[test]
fn only_what_is_given_can_be_given() {
    for role in Role::ALL {
        let given = !matches!(role, Role::Resident | Role::Youth);
        assert_eq!(given_role(role.code()).is_some(), given, "{role}");
    }
    for (code, problem) in [
        ("", FieldProblem::NotAChoice),
        ("resident", FieldProblem::NotAChoice),
        ("mayor", FieldProblem::NotAChoice),
    ] {
        let form = DutyForm {
            role: code,
            ..official()
        };
        assert_eq!(problems(&form), [("role".to_owned(), problem)]);
    }
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let form = DutyForm {
        role: "official",
        text: DutyText {
            title: Some("trafikingenjör"),
            party: Some("X"),
            ..DutyText::default()
        },
        first_day: Some("2026-03-03"),
        last_day: Some("snart"),
    };
    let expected = [
        ("department", FieldProblem::Missing),
        ("party", FieldProblem::UnknownField),
        ("first_day", FieldProblem::DateInPast),
        ("last_day", FieldProblem::NotADate),
    ];
    assert_eq!(
        problems(&form),
        expected.map(|(field, problem)| (field.to_owned(), problem))
    );
    let backwards = DutyForm {
        first_day: Some("2026-05-01"),
        last_day: Some("2026-04-30"),
        ..official()
    };
    assert_eq!(
        problems(&backwards),
        [("last_day".to_owned(), FieldProblem::DateBeforeStart)]
    );
}

#[test]
fn a_duty_is_held_from_now_or_its_first_day_through_its_last() {
    let now = noon();
    let term = Duty::checked(&official(), today()).unwrap().term(now);
    assert_eq!((term.from, term.until), (now, None));
    assert_eq!(term.when(now), When::Now);
    assert_eq!(term.last_day(), None);

    let one_day = DutyForm {
        first_day: Some("2026-03-04"),
        last_day: Some("2026-03-04"),
        ..official()
    };
    let term = Duty::checked(&one_day, today()).unwrap().term(now);
    assert_eq!(
        term.from, now,
        "not from this morning: nothing is held backwards"
    );
    assert_eq!(term.last_day(), Some(today()));
    let midnight = Stamp::from_date(day("2026-03-05"));
    assert_eq!(term.when(Stamp(midnight.0 - 1)), When::Now);
    assert_eq!(term.when(midnight), When::Before);

    let later = DutyForm {
        first_day: Some("2026-10-15"),
        ..official()
    };
    let term = Duty::checked(&later, today()).unwrap().term(now);
    assert_eq!(term.when(now), When::ToCome);
    assert_eq!(term.when(Stamp::from_date(day("2026-10-15"))), When::Now);
}

#[test]
fn what_ends_within_sixty_days_ends_soon() {
    let term = |days: i64| Term {
        from: noon().plus_days(-10),
        until: Some(Stamp::from_date(today().add_days(days + 1))),
    };
    assert!(term(0).ends_soon(noon()));
    assert!(term(SOON_DAYS).ends_soon(noon()));
    assert!(!term(SOON_DAYS + 1).ends_soon(noon()));
    let endless = Term {
        until: None,
        ..term(0)
    };
    assert!(!endless.ends_soon(noon()));
    let over = Term {
        until: Some(noon()),
        ..term(0)
    };
    assert!(!over.ends_soon(noon()), "it has ended");
    let to_come = Term {
        from: noon().plus_days(1),
        ..term(5)
    };
    assert!(!to_come.ends_soon(noon()), "it has not begun");
}

proptest! {
    /// Whatever is given and taken back: at every moment a duty is before, held or to come, and a
    /// duty that ended never comes again.
    #[test]
    fn a_duty_never_comes_again(from in 0_i64..1_000, until in 0_i64..1_000, at in 0_i64..1_000, later in 0_i64..1_000) {
        let term = Term { from: Stamp(from), until: Some(Stamp(until)) };
        if term.when(Stamp(at)) == When::Before {
            prop_assert_eq!(term.when(Stamp(at + later)), When::Before);
        }
        if term.when(Stamp(at)) == When::Now {
            prop_assert_ne!(term.when(Stamp(at + later)), When::ToCome);
        }
    }
}

// There is always an administrator: not only today.
#[test]
fn a_duty_is_always_held_where_the_last_in_the_row_has_no_end() {
    type Case = (&'static str, &'static [(i64, Option<i64>)], bool);
    let cases: &[Case] = &[
        ("nobody", &[], false),
        ("one without an end", &[(-9, None)], true),
        ("one from this moment on", &[(0, None)], true),
        ("one that ends tonight", &[(-9, Some(12))], false),
        ("one that ends in years", &[(-9, Some(30_000))], false),
        ("one that has ended", &[(-9, Some(0))], false),
        ("one to come", &[(1, None)], false),
        (
            "one that ends, and one after",
            &[(12, None), (-9, Some(12))],
            true,
        ),
        ("an hour between them", &[(13, None), (-9, Some(12))], false),
        (
            "three in a row",
            &[(20, None), (-9, Some(12)), (12, Some(24))],
            true,
        ),
        (
            "taken back before it began",
            &[(-9, Some(12)), (12, Some(1))],
            false,
        ),
    ];
    for (what, terms, expected) in cases {
        let terms: Vec<Term> = terms
            .iter()
            .map(|(from, until)| Term {
                from: noon().plus_hours(*from),
                until: until.map(|until| noon().plus_hours(until)),
            })
            .collect();
        assert_eq!(is_always_held(&terms, noon()), *expected, "{what}");
    }
}
