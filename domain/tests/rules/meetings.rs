//! What is said of a meeting, and what cannot be true of one.

use nara_domain::actor::{Actor, Level, Role};
use nara_domain::error::{Denied, FieldProblem};
use nara_domain::fields::Values;
use nara_domain::meeting::{
    FIELDS, Sitting, TimeOfDay, at_mark, is_to_come, mark, mark_field, mark_text, marked,
    takes_meeting,
};
use nara_domain::permissions::enter_meetings;
use nara_domain::proposal::TransitionKind;
use nara_domain::time::Stamp;

use crate::help::{day, person, values};

/// A meeting that has been held, with all its papers.
fn held() -> Values {
    values(&[
        ("body", "kommunfullmäktige"),
        ("held_on", "2026-03-02"),
        ("begins", "18.00"),
        ("ends", "21:30"),
        ("place", " Kommunhuset,  Norrtorget 1 "),
        ("agenda_url", "https://bjorksjo.example/kf/dagordning"),
        ("stream_url", "https://film.example/kf"),
        ("minutes_url", "https://bjorksjo.example/kf/protokoll"),
        ("verified_on", "2026-03-10"),
        ("posted_on", "2026-03-11"),
    ])
}

fn with(changes: &[(&str, &str)]) -> Values {
    let mut form = held();
    for (name, value) in changes {
        form.insert((*name).to_owned(), (*value).to_owned());
    }
    form
}

fn problems(form: &Values) -> Vec<(String, &'static str)> {
    let errors = Sitting::parse(form, day("2026-03-20")).unwrap_err();
    errors
        .iter()
        .map(|error| (error.field.clone(), error.problem.code()))
        .collect()
}

#[test]
fn a_meeting_is_read_and_written_the_same() {
    let sitting = Sitting::parse(&held(), day("2026-03-20")).unwrap();
    assert!(sitting.body.is_council() && !sitting.cancelled);
    assert_eq!(sitting.begins.to_string(), "18:00");
    assert_eq!(
        Sitting::parse(&sitting.values(), day("2026-03-20")).unwrap(),
        sitting
    );
    // In March the clocks are an hour ahead of Greenwich, in June two.
    assert_eq!(
        sitting.begins_at(),
        Stamp::from_date(day("2026-03-02")).plus_hours(18)
    );
    let bare = Sitting::parse(
        &values(&[("body", "TN"), ("held_on", "2026-06-04"), ("begins", "9")]),
        day("2026-03-20"),
    )
    .unwrap();
    assert_eq!(bare.values().len(), 4);
    assert_eq!(bare.begins_at().local().to_string(), "2026-06-04T09:00:00");
    assert_eq!(bare.ends_at(), None);
}

#[test]
fn what_cannot_be_true_is_told_at_its_field() {
    for (changes, wrong) in [
        (
            &[("verified_on", "2026-03-01")][..],
            vec![("verified_on", "date_before_meeting")],
        ),
        (
            &[("verified_on", "2026-03-21"), ("posted_on", "")],
            vec![("verified_on", "date_in_future")],
        ),
        (
            &[("posted_on", "2026-03-09")],
            vec![("posted_on", "date_before_verified")],
        ),
        (
            &[("posted_on", "2026-03-21")],
            vec![("posted_on", "date_in_future")],
        ),
        (&[("verified_on", "")], vec![("verified_on", "missing")]),
        (
            &[("agenda_url", "http://bjorksjo.example/")],
            vec![("agenda_url", "not_https")],
        ),
        (
            &[("stream_url", "javascript:alert(1)")],
            vec![("stream_url", "not_a_url")],
        ),
        (
            &[("minutes_url", "bjorksjo.example")],
            vec![("minutes_url", "not_a_url")],
        ),
        (&[("begins", "25:00")], vec![("begins", "not_a_time")]),
        (&[("ends", "18:00")], vec![("ends", "time_before_start")]),
        (&[("ends", "klockan sju")], vec![("ends", "too_long")]),
        (&[("body", "KF, KS")], vec![("body", "not_a_body")]),
        (
            &[("cancelled", "kanske")],
            vec![("cancelled", "not_a_choice")],
        ),
        (&[("chair", "Eva")], vec![("chair", "unknown_field")]),
        // Not held yet.
        (
            &[("held_on", "2026-03-21")],
            vec![
                ("minutes_url", "not_held_yet"),
                ("verified_on", "date_before_meeting"),
            ],
        ),
    ] {
        let wrong: Vec<_> = wrong.into_iter().map(|(f, p)| (f.to_owned(), p)).collect();
        assert_eq!(problems(&with(changes)), wrong, "{changes:?}");
    }
    let nothing = problems(&Values::new());
    assert_eq!(
        nothing,
        ["body", "held_on", "begins"].map(|field| (field.to_owned(), "missing"))
    );
    assert_eq!(FIELDS.len(), 11);
}

#[test]
fn a_time_is_typed_as_people_write_it() {
    for (typed, time) in [
        ("18:00", "18:00"),
        ("18.30", "18:30"),
        ("9", "09:00"),
        (" 0:00 ", "00:00"),
    ] {
        assert_eq!(TimeOfDay::parse(typed).unwrap().to_string(), time);
    }
    for wrong in [
        "", "24:00", "12:60", "12:5", "-1:00", "kl 12", "12:00:00", "012:00", "+9", "9:",
    ] {
        assert_eq!(
            TimeOfDay::parse(wrong),
            Err(FieldProblem::NotATime),
            "{wrong}"
        );
    }
}

#[test]
fn marks_are_seconds() {
    for (typed, seconds, text) in [
        ("1:02:03", 3723, "1:02:03"),
        ("62:03", 3723, "1:02:03"),
        ("0:00", 0, "0:00"),
        (" 00.12.05 ", 725, "12:05"),
        ("23:59:59", 86_399, "23:59:59"),
    ] {
        assert_eq!(mark(typed), Ok(seconds), "{typed}");
        assert_eq!(mark_text(seconds), text);
    }
    for wrong in [
        "",
        "5",
        "1:2",
        "1:60",
        "1:60:00",
        "24:00:00",
        "a:10",
        "1:02:03:04",
        "-1:00",
        "1000:00",
    ] {
        assert_eq!(mark(wrong), Err(FieldProblem::NotAMark), "{wrong}");
    }
    assert_eq!(marked(&mark_field(17)), Some("17"));
    assert_eq!(marked("minutes_url"), None);
}

#[test]
fn a_film_is_opened_at_its_mark() {
    for (url, at) in [
        ("https://film.example/kf", "https://film.example/kf#t=75"),
        (
            "https://film.example/kf?id=3",
            "https://film.example/kf?id=3#t=75",
        ),
        (
            "https://film.example/kf#t=4",
            "https://film.example/kf#t=75",
        ),
        (
            "https://www.youtube.com/watch?v=abc",
            "https://www.youtube.com/watch?v=abc&t=75",
        ),
        (
            "https://www.youtube.com/watch?t=9s&v=abc#t=3",
            "https://www.youtube.com/watch?v=abc&t=75",
        ),
        ("https://youtu.be/abc", "https://youtu.be/abc?t=75"),
        // Its end is the page's own: a mark there would lead nowhere.
        ("https://film.example/#/kf/3", "https://film.example/#/kf/3"),
        ("http://film.example/kf", "http://film.example/kf"),
    ] {
        assert_eq!(at_mark(url, 75), at, "{url}");
    }
}

#[test]
fn secretaries_enter_meetings_and_nobody_else() {
    for role in Role::ALL {
        let allowed = enter_meetings(&person(1, Level::T, &[*role]));
        assert_eq!(allowed.is_ok(), *role == Role::Secretary, "{role}");
    }
    assert_eq!(enter_meetings(&Actor::Visitor), Err(Denied::SignIn));
    assert_eq!(enter_meetings(&Actor::System), Err(Denied::Role));
}

#[test]
fn a_meeting_can_be_chosen_for_every_step_that_names_a_body_and_a_day() {
    for kind in TransitionKind::ALL.iter().copied() {
        let has = |name| kind.fields().iter().any(|spec| spec.name == name);
        // What is postponed is the body's that has it.
        let names = has("meeting_date") && (has("body") || kind == TransitionKind::Table);
        assert_eq!(takes_meeting(kind), names, "{kind}");
        assert!(!is_to_come(kind) || names, "{kind}");
    }
}
