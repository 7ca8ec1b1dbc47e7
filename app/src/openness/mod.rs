//! What the municipality tells about the site itself: how it works, privacy, accessibility.

mod info;

pub use info::{Info, InfoPage};
