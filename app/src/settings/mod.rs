//! `/admin/regler`, `/admin/utseende`, `/admin/funktioner`, `/admin/granskning`, `/admin/jour`, `/admin/post`: what a
//! municipality sets for its site while it runs, and how its letters go out. For administrators only.

pub mod api;

mod duty;
mod holding;
mod mail;
mod new_rules;
mod rules;
mod switches;
mod theme;

pub use duty::DutyAddressPage;
pub use holding::HoldingRulesPage;
pub use mail::MailPage;
pub use new_rules::NewRulesPage;
pub use rules::RulesPage;
pub use switches::SwitchesPage;
pub use theme::{ThemePage, stylesheet};

/// The names of the forms in their pages.
pub const RULES_FORM: &str = "rules";
pub const THEME_FORM: &str = "theme";
pub const HOLDING_FORM: &str = "holding";
pub const DUTY_FORM: &str = "duty";
pub const CLOSE_FORM: &str = "close";
pub const OPEN_FORM: &str = "open";
pub const MAIL_FORM: &str = "mail";
