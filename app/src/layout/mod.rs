//! The frame around every page, and how a page loads what it shows.

mod error_page;
mod load;

pub use error_page::{ErrorPage, NotFoundPage};
pub use load::{load, page_title};
