//! All SQL of the administration.

mod duty;

pub use duty::list_held;
