//! A kind is a colour, a shape and a word: the same three wherever something of that kind is
//! shown. The colour is the class, the shape the icon; the word comes from whoever shows it.

use leptos::prelude::*;
use nara_domain::actor::Role;
use nara_domain::proposal::StageCode;

use super::icons::{Icon, icon};

/// What a tag, band, card or answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Draft,
    Open,
    Waiting,
    Working,
    Scheduled,
    Yes,
    Partly,
    Done,
    Answered,
    No,
    Late,
    Ended,
    Locked,
    Official,
    Elected,
    Decision,
    Moderator,
    Guest,
    Info,
    Success,
    Warning,
    Error,
}

impl Kind {
    /// How a stage of a proposal is shown.
    pub fn of_stage(stage: StageCode) -> Self {
        match stage {
            StageCode::Submitted => Self::Draft,
            StageCode::NeedsCompletion => Self::Waiting,
            StageCode::Collecting => Self::Open,
            StageCode::Registered
            | StageCode::Announced
            | StageCode::HandedOver
            | StageCode::Referred
            | StageCode::InPreparation
            | StageCode::ProposalReady
            | StageCode::RemittedBack => Self::Working,
            StageCode::Scheduled | StageCode::Tabled => Self::Scheduled,
            StageCode::Approved | StageCode::Planned | StageCode::Implementing => Self::Yes,
            StageCode::PartlyApproved => Self::Partly,
            StageCode::Implemented => Self::Done,
            StageCode::Answered => Self::Answered,
            StageCode::Declined | StageCode::RejectedFormal => Self::No,
            StageCode::Rerouted
            | StageCode::Withdrawn
            | StageCode::ThresholdMissed
            | StageCode::WrittenOff
            | StageCode::Stopped
            | StageCode::Closed => Self::Ended,
        }
    }

    /// How somebody who writes in a role is shown; nothing for people who speak for themselves.
    pub fn of_role(role: Role) -> Option<Self> {
        match role {
            Role::Official | Role::Secretary | Role::Administrator => Some(Self::Official),
            Role::Elected => Some(Self::Elected),
            Role::Moderator => Some(Self::Moderator),
            Role::Resident | Role::Youth | Role::Supervisor => None,
        }
    }

    pub fn class(self) -> &'static str {
        match self {
            Self::Draft => "is-draft",
            Self::Open => "is-open",
            Self::Waiting => "is-waiting",
            Self::Working => "is-working",
            Self::Scheduled => "is-scheduled",
            Self::Yes => "is-yes",
            Self::Partly => "is-partly",
            Self::Done => "is-done",
            Self::Answered => "is-answered",
            Self::No => "is-no",
            Self::Late => "is-late",
            Self::Ended => "is-ended",
            Self::Locked => "is-locked",
            Self::Official => "is-official",
            Self::Elected => "is-elected",
            Self::Decision => "is-decision",
            Self::Moderator => "is-moderator",
            Self::Guest => "is-guest",
            Self::Info => "is-info",
            Self::Success => "is-success",
            Self::Warning => "is-warning",
            Self::Error => "is-error",
        }
    }

    pub fn icon(self) -> Icon {
        match self {
            Self::Draft => Icon::Pencil,
            Self::Open => Icon::Diamond,
            Self::Waiting => Icon::Question,
            Self::Working => Icon::Clock,
            Self::Scheduled => Icon::Calendar,
            Self::Yes | Self::Success => Icon::Check,
            Self::Partly => Icon::Half,
            Self::Done => Icon::CheckDouble,
            Self::Answered => Icon::Speech,
            Self::No | Self::Error => Icon::Cross,
            Self::Late | Self::Warning => Icon::Alert,
            Self::Ended => Icon::Square,
            Self::Locked => Icon::Lock,
            Self::Official | Self::Guest => Icon::Building,
            Self::Elected => Icon::Person,
            Self::Decision => Icon::Gavel,
            Self::Moderator => Icon::Shield,
            Self::Info => Icon::Info,
        }
    }
}

/// A word with its shape and colour.
#[component]
pub fn Tag(kind: Kind, #[prop(into)] text: String) -> impl IntoView {
    view! { <span class=format!("tag {}", kind.class())>{icon(kind.icon())}{text}</span> }
}
