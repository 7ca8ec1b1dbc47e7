//! How it goes: `/laget`, and the list of what is not decided that the council gets.

pub mod api;

mod promises;
mod report;
mod standing;

pub use promises::PromisesPage;
pub use report::ReportPage;
pub use standing::StandingPage;
