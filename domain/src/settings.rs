//! What a municipality has set for its site while it runs, as far as every page and every use case
//! needs to know it.

use crate::moderation::holding::HoldingRules;
use crate::switches::Switches;
use crate::theme::Theme;

/// The settings in force.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InForce {
    /// What is switched off for a while.
    pub switches: Switches,
    /// The municipality's own colour; without it, the site's.
    pub theme: Option<Theme>,
    /// Which texts a moderator reads before everybody can.
    pub holding: HoldingRules,
    /// The address of whoever is written to when a moderator sees a threat; none: nobody is.
    pub duty: Option<String>,
}
