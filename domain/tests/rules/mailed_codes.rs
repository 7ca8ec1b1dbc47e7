//! Codes sent by mail: shape, reading, tries and time.

use std::collections::BTreeSet;

use nara_domain::mailed_code::{Code, LENGTH, TRIES, VALID_MINUTES, expires_at, may_try};
use nara_domain::time::Stamp;
use proptest::prelude::*;

const NOW: Stamp = Stamp(1_800_000_000_000);

#[test]
fn five_bytes_are_eight_characters() {
    for (bytes, shown) in [
        ([0, 0, 0, 0, 0], "0000 0000"),
        ([0, 0, 0, 0, 1], "0000 0001"),
        ([0xff, 0xff, 0xff, 0xff, 0xff], "ZZZZ ZZZZ"),
        (
            [
                0b0000_0000,
                0b0100_0100,
                0b0011_0010,
                0b0001_0100,
                0b1100_0111,
            ],
            "0123 4567",
        ),
        (
            [
                0b1000_0100,
                0b0110_0101,
                0b0011_1010,
                0b0101_0110,
                0b1101_0111,
            ],
            "GHJK MNPQ",
        ),
    ] {
        assert_eq!(Code::from_random(bytes).shown(), shown);
    }
}

#[test]
fn a_code_is_read_as_it_is_meant() {
    let code = Code::read("K7QD3MXP").unwrap();
    for typed in [
        "K7QD 3MXP",
        "k7qd3mxp",
        "K7QD-3MXP",
        " k7qd – 3mxp\n",
        "k 7 q d 3 m x p",
        "K7QD\u{a0}3MXP",
        "K7QD\u{2011}3MXP",
        "K7QD\u{200b}3MXP",
        "\tK7QD\t3MXP\r\n",
    ] {
        assert_eq!(Code::read(typed), Some(code.clone()), "{typed:?}");
    }
    // What looks alike is the same.
    for (typed, meant) in [("oO0OoOo0", "00000000"), ("lLiI1lI1", "11111111")] {
        assert_eq!(Code::read(typed), Code::read(meant), "{typed}");
        assert!(Code::read(typed).is_some());
    }
    for wrong in [
        "",
        " ",
        "-",
        "K7QD 3MX",
        "K7QD 3MXP 2",
        "K7QD3MXPK7QD3MXP",
        "K7QD 3MX!",
        "UUUU UUUU",
        "ÅÄÖÅÄÖÅÄ",
        "K7QD\u{0}3MXP",
        "К7QD3MXP",
    ] {
        assert_eq!(Code::read(wrong), None, "{wrong:?}");
    }
    assert_eq!(Code::read(&"A".repeat(1_000_000)), None);
    assert_eq!(Code::read(&" ".repeat(1_000_000)), None);
}

#[test]
fn it_may_be_tried_five_times_in_ten_minutes() {
    let expires = expires_at(NOW);
    assert_eq!(expires.0 - NOW.0, VALID_MINUTES * 60_000);
    for (tries_before, minutes_later, may) in [
        (0, 0, true),
        (4, 0, true),
        (5, 0, false),
        (6, 0, false),
        (i64::MAX, 0, false),
        (-1, 0, false),
        (0, 9, true),
        (0, 10, false),
        (0, 11, false),
        (4, 9, true),
        (5, 10, false),
    ] {
        assert_eq!(
            may_try(tries_before, expires, NOW.plus_minutes(minutes_later)),
            may,
            "{tries_before} tries, {minutes_later} minutes"
        );
    }
    assert!(may_try(TRIES - 1, expires, Stamp(expires.0 - 1)));
}

#[test]
fn it_shows_in_no_log_line() {
    let code = Code::read("K7QD3MXP").unwrap();
    assert!(!format!("{code:?}").contains("K7"));
}

proptest! {
    #[test]
    fn every_code_is_read_back(bytes: [u8; 5], other: [u8; 5]) {
        let code = Code::from_random(bytes);
        prop_assert_eq!(code.as_str().len(), LENGTH);
        prop_assert_eq!(Code::read(&code.shown()), Some(code.clone()));
        prop_assert_eq!(Code::read(&code.shown().to_lowercase()), Some(code.clone()));
        // No two sets of bits share a code.
        prop_assert_eq!(bytes == other, code == Code::from_random(other));
        let ambiguous: BTreeSet<char> = "ILOU".chars().collect();
        prop_assert!(code.as_str().chars().all(|c| !ambiguous.contains(&c)));
    }
}
