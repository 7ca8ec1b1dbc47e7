//! The moderators' desk: which text somebody reads at this moment, and several that are settled together.

use std::fmt;

use super::{CaseMove, HeldMove};
use crate::error::FieldProblem;
use crate::fields::Values;
use crate::ids::{HeldId, ModerationId};

/// Whoever opens a text is said to read it for so many minutes; opening it again begins them anew.
pub const READ_MINUTES: i64 = 10;
/// Most texts that one form does something with.
pub const CHOSEN_MOST: usize = 30;
/// Where a form says that no box, or too many, are ticked.
pub const CHOSEN: &str = "chosen";

/// A text on the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeskText {
    /// That waits to be read before everybody can.
    Held(HeldId),
    /// That somebody reported.
    Reported(ModerationId),
}

const HELD: &str = "held_";
const REPORTED: &str = "case_";

/// The name of its box to tick.
impl fmt::Display for DeskText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Held(id) => write!(f, "{HELD}{id}"),
            Self::Reported(id) => write!(f, "{REPORTED}{id}"),
        }
    }
}

impl DeskText {
    /// Of the name of a box to tick; none of any other field.
    ///
    /// # Errors
    /// No box of ours has this name.
    pub fn of_field(name: &str) -> Result<Option<Self>, FieldProblem> {
        let found = match (name.strip_prefix(HELD), name.strip_prefix(REPORTED)) {
            (Some(id), _) => id.parse().map(Self::Held),
            (None, Some(id)) => id.parse().map(Self::Reported),
            (None, None) => return Ok(None),
        };
        found.map(Some).map_err(|_| FieldProblem::UnknownField)
    }
}

coded_enum! {
    /// What is done with several at once. Each goes the way that one alone goes.
    pub enum TogetherMove {
        /// What waits is let through.
        Release = "release",
        /// What waits is not.
        Decline = "decline",
        /// What was reported is hidden.
        Hide = "hide",
        /// What was reported stays.
        Leave = "leave",
    }
}

impl TogetherMove {
    /// The step with one that waits.
    pub const fn of_held(self) -> Option<HeldMove> {
        match self {
            Self::Release => Some(HeldMove::Release),
            Self::Decline => Some(HeldMove::Decline),
            Self::Hide | Self::Leave => None,
        }
    }

    /// The step with one that was reported.
    pub const fn of_reported(self) -> Option<CaseMove> {
        match self {
            Self::Hide => Some(CaseMove::Hide),
            Self::Leave => Some(CaseMove::Leave),
            Self::Release | Self::Decline => None,
        }
    }

    /// Whether it is something that can be done with this text at all.
    pub const fn fits(self, text: DeskText) -> bool {
        match text {
            DeskText::Held(_) => self.of_held().is_some(),
            DeskText::Reported(_) => self.of_reported().is_some(),
        }
    }

    /// Whether it takes a rule.
    pub const fn wants_rule(self) -> bool {
        matches!(self, Self::Decline | Self::Hide)
    }
}

/// The texts whose boxes are ticked, with the last step the page knew of, in the order of their numbers.
///
/// # Errors
/// None ticked, or more than [`CHOSEN_MOST`]; a name or a step that no form of ours sends.
pub fn chosen(values: &Values) -> Result<Vec<(DeskText, i64)>, FieldProblem> {
    let mut texts = Vec::new();
    for (name, value) in values {
        let Some(text) = DeskText::of_field(name)? else {
            continue;
        };
        let seen = value.trim().parse();
        texts.push((text, seen.map_err(|_| FieldProblem::UnknownField)?));
    }
    texts.sort_unstable();
    match texts.len() {
        0 => Err(FieldProblem::NoneTicked),
        count if count > CHOSEN_MOST => Err(FieldProblem::TooMany { max: CHOSEN_MOST }),
        _ => Ok(texts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(id: i64) -> DeskText {
        DeskText::Held(HeldId::new(id))
    }

    fn reported(id: i64) -> DeskText {
        DeskText::Reported(ModerationId::new(id))
    }

    fn typed(pairs: &[(&str, &str)]) -> Values {
        let pairs = pairs.iter();
        pairs
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn what_is_ticked_is_read_in_order_and_nothing_else_is() {
        for text in [held(7), reported(12)] {
            assert_eq!(DeskText::of_field(&text.to_string()), Ok(Some(text)));
        }
        for other in ["reason", "once", "cases", "held"] {
            assert_eq!(DeskText::of_field(other), Ok(None), "{other}");
        }
        let boxes = [
            ("case_12", "3"),
            ("held_9", "0"),
            ("case_2", "0"),
            ("reason", "Reklam."),
        ];
        assert_eq!(
            chosen(&typed(&boxes)),
            Ok(vec![(held(9), 0), (reported(2), 0), (reported(12), 3)])
        );
        for wrong in [
            ("case_", "0"),
            ("case_x", "0"),
            ("held_07", "0"),
            ("held_7", "on"),
        ] {
            let read = chosen(&typed(&[wrong]));
            assert_eq!(read, Err(FieldProblem::UnknownField), "{wrong:?}");
        }
    }

    #[test]
    fn one_at_least_and_not_too_many() {
        let none = chosen(&typed(&[("reason", "Reklam.")]));
        assert_eq!(none, Err(FieldProblem::NoneTicked));
        let boxes = |count: usize| -> Values {
            (1..=count)
                .map(|id| (format!("case_{id}"), "0".to_owned()))
                .collect()
        };
        assert_eq!(chosen(&boxes(CHOSEN_MOST)).map(|all| all.len()), Ok(30));
        let many = chosen(&boxes(CHOSEN_MOST + 1));
        assert_eq!(many, Err(FieldProblem::TooMany { max: CHOSEN_MOST }));
    }

    #[test]
    fn each_fits_one_kind_of_text() {
        for step in TogetherMove::ALL {
            let both = (step.fits(held(1)), step.fits(reported(1)));
            assert!(matches!(both, (true, false) | (false, true)), "{step}");
        }
        assert!(TogetherMove::Hide.wants_rule() && TogetherMove::Decline.wants_rule());
        assert!(!TogetherMove::Release.wants_rule() && !TogetherMove::Leave.wants_rule());
    }
}
