//! Passwords: which are accepted, and how they are kept.
//!
//! Length is what counts (NIST 800-63B-4): at least 15 characters, no rules about kinds of
//! characters, nothing from the short list of what is tried first, not one's own address. Kept as
//! argon2id; hashing takes tens of milliseconds and megabytes, so only a few run at once.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use nara_app::error::AppError;
use nara_domain::error::FieldProblem;
use nara_domain::text;
use tokio::sync::Semaphore;

use crate::entropy::Entropy;

/// Told on the registration page before anybody types.
pub const MIN_CHARACTERS: usize = nara_app::accounts::api::PASSWORD_MIN;
/// Long enough for any sentence; hashing megabytes is no service to anybody.
pub const MAX_CHARACTERS: usize = 200;

/// What is tried first among passwords of this length. Compared in small letters, and also with
/// everything that is no letter or digit left out.
const TRIED_FIRST: [&str; 28] = [
    "123456789012345",
    "1234567890123456",
    "12345678901234567890",
    "111111111111111",
    "000000000000000",
    "passwordpassword",
    "password1234567",
    "password12345678",
    "password123456789",
    "passwordpassword1",
    "qwertyuiopasdfghjkl",
    "qwertyuiopasdfgh",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertyuiopåasdfghjklöä",
    "qwertyuiop12345",
    "qwerty123456789",
    "1q2w3e4r5t6y7u8i",
    "1q2w3e4r5t6y7u8i9o0p",
    "abcdefghijklmno",
    "abcdefghijklmnop",
    "abcdefghijklmnopqrstuvwxyz",
    "abcdefghijklmnopqrstuvwxyzåäö",
    "lösenordlösenord",
    "lösenord1234567",
    "losenordlosenord",
    "iloveyouiloveyou",
    "correcthorsebatterystaple",
    "jagälskardigjagälskardig",
];

/// Checks a new password.
///
/// # Errors
/// What is wrong with it.
pub fn acceptable(password: &str, email: &str) -> Result<(), FieldProblem> {
    let actual = text::count(password);
    if password.is_empty() {
        return Err(FieldProblem::Missing);
    }
    if actual < MIN_CHARACTERS {
        return Err(FieldProblem::TooShort {
            min: MIN_CHARACTERS,
            actual,
        });
    }
    if actual > MAX_CHARACTERS {
        return Err(FieldProblem::TooLong {
            max: MAX_CHARACTERS,
            actual,
        });
    }
    let lower = password.to_lowercase();
    let bare: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    let first = lower.chars().next();
    let guessed = TRIED_FIRST.contains(&lower.as_str())
        || TRIED_FIRST.contains(&bare.as_str())
        // "aaaaaaaaaaaaaaa"
        || lower.chars().all(|c| Some(c) == first);
    let own = email.to_lowercase();
    let name = own.split('@').next().unwrap_or_default();
    // A part of the address shorter than this turns up in a sentence by chance.
    let own_address = lower.contains(&own) || (name.chars().count() >= 5 && lower.contains(name));
    if guessed || own_address {
        Err(FieldProblem::TooCommon)
    } else {
        Ok(())
    }
}

/// Hashes and checks passwords, a few at a time.
#[derive(Clone, Debug)]
pub struct Passwords {
    slots: Arc<Semaphore>,
    /// The hash of nothing anybody types: unknown accounts cost the same time as known ones.
    dummy: Arc<str>,
    params: Params,
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

    const EMAIL: &str = "Siv.Berg@example.se";

    #[test]
    fn length_is_counted_as_people_count() {
        assert_eq!(acceptable("", EMAIL), Err(FieldProblem::Missing));
        assert_eq!(
            acceptable("fjorton tecken", EMAIL),
            Err(FieldProblem::TooShort {
                min: 15,
                actual: 14
            })
        );
        assert_eq!(acceptable("femton tecken åä", EMAIL), Ok(()));
        assert_eq!(
            acceptable(&"👩‍👩‍👧".repeat(5), EMAIL),
            Err(FieldProblem::TooShort { min: 15, actual: 5 })
        );
        assert!(acceptable(&"ab".repeat(101), EMAIL).is_err());
    }

    #[test]
    fn what_is_tried_first_is_refused() {
        for tried in [
            "passwordpassword",
            "Password-Password",
            "aaaaaaaaaaaaaaaaaaa",
            "LösenordLösenord",
            "1234 5678 9012 345",
            "siv.berg@example.se",
            "jag heter siv.berg ja",
        ] {
            assert_eq!(
                acceptable(tried, EMAIL),
                Err(FieldProblem::TooCommon),
                "{tried}"
            );
        }
        assert_eq!(acceptable("bo bor i en stuga här", "bo@example.se"), Ok(()));
    }

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
