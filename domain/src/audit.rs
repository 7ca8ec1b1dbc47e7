//! What is written down of deeds that are no part of the official record.

coded_enum! {
    /// What somebody in a duty, or the operator, did.
    pub enum Deed {
        /// Gave a duty.
        DutyGiven = "duty_given",
        /// Took a duty back.
        DutyEnded = "duty_ended",
    }
}
