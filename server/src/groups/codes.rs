//! Codes that open a group: made, hashed, shown.

use nara_app::error::AppError;
use nara_domain::group::{CODE_LENGTH, EntryCode};

use crate::auth::Keys;
use crate::entropy::{self, Entropy};

/// A code to be shown once, and what is stored of it.
#[derive(Debug)]
pub struct Made {
    pub code: EntryCode,
    pub hash: String,
}

/// A member's own, or one that helps in again.
pub fn of_a_person(keys: &Keys, entropy: &dyn Entropy) -> Result<Made, AppError> {
    let mut bytes = [0_u8; CODE_LENGTH];
    entropy.fill(&mut bytes)?;
    let code = EntryCode::from_random(bytes);
    let hash = keys.entry_hash(&code);
    Ok(Made { code, hash })
}

/// A salt, and the hash of the code that is made of it.
pub fn of_a_door(keys: &Keys, entropy: &dyn Entropy) -> Result<(String, String), AppError> {
    let salt = entropy::token::<16>(entropy)?;
    let hash = keys.entry_hash(&keys.door_code(&salt));
    Ok((salt, hash))
}
