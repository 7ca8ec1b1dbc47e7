use nara_domain::time::{Date, Stamp};
use proptest::prelude::*;

use crate::help::day;

/// 2026-03-29T00:00Z: an hour before the clocks go forward.
const SPRING: Stamp = Stamp(1_774_742_400_000);
/// 2026-10-25T00:00Z: an hour before the clocks go back.
const AUTUMN: Stamp = Stamp(1_792_886_400_000);

#[test]
fn a_day_begins_at_midnight_in_stockholm_not_in_greenwich() {
    // 2026-01-14T22:59:59.999Z and the next millisecond.
    let midnight = Stamp::from_date(day("2026-01-15"));
    assert_eq!(midnight.0, 1_768_431_600_000);
    assert_eq!(midnight.day(), day("2026-01-15"));
    assert_eq!(Stamp(midnight.0 - 1).day(), day("2026-01-14"));
}

#[test]
fn in_summer_the_day_begins_an_hour_earlier() {
    assert_eq!(Stamp::from_date(day("2026-07-01")).0, 1_782_856_800_000);
}

#[test]
fn the_spring_day_has_23_hours() {
    let length = Stamp::from_date(day("2026-03-30")).0 - Stamp::from_date(day("2026-03-29")).0;
    assert_eq!(length, 23 * 3_600_000);
}

#[test]
fn the_autumn_day_has_25_hours() {
    let length = Stamp::from_date(day("2026-10-26")).0 - Stamp::from_date(day("2026-10-25")).0;
    assert_eq!(length, 25 * 3_600_000);
}

#[test]
fn the_clock_jumps_from_two_to_three_in_spring() {
    assert_eq!(SPRING.local().to_string(), "2026-03-29T01:00:00");
    assert_eq!(
        SPRING.plus_hours(1).local().to_string(),
        "2026-03-29T03:00:00"
    );
}

#[test]
fn the_clock_shows_two_twice_in_autumn() {
    assert_eq!(AUTUMN.local().to_string(), "2026-10-25T02:00:00");
    assert_eq!(
        AUTUMN.plus_hours(1).local().to_string(),
        "2026-10-25T02:00:00"
    );
    assert_eq!(
        AUTUMN.plus_hours(2).local().to_string(),
        "2026-10-25T03:00:00"
    );
}

#[test]
fn twenty_four_hours_after_noon_before_the_spring_change_is_one_o_clock() {
    let noon = Stamp(Stamp::from_date(day("2026-03-28")).0).plus_hours(12);
    assert_eq!(noon.plus_days(1).local().to_string(), "2026-03-29T13:00:00");
}

#[test]
fn stamps_add_and_saturate() {
    assert_eq!(Stamp(0).plus_minutes(1), Stamp(60_000));
    assert_eq!(Stamp(0).plus_hours(-1), Stamp(-3_600_000));
    assert_eq!(Stamp(i64::MAX).plus_days(1), Stamp(i64::MAX));
    assert_eq!(Stamp(i64::MIN).plus_minutes(-1), Stamp(i64::MIN));
}

#[test]
fn moments_outside_the_calendar_are_clamped() {
    assert_eq!(Stamp(i64::MAX).day().year(), 9999);
    assert_eq!(Stamp(i64::MIN).day().year(), -9999);
}

#[test]
fn a_date_is_written_one_way_only() {
    assert_eq!(day("2026-02-28"), Date::new(2026, 2, 28).unwrap());
    for wrong in [
        "",
        "2026-2-28",
        "26-02-28",
        "2026/02/28",
        "28-02-2026",
        "2026-02-30",
        "2025-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-02-28 ",
        " 2026-02-28",
        "2026-02-28T00:00",
        "2026-W09-6",
        "20260228",
        "+2026-2-8",
        "1899-12-31",
        "3000-01-01",
        "２０２６-02-28",
    ] {
        assert!(Date::parse(wrong).is_err(), "{wrong:?}");
    }
}

#[test]
fn a_leap_day_exists_in_leap_years() {
    assert!(Date::parse("2028-02-29").is_ok());
    assert!(Date::parse("2100-02-29").is_err());
}

#[test]
fn a_month_after_the_last_of_january_is_the_last_of_february() {
    assert_eq!(day("2026-01-31").add_months(1), day("2026-02-28"));
    assert_eq!(day("2028-01-31").add_months(1), day("2028-02-29"));
    assert_eq!(day("2028-02-29").add_months(12), day("2029-02-28"));
}

#[test]
fn days_are_counted_across_the_clock_change() {
    assert_eq!(day("2026-03-28").days_until(day("2026-03-30")), 2);
    assert_eq!(day("2026-03-28").add_days(90), day("2026-06-26"));
    assert_eq!(day("2026-06-26").days_until(day("2026-03-28")), -90);
    assert_eq!(day("2025-12-31").days_until(day("2026-12-31")), 365);
}

#[test]
fn dates_are_iso_text_in_json() {
    assert_eq!(
        serde_json::to_string(&day("2026-01-05")).unwrap(),
        "\"2026-01-05\""
    );
    assert!(serde_json::from_str::<Date>("\"2026-1-5\"").is_err());
    assert!(serde_json::from_str::<Date>("20260105").is_err());
}

proptest! {
    #[test]
    fn the_first_moment_of_a_day_is_on_that_day(offset in 0i64..40_000) {
        let date = day("1990-01-01").add_days(offset);
        let first = Stamp::from_date(date);
        prop_assert_eq!(first.day(), date);
        prop_assert_eq!(Stamp(first.0 - 1).day(), date.add_days(-1));
        prop_assert_eq!(day("1990-01-01").days_until(date), offset);
    }

    #[test]
    fn a_written_date_is_read_again(offset in 0i64..400_000) {
        let date = day("1900-01-01").add_days(offset);
        prop_assert_eq!(Date::parse(&date.to_string()), Ok(date));
    }

    #[test]
    fn no_text_makes_the_reader_of_dates_stumble(text in "\\PC{0,12}") {
        if let Ok(date) = Date::parse(&text) {
            prop_assert_eq!(date.to_string(), text);
        }
    }
}
