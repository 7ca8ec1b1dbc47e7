//! An idea becomes a proposal (`/forslag/{id}/{slug}/ta-over`): a resident asks to hand it in in their
//! own name, and whoever wrote it says yes or no. How it then stands on the pages of the two, and on the
//! pages of whoever answers, is in [`notices`]. A problem becomes one by whoever began it ([`problem`]).

pub mod api;
mod notices;
mod page;
mod problem;

pub use notices::{AdoptionNotices, OfferAdoption, questions, written_from};
pub use page::AdoptPage;
pub use problem::{TURN, TurnProblem};
