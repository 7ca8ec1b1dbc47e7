//! The only place that asks the system for randomness: session ids, draft addresses, nonces.

use std::fmt::Debug;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

pub trait Entropy: Send + Sync + Debug {
    /// # Errors
    /// The system has no randomness to give; nothing secret may be made then.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy>;
}

#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the system gave no randomness")]
pub struct NoEntropy;

#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the place the lint points to"
    )]
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        getrandom::fill(bytes).map_err(|_| NoEntropy)
    }
}

/// A secret of `N` random bytes as URL-safe text: 16 bytes are 22 characters, 32 are 43.
pub fn token<const N: usize>(entropy: &dyn Entropy) -> Result<String, NoEntropy> {
    let mut bytes = [0_u8; N];
    entropy.fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// A non-negative random number.
pub fn number(entropy: &dyn Entropy) -> Result<i64, NoEntropy> {
    let mut bytes = [0_u8; 8];
    entropy.fill(&mut bytes)?;
    Ok(i64::from_le_bytes(bytes) & i64::MAX)
}

impl From<NoEntropy> for nara_app::error::AppError {
    fn from(_: NoEntropy) -> Self {
        nara_app::error::AppError::Unavailable
    }
}
