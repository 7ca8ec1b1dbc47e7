//! Where a page of a list ended: opaque to the reader, checked when it comes back.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use nara_app::error::AppError;
use nara_app::proposals::api::Sort;
use nara_domain::ids::CommentId;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::proposals::store::list::After;

/// The last line of a page, in the order it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cursor {
    /// The order, so that a cursor of one is refused by the others.
    #[serde(rename = "o")]
    order: u8,
    #[serde(rename = "k")]
    key: i64,
    #[serde(rename = "i")]
    id: i64,
    /// Random: the seed, and whether the order has gone round its end.
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<i64>,
    #[serde(rename = "r", default, skip_serializing_if = "std::ops::Not::not")]
    pub round: bool,
}

const fn order(sort: Sort) -> u8 {
    match sort {
        Sort::Latest => 0,
        Sort::Support => 1,
        Sort::Waiting => 2,
        Sort::Random => 3,
    }
}

impl Cursor {
    pub fn new(sort: Sort, after: After) -> Self {
        Self {
            order: order(sort),
            key: after.key,
            id: after.id,
            seed: None,
            round: false,
        }
    }

    pub fn after(&self) -> After {
        After {
            key: self.key,
            id: self.id,
        }
    }

    pub fn encode(&self) -> Result<String, AppError> {
        encode(self)
    }

    /// # Errors
    /// `Malformed` for anything that is not a cursor of this order.
    pub fn decode(text: &str, sort: Sort) -> Result<Self, AppError> {
        let cursor: Self = decode(text)?;
        let fits = cursor.order == order(sort)
            && cursor.seed.is_some() == (sort == Sort::Random)
            && (sort == Sort::Random || !cursor.round);
        if fits {
            Ok(cursor)
        } else {
            Err(AppError::Malformed)
        }
    }
}

/// The last comment of a page of a discussion, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommentCursor {
    /// Named apart from the lists' key, so that a cursor of one is refused by the other.
    #[serde(rename = "c")]
    pub after: i64,
}

impl CommentCursor {
    pub fn new(last: CommentId) -> Self {
        Self { after: last.get() }
    }

    pub fn encode(&self) -> Result<String, AppError> {
        encode(self)
    }

    /// # Errors
    /// `Malformed` for anything that is not such a cursor.
    pub fn decode(text: &str) -> Result<Self, AppError> {
        decode(text)
    }
}

fn encode(cursor: &impl Serialize) -> Result<String, AppError> {
    let json = serde_json::to_vec(cursor).map_err(|_| AppError::Internal)?;
    Ok(URL_SAFE_NO_PAD.encode(json))
}

fn decode<T: DeserializeOwned>(text: &str) -> Result<T, AppError> {
    let json = URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|_| AppError::Malformed)?;
    serde_json::from_slice(&json).map_err(|_| AppError::Malformed)
}

#[cfg(test)]
mod tests {
    use super::{After, Cursor};
    use nara_app::error::AppError;
    use nara_app::proposals::api::Sort;

    #[test]
    fn a_cursor_comes_back_as_it_was_and_only_to_its_order() {
        let cursor = Cursor::new(Sort::Support, After { key: -3, id: 7 });
        let text = cursor.encode().unwrap();
        assert_eq!(Cursor::decode(&text, Sort::Support), Ok(cursor));
        assert_eq!(
            Cursor::decode(&text, Sort::Latest),
            Err(AppError::Malformed)
        );
        assert_eq!(
            Cursor::decode(&text, Sort::Random),
            Err(AppError::Malformed)
        );
    }

    #[test]
    fn anything_else_is_malformed() {
        for text in [
            "",
            "x",
            "e30",
            "eyJvIjowfQ",
            "' or 1=1 --",
            &"A".repeat(9_000),
        ] {
            assert_eq!(
                Cursor::decode(text, Sort::Latest),
                Err(AppError::Malformed),
                "{text}"
            );
        }
    }
}
