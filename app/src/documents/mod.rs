//! Documents on a case: the list on its page, `/handlingar` with all of them and the form that adds
//! one, and taking one down.
//!
//! A document is an act of the record, so everything shown here is read from the case. Where one is
//! kept, and what was looked for in it, is `server/src/documents/`.

mod add;
mod list;
mod remove;
mod shown;

pub use add::DocumentsPage;
pub use list::{Beside, Documents, Photos, photo};
pub use remove::RemovePage;
pub use shown::{Shown, address_of, beside, documents, size};

/// The form that adds one, and the one that takes one down.
pub const FORM: &str = "document";
pub const REMOVAL: &str = "removal";
