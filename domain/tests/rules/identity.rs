//! No number here is anybody's: they are published for tests (Skatteverket's own Tolvan Tolvansson,
//! and the lists of the project `personnummer/meta`), or computed here.

use nara_domain::identity::{IdentityNumber, NotAnIdentityNumber as Not, NumberKind};
use nara_domain::time::Date;
use proptest::prelude::*;

use crate::help::day;

fn today() -> Date {
    day("2026-03-04")
}

fn read(text: &str) -> Result<String, Not> {
    IdentityNumber::parse(text, today()).map(|number| number.expose())
}

#[test]
fn every_way_of_writing_it_is_the_same_number() {
    for (written, number) in [
        ("199005152393", "199005152393"),
        ("19900515-2393", "199005152393"),
        ("900515-2393", "199005152393"),
        ("900515\u{2013}2393", "199005152393"),
        ("9005152393", "199005152393"),
        (" 9005152393 ", "199005152393"),
        ("195006262546", "195006262546"),
        ("500626-2546", "195006262546"),
        // Born on the third: a samordningsnummer.
        ("197010632391", "197010632391"),
        ("701063-2391", "197010632391"),
        ("191212121212", "191212121212"),
        ("121212+1212", "191212121212"),
        ("19121212+1212", "191212121212"),
        // The century is no part of the check digit: the plus alone makes it another person's.
        ("900515+2393", "189005152393"),
    ] {
        assert_eq!(read(written), Ok(number.to_owned()), "{written}");
    }
}

#[test]
fn what_is_wrong_is_said() {
    for (written, wrong) in [
        ("", Not::Length),
        ("900515239", Not::Length),
        ("90051523933", Not::Length),
        ("1990051523933", Not::Length),
        ("900515-239", Not::Character),
        ("9005-152393", Not::Character),
        ("90 05 15 2393", Not::Character),
        ("900515--2393", Not::Character),
        // Of the care services, with a letter.
        ("900515-T393", Not::Character),
        ("٩٠٠٥١٥٢٣٩٣", Not::Character),
        ("900515-2394", Not::CheckDigit),
        ("199005152394", Not::CheckDigit),
        // The sample of a broker's documentation, which does not add up.
        ("199002171234", Not::CheckDigit),
        ("19901315-2393", Not::Day),
        ("199002302393", Not::Day),
        ("199005002393", Not::Day),
        ("199005602393", Not::Day),
        ("199005922393", Not::Day),
        ("199000152393", Not::Day),
        ("179005152393", Not::Day),
        ("202605152393", Not::Day),
        ("19900515+2393", Not::Plus),
    ] {
        assert_eq!(read(written), Err(wrong), "{written}");
    }
}

/// With the check digit that fits, found by trying.
fn whole(nine: &str, today: Date) -> Result<IdentityNumber, Not> {
    let tried = (0..10).map(|digit| IdentityNumber::parse(&format!("{nine}{digit}"), today));
    let mut last = Not::Length;
    for result in tried {
        match result {
            Err(Not::CheckDigit) => last = Not::CheckDigit,
            other => return other,
        }
    }
    Err(last)
}

#[test]
fn the_hyphen_becomes_a_plus_on_new_years_day_of_the_hundredth_year() {
    let born =
        |text: &str, today: &str| whole(text, day(today)).map(|number| number.born().to_string());
    let (eve, morning) = ("2026-12-31", "2027-01-01");
    assert_eq!(born("271030-999", eve), Ok("1927-10-30".to_owned()));
    assert_eq!(born("271030+999", eve), Ok("1827-10-30".to_owned()));
    assert_eq!(born("271030+999", morning), Ok("1927-10-30".to_owned()));
    // A hyphen would now be a child not yet born.
    assert_eq!(born("271030-999", morning), Err(Not::Day));
    assert_eq!(born("271030-999", "2027-10-29"), Err(Not::Day));
    assert_eq!(
        born("271030-999", "2027-10-30"),
        Ok("2027-10-30".to_owned())
    );
    // Without either, whoever can be meant.
    assert_eq!(born("271030999", "2027-10-29"), Ok("1927-10-30".to_owned()));
    assert_eq!(born("271030999", "2027-10-30"), Ok("2027-10-30".to_owned()));
}

#[test]
fn a_leap_day_finds_the_century_that_has_it() {
    let born = |text: &str| whole(text, today()).map(|number| number.born().to_string());
    assert_eq!(born("000229-999"), Ok("2000-02-29".to_owned()));
    assert_eq!(born("20000229999"), Ok("2000-02-29".to_owned()));
    assert_eq!(born("19000229999"), Err(Not::Day), "1900 had none");
    assert_eq!(born("000229+999"), Err(Not::Plus), "nor 1800");
    assert_eq!(born("240289-999"), Ok("2024-02-29".to_owned()), "day + 60");
    assert_eq!(born("230289-999"), Err(Not::Day), "2023 had none");
}

#[test]
fn nothing_prints_the_number() {
    let number = IdentityNumber::parse("199005152393", today()).unwrap();
    let printed = format!("{number:?} {:?} {:?}", Some(number), [number]);
    for part in ["1990", "900515", "2393", "239", "05"] {
        assert!(!printed.contains(part), "{printed}");
    }
    for wrong in [
        Not::Length,
        Not::Character,
        Not::Day,
        Not::Plus,
        Not::CheckDigit,
    ] {
        let said = format!("{wrong} {wrong:?}");
        assert!(!said.contains(|c: char| c.is_ascii_digit()), "{said}");
    }
}

/// Any day somebody alive today, or registered in the oldest books, was born on.
fn birthdays() -> impl Strategy<Value = Date> {
    let span = day("1900-01-01").days_until(today());
    (0..=span).prop_map(|days| day("1900-01-01").add_days(days))
}

/// Twelve digits of this birthday, right or wrong at the end.
fn written(born: Date, coordination: bool, serial: u16) -> String {
    let plus = if coordination { 60 } else { 0 };
    let date = born.civil();
    format!(
        "{:04}{:02}{:02}{serial:03}",
        date.year(),
        date.month(),
        i32::from(date.day()) + plus
    )
}

proptest! {
    #[test]
    fn exactly_one_check_digit_fits(
        born in birthdays(), coordination: bool, serial in 0_u16..1000,
    ) {
        let eleven = written(born, coordination, serial);
        let fitting: Vec<IdentityNumber> = (0..10)
            .filter_map(|digit| IdentityNumber::parse(&format!("{eleven}{digit}"), today()).ok())
            .collect();
        prop_assert_eq!(fitting.len(), 1);
        let number = fitting[0];
        prop_assert_eq!(number.born(), born);
        prop_assert_eq!(number.kind() == NumberKind::Coordination, coordination);
        // Normalised is a fixed point.
        let again = IdentityNumber::parse(&number.expose(), today());
        prop_assert_eq!(again, Ok(number));
    }

    #[test]
    fn ten_digits_with_their_sign_say_as_much_as_twelve(
        born in birthdays(), coordination: bool, serial in 0_u16..1000,
    ) {
        let number = whole(&written(born, coordination, serial), today()).unwrap();
        let twelve = number.expose();
        let sign = if today().year() - born.year() >= 100 { '+' } else { '-' };
        let ten = format!("{}{sign}{}", &twelve[2..8], &twelve[8..]);
        prop_assert_eq!(IdentityNumber::parse(&ten, today()), Ok(number));
    }

    #[test]
    fn a_wrong_digit_after_the_day_is_noticed(
        born in birthdays(), serial in 0_u16..1000, place in 8_usize..12, by in 1_u8..10,
    ) {
        let twelve = whole(&written(born, false, serial), today()).unwrap().expose();
        let mut digits = twelve.into_bytes();
        digits[place] = b'0' + (digits[place] - b'0' + by) % 10;
        let text = String::from_utf8(digits).unwrap();
        prop_assert_eq!(IdentityNumber::parse(&text, today()), Err(Not::CheckDigit));
    }

    #[test]
    fn nothing_typed_breaks_it(text in "\\PC{0,16}") {
        let _read = IdentityNumber::parse(&text, today());
    }

    #[test]
    fn digits_and_signs_never_break_it(text in "[0-9+–-]{0,14}", year in 1800_i16..2200) {
        let _read = IdentityNumber::parse(&text, Date::new(year, 1, 1).unwrap());
    }
}
