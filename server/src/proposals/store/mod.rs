//! All SQL of proposals. Every statement is one text for both engines; where they differ (locking a
//! row, search) there is a pair of texts and [`Engine`](crate::db::Engine) chooses.

pub mod absorb;
pub mod act;
pub mod adoption;
pub mod agreement;
pub mod case;
pub mod coauthor;
pub mod comment;
pub mod comment_draft;
pub mod draft;
pub mod fact;
pub mod fame;
pub mod follow_up;
pub mod helper;
pub mod hiding;
pub mod item;
pub mod list;
pub mod merging;
pub mod opposition;
pub mod overview;
pub mod prepared;
pub mod rein;
pub mod revision;
pub mod ruleset;
pub mod support;
pub mod tally;
pub mod thread;
pub mod waiting;

use nara_domain::moderation::Hidden;

use crate::db::DbError;

/// Reads a code of the domain from a column.
pub(in crate::proposals) fn code<T: std::str::FromStr>(
    column: &'static str,
    text: &str,
) -> Result<T, DbError> {
    text.parse()
        .map_err(|_| DbError::Inconsistent(format!("{column} is {text:?}")))
}

/// The rule and day of a hidden text.
pub(super) fn hidden(
    column: &'static str,
    stored: Option<&str>,
) -> Result<Option<Hidden>, DbError> {
    stored.map(|text| code(column, text)).transpose()
}
