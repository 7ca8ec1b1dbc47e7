//! The officials' desk.

use nara_domain::error::FieldProblem;
use nara_domain::fields::Values;
use nara_domain::ids::ProposalId;
use nara_domain::proposal::{IdeaStageCode, StageCode, TransitionKind as T, allowed_from};
use nara_domain::work::{
    Due, NOTE_MAX, Pile, REMIND_MONTHS, REMIND_MONTHS_MAX, SEVERAL_MAX, TURNS, WEEK_DAYS, WaitsFor,
    case_field, due, note, paragraph_field, reminder, stages_of, ticked,
};

use crate::help::day;

fn turn(code: &str) -> Option<WaitsFor> {
    TURNS
        .iter()
        .find(|(stage, _)| *stage == code)
        .map(|(_, turn)| *turn)
}

// A case that can go on lies on the desk; one that is over does not.
#[test]
fn every_stage_with_something_left_to_do_is_somebodys_turn() {
    for stage in StageCode::ALL {
        let goes_on = allowed_from(*stage)
            .into_iter()
            .any(|kind| !matches!(kind, T::Close | T::Plan));
        // A decision waits for its plan, where there is something to carry out.
        let waits = goes_on || matches!(stage, StageCode::Approved | StageCode::PartlyApproved);
        assert_eq!(turn(stage.code()).is_some(), waits, "{stage}");
    }
    assert_eq!(turn(IdeaStageCode::Published.code()), Some(WaitsFor::Us));
    assert_eq!(turn(IdeaStageCode::CampaignOff.code()), None);
    assert_eq!(turn(IdeaStageCode::Answered.code()), None);
    assert_eq!(turn(IdeaStageCode::Done.code()), None);
}

#[test]
fn each_stage_is_one_turn() {
    let counted: usize = WaitsFor::ALL
        .iter()
        .map(|turn| stages_of(*turn).count())
        .sum();
    assert_eq!(counted, TURNS.len());
    let mut codes: Vec<&str> = TURNS.iter().map(|(code, _)| *code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), TURNS.len());
}

#[test]
fn a_day_is_passed_near_or_far() {
    let today = day("2026-03-10");
    for (on, expected) in [
        ("2026-03-09", Due::Overdue(1)),
        ("2025-03-10", Due::Overdue(365)),
        ("2026-03-10", Due::Soon(0)),
        ("2026-03-17", Due::Soon(WEEK_DAYS)),
        ("2026-03-18", Due::Later),
    ] {
        assert_eq!(due(day(on), today), expected, "{on}");
    }
}

#[test]
fn a_note_has_words_in_it() {
    assert!(note("").is_err() && note(" \n ").is_err());
    assert_eq!(note(" Vem vet mer? ").unwrap(), "Vem vet mer?");
    assert!(note(&"x".repeat(NOTE_MAX)).is_ok());
    assert!(note(&"x".repeat(NOTE_MAX + 1)).is_err());
}

#[test]
fn piles_are_addresses() {
    for pile in Pile::ALL {
        assert_eq!(Pile::from_code(pile.code()), Some(*pile));
        assert!(pile.code().bytes().all(|byte| byte.is_ascii_lowercase()));
    }
}

#[test]
fn reminders_come_at_half_a_year_a_quarter_a_month_and_when_it_is_late() {
    let (received, by) = (day("2026-01-14"), day("2027-01-14"));
    for (today, expected) in [
        ("2026-01-14", None),
        ("2026-07-13", None),
        ("2026-07-14", Some(6)),
        ("2026-10-13", Some(6)),
        ("2026-10-14", Some(3)),
        ("2026-12-14", Some(1)),
        ("2027-01-14", Some(1)),
        ("2027-01-15", Some(0)),
        ("2029-01-01", Some(0)),
    ] {
        assert_eq!(reminder(by, received, day(today)), expected, "{today}");
    }
    assert_eq!(REMIND_MONTHS.iter().max(), Some(&REMIND_MONTHS_MAX));
}

// Sixty days for an idea: nobody is reminded of half a year on the day it comes in.
#[test]
fn a_short_promise_has_fewer_reminders() {
    let (received, by) = (day("2026-03-04"), day("2026-05-03"));
    for (today, expected) in [
        ("2026-03-04", None),
        ("2026-04-02", None),
        ("2026-04-03", Some(1)),
        ("2026-05-04", Some(0)),
    ] {
        assert_eq!(reminder(by, received, day(today)), expected, "{today}");
    }
}

#[test]
fn ticked_boxes_are_read_in_the_order_of_their_cases() {
    let form = |boxes: &[(&str, &str)]| -> Values {
        boxes
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    };
    let read = ticked(&form(&[("fall_12", "3"), ("fall_2", "0"), ("to", "7")]));
    let case = |id| ProposalId::new(id);
    assert_eq!(read, Ok(vec![(case(2), 0), (case(12), 3)]));
    assert_eq!(case_field(case(12)), "fall_12");
    assert_eq!(paragraph_field(case(12)), "paragraph_12");
    for (boxes, code) in [
        (vec![("to", "7")], "none_ticked"),
        (vec![("fall_x", "0")], "unknown_field"),
        (vec![("fall_1", "on")], "unknown_field"),
    ] {
        assert_eq!(ticked(&form(&boxes)).unwrap_err().code(), code);
    }
    let many = |count: usize| -> Values {
        (1..=count)
            .map(|id| (format!("fall_{id}"), "0".to_owned()))
            .collect()
    };
    assert_eq!(
        ticked(&many(SEVERAL_MAX)).map(|cases| cases.len()),
        Ok(SEVERAL_MAX)
    );
    let too_many = FieldProblem::TooMany { max: SEVERAL_MAX };
    assert_eq!(ticked(&many(SEVERAL_MAX + 1)), Err(too_many));
}
