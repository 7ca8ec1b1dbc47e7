//! How long somebody stays signed in.

use nara_domain::actor::{Role, Standing};
use nara_domain::session::{Limits, limits};
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
