//! Meetings `/moten`: when bodies meet, what they take up and what came of it, their papers, and a
//! calendar to subscribe to. What is taken up is read from the cases' own record; the rest is entered
//! by whoever keeps the minutes.

pub mod api;

mod detail;
mod edit;
mod list;
mod shown;

pub use detail::MeetingPage;
pub use edit::{ChangeMeetingPage, NewMeetingPage};
pub use list::MeetingsPage;
pub(crate) use shown::outward;
pub use shown::{calendar_path, long_day, path_of, path_of_day};

/// The form's name in its pages.
pub const FORM: &str = "meeting";
