use nara_domain::error::FieldProblem;
use nara_domain::fields::{FieldInput, FieldSpec, Reader, paragraph};

use crate::help::{day, values};

/// The problem a single field has, or what was read as text.
fn read<T: ToString>(
    input: FieldInput,
    typed: &str,
    get: impl Fn(&mut Reader<'_>) -> Option<T>,
) -> Result<String, FieldProblem> {
    let specs = [FieldSpec::required("f", input)];
    let form = values(&[("f", typed)]);
    let mut reader = Reader::new(&specs, &form);
    let value = get(&mut reader);
    reader
        .finish(value)
        .map(|v| v.to_string())
        .map_err(|mut e| e.remove(0).problem)
}

#[test]
fn money_is_whole_kronor_with_any_kind_of_space() {
    let money = |typed: &str| read(FieldInput::Money, typed, |r| r.money("f"));
    for typed in [
        "540000",
        "540 000",
        "540\u{A0}000",
        "540\u{202F}000",
        " 540000 ",
        "540 000 kr",
        "540000 kronor",
        "540000:-",
    ] {
        assert_eq!(money(typed).unwrap(), "540000", "{typed:?}");
    }
    assert_eq!(money("0").unwrap(), "0");
    for typed in [
        "540,50",
        "5.4e5",
        "540 000 kronr",
        "kr",
        "½",
        "--5",
        "-",
        "٥",
    ] {
        assert_eq!(money(typed), Err(FieldProblem::NotANumber), "{typed:?}");
    }
    for typed in ["-1", "1000000000001", "99999999999999999999999999"] {
        assert!(
            matches!(money(typed), Err(FieldProblem::OutOfRange { min: 0, .. })),
            "{typed}"
        );
    }
}

#[test]
fn an_integer_keeps_within_its_bounds() {
    let specs = [FieldSpec::required("year", FieldInput::Integer).between(2000, 2100)];
    for (typed, expected) in [("2027", Some(2027)), ("1999", None), ("2101", None)] {
        let form = values(&[("year", typed)]);
        let mut reader = Reader::new(&specs, &form);
        assert_eq!(reader.integer("year"), expected);
        assert_eq!(reader.has_problem("year"), expected.is_none());
    }
}

#[test]
fn a_paragraph_is_a_number_with_perhaps_a_letter() {
    for (typed, kept) in [
        ("58", "58"),
        ("§58", "58"),
        ("§ 58", "58"),
        ("§§ 58", "58"),
        ("58a", "58 a"),
        ("58 b", "58 b"),
    ] {
        assert_eq!(paragraph(typed).as_deref(), Ok(kept), "{typed}");
    }
    for typed in [
        "", "§", "a", "0", "058", "58-59", "58 ab", "58 A", "1234567", "okänd", "5 8",
    ] {
        assert_eq!(
            paragraph(typed),
            Err(FieldProblem::NotAParagraph),
            "{typed:?}"
        );
    }
}

#[test]
fn a_web_address_leads_where_it_says() {
    let url = |typed: &str| read(FieldInput::Url, typed, |r| r.url("f"));
    for fine in [
        "https://bjorksjo.example",
        "http://a.se/b?c=d#e",
        "https://å.se/ä",
    ] {
        assert_eq!(url(fine).unwrap(), fine);
    }
    for wrong in [
        "javascript:alert(1)",
        "//evil.example",
        "bjorksjo.example",
        "https://",
        "https:///x",
        "https://kommun.se@evil.example",
        "https://a.se/\"onclick",
        "https://a b.se",
        "ftp://a.se",
        "https://localhost",
        "https://.se",
        "HTTPS//a.se",
    ] {
        assert_eq!(url(wrong), Err(FieldProblem::NotAUrl), "{wrong}");
    }
    assert!(matches!(
        url(&format!("https://a.se/{}", "x".repeat(500))),
        Err(FieldProblem::TooLong { max: 500, .. })
    ));
}

#[test]
fn several_web_addresses_stand_a_line_each() {
    let urls = |typed: &str| read(FieldInput::Urls, typed, |r| r.urls("f"));
    assert_eq!(
        urls("https://a.se\r\n\r\n https://b.se/c \n").unwrap(),
        "https://a.se\nhttps://b.se/c"
    );
    assert_eq!(
        urls("https://a.se, https://b.se"),
        Err(FieldProblem::NotAUrl)
    );
    assert_eq!(urls("https://a.se\nhttps://a.se"), Err(FieldProblem::Twice));
    let six: Vec<String> = (0..6).map(|n| format!("https://a.se/{n}")).collect();
    assert!(urls(&six[..5].join("\n")).is_ok());
    assert_eq!(urls(&six.join("\n")), Err(FieldProblem::TooMany { max: 5 }));
}

#[test]
fn a_choice_is_one_of_those_offered() {
    let choice = |typed: &str| {
        read(FieldInput::Choice(&["yes"]), typed, |r| {
            r.yes("f").map(|y| y.to_string())
        })
    };
    assert_eq!(choice("yes").unwrap(), "true");
    // A code of the type that this form does not offer.
    assert_eq!(choice("no"), Err(FieldProblem::NotAChoice));
    assert_eq!(choice("YES"), Err(FieldProblem::NotAChoice));
}

#[test]
fn several_bodies_are_each_named_once() {
    let bodies = |typed: &str| {
        read(FieldInput::Bodies, typed, |r| {
            r.bodies("f")
                .map(|b| b.iter().map(|x| x.as_str()).collect::<Vec<_>>().join("+"))
        })
    };
    assert_eq!(
        bodies("kfn, SN; KFN\nAllmänna utskottet").unwrap(),
        "KFN+SN+Allmänna utskottet"
    );
    assert_eq!(bodies(", ;"), Err(FieldProblem::NotABody));
    assert_eq!(bodies("KFN, 12"), Err(FieldProblem::NotABody));
}

#[test]
fn a_date_is_a_date() {
    let date = |typed: &str| read(FieldInput::Date, typed, |r| r.date("f"));
    assert_eq!(date(" 2026-03-01 ").unwrap(), day("2026-03-01").to_string());
    assert_eq!(date("1 mars"), Err(FieldProblem::NotADate));
}

#[test]
fn only_spaces_are_missing() {
    for typed in ["", "  ", "\n", "\u{200B}"] {
        assert_eq!(
            read(FieldInput::Text, typed, |r| r.text("f")),
            Err(FieldProblem::Missing),
            "{typed:?}"
        );
    }
}

#[test]
fn a_field_nobody_asked_for_is_reported() {
    let specs = [FieldSpec::optional("f", FieldInput::Text)];
    let form = values(&[("f", "ok"), ("admin", "1")]);
    let mut reader = Reader::new(&specs, &form);
    let value = reader.text("f");
    let errors = reader.finish(value).unwrap_err();
    assert_eq!(errors.len(), 1);
    assert_eq!(
        (errors[0].field.as_str(), &errors[0].problem),
        ("admin", &FieldProblem::UnknownField)
    );
}

#[test]
fn problems_come_in_the_order_of_the_form() {
    let specs = [
        FieldSpec::required("z", FieldInput::Text),
        FieldSpec::required("a", FieldInput::Date),
        FieldSpec::required("m", FieldInput::Money),
    ];
    let form = values(&[("a", "x"), ("extra", "1")]);
    let mut reader = Reader::new(&specs, &form);
    let (m, a, z) = (reader.money("m"), reader.date("a"), reader.text("z"));
    let errors = reader.finish(m.zip(a).zip(z)).unwrap_err();
    let order: Vec<_> = errors.iter().map(|e| e.field.as_str()).collect();
    assert_eq!(order, ["z", "a", "m", "extra"]);
}
