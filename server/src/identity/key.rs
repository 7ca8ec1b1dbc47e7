//! The key that national numbers are hashed with: a file beside the database, never in it.
//!
//! There are so few numbers that every one can be tried in minutes: without a key, a hash of one is
//! the number. So the file is as secret as the numbers, and a backup of the database is only worth
//! something together with it.

use std::path::Path;

use aws_lc_rs::hmac;
use nara_domain::audit::Deed;
use nara_domain::identity::IdentityNumber;
use nara_domain::time::Stamp;

use super::store;
use crate::audit;
use crate::auth::keys::{self, KeyError};
use crate::db::{Db, DbError};
use crate::entropy::Entropy;

/// `data/keys/identity.key`: 32 bytes.
pub const FILE: &str = "identity.key";

#[derive(Debug, thiserror::Error)]
pub enum NumberKeyError {
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(
        "the key file {0} is missing, and this database was used with one: the national numbers in it \
         can be compared with nothing else. Put the file back from the backup. Where it is lost for \
         good, `nara identity new-key` begins anew; docs/decisions/0008 says what that costs"
    )]
    Lost(String),
    #[error(
        "the key file {0} is another one than this database was used with: people would not be known \
         again and could vote twice. Put the right file there. Where it is lost for good, \
         `nara identity new-key` begins anew; docs/decisions/0008 says what that costs"
    )]
    Another(String),
}

/// Hashes numbers, and what providers call people. Two keys made of the file's one, so that the two
/// kinds can never be compared with each other.
#[derive(Clone)]
pub struct NumberKey {
    numbers: hmac::Key,
    subjects: hmac::Key,
    check: String,
}

impl std::fmt::Debug for NumberKey {
    /// Never the key.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NumberKey")
    }
}

impl NumberKey {
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        let file = hmac::Key::new(hmac::HMAC_SHA256, bytes);
        let derived = |what: &[u8]| {
            let tag = hmac::sign(&file, what);
            hmac::Key::new(hmac::HMAC_SHA256, tag.as_ref())
        };
        Self {
            numbers: derived(b"national numbers"),
            subjects: derived(b"subjects of identity providers"),
            check: hex::encode(hmac::sign(&file, b"check value")),
        }
    }

    /// What is stored of a number, however it was written.
    pub fn number(&self, number: &IdentityNumber) -> String {
        hex::encode(hmac::sign(&self.numbers, number.expose().as_bytes()))
    }

    /// What is stored of what a provider calls somebody.
    pub fn subject(&self, provider: &str, subject: &str) -> String {
        // A provider's name has no zero byte, so no two pairs are the same text.
        let text = format!("{provider}\0{subject}");
        hex::encode(hmac::sign(&self.subjects, text.as_bytes()))
    }

    /// Known to the database; tells nothing of the key.
    pub fn check_value(&self) -> &str {
        &self.check
    }

    /// The key in `folder` if it is the one the database knows; made where neither knows any.
    ///
    /// # Errors
    /// [`NumberKeyError::Lost`] and [`NumberKeyError::Another`]: a new key is never made silently.
    pub async fn open(
        folder: &Path,
        db: &Db,
        entropy: &dyn Entropy,
        now: Stamp,
    ) -> Result<Self, NumberKeyError> {
        let path = folder.join(FILE).display().to_string();
        let known = store::find_check_value(&mut db.read().await?).await?;
        let key = match (keys::load(folder, FILE)?, &known) {
            (Some(bytes), _) => Self::from_bytes(&bytes),
            (None, Some(_)) => return Err(NumberKeyError::Lost(path)),
            (None, None) => Self::from_bytes(&keys::make(folder, FILE, entropy)?),
        };
        let known = match known {
            Some(known) => known,
            None => {
                let mut tx = db.begin().await?;
                store::insert_check_value(&mut tx, &key.check, now).await?;
                // Another server may have come first, with a key of its own.
                let known = store::find_check_value(&mut tx).await?;
                tx.commit().await?;
                known.unwrap_or_default()
            }
        };
        match known == key.check {
            true => Ok(key),
            false => Err(NumberKeyError::Another(path)),
        }
    }

    /// Another key, where the one before is lost or known to somebody. What was hashed with that one
    /// can be compared with nothing any more and is deleted: numbers, linked identities, the roll.
    ///
    /// # Errors
    /// Nothing is deleted unless the new key is on the disk.
    pub async fn begin_anew(
        folder: &Path,
        db: &Db,
        entropy: &dyn Entropy,
        now: Stamp,
    ) -> Result<Self, NumberKeyError> {
        let key = Self::from_bytes(&keys::make(folder, FILE, entropy)?);
        let mut tx = db.begin().await?;
        store::forget_everybody(&mut tx).await?;
        store::insert_check_value(&mut tx, &key.check, now).await?;
        let line = audit::Line {
            deed: Deed::NumberKeyReplaced,
            subject_kind: "key",
            subject_id: "",
            detail: serde_json::Value::Null,
        };
        audit::record_operator(&mut tx, &line, now).await?;
        tx.commit().await?;
        Ok(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nara_domain::time::Date;

    fn number(text: &str) -> IdentityNumber {
        IdentityNumber::parse(text, Date::new(2026, 3, 4).unwrap()).unwrap()
    }

    #[test]
    fn every_spelling_is_one_hash_and_every_key_another() {
        let (one, other) = (
            NumberKey::from_bytes(&[1; 32]),
            NumberKey::from_bytes(&[2; 32]),
        );
        let hash = one.number(&number("198112189876"));
        assert_eq!(hash.len(), 64);
        for spelling in ["811218-9876", "8112189876", "19811218-9876"] {
            assert_eq!(one.number(&number(spelling)), hash, "{spelling}");
        }
        assert_ne!(other.number(&number("198112189876")), hash);
        assert_ne!(one.number(&number("199001019802")), hash);
        // A subject that is a number hashes to something else.
        assert_ne!(one.subject("", "198112189876"), hash);
        assert_ne!(one.subject("a", "b"), one.subject("b", "a"));
        assert_ne!(one.check_value(), other.check_value());
    }

    #[test]
    fn an_unkeyed_hash_is_not_it() {
        use sha2::{Digest, Sha256};
        let number = number("198112189876");
        let plain = hex::encode(Sha256::digest(number.expose().as_bytes()));
        assert_ne!(NumberKey::from_bytes(&[0; 32]).number(&number), plain);
    }
}
