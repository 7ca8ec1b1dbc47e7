//! What happens to the n-th case, and when: everything about it but its words.

use nara_domain::proposal::{Kind, Verdict};
use nara_domain::time::{Date, Stamp};

use super::words::{self, THINGS};
use super::world::{DAYS, NEW_RULES_DAYS, World, signed};
use crate::numbers::{Chance, Scatter};

/// Supporters the newer rules ask for.
pub const THRESHOLD: u64 = 50;
const DAY: i64 = 86_400_000;
/// What was said and voted came within so many days, mostly.
const LIVELY_DAYS: i64 = 120;

/// A line of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    HandedIn,
    Register,
    Open,
    Reach,
    Miss,
    Announce,
    HandOver,
    Opinion,
    Prepare,
    Answer,
    Present,
    Schedule,
    Decide,
    Minutes,
    Plan,
    Start,
    Done,
    /// Of an idea.
    Verdict,
    Did,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub what: What,
    pub day: Date,
    pub at: Stamp,
}

/// How a proposal is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Yes,
    Partly,
    Answered,
    No,
}

#[derive(Clone, Debug)]
pub struct Outline {
    pub index: u64,
    pub kind: Kind,
    /// Which of [`THINGS`].
    pub thing: usize,
    pub submitted: Stamp,
    /// Under which of the two rules.
    pub rules: usize,
    pub votes: u64,
    pub comments: u64,
    pub outcome: Outcome,
    pub verdict: Verdict,
    /// What has happened until today, in order.
    pub steps: Vec<Step>,
    /// The day of the meeting that decides, whether it has been or is to come.
    pub meeting: Date,
}

/// What is drawn for a case, one kind of draw apart from the other.
#[derive(Clone, Copy)]
pub enum Draw {
    Course = 1,
    Words = 2,
    Votes = 3,
    Comments = 4,
}

impl Outline {
    pub fn of(world: &World, index: u64) -> Self {
        let mut chance = Self::chance_of(index, Draw::Course);
        let rank = world.rank(index);
        let count = world.size.proposals;
        let age = DAY * DAYS / signed(count) * signed(count - index)
            - chance.between(0, DAY * DAYS / signed(count) / 2);
        let submitted = Stamp(world.now.0 - age.max(60_000));
        let day = submitted.day();
        let days_old = day.days_until(world.today);
        let kind = match chance.below(100) {
            0..20 => Kind::Idea,
            // The most popular ones are no problems: those are not voted on.
            20..22 if rank * 50 >= count => Kind::Problem,
            _ => Kind::Proposal,
        };
        let votes = match kind {
            Kind::Problem | Kind::Questions => 0,
            Kind::Proposal | Kind::Idea => world.votes(rank),
        };
        let things = u64::try_from(THINGS.len()).unwrap_or(1);
        let mut outline = Self {
            index,
            kind,
            thing: usize::try_from(chance.below(things)).unwrap_or(0),
            submitted,
            rules: usize::from(days_old < NEW_RULES_DAYS),
            votes,
            comments: world.comments(rank),
            outcome: match chance.below(10) {
                0..3 => Outcome::Yes,
                3 => Outcome::Partly,
                4..7 => Outcome::Answered,
                _ => Outcome::No,
            },
            verdict: match chance.below(6) {
                0 => Verdict::YesNow,
                1 => Verdict::Try,
                2 => Verdict::Budget,
                3 => Verdict::Exists,
                4 => Verdict::No,
                _ => Verdict::HandedOn,
            },
            steps: Vec::with_capacity(14),
            meeting: day,
        };
        let planned = match kind {
            Kind::Proposal => outline.proposal(world, &mut chance),
            Kind::Idea => outline.idea(&mut chance),
            Kind::Problem | Kind::Questions => Vec::new(),
        };
        outline.happened(world, planned);
        outline
    }

    pub const fn chance_of(index: u64, draw: Draw) -> Chance {
        Chance::of(draw as u64, index)
    }

    pub fn chance(&self, draw: Draw) -> Chance {
        Self::chance_of(self.index, draw)
    }

    pub fn id(&self) -> i64 {
        signed(self.index + 1)
    }

    /// The steps of a proposal, whether their day has come or not.
    fn proposal(&mut self, world: &World, chance: &mut Chance) -> Vec<(What, Date)> {
        let handed_in = self.submitted.day();
        let age = handed_in.days_until(world.today);
        // Some take so long that they are late.
        let pace = match chance.percent(3) {
            true => 300,
            false => chance.between(70, 160),
        };
        let after = |day: Date, days: i64| day.add_days(days * pace / 100);
        let mut planned = vec![(What::Register, handed_in)];
        let raised = if self.rules == 0 {
            let day = after(handed_in, 20);
            planned.push((What::Announce, day));
            day
        } else {
            planned.push((What::Open, handed_in));
            if self.votes < THRESHOLD {
                // Its last day is the ninetieth.
                planned.push((What::Miss, handed_in.add_days(90)));
                return planned;
            }
            let day = handed_in.add_days(chance.between(5, 60).min(age));
            planned.push((What::Reach, day));
            day
        };
        let handed_over = after(raised, 20);
        planned.push((What::HandOver, handed_over));
        if self.index.is_multiple_of(5) {
            planned.push((What::Opinion, after(handed_over, 10)));
        }
        let begun = after(handed_over, 15);
        planned.push((What::Prepare, begun));
        if self.index.is_multiple_of(3) {
            planned.push((What::Answer, after(begun, 40)));
        }
        let ready = after(begun, 90);
        planned.push((What::Present, ready));
        let scheduled = after(ready, 10);
        planned.push((What::Schedule, scheduled));
        self.meeting = after(scheduled, 25);
        planned.push((What::Decide, self.meeting));
        planned.push((What::Minutes, self.meeting.add_days(12)));
        if matches!(self.outcome, Outcome::Yes | Outcome::Partly) {
            let planning = after(self.meeting, 40);
            planned.push((What::Plan, planning));
            planned.push((What::Start, after(planning, 60)));
            planned.push((What::Done, after(planning, 200)));
        }
        planned
    }

    fn idea(&self, chance: &mut Chance) -> Vec<(What, Date)> {
        // Some are never answered.
        if chance.percent(15) {
            return Vec::new();
        }
        let answered = self.submitted.day().add_days(chance.between(10, 55));
        let mut planned = vec![(What::Verdict, answered)];
        let promised = matches!(
            self.verdict,
            Verdict::YesNow | Verdict::Try | Verdict::Budget
        );
        if promised && chance.percent(60) {
            planned.push((What::Did, answered.add_days(chance.between(60, 300))));
        }
        planned
    }

    /// Keeps what has happened by now, each at a time of its own.
    fn happened(&mut self, world: &World, planned: Vec<(What, Date)>) {
        let handed_in = self.submitted.day();
        let mut last = self.submitted;
        self.steps.push(Step {
            what: What::HandedIn,
            day: handed_in,
            at: last,
        });
        let minutes = i8::try_from(self.index % 60).unwrap_or(0);
        for (what, day) in planned {
            if day > world.today {
                break;
            }
            let by_day = match what {
                What::Register | What::Open => last,
                _ => Stamp::at(day, 9, minutes).unwrap_or(last),
            };
            let at = Stamp(by_day.0.max(last.0 + 1).min(world.now.0));
            last = at;
            self.steps.push(Step { what, day, at });
        }
    }

    /// When each was said, in order.
    pub fn comment_times(&self, world: &World) -> Vec<Stamp> {
        let mut chance = self.chance(Draw::Comments);
        let mut times: Vec<Stamp> = (0..self.comments)
            .map(|_| self.moment(world, &mut chance))
            .collect();
        times.sort_unstable();
        times
    }

    fn moment(&self, world: &World, chance: &mut Chance) -> Stamp {
        let span = (world.now.0 - self.submitted.0).min(LIVELY_DAYS * DAY);
        Stamp(self.submitted.0 + chance.between(1, span.max(1)))
    }

    /// Who supports it and since when, by the number of the person.
    pub fn supporters(&self, world: &World) -> Vec<(i64, Stamp)> {
        let mut chance = self.chance(Draw::Votes);
        let order = Scatter::over(world.size.residents);
        let first = chance.below(world.size.residents);
        let mut given: Vec<(i64, Stamp)> = (0..self.votes)
            .map(|number| {
                let person = world.resident(order.at(first + number));
                (person, self.moment(world, &mut chance))
            })
            .collect();
        given.sort_unstable();
        given
    }

    pub fn proposer(&self, world: &World) -> i64 {
        world.resident(self.chance(Draw::Words).draw())
    }

    /// Title and text.
    pub fn words(&self) -> (String, String) {
        let mut chance = self.chance(Draw::Words);
        // The first draw is who wrote it.
        let _proposer = chance.draw();
        let (thing, place) = (self.thing().1, words::place(&mut chance));
        let title = words::title(&mut chance, thing, &place);
        (title, words::body(&mut chance, thing, &place))
    }

    pub fn title(&self) -> String {
        self.words().0
    }
}

#[cfg(test)]
mod tests {
    use super::super::world::Size;
    use super::*;
    use std::collections::BTreeSet;

    fn world() -> World {
        World::new(Size::of(1_000), Stamp(1_790_000_000_000))
    }

    #[test]
    fn cases_come_one_after_the_other_up_to_now() {
        let world = world();
        let all: Vec<Outline> = (0..1_000).map(|index| Outline::of(&world, index)).collect();
        assert!(all.is_sorted_by_key(|one| one.submitted));
        assert!(all.iter().all(|one| one.submitted < world.now));
        let oldest = all[0].submitted.day().days_until(world.today);
        assert!((DAYS - 3..=DAYS).contains(&oldest), "{oldest}");
        for one in &all {
            assert!(
                one.steps.is_sorted_by_key(|step| (step.at, step.day)),
                "{one:?}"
            );
            let last = one.steps.last().unwrap();
            assert!(last.at <= world.now && last.day <= world.today, "{one:?}");
            assert!(one.comment_times(&world).iter().all(|at| *at <= world.now));
        }
        // Every kind of thing that happens does.
        let all: BTreeSet<String> = all
            .iter()
            .flat_map(|one| &one.steps)
            .map(|step| format!("{:?}", step.what))
            .collect();
        assert_eq!(all.len(), 19, "{all:?}");
    }

    #[test]
    fn one_person_supports_once_and_what_collects_is_below_the_threshold() {
        let world = world();
        for index in 0..1_000 {
            let one = Outline::of(&world, index);
            let given = one.supporters(&world);
            assert_eq!(u64::try_from(given.len()).unwrap(), one.votes);
            let people: BTreeSet<i64> = given.iter().map(|(person, _)| *person).collect();
            assert_eq!(people.len(), given.len());
            assert!(
                people
                    .iter()
                    .all(|person| world.residents().contains(person))
            );
            let reached = one.steps.iter().any(|step| step.what == What::Reach);
            let under_new = one.rules == 1 && one.kind == Kind::Proposal;
            assert_eq!(reached, under_new && one.votes >= THRESHOLD, "{one:?}");
        }
    }
}
