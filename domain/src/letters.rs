//! Who gets a letter when something happens to a case, and what becomes of letters on their way out.

use crate::answer::ActKind;
use crate::proposal::TransitionKind;

/// Stands in the place of the title's words in the address of a case that is not public, in letters: the
/// address works with any.
pub const UNPUBLISHED_SLUG: &str = "arende";

/// Who gets a letter about an act of the record. Those who stopped letters get none of those to many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The proposer and everybody who votes on the proposal or follows it: an answer, a decision, or
    /// that there will be none.
    All,
    /// As [`Told::All`] without the proposer, who did it.
    Others,
    /// The proposer and those who follow the proposal: a step on the way.
    Followers,
    /// The proposer alone: it asks them something, or gives them the number that their receipt had not.
    Proposer,
    /// Nobody.
    Nobody,
}

impl Told {
    /// Who is told of a step.
    pub const fn of_step(step: TransitionKind) -> Self {
        use TransitionKind as T;
        match step {
            // Decided, done, or over: what those who wanted it wait for.
            T::Approve
            | T::PartlyApprove
            | T::DeemAnswered
            | T::Decline
            | T::WriteOff
            | T::ReportProgress
            | T::MarkImplemented
            | T::Stop
            | T::ReachThreshold
            | T::MissThreshold
            | T::RejectFormally
            | T::Reroute => Self::All,
            T::Withdraw => Self::Others,
            T::RequestCompletion | T::Register => Self::Proposer,
            T::OpenForSupport
            | T::Announce
            | T::HandOver
            | T::Refer
            | T::StartPreparation
            | T::PresentProposal
            | T::Schedule
            | T::Table
            | T::RemitBack
            | T::Plan
            | T::StartImplementing => Self::Followers,
            // The proposer did it; nothing changes for anybody.
            T::Complete | T::Close => Self::Nobody,
        }
    }

    /// Who is told of what is said about a case. Steps: [`Told::of_step`].
    pub const fn of_act(kind: ActKind) -> Self {
        match kind {
            ActKind::OfficialAnswer | ActKind::GuestAnswer | ActKind::IdeaMove | ActKind::Delay => {
                Self::All
            }
            ActKind::ElectedOpinion | ActKind::Minutes | ActKind::Appeal => Self::Followers,
            ActKind::Question => Self::Proposer,
            ActKind::Transition | ActKind::Note | ActKind::Document | ActKind::DocumentRemoval => {
                Self::Nobody
            }
            // The body outside has letters of its own; the others are told when it has answered.
            ActKind::OutsideQuestion | ActKind::OutsideWithdrawal => Self::Nobody,
            // Whoever asked has a letter of their own.
            ActKind::QuestionAnswer => Self::Nobody,
            // Two proposals and those of both: it has letters of its own.
            ActKind::Merge => Self::Nobody,
        }
    }

    /// Who is told that something was corrected.
    pub const CORRECTION: Self = Self::Followers;
}

coded_enum! {
    /// What those at work on a case are told by a letter. It names the case and where to look, not what
    /// was written: mail is read elsewhere.
    pub enum DeskNews {
        /// The case is theirs now.
        Given = "given",
        /// A colleague asks them something.
        Asked = "asked",
        /// A colleague has written about the case.
        Noted = "noted",
        /// The proposer has sent what was missing.
        Completed = "completed",
        /// The proposer has taken it back.
        TakenBack = "taken_back",
        /// A body outside has answered; nothing is published yet.
        FromOutside = "from_outside",
        /// An answer waits for somebody who reads it.
        ToRead = "to_read",
        /// Their answer was read and given back.
        HandedBack = "handed_back",
        /// A step waits for the second person it takes.
        ToConfirm = "to_confirm",
        /// An answer was not published when its moment came.
        Stopped = "stopped",
    }
}

impl DeskNews {
    /// What whoever has the case is told of a step: of those that the proposer took.
    pub const fn of_step(step: TransitionKind) -> Option<Self> {
        match step {
            TransitionKind::Complete => Some(Self::Completed),
            TransitionKind::Withdraw => Some(Self::TakenBack),
            _ => None,
        }
    }
}

coded_enum! {
    /// Why a letter did not go out, as far as somebody can do something about it. The mail server's
    /// own words may repeat addresses and are for the operator alone.
    pub enum Trouble {
        /// There is no server of this name.
        UnknownHost = "unknown_host",
        /// The server does not answer at that address.
        Unreachable = "unreachable",
        /// No encrypted connection came about: certificate, or the wrong kind of port.
        Encryption = "encryption",
        /// User name or password are wrong, or signing in is not allowed.
        SignIn = "sign_in",
        /// The server takes no letter from this sender or to this recipient.
        Refused = "refused",
        /// The server says to try again later.
        Later = "later",
        /// The server took too long.
        TooSlow = "too_slow",
        /// The folder for letters cannot be written to.
        Folder = "folder",
        /// The address of who gets it, or the letter itself, is none.
        Letter = "letter",
        /// Anything else.
        Other = "other",
    }
}

impl Trouble {
    /// What the mail server's answer of three digits means (RFC 5321, RFC 4954).
    pub const fn of_reply(code: u16) -> Self {
        match code {
            530 | 534 | 535 | 538 => Self::SignIn,
            454 | 523 => Self::Encryption,
            400..=499 => Self::Later,
            550..=559 => Self::Refused,
            _ => Self::Other,
        }
    }

    /// Whether it is about the way out and not about this letter: the next one would fare no better
    /// now, and would only wait as long.
    pub const fn holds_up_others(self) -> bool {
        match self {
            Self::UnknownHost
            | Self::Unreachable
            | Self::Encryption
            | Self::SignIn
            | Self::TooSlow
            | Self::Folder => true,
            Self::Refused | Self::Later | Self::Letter | Self::Other => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DeskNews, Trouble as T};
    use crate::proposal::TransitionKind;

    #[test]
    fn the_desk_is_told_of_what_the_proposer_does() {
        for step in TransitionKind::ALL {
            let by_proposer = [TransitionKind::Complete, TransitionKind::Withdraw];
            let told = DeskNews::of_step(*step).is_some();
            assert_eq!(told, by_proposer.contains(step), "{step}");
        }
    }

    #[test]
    fn a_reply_is_what_somebody_can_mend() {
        for (code, trouble) in [
            (535, T::SignIn),
            (530, T::SignIn),
            (550, T::Refused),
            (554, T::Refused),
            (421, T::Later),
            (451, T::Later),
            (454, T::Encryption),
            (500, T::Other),
        ] {
            assert_eq!(T::of_reply(code), trouble, "{code}");
        }
    }

    #[test]
    fn what_a_server_says_about_one_letter_holds_up_no_other() {
        for code in [421, 450, 451, 550, 552, 554, 500] {
            assert!(!T::of_reply(code).holds_up_others(), "{code}");
        }
        assert!(T::TooSlow.holds_up_others() && T::Unreachable.holds_up_others());
    }
}
