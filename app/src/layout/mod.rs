//! The frame around every page, and how a page loads what it shows.

mod error_page;
mod frame;
mod full;
mod kept;
mod load;
mod loader;

#[cfg(test)]
mod tests;

pub use error_page::{ErrorPage, NotFoundPage};
pub use frame::{Frame, contact};
pub use full::{NoRoom, full_page};
pub use kept::KEPT;
pub use load::{kept_out_of_search, load, page_description, page_title};
pub use loader::{ISLANDS_SCRIPT, IslandLoader};
