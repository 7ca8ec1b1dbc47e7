//! Proposals and ideas: list, wizard, page, support and discussion.

pub mod api;
#[cfg(feature = "ssr")]
pub mod query;
#[cfg(feature = "ssr")]
pub mod shown;
