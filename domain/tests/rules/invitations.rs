use nara_domain::actor::Role;
use nara_domain::duty::Term;
use nara_domain::invitation::{Acceptance, Facts, State, vouches};
use nara_domain::session::PASSKEY_LINK_HOURS;
use nara_domain::time::{Date, Stamp};

fn noon() -> Stamp {
    Stamp::from_date(Date::parse("2026-03-04").unwrap()).plus_hours(12)
}

/// So many hours after the invitation was accepted.
fn at(hours: i64) -> Stamp {
    noon().plus_hours(hours)
}

fn duty(role: Role, from: i64, until: Option<i64>) -> (Role, Term) {
    let term = Term {
        from: at(from),
        until: until.map(at),
    };
    (role, term)
}

#[test]
fn an_invitation_vouches_for_the_one_duty_it_gave() {
    use Role::{Administrator, Moderator, Official, Resident};
    let invited = duty(Moderator, 0, None);
    // Duties besides the invited one, the hour it is asked in, and whether it vouches.
    type Case<'a> = (&'a str, &'a [(Role, Term)], i64, bool);
    let cases: &[Case<'_>] = &[
        ("nothing else", &[], 1, true),
        ("a resident's", &[duty(Resident, -9, None)], 1, true),
        (
            "one that was over before",
            &[duty(Administrator, -9, Some(-1))],
            1,
            true,
        ),
        ("one held then", &[duty(Administrator, -9, None)], 1, false),
        (
            "one held then, over since",
            &[duty(Administrator, -9, Some(1))],
            2,
            false,
        ),
        (
            "one whose place it took",
            &[duty(Moderator, -9, Some(0))],
            1,
            false,
        ),
        ("one to come", &[duty(Official, 48, None)], 1, false),
        ("one given since", &[duty(Official, 1, None)], 2, false),
        (
            "one given since and over",
            &[duty(Official, 1, Some(2))],
            3,
            false,
        ),
        (
            "the same again, with another title",
            &[duty(Moderator, 1, None)],
            2,
            false,
        ),
        ("the last moment", &[], PASSKEY_LINK_HOURS - 1, true),
        ("a day later", &[], PASSKEY_LINK_HOURS, false),
    ];
    let accepted = Acceptance {
        role: Moderator,
        at: noon(),
    };
    for (what, others, hour, expected) in cases {
        // In whatever order they are read.
        let last = [others.to_vec(), vec![invited]].concat();
        let first = [vec![invited], others.to_vec()].concat();
        for duties in [first, last] {
            assert_eq!(vouches(accepted, &duties, at(*hour)), *expected, "{what}");
        }
    }
    // Ended, by hand or by its last day; and never given.
    let ended = [duty(Moderator, 0, Some(1))];
    assert!(vouches(accepted, &ended, at(0)));
    assert!(!vouches(accepted, &ended, at(1)));
    assert!(!vouches(accepted, &[], at(0)));
    let other = [duty(Official, 0, None)];
    assert!(!vouches(accepted, &other, at(0)));
}

#[test]
fn an_invitation_is_open_until_something_ends_it() {
    let open = Facts {
        expires_at: at(48),
        last_day: None,
        accepted_at: None,
        withdrawn_at: None,
        inviter_may: true,
    };
    let tonight = Some(noon().day());
    let midnight = at(12);
    let left = Facts {
        inviter_may: false,
        ..open
    };
    let accepted = Facts {
        accepted_at: Some(at(1)),
        ..left
    };
    let withdrawn = Facts {
        withdrawn_at: Some(at(1)),
        ..left
    };
    let short = Facts {
        last_day: tonight,
        ..open
    };
    for (facts, hours, state, unanswered) in [
        (open, 0, State::Open(at(48)), true),
        (open, 47, State::Open(at(48)), true),
        (open, 48, State::Expired(at(48)), true),
        // The duty it is to is over before it begins.
        (short, 11, State::Open(midnight), true),
        (short, 12, State::Expired(midnight), true),
        (left, 0, State::InviterLeft, true),
        (left, 48, State::Expired(at(48)), true),
        // What happened has happened.
        (accepted, 2, State::Accepted(at(1)), false),
        (accepted, 99, State::Accepted(at(1)), false),
        (withdrawn, 2, State::Withdrawn(at(1)), false),
        (withdrawn, 99, State::Withdrawn(at(1)), false),
    ] {
        let found = State::of(facts, at(hours));
        assert_eq!(found, state, "{facts:?} after {hours} hours");
        assert_eq!(found.is_unanswered(), unanswered, "{found:?}");
    }
}
