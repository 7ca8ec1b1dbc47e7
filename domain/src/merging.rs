//! Two proposals that ask for the same become one course of action (T34): one of them leads, the other
//! becomes part of it. Both proposers have to want it. Nobody's support moves by itself.

use crate::ids::ProposalId;
use crate::proposal::{Course, IdeaStage, Stage, StageGroup};
use crate::time::Date;

/// Days the two proposers have to answer in: as long as to complete a proposal.
pub const ANSWER_DAYS: i64 = 21;
/// Longest reason, in characters.
pub const REASON_MAX: usize = 2_000;

coded_enum! {
    /// Why one proposal cannot become part of another.
    pub enum NotMergeable {
        /// It is the same one.
        Same = "same",
        /// One is a proposal, the other an idea.
        OtherKind = "other_kind",
        /// It is part of another one already.
        PartOfAnother = "part_of_another",
        /// Others are part of it.
        HasParts = "has_parts",
        /// Not public yet, raised in the council already, decided, or over.
        TooFar = "too_far",
        /// It has a place in a campaign, which has promised to answer it.
        InSlot = "in_slot",
        /// The one that would lead is part of another itself.
        LeadIsPart = "lead_is_part",
        /// The one that would lead is not public, decided, or over.
        LeadIsOver = "lead_is_over",
        /// Who put one of them forward has no account to answer with.
        ProposerGone = "proposer_gone",
        /// The proposers are being asked about it already.
        AskedAlready = "asked_already",
    }
}

coded_enum! {
    /// How a suggestion ended.
    pub enum Outcome {
        /// Both wanted it.
        Merged = "merged",
        /// One of them did not.
        Declined = "declined",
        /// The day passed without both answers, or it was no longer possible.
        Lapsed = "lapsed",
        /// Taken back by the municipality.
        TakenBack = "taken_back",
    }
}

coded_enum! {
    /// What a proposer says.
    pub enum Answer {
        /// It may be done.
        Yes = "yes",
        /// It may not.
        No = "no",
    }
}

/// One of the two, as the rule sees it.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// Which.
    pub id: ProposalId,
    /// Where it is.
    pub course: &'a Course,
    /// What it is part of.
    pub merged_into: Option<ProposalId>,
    /// Whether others are part of it.
    pub has_parts: bool,
}

/// Whether `part` can become part of `lead`. No chains: what is part of something leads nothing.
///
/// # Errors
/// Why not; what is about the part first.
pub fn may_merge(part: &Side<'_>, lead: &Side<'_>) -> Result<(), NotMergeable> {
    can_be_part(part)?;
    if part.id == lead.id {
        return Err(NotMergeable::Same);
    }
    if part.course.kind() != lead.course.kind() {
        return Err(NotMergeable::OtherKind);
    }
    if lead.merged_into.is_some() {
        return Err(NotMergeable::LeadIsPart);
    }
    if !can_lead(lead.course) {
        return Err(NotMergeable::LeadIsOver);
    }
    Ok(())
}

/// Whether it can become part of any other one. A proposal only until it is raised in the council: from
/// then on whoever put it forward has a right to the council's decision on it.
///
/// # Errors
/// Why not.
pub const fn can_be_part(part: &Side<'_>) -> Result<(), NotMergeable> {
    if part.merged_into.is_some() {
        return Err(NotMergeable::PartOfAnother);
    }
    if part.has_parts {
        return Err(NotMergeable::HasParts);
    }
    match part.course {
        Course::Proposal(Stage::Registered { .. } | Stage::Collecting { .. })
        | Course::Idea(IdeaStage::Published { .. }) => Ok(()),
        Course::Proposal(_) | Course::Idea(_) | Course::Problem(_) | Course::Questions => {
            Err(NotMergeable::TooFar)
        }
    }
}

/// Public, and neither decided nor over.
const fn can_lead(lead: &Course) -> bool {
    matches!(
        lead.group(),
        StageGroup::Collecting | StageGroup::AtMunicipality
    )
}

/// What both have said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Consents {
    /// Whoever put the part forward.
    pub part: Option<bool>,
    /// Whoever put the lead forward.
    pub lead: Option<bool>,
}

impl Consents {
    /// Whether that settles it, and how. A single no does.
    pub const fn settled(self) -> Option<Answer> {
        match (self.part, self.lead) {
            (Some(false), _) | (_, Some(false)) => Some(Answer::No),
            (Some(true), Some(true)) => Some(Answer::Yes),
            _ => None,
        }
    }
}

/// The last day for answers to what is asked today.
pub fn answer_until(today: Date) -> Date {
    today.add_days(ANSWER_DAYS)
}

/// Whether what is part of it goes on by itself: it was taken back or turned away for a reason of its
/// own, and nobody has decided on what both ask for.
pub const fn sets_free(lead: &Course) -> bool {
    matches!(
        lead,
        Course::Proposal(
            Stage::Withdrawn { .. } | Stage::RejectedFormal { .. } | Stage::Rerouted { .. }
        )
    )
}

/// Whether somebody can set what is part of it free: not once it is archived, with its parts.
pub const fn lets_go(lead: &Course) -> bool {
    !matches!(lead, Course::Proposal(Stage::Closed { .. }))
}

/// Where lists show it: what is part of another waits for nothing of its own.
pub const fn group(course: &Course, is_part: bool) -> StageGroup {
    match is_part {
        true => StageGroup::Ended,
        false => course.group(),
    }
}

/// The proposal an official named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// By its number, or by its address with that.
    Number(ProposalId),
    /// By its number in the diary.
    Diary(String),
}

/// Reads what was typed: `12`, `https://…/forslag/12/lekplats`, `KS/2026:41`. None for nothing.
pub fn named(typed: &str) -> Option<Named> {
    const ADDRESS: &str = "/forslag/";
    let typed = typed.trim();
    let number = match typed.find(ADDRESS) {
        Some(at) => typed
            .get(at.saturating_add(ADDRESS.len())..)
            .and_then(|rest| rest.split(['/', '?', '#']).next())
            .unwrap_or_default(),
        None => typed,
    };
    match (number.parse(), typed) {
        (_, "") => None,
        (Ok(id), _) => Some(Named::Number(id)),
        (Err(_), diary) => Some(Named::Diary(diary.chars().take(80).collect())),
    }
}
