//! Whether an idea was new to those who were elected: what each of them says, and when that is settled.

use serde::{Deserialize, Serialize};

use super::plan::Plan;
use crate::actor::{Actor, Role, Standing};
use crate::error::{Denied, FieldError};
use crate::fields::FieldInput::{Choice, LongText, Text, Url};
use crate::fields::{FieldSpec, Reader, Values};
use crate::ids::ProposalId;

/// How many parties have to speak before it is settled: one could say so of everything.
pub const PARTIES: usize = 2;

coded_enum! {
    /// What an elected says of an idea.
    pub enum Novelty {
        /// Nobody of theirs had thought of it.
        NewToUs = "new_to_us",
        /// They knew, and it goes on.
        KnownOngoing = "known_ongoing",
        /// They knew, and nothing was done.
        KnownNotDone = "known_not_done",
    }
}

const ONGOING: &[&str] = &[Novelty::KnownOngoing.as_str()];
const NOT_DONE: &[&str] = &[Novelty::KnownNotDone.as_str()];

/// The form in which it is said. Of what goes on, where: a link, or in words.
pub const NOVELTY_FIELDS: &[FieldSpec] = &[
    FieldSpec::required("novelty", Choice(Novelty::CODES)),
    FieldSpec::optional("link", Url).only_for("novelty", ONGOING),
    FieldSpec::required("where_seen", Text).only_for("novelty", ONGOING),
    FieldSpec::optional("why", LongText)
        .between(1, 1_000)
        .only_for("novelty", NOT_DONE),
];

/// What was said, with what goes with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// New, or known.
    pub novelty: Novelty,
    /// Where it goes on, as a web address.
    pub link: Option<String>,
    /// Where it goes on, in words.
    pub place: Option<String>,
    /// Why nothing was done.
    pub why: Option<String>,
}

impl Said {
    /// Reads the form [`NOVELTY_FIELDS`].
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(NOVELTY_FIELDS, values);
        let novelty = r.choice("novelty");
        let link = r.url("link");
        // What is wrong in the link is told there, not once more as missing.
        let told = link.is_some() || r.has_problem("link");
        let place = match told && novelty == Some(Novelty::KnownOngoing) {
            true => r.text_if_any("where_seen"),
            false => r.text("where_seen"),
        };
        let why = r.text("why");
        r.nothing_for_other_answers();
        let said = novelty.map(|novelty| Self {
            novelty,
            link,
            place,
            why,
        });
        r.finish(said)
    }

    /// The same as its form has it: what is kept.
    pub fn to_fields(&self) -> Values {
        [
            ("novelty", Some(self.novelty.code().to_owned())),
            ("link", self.link.clone()),
            ("where_seen", self.place.clone()),
            ("why", self.why.clone()),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
    }
}

/// In which duty somebody says whether an idea was new: elected, of a party.
///
/// # Errors
/// Not signed in, or not elected.
pub fn may_say(actor: &Actor) -> Result<&Standing, Denied> {
    let standings = match actor {
        Actor::Visitor => return Err(Denied::SignIn),
        Actor::Person { standings, .. } => standings.as_slice(),
        Actor::System => &[],
    };
    let of_a_party = |held: &&Standing| {
        let party = held.party.as_deref().map(key);
        held.role == Role::Elected && party.is_some_and(|party| !party.is_empty())
    };
    match standings.iter().find(of_a_party) {
        Some(held) => Ok(held),
        // With the duty asleep as without it.
        None if actor
            .dormant()
            .iter()
            .any(|held| held.role == Role::Elected) =>
        {
            Err(Denied::Dormant)
        }
        None => Err(Denied::Role),
    }
}

/// What tells a party from others: it is written by whoever gave the duty.
fn key(party: &str) -> String {
    let words: Vec<&str> = party.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Whether enough have spoken, by the party of each.
pub fn is_settled<'a>(parties: impl IntoIterator<Item = &'a str>) -> bool {
    let mut found: Vec<String> = parties.into_iter().map(key).collect();
    found.sort_unstable();
    found.dedup();
    found.len() >= PARTIES
}

/// Who says what, as it is: the parties of each answer, each once and in the order they spoke. A party
/// whose elected say different things stands with each of them.
pub fn by_party<'a>(
    said: impl IntoIterator<Item = (Novelty, &'a str)>,
) -> Vec<(Novelty, Vec<&'a str>)> {
    let mut answers: Vec<(Novelty, Vec<&'a str>)> = Novelty::ALL
        .iter()
        .map(|novelty| (*novelty, Vec::new()))
        .collect();
    for (novelty, party) in said {
        let answer = answers.iter_mut().find(|(answer, _)| *answer == novelty);
        if let Some((_, parties)) = answer
            && !parties.iter().any(|other| key(other) == key(party))
        {
            parties.push(party.trim());
        }
    }
    answers.retain(|(_, parties)| !parties.is_empty());
    answers
}

/// How many chosen ideas, in sets that ask for it, wait for somebody who is elected. `mine`: those of which they
/// have spoken.
pub fn left_to_say(
    plan: &Plan,
    chosen: impl IntoIterator<Item = (ProposalId, i64)>,
    mine: &[ProposalId],
) -> usize {
    let asks = |set: i64| plan.set(set).is_some_and(|set| set.new_to_them);
    let left = chosen
        .into_iter()
        .filter(|(idea, set)| asks(*set) && !mine.contains(idea));
    left.count()
}

/// Chosen ideas of which too few have spoken, in sets that ask for it. `chosen`: each with the number of its
/// set; `said`: the party of each elected who has spoken of an idea.
pub fn unsettled(
    plan: &Plan,
    chosen: impl IntoIterator<Item = (ProposalId, i64)>,
    said: &[(ProposalId, &str)],
) -> Vec<ProposalId> {
    let asks = |set: i64| plan.set(set).is_some_and(|set| set.new_to_them);
    let parties = |idea: ProposalId| {
        let of = said.iter().filter(move |(on, _)| *on == idea);
        of.map(|(_, party)| *party)
    };
    chosen
        .into_iter()
        .filter(|(idea, set)| asks(*set) && !is_settled(parties(*idea)))
        .map(|(idea, _)| idea)
        .collect()
}
