//! What the demo's builder needs: meetings are entered and changed by the same use cases, in its
//! transaction.

pub use super::entering::{change, enter};
