//! The municipality's own rules as residents meet them: `/regler`, and what they say while somebody
//! writes. Where an administrator changes them is [`crate::settings`].

mod page;
mod words;

pub use page::RulesHerePage;
pub use words::{may_speak, months, season_notice, seasons, window, window_choices, windows};
