//! A proposal's way under a municipality's rules, from the day it is handed in to the decision.
//!
//! The rules (`fixtures/municipalities.json`) are what each municipality's own page said when it was
//! stored; `source` is the page's number in the list of sources. Nothing of it is shown to anybody as
//! what holds there today. What a page does not say is as where no threshold applies.

use std::collections::BTreeMap;

use nara_domain::actor::{Level, Role};
use nara_domain::error::{Denied, NotAllowedNow};
use nara_domain::ids::ProposalId;
use nara_domain::permissions::{Action, Case, Subject, can};
use nara_domain::proposal::{
    AnnounceWhen, Course, Kind, NotReceived, Own, Ruleset, Same, Stage, StageCode, Transition,
    TransitionKind as T, Window, may_submit,
};
use nara_domain::support::{SupportRefused, may_support};
use nara_domain::time::Date;
use serde_json::Value;

use crate::help::{SECRETARY, Walk, day, person, step_with};

pub fn towns() -> BTreeMap<String, Value> {
    serde_json::from_str(include_str!("../fixtures/municipalities.json")).unwrap()
}

/// The rules of one, read as a ruleset that was stored is.
pub fn town(key: &str) -> Ruleset {
    let towns = towns();
    let town = &towns[key];
    let name = town["name"].as_str().unwrap();
    let mut rules = serde_json::to_value(Ruleset::without_threshold(name)).unwrap();
    let named = town["rules"].as_object().unwrap().clone();
    rules.as_object_mut().unwrap().extend(named);
    let rules: Ruleset = serde_json::from_value(rules).unwrap();
    assert_eq!(rules.validate(), Ok(()), "{key}");
    rules
}

pub fn handed_in(rules: &Ruleset, today: &str) -> Result<(), NotReceived> {
    may_submit(rules, day(today), Own::default(), &[])
}

/// Registered on the day it came in.
pub fn registered(rules: &Ruleset, handed_in: &str) -> Walk {
    assert_eq!(
        may_submit(rules, day(handed_in), Own::default(), &[]),
        Ok(())
    );
    let mut walk = Walk::begin(rules.clone(), handed_in);
    walk.today = day(handed_in);
    let number = rules.diary_number(walk.today.year(), 7);
    let register = step_with(
        T::Register,
        &[("diary_number", &number), ("received_on", handed_in)],
    );
    walk.try_as(Some(SECRETARY), &register).unwrap();
    walk
}

/// Open for support from the day it came in, until the day the rules say.
pub fn open(rules: &Ruleset, handed_in: &str, window: Option<Window>, closes: &str) -> Walk {
    let mut walk = registered(rules, handed_in);
    walk.window = window;
    let announce = announcement(&walk);
    assert_eq!(
        walk.try_as(Some(SECRETARY), &announce),
        Err(NotAllowedNow::ThresholdApplies)
    );
    walk.try_as(None, &Transition::OpenForSupport).unwrap();
    let Stage::Collecting {
        closes: last,
        threshold,
        ..
    } = &walk.stage
    else {
        panic!("{}", walk.code())
    };
    assert_eq!(*last, day(closes));
    assert_eq!(Some(*threshold), rules.needed());
    walk
}

pub fn announcement(walk: &Walk) -> Transition {
    let today = walk.today.to_string();
    step_with(T::Announce, &[("body", "KF"), ("meeting_date", &today)])
}

/// The day after the last one with one too few: nothing but the end follows. On the last day with
/// enough: on to the council (after it where the rules wait for the end).
pub fn ends_one_short_and_goes_on_with_enough(
    rules: &Ruleset,
    handed_in: &str,
    closes: &str,
) -> Walk {
    let window = rules.choices(None).first().copied();
    let needed = rules.needed().unwrap();
    let mut short = open(rules, handed_in, window, closes);
    short.support_count = needed - 1;
    let reach = Transition::ReachThreshold;
    let not_reached = Err(NotAllowedNow::ThresholdNotReached {
        count: needed - 1,
        threshold: needed,
    });
    short.today = day(closes);
    assert_eq!(short.try_as(None, &reach), not_reached);
    assert_eq!(
        short.try_as(None, &Transition::MissThreshold),
        Err(NotAllowedNow::StillOpen {
            closes: day(closes)
        })
    );
    let supporter = person(5, rules.support_level, &[Role::Resident]);
    let support = |walk: &Walk| {
        let course = Course::Proposal(walk.stage.clone());
        may_support((&course, None), rules, &supporter, None, walk.today)
    };
    assert_eq!(support(&short), Ok(()));
    short.today = day(closes).add_days(1);
    assert_eq!(support(&short), Err(SupportRefused::Closed));
    assert_eq!(short.try_as(None, &reach), not_reached);
    short.try_as(None, &Transition::MissThreshold).unwrap();
    assert_eq!(short.stage.code(), StageCode::ThresholdMissed);

    let mut enough = open(rules, handed_in, window, closes);
    enough.support_count = needed;
    enough.today = day(closes);
    if rules.announce_when == AnnounceWhen::AtEnd {
        assert_eq!(
            enough.try_as(None, &reach),
            Err(NotAllowedNow::StillOpen {
                closes: day(closes)
            })
        );
        enough.today = day(closes).add_days(1);
    }
    enough.try_as(None, &reach).unwrap();
    enough
}

/// Where no threshold applies nothing is collected: the secretary announces it.
pub fn announced_at_once(rules: &Ruleset, handed_in: &str) -> Walk {
    let mut walk = registered(rules, handed_in);
    assert_eq!(
        walk.try_as(None, &Transition::OpenForSupport),
        Err(NotAllowedNow::NoThreshold)
    );
    let announce = announcement(&walk);
    walk.try_as(Some(SECRETARY), &announce).unwrap();
    walk
}

/// From the council to a decision on the last day the rules give, `answer_by`; the day after it
/// could be written off, and not before.
pub fn decided(mut walk: Walk, answer_by: &str) {
    let received = walk.stage.received().unwrap();
    assert_eq!(walk.ruleset.answer_by(received), day(answer_by));
    let on = |date: Date, kind: T, more: &[(&str, &str)]| {
        let date = date.to_string();
        let mut fields: Vec<(&str, &str)> = Vec::new();
        for spec in kind.fields() {
            if spec.name == "meeting_date" {
                fields.push((spec.name, &date));
            }
        }
        fields.extend(more);
        step_with(kind, &fields)
    };
    let hand_over = on(walk.today, T::HandOver, &[("receiving_body", "KS")]);
    walk.try_as(Some(SECRETARY), &hand_over).unwrap();
    let expected = [("expected_decision", answer_by)];
    walk.try_as(
        Some(SECRETARY),
        &on(walk.today, T::StartPreparation, &expected),
    )
    .unwrap();
    walk.today = day(answer_by);
    assert_eq!(
        walk.try_as(Some(SECRETARY), &on(walk.today, T::WriteOff, &[])),
        Err(NotAllowedNow::TooEarly {
            from: day(answer_by).add_days(1)
        })
    );
    walk.take(&[T::PresentProposal]);
    walk.try_as(
        Some(SECRETARY),
        &on(walk.today, T::Schedule, &[("body", "KS")]),
    )
    .unwrap();
    let follow_up = walk.today.add_days(60).to_string();
    let approve = on(
        walk.today,
        T::Approve,
        &[("body", "KS"), ("follow_up_date", &follow_up)],
    );
    walk.try_as(Some(SECRETARY), &approve).unwrap();
    assert_eq!(walk.stage.decision().unwrap().meeting.date, day(answer_by));
}

/// Who may hand in and support, by how well we know them.
pub fn levels(rules: &Ruleset, submit: [bool; 3], support: [bool; 3]) {
    for (level, (submits, supports)) in [Level::N1, Level::N2, Level::N3]
        .into_iter()
        .zip(submit.into_iter().zip(support))
    {
        let resident = person(5, level, &[Role::Resident]);
        let site = Subject::Site(rules);
        let may = can(&resident, Action::Submit(Kind::Proposal), &site);
        let denied = Denied::Level(rules.submit_level);
        assert_eq!(may, if submits { Ok(()) } else { Err(denied) }, "{level}");
        let walk = registered(rules, "2026-01-10");
        let mut walk = Walk {
            window: rules.choices(None).first().copied(),
            ..walk
        };
        // Where no threshold applies it can be supported from the registration on.
        if rules.needed().is_some() {
            walk.try_as(None, &Transition::OpenForSupport).unwrap();
        }
        let course = Course::Proposal(walk.stage);
        let case = Subject::Case(Case {
            kind: Kind::Proposal,
            proposer: None,
            course: &course,
            ruleset: rules,
            topic: None,
            act_author: None,
            merged: false,
        });
        let denied = Denied::Level(rules.support_level);
        let may = can(&resident, Action::Support, &case);
        assert_eq!(may, if supports { Ok(()) } else { Err(denied) }, "{level}");
    }
}

pub fn same(decided: Option<&str>) -> [Same; 1] {
    [Same {
        id: ProposalId::new(12),
        open: decided.is_none(),
        decided: decided.map(day),
    }]
}

/// The same again, so long after a decision on 2025-01-15.
pub fn again(rules: &Ruleset, today: &str) -> Result<(), NotReceived> {
    let decided = same(Some("2025-01-15"));
    may_submit(rules, day(today), Own::default(), &decided)
}

pub fn barred_until(again: &str) -> Result<(), NotReceived> {
    Err(NotReceived::SameDecided {
        of: ProposalId::new(12),
        again: day(again),
    })
}
