//! How long a session lasts, and what is stored of it.

use nara_domain::time::Stamp;
use sha2::{Digest, Sha256};

/// Not used for so long, a browser's session ends.
pub const IDLE_DAYS: i64 = 14;
/// However much it is used, it ends after this.
pub const ABSOLUTE_DAYS: i64 = 90;
/// How exact "last seen" is. Rarely written: reading a page must not cost a commit.
pub const SEEN_EVERY_MINUTES: i64 = 60;

/// What is stored and compared instead of the secret: whoever reads the table can use nothing of
/// it. The secret has 256 random bits, so there is nothing to guess and no salt is needed.
pub fn fingerprint(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}

/// A session last seen before this has ended.
pub fn idle_since(now: Stamp) -> Stamp {
    now.plus_days(-IDLE_DAYS)
}

/// When a session begun now ends in any case.
pub fn ends(now: Stamp) -> Stamp {
    now.plus_days(ABSOLUTE_DAYS)
}
