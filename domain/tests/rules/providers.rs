//! Signing in through an identity provider.

use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::error::Denied;
use nara_domain::ids::PersonId;
use nara_domain::provider::{
    FLOW_MINUTES, Purpose, expires_at, is_issued_in_time, is_proved_again, may_link,
};
use nara_domain::session::{Way, awake};
use nara_domain::time::Stamp;

const BEGAN: Stamp = Stamp(1_800_000_000_000);

fn after(seconds: i64) -> Stamp {
    Stamp(BEGAN.0 + seconds * 1000)
}

#[test]
fn an_answer_is_of_the_time_between_question_and_now() {
    let now = after(120);
    for (seconds, good) in [
        (-61, false),
        (-60, true),
        (0, true),
        (120, true),
        (180, true),
        (181, false),
        (1_000_000, false),
        (-1_000_000, false),
    ] {
        assert_eq!(
            is_issued_in_time(after(seconds), BEGAN, now),
            good,
            "{seconds}"
        );
    }
}

#[test]
fn who_was_only_remembered_has_not_proved_it_again() {
    let now = after(60);
    assert!(is_proved_again(Some(after(30)), BEGAN, now));
    assert!(!is_proved_again(Some(after(-3600)), BEGAN, now));
    assert!(!is_proved_again(Some(after(3600)), BEGAN, now));
    assert!(!is_proved_again(None, BEGAN, now), "not said is not proved");
}

#[test]
fn there_are_ten_minutes() {
    assert_eq!(expires_at(BEGAN), after(60 * FLOW_MINUTES));
    assert_eq!(FLOW_MINUTES, 10);
    assert_eq!(Purpose::CODES, ["sign_in", "link", "prove"]);
}

/// Every duty, by every way of signing in: what sleeps cannot be woken by adding a way in.
#[test]
fn a_sleeping_duty_is_not_woken_by_a_way_in_that_is_added() {
    for role in Role::ALL {
        for way in Way::ALL {
            let (standings, dormant) = awake(vec![Standing::of(*role)], *way);
            let asleep = !dormant.is_empty();
            let actor = Actor::Person {
                id: PersonId::new(1),
                name: "Siv".to_owned(),
                level: Level::N1,
                standings,
                dormant,
                restraint: None,
            };
            let expected = match asleep {
                true => Err(Denied::Dormant),
                false => Ok(()),
            };
            assert_eq!(may_link(&actor), expected, "{role} by {way}");
        }
    }
    assert_eq!(may_link(&Actor::Visitor), Err(Denied::SignIn));
    assert_eq!(may_link(&Actor::System), Err(Denied::SignIn));
}
