//! Letters: written to a table in the transaction that gives the reason for them, sent by a job.
//!
//! A letter is sent at least once: between sending and remembering it the process can die. Without
//! SMTP settings letters become files in `data/mail/`.

pub mod letters;
pub mod mailing;
pub mod post;
mod stop;
pub mod store;

pub use post::{Post, PostError, trouble_of};
pub use stop::{COLLECTED, Stops};
