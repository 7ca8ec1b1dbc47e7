//! What the machine could do at most: the same bytes served from memory, the same rows committed by the
//! database alone. A figure of the server is worth something only beside these, from the same run.

pub mod commits;
pub mod page;
