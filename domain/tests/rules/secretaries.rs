//! Which steps a secretary records: those of the body they write for.

use nara_domain::actor::{Actor, Body, Level, Role, Standing};
use nara_domain::answer::ActKind;
use nara_domain::error::{Denied, NotAllowedNow};
use nara_domain::ids::PersonId;
use nara_domain::permissions::{
    Action, Case, Subject, adds_for_own_body, can, names_own_body, of_own_body,
};
use nara_domain::proposal::{
    Course, Kind, Ruleset, Stage, TransitionKind as T, allowed_from, legal_now,
};
use nara_domain::secretary::{held_to, may_for};

use crate::help::{COLLEAGUE, OFFICIAL, SECRETARY, TO_AGENDA, Walk, official, step_with};

fn body(code: &str) -> Body {
    Body::parse(code).unwrap()
}

/// A secretary of each of these; an empty name is a duty without a body.
fn secretary_of(bodies: &[&str]) -> Actor {
    let standing = |code: &&str| Standing {
        body: (!code.is_empty()).then(|| body(code)),
        ..Standing::of(Role::Secretary)
    };
    Actor::Person {
        id: COLLEAGUE,
        name: "Gun".to_owned(),
        level: Level::T,
        standings: bodies.iter().map(standing).collect(),
        dormant: Vec::new(),
        restraint: None,
    }
}

/// The case at each stage, decided by the technical committee.
fn stages() -> Vec<Stage> {
    let tn = |kind: T| match kind {
        T::HandOver => step_with(kind, &[("receiving_body", "TN")]),
        T::Table => step_with(kind, &[("meeting_date", "2026-03-02")]),
        T::Schedule | T::Approve | T::Decline => step_with(kind, &[("body", "TN")]),
        _ => step_with(kind, &[]),
    };
    let walk = |kinds: &[T]| {
        let mut walk = Walk::begin(Ruleset::without_threshold("Provkommun"), "2026-01-10");
        for kind in kinds {
            let actor = match kind {
                T::PresentProposal => OFFICIAL,
                _ => SECRETARY,
            };
            walk.try_as(Some(actor), &tn(*kind)).unwrap();
        }
        walk.stage
    };
    let agenda = |more: &[T]| walk(&[TO_AGENDA, more].concat());
    vec![
        walk(&[]),
        walk(&TO_AGENDA[..1]),
        walk(&TO_AGENDA[..2]),
        walk(&[T::Register, T::Announce, T::Refer]),
        walk(&TO_AGENDA[..3]),
        walk(&TO_AGENDA[..5]),
        agenda(&[]),
        agenda(&[T::Table]),
        agenda(&[T::RemitBack]),
        agenda(&[T::Approve]),
        agenda(&[T::Approve, T::Plan]),
        agenda(&[T::Decline]),
    ]
}

fn may(actor: &Actor, action: Action, stage: &Stage) -> Result<(), Denied> {
    let course = Course::Proposal(stage.clone());
    let rules = Ruleset::without_threshold("Provkommun");
    let case = Case {
        kind: Kind::Proposal,
        proposer: None,
        course: &course,
        ruleset: &rules,
        topic: None,
        act_author: None,
        merged: false,
    };
    can(actor, action, &Subject::Case(case))
}

/// What somebody may record at each stage.
fn recorded_by(actor: &Actor) -> Vec<String> {
    let line = |stage: &Stage| {
        let kinds: Vec<&str> = allowed_from(stage.code())
            .into_iter()
            .filter(|kind| may(actor, Action::Record(*kind), stage).is_ok())
            .map(|kind| kind.code())
            .collect();
        format!("{}: {}", stage.code(), kinds.join(" "))
    };
    stages().iter().map(line).collect()
}

#[test]
fn a_committees_secretary_records_what_is_its_own() {
    assert_eq!(
        recorded_by(&secretary_of(&["TN"])),
        [
            "submitted: ",
            "registered: ",
            "announced: ",
            "referred: ",
            "handed_over: start_preparation",
            "proposal_ready: schedule",
            "scheduled: approve partly_approve deem_answered decline table remit_back refer",
            "tabled: schedule",
            "remitted_back: start_preparation",
            "approved: ",
            "planned: stop",
            "declined: ",
        ]
        .map(str::to_owned)
    );
    // Of another committee: what it was asked, and what it may still put on its agenda.
    assert_eq!(
        recorded_by(&secretary_of(&["SN"])),
        [
            "submitted: ",
            "registered: ",
            "announced: ",
            "referred: start_preparation",
            "handed_over: ",
            "proposal_ready: schedule",
            "scheduled: ",
            "tabled: ",
            "remitted_back: ",
            "approved: ",
            "planned: ",
            "declined: ",
        ]
        .map(str::to_owned)
    );
}

#[test]
fn the_councils_secretary_and_the_office_record_everything() {
    let everything = recorded_by(&secretary_of(&[""]));
    assert!(everything[0].contains("register") && everything[11].contains("close"));
    for bodies in [&["KF"][..], &["TN", "KF"], &["TN", ""]] {
        assert_eq!(recorded_by(&secretary_of(bodies)), everything, "{bodies:?}");
        assert_eq!(held_to(&secretary_of(bodies)), None);
    }
    // Of two committees: what is one's or the other's.
    let both = secretary_of(&["SN", "TN"]);
    let recorded = recorded_by(&both);
    assert!(recorded[3].contains("start_preparation") && recorded[6].contains("approve"));
    // Who holds another duty that records it is not held to the body.
    let Actor::Person { mut standings, .. } = secretary_of(&["SN"]) else {
        panic!()
    };
    standings.push(Standing::of(Role::Official));
    let two = Actor::Person {
        id: PersonId::new(40),
        name: "Bo".to_owned(),
        level: Level::T,
        standings,
        dormant: Vec::new(),
        restraint: None,
    };
    let stages = stages();
    assert_eq!(may(&two, Action::Record(T::Stop), &stages[10]), Ok(()));
    assert_eq!(
        may(&two, Action::Record(T::Approve), &stages[6]),
        Err(Denied::Role)
    );
    assert_eq!(held_to(&official()), None);
}

#[test]
fn it_is_said_whose_it_is() {
    let stages = stages();
    let sn = secretary_of(&["SN"]);
    let other = |of: Option<&str>| {
        Err(NotAllowedNow::OtherBody {
            mine: vec![body("SN")],
            of: of.map(body),
        })
    };
    for (kind, stage, of) in [
        (T::Register, 0, None),
        (T::Announce, 1, Some("KF")),
        (T::StartPreparation, 4, Some("TN")),
        (T::Approve, 6, Some("TN")),
        (T::Stop, 10, Some("TN")),
        (T::Close, 11, None),
    ] {
        assert_eq!(of_own_body(&sn, kind, &stages[stage]), other(of), "{kind}");
    }
    // The form can name another body than the page it stood on.
    for (kind, named) in [
        (T::Schedule, "TN"),
        (T::Approve, "KS"),
        (T::Announce, "KF"),
        (T::WriteOff, "KF"),
    ] {
        let step = step_with(kind, &[("body", named)]);
        assert_eq!(names_own_body(&sn, &step), other(Some(named)), "{kind}");
        let own = step_with(kind, &[("body", "SN")]);
        assert_eq!(names_own_body(&sn, &own), Ok(()), "{kind}");
    }
    assert_eq!(names_own_body(&sn, &step_with(T::Table, &[])), Ok(()));
}

#[test]
fn minutes_and_meetings_are_of_the_body_that_met() {
    let decided = stages().remove(11);
    let course = Course::Proposal(decided.clone());
    for (bodies, minutes, appeal) in [
        (&["TN"][..], true, false),
        (&["SN"][..], false, false),
        (&["KF"][..], true, true),
        (&[""][..], true, true),
    ] {
        let actor = secretary_of(bodies);
        for (kind, fits) in [(ActKind::Minutes, minutes), (ActKind::Appeal, appeal)] {
            let denied = may(&actor, Action::Append(kind), &decided);
            assert_eq!(denied.is_ok(), fits, "{bodies:?} {kind}");
            assert_eq!(adds_for_own_body(&actor, kind, &course).is_ok(), fits);
        }
        // What everybody adds who runs cases.
        let document = may(&actor, Action::Append(ActKind::Document), &decided);
        assert_eq!(document, Ok(()));
        assert_eq!(may_for(&actor, &body("TN")).is_ok(), minutes);
    }
    let walk = Walk::begin(Ruleset::without_threshold("Provkommun"), "2026-01-10");
    let offered = legal_now(&walk.stage, &secretary_of(&["TN"]), &walk.context(None));
    assert!(offered.is_empty(), "{offered:?}");
}
