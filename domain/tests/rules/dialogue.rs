use nara_domain::actor::{Actor, Level, Role};
use nara_domain::dialogue::{
    Change, CommentStance, MEND_MINUTES, Spot, Written, change_of, in_turn, may_agree, may_change,
    serves_everybody, speaks_as, stance_of,
};
use nara_domain::error::{Denied, NotNow};
use nara_domain::ids::{CommentId, PersonId};
use nara_domain::moderation::{Restrained, RestraintKind};
use nara_domain::permissions::{Action, Case, Subject, can};
use nara_domain::proposal::{Course, Kind, Ruleset};
use nara_domain::time::Stamp;

use crate::help::{PROPOSER, collecting, day, official, person, resident};

#[test]
fn replies_stand_two_levels_deep() {
    let id = CommentId::new;
    let spot = |of, parent: Option<i64>, thread: Option<i64>| Spot {
        id: id(of),
        parent: parent.map(id),
        thread: thread.map(id),
    };
    let comment = spot(1, None, None);
    assert_eq!((comment.depth(), comment.reply()), (0, (id(1), None)));
    let reply = spot(2, Some(1), None);
    assert_eq!((reply.depth(), reply.reply()), (1, (id(2), Some(id(1)))));
    let deepest = spot(3, Some(2), Some(1));
    let expected = (id(2), Some(id(1)));
    assert_eq!((deepest.depth(), deepest.reply()), (2, expected));
}

/// However people reply to each other, no reply is deeper than two, and all stand in the thread they
/// answer.
#[test]
fn no_thread_grows_deeper_whatever_is_answered() {
    let mut all = vec![Spot {
        id: CommentId::new(0),
        parent: None,
        thread: None,
    }];
    // Every comment answers one that its number tells: all kinds of them are met.
    for n in 1_usize..500 {
        let target = all[(n * 7919 + n / 3) % n];
        let (parent, thread) = target.reply();
        // On the second level its place says less than it notes: what it answers stands in the same branch.
        assert_eq!(target.answered(), thread.map(|_| target.id), "{target:?}");
        let branch = target.parent.filter(|_| target.depth() == 2);
        assert_eq!(branch.unwrap_or(target.id), parent, "{target:?}");
        let new = Spot {
            id: CommentId::new(i64::try_from(n).unwrap()),
            parent: Some(parent),
            thread,
        };
        assert!(new.depth() == 1 || new.depth() == 2, "{target:?} {new:?}");
        assert!(new.depth() <= target.depth() + 1);
        let of = |id: CommentId| all.iter().find(|spot| spot.id == id).unwrap();
        let root = new.thread.unwrap_or(parent);
        assert_eq!(of(root).depth(), 0, "{new:?}");
        assert_eq!(of(parent).depth(), new.depth() - 1, "{new:?}");
        all.push(new);
    }
    assert!(all.iter().filter(|spot| spot.depth() == 2).count() > 100);
}

#[test]
fn neither_side_is_ahead_while_both_have_something_to_say() {
    for ours in 0_i32..9 {
        for theirs in 0_i32..9 {
            let all = in_turn((1..=ours).collect(), (1..=theirs).map(|n| -n).collect());
            assert_eq!(all.len(), usize::try_from(ours + theirs).unwrap());
            let (mut one, mut other) = (0, 0);
            for said in &all {
                let place = if *said > 0 { &mut one } else { &mut other };
                *place += 1;
                // Each in its own order.
                assert_eq!(said.abs(), *place);
                if one < ours && other < theirs {
                    assert!((one - other).abs() <= 1, "{all:?}");
                }
            }
        }
    }
}

/// With a proposal that can be discussed.
fn with_open(test: impl FnOnce(&Subject<'_>)) {
    let ruleset = Ruleset::bjorksjo();
    let course = Course::Proposal(collecting().stage);
    test(&Subject::Case(Case {
        kind: Kind::Proposal,
        proposer: Some(PROPOSER),
        course: &course,
        ruleset: &ruleset,
        topic: None,
        act_author: None,
        merged: false,
    }));
}

#[test]
fn who_agrees_says_it_as_somebody_who_lives_here() {
    with_open(agrees_as_resident);
}

fn agrees_as_resident(subject: &Subject<'_>) {
    let author = PersonId::new(77);
    let of = |actor: &Actor| may_agree(actor, subject, author, false);
    assert_eq!(of(&resident()), Ok(()));
    assert_eq!(of(&Actor::Visitor), Err(Denied::SignIn));
    let mut refused = 0;
    for role in Role::ALL.iter().copied() {
        let somebody = person(9, Level::T, &[Role::Resident, role]);
        let expected = match can(&somebody, Action::Comment, subject) {
            Ok(()) if speaks_as(&somebody).is_some_and(serves_everybody) => Err(Denied::Role),
            answer => answer,
        };
        refused += usize::from(expected.is_err());
        assert_eq!(of(&somebody), expected, "{role:?}");
    }
    assert!(refused >= 3 && refused < Role::ALL.len());
    let me = resident();
    let mine = may_agree(&me, subject, me.person_id().unwrap(), false);
    assert_eq!(mine, Err(Denied::NotNow(NotNow::OwnComment)));
    let hidden = may_agree(&me, subject, author, true);
    assert_eq!(hidden, Err(Denied::NotNow(NotNow::TextHidden)));
    // Who is kept from writing still has a voice; who is kept from taking part has none.
    for (kind, expected) in [
        (RestraintKind::Mute, Ok(())),
        (
            RestraintKind::Suspend,
            Err(Denied::NotNow(NotNow::Suspended)),
        ),
    ] {
        let mut kept = resident();
        if let Actor::Person { restraint, .. } = &mut kept {
            let until = day("2026-03-11");
            *restraint = Some(Restrained { kind, until });
        }
        assert_eq!(of(&kept), expected, "{kind}");
        assert!(can(&kept, Action::Comment, subject).is_err(), "{kind}");
    }
}

#[test]
fn a_reply_takes_no_side() {
    assert_eq!(
        stance_of(CommentStance::For, true, None),
        CommentStance::Neutral
    );
    assert_eq!(
        stance_of(CommentStance::For, false, None),
        CommentStance::For
    );
}

#[test]
fn those_who_serve_everybody_take_no_side() {
    for role in [Role::Official, Role::Secretary, Role::Moderator] {
        assert_eq!(
            stance_of(CommentStance::Against, false, Some(role)),
            CommentStance::Neutral
        );
        assert_eq!(
            stance_of(CommentStance::Question, false, Some(role)),
            CommentStance::Question
        );
    }
    assert_eq!(
        stance_of(CommentStance::Against, false, Some(Role::Elected)),
        CommentStance::Against
    );
}

#[test]
fn a_badge_cannot_be_taken_off() {
    assert_eq!(speaks_as(&resident()), None);
    assert_eq!(speaks_as(&official()), Some(Role::Official));
    let both = person(9, Level::T, &[Role::Resident, Role::Elected]);
    assert_eq!(speaks_as(&both), Some(Role::Elected));
    assert_eq!(speaks_as(&Actor::Visitor), None);
}

fn written() -> Written {
    Written {
        mine: true,
        role: None,
        at: Stamp(0),
        hidden: false,
        met: false,
    }
}

#[test]
fn words_that_somebody_met_are_changed_in_sight_of_everybody() {
    let ten = Stamp(0).plus_minutes(MEND_MINUTES);
    let late = Stamp(ten.0 + 1);
    for now in [Stamp(0), ten, late, Stamp(0).plus_days(400)] {
        for met in [false, true] {
            for role in std::iter::once(None).chain(Role::ALL.iter().copied().map(Some)) {
                let written = Written {
                    met,
                    role,
                    ..written()
                };
                let quiet = now <= ten && !met && !role.is_some_and(serves_everybody);
                let expected = if quiet { Change::Mend } else { Change::Revise };
                assert_eq!(change_of(&written, now), expected, "{written:?} {now:?}");
            }
        }
    }
    assert_eq!(change_of(&written(), ten), Change::Mend);
    assert_eq!(change_of(&written(), late), Change::Revise);
}

#[test]
fn one_changes_ones_own_words_under_the_badge_they_were_said_under() {
    with_open(|subject| {
        let may = |actor: &Actor, written: Written| may_change(actor, subject, &written);
        let me = resident();
        assert_eq!(may(&me, written()), Ok(()));
        assert_eq!(may(&Actor::Visitor, written()), Err(Denied::SignIn));
        let theirs = Written {
            mine: false,
            ..written()
        };
        assert_eq!(may(&me, theirs), Err(Denied::NotYours));
        let hidden = Written {
            hidden: true,
            ..written()
        };
        let gone = Denied::NotNow(NotNow::TextHidden);
        assert_eq!(may(&me, hidden), Err(gone));
        let said_as = |role| Written {
            role: Some(role),
            ..written()
        };
        let other = Err(Denied::NotNow(NotNow::OtherDuty));
        assert_eq!(may(&me, said_as(Role::Official)), other);
        assert_eq!(may(&official(), written()), other);
        assert_eq!(may(&official(), said_as(Role::Official)), Ok(()));
    });
}
