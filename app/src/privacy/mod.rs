//! The reader's own data: what is held, taking it out, taking the account away.

pub mod api;

mod erase;
mod held;

pub use erase::ErasePage;
pub use held::HeldPage;
