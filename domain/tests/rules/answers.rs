use nara_domain::answer::{ActKind, Minutes, OfficialAnswer, QuestionState, last_day_to_appeal};
use nara_domain::error::FieldProblem;
use nara_domain::proposal::Ruleset;
use nara_domain::time::Date;

use crate::help::{day, filled, values};

#[test]
fn a_service_answer_has_its_costs_in_kronor() {
    let answer = OfficialAnswer::parse(&values(&[
        ("text", "Sträckan är 620 meter.\r\nDet går."),
        ("investment_cost", "540 000"),
        ("operating_cost", "9000"),
        ("weighed", ""),
        (
            "source_url",
            "https://bjorksjo.example/matning\r\n\r\n https://smhi.example/a \r\n",
        ),
    ]))
    .unwrap();
    assert_eq!(
        (answer.investment_cost, answer.operating_cost),
        (Some(540_000), Some(9_000))
    );
    assert_eq!(answer.text, "Sträckan är 620 meter.\nDet går.");
    assert_eq!((answer.weighed, answer.child_impact), (None, None));
    assert_eq!(
        answer.source_url.as_deref(),
        Some("https://bjorksjo.example/matning\nhttps://smhi.example/a")
    );
}

#[test]
fn a_service_answer_reports_all_that_is_wrong() {
    let errors = OfficialAnswer::parse(&values(&[
        ("text", " "),
        ("investment_cost", "dyrt"),
        ("source_url", "matning"),
        ("paragraph", "41"),
    ]))
    .unwrap_err();
    let found: Vec<_> = errors
        .iter()
        .map(|e| (e.field.as_str(), e.problem.code()))
        .collect();
    assert_eq!(
        found,
        [
            ("text", "missing"),
            ("investment_cost", "not_a_number"),
            ("source_url", "not_a_url"),
            // A service answer is no decision and has no paragraph.
            ("paragraph", "unknown_field"),
        ]
    );
}

#[test]
fn an_opinion_has_neither_costs_nor_paragraph() {
    let names: Vec<&str> = ActKind::ElectedOpinion
        .fields()
        .iter()
        .map(|s| s.name)
        .collect();
    assert_eq!(names, ["text"]);
}

#[test]
fn a_decision_can_be_appealed_for_three_weeks_from_the_posting() {
    let mut form = filled(ActKind::Minutes.fields());
    form.extend(values(&[
        ("verified_on", "2026-03-10"),
        ("posted_on", "2026-03-12"),
    ]));
    let minutes = Minutes::parse(&form).unwrap();
    assert_eq!(minutes.appeal_by(), day("2026-04-02"));
}

#[test]
fn the_last_day_to_appeal_is_one_on_which_people_work() {
    for (posted, last) in [
        ("2026-03-12", "2026-04-02"),
        // Three weeks later it is Good Friday; Easter Monday is no working day either.
        ("2026-03-13", "2026-04-07"),
        // Christmas Eve, and the days until a Monday.
        ("2026-12-03", "2026-12-28"),
        // The eve of Midsummer.
        ("2026-05-29", "2026-06-22"),
        // Posted on a Saturday.
        ("2026-09-05", "2026-09-28"),
    ] {
        assert_eq!(last_day_to_appeal(day(posted)), day(last), "{posted}");
    }
}

#[test]
fn minutes_are_not_posted_before_they_are_verified() {
    let mut form = filled(ActKind::Minutes.fields());
    form.extend(values(&[
        ("verified_on", "2026-03-12"),
        ("posted_on", "2026-03-11"),
    ]));
    let errors = Minutes::parse(&form).unwrap_err();
    assert_eq!(errors[0].problem, FieldProblem::DateBeforeVerified);
}

#[test]
fn a_question_is_awaited_to_the_end_of_its_day() {
    let by = Date::parse("2026-03-14").unwrap();
    let state = |answered, days| QuestionState::of(by, answered, by.add_days(days));
    assert_eq!(state(false, -1), QuestionState::Awaited);
    assert_eq!(state(false, 0), QuestionState::Awaited);
    assert_eq!(state(false, 1), QuestionState::Silent);
    assert_eq!(state(true, 30), QuestionState::Answered);
}

#[test]
fn a_number_by_hand_is_read_by_the_pattern() {
    let read = |pattern: &str, number: &str| {
        let rules = Ruleset {
            diary_pattern: pattern.to_owned(),
            ..Ruleset::bjorksjo()
        };
        rules.read_diary_number(number)
    };
    assert_eq!(read("KS/{year}:{n}", "KS/2026:41"), Some((Some(2026), 41)));
    assert_eq!(
        read("KS/{year}:{n}", " KS/2026:0041 "),
        Some((Some(2026), 41))
    );
    assert_eq!(read("{year}{n}", "20267"), Some((Some(2026), 7)));
    assert_eq!(read("Å {n}", "Å 7"), Some((None, 7)));
    for other in [
        "",
        "KS/2026:",
        "KS/:7",
        "BUN/2026:7",
        "KS/2026:7b",
        "KS/2026:12345678",
    ] {
        assert_eq!(read("KS/{year}:{n}", other), None, "{other}");
    }
}
