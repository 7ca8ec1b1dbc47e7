//! Two proposals that ask for the same become one (`/forslag/{id}/{slug}/sla-ihop`): an official
//! suggests it, both proposers are asked, and only what both want happens. The same page tells each of
//! them what is theirs to do. How it then stands on the two proposals' own pages is in [`notices`].

pub mod api;
mod notices;
mod page;

pub use notices::{AskedToMerge, MergedState, MoveSupport, PartsOf};
pub use page::MergeProposalsPage;
