//! The vote on the ideas in slots: who may, what a ballot may hold, in which order its ideas stand, and
//! how ballots and paper slips are counted.

use serde::{Deserialize, Serialize};

use crate::actor::{Actor, Role};
use crate::error::{Denied, FieldError, FieldProblem};
use crate::fields::{Values, number};
use crate::ids::{CampaignId, PersonId, ProposalId};
use crate::proposal::Ruleset;
use crate::text;
use crate::time::Date;

/// Most votes of one person.
pub const VOTES_MAX: i64 = 5;
/// Ideas in slots that a vote needs: between one nobody chooses.
pub const VOTE_IDEAS_MIN: i64 = 2;
/// Longest a vote goes on, in months.
pub const VOTE_MONTHS: i64 = 3;
/// Most slips that are counted at a time.
pub const SLIPS_MAX: i64 = 10_000;

/// The field of a ballot where one idea is chosen; also where a ballot's problems are told.
pub const IDEA: &str = "idea";
/// How many slips were counted.
pub const SLIPS: &str = "slips";
/// Who counted them.
pub const COUNTED_BY: &str = "counted_by";
/// Who counted them with the first.
pub const COUNTED_WITH: &str = "counted_with";

coded_enum! {
    /// Who may vote.
    pub enum WhoVotes {
        /// Members of the campaign's groups.
        Groups = "groups",
        /// Whoever may support a proposal, and members of groups.
        Everyone = "everyone",
    }
}

/// A vote that goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voting {
    /// The last day.
    pub until: Date,
    /// How many different ideas one person may choose.
    pub votes_each: i64,
    /// Who may vote.
    pub who: WhoVotes,
    /// Whom it is meant for, as everybody reads it: the school and the ages.
    pub whom: String,
}

impl Voting {
    /// Whether ballots are taken on this day.
    pub fn is_open(&self, today: Date) -> bool {
        today <= self.until
    }
}

/// Whether this actor may vote. `in_group`: a member of one of the campaign's groups, who takes part now.
///
/// # Errors
/// Why not. What the reader can mend (sign in, be known better) is said so.
pub fn may_vote(
    voting: &Voting,
    ruleset: &Ruleset,
    actor: &Actor,
    in_group: bool,
) -> Result<(), Denied> {
    if !actor.is_signed_in() {
        return Err(Denied::SignIn);
    }
    match voting.who {
        WhoVotes::Groups if actor.has(Role::Youth) && in_group => Ok(()),
        WhoVotes::Groups => Err(Denied::Role),
        WhoVotes::Everyone if actor.has(Role::Youth) => Ok(()),
        WhoVotes::Everyone if !actor.has(Role::Resident) => Err(Denied::Role),
        WhoVotes::Everyone if actor.level().satisfies(ruleset.support_level) => Ok(()),
        WhoVotes::Everyone => Err(Denied::Level(ruleset.support_level)),
    }
}

/// What a ballot says, in the order of the ideas' numbers: how it was ticked is nobody's business.
///
/// # Errors
/// Nothing ticked, more than one may, twice the same, or something that cannot be voted for.
pub fn ballot(
    ticked: &[ProposalId],
    candidates: &[ProposalId],
    votes_each: i64,
) -> Result<Vec<ProposalId>, FieldProblem> {
    let mut chosen = ticked.to_vec();
    chosen.sort_unstable();
    chosen.dedup();
    let most = usize::try_from(votes_each).unwrap_or(0);
    if chosen.is_empty() {
        return Err(FieldProblem::NoneTicked);
    }
    if chosen.len() < ticked.len() {
        return Err(FieldProblem::Twice);
    }
    if !chosen.iter().all(|idea| candidates.contains(idea)) {
        return Err(FieldProblem::NotAChoice);
    }
    if chosen.len() > most {
        return Err(FieldProblem::TooMany { max: most });
    }
    Ok(chosen)
}

/// The seed of a voter's own order.
pub fn order_seed(person: PersonId, campaign: CampaignId) -> u64 {
    let mut state = campaign.get().unsigned_abs();
    let campaign = step(&mut state);
    campaign ^ person.get().unsigned_abs()
}

/// One step of SplitMix64.
const fn step(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The same things in an order of the seed's own: no idea stands first for everybody, and it is the same
/// for the same voter each time.
pub fn shuffled<T>(seed: u64, mut items: Vec<T>) -> Vec<T> {
    let mut state = seed;
    for last in (1..items.len()).rev() {
        let among = u64::try_from(last).unwrap_or(u64::MAX).saturating_add(1);
        let other = step(&mut state).checked_rem(among).unwrap_or(0);
        items.swap(last, usize::try_from(other).unwrap_or(last));
    }
    items
}

/// What one idea got. Text form: `slot idea votes paper`, four numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// The slot it fills.
    pub slot: i64,
    /// Which idea.
    pub idea: ProposalId,
    /// Ballots that chose it.
    pub votes: i64,
    /// Paper slips that did.
    pub on_paper: i64,
}

impl Total {
    /// On ballots and on paper.
    pub const fn in_all(&self) -> i64 {
        self.votes.saturating_add(self.on_paper)
    }

    fn parse(line: &str) -> Option<Self> {
        let numbers: Vec<i64> = line
            .split_whitespace()
            .map(|part| part.parse().ok().filter(|number| *number >= 0))
            .collect::<Option<_>>()?;
        match numbers.as_slice() {
            [slot, idea, votes, on_paper] => Some(Self {
                slot: *slot,
                idea: ProposalId::new(*idea),
                votes: *votes,
                on_paper: *on_paper,
            }),
            _ => None,
        }
    }
}

impl std::fmt::Display for Total {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            slot,
            idea,
            votes,
            on_paper,
        } = self;
        write!(f, "{slot} {} {votes} {on_paper}", idea.get())
    }
}

/// What was counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// How many voted here.
    pub ballots: i64,
    /// How many slips were counted by hand.
    pub slips: i64,
    /// Ideas that were hidden meanwhile, and fell out.
    pub fell_out: i64,
    /// The most votes first; those with the same by slot.
    pub totals: Vec<Total>,
}

impl Counted {
    /// The totals as a text, a line each.
    pub fn result(&self) -> Option<String> {
        let lines: Vec<String> = self.totals.iter().map(ToString::to_string).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    /// Reads [`Counted::result`].
    pub(super) fn totals(text: &str) -> Option<Vec<Total>> {
        text.lines().map(Total::parse).collect()
    }

    /// What this idea got.
    pub fn of(&self, idea: ProposalId) -> Option<&Total> {
        self.totals.iter().find(|total| total.idea == idea)
    }

    /// The place of an idea, from 1: those with the same number of votes share one.
    pub fn place(&self, total: &Total) -> usize {
        let before = |other: &&Total| other.in_all() > total.in_all();
        self.totals.iter().filter(before).count() + 1
    }
}

/// Ballots that say the same, and how many there are of them. A box of these holds all that was voted
/// and nothing of who did.
pub type Alike = (Vec<ProposalId>, i64);

/// Puts ballots that say the same together, in an order that tells nothing of when each came.
pub fn alike(ballots: impl IntoIterator<Item = Vec<ProposalId>>) -> Vec<Alike> {
    let mut found = std::collections::BTreeMap::<Vec<ProposalId>, i64>::new();
    for mut ballot in ballots {
        ballot.sort_unstable();
        let many = found.entry(ballot).or_default();
        *many = many.saturating_add(1);
    }
    found.into_iter().collect()
}

/// Counts. `candidates`: slot and idea of those that can be voted for; what was voted for others is not
/// counted. `paper`: what each idea got on slips, the counts of several beside each other.
pub fn count(
    candidates: &[(i64, ProposalId)],
    ballots: &[Alike],
    paper: &[(ProposalId, i64)],
) -> Vec<Total> {
    let mut totals: Vec<Total> = candidates
        .iter()
        .map(|(slot, idea)| Total {
            slot: *slot,
            idea: *idea,
            votes: ballots
                .iter()
                .filter(|(ideas, _)| ideas.contains(idea))
                .map(|(_, many)| many)
                .sum(),
            on_paper: paper
                .iter()
                .filter(|(on, _)| on == idea)
                .map(|(_, many)| many)
                .sum(),
        })
        .collect();
    totals.sort_by_key(|total| (std::cmp::Reverse(total.in_all()), total.slot));
    totals
}

/// Slips that two people counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperCount {
    /// Valid slips: each chooses at least one idea.
    pub slips: i64,
    /// How many of them chose each idea; none is left out.
    pub votes: Vec<(ProposalId, i64)>,
    /// Who counted them.
    pub counted_by: String,
    /// And with whom.
    pub counted_with: String,
}

/// The field with an idea's number of slips.
pub fn paper_field(idea: ProposalId) -> String {
    format!("votes-{idea}")
}

/// Reads the form of a count of slips; an empty number is none.
///
/// # Errors
/// Every problem at once, also numbers that cannot be true together.
pub fn paper(
    values: &Values,
    candidates: &[ProposalId],
    votes_each: i64,
) -> Result<PaperCount, Vec<FieldError>> {
    let mut errors = Vec::new();
    let typed = |field: &str| values.get(field).map_or("", |value| value.trim());
    let known = |field: &String| {
        [SLIPS, COUNTED_BY, COUNTED_WITH].contains(&field.as_str())
            || candidates.iter().any(|idea| paper_field(*idea) == *field)
    };
    for field in values.keys().filter(|field| !known(field)) {
        errors.push(FieldError::new(field, FieldProblem::UnknownField));
    }
    let slips = match typed(SLIPS) {
        "" => Err(FieldProblem::Missing),
        slips => number(slips, 1, SLIPS_MAX),
    };
    let most = slips.as_ref().map_or(SLIPS_MAX, |slips| *slips);
    let slips = slips.unwrap_or_else(|problem| {
        errors.push(FieldError::new(SLIPS, problem));
        0
    });
    let mut votes = Vec::new();
    for idea in candidates {
        let field = paper_field(*idea);
        match typed(&field) {
            "" => votes.push((*idea, 0)),
            many => match number(many, 0, most) {
                Ok(many) => votes.push((*idea, many)),
                Err(problem) => errors.push(FieldError::new(&field, problem)),
            },
        }
    }
    let sum: i64 = votes.iter().map(|(_, many)| many).sum();
    // Each valid slip chooses between one idea and as many as one may.
    let (min, max) = (sum.saturating_add(votes_each - 1) / votes_each.max(1), sum);
    if errors.is_empty() && !(min..=max).contains(&slips) {
        errors.push(FieldError::new(
            SLIPS,
            FieldProblem::OutOfRange { min, max },
        ));
    }
    let mut name = |field: &str| match text::line(typed(field), 2, text::SHORT_MAX) {
        Ok(name) => name,
        Err(problem) => {
            errors.push(FieldError::new(field, problem.into()));
            String::new()
        }
    };
    let (counted_by, counted_with) = (name(COUNTED_BY), name(COUNTED_WITH));
    if !counted_by.is_empty() && counted_by.to_lowercase() == counted_with.to_lowercase() {
        errors.push(FieldError::new(COUNTED_WITH, FieldProblem::Twice));
    }
    match errors.is_empty() {
        true => Ok(PaperCount {
            slips,
            votes,
            counted_by,
            counted_with,
        }),
        false => Err(errors),
    }
}
