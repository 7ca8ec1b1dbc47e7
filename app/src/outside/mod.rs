//! Bodies outside the municipality: asking one, what came of it, and the page behind a letter's link,
//! where the body answers without an account.

pub mod api;

mod arrived;
mod ask;
mod guest;
mod requests;

pub use arrived::{answers_that_came, guest_answer_waits};
pub use ask::AskOutsidePage;
pub use guest::GuestPage;

/// The form that asks.
pub const ASK_FORM: &str = "outside";
/// The one that sends an answer back.
pub const BACK_FORM: &str = "back";
/// The one that withdraws a question.
pub const WITHDRAW_FORM: &str = "unask";
/// The one behind the link.
pub const GUEST_FORM: &str = "guest";
