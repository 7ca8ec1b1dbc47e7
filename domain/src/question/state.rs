//! How far questions have come, and what may follow what.

use super::step::QuestionStepKind;
use crate::time::Date;

coded_enum! {
    /// How far the questions under one heading have come.
    pub enum SetState {
        /// Somebody has to read them before everybody can.
        Reading = "reading",
        /// Nobody else reads them, or not any more.
        Refused = "refused",
        /// An answer is awaited.
        Open = "open",
        /// Every number has its answer.
        Answered = "answered",
    }
}

coded_enum! {
    /// How far one number has come.
    pub enum NumberState {
        /// A follow-up question that somebody has to read first.
        Reading = "reading",
        /// It broke a rule: the number stays, its words are read by nobody else.
        Refused = "refused",
        /// It waits for its answer.
        Waits = "waits",
        /// Somebody else is to answer it.
        PassedOn = "passed_on",
        /// A part of it is answered.
        Partly = "partly",
        /// It is answered.
        Answered = "answered",
    }
}

coded_enum! {
    /// How much of a question an answer answers.
    pub enum Extent {
        /// All of it.
        Full = "full",
        /// A part; more is to come.
        Part = "part",
    }
}

impl SetState {
    /// Whether everybody reads them.
    pub const fn is_public(self) -> bool {
        matches!(self, Self::Open | Self::Answered)
    }

    /// What a step about all of them makes of it; none where it does not follow.
    pub const fn after(self, step: QuestionStepKind) -> Option<Self> {
        use QuestionStepKind as K;
        match (self, step) {
            (Self::Reading, K::Publish) => Some(Self::Open),
            // What everybody reads is hidden text by text: the answers stay.
            (Self::Reading, K::Refuse) => Some(Self::Refused),
            (Self::Open, K::Take | K::Delay) => Some(Self::Open),
            (Self::Open | Self::Answered, K::Fact) => Some(self),
            _ => None,
        }
    }

    /// The same with its numbers as they are now.
    pub fn with(self, numbers: &[NumberState]) -> Self {
        if numbers.iter().all(|state| *state == NumberState::Refused) {
            return Self::Refused;
        }
        match self {
            Self::Reading | Self::Refused => self,
            Self::Open | Self::Answered => match numbers.iter().any(|state| state.is_awaited()) {
                true => Self::Open,
                false => Self::Answered,
            },
        }
    }

    /// What they are once one of them that was hidden is shown again. `published`: everybody could read them
    /// before.
    pub fn shown_again(self, published: bool, numbers: &[NumberState]) -> Self {
        match (self, published) {
            // All of them were hidden.
            (Self::Refused, true) => Self::Open.with(numbers),
            (Self::Refused, false) => Self::Reading.with(numbers),
            (Self::Reading | Self::Open | Self::Answered, _) => self.with(numbers),
        }
    }

    /// Whether the day they were promised by has passed.
    pub fn is_late(self, answer_by: Option<Date>, today: Date) -> bool {
        self == Self::Open && answer_by.is_some_and(|day| day < today)
    }
}

impl NumberState {
    /// Whether an answer to it is awaited.
    pub const fn is_awaited(self) -> bool {
        matches!(self, Self::Waits | Self::PassedOn | Self::Partly)
    }

    /// Whether everybody reads its words.
    pub const fn is_public(self) -> bool {
        self.is_awaited() || matches!(self, Self::Answered)
    }

    /// What it is once it is shown again: whoever shows it has read it.
    pub const fn shown_again(self) -> Self {
        match self {
            Self::Reading | Self::Refused => Self::Waits,
            Self::Waits | Self::PassedOn | Self::Partly | Self::Answered => self,
        }
    }

    /// What a step makes of it; none where it does not follow. `extent`: of an answer.
    pub const fn after(self, step: QuestionStepKind, extent: Extent) -> Option<Self> {
        use QuestionStepKind as K;
        match (self, step) {
            (Self::Reading, K::Publish) => Some(Self::Waits),
            (Self::Refused, _) | (Self::Reading, K::PassOn | K::Answer | K::Correct | K::Fact) => {
                None
            }
            (_, K::Refuse) => Some(Self::Refused),
            (Self::Waits | Self::PassedOn | Self::Partly, K::PassOn) => Some(Self::PassedOn),
            (Self::Waits | Self::PassedOn | Self::Partly, K::Answer) => Some(match extent {
                Extent::Full => Self::Answered,
                Extent::Part => Self::Partly,
            }),
            // What was said to a question that was passed on since can be wrong, too.
            (Self::PassedOn | Self::Partly | Self::Answered, K::Correct) => Some(self),
            (Self::Waits | Self::PassedOn | Self::Partly | Self::Answered, K::Fact) => Some(self),
            _ => None,
        }
    }
}

/// Whether a step follows: about all of the questions, or about one number.
pub const fn follows(set: SetState, number: Option<NumberState>, step: QuestionStepKind) -> bool {
    match (set, number) {
        (_, None) => set.after(step).is_some(),
        (SetState::Refused, Some(_)) => false,
        // One of them can be left out before the others are published.
        (SetState::Reading, Some(number)) => {
            matches!(step, QuestionStepKind::Refuse) && number.after(step, Extent::Full).is_some()
        }
        (SetState::Open | SetState::Answered, Some(number)) => {
            number.after(step, Extent::Full).is_some()
        }
    }
}
