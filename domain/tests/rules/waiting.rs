//! An answer that waits: who has read it, what its writer saw, and when it is published.

use nara_domain::error::{Denied, NotNow};
use nara_domain::fields::Values;
use nara_domain::ids::{ActId, PersonId};
use nara_domain::time::{Date, Stamp};
use nara_domain::waiting::{AHEAD_DAYS_MAX, Readers, Seen, Stopped, Waiting, publish_at, readers};
use proptest::prelude::*;

const MAJA: PersonId = PersonId::new(1);
const BO: PersonId = PersonId::new(2);
const CILLA: PersonId = PersonId::new(3);

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// Noon of a Wednesday.
fn now() -> Stamp {
    Stamp::at(day("2026-03-04"), 12, 0).unwrap()
}

fn refused(day: &str, time: &str) -> Vec<(String, &'static str)> {
    let errors = publish_at(day, time, now()).unwrap_err();
    errors
        .into_iter()
        .map(|error| (error.field, error.problem.code()))
        .collect()
}

#[test]
fn a_moment_is_typed_as_clocks_in_sweden_show_it() {
    let at = |date: &str, time: &str| publish_at(date, time, now()).unwrap();
    // Winter and summer time.
    assert_eq!(at("2026-03-05", "08:00"), Stamp(1_772_694_000_000));
    assert_eq!(at("2026-03-30", "8.00").0, 1_774_850_400_000);
    assert_eq!(at(" 2026-03-04 ", " 12:01 "), now().plus_minutes(1));
    let last = day("2026-03-04").add_days(AHEAD_DAYS_MAX).to_string();
    assert_eq!(at(&last, "23:59").day().to_string(), last);
    // The hour that is skipped in the night to the 29th of March.
    assert_eq!(at("2026-03-29", "02:30"), at("2026-03-29", "03:30"));
    // The hour that comes twice: the first one.
    let autumn = Stamp::at(day("2026-10-01"), 12, 0).unwrap();
    let twice = publish_at("2026-10-25", "02:30", autumn).unwrap();
    assert_eq!(twice, Stamp(1_792_888_200_000));
    let before = publish_at("2026-10-25", "01:59", autumn).unwrap();
    assert_eq!(twice, before.plus_minutes(31));
}

#[test]
fn a_moment_that_cannot_be_is_refused_at_its_field() {
    let far = day("2026-03-04").add_days(AHEAD_DAYS_MAX + 1).to_string();
    for (date, time, field, code) in [
        ("2026-03-03", "23:59", "publish_day", "date_in_past"),
        (&far, "08:00", "publish_day", "too_far_ahead"),
        ("2026-02-30", "08:00", "publish_day", "not_a_date"),
        ("", "08:00", "publish_day", "missing"),
        ("2026-03-05", "", "publish_time", "missing"),
        ("2026-03-05", "24:00", "publish_time", "not_a_time"),
        ("2026-03-05", "åtta", "publish_time", "not_a_time"),
        // Now is not later than now.
        ("2026-03-04", "12:00", "publish_time", "time_in_past"),
        ("2026-03-04", "00:00", "publish_time", "time_in_past"),
    ] {
        assert_eq!(
            refused(date, time),
            [(field.to_owned(), code)],
            "{date} {time}"
        );
    }
    assert_eq!(refused("i morgon", "snart").len(), 2);
}

#[test]
fn two_stand_behind_an_answer_only_where_no_word_was_changed() {
    let words = |text: &str| Values::from([("text".to_owned(), text.to_owned())]);
    let mut waiting = Waiting {
        fields: words("Ja."),
        by: MAJA,
        read_by: None,
        publish_at: None,
    };
    let also = |waiting: &Waiting, who, text| waiting.also_read_by(who, &words(text));
    assert_eq!(also(&waiting, MAJA, "Ja."), None);
    assert_eq!(also(&waiting, BO, "Ja."), Some(MAJA));
    assert_eq!(also(&waiting, BO, "Nej."), None);
    // Given back, perhaps in other words.
    waiting.read_by = Some(BO);
    assert_eq!(also(&waiting, MAJA, "Ja."), Some(BO));
    assert_eq!(also(&waiting, MAJA, "Nej."), None);
    assert_eq!(also(&waiting, BO, "Ja."), None);
    assert_eq!(also(&waiting, CILLA, "Ja."), Some(BO));
}

#[test]
fn every_refusal_has_its_reason() {
    for (denied, stopped) in [
        (Denied::NotFound, Stopped::Hidden),
        (Denied::NotNow(NotNow::NotPublic), Stopped::Hidden),
        (Denied::NotNow(NotNow::Ended), Stopped::Ended),
        (Denied::Role, Stopped::Duty),
        (Denied::Dormant, Stopped::Duty),
        (Denied::SignIn, Stopped::Duty),
    ] {
        assert_eq!(Stopped::of(&denied), stopped, "{denied:?}");
    }
}

#[test]
fn what_no_form_sends_is_not_read() {
    for text in ["", "12", "x-", "-x", "012-", "0-", "1-2-3", "1 -2"] {
        assert!(text.parse::<Seen>().is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn what_was_seen_is_read_back(answer in proptest::option::of(1..i64::MAX), at in proptest::option::of(0..i64::MAX)) {
        let seen = Seen { answer: answer.map(ActId::new), waiting: at.map(Stamp) };
        prop_assert_eq!(seen.to_string().parse(), Ok(seen));
    }

    /// Whatever is let through lies ahead, and not too far.
    #[test]
    fn a_moment_lies_ahead(days in -100_i64..100, minutes in 0_i64..1_440) {
        let date = now().day().add_days(days);
        let time = format!("{:02}:{:02}", minutes / 60, minutes % 60);
        match publish_at(&date.to_string(), &time, now()) {
            Ok(at) => {
                prop_assert!(at > now() && now().day().days_until(at.day()) <= AHEAD_DAYS_MAX);
                prop_assert_eq!(at.day(), date);
            }
            Err(_) => prop_assert!(
                !(0..=AHEAD_DAYS_MAX).contains(&days) || (days == 0 && minutes <= 720)
            ),
        }
    }
}

#[test]
fn whoever_knows_an_answer_is_asked_to_read_it() {
    let waits = |by: PersonId, read_by: Option<PersonId>, timed: bool| Waiting {
        fields: Values::new(),
        by,
        read_by,
        publish_at: timed.then(now),
    };
    let first = |people: &[PersonId]| Readers::FirstOf(people.to_vec());
    assert_eq!(readers(MAJA, None, None), first(&[]));
    assert_eq!(readers(MAJA, None, Some(MAJA)), first(&[]));
    assert_eq!(readers(MAJA, None, Some(CILLA)), first(&[CILLA]));
    // Changed while it waits for the same.
    let own = waits(MAJA, None, false);
    assert_eq!(readers(MAJA, Some(&own), Some(CILLA)), Readers::Asked);
    // It had a time, or was read: that is over.
    let own = waits(MAJA, None, true);
    assert_eq!(readers(MAJA, Some(&own), None), first(&[]));
    let own = waits(MAJA, Some(BO), false);
    assert_eq!(readers(MAJA, Some(&own), Some(CILLA)), first(&[BO, CILLA]));
    // A colleague's words were changed.
    let theirs = waits(BO, None, false);
    assert_eq!(
        readers(MAJA, Some(&theirs), Some(CILLA)),
        first(&[BO, CILLA])
    );
}
