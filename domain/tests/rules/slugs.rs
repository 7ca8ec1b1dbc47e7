use nara_domain::text::{SLUG_MAX, slug};
use proptest::prelude::*;

#[test]
fn swedish_letters_lose_ring_and_dots() {
    assert_eq!(
        slug("Belysning längs gångstigen vid Sjöparken"),
        "belysning-langs-gangstigen-vid-sjoparken"
    );
    assert_eq!(slug("ÅÄÖ Éa\u{30A}"), "aao-ea");
}

#[test]
fn neighbours_letters_are_readable_too() {
    assert_eq!(slug("Færøernes Straße, Łódź"), "faeroernes-strasse-lodz");
}

#[test]
fn a_long_title_ends_between_words() {
    let made =
        slug("Bygg en ny och tillgänglig lekplats i norra Ekbacken för alla barn som bor där");
    assert_eq!(
        made,
        "bygg-en-ny-och-tillganglig-lekplats-i-norra-ekbacken-for"
    );
}

#[test]
fn one_endless_word_is_cut() {
    assert_eq!(slug(&"a".repeat(200)).len(), SLUG_MAX);
}

#[test]
fn what_leaves_nothing_still_has_an_address() {
    for title in ["", "!!!", "👩‍👩‍👧‍👦", "إضاءة"] {
        assert_eq!(slug(title), "forslag", "{title}");
    }
}

#[test]
fn a_proposal_about_a_receipt_does_not_stand_where_the_receipt_does() {
    for title in ["Kvitto", "kvitto!", "  KVITTO"] {
        assert_eq!(slug(title), "forslag-kvitto", "{title}");
    }
    assert_eq!(slug("Kvitto på parkering"), "kvitto-pa-parkering");
}

proptest! {
    #[test]
    fn an_address_is_always_plain(title in "(?s).{0,120}") {
        let made = slug(&title);
        prop_assert!(!made.is_empty() && made.len() <= SLUG_MAX);
        prop_assert!(made.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        prop_assert!(!made.starts_with('-') && !made.ends_with('-') && !made.contains("--"));
        prop_assert_eq!(slug(&made), made.clone());
    }
}
