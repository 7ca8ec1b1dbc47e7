//! Hall of Fame `/beslut/hall-of-fame`: those whose proposals were carried out, and the form on a
//! proposal's page by which its proposer agrees to be shown.

pub mod api;

mod hall;
mod offer;

pub use hall::HallPage;
pub use offer::Offer;

/// The form's name in its page.
pub const FORM: &str = "fame";
/// Where the form is on the proposal's page.
pub const ID: &str = "hall-of-fame";
