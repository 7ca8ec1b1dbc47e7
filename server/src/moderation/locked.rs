//! What is locked while something of a text is settled, reported or asked for: nobody else does so meanwhile.

use nara_app::error::AppError;
use nara_app::proposals::discussion::{address_of, short_address_of};
use nara_app::proposals::shown::path_of;
use nara_app::questions;
use nara_domain::letters::UNPUBLISHED_SLUG;
use nara_domain::text::slug;

use super::text_at::TextAt;
use crate::db::{Conn, Tx};
use crate::proposals::store::case::{self, StoredCase as Proposal};
use crate::questions::store::{self as question_store, StoredSet};

/// The proposal or idea, or the questions under one heading.
#[derive(Debug)]
pub(super) enum Locked {
    Case(Box<Proposal>),
    Asked(Box<StoredSet>),
}

impl Locked {
    /// Until the transaction ends.
    pub(super) async fn of(tx: &mut Tx, at: TextAt) -> Result<Self, AppError> {
        match at {
            TextAt::Case { proposal, .. } => {
                let case = case::lock_any(tx, proposal).await?;
                Ok(Self::Case(Box::new(case.ok_or(AppError::Internal)?)))
            }
            TextAt::Asked { set, .. } => {
                let set = question_store::lock(tx, set).await?;
                Ok(Self::Asked(Box::new(set.ok_or(AppError::Internal)?)))
            }
        }
    }
}

/// Where a text stands now, without language. An address has the title in it: nobody reads that of what is not
/// public.
pub(super) async fn path_now(conn: &mut Conn, at: TextAt) -> Result<String, AppError> {
    match at {
        TextAt::Case {
            proposal, comment, ..
        } => {
            let case = case::find_any(conn, proposal).await?;
            let case = case.ok_or(AppError::Internal)?;
            if !case.course.is_public() {
                return Ok(format!("/forslag/{proposal}"));
            }
            let path = path_of(proposal, &slug(&case.title));
            Ok(match comment {
                None => path,
                Some(id) => address_of(&path, id),
            })
        }
        TextAt::Asked { set, question } => {
            let found = question_store::find(conn, set).await?;
            let found = found.ok_or(AppError::Internal)?;
            let words = match found.state.is_public() {
                true => slug(&found.heading),
                false => UNPUBLISHED_SLUG.to_owned(),
            };
            let number = question.map(|(_, number)| number);
            Ok(questions::path_at(set, &words, number))
        }
    }
}

/// The same by its number alone, without language: it leads there, and repeats nothing of what is written. For letters
/// that others read than those it concerns.
pub(super) fn short_path(at: TextAt) -> String {
    match at {
        TextAt::Case {
            proposal, comment, ..
        } => match comment {
            None => format!("/forslag/{proposal}"),
            Some(id) => short_address_of(proposal, id),
        },
        TextAt::Asked { set, question } => {
            let number = question.map(|(_, number)| number);
            questions::path_at(set, UNPUBLISHED_SLUG, number)
        }
    }
}
