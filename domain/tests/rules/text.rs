use nara_domain::text::{
    Answer, BodyText, CommentText, TextError, Title, count, display_name, line, lines,
};
use proptest::prelude::*;

const FAMILY: &str = "👩🏽‍👩🏻‍👧🏿‍👦🏾";

#[test]
fn a_family_is_one_character() {
    assert_eq!(count(FAMILY), 1);
    assert_eq!(count("🇸🇪"), 1);
    assert!(Title::parse(&FAMILY.repeat(80)).is_ok());
    assert_eq!(
        Title::parse(&FAMILY.repeat(81)),
        Err(TextError::TooLong {
            max: 80,
            actual: 81
        })
    );
}

#[test]
fn a_letter_counts_one_however_it_is_composed() {
    let composed = "å".repeat(80);
    let decomposed = "a\u{30A}".repeat(80);
    assert_eq!(count(&composed), count(&decomposed));
    assert_eq!(Title::parse(&composed), Title::parse(&decomposed));
    assert_eq!(Title::parse(&decomposed).unwrap().as_str(), composed);
}

#[test]
fn limits_are_those_of_the_rules() {
    let long = |n: usize| "ö".repeat(n);
    assert!(Title::parse(&long(80)).is_ok());
    assert!(Title::parse(&long(81)).is_err());
    assert!(BodyText::parse(&long(2_000)).is_ok());
    assert_eq!(
        BodyText::parse(&long(2_001)),
        Err(TextError::TooLong {
            max: 2_000,
            actual: 2_001
        })
    );
    assert!(CommentText::parse(&long(2_000)).is_ok());
    assert!(CommentText::parse(&long(2_001)).is_err());
    assert!(Answer::parse(&long(10_000)).is_ok());
    assert!(Answer::parse(&long(10_001)).is_err());
}

#[test]
fn nothing_visible_is_empty() {
    for nothing in [
        "",
        "   ",
        "\n\t\r\n",
        "\u{200B}\u{FEFF}",
        "\u{A0}\u{2003}",
        "\u{3164}",
        "\u{AD}",
    ] {
        assert_eq!(
            BodyText::parse(nothing),
            Err(TextError::Empty),
            "{nothing:?}"
        );
    }
}

#[test]
fn stacked_accents_do_not_hide_a_megabyte_in_one_character() {
    let zalgo = format!("a{}", "\u{301}".repeat(5_000));
    assert!(matches!(
        Title::parse(&zalgo),
        Err(TextError::TooLong { .. })
    ));
}

#[test]
fn line_breaks_become_one_kind() {
    let text = BodyText::parse("ett\r\ntvå\rtre\u{2028}fyra\n\nfem").unwrap();
    assert_eq!(text.as_str(), "ett\ntvå\ntre\nfyra\n\nfem");
}

#[test]
fn edges_are_trimmed_and_the_inside_is_kept() {
    assert_eq!(Title::parse("  En  bänk \n").unwrap().as_str(), "En  bänk");
}

#[test]
fn a_title_is_one_line() {
    assert_eq!(Title::parse("en\ntvå"), Err(TextError::ControlCharacter));
    assert_eq!(
        Title::parse("en\u{2028}två"),
        Err(TextError::ControlCharacter)
    );
}

#[test]
fn a_tab_is_a_space() {
    assert_eq!(Title::parse("en\ttvå").unwrap().as_str(), "en två");
}

#[test]
fn control_characters_are_refused() {
    for bad in ["\u{0}", "\u{7}", "\u{1B}[31m", "\u{85}", "\u{9F}"] {
        let text = format!("före{bad}efter");
        assert_eq!(
            BodyText::parse(&text),
            Err(TextError::ControlCharacter),
            "{bad:?}"
        );
    }
}

#[test]
fn a_name_cannot_be_turned_around() {
    for bad in [
        '\u{202A}', '\u{202B}', '\u{202D}', '\u{202E}', '\u{2066}', '\u{2069}',
    ] {
        let text = format!("kommun{bad}nummok");
        assert_eq!(
            Title::parse(&text),
            Err(TextError::ControlCharacter),
            "{bad:?}"
        );
    }
}

#[test]
fn arabic_and_its_marks_are_welcome() {
    assert!(Title::parse("إضاءة\u{200F} الممر").is_ok());
    assert!(Title::parse("می\u{200C}خواهم").is_ok());
}

#[test]
fn the_shortest_length_is_said_with_what_was_counted() {
    assert_eq!(
        lines("kort", 200, 10_000),
        Err(TextError::TooShort {
            min: 200,
            actual: 4
        })
    );
    assert!(line("kort", 4, 4).is_ok());
}

#[test]
fn a_stored_text_that_breaks_the_rule_is_not_read() {
    assert!(serde_json::from_str::<Title>("\"En bänk\"").is_ok());
    assert!(serde_json::from_str::<Title>("\"  \"").is_err());
    assert_eq!(
        serde_json::to_string(&Title::parse("En bänk").unwrap()).unwrap(),
        "\"En bänk\""
    );
}

proptest! {
    #[test]
    fn what_is_accepted_is_clean_and_stays_so(input in "\\PC{0,120}|(?s).{0,120}") {
        if let Ok(text) = BodyText::parse(&input) {
            let again = BodyText::parse(text.as_str()).unwrap();
            prop_assert_eq!(&again, &text);
            prop_assert!(!text.as_str().chars().any(|c| c.is_control() && c != '\n'));
            prop_assert!(count(text.as_str()) <= BodyText::MAX);
            prop_assert_eq!(text.as_str().trim(), text.as_str());
        }
    }

    #[test]
    fn a_title_never_breaks_the_line(input in "(?s).{0,90}") {
        if let Ok(title) = Title::parse(&input) {
            prop_assert_eq!(title.as_str().lines().count(), 1);
        }
    }
}

#[test]
fn a_name_has_two_characters_to_sixty() {
    assert_eq!(display_name("  Siv på Åsen "), Ok("Siv på Åsen".to_owned()));
    assert_eq!(display_name("Li"), Ok("Li".to_owned()));
    assert!(display_name(&"å".repeat(60)).is_ok());
    for wrong in ["", " ", "L", &"å".repeat(61), "Siv\nBerg", "\u{202e}viS"] {
        assert!(display_name(wrong).is_err(), "{wrong:?}");
    }
}
