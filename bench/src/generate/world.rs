//! The municipality that is made: how much of what, and by which number everything is found again.
//!
//! Nothing is kept in memory but numbers: whatever belongs to the n-th case follows from n, so that it can
//! be asked for again in another order.

use nara_domain::actor::{Body, Role, Standing};
use nara_domain::proposal::{District, Ruleset};
use nara_domain::time::{Date, Stamp};

use crate::numbers::{Scatter, shares};

/// Whose data it is: the server's own default.
pub const MUNICIPALITY: &str = "Björksjö kommun";
/// Days from the first case to today.
pub const DAYS: i64 = 1_460;
/// Cases younger than this live under the newer rules, which ask for a threshold.
pub const NEW_RULES_DAYS: i64 = 200;
/// With which power of the rank support falls. Above one, as where people choose what they share: of a
/// thousand cases the most popular fifth has four fifths of the votes, and the largest has a hundred times
/// what the middle one has, although no more than four of five people can support it. With 0.9 the middle one
/// had two fifths of the mean: many would have been lively.
pub const SKEW: f64 = 1.1;

/// How much there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub proposals: u64,
    pub votes: u64,
    pub comments: u64,
    /// People who have written and voted.
    pub residents: u64,
    /// People who vote while it is measured, and have done nothing before.
    pub voters: u64,
    /// People who leave while it is measured, and how much each has written.
    pub leavers: u64,
    pub leaver_comments: u64,
}

impl Size {
    /// Ten comments and fifty votes a proposal, up to what a municipality of fifty thousand comes to.
    pub fn of(proposals: u64) -> Self {
        Self {
            proposals,
            votes: (proposals * 50).min(5_000_000),
            comments: (proposals * 10).min(1_000_000),
            residents: proposals.clamp(2_000, 50_000),
            voters: 0,
            leavers: 0,
            leaver_comments: 0,
        }
    }
}

/// People with a duty have the first numbers.
pub const SECRETARY: i64 = 1;
pub const OFFICIALS: std::ops::Range<i64> = 2..7;
pub const ELECTED: std::ops::Range<i64> = 7..10;
const FIRST_RESIDENT: i64 = 10;

pub struct World {
    pub size: Size,
    pub now: Stamp,
    pub today: Date,
    /// Before, and since there is a threshold.
    pub rules: [Ruleset; 2],
    votes: Vec<u64>,
    comments: Vec<u64>,
    rank: Scatter,
}

impl World {
    pub fn new(size: Size, now: Stamp) -> Self {
        let districts = District::bjorksjo();
        let before = Ruleset {
            districts,
            ..Ruleset::without_threshold(MUNICIPALITY)
        };
        let since = Ruleset {
            version: 2,
            municipality: MUNICIPALITY.to_owned(),
            ..Ruleset::bjorksjo()
        };
        Self {
            votes: shares(size.proposals, size.votes, size.residents / 5 * 4, SKEW),
            comments: shares(size.proposals, size.comments, 20_000, 0.8),
            rank: Scatter::over(size.proposals),
            today: now.day(),
            rules: [before, since],
            size,
            now,
        }
    }

    /// How popular the n-th case is: 0 is the most popular one.
    pub fn rank(&self, index: u64) -> u64 {
        self.rank.at(index)
    }

    pub fn votes(&self, rank: u64) -> u64 {
        of_rank(&self.votes, rank)
    }

    pub fn comments(&self, rank: u64) -> u64 {
        of_rank(&self.comments, rank)
    }

    /// The case whose discussion those who leave have filled: some two months old.
    pub fn elsewhere(&self) -> u64 {
        self.size.proposals - self.size.proposals / 20 - 1
    }

    pub fn resident(&self, number: u64) -> i64 {
        FIRST_RESIDENT + signed(number % self.size.residents)
    }

    pub fn residents(&self) -> std::ops::Range<i64> {
        FIRST_RESIDENT..FIRST_RESIDENT + signed(self.size.residents)
    }

    pub fn voters(&self) -> std::ops::Range<i64> {
        let first = self.residents().end;
        first..first + signed(self.size.voters)
    }

    pub fn leavers(&self) -> std::ops::Range<i64> {
        let first = self.voters().end;
        first..first + signed(self.size.leavers)
    }
}

fn of_rank(shares: &[u64], rank: u64) -> u64 {
    let place = usize::try_from(rank).unwrap_or(usize::MAX);
    shares.get(place).copied().unwrap_or_default()
}

pub fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The duty of one of the first people.
pub fn standing(person: i64) -> Option<Standing> {
    let body = |code: &str| Body::parse(code).ok();
    if person == SECRETARY {
        return Some(Standing {
            body: body("KF"),
            ..Standing::of(Role::Secretary)
        });
    }
    if OFFICIALS.contains(&person) {
        return Some(Standing {
            department: Some(department(person).to_owned()),
            title: Some("handläggare".to_owned()),
            ..Standing::of(Role::Official)
        });
    }
    ELECTED.contains(&person).then(|| Standing {
        party: Some("Björksjölistan (BL)".to_owned()),
        assignment: Some("ledamot".to_owned()),
        body: body("TN"),
        ..Standing::of(Role::Elected)
    })
}

/// An official's department.
pub const fn department(person: i64) -> &'static str {
    match person % 3 {
        0 => "tekniska förvaltningen",
        1 => "kultur- och fritidsförvaltningen",
        _ => "samhällsbyggnadsförvaltningen",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_municipality_has_as_much_as_is_said() {
        let size = Size {
            voters: 100,
            leavers: 2,
            ..Size::of(1_000)
        };
        assert_eq!(
            (size.votes, size.comments, size.residents),
            (50_000, 10_000, 2_000)
        );
        let large = Size::of(100_000);
        assert_eq!((large.votes, large.comments), (5_000_000, 1_000_000));
        let world = World::new(size, Stamp(1_800_000_000_000));
        let count = |range: std::ops::Range<i64>| range.end - range.start;
        assert_eq!(count(world.residents()), 2_000);
        assert_eq!((count(world.voters()), count(world.leavers())), (100, 2));
        assert_eq!(world.residents().end, world.voters().start);
        let votes: u64 = (0..1_000).map(|index| world.votes(world.rank(index))).sum();
        assert!(votes > 49_000 && votes <= 50_000, "{votes}");
    }

    #[test]
    fn duties_have_what_is_shown_beside_the_name() {
        for person in SECRETARY..ELECTED.end {
            assert!(standing(person).is_some(), "{person}");
        }
        assert_eq!(standing(FIRST_RESIDENT), None);
        for rules in &World::new(Size::of(10), Stamp(0)).rules {
            assert!(rules.validate().is_ok());
        }
    }
}
