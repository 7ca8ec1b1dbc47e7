//! Passwords, kept and checked: argon2id. Hashing takes tens of milliseconds and megabytes, and judging
//! a new one some more, so only a few of either run at once. Which are accepted:
//! [`super::password_rules`].

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use nara_app::error::AppError;
use nara_domain::error::FieldProblem;
use tokio::sync::Semaphore;

use super::leaked::Leaked;
use super::password_rules::{About, PasswordRules};
use crate::entropy::Entropy;

/// Hashes and checks passwords, a few at a time.
#[derive(Clone, Debug)]
pub struct Passwords {
    slots: Arc<Semaphore>,
    /// The hash of nothing anybody types: unknown accounts cost the same time as known ones.
    dummy: Arc<str>,
    params: Params,
    rules: PasswordRules,
}

impl Passwords {
    /// # Errors
    /// The parameters or the system's randomness are refused.
    pub fn new(entropy: &dyn Entropy) -> Result<Self, AppError> {
        // OWASP's second choice: 19 MiB, two passes, one lane.
        Self::with(
            Params::new(19 * 1024, 2, 1, None).map_err(|_| AppError::Internal)?,
            entropy,
        )
    }

    /// Cheap to compute, for tests that sign in many people. Never for a server.
    pub fn weak_for_tests(entropy: &dyn Entropy) -> Result<Self, AppError> {
        Self::with(
            Params::new(8, 1, 1, None).map_err(|_| AppError::Internal)?,
            entropy,
        )
    }

    fn with(params: Params, entropy: &dyn Entropy) -> Result<Self, AppError> {
        let mut secret = [0_u8; 32];
        entropy.fill(&mut secret)?;
        let salt = salt(entropy)?;
        let dummy = hash_now(&params, &secret, &salt)?;
        let at_once = std::thread::available_parallelism().map_or(2, usize::from);
        Ok(Self {
            slots: Arc::new(Semaphore::new(at_once)),
            dummy: dummy.into(),
            params,
            rules: PasswordRules::default(),
        })
    }

    /// Nobody builds a password of the municipality's own name.
    #[must_use]
    pub fn of_place(mut self, names: &[&str]) -> Self {
        self.rules = self.rules.of_place(names);
        self
    }

    #[must_use]
    pub fn with_leaked(mut self, leaked: Leaked) -> Self {
        self.rules = self.rules.with_leaked(leaked);
        self
    }

    /// What is wrong with a new password, if anything. The same work whoever's it is to be.
    ///
    /// # Errors
    /// It could not be judged, and is not accepted then.
    pub async fn problem(
        &self,
        password: &str,
        about: About<'_>,
    ) -> Result<Option<FieldProblem>, AppError> {
        let rules = self.rules.clone();
        let password = password.to_owned();
        let (email, name) = (about.email.to_owned(), about.name.to_owned());
        let judged = self.run(move || {
            let (email, name) = (email.as_str(), name.as_str());
            rules.judge(&password, About { email, name })
        });
        judged.await?.map_err(|error| {
            tracing::error!(kind = %error.kind(), "password.list_unreadable");
            AppError::Unavailable
        })
    }

    pub async fn hash(&self, password: &str, entropy: &dyn Entropy) -> Result<String, AppError> {
        let salt = salt(entropy)?;
        let password = password.to_owned();
        let params = self.params.clone();
        self.run(move || hash_now(&params, password.as_bytes(), &salt))
            .await?
    }

    /// Whether the password belongs to the hash. `None` takes as long, and is never right.
    pub async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool, AppError> {
        let known = hash.is_some();
        let hash = hash.map_or_else(|| self.dummy.to_string(), str::to_owned);
        let password = password.to_owned();
        let right = self
            .run(move || {
                PasswordHash::new(&hash).is_ok_and(|hash| {
                    Argon2::default()
                        .verify_password(password.as_bytes(), &hash)
                        .is_ok()
                })
            })
            .await?;
        Ok(right && known)
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let slot = Arc::clone(&self.slots)
            .acquire_owned()
            .await
            .map_err(|_| AppError::Unavailable)?;
        tokio::task::spawn_blocking(move || {
            let _held_until_done = slot;
            work()
        })
        .await
        .map_err(|_| AppError::Internal)
    }
}

fn salt(entropy: &dyn Entropy) -> Result<[u8; 16], AppError> {
    let mut salt = [0_u8; 16];
    entropy.fill(&mut salt)?;
    Ok(salt)
}

fn hash_now(params: &Params, password: &[u8], salt: &[u8]) -> Result<String, AppError> {
    let hash: PasswordHash = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone())
        .hash_password_with_salt(password, salt)
        .map_err(|error| {
            tracing::error!(%error, "password.hash");
            AppError::Internal
        })?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SystemEntropy;

    #[tokio::test]
    async fn the_hash_is_argon2id_with_enough_memory() {
        let passwords = Passwords::new(&SystemEntropy).unwrap();
        let hash = passwords
            .hash("en rätt lång mening", &SystemEntropy)
            .await
            .unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert!(
            passwords
                .verify("en rätt lång mening", Some(&hash))
                .await
                .unwrap()
        );
        assert!(
            !passwords
                .verify("en ratt lang mening", Some(&hash))
                .await
                .unwrap()
        );
        assert!(!passwords.verify("en rätt lång mening", None).await.unwrap());
        // What unknown accounts are compared with costs the same work.
        assert!(
            passwords
                .dummy
                .starts_with("$argon2id$v=19$m=19456,t=2,p=1$")
        );
        let again = passwords
            .hash("en rätt lång mening", &SystemEntropy)
            .await
            .unwrap();
        assert_ne!(hash, again, "salted");
    }
}
