//! What is stored of a session. How long it lasts is a rule of `domain`.

use nara_domain::session::LONGEST;
use nara_domain::time::Stamp;
use sha2::{Digest, Sha256};

/// How exact "last seen" is. Rarely written: reading a page must not cost a commit.
pub const SEEN_EVERY_MINUTES: i64 = 60;

/// What is stored and compared instead of the secret: whoever reads the table can use nothing of
/// it. The secret has 256 random bits, so there is nothing to guess and no salt is needed.
pub fn fingerprint(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}

/// When a key for programs made now ends: as a resident's session, whoever made it. It is in no
/// browser that others pass, and what it may do is looked up at every request.
pub fn ends(now: Stamp) -> Stamp {
    LONGEST.ends(now)
}
