//! What ties a provider's answer to the browser that was sent there.
//!
//! The browser keeps a secret in a cookie, the provider repeats the `state`: only who brings both has
//! the flow. Its key in the database, the nonce the token has to repeat and the code's verifier are
//! all derived from the two, so nothing that is stored is of use to who reads it.

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::entropy::{self, Entropy, NoEntropy};

/// A flow that somebody has both halves of.
pub struct Flow {
    key: hmac::Key,
    state: String,
}

impl Flow {
    /// A new one, for a browser with this secret.
    pub fn begin(browser: &str, entropy: &dyn Entropy) -> Result<Self, NoEntropy> {
        Ok(Self::of(browser, &entropy::token::<32>(entropy)?))
    }

    /// The one of this browser and this answer, if there is one.
    pub fn of(browser: &str, state: &str) -> Self {
        Self {
            key: hmac::Key::new(hmac::HMAC_SHA256, browser.as_bytes()),
            state: state.to_owned(),
        }
    }

    /// What the provider repeats to the browser.
    pub fn state(&self) -> &str {
        &self.state
    }

    /// What the row is found by.
    pub fn id(&self) -> String {
        hex::encode(self.derived("flow"))
    }

    /// What the token has to say.
    pub fn nonce(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.derived("nonce"))
    }

    /// Who brings the code has to have this: 43 characters, as PKCE asks for.
    pub fn verifier(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.derived("verifier"))
    }

    fn derived(&self, what: &str) -> hmac::Tag {
        hmac::sign(&self.key, format!("{what} {}", self.state).as_bytes())
    }
}

/// Whether a cookie's text can be a secret of ours at all.
pub fn is_secret(text: &str) -> bool {
    text.len() == 43
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_halves_make_the_flow() {
        let flow = Flow::of("browser", "state");
        let again = Flow::of("browser", "state");
        let all = |flow: &Flow| [flow.id(), flow.nonce(), flow.verifier()];
        assert_eq!(all(&flow), all(&again));
        for other in [Flow::of("browser", "other"), Flow::of("other", "state")] {
            for (one, two) in all(&flow).iter().zip(all(&other)) {
                assert_ne!(*one, two);
            }
        }
        let [id, nonce, verifier] = all(&flow);
        assert_ne!(nonce, verifier);
        assert_eq!((id.len(), nonce.len(), verifier.len()), (64, 43, 43));
    }

    #[test]
    fn only_what_we_could_have_set_is_a_secret() {
        let ours = entropy::token::<32>(&crate::entropy::SystemEntropy).unwrap();
        assert!(is_secret(&ours));
        for other in ["", "x", &"a".repeat(42), &"ä".repeat(43), &" ".repeat(43)] {
            assert!(!is_secret(other), "{other}");
        }
    }
}
