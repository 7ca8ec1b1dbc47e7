//! The names of the stages and how lists group them.

coded_enum! {
    /// The code of a [`super::stage::Stage`]. A draft has no stage: it belongs to its author only.
    pub enum StageCode {
        /// Inlämnat.
        Submitted = "submitted",
        /// Väntar på komplettering.
        NeedsCompletion = "needs_completion",
        /// Avvisat.
        RejectedFormal = "rejected_formal",
        /// Hanteras som synpunkt eller felanmälan.
        Rerouted = "rerouted",
        /// Återkallat.
        Withdrawn = "withdrawn",
        /// Registrerat.
        Registered = "registered",
        /// Öppet för röster.
        Collecting = "collecting",
        /// Avslutat – för få röster.
        ThresholdMissed = "threshold_missed",
        /// Anmält i kommunfullmäktige.
        Announced = "announced",
        /// Överlämnat till nämnd för beslut.
        HandedOver = "handed_over",
        /// På remiss.
        Referred = "referred",
        /// Under beredning.
        InPreparation = "in_preparation",
        /// Förslag till beslut klart.
        ProposalReady = "proposal_ready",
        /// På dagordningen.
        Scheduled = "scheduled",
        /// Bordlagt.
        Tabled = "tabled",
        /// Återremitterat.
        RemittedBack = "remitted_back",
        /// Bifallet.
        Approved = "approved",
        /// Delvis bifallet.
        PartlyApproved = "partly_approved",
        /// Anses besvarat.
        Answered = "answered",
        /// Avslaget.
        Declined = "declined",
        /// Avskrivet.
        WrittenOff = "written_off",
        /// Genomförande planeras.
        Planned = "planned",
        /// Genomförs.
        Implementing = "implementing",
        /// Genomfört.
        Implemented = "implemented",
        /// Genomförandet stoppat.
        Stopped = "stopped",
        /// Avslutat och arkiverat.
        Closed = "closed",
    }
}

coded_enum! {
    /// How a list groups stages.
    pub enum StageGroup {
        /// Samlar stöd.
        Collecting = "collecting",
        /// Hos kommunen.
        AtMunicipality = "at_municipality",
        /// Beslutade.
        Decided = "decided",
        /// Genomförda.
        Done = "done",
        /// Problem som andra kan lägga till i.
        Problem = "problem",
        /// Avslutade.
        Ended = "ended",
        /// In no public list.
        NotPublic = "not_public",
    }
}

coded_enum! {
    /// What is awaited next.
    pub enum NextKind {
        /// The registrar gives it a diary number.
        Registration = "registration",
        /// The proposer completes it.
        Completion = "completion",
        /// It is opened for support.
        OpenForSupport = "open_for_support",
        /// The time for support ends.
        SupportCloses = "support_closes",
        /// It is announced in the council.
        Announcement = "announcement",
        /// The council hands it over or refers it.
        Handling = "handling",
        /// A committee answers what it was asked.
        Statement = "statement",
        /// A case officer starts.
        Preparation = "preparation",
        /// What it was sent back for is looked into, and it is back.
        Remitted = "remitted",
        /// The proposal for decision is ready.
        ProposalForDecision = "proposal_for_decision",
        /// It is put on an agenda.
        Agenda = "agenda",
        /// A body meets and decides.
        Meeting = "meeting",
        /// The responsible department plans what was approved.
        Plan = "plan",
        /// The responsible department follows up.
        FollowUp = "follow_up",
        /// The responsible department reports.
        Report = "report",
        /// It is carried out.
        Implementation = "implementation",
        /// The department answers an idea.
        Answer = "answer",
        /// It is archived.
        Archive = "archive",
    }
}

impl StageCode {
    /// Whether everybody may see that it exists, its title and its state.
    pub const fn is_public(self) -> bool {
        !matches!(self, Self::Submitted | Self::NeedsCompletion)
    }

    /// Whether nothing but the archive can follow.
    pub const fn is_terminal(self) -> bool {
        matches!(
            self,
            Self::RejectedFormal
                | Self::Rerouted
                | Self::Withdrawn
                | Self::ThresholdMissed
                | Self::Declined
                | Self::WrittenOff
                | Self::Implemented
                | Self::Closed
        )
    }

    /// Whether a body has decided on the substance. For `closed` the stage's data knows.
    pub const fn is_decided(self) -> bool {
        matches!(
            self,
            Self::Approved
                | Self::PartlyApproved
                | Self::Answered
                | Self::Declined
                | Self::WrittenOff
                | Self::Planned
                | Self::Implementing
                | Self::Implemented
                | Self::Stopped
        )
    }

    /// Where it belongs in a list.
    pub const fn group(self) -> StageGroup {
        match self {
            Self::Submitted | Self::NeedsCompletion => StageGroup::NotPublic,
            Self::Collecting => StageGroup::Collecting,
            Self::Registered
            | Self::Announced
            | Self::HandedOver
            | Self::Referred
            | Self::InPreparation
            | Self::ProposalReady
            | Self::Scheduled
            | Self::Tabled
            | Self::RemittedBack => StageGroup::AtMunicipality,
            Self::Approved
            | Self::PartlyApproved
            | Self::Answered
            | Self::Declined
            | Self::WrittenOff
            | Self::Planned
            | Self::Implementing => StageGroup::Decided,
            Self::Implemented => StageGroup::Done,
            Self::RejectedFormal
            | Self::Rerouted
            | Self::Withdrawn
            | Self::ThresholdMissed
            | Self::Stopped
            | Self::Closed => StageGroup::Ended,
        }
    }
}
