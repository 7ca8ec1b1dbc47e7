//! Templates: what is a placeholder, and what a case makes of it.

use nara_domain::fields::Values;
use nara_domain::template::{GAP, Pattern, Placeholder, Template, TemplateKind};
use nara_domain::text::BODY_MAX;
use proptest::prelude::*;

fn filled(text: &str, value: &str) -> String {
    let pattern = Pattern::parse(text).unwrap();
    pattern.fill(|_| Some(value.to_owned())).text
}

fn form(title: &str, kind: &str, text: &str) -> Values {
    [("title", title), ("kind", kind), ("text", text)]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into()
}

fn problems(values: &Values) -> Vec<(String, &'static str)> {
    let errors = Template::parse(values).unwrap_err();
    errors
        .into_iter()
        .map(|error| (error.field, error.problem.code()))
        .collect()
}

#[test]
fn places_are_filled_and_the_rest_stays() {
    assert_eq!(filled("Hej {namn}!\nDitt {titel}.", "X"), "Hej X!\nDitt X.");
    assert_eq!(filled("{ Titel }{INKOM}", "X"), "XX");
    assert_eq!(filled("Inga alls", "X"), "Inga alls");
    for place in Placeholder::ALL {
        assert_eq!(filled(&format!("{{{place}}}"), "X"), "X");
    }
}

#[test]
fn what_is_no_placeholder_is_told() {
    for (text, told) in [
        ("{tittel}", "{tittel}"),
        ("Hej {}", "{}"),
        ("{namn", "{"),
        ("namn}", "}"),
        ("{namn\n}", "{"),
        ("{{namn}", "{"),
        ("{namn}}", "}"),
        ("a { b", "{"),
    ] {
        assert_eq!(Pattern::parse(text).unwrap_err(), told, "{text}");
    }
    let long = format!("{{{}}}", "å".repeat(500));
    assert!(Pattern::parse(&long).unwrap_err().chars().count() < 50);
}

#[test]
fn what_a_case_does_not_have_is_a_gap_and_said_once() {
    let pattern = Pattern::parse("{diarienummer}, {titel}, {diarienummer}").unwrap();
    let filled = pattern.fill(|place| match place {
        Placeholder::Title => Some("Lampa".to_owned()),
        // Nothing is nothing, however it is said.
        _ => Some(String::new()),
    });
    assert_eq!(filled.text, format!("{GAP}, Lampa, {GAP}"));
    assert_eq!(filled.missing, [Placeholder::DiaryNumber]);
}

#[test]
fn a_form_is_read_with_every_problem() {
    let read = Template::parse(&form(" Tack ", "answer", "Hej {namn}!")).unwrap();
    assert_eq!(read.title, "Tack");
    assert_eq!(read.kind, TemplateKind::Answer);
    let wrong = problems(&form("", "letter", "{vem}"));
    assert_eq!(
        wrong,
        [
            ("title".to_owned(), "missing"),
            ("kind".to_owned(), "not_a_choice"),
            ("text".to_owned(), "unknown_placeholder"),
        ]
    );
    // A question is shorter than an answer.
    let long = "a".repeat(BODY_MAX + 1);
    assert!(Template::parse(&form("Lång", "answer", &long)).is_ok());
    let wrong = problems(&form("Lång", "question", &long));
    assert_eq!(wrong, [("text".to_owned(), "too_long")]);
}

proptest! {
    /// Whatever is typed: it is refused, or filling leaves no placeholder in it.
    #[test]
    fn filling_leaves_no_placeholder(
        pieces in proptest::collection::vec(
            prop_oneof![
                "[a-zåäö {}\n]{0,6}",
                proptest::sample::select(Placeholder::CODES).prop_map(|code| format!("{{{code}}}")),
                proptest::sample::select(Placeholder::CODES).prop_map(str::to_owned),
                Just("{".to_owned()),
                Just("}".to_owned()),
            ],
            0..12,
        ),
        value in "[a-zåäö_ ]{0,8}",
    ) {
        let text = pieces.concat();
        let Ok(pattern) = Pattern::parse(&text) else { return Ok(()) };
        for filled in [pattern.fill(|_| Some(value.clone())), pattern.fill(|_| None)] {
            for code in Placeholder::CODES {
                let known = format!("{{{code}}}");
                prop_assert!(!filled.text.contains(&known), "{} of {}", filled.text, text);
            }
        }
    }

    /// What a case puts in a place is never read as a template.
    #[test]
    fn what_is_filled_in_is_not_read_again(
        before in "[a-zåäö ]{0,6}",
        after in "[a-zåäö ]{0,6}",
        code in proptest::sample::select(Placeholder::CODES),
        inner in proptest::sample::select(Placeholder::CODES),
    ) {
        let value = format!("{{{inner}}}");
        let text = format!("{before}{{{code}}}{after}");
        prop_assert_eq!(filled(&text, &value), format!("{before}{value}{after}"));
    }
}
