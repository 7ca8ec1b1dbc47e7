//! What people are called here, those who must not be found, and what staff enter for somebody at
//! the desk.

pub mod api;

mod entered;
mod name;
mod paper;
mod protection;

pub use entered::EnteredPage;
pub use name::{NamePage, form_choices, shown as shown_name};
pub use paper::{PaperPage, PaperProposalPage, PaperSupportPage};
pub use protection::ProtectionPage;
