//! What is written down of deeds that are no part of the official record.

coded_enum! {
    /// What somebody in a duty, or the operator, did.
    pub enum Deed {
        /// Gave a duty.
        DutyGiven = "duty_given",
        /// Took a duty back.
        DutyEnded = "duty_ended",
        /// Made a link by which a passkey for a duty is added.
        PasskeyLinkMade = "passkey_link_made",
        /// Added a passkey to their own account.
        PasskeyAdded = "passkey_added",
        /// Removed a passkey from their own account.
        PasskeyRemoved = "passkey_removed",
        /// Entered a proposal, an idea or support for somebody at the desk.
        PaperEntered = "paper_entered",
        /// Published a new version of the municipality's rules.
        RulesetAdded = "ruleset_added",
        /// Switched something off for a while.
        FeatureClosed = "feature_closed",
        /// Switched it on again.
        FeatureOpened = "feature_opened",
        /// Chose another colour for the site.
        ThemeChanged = "theme_changed",
        /// Sent a letter to see whether letters go out.
        LetterTested = "letter_tested",
        /// Asked an identity provider whether it is there.
        ProviderTested = "provider_tested",
        /// Two accounts of one person became one.
        AccountsMerged = "accounts_merged",
        /// Loaded the population register.
        RollLoaded = "roll_loaded",
        /// Began anew with another key for national numbers.
        NumberKeyReplaced = "number_key_replaced",
        /// Signed somebody out everywhere.
        SessionsEnded = "sessions_ended",
        /// Invited somebody to a duty.
        Invited = "invited",
        /// Sent an invitation's letter again.
        InvitationSentAgain = "invitation_sent_again",
        /// Withdrew an invitation.
        InvitationWithdrawn = "invitation_withdrawn",
        /// Took on the duty one was invited to.
        InvitationAccepted = "invitation_accepted",
        /// Took out the log as a file.
        LogExported = "log_exported",
        /// Prepared a step that takes two persons; recorded it is an act of the case.
        StepPrepared = "step_prepared",
        /// Took back what was prepared.
        StepDiscarded = "step_discarded",
        /// Kept a service answer until a colleague has read it.
        AnswerPrepared = "answer_prepared",
        /// Read a colleague's answer and gave it back.
        AnswerHandedBack = "answer_handed_back",
        /// Set the time at which an answer is published.
        AnswerTimed = "answer_timed",
        /// Their answer was published at the set time.
        AnswerOnTime = "answer_on_time",
        /// Threw away an answer that waited.
        AnswerDiscarded = "answer_discarded",
        /// Sent the answer of a body outside the municipality back to it.
        GuestAnswerReturned = "guest_answer_returned",
        /// Wrote a template.
        TemplateMade = "template_made",
        /// Changed a template.
        TemplateChanged = "template_changed",
        /// Removed a template.
        TemplateRemoved = "template_removed",
        /// Gave a case to somebody at the desk, or to nobody.
        CaseAssigned = "case_assigned",
        /// Entered a body's meeting.
        MeetingEntered = "meeting_entered",
        /// Changed what is said of a meeting.
        MeetingChanged = "meeting_changed",
        /// Made a group of young people.
        GroupMade = "group_made",
        /// Changed what a group is called, how long it lasts, or who reads first.
        GroupChanged = "group_changed",
        /// Gave a group a new entry code.
        GroupCode = "group_code",
        /// Let somebody else run a group, too.
        GroupShared = "group_shared",
        /// Runs a group no longer, by their own choice.
        GroupLeft = "group_left",
        /// Took somebody out of those who run a group.
        LeaderTakenOut = "leader_taken_out",
        /// Ended a group before its last day.
        GroupEnded = "group_ended",
        /// Paused a member of a group.
        MemberPaused = "member_paused",
        /// Removed a member from a group.
        MemberRemoved = "member_removed",
        /// Brought a member back into a group.
        MemberBack = "member_back",
        /// Made a code that lets a member in again.
        MemberHelped = "member_helped",
        /// Published what a member wrote.
        TextPublished = "text_published",
        /// Sent back what a member wrote.
        TextReturned = "text_returned",
        /// Said for a member that their idea may become a proposal, or may not.
        AdoptionAnswered = "adoption_answered",
        /// Asked a member whether they want to stand on an idea with its author, or took one off it.
        CoauthorsChanged = "coauthors_changed",
        /// Read a text that was reported, and left it.
        TextLeft = "text_left",
        /// Hid a text.
        TextHidden = "text_hidden",
        /// Showed a hidden text again.
        TextShown = "text_shown",
        /// Looked again at a hidden text, as its author asked, and left it hidden.
        TextUpheld = "text_upheld",
        /// Suggested to hide what an elected wrote.
        HidingProposed = "hiding_proposed",
        /// As a second one let it stand that what an elected wrote was hidden.
        HidingConfirmed = "hiding_confirmed",
        /// What an elected wrote was shown again, because no second one had confirmed that it was hidden.
        HidingLapsed = "hiding_lapsed",
        /// Kept somebody from writing or taking part for some days.
        PersonRestrained = "person_restrained",
        /// Ended that before its last day.
        RestraintLifted = "restraint_lifted",
        /// Looked again at it, as they asked, and let it stand.
        RestraintUpheld = "restraint_upheld",
        /// Locked a discussion or a thread of it.
        DiscussionLocked = "discussion_locked",
        /// Opened it again.
        DiscussionUnlocked = "discussion_unlocked",
        /// Slowed a discussion down.
        DiscussionSlowed = "discussion_slowed",
        /// Let everybody write there as usual.
        DiscussionFreed = "discussion_freed",
        /// Let a text through that waited, or was not let through.
        HeldReleased = "held_released",
        /// Did not let a text through.
        HeldDeclined = "held_declined",
        /// Looked again at a text that was not let through, as its author asked, and did not, either.
        HeldUpheld = "held_upheld",
        /// Looked at much that happened in a short time.
        PaceLooked = "pace_looked",
        /// Set which texts wait.
        HoldingChanged = "holding_changed",
        /// Said that a text is a threat, or that somebody is in danger.
        DangerRaised = "danger_raised",
        /// Set who is written to then.
        DutyAddressSet = "duty_address_set",
    }
}
