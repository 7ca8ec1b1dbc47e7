//! The rule as a table, and what must never wait.

use super::*;
use crate::time::Date;

const NOTHING: &[HoldReason] = &[];

fn noon() -> Stamp {
    Stamp::at(Date::new(2026, 3, 4).unwrap(), 12, 0).unwrap()
}

/// Somebody who has written here for a year.
fn known() -> Author {
    Author {
        created: noon().plus_days(-365),
        level: Level::N1,
        standing: 20,
        in_duty: false,
    }
}

/// Somebody who came this morning.
fn newcomer() -> Author {
    Author {
        created: noon().plus_hours(-3),
        standing: 0,
        ..known()
    }
}

fn reasons(text: &str, author: &Author, recent: Recent) -> Vec<HoldReason> {
    let held = hold(
        &HoldingRules::default(),
        text,
        (author, &recent),
        &["nara.se"],
        noon(),
    );
    held.map(|held| held.reasons).unwrap_or_default()
}

/// Texts of residents, angry ones among them: nobody waits for having an opinion.
const INNOCENT: &[&str] = &[
    "Bra förslag!",
    "Jag håller inte alls med. Det här är slöseri med skattepengar.",
    "Kommunstyrelsen borde skämmas. Ordföranden har ljugit om skolan i tre år och bör avgå.",
    "Vilket jävla skämt till gatubelysning ni har satt upp.",
    "Tekniska nämnden sover. Fyra olyckor på två år, och ni svarar att det ska UTREDAS?!",
    "Ni politiker är inkompetenta allihop och det är dags att rösta bort er.",
    "Vi vill höra vad kommunen säger om hörnet vid Storgatan 12.",
    "Det kostar 1 200 000 kr enligt budgeten 2026, alltså 0,5 procent.",
    "Öppet 08-12 och 13-17, stängt 2026-03-04.",
    "Se diarienummer KS 2025/00123 och organisationsnummer 212000-0142.",
    "Ring 112 om det brinner och 1177 om du är sjuk.",
    "Bussen går 07.30, 08.15 och 09.00 från hållplatsen.",
    "T.ex. på Storgatan, bl.a. vid bron, o.s.v.",
    "Hunden måste kunna rastas i parken, och rasten på skolan är för kort.",
    "Negativa effekter? Kukeliku-skylten är borta.",
    "Läraren sa att man ska göra rätt för sig. Pajas till politiker kallar jag det.",
    "I fredags (27/2) kl 18:00 var det 200 personer på mötet, och inte EN enda från kommunen.",
    "Varför skriver ingen på https:? Jag vet inte.",
    "Fråga: hur många bygglov beviljades 2019-2024? Svar: 1 234.",
    "Ja.",
    "👍👍👍",
    "Det är mörkt på gatan.Se till att laga lampan!",
];

#[test]
fn what_people_think_waits_for_nobody() {
    for text in INNOCENT {
        assert_eq!(
            reasons(text, &known(), Recent::default()),
            NOTHING,
            "{text}"
        );
        // A newcomer's first text waits as every first text does, and for nothing else.
        let first = reasons(text, &newcomer(), Recent::default());
        assert_eq!(first, [HoldReason::FirstText], "{text}");
        let second = Author {
            standing: 1,
            ..newcomer()
        };
        assert_eq!(reasons(text, &second, Recent::default()), NOTHING, "{text}");
    }
}

#[test]
fn every_reason_is_given_where_it_is_due() {
    use HoldReason as R;
    let second = Author {
        standing: 1,
        ..newcomer()
    };
    let identified = Author {
        level: Level::N3,
        ..newcomer()
    };
    let member = Author {
        level: Level::S,
        ..newcomer()
    };
    let sleeper = Author {
        standing: 0,
        ..known()
    };
    let quick = |texts| Recent {
        texts,
        ..Recent::default()
    };
    let same = |own, others| Recent {
        texts: 0,
        same_own: own,
        same_others: others,
    };
    let plain = "Bygg en lekplats vid ån i stället för en parkering.";
    let link = "Läs mer på www.exempel.se om hur man blir rik.";
    let own = "Läs mer på https://nara.se/forslag/4 om hur det gick.";
    let phone = "Ring Lisa på 070-123 45 67.";
    let number = "Hon har 811218-9876 och bor på Storgatan.";
    let word = "Du är en h0ra.";
    let cases: &[(&str, Author, Recent, &[R])] = &[
        (plain, known(), Recent::default(), &[]),
        (plain, newcomer(), Recent::default(), &[R::FirstText]),
        (plain, identified, Recent::default(), &[]),
        (plain, member, Recent::default(), &[]),
        (plain, sleeper, Recent::default(), &[R::FirstText]),
        (
            link,
            newcomer(),
            Recent::default(),
            &[R::FirstText, R::NewLink],
        ),
        (link, second, Recent::default(), &[R::NewLink]),
        (link, known(), Recent::default(), &[]),
        (link, identified, Recent::default(), &[]),
        (own, second, Recent::default(), &[]),
        (plain, second, quick(2), &[]),
        (plain, second, quick(3), &[R::Burst]),
        (plain, known(), quick(7), &[]),
        (plain, known(), quick(8), &[R::Burst]),
        (plain, member, quick(8), &[R::Burst]),
        (phone, known(), Recent::default(), &[R::Phone]),
        (phone, identified, Recent::default(), &[R::Phone]),
        (phone, member, Recent::default(), &[R::Phone]),
        (number, known(), Recent::default(), &[R::NationalNumber]),
        (word, known(), Recent::default(), &[R::Word]),
        (plain, known(), same(1, 1), &[]),
        (plain, known(), same(2, 0), &[R::Repeated]),
        (plain, known(), same(0, 2), &[R::Repeated]),
        // A class answers the same question.
        (plain, member, same(0, 20), &[]),
    ];
    for (text, author, recent, expected) in cases {
        assert_eq!(
            reasons(text, author, *recent),
            *expected,
            "{text} {author:?} {recent:?}"
        );
        let in_duty = Author {
            in_duty: true,
            ..*author
        };
        assert_eq!(
            reasons(text, &in_duty, *recent),
            NOTHING,
            "{text} in a duty"
        );
    }
}

#[test]
fn what_is_switched_off_holds_nothing() {
    let text = "Du är en hora, 070-123 45 67, 811218-9876, www.exempel.se, och en sak till.";
    let recent = Recent {
        texts: 99,
        same_own: 9,
        same_others: 9,
    };
    let all = hold(
        &HoldingRules::default(),
        text,
        (&newcomer(), &recent),
        &[],
        noon(),
    );
    assert_eq!(all.unwrap().reasons, HoldReason::ALL);
    let none = hold(
        &HoldingRules::none(),
        text,
        (&newcomer(), &recent),
        &[],
        noon(),
    );
    assert_eq!(none, None);
    for reason in HoldReason::ALL {
        let usual = HoldingRules::default();
        let mut rules = HoldingRules::none();
        match reason {
            HoldReason::FirstText => rules.first_texts = 1,
            HoldReason::NewLink => rules.links = true,
            HoldReason::Burst => rules.burst = true,
            HoldReason::Phone | HoldReason::NationalNumber => rules.numbers = true,
            HoldReason::Word => rules.words = usual.words,
            HoldReason::Repeated => rules.repeated = true,
        }
        let held = hold(&rules, text, (&newcomer(), &recent), &[], noon());
        let held = held.unwrap().reasons;
        assert!(
            held.contains(reason) && held.len() <= 2,
            "{reason} {held:?}"
        );
    }
}

/// A text that passes for somebody known passes whatever stands around it: no reason comes from two innocent
/// texts beside each other, and none goes because something innocent was added.
#[test]
fn innocent_texts_stay_innocent_together_and_hide_nothing() {
    for one in INNOCENT {
        for other in INNOCENT {
            let both = format!("{one}\n\n{other}");
            assert_eq!(
                reasons(&both, &known(), Recent::default()),
                NOTHING,
                "{both}"
            );
        }
        for (guilty, reason) in [
            ("070-123 45 67", HoldReason::Phone),
            ("19811218-9876", HoldReason::NationalNumber),
            ("hora", HoldReason::Word),
        ] {
            let hidden = format!("{one} {guilty} {one}");
            assert!(
                reasons(&hidden, &known(), Recent::default()).contains(&reason),
                "{hidden}"
            );
        }
    }
}

#[test]
fn a_setting_is_read_and_shown_as_it_was_typed() {
    let usual = HoldingRules::default();
    assert_eq!(HoldingRules::read(&usual.typed()), Ok(usual.clone()));
    let none = HoldingRules::none();
    assert_eq!(HoldingRules::read(&none.typed()), Ok(none));
    let mut typed = usual.typed();
    typed.insert("first_texts".to_owned(), "6".to_owned());
    typed.insert("links".to_owned(), "maybe".to_owned());
    typed.insert("words".to_owned(), "ja".to_owned());
    let wrong = HoldingRules::read(&typed).unwrap_err();
    let fields: Vec<&str> = wrong.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["first_texts", "links", "words"]);
    let json = serde_json::to_string(&usual).unwrap();
    assert_eq!(serde_json::from_str::<HoldingRules>(&json).unwrap(), usual);
}

#[test]
fn reasons_read_back() {
    assert_eq!(of_stored(&stored(HoldReason::ALL)), HoldReason::ALL);
    assert_eq!(of_stored(""), NOTHING);
    assert_eq!(
        of_stored("phone later word"),
        [HoldReason::Phone, HoldReason::Word]
    );
}

#[test]
fn a_change_is_refused_for_what_it_contains_and_nothing_else() {
    use HoldReason as R;
    let refused = |text: &str, author: &Author, recent: Recent| {
        let rules = HoldingRules::default();
        refused_change(&rules, text, (author, &recent), &["nara.se"], noon())
    };
    let often = Recent {
        texts: 50,
        ..Recent::default()
    };
    // Mended within minutes by somebody new: neither the first text nor the pace is what it says.
    assert_eq!(refused("Vi vill ha en gunga.", &newcomer(), often), NOTHING);
    for (text, why) in [
        ("Ring 070-123 45 67.", R::Phone),
        ("Se https://reklam.example/kop", R::NewLink),
        ("Din hora.", R::Word),
    ] {
        assert_eq!(refused(text, &newcomer(), often), [why], "{text}");
    }
    let same = Recent {
        same_own: REPEATED,
        ..Recent::default()
    };
    assert_eq!(refused("Köp billiga lån!", &known(), same), [R::Repeated]);
    let official = Author {
        in_duty: true,
        ..known()
    };
    assert_eq!(refused("Ring 070-123 45 67.", &official, often), NOTHING);
    // Whatever makes a change be refused makes a new text wait.
    for text in INNOCENT {
        assert_eq!(refused(text, &newcomer(), often), NOTHING, "{text}");
    }
}
