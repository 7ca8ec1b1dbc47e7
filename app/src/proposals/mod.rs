//! Proposals and ideas: list, wizard, page, support and discussion.
//!
//! Pages are for the server only; the browser gets the islands and what they ask of the server.

pub mod api;
mod comment_keeper_island;
mod counter_island;
pub mod discussion;
mod draft_island;
mod functions;
mod live_island;
mod similar_island;
mod support_island;
mod views;

#[cfg(feature = "ssr")]
pub mod answered;
#[cfg(feature = "ssr")]
pub mod change;
#[cfg(feature = "ssr")]
pub mod comment_draft;
#[cfg(feature = "ssr")]
mod detail;
#[cfg(feature = "ssr")]
mod item;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod list_filters;
#[cfg(feature = "ssr")]
pub mod milestones;
#[cfg(feature = "ssr")]
mod new;
#[cfg(feature = "ssr")]
pub mod query;
#[cfg(feature = "ssr")]
mod receipt;
#[cfg(feature = "ssr")]
pub mod shown;
#[cfg(feature = "ssr")]
mod similar;
#[cfg(feature = "ssr")]
mod start;
#[cfg(feature = "ssr")]
mod supported;
#[cfg(feature = "ssr")]
mod under;
#[cfg(feature = "ssr")]
mod waiting;

#[cfg(feature = "ssr")]
pub use answered::AnsweredPage;
#[cfg(feature = "ssr")]
pub use change::{ChangeCommentPage, VersionsPage};
#[cfg(feature = "ssr")]
pub use detail::{
    ActCard, AsShown, DetailPage, Plain, act_line, act_tag, act_text, act_who, gist, plain, speaks,
    talk_words, with_query,
};
#[cfg(feature = "ssr")]
pub use functions::{KeepComment, KeepDraft, SetSupport, Similar as FindSimilar};
#[cfg(feature = "ssr")]
pub use item::Item;
#[cfg(feature = "ssr")]
pub use list::ListPage;
pub use live_island::{Live, LiveWords};
#[cfg(feature = "ssr")]
pub(crate) use new::district_name;
#[cfg(feature = "ssr")]
pub use new::{CheckPage, SimilarPage, TextPage, TitlePage, TopicPage};
#[cfg(feature = "ssr")]
pub use receipt::ReceiptPage;
#[cfg(feature = "ssr")]
pub use start::StartPage;
#[cfg(feature = "ssr")]
pub use supported::SupportedPage;
#[cfg(feature = "ssr")]
pub(crate) use under::{Under, show_talk, talk_under};
#[cfg(feature = "ssr")]
pub use waiting::WaitingPage;
