//! An idea becomes a proposal (`/forslag/{id}/{slug}/ta-over`): a resident asks to hand it in in their
//! own name, and whoever wrote it says yes or no. How it then stands on the pages of the two, and on the
//! pages of whoever answers, is in [`notices`].

pub mod api;
mod notices;
mod page;

pub use notices::{AdoptionNotices, OfferAdoption, questions, written_from};
pub use page::AdoptPage;
