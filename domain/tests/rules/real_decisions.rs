//! Real proposals and what became of them. Where a source states diary number, body, date and
//! paragraph, the case can be walked to its decision. Where it does not, the decision is not
//! invented: the machine refuses it and the record says what the source says.

use nara_domain::error::FieldProblem;
use nara_domain::fields::Values;
use nara_domain::proposal::{Ruleset, Transition, TransitionKind as T};
use nara_domain::search::{query, tokens};
use nara_domain::text::{Title, slug};
use nara_domain::time::Date;

use crate::help::{OFFICIAL, SECRETARY, Walk, filled, values};

struct Row {
    title: String,
    diary_number: String,
    received: String,
    body: String,
    date: String,
    paragraph: String,
    outcome: String,
    summary: String,
}

fn rows() -> Vec<Row> {
    let rows: Vec<Row> = include_str!("../../../server/tests/fixtures/real-decisions.csv")
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            assert_eq!(cells.len(), 10, "{line}");
            let cell = |n: usize| cells[n].trim().to_owned();
            Row {
                title: cell(1),
                diary_number: cell(2),
                received: cell(3),
                body: cell(4),
                date: cell(5),
                paragraph: cell(6),
                outcome: cell(7),
                summary: cell(8),
            }
        })
        .collect();
    assert_eq!(rows.len(), 33);
    rows
}

fn decision_kind(outcome: &str) -> Option<T> {
    match outcome {
        "approved" => Some(T::Approve),
        "answered" => Some(T::DeemAnswered),
        "declined" => Some(T::Decline),
        _ => None,
    }
}

/// What the source says, in the form of the decision. Nothing is filled in where it is silent.
fn decision_form(row: &Row, kind: T) -> Values {
    let reasons = format!(
        "Källan sammanfattar skälen så här: {}. Det är en förkortning av vad nämnden skrev. Hela \
         motiveringen står i protokollet från sammanträdet, som är den text som gäller och som \
         vem som helst kan läsa eller begära ut hos kommunen.",
        if row.summary.is_empty() {
            "inga skäl återges"
        } else {
            &row.summary
        }
    );
    let mut form = filled(kind.fields());
    form.retain(|name, _| kind.fields().iter().any(|s| s.name == name && s.required));
    form.remove("sub_reason");
    form.extend(values(&[
        ("body", &row.body),
        ("meeting_date", &row.date),
        ("paragraph", &row.paragraph),
        (
            "decision_text",
            &format!("{} beslutar enligt protokollet.", row.body),
        ),
        ("reasons", &reasons),
    ]));
    match kind {
        T::DeemAnswered => {
            let meaning = match row.summary.as_str() {
                s if s.contains("finns redan") => "already_done",
                s if s.contains("påbörjade") || s.contains("byggas") => "under_way",
                _ => "no_position",
            };
            form.insert("sub_reason".into(), meaning.into());
        }
        T::Decline => {
            form.insert("reason_code".into(), "other".into());
        }
        _ => {
            form.insert("follow_up_date".into(), row.date.clone());
            form.insert("budget_source".into(), "Framgår inte av källan".into());
        }
    }
    form
}

fn stated(row: &Row) -> bool {
    [&row.diary_number, &row.body, &row.date, &row.paragraph]
        .iter()
        .all(|cell| !cell.is_empty())
}

#[test]
fn what_is_stated_in_full_is_walked_to_its_decision() {
    let mut walked = 0;
    for row in rows().iter().filter(|r| stated(r)) {
        let kind = decision_kind(&row.outcome).unwrap();
        let decided = Date::parse(&row.date).unwrap();
        // The day of receipt is not stated in these rows; the year before is early enough.
        let received = Date::parse(&row.received)
            .unwrap_or_else(|_| decided.add_months(-12))
            .to_string();
        let mut walk = Walk::begin(Ruleset::without_threshold("Provkommun"), &received);
        walk.today = decided;
        let dates = |kind: T| {
            let mut form = filled(kind.fields());
            for spec in kind.fields() {
                if spec.input == nara_domain::fields::FieldInput::Date {
                    form.insert(spec.name.into(), row.date.clone());
                }
            }
            form
        };
        for (kind, by) in [
            (T::Register, SECRETARY),
            (T::Announce, SECRETARY),
            (T::HandOver, SECRETARY),
            (T::StartPreparation, SECRETARY),
            (T::PresentProposal, OFFICIAL),
            (T::Schedule, SECRETARY),
        ] {
            let mut form = dates(kind);
            if kind == T::Register {
                form.insert("diary_number".into(), row.diary_number.clone());
                form.insert("received_on".into(), received.clone());
            }
            if kind == T::HandOver {
                form.insert("receiving_body".into(), row.body.clone());
            }
            if kind == T::Schedule {
                form.insert("body".into(), row.body.clone());
            }
            let step = Transition::parse(kind, &form).unwrap();
            walk.try_as(Some(by), &step)
                .unwrap_or_else(|e| panic!("{} {kind}: {e}", row.title));
        }
        let step = Transition::parse(kind, &decision_form(row, kind))
            .unwrap_or_else(|e| panic!("{}: {e:?}", row.title));
        walk.try_as(Some(SECRETARY), &step).unwrap();
        assert_eq!(walk.code(), row.outcome, "{}", row.title);
        let decision = walk.stage.decision().unwrap();
        assert_eq!(decision.meeting.body.as_str(), row.body);
        assert_eq!(decision.meeting.date.to_string(), row.date);
        assert_eq!(decision.meeting.paragraph, row.paragraph);
        assert_eq!(
            walk.stage.registration().unwrap().diary_number,
            row.diary_number
        );
        walked += 1;
    }
    assert_eq!(walked, 18);
}

#[test]
fn what_a_source_does_not_state_is_not_decided_here() {
    let mut refused = 0;
    for row in rows() {
        let Some(kind) = decision_kind(&row.outcome) else {
            continue;
        };
        let silent: Vec<&str> = [
            ("body", &row.body),
            ("meeting_date", &row.date),
            ("paragraph", &row.paragraph),
        ]
        .into_iter()
        .filter(|(_, cell)| cell.is_empty())
        .map(|(name, _)| name)
        .collect();
        if silent.is_empty() {
            continue;
        }
        let errors = Transition::parse(kind, &decision_form(&row, kind)).unwrap_err();
        let missing: Vec<&str> = errors
            .iter()
            .filter(|e| e.problem == FieldProblem::Missing)
            .map(|e| e.field.as_str())
            .collect();
        assert_eq!(missing, silent, "{}", row.title);
        refused += 1;
    }
    assert_eq!(refused, 11);
}

#[test]
fn real_titles_fit_are_addressed_and_are_found() {
    for row in rows() {
        let title = Title::parse(&row.title).unwrap();
        assert_eq!(title.as_str(), row.title);
        assert!(slug(&row.title).len() > 3);
        let stored = tokens(&row.title);
        for word in row
            .title
            .split_whitespace()
            .filter(|w| w.chars().all(char::is_alphabetic))
        {
            for term in query(&format!("{word} ")) {
                assert!(stored.contains(&term.stem), "{word} in {}", row.title);
            }
        }
    }
}
