//! `/admin`: who may do what here, who was invited, and what was done by whom.
//!
//! For somebody who comes twice a year: the start page says what each page is for, and every page
//! leads back to it. Whoever is no administrator gets none of it.

pub mod api;
mod areas;
mod parts;
mod roles;
mod start;

pub(crate) use parts::head;
pub use roles::RolesPage;
pub use start::AdminPage;
