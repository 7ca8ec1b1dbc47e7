//! A text that somebody reads before everybody can: what may follow what.
//!
//! A text that waits is no comment and no idea yet: it stands where no page, count, search or stream
//! looks. Changing one makes a new text that replaces it, so that what a supervisor publishes is
//! what they read.

/// Longest reason for sending a text back.
pub const REASON_MAX: usize = 500;

coded_enum! {
    /// Where a text is that is read first.
    pub enum WaitingState {
        /// Waits to be read.
        Waiting = "waiting",
        /// Sent back, with a reason.
        Returned = "returned",
        /// Its author wrote it again.
        Replaced = "replaced",
        /// Its author took it back.
        TakenBack = "taken_back",
        /// Everybody can read it.
        Published = "published",
    }
}

coded_enum! {
    /// What is done about a text.
    pub enum WaitingMove {
        /// The supervisor lets everybody read it.
        Publish = "publish",
        /// The supervisor says what to change.
        Return = "return",
        /// The author writes it again.
        Replace = "replace",
        /// The author does not want it read.
        TakeBack = "take_back",
    }
}

impl WaitingMove {
    /// The state it leads to.
    pub const fn to(self) -> WaitingState {
        match self {
            Self::Publish => WaitingState::Published,
            Self::Return => WaitingState::Returned,
            Self::Replace => WaitingState::Replaced,
            Self::TakeBack => WaitingState::TakenBack,
        }
    }

    /// The states it is done from. What is published is everybody's: it goes the way of everything
    /// public, and never back here.
    pub const fn from(self) -> &'static [WaitingState] {
        match self {
            Self::Publish | Self::Return => &[WaitingState::Waiting],
            Self::Replace | Self::TakeBack => &[WaitingState::Waiting, WaitingState::Returned],
        }
    }
}

impl WaitingState {
    /// The state after this, where it can be done now.
    pub fn after(self, step: WaitingMove) -> Option<Self> {
        step.from().contains(&self).then_some(step.to())
    }

    /// Whether its author can still do something about it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Returned)
    }
}
