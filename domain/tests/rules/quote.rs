use nara_domain::error::FieldProblem;
use nara_domain::quote::{QUOTE_MAX, offered, quote_of};

const SAID: &str = "Stigen är mörk.\n\nDär går  barnen till skolan, varje morgon.";

#[test]
fn only_what_somebody_said_is_their_quote() {
    for (typed, expected) in [
        ("Stigen är mörk.", Some("Stigen är mörk.")),
        // As a form of another line length sends it.
        ("mörk.\r\nDär går barnen", Some("mörk.\nDär går barnen")),
        ("  varje morgon.  ", Some("varje morgon.")),
        (SAID, Some(SAID)),
        ("Stigen är inte mörk.", None),
        ("stigen är mörk.", None),
        ("Stigen … skolan", None),
        ("barnen.", None),
        // What is left of a word may say something else.
        ("Stigen är mör", None),
        ("tigen är mörk.", None),
        ("är mörk", Some("är mörk")),
    ] {
        let expected = expected.map(str::to_owned).ok_or(FieldProblem::NotInText);
        assert_eq!(quote_of(SAID, typed), expected, "{typed:?}");
    }
    // It counts where it stands whole, wherever else it is a part of a word.
    let twice = quote_of("Ovanan är en an, an är en fågel", "an");
    assert_eq!(twice.as_deref(), Ok("an"));
    assert!(quote_of("na na nan", "na nan").is_ok());
    assert!(quote_of("nan na nan", "an na na").is_err());
    assert_eq!(quote_of(SAID, " \n "), Err(FieldProblem::Missing));
    let long = "ord ".repeat(200);
    let refused = quote_of(&long, &long);
    assert!(
        matches!(refused, Err(FieldProblem::TooLong { .. })),
        "{refused:?}"
    );
}

/// What the form offers is a quote, however long the text is and whatever it is made of.
#[test]
fn what_is_offered_can_be_quoted() {
    let words = ["å", "ord", "👨‍👩‍👧‍👦", "ett längre ord", "\n\n", "سلام", "x-y"];
    for count in [1, 7, 99, 100, 101, 250, 400] {
        let text: String = (0..count)
            .map(|n| words[n * 5 % words.len()])
            .collect::<Vec<_>>()
            .join(" ");
        let offered = offered(&text);
        assert!(!offered.is_empty(), "{count}");
        assert_eq!(
            quote_of(&text, &offered).as_deref(),
            Ok(offered.trim()),
            "{count}"
        );
    }
    // One word that nobody can cut.
    assert_eq!(offered(&"x".repeat(QUOTE_MAX + 1)), "");
    assert_eq!(offered(SAID), SAID);
}
