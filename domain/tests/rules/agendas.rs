//! The meetings of a proposal, read from its record.

use nara_domain::fields::Values;
use nara_domain::proposal::TransitionKind as T;
use nara_domain::proposal::agenda::{Appearance, Entry, Outcome, appearances};

use crate::help::{day, values};

fn at(body: &str, date: &str) -> Values {
    values(&[("body", body), ("meeting_date", date)])
}

fn with_paragraph(body: &str, date: &str, paragraph: &str) -> Values {
    let mut fields = at(body, date);
    fields.insert("paragraph".to_owned(), paragraph.to_owned());
    fields
}

fn read(record: &[(T, Values)]) -> Vec<Appearance> {
    appearances(
        record
            .iter()
            .map(|(kind, fields)| Entry::Step(*kind, fields)),
    )
}

/// `KF 2026-03-02 § 12 hand_over`.
fn told(all: &[Appearance]) -> Vec<String> {
    all.iter()
        .map(|one| {
            let paragraph = one.paragraph.as_ref().map(|p| format!(" § {p}"));
            let outcome = match &one.outcome {
                Outcome::Awaited => "awaited".to_owned(),
                Outcome::Step(kind) => kind.code().to_owned(),
                Outcome::Elsewhere(body, day) => format!("at {body} {day}"),
            };
            format!(
                "{} {}{} {outcome}",
                one.body,
                one.day,
                paragraph.unwrap_or_default()
            )
        })
        .collect()
}

#[test]
fn a_proposal_is_at_every_meeting_its_record_names() {
    let all = read(&[
        (T::Register, Values::new()),
        (T::Announce, with_paragraph("KF", "2026-03-02", "12")),
        (T::HandOver, with_paragraph("KF", "2026-03-02", "12")),
        (T::StartPreparation, Values::new()),
        (T::Schedule, at("TN", "2026-05-07")),
        (T::Table, values(&[("meeting_date", "2026-06-04")])),
        (T::Schedule, at("TN", "2026-06-04")),
        (T::Approve, with_paragraph("TN", "2026-06-04", "41")),
        (T::Plan, Values::new()),
    ]);
    assert_eq!(
        told(&all),
        [
            "KF 2026-03-02 § 12 hand_over",
            "TN 2026-05-07 table",
            "TN 2026-06-04 § 41 approve",
        ]
    );
}

#[test]
fn what_is_taken_up_another_day_says_where() {
    let all = read(&[
        (T::Schedule, at("TN", "2026-05-07")),
        (T::Decline, with_paragraph("TN", "2026-05-21", "9")),
    ]);
    assert_eq!(
        told(&all),
        [
            "TN 2026-05-07 at TN 2026-05-21",
            "TN 2026-05-21 § 9 decline"
        ]
    );
    // Put off, then put on another day's agenda than was said.
    let all = read(&[
        (T::Schedule, at("KS", "2026-05-07")),
        (T::Table, values(&[("meeting_date", "2026-06-04")])),
        (T::Schedule, at("KS", "2026-06-18")),
    ]);
    assert_eq!(
        told(&all),
        [
            "KS 2026-05-07 table",
            "KS 2026-06-04 at KS 2026-06-18",
            "KS 2026-06-18 awaited",
        ]
    );
}

#[test]
fn sent_back_withdrawn_or_rejected_it_waits_no_more() {
    for (kind, fields) in [
        (T::RemitBack, values(&[("question", "Vad kostar det?")])),
        (T::Withdraw, Values::new()),
        (T::Refer, at("TN", "2026-05-07")),
    ] {
        let all = read(&[(T::Schedule, at("TN", "2026-05-07")), (kind, fields)]);
        assert_eq!(told(&all), [format!("TN 2026-05-07 {kind}")]);
    }
    // A rejection has a meeting only where the council decides it.
    let rejected = values(&[("meeting_date", "2026-04-27"), ("paragraph", "7")]);
    assert_eq!(
        told(&read(&[(T::RejectFormally, rejected.clone())])),
        [""; 0]
    );
    let all = read(&[
        (T::Announce, with_paragraph("KF", "2026-03-02", "12")),
        (T::RejectFormally, rejected),
    ]);
    assert_eq!(
        told(&all),
        [
            "KF 2026-03-02 § 12 announce",
            "KF 2026-04-27 § 7 reject_formally"
        ]
    );
}

#[test]
fn minutes_belong_to_the_decision() {
    let scheduled = {
        let mut fields = at("TN", "2026-05-07");
        fields.insert(
            "agenda_url".to_owned(),
            "https://b.example/dagordning".to_owned(),
        );
        fields
    };
    let decided = {
        let mut fields = with_paragraph("TN", "2026-05-07", "41");
        fields.insert(
            "minutes_url".to_owned(),
            "https://b.example/utkast".to_owned(),
        );
        fields
    };
    let minutes = values(&[
        ("verified_on", "2026-05-12"),
        ("posted_on", "2026-05-13"),
        ("minutes_url", "https://b.example/protokoll"),
    ]);
    let all = appearances([
        Entry::Step(T::Schedule, &scheduled),
        Entry::Step(T::Decline, &decided),
        Entry::Minutes(&minutes),
    ]);
    let [one] = all.as_slice() else {
        panic!("{all:?}")
    };
    assert_eq!(
        one.agenda_url.as_deref(),
        Some("https://b.example/dagordning")
    );
    assert_eq!(
        one.minutes_url.as_deref(),
        Some("https://b.example/protokoll")
    );
    assert_eq!(
        (one.verified_on, one.posted_on),
        (Some(day("2026-05-12")), Some(day("2026-05-13")))
    );
    // Without a decision there is nothing they belong to.
    assert!(appearances([Entry::Minutes(&minutes)]).is_empty());
    // A record that cannot be read names no meeting, and breaks nothing.
    let broken = values(&[("body", "TN"), ("meeting_date", "snart")]);
    assert!(read(&[(T::Schedule, broken)]).is_empty());
}
