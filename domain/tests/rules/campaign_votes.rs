//! Votes on a campaign's ideas: who may, what a ballot holds, the order, the count and the slips.

use nara_domain::actor::{Actor, Level, Role};
use nara_domain::campaign::{
    COUNTED_BY, COUNTED_WITH, CampaignContext, CampaignStage, CampaignStep, CampaignStepKind as K,
    Counted, Filled, SLIPS, Total, Voting, WhoVotes, alike, ballot, count, may_vote, order_seed,
    paper, paper_field, shuffled,
};
use nara_domain::error::{Denied, FieldError, FieldProblem as P, NotAllowedNow};
use nara_domain::ids::{CampaignId, PersonId, ProposalId};
use nara_domain::proposal::Ruleset;
use proptest::prelude::*;

use crate::help::{day, person, values};

fn ids(numbers: &[i64]) -> Vec<ProposalId> {
    numbers
        .iter()
        .map(|number| ProposalId::new(*number))
        .collect()
}

fn voting(who: WhoVotes) -> Voting {
    Voting {
        until: day("2026-06-12"),
        votes_each: 2,
        who,
        whom: "Norrskolan, 13–15 år".to_owned(),
    }
}

#[test]
fn who_may_vote() {
    let rules = Ruleset::bjorksjo();
    let youth = person(1, Level::S, &[Role::Youth]);
    let resident = person(2, Level::N1, &[Role::Resident]);
    let stranger = person(3, Level::None, &[Role::Resident]);
    let official = person(4, Level::T, &[Role::Official]);
    let level = Err(Denied::Level(rules.support_level));
    use WhoVotes::{Everyone, Groups};
    for (who, actor, in_group, expected) in [
        (Groups, &Actor::Visitor, false, Err(Denied::SignIn)),
        (Everyone, &Actor::Visitor, false, Err(Denied::SignIn)),
        (Groups, &youth, true, Ok(())),
        (Groups, &youth, false, Err(Denied::Role)),
        (Groups, &resident, false, Err(Denied::Role)),
        // Whoever runs the group is no member of it.
        (Groups, &official, true, Err(Denied::Role)),
        (Everyone, &youth, true, Ok(())),
        (Everyone, &youth, false, Ok(())),
        (Everyone, &resident, false, Ok(())),
        (Everyone, &stranger, false, level),
        (Everyone, &official, false, Err(Denied::Role)),
    ] {
        let may = may_vote(&voting(who), &rules, actor, in_group);
        assert_eq!(may, expected, "{who:?} {actor:?}");
    }
}

#[test]
fn the_last_day_is_one_to_vote_on() {
    let vote = voting(WhoVotes::Groups);
    assert!(vote.is_open(day("2026-06-12")));
    assert!(!vote.is_open(day("2026-06-13")));
}

#[test]
fn what_a_ballot_may_hold() {
    let known = ids(&[3, 5, 8]);
    for (ticked, expected) in [
        (&[5][..], Ok(ids(&[5]))),
        (&[8, 3], Ok(ids(&[3, 8]))),
        (&[], Err(P::NoneTicked)),
        (&[3, 3], Err(P::Twice)),
        (&[4], Err(P::NotAChoice)),
        (&[3, 5, 8], Err(P::TooMany { max: 2 })),
    ] {
        assert_eq!(ballot(&ids(ticked), &known, 2), expected, "{ticked:?}");
    }
}

#[test]
fn an_idea_that_fell_out_is_not_counted() {
    let ballots = alike([ids(&[3, 9]), ids(&[9]), ids(&[5, 3])]);
    let totals = count(&[(1, 3.into()), (2, 5.into())], &ballots, &[(9.into(), 4)]);
    let got: Vec<_> = totals
        .iter()
        .map(|total| (total.slot, total.in_all()))
        .collect();
    assert_eq!(got, [(1, 2), (2, 1)]);
}

#[test]
fn those_with_the_same_share_a_place() {
    let total = |slot, votes, on_paper| Total {
        slot,
        idea: slot.into(),
        votes,
        on_paper,
    };
    let totals = vec![total(2, 3, 1), total(5, 4, 0), total(1, 2, 0)];
    let counted = Counted {
        totals,
        ..Counted::default()
    };
    let places: Vec<_> = counted
        .totals
        .iter()
        .map(|one| counted.place(one))
        .collect();
    assert_eq!(places, [1, 1, 3]);
}

#[test]
fn slips_have_to_be_true_together() {
    let known = ids(&[3, 5]);
    let good = values(&[
        (SLIPS, "12"),
        (&paper_field(3.into()), "10"),
        (&paper_field(5.into()), " 4 "),
        (COUNTED_BY, "Tove Ek"),
        (COUNTED_WITH, "Karin Ås"),
    ]);
    let read = paper(&good, &known, 2).unwrap();
    assert_eq!(
        (read.slips, read.votes),
        (12, vec![(3.into(), 10), (5.into(), 4)])
    );
    let with = |field: &str, value: &str| {
        let mut form = good.clone();
        form.insert(field.to_owned(), value.to_owned());
        paper(&form, &known, 2).map_err(|errors| {
            let one = errors.into_iter().next().unwrap();
            (one.field, one.problem)
        })
    };
    let at = |field: &str, problem| Err((field.to_owned(), problem));
    let range = |min, max| P::OutOfRange { min, max };
    // Fourteen crosses are on seven slips at least, and on no more than fourteen.
    assert_eq!(with(SLIPS, "15"), at(SLIPS, range(7, 14)));
    assert_eq!(with(SLIPS, "14").unwrap().slips, 14);
    assert_eq!(with("votes-3", "13"), at("votes-3", range(0, 12)));
    assert_eq!(with("votes-3", "-1"), at("votes-3", range(0, 12)));
    // An empty number is none: four crosses are on four slips at most.
    assert_eq!(with("votes-3", ""), at(SLIPS, range(2, 4)));
    assert_eq!(with(SLIPS, ""), at(SLIPS, P::Missing));
    assert_eq!(with(SLIPS, "många"), at(SLIPS, P::NotANumber));
    assert_eq!(with(COUNTED_WITH, "tove ek"), at(COUNTED_WITH, P::Twice));
    assert_eq!(with(COUNTED_BY, ""), at(COUNTED_BY, P::Missing));
    assert_eq!(with("votes-4", "1"), at("votes-4", P::UnknownField));
}

fn curated() -> CampaignStage {
    let approval = CampaignStep::parse(
        K::Approve,
        &values(&[
            ("approved_by", "Lena Borg"),
            ("sponsor", "Anna Ek (X)"),
            ("opens_on", "2026-05-01"),
            ("ideas_until", "2026-05-20"),
            ("budget", "Inga pengar"),
            ("answerer", "Fritid"),
            ("stand_in", "Skolan"),
            ("answer_days", "60"),
            ("consent", "Brev hem."),
            ("data_protection", "yes"),
        ]),
    );
    let Ok(CampaignStep::Approve { approval }) = approval else {
        panic!("{approval:?}")
    };
    CampaignStage::Curate {
        approval,
        since: day("2026-05-21"),
    }
}

fn vote(until: &str, votes: i64) -> CampaignStep {
    CampaignStep::Vote {
        voting: Voting {
            until: day(until),
            votes_each: votes,
            ..voting(WhoVotes::Groups)
        },
    }
}

#[test]
fn a_vote_needs_ideas_and_a_day() {
    let ctx = |filled: &'static [Filled], loose| CampaignContext {
        today: day("2026-06-01"),
        filled,
        loose,
        unanswered: 0,
        unsaid: 0,
    };
    const THREE: &[Filled] = &[
        Filled {
            chosen: 2,
            quota: 5,
        },
        Filled {
            chosen: 1,
            quota: 1,
        },
    ];
    const ONE: &[Filled] = &[Filled {
        chosen: 1,
        quota: 5,
    }];
    let refused = |field: &str, problem| {
        let errors = vec![FieldError::new(field, problem)];
        Err(NotAllowedNow::Fields { errors })
    };
    let good = curated()
        .apply(&vote("2026-06-02", 2), &ctx(THREE, 0))
        .unwrap();
    assert!(!good.is_choosing() && !good.takes_groups());
    let few = NotAllowedNow::TooFewToVote {
        chosen: 1,
        least: 2,
    };
    assert_eq!(
        curated().apply(&vote("2026-06-02", 1), &ctx(ONE, 0)),
        Err(few)
    );
    let left = NotAllowedNow::IdeasLeft { count: 4 };
    assert_eq!(
        curated().apply(&vote("2026-06-02", 1), &ctx(THREE, 4)),
        Err(left)
    );
    let latest = day("2026-09-01");
    for (until, votes, field, problem) in [
        ("2026-06-01", 1, "voting_until", P::NotAfterToday),
        ("2026-09-02", 1, "voting_until", P::TooFarAhead { latest }),
        (
            "2026-06-02",
            3,
            "votes_each",
            P::OutOfRange { min: 1, max: 2 },
        ),
    ] {
        let taken = curated().apply(&vote(until, votes), &ctx(THREE, 0));
        assert_eq!(taken, refused(field, problem), "{until} {votes}");
    }
    // It is counted by the passing of time, the day after.
    assert_eq!(good.due(day("2026-06-02")), None);
    let due = good.due(day("2026-06-03")).map(|step| step.kind());
    assert_eq!(due, Some(K::Count));
    assert!(nara_domain::campaign::runs(&Actor::System, K::Count, false).is_ok());
    // What came back from being hidden can no longer be chosen, and holds nobody up.
    let counted = CampaignStep::Count {
        counted: Counted::default(),
    };
    let voted = good.apply(&counted, &ctx(THREE, 0)).unwrap();
    let present = CampaignStep::parse(
        K::Present,
        &values(&[
            ("meeting_date", "2026-06-01"),
            ("present", "Nämnden."),
            ("unfilled", "Ingen kom på fler."),
        ]),
    );
    assert!(voted.apply(&present.unwrap(), &ctx(THREE, 1)).is_ok());
}

proptest! {
    #[test]
    fn a_shuffle_loses_nothing_and_is_the_same_again(seed: u64, many in 0_usize..60) {
        let items: Vec<usize> = (0..many).collect();
        let once = shuffled(seed, items.clone());
        prop_assert_eq!(&once, &shuffled(seed, items.clone()));
        let mut sorted = once;
        sorted.sort_unstable();
        prop_assert_eq!(sorted, items);
    }

    #[test]
    fn whatever_was_voted_is_counted_once(
        ballots in proptest::collection::vec(proptest::collection::btree_set(1_i64..8, 1..4), 0..80),
        slips in proptest::collection::vec((1_i64..8, 0_i64..50), 0..20),
    ) {
        let ballots: Vec<Vec<ProposalId>> = ballots
            .into_iter()
            .map(|ballot| ballot.into_iter().map(ProposalId::new).collect())
            .collect();
        let slips: Vec<_> = slips.into_iter().map(|(id, n)| (ProposalId::new(id), n)).collect();
        let candidates: Vec<_> = (1..8).map(|n| (n, ProposalId::new(n))).collect();
        let boxed = alike(ballots.clone());
        let all: i64 = boxed.iter().map(|(_, many)| many).sum();
        prop_assert_eq!(all, i64::try_from(ballots.len()).unwrap());
        // In whatever order they came, the box is the same.
        let mut other = ballots.clone();
        other.reverse();
        prop_assert_eq!(&boxed, &alike(other));
        let totals = count(&candidates, &boxed, &slips);
        prop_assert_eq!(totals.len(), candidates.len());
        for total in &totals {
            let here = ballots.iter().filter(|ballot| ballot.contains(&total.idea)).count();
            prop_assert_eq!(total.votes, i64::try_from(here).unwrap());
            let paper: i64 = slips.iter().filter(|(id, _)| *id == total.idea).map(|(_, n)| n).sum();
            prop_assert_eq!(total.on_paper, paper);
        }
        prop_assert!(totals.windows(2).all(|two| two[0].in_all() >= two[1].in_all()));
        let counted = Counted { ballots: all, slips: 3, fell_out: 1, totals };
        let step = CampaignStep::Count { counted };
        prop_assert_eq!(CampaignStep::parse(K::Count, &step.to_fields()), Ok(step));
    }
}

/// No idea stands first for everybody, or nearly.
#[test]
fn each_idea_is_first_for_some() {
    let campaign = CampaignId::new(3);
    let mut first = [0_u32; 10];
    for voter in 1..=2_000 {
        let seed = order_seed(PersonId::new(voter), campaign);
        first[shuffled(seed, (0..10).collect::<Vec<usize>>())[0]] += 1;
    }
    assert!(
        first.iter().all(|times| (140..260).contains(times)),
        "{first:?}"
    );
    let of = |campaign| {
        shuffled(
            order_seed(7.into(), CampaignId::new(campaign)),
            (0..10).collect::<Vec<i32>>(),
        )
    };
    assert_ne!(of(1), of(2));
}
