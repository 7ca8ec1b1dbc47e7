use nara_domain::search::{
    MAX_TERMS, Term, likeness, query, says_the_same, search_text, similar_terms, tokens,
};
use proptest::prelude::*;

fn finds(document: &str, typed: &str) -> bool {
    let stored = tokens(document);
    let terms = query(typed);
    !terms.is_empty()
        && terms.iter().all(|t| {
            stored.iter().any(|s| {
                if t.prefix {
                    s.starts_with(&t.stem)
                } else {
                    *s == t.stem
                }
            })
        })
}

#[test]
fn the_same_words_say_the_same() {
    for (one, other) in [
        ("Belysning på Ekbacken", "belysning på ekbacken!"),
        ("Fler bänkar vid sjön", "Vid sjön: fler bänkar"),
        ("Lekplats i Åsbyn", "Lekplatser i Åsbyn"),
    ] {
        assert!(
            says_the_same(one, other) && says_the_same(other, one),
            "{one} {other}"
        );
    }
    for (one, other) in [
        ("Bygg i parken", "Bygg inte i parken"),
        ("Lekplats i Åsbyn", "Lekplats i Sjöparken"),
        ("Buss till Ekbacken", "Buss från Ekbacken"),
        ("Belysning på Ekbacken", "Bättre belysning på Ekbacken"),
        ("", ""),
        ("!", "?"),
    ] {
        assert!(
            !says_the_same(one, other) && !says_the_same(other, one),
            "{one} {other}"
        );
    }
}

#[test]
fn forms_of_a_word_find_each_other() {
    for (document, typed) in [
        ("Ny lekplats i Ekbacken", "lekplatser "),
        ("Nya lekplatser", "lekplats "),
        ("Lekplatsen i parken", "lekplatser "),
        ("Fler bänkar", "bänk "),
        ("Belysningen längs stigen", "belysning "),
        ("Cykelvägar till stationen", "cykelväg "),
    ] {
        assert!(finds(document, typed), "{typed} in {document}");
    }
}

#[test]
fn a_word_is_found_while_it_is_typed() {
    for typed in ["bel", "belys", "belysni", "belysning", "belysningen"] {
        assert!(finds("Belysning längs gångstigen", typed), "{typed}");
    }
}

#[test]
fn a_finished_word_is_not_a_beginning() {
    assert!(finds("Lekplatsplan", "lekplats"));
    assert!(!finds("Lekplatsplan", "lekplats "));
}

#[test]
fn swedish_letters_are_letters_of_their_own() {
    assert!(!finds("Bad vid ån", "an"));
    assert_ne!(tokens("mål"), tokens("mal"));
    assert_ne!(tokens("kö"), tokens("ko"));
    assert_ne!(tokens("säl"), tokens("sal"));
}

#[test]
fn composed_and_decomposed_are_the_same() {
    assert_eq!(tokens("ga\u{30A}ngva\u{308}g"), tokens("gångväg"));
}

#[test]
fn common_words_are_left_out() {
    assert_eq!(
        search_text("det är en bänk på torget"),
        search_text("bänk torget")
    );
    assert!(query("och i på").is_empty());
}

#[test]
fn capitals_do_not_matter() {
    assert_eq!(tokens("ÅSBYN"), tokens("åsbyn"));
}

#[test]
fn search_language_in_the_query_is_only_words() {
    assert!(
        query("\" OR * ( ) ^ : -")
            .iter()
            .all(|t| t.stem.chars().all(char::is_alphanumeric))
    );
    assert_eq!(query("'; DROP TABLE act; -- ").len(), 3);
    assert_eq!(query("NEAR(").first().unwrap().stem, "near");
}

#[test]
fn a_diary_number_can_be_searched() {
    assert!(finds("Dnr KS/2026:123", "KS/2026:123"));
    assert!(!finds("Dnr KS/2026:123", "KS/2026:124"));
}

#[test]
fn a_query_is_bounded_and_says_each_word_once() {
    let long: String = (0..100).map(|n| format!("ord{n} ")).collect();
    assert_eq!(query(&long).len(), MAX_TERMS);
    assert_eq!(query("bänk bänk bänkar ").len(), 1);
}

#[test]
fn similar_titles_are_looked_for_by_the_beginnings_of_long_words() {
    assert_eq!(
        similar_terms("En utegym i X på by"),
        vec![
            Term {
                stem: "utegym".into(),
                prefix: true
            },
            Term {
                stem: "by".into(),
                prefix: false
            },
        ]
    );
}

/// Titles as people write them, and whether somebody who writes the first should be shown the other.
const PAIRS: &[(&str, &str, bool)] = &[
    (
        "Fler bänkar i centrum",
        "Bänkar var tvåhundrade meter till vårdcentralen",
        true,
    ),
    ("Lekplats i Ekbacken", "Ny lekplats i norra Ekbacken", true),
    ("En ny lekplats i Åsbyn", "Lekplats vid Västerskolan", true),
    (
        "Bättre belysning längs gångvägen",
        "Belysning längs gångstigen vid Sjöparken",
        true,
    ),
    ("Hundrastgårdar", "Hundrastgård i Åsbyn", true),
    ("Utegym i Sjöparken", "Utegym vid elljusspåret", true),
    (
        "Cykelvägar till skolan",
        "Cykelväg mellan Åsbyn och stationen",
        true,
    ),
    (
        "Säkert övergångsställe och övergång vid skolan",
        "Säkrare övergång vid Västerskolan",
        true,
    ),
    (
        "Sänkt hastighet på Storgatan",
        "Sänk hastigheten på riksvägen",
        true,
    ),
    (
        "Papperskorgar i parken",
        "Fler papperskorgar vid busstorget",
        true,
    ),
    (
        "Bibliotek öppet på söndagar",
        "Öppna biblioteket på söndagar",
        true,
    ),
    (
        "Ramp till badbryggan",
        "Ramp och ledstång till badbryggan",
        true,
    ),
    ("Lekplatsplan", "Ny lekplats i norra Ekbacken", true),
    // The same place and something else.
    ("Brygga i Åsbyn", "Hundrastgård i Åsbyn", false),
    (
        "Simhall på Norrtorget",
        "Skugga och dricksvatten på Norrtorget",
        false,
    ),
    (
        "Bokbuss till Åsbyn",
        "Cykelväg mellan Åsbyn och stationen",
        false,
    ),
    (
        "Klätterställning vid Västerskolan",
        "Säkrare övergång vid Västerskolan",
        false,
    ),
    (
        "Sittplatser på biblioteket",
        "Sagostund på finska på biblioteket",
        false,
    ),
    // The same verb, or what everybody wants.
    (
        "Öppna badet tidigare",
        "Öppna biblioteket på söndagar",
        false,
    ),
    ("Ny simhall", "Ny lekplats i norra Ekbacken", false),
    (
        "Fler träd på torget",
        "Fler papperskorgar vid busstorget",
        false,
    ),
    (
        "Visa film i parken",
        "Visa på karta vad kommunen har åtgärdat",
        false,
    ),
    // Words that only begin alike.
    ("Parkering vid stationen", "Park i centrum", false),
    ("Trädgård för alla", "Fler träd på torget", false),
    // One word of many.
    (
        "Skolmat med mer grönsaker, bröd och soppa",
        "Sälj överbliven skollunch",
        false,
    ),
    (
        "Konst och teater på torget",
        "Dans, teater, bio och poesi",
        true,
    ),
    (
        "Konst, musik, dikt och teater på torget",
        "Dans, film, bio, spel, teater",
        false,
    ),
    ("", "Ny lekplats i norra Ekbacken", false),
    ("och att det", "och att det", false),
];

#[test]
fn what_wants_the_same_thing_is_alike() {
    for (one, other, alike) in PAIRS {
        assert_eq!(likeness(one, other) > 0, *alike, "{one} – {other}");
        assert_eq!(
            likeness(one, other),
            likeness(other, one),
            "{one} – {other}"
        );
    }
}

#[test]
fn the_same_thing_at_the_same_place_is_more_alike() {
    let at = |title| likeness("Lekplats i Ekbacken", title);
    assert!(at("Ny lekplats i norra Ekbacken") > at("Lekplats vid Västerskolan"));
    assert!(at("Lekplats vid Västerskolan") > at("Hundrastgård i Ekbacken"));
}

proptest! {
    #[test]
    fn any_text_gives_only_letters_and_digits(text in "(?s).{0,200}") {
        for token in tokens(&text) {
            prop_assert!(!token.is_empty());
            prop_assert!(token.chars().all(char::is_alphanumeric), "{token:?}");
            prop_assert!(token.chars().count() <= 60);
        }
        prop_assert!(query(&text).len() <= MAX_TERMS);
        prop_assert!(similar_terms(&text).len() <= MAX_TERMS);
    }

    #[test]
    fn a_text_is_found_by_each_of_its_words(
        words in proptest::collection::vec("[a-zåäö]{2,14}", 1..8)
    ) {
        let document = words.join(" ");
        for word in &words {
            let typed = format!("{word} ");
            prop_assert!(query(&typed).is_empty() || finds(&document, &typed), "{word}");
        }
    }
}
