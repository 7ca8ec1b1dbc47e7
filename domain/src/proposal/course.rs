//! Where something is, whichever kind it is: what lists, support and discussion need to know.

use serde::{Deserialize, Serialize};

use super::idea::{IdeaMove, IdeaStage};
use super::problem::ProblemStage;
use super::ruleset::Ruleset;
use super::stage::{NextStep, Stage};
use super::stage_code::{NextKind, StageCode, StageGroup};
use super::topic::Topic;
use crate::ids::PersonId;
use crate::time::Date;

coded_enum! {
    /// What was put forward.
    pub enum Kind {
        /// Medborgarförslag: the formal path to a decision.
        Proposal = "proposal",
        /// Idé: answered by the department.
        Idea = "idea",
        /// Problem: what is wrong, before anybody knows what to do about it.
        Problem = "problem",
        /// Questions to the municipality: not put forward here, only talked about.
        Questions = "questions",
    }
}

impl Kind {
    /// What people put forward, and lists show.
    pub const LISTED: [Self; 3] = [Self::Proposal, Self::Idea, Self::Problem];
}

/// Where something is, whichever kind it is. JSON: tagged by `kind`, then by `code`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(clippy::large_enum_variant, reason = "proposals are the common case")]
pub enum Course {
    /// A proposal and its stage.
    Proposal(Stage),
    /// An idea and its stage.
    Idea(IdeaStage),
    /// A problem and its stage.
    Problem(ProblemStage),
    /// The discussion of questions to the municipality. How far those have come, they know themselves.
    Questions,
}

impl Course {
    /// Which kind.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Proposal(_) => Kind::Proposal,
            Self::Idea(_) => Kind::Idea,
            Self::Problem(_) => Kind::Problem,
            Self::Questions => Kind::Questions,
        }
    }

    /// The stage's code. Codes of different kinds never coincide.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Proposal(stage) => stage.code().as_str(),
            Self::Idea(stage) => stage.code().as_str(),
            Self::Problem(stage) => stage.code().as_str(),
            Self::Questions => Kind::Questions.code(),
        }
    }

    /// Where it belongs in a list.
    pub const fn group(&self) -> StageGroup {
        match self {
            Self::Proposal(stage) => stage.group(),
            Self::Idea(IdeaStage::Published { .. }) => StageGroup::Collecting,
            Self::Idea(IdeaStage::Answered { .. }) => StageGroup::Decided,
            Self::Idea(IdeaStage::Done { .. }) => StageGroup::Done,
            Self::Problem(ProblemStage::Open { .. }) => StageGroup::Problem,
            Self::Problem(_) => StageGroup::Ended,
            // In no list of ours: it is read where the questions are.
            Self::Questions => StageGroup::NotPublic,
        }
    }

    /// Whether everybody may see that it exists.
    pub const fn is_public(&self) -> bool {
        match self {
            Self::Proposal(stage) => stage.is_public(),
            // It is there where the questions are public, and nowhere else.
            Self::Idea(_) | Self::Problem(_) | Self::Questions => true,
        }
    }

    /// Whether its own text may be shown.
    pub const fn text_is_public(&self) -> bool {
        match self {
            Self::Proposal(stage) => stage.text_is_public(),
            Self::Idea(_) | Self::Problem(_) => true,
            // It has none.
            Self::Questions => false,
        }
    }

    /// Whether it was taken back before everybody could read it: then it is not told either whose
    /// it was, or what was said about it.
    pub fn is_taken_back_unread(&self) -> bool {
        let withdrawn = match self {
            Self::Proposal(Stage::Closed { ended_as, .. }) => *ended_as == StageCode::Withdrawn,
            Self::Proposal(stage) => stage.code() == StageCode::Withdrawn,
            Self::Idea(_) | Self::Problem(_) | Self::Questions => false,
        };
        withdrawn && !self.text_is_public()
    }

    /// Whether it has been decided or answered.
    pub const fn is_decided(&self) -> bool {
        match self {
            Self::Proposal(stage) => stage.is_decided(),
            Self::Idea(stage) => stage.verdict().is_some(),
            Self::Problem(_) | Self::Questions => false,
        }
    }

    /// What is awaited next; none when nothing is. See [`Stage::next_step`].
    pub fn next_step(
        &self,
        submitted: Date,
        ruleset: &Ruleset,
        topic: Option<Topic>,
    ) -> Option<NextStep> {
        match self {
            Self::Proposal(stage) => stage.next_step(submitted, ruleset, topic),
            // Where no day is promised, it is not said that an answer comes.
            Self::Idea(stage @ IdeaStage::Published { .. }) => {
                let by = stage.answer_by(ruleset)?;
                Some(NextStep {
                    what: NextKind::Answer,
                    by: Some(by),
                })
            }
            Self::Idea(stage @ IdeaStage::Answered { answer, .. }) => {
                let by = match answer.as_ref() {
                    IdeaMove::YesNow { start_on, .. } => Some(*start_on),
                    IdeaMove::Try { pilot_to, .. } => Some(*pilot_to),
                    _ => None,
                };
                let promised = !stage.allowed().is_empty();
                promised.then_some(NextStep {
                    what: NextKind::Implementation,
                    by,
                })
            }
            Self::Idea(IdeaStage::Done { .. }) => None,
            // Nobody owes it anything: what is next is up to those who live here.
            Self::Problem(_) | Self::Questions => None,
        }
    }

    /// As [`Stage::resumed`]; the others have no clock that stood still.
    #[must_use]
    pub fn resumed(self, days: i64) -> Self {
        match self {
            Self::Proposal(stage) => Self::Proposal(stage.resumed(days)),
            other @ (Self::Idea(_) | Self::Problem(_) | Self::Questions) => other,
        }
    }

    /// As it is given to everybody: without the accounts of those who prepare it, which are kept
    /// only to ask for a second reader.
    pub fn for_everybody(mut self) -> Self {
        if let Self::Proposal(stage) = &mut self {
            for account in stage.preparers_mut() {
                *account = None;
            }
        }
        self
    }

    /// Two accounts of one person have become one: what the one prepared, the other has. Whether
    /// anything changes by that.
    pub fn absorb(&mut self, from: PersonId, to: PersonId) -> bool {
        let mut changed = false;
        if let Self::Proposal(stage) = self {
            for account in stage.preparers_mut() {
                if *account == Some(from) {
                    *account = Some(to);
                    changed = true;
                }
            }
        }
        changed
    }

    /// The proposal's stage, if it is one.
    pub const fn as_proposal(&self) -> Option<&Stage> {
        match self {
            Self::Proposal(stage) => Some(stage),
            Self::Idea(_) | Self::Problem(_) | Self::Questions => None,
        }
    }

    /// The idea's stage, if it is one.
    pub const fn as_idea(&self) -> Option<&IdeaStage> {
        match self {
            Self::Idea(stage) => Some(stage),
            Self::Proposal(_) | Self::Problem(_) | Self::Questions => None,
        }
    }

    /// The problem's stage, if it is one.
    pub const fn as_problem(&self) -> Option<&ProblemStage> {
        match self {
            Self::Problem(stage) => Some(stage),
            Self::Proposal(_) | Self::Idea(_) | Self::Questions => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_discussion_of_questions_is_in_no_list_and_has_no_text() {
        let course = Course::Questions;
        let json = serde_json::to_string(&course).unwrap();
        // As the migration writes it.
        assert_eq!(json, r#"{"kind":"questions"}"#);
        assert_eq!(serde_json::from_str::<Course>(&json).unwrap(), course);
        assert_eq!(
            (course.code(), course.group()),
            ("questions", StageGroup::NotPublic)
        );
        assert!(course.is_public() && !course.text_is_public() && !course.is_decided());
        assert!(!Kind::LISTED.contains(&course.kind()));
    }
}
