//! Groups of young people: codes, aliases, members, and texts that are read first.

use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::error::{Denied, FieldProblem, NotNow};
use nara_domain::group::{
    ALIAS_MAX, Alias, CODE_LENGTH, DAYS_MAX, EntryCode, MEMBERS_MAX, MemberMove, MemberState,
    NAME_MAX, NewGroup, NewGroupText, WaitingMove, WaitingState, is_member, is_open, kept_out,
    key_of, lets_in, may_go, session_stands, shown_as, suggest, waits_to_be_read,
};
use nara_domain::ids::PersonId;
use nara_domain::text;
use nara_domain::time::{Date, Stamp};
use proptest::prelude::*;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn typed<'a>() -> NewGroupText<'a> {
    NewGroupText {
        name: "Norrskolan 9B",
        age_from: "14",
        age_to: "16",
        last_day: "2026-06-12",
        max_members: "32",
    }
}

#[test]
fn a_code_is_read_however_it_is_typed() {
    let code = EntryCode::from_random([31, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(code.shown(), "Z0123 45678");
    for typed in [
        "Z0123 45678",
        "z012345678",
        " zo1 23-45 678 ",
        "ZOI2345678",
        "zol23\u{2013}45678",
    ] {
        assert_eq!(EntryCode::read(typed).as_ref(), Some(&code), "{typed}");
    }
    for typed in ["", "Z0123", "Z0123 4567U", "Z0123 456789", "Å0123 45678"] {
        assert_eq!(EntryCode::read(typed), None, "{typed}");
    }
    assert_eq!(format!("{code:?}"), "EntryCode(…)");
    assert_eq!(CODE_LENGTH, 10);
}

proptest! {
    #[test]
    fn what_is_shown_is_read_again(bytes in any::<[u8; 10]>()) {
        let code = EntryCode::from_random(bytes);
        prop_assert_eq!(EntryCode::read(&code.shown()), Some(code.clone()));
        prop_assert_eq!(EntryCode::read(&code.as_str().to_lowercase()), Some(code));
    }

    #[test]
    fn an_alias_never_carries_an_address_or_a_number(typed in ".{0,40}") {
        if let Ok(alias) = Alias::parse(&typed) {
            let shown = alias.as_str();
            prop_assert!(text::count(shown) <= ALIAS_MAX);
            prop_assert!(!shown.contains(['@', ',', '.', '/', ':', '<']));
            prop_assert!(shown.chars().filter(|c| c.is_numeric()).count() <= 3);
            prop_assert!(!alias.key().is_empty());
        }
    }

    #[test]
    fn a_text_goes_only_where_it_may(steps in prop::collection::vec(0_usize..4, 0..12)) {
        let mut state = WaitingState::Waiting;
        for step in steps {
            let step = WaitingMove::ALL[step];
            match state.after(step) {
                Some(next) => {
                    prop_assert!(state.is_open(), "{state} was over");
                    prop_assert_eq!(next, step.to());
                    state = next;
                }
                None => prop_assert!(!step.from().contains(&state)),
            }
        }
    }
}

#[test]
fn an_alias_says_nothing_about_who_it_is() {
    for good in ["Glad Räv", "räv 12", "Röd-Lo", "Åska", "يوسف"] {
        assert_eq!(Alias::parse(good).unwrap().as_str(), good);
    }
    assert_eq!(Alias::parse("  Glad   Räv ").unwrap().as_str(), "Glad Räv");
    for (bad, why) in [
        ("", FieldProblem::Missing),
        ("a", FieldProblem::TooShort { min: 2, actual: 1 }),
        ("siv@example.se", FieldProblem::Personal),
        ("070-123 45 67", FieldProblem::Personal),
        ("20110304-1234", FieldProblem::Personal),
        ("Räv 2011", FieldProblem::Personal),
        ("Anna-Lo", FieldProblem::RealName),
        ("glad andersson", FieldProblem::RealName),
        ("123", FieldProblem::AliasLetters),
        ("Räv, 9B", FieldProblem::AliasLetters),
        ("www.räv.se", FieldProblem::AliasLetters),
        ("<b>Räv", FieldProblem::AliasLetters),
    ] {
        assert_eq!(Alias::parse(bad), Err(why), "{bad}");
    }
    assert_eq!(
        Alias::parse("Glad-Räv").unwrap().key(),
        Alias::parse("glad räv").unwrap().key()
    );
    assert_ne!(key_of("Räv"), key_of("Rav"));
}

#[test]
fn suggestions_are_aliases_and_many() {
    let mut all = std::collections::BTreeSet::new();
    for first in 0..=255 {
        for second in 0..=255 {
            let alias = suggest([first, second]).unwrap();
            assert_eq!(Alias::parse(alias.as_str()).as_ref(), Ok(&alias));
            all.insert(alias.key());
        }
    }
    assert_eq!(all.len(), 32 * 32);
}

#[test]
fn a_member_is_shown_with_the_group_and_it_fits() {
    let alias = Alias::parse("Glad Räv").unwrap();
    assert_eq!(shown_as(&alias, "Norrskolan 9B"), "Glad Räv, Norrskolan 9B");
    let longest = shown_as(
        &Alias::parse(&"å".repeat(ALIAS_MAX)).unwrap(),
        &"ö".repeat(NAME_MAX),
    );
    assert!(text::display_name(&longest).is_ok());
}

#[test]
fn a_group_is_checked_all_at_once() {
    let today = day("2026-03-04");
    let group = NewGroup::parse(typed(), today).unwrap();
    assert_eq!(group.name, "Norrskolan 9B");
    assert_eq!(
        (group.age_from, group.age_to, group.max_members),
        (14, 16, 32)
    );
    // The last day is a whole day in Stockholm.
    assert_eq!(group.ends_at(), Stamp::from_date(day("2026-06-13")));
    let last = Stamp(group.ends_at().0 - 1);
    assert_eq!(last.day(), day("2026-06-12"));
    assert!(is_open(group.ends_at(), None, last));
    assert!(!is_open(group.ends_at(), None, group.ends_at()));
    assert!(!is_open(group.ends_at(), Some(Stamp(5)), Stamp(4)));

    let nothing = NewGroup::parse(NewGroupText::default(), today).unwrap_err();
    let fields: Vec<&str> = nothing.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(
        fields,
        ["name", "age_from", "age_to", "max_members", "last_day"]
    );
    let long_after = today.add_days(DAYS_MAX + 1).to_string();
    for (typed, field, problem) in [
        (
            NewGroupText {
                name: "9B, Norr",
                ..typed()
            },
            "name",
            FieldProblem::InvalidCharacter,
        ),
        (
            NewGroupText {
                age_from: "5",
                ..typed()
            },
            "age_from",
            FieldProblem::OutOfRange { min: 6, max: 25 },
        ),
        (
            NewGroupText {
                age_to: "13",
                ..typed()
            },
            "age_to",
            FieldProblem::OutOfRange { min: 14, max: 25 },
        ),
        (
            NewGroupText {
                age_to: "x",
                ..typed()
            },
            "age_to",
            FieldProblem::NotANumber,
        ),
        (
            NewGroupText {
                max_members: "1000",
                ..typed()
            },
            "max_members",
            FieldProblem::OutOfRange {
                min: 2,
                max: MEMBERS_MAX,
            },
        ),
        (
            NewGroupText {
                last_day: "12 juni",
                ..typed()
            },
            "last_day",
            FieldProblem::NotADate,
        ),
        (
            NewGroupText {
                last_day: "2026-03-03",
                ..typed()
            },
            "last_day",
            FieldProblem::DateInPast,
        ),
        (
            NewGroupText {
                last_day: &long_after,
                ..typed()
            },
            "last_day",
            FieldProblem::DateTooFar,
        ),
    ] {
        let wrong = NewGroup::parse(typed, today).unwrap_err();
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        assert_eq!(
            (wrong[0].field.as_str(), &wrong[0].problem),
            (field, &problem)
        );
    }
}

#[test]
fn a_group_without_a_leader_lets_nobody_in_and_reads_first() {
    for (open, led) in [(false, false), (false, true), (true, false), (true, true)] {
        assert_eq!(lets_in(open, led), open && led, "{open} {led}");
    }
    assert!(waits_to_be_read(true, true) && waits_to_be_read(true, false));
    assert!(
        waits_to_be_read(false, false),
        "nobody could put a stop to it"
    );
    assert!(!waits_to_be_read(false, true));
    assert_eq!(may_go(0), Err(Denied::NotNow(NotNow::LastLeader)));
    assert_eq!(may_go(1), Ok(()));
}

#[test]
fn only_putting_somebody_out_needs_another_code() {
    let out = MemberMove::ALL.iter().filter(|step| step.puts_out());
    let out: Vec<_> = out.copied().collect();
    assert_eq!(out, [MemberMove::Pause, MemberMove::Remove]);
    // Each leads to where the own code opens nothing, and the group's still would.
    for state in MemberState::ALL {
        for step in state.moves() {
            let to = state.after(*step).unwrap();
            assert_eq!(step.puts_out(), to != MemberState::In, "{step:?}");
        }
    }
}

#[test]
fn what_can_be_done_about_a_member() {
    use MemberMove as M;
    use MemberState as S;
    for (state, step, after) in [
        (S::In, M::Pause, Some(S::Paused)),
        (S::In, M::Remove, Some(S::Removed)),
        (S::In, M::BringBack, None),
        (S::Paused, M::Pause, None),
        (S::Paused, M::Remove, Some(S::Removed)),
        (S::Paused, M::BringBack, Some(S::In)),
        (S::Removed, M::Pause, None),
        (S::Removed, M::Remove, None),
        (S::Removed, M::BringBack, Some(S::In)),
    ] {
        assert_eq!(state.after(step), after, "{state} {step}");
        assert_eq!(state.moves().contains(&step), after.is_some());
    }
    assert!(S::In.takes_a_place() && S::Paused.takes_a_place() && !S::Removed.takes_a_place());
}

#[test]
fn who_was_in_a_group_is_no_resident_when_it_is_over() {
    let someone = |level, standings| Actor::Person {
        id: PersonId::new(1),
        name: "Glad Räv, Norrskolan 9B".to_owned(),
        level,
        standings,
        dormant: Vec::new(),
        restraint: None,
    };
    let youth = vec![Standing::of(Role::Youth)];
    assert!(someone(Level::S, youth.clone()).has(Role::Youth));
    assert!(is_member(&someone(Level::S, youth.clone())));
    assert!(!is_member(&Actor::Visitor));
    let left = someone(Level::S, Vec::new());
    for role in Role::ALL {
        assert!(!left.has(*role), "{role}");
    }
    assert!(someone(Level::N1, Vec::new()).has(Role::Resident));
    assert!(session_stands(Level::S, &youth));
    assert!(!session_stands(Level::S, &[]));
    assert!(session_stands(Level::N1, &[]));
}

#[test]
fn who_is_kept_out_is_told_why() {
    assert_eq!(kept_out(true, true, 29, 30), None);
    assert_eq!(kept_out(true, true, 30, 30), Some(FieldProblem::GroupFull));
    assert_eq!(kept_out(true, false, 30, 30), Some(FieldProblem::NoLeader));
    for (led, members) in [(true, 0), (true, 30), (false, 0)] {
        let why = kept_out(false, led, members, 30);
        assert_eq!(why, Some(FieldProblem::GroupEnded));
    }
    for state in MemberState::ALL {
        assert_eq!(
            state.kept_out().is_none(),
            *state == MemberState::In,
            "{state:?}"
        );
    }
}
