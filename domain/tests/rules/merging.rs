//! Two proposals that become one: which can, when it is settled, and when the part goes on alone.

use nara_domain::ids::ProposalId;
use nara_domain::merging::{
    Answer, Consents, Named, NotMergeable, Side, answer_until, group, may_merge, named, sets_free,
};
use nara_domain::proposal::{Course, IdeaStage, Stage, StageCode, StageGroup, TransitionKind as T};
use nara_domain::support::{SupportRefused, is_whole};

use crate::help::{Walk, collecting, day, on_agenda};

fn proposal(walk: &Walk) -> Course {
    Course::Proposal(walk.stage.clone())
}

fn idea() -> Course {
    Course::Idea(IdeaStage::published(day("2026-03-01")))
}

fn side(id: i64, course: &Course) -> Side<'_> {
    Side {
        id: ProposalId::new(id),
        course,
        merged_into: None,
        has_parts: false,
    }
}

#[test]
fn every_stage_of_one_with_every_stage_of_the_other() {
    let submitted = Course::Proposal(Stage::submitted(day("2026-03-01")));
    let registered = proposal(&collecting());
    let Course::Proposal(stage) = &registered else {
        unreachable!()
    };
    let registered_only = Course::Proposal(Stage::Registered {
        registration: stage.registration().unwrap().clone(),
    });
    let scheduled = proposal(&on_agenda());
    let approved = proposal(on_agenda().take(&[T::Approve]));
    let withdrawn = proposal(collecting().take(&[T::Withdraw]));
    let (idea, collecting) = (idea(), registered);
    let all = [
        &submitted,
        &registered_only,
        &collecting,
        &scheduled,
        &approved,
        &withdrawn,
        &idea,
    ];
    // Rows: what would be part; columns: what would lead, in the same order.
    // `+` may, `t` the part is too far or not far enough, `o` the lead is over or hidden, `k` kinds.
    let table = [
        "ttttttt", "o+++ook", "o+++ook", "ttttttt", "ttttttt", "ttttttt", "kkkkkk+",
    ];
    for (part, expected) in all.iter().zip(table) {
        let answered: String = all
            .iter()
            .map(|lead| match may_merge(&side(1, part), &side(2, lead)) {
                Ok(()) => '+',
                Err(NotMergeable::TooFar) => 't',
                Err(NotMergeable::LeadIsOver) => 'o',
                Err(NotMergeable::OtherKind) => 'k',
                Err(other) => panic!("{other}"),
            })
            .collect();
        assert_eq!(answered, expected, "{}", part.code());
    }
}

#[test]
fn no_chains_no_rings_and_not_with_itself() {
    let course = proposal(&collecting());
    let (one, other) = (side(1, &course), side(2, &course));
    assert_eq!(may_merge(&one, &one), Err(NotMergeable::Same));
    let part = Side {
        merged_into: Some(ProposalId::new(3)),
        ..one
    };
    let leads = Side {
        has_parts: true,
        ..one
    };
    assert_eq!(may_merge(&part, &other), Err(NotMergeable::PartOfAnother));
    assert_eq!(may_merge(&other, &part), Err(NotMergeable::LeadIsPart));
    assert_eq!(may_merge(&leads, &other), Err(NotMergeable::HasParts));
    // One can lead several.
    assert_eq!(may_merge(&other, &leads), Ok(()));
    // And back again: what leads cannot become part of its part.
    let its_part = Side {
        merged_into: Some(leads.id),
        ..other
    };
    assert_eq!(may_merge(&leads, &its_part), Err(NotMergeable::HasParts));
    assert_eq!(is_whole(None), Ok(()));
    assert_eq!(is_whole(Some(leads.id)), Err(SupportRefused::Merged));
}

#[test]
fn two_yeses_settle_it_and_one_no_does() {
    let (yes, no) = (Some(true), Some(false));
    for (part, lead, settled) in [
        (None, None, None),
        (yes, None, None),
        (None, yes, None),
        (yes, yes, Some(Answer::Yes)),
        (no, None, Some(Answer::No)),
        (None, no, Some(Answer::No)),
        (yes, no, Some(Answer::No)),
        (no, yes, Some(Answer::No)),
        (no, no, Some(Answer::No)),
    ] {
        let said = Consents { part, lead };
        assert_eq!(said.settled(), settled, "{said:?}");
    }
    assert_eq!(answer_until(day("2026-02-10")), day("2026-03-03"));
}

#[test]
fn a_part_goes_on_alone_where_nobody_decided_on_what_both_ask_for() {
    assert!(sets_free(&proposal(collecting().take(&[T::Withdraw]))));
    assert!(!sets_free(&proposal(&collecting())));
    for kinds in [&[T::Approve][..], &[T::Decline], &[T::DeemAnswered]] {
        assert!(!sets_free(&proposal(on_agenda().take(kinds))), "{kinds:?}");
    }
    assert!(!sets_free(&idea()));
}

#[test]
fn what_was_left_of_the_time_for_support_is_left_again() {
    let before = collecting().stage;
    let Stage::Collecting { closes, .. } = before.clone() else {
        unreachable!()
    };
    let Stage::Collecting {
        closes: later,
        registration,
        ..
    } = before.clone().resumed(31)
    else {
        unreachable!()
    };
    assert_eq!(later, closes.add_days(31));
    assert_eq!(
        registration.diary_number,
        before.registration().unwrap().diary_number
    );
    assert_eq!(before.clone().resumed(0), before);
    assert_eq!(on_agenda().stage.resumed(9).code(), StageCode::Scheduled);
}

#[test]
fn a_part_waits_for_nothing_of_its_own() {
    let course = proposal(&collecting());
    assert_eq!(group(&course, false), StageGroup::Collecting);
    assert_eq!(group(&course, true), StageGroup::Ended);
}

#[test]
fn a_proposal_is_named_by_number_address_or_diary() {
    let number = |id| Some(Named::Number(ProposalId::new(id)));
    for (typed, expected) in [
        ("12", number(12)),
        (" 12 ", number(12)),
        ("https://nara.bjorksjo.se/forslag/12/lekplats", number(12)),
        ("/en/forslag/12?x=1", number(12)),
        ("/forslag/12#svar-3", number(12)),
        ("KS/2026:41", Some(Named::Diary("KS/2026:41".to_owned()))),
        ("lekplats", Some(Named::Diary("lekplats".to_owned()))),
        ("", None),
        ("  ", None),
    ] {
        assert_eq!(named(typed), expected, "{typed:?}");
    }
}
