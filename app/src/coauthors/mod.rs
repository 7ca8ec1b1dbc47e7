//! Members of a group who stand on an idea together: on the idea's page, who is asked and how, and on a
//! member's own page, what they are asked.

pub mod api;
mod offer;

pub use offer::{AskedToShare, Coauthors, asked};

/// The form's name in its page.
pub const FORM: &str = "coauthor";
/// Where the form is on the idea's page.
pub const ID: &str = "medforfattare";
