//! "Jag vill hjälpa till": on the page of an idea, who wants to help with it, and the form to say so.

pub mod api;
mod offer;

pub use offer::HelpWithIdea;

/// The form's name in its page.
pub const FORM: &str = "help";
/// Where the form is on the idea's page.
pub const ID: &str = "hjalpa-till";
