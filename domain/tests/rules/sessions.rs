//! What a way of signing in is worth, and how long it lasts.

use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::error::Denied;
use nara_domain::ids::PersonId;
use nara_domain::permissions::{Action, Subject, can};
use nara_domain::proposal::{Kind, Ruleset};
use nara_domain::session::{
    Limits, Proof, Vouched, Way, WaysIn, awake, is_fresh, limits, vouches, vouches_anew,
    way_of_passkey, way_of_provider,
};
use nara_domain::time::Stamp;

const NOW: Stamp = Stamp(1_800_000_000_000);

#[test]
fn each_role_has_its_limits() {
    let day = 24;
    for (roles, idle_hours, absolute_hours) in [
        (vec![], 14 * day, 90 * day),
        (vec![Role::Resident], 14 * day, 90 * day),
        (vec![Role::Youth], 14 * day, 90 * day),
        (vec![Role::Supervisor], 12, 5 * day),
        (vec![Role::Official], 12, 5 * day),
        (vec![Role::Elected], 12, 5 * day),
        (vec![Role::Secretary], 12, 5 * day),
        (vec![Role::Moderator], 12, 5 * day),
        (vec![Role::Administrator], 2, 12),
        // The shortest of several, whatever their order.
        (vec![Role::Resident, Role::Official], 12, 5 * day),
        (vec![Role::Administrator, Role::Resident], 2, 12),
        (vec![Role::Moderator, Role::Administrator], 2, 12),
    ] {
        let standings: Vec<_> = roles.iter().map(|role| Standing::of(*role)).collect();
        let expected = Limits {
            idle_hours,
            absolute_hours,
        };
        assert_eq!(limits(&standings), expected, "{roles:?}");
    }
}

#[test]
fn whoever_works_for_the_municipality_signs_in_more_often_than_residents() {
    let resident = limits(&[]);
    for role in Role::ALL {
        let of = limits(&[Standing::of(*role)]);
        let longer =
            of.idle_hours >= resident.idle_hours || of.absolute_hours >= resident.absolute_hours;
        let private = matches!(role, Role::Resident | Role::Youth);
        assert_eq!(longer, private, "{role}");
    }
}

#[test]
fn a_session_ends_by_idleness_and_by_age() {
    let limits = Limits {
        idle_hours: 12,
        absolute_hours: 100,
    };
    for (begun, used, stands) in [
        (0, 0, true),
        (11, 11, true),
        (12, 12, false),
        (99, 0, true),
        (99, 11, true),
        (99, 12, false),
        (100, 0, false),
        (1_000, 0, false),
        // A clock that was set back ends nothing.
        (-5, -5, true),
    ] {
        let (begun, used) = (NOW.plus_hours(-begun), NOW.plus_hours(-used));
        assert_eq!(
            limits.stands(begun, used, NOW),
            stands,
            "{begun:?} {used:?}"
        );
        let by_parts = NOW < limits.ends(begun) && limits.idle_since(NOW) < used;
        assert_eq!(by_parts, stands, "the parts agree");
    }
}

#[test]
fn a_duty_wakes_by_a_strong_way_only() {
    for way in Way::ALL {
        for role in Role::ALL {
            let (awake, dormant) = awake(vec![Standing::of(*role)], *way);
            let private = matches!(role, Role::Resident | Role::Youth);
            let expected = private || matches!(way, Way::Passkey | Way::Provider | Way::Demo);
            assert_eq!(
                (awake.len(), dormant.len()),
                (usize::from(expected), usize::from(!expected))
            );
        }
    }
}

#[test]
fn who_holds_a_dormant_duty_speaks_for_nobody() {
    let actor = |standings, dormant| Actor::Person {
        id: PersonId::new(1),
        name: "Siv".to_owned(),
        level: Level::T,
        standings,
        dormant,
        restraint: None,
    };
    let official = || vec![Standing::of(Role::Official)];
    let (asleep, awake) = (actor(vec![], official()), actor(official(), vec![]));
    assert!(awake.has(Role::Official) && !awake.has(Role::Resident));
    assert!(!asleep.has(Role::Official) && !asleep.has(Role::Resident));
    assert!(actor(vec![], vec![]).has(Role::Resident));
    let rules = Ruleset::bjorksjo();
    let site = Subject::Site(&rules);
    assert_eq!(can(&awake, Action::ReadDesk, &site), Ok(()));
    for action in [Action::ReadDesk, Action::Submit(Kind::Proposal)] {
        assert_eq!(
            can(&asleep, action, &site),
            Err(Denied::Dormant),
            "{action:?}"
        );
    }
    assert_eq!(can(&asleep, Action::Administer, &site), Err(Denied::Role));
}

#[test]
fn a_proof_is_fresh_for_a_quarter_of_an_hour() {
    for (minutes, fresh) in [
        (0, true),
        (14, true),
        (15, false),
        (60, false),
        // A clock that went back: what it proved then is no proof now.
        (-1, false),
        (-60, false),
    ] {
        assert_eq!(
            is_fresh(NOW.plus_minutes(-minutes), NOW),
            fresh,
            "{minutes}"
        );
    }
}

#[test]
fn a_weak_proof_refreshes_a_strong_session_and_never_weakens_it() {
    let later = NOW.plus_minutes(20);
    for begun in Way::ALL {
        for by in Way::ALL {
            let before = Proof::begun(*begun, NOW);
            let after = before.again(*by, later);
            assert_eq!(after.at, later, "{begun} {by}");
            assert!(
                after.way.is_strong() >= before.way.is_strong(),
                "{begun} then {by} is {}",
                after.way
            );
            // Strong by what was shown, and by nothing else.
            let shown = begun.is_strong() || by.is_strong();
            assert_eq!(after.way.is_strong(), shown, "{begun} {by}");
            let expected = match (by.is_strong(), begun.is_strong()) {
                (true, _) => Some(later),
                (false, true) => Some(NOW),
                (false, false) => None,
            };
            assert_eq!(after.strong_at, expected, "{begun} {by}");
        }
    }
}

#[test]
fn who_acts_in_a_duty_proves_it_strongly() {
    let later = NOW.plus_minutes(20);
    let official = [Standing::of(Role::Official)];
    let resident = [Standing::of(Role::Resident)];
    for (begun, by, as_official, as_resident) in [
        (Way::Passkey, None, false, false),
        (Way::Passkey, Some(Way::Password), false, true),
        (Way::Passkey, Some(Way::Code), false, true),
        (Way::Passkey, Some(Way::OwnKey), false, true),
        (Way::Passkey, Some(Way::OwnProvider), false, true),
        (Way::Passkey, Some(Way::Passkey), true, true),
        (Way::Passkey, Some(Way::Provider), true, true),
        (Way::Password, Some(Way::Password), false, true),
        (Way::Password, Some(Way::Passkey), true, true),
        (Way::Demo, Some(Way::Demo), true, true),
    ] {
        let begun_then = Proof::begun(begun, NOW);
        let proof = by.map_or(begun_then, |by| begun_then.again(by, later));
        assert_eq!(proof.is_fresh(&official, later), as_official, "{proof:?}");
        assert_eq!(proof.is_fresh(&resident, later), as_resident, "{proof:?}");
        assert_eq!(proof.is_fresh(&[], later), as_resident, "{proof:?}");
    }
    // Signing in is a proof by itself.
    assert!(Proof::begun(Way::Passkey, NOW).is_fresh(&official, NOW));
    assert!(!Proof::begun(Way::Password, NOW).is_fresh(&official, NOW));
}

// Whoever stole a password adds a passkey, or an e-identification, of their own; it must be worth no
// more than the password.
#[test]
fn what_is_added_wakes_a_duty_only_where_more_than_a_password_vouched_for_it() {
    for way in Way::ALL {
        let strong = matches!(way, Way::Passkey | Way::Provider | Way::Demo);
        let begun = Proof::begun(*way, NOW);
        assert_eq!(vouches(&begun, Vouched::No, NOW), strong, "{way}");
        assert!(vouches(&begun, Vouched::Link, NOW), "{way}");
        // A session left open vouches for nothing, also beside a password of this moment.
        let later = NOW.plus_minutes(20);
        assert!(!vouches(&begun, Vouched::No, later), "{way}");
        let typed = begun.again(Way::Password, later);
        assert!(!vouches(&typed, Vouched::No, later), "{way}");
        assert!(vouches(&typed, Vouched::Link, later), "{way}");
    }
    for vouched in [true, false] {
        for way in [way_of_passkey(vouched), way_of_provider(vouched)] {
            assert_eq!(way.is_strong(), vouched);
            let (awake, _) = awake(vec![Standing::of(Role::Administrator)], way);
            assert_eq!(awake.len(), usize::from(vouched));
        }
    }
}

#[test]
fn only_a_strong_proof_of_this_moment_vouches_for_what_was_weak() {
    for way in Way::ALL {
        let begun = Proof::begun(*way, NOW);
        assert_eq!(vouches_anew(&begun, NOW.plus_minutes(14)), way.is_strong());
        let later = NOW.plus_minutes(20);
        assert!(!vouches_anew(&begun, later), "{way}");
        // A weak proof in between changes nothing.
        assert!(!vouches_anew(&begun.again(Way::Password, later), later));
        assert!(vouches_anew(&begun.again(Way::Passkey, later), later));
    }
}

#[test]
fn the_last_way_in_stays() {
    for (email, providers, passkeys, may) in [
        (true, 0, 1, true),
        (false, 0, 1, false),
        (false, 0, 2, true),
        (false, 1, 1, true),
        (true, 1, 2, true),
    ] {
        let ways = WaysIn {
            email,
            providers,
            passkeys,
        };
        assert_eq!(ways.can_lose_a_passkey(), may, "{ways:?}");
    }
}
