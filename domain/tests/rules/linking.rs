//! Whose account somebody comes to, and what they are known as there.

use nara_domain::actor::{Level, Role, Standing};
use nara_domain::ids::PersonId;
use nara_domain::linking::{
    Found, IdentityRefused as Refused, Known, Linked, Meant, changes, level, level_now,
};
use nara_domain::time::Stamp;
use proptest::prelude::*;

fn person(id: i64) -> PersonId {
    PersonId::new(id)
}

fn linked(id: i64, numbered: bool) -> Option<Linked> {
    Some(Linked {
        person: person(id),
        numbered,
        vouched: true,
    })
}

fn found(subject: Option<Linked>, number: Option<i64>, previous: Option<i64>) -> Found {
    Found {
        subject,
        has_number: true,
        number: number.map(person),
        previous: previous.map(person),
        number_vouched: true,
        unvouched: false,
    }
}

#[test]
fn who_signs_in() {
    let several = |oldest, others: &[i64]| {
        let others = others.iter().copied().map(person).collect();
        Ok(Meant::Several(person(oldest), others))
    };
    for (found, meant) in [
        (found(None, None, None), Ok(Meant::Nobody)),
        (found(None, Some(1), None), Ok(Meant::One(person(1)))),
        (found(None, None, Some(1)), Ok(Meant::One(person(1)))),
        (
            found(linked(1, true), Some(1), None),
            Ok(Meant::One(person(1))),
        ),
        // Learned only now, or not told this time.
        (
            found(linked(1, false), None, None),
            Ok(Meant::One(person(1))),
        ),
        // A samordningsnummer became this one.
        (
            found(linked(1, true), None, Some(1)),
            Ok(Meant::One(person(1))),
        ),
        (found(None, Some(7), Some(3)), several(3, &[7])),
        (found(linked(5, true), Some(7), Some(5)), several(5, &[7])),
        (
            found(linked(9, false), Some(7), Some(3)),
            several(3, &[7, 9]),
        ),
        // Somebody else's subject.
        (
            found(linked(1, true), None, None),
            Err(Refused::NumberDiffers),
        ),
        (
            found(linked(1, true), Some(2), None),
            Err(Refused::NumberDiffers),
        ),
        (
            found(linked(1, true), Some(2), Some(3)),
            Err(Refused::NumberDiffers),
        ),
    ] {
        assert_eq!(found.signs_in(), meant, "{found:?}");
    }
    let untold = Found {
        has_number: false,
        ..found(linked(1, true), None, None)
    };
    assert_eq!(untold.signs_in(), Ok(Meant::One(person(1))));
}

#[test]
fn what_is_linked_to_an_account() {
    let me = person(1);
    for (found, numbered, answer) in [
        (found(None, None, None), false, Ok(vec![])),
        (found(None, Some(1), None), true, Ok(vec![])),
        (found(None, None, Some(1)), true, Ok(vec![])),
        (found(None, Some(2), None), false, Ok(vec![person(2)])),
        (
            found(linked(2, false), None, None),
            false,
            Ok(vec![person(2)]),
        ),
        (
            found(None, Some(2), Some(3)),
            false,
            Ok(vec![person(2), person(3)]),
        ),
        (found(None, None, None), true, Err(Refused::AnotherPerson)),
        (
            found(None, Some(2), None),
            true,
            Err(Refused::AnotherPerson),
        ),
        (
            found(linked(2, true), Some(1), None),
            true,
            Err(Refused::NumberDiffers),
        ),
    ] {
        assert_eq!(found.links_to(me, numbered), answer, "{found:?} {numbered}");
    }
}

#[test]
fn only_the_same_person_proves_it() {
    let me = person(1);
    for (found, proves) in [
        (found(linked(1, true), Some(1), None), true),
        (found(None, Some(1), None), true),
        (found(None, None, Some(1)), true),
        (found(None, None, None), false),
        (found(None, Some(2), None), false),
        (found(linked(2, true), Some(2), None), false),
        (found(None, Some(1), Some(2)), false),
        (found(linked(1, true), Some(2), None), false),
    ] {
        assert_eq!(found.proves(me).is_ok(), proves, "{found:?}");
    }
}

proptest! {
    /// Whatever is found, nobody comes to an account that none of the marks led to, and one that has a
    /// number is reached by that number or not at all.
    #[test]
    fn nobody_comes_to_a_strangers_account(
        subject in proptest::option::of((1_i64..5, any::<bool>())),
        has_number in any::<bool>(),
        number in proptest::option::of(1_i64..5),
        previous in proptest::option::of(1_i64..5),
    ) {
        let found = Found {
            subject: subject.and_then(|(id, numbered)| linked(id, numbered)),
            has_number,
            number: number.filter(|_| has_number).map(person),
            previous: previous.filter(|_| has_number).map(person),
            number_vouched: true,
            unvouched: false,
        };
        let marks = [found.subject.map(|linked| linked.person), found.number, found.previous];
        let people = match found.signs_in() {
            Ok(Meant::Nobody) => vec![],
            Ok(Meant::One(one)) => vec![one],
            Ok(Meant::Several(one, others)) => [vec![one], others].concat(),
            Err(_) => return Ok(()),
        };
        for one in &people {
            prop_assert!(marks.contains(&Some(*one)));
            let by_subject_alone = found.number != Some(*one) && found.previous != Some(*one);
            if by_subject_alone && has_number {
                prop_assert_eq!(found.subject.map(|linked| linked.numbered), Some(false));
            }
        }
        let mut once = people.clone();
        once.sort_unstable();
        once.dedup();
        prop_assert_eq!(once.len(), people.len());
        for me in 1..5 {
            if found.proves(person(me)).is_ok() {
                prop_assert_eq!(&people, &vec![person(me)]);
            }
        }
    }
}

#[test]
fn the_ladder() {
    let numbered = Known {
        numbered: true,
        ..Known::default()
    };
    let said = |registered| Known {
        registered: Some(registered),
        ..numbered
    };
    let staff = Known {
        staff: true,
        ..numbered
    };
    let elected = Known {
        elected: true,
        ..staff
    };
    for (before, known, after) in [
        (Level::N1, Known::default(), Level::N1),
        (Level::N1, numbered, Level::N2),
        (Level::N1, said(true), Level::N3),
        (Level::N3, said(false), Level::N2),
        (Level::N3, numbered, Level::N2),
        (Level::T, staff, Level::T),
        (Level::N2, elected, Level::P),
        // Lives here, and has a duty besides: the duty is its own proof.
        (
            Level::T,
            Known {
                registered: Some(true),
                ..elected
            },
            Level::N3,
        ),
        // The duty ended.
        (Level::P, numbered, Level::N2),
        (Level::T, Known::default(), Level::N1),
        // The contact centre looked into the register; the register knows better.
        (Level::K, numbered, Level::K),
        (Level::K, said(false), Level::N2),
        (Level::S, Known::default(), Level::S),
        (Level::None, Known::default(), Level::None),
    ] {
        assert_eq!(level(before, known), after, "{before} {known:?}");
    }
    let moderator = Known::of_duties(&[Role::Resident, Role::Moderator]);
    assert!(moderator.staff && !moderator.elected);
    assert!(!Known::of_duties(&[Role::Resident, Role::Youth]).staff);
}

#[test]
fn residence_counts_for_thirty_days() {
    let asked = Stamp(1_800_000_000_000);
    let after = |days| level_now(Level::N3, Some(asked), asked.plus_days(days));
    assert_eq!(after(0), Level::N3);
    assert_eq!(after(29), Level::N3);
    assert_eq!(after(30), Level::N2);
    // What nobody asked does not age.
    assert_eq!(level_now(Level::N3, None, asked), Level::N3);
    assert_eq!(
        level_now(Level::K, Some(asked), asked.plus_days(99)),
        Level::K
    );
}

#[test]
fn duties_come_and_go_as_they_are_said() {
    let official = |title: &str| Standing {
        title: Some(title.to_owned()),
        ..Standing::of(Role::Official)
    };
    let (old, new, same) = (official("a"), official("b"), Standing::of(Role::Moderator));
    let held = [old.clone(), same.clone()];
    let said = [same.clone(), new.clone(), new.clone()];
    assert_eq!(changes(&held, &said), (vec![old.clone()], vec![new]));
    assert_eq!(changes(&held, &held), (vec![], vec![]));
    assert_eq!(changes(&held, &[]), (vec![old, same], vec![]));
}
