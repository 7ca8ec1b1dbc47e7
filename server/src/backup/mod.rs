//! Backups: one file that holds everything, and a database made of it again.
//!
//! A backup is read from one moment of the database while people write, and holds rows, not pages: so it
//! is the same file whichever database they were in, and can be restored into either. Documents and
//! pictures are rows too. What comes in, in which order and out of which tables, is the database's own
//! catalogue's to say. Every piece of the file proves itself; the rows of every table are counted and
//! hashed, and what was restored is read again and compared, before anybody can use it
//! (`docs/decisions/0058-one-file-holds-it-all.md`).
//!
//! From the outside inwards: `place` (a file that is whole or not there), `seal` (pieces that prove
//! themselves, locked by a passphrase or not), `record` (rows as bytes), `manifest` (what it says of
//! itself), `rows` and `load` (out of tables, and into them). Without a file between, `copy` does the same
//! from one database into another (`docs/decisions/0063-moving-to-another-database.md`); `new` is where
//! both make one.

mod before;
mod catalogue;
mod copy;
mod error;
pub mod folder;
pub mod keys;
mod load;
mod manifest;
mod new;
mod nightly;
mod passphrase;
mod place;
mod read;
mod record;
pub mod recount;
mod restore;
mod rows;
pub mod run_store;
mod seal;
mod write;

pub use before::{before_migrating, forget_before_updates};
pub use copy::{Compared, Copied, Wanted as Copying, compare, copy};
pub use error::BackupError;
pub use folder::name_of;
pub use manifest::{Difference, Head, Manifest, Step, Table, Total};
pub use new::sqlite_file;
pub use nightly::{Maker, Night, Nightly};
pub use passphrase::{Effort, Passphrase};
pub use read::{Verified, verify};
pub use restore::{Restored, Wanted as Restoring, refuse_what_is_there, restore};
pub use seal::LockWith;
pub use write::{Made, Wanted as Writing, write};
