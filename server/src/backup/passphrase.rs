//! A passphrase that locks a backup, and the key made of it.

use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};

use super::BackupError;
use crate::entropy::Entropy;

/// Bytes of the key, and of what tells a wrong passphrase from a damaged file.
const KEY: usize = 32;
const CHECK: usize = 16;
const SALT: usize = 16;

/// A file that asks for more than this was not written by us.
const MOST_MEMORY: u32 = 1_048_576;
const MOST_PASSES: u32 = 64;

#[derive(Clone)]
pub struct Passphrase(String);

impl std::fmt::Debug for Passphrase {
    /// Never the passphrase.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase")
    }
}

/// How long one guess takes.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    memory_kib: u32,
    passes: u32,
}

impl Effort {
    /// A backup can be guessed at for years, away from every limit: more than for a password.
    pub const USUAL: Self = Self {
        memory_kib: 65_536,
        passes: 3,
    };

    /// For tests that lock many. Never for a backup that leaves the machine.
    pub const WEAK_FOR_TESTS: Self = Self {
        memory_kib: 8,
        passes: 1,
    };
}

/// What has to be known, besides the passphrase, to make the key again. Stands in the file as it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    memory_kib: u32,
    passes: u32,
    salt: String,
    check: String,
}

impl Passphrase {
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// The first line of a file.
    pub fn read(path: &Path) -> Result<Self, BackupError> {
        let text = std::fs::read_to_string(path).map_err(|error| BackupError::file(path, error))?;
        let line = text.lines().next().unwrap_or_default().trim();
        match line.is_empty() {
            true => Err(BackupError::NoPassphrase(path.display().to_string())),
            false => Ok(Self::new(line)),
        }
    }

    /// A key that nothing else was ever locked with.
    pub(super) fn lock(
        &self,
        effort: Effort,
        entropy: &dyn Entropy,
    ) -> Result<(Lock, [u8; KEY]), BackupError> {
        let mut salt = [0_u8; SALT];
        entropy.fill(&mut salt)?;
        let (key, check) = self.derive(effort, &salt)?;
        let lock = Lock {
            memory_kib: effort.memory_kib,
            passes: effort.passes,
            salt: hex::encode(salt),
            check: hex::encode(check),
        };
        Ok((lock, key))
    }

    /// The key of a file.
    pub(super) fn unlock(&self, lock: &Lock) -> Result<[u8; KEY], BackupError> {
        if lock.memory_kib > MOST_MEMORY || lock.passes > MOST_PASSES {
            return Err(BackupError::damaged("its lock is none of ours"));
        }
        let effort = Effort {
            memory_kib: lock.memory_kib,
            passes: lock.passes,
        };
        let salt = hex::decode(&lock.salt)
            .map_err(|_| BackupError::damaged("the salt of its lock cannot be read"))?;
        let (key, check) = self.derive(effort, &salt)?;
        match hex::encode(check) == lock.check {
            true => Ok(key),
            false => Err(BackupError::WrongPassphrase),
        }
    }

    fn derive(&self, effort: Effort, salt: &[u8]) -> Result<([u8; KEY], [u8; CHECK]), BackupError> {
        let refused = |_| BackupError::Passphrase;
        let params = Params::new(effort.memory_kib, effort.passes, 1, Some(KEY + CHECK));
        let params = params.map_err(refused)?;
        let mut made = [0_u8; KEY + CHECK];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(self.0.as_bytes(), salt, &mut made)
            .map_err(refused)?;
        let (mut key, mut check) = ([0_u8; KEY], [0_u8; CHECK]);
        let all = key.iter_mut().chain(&mut check);
        all.zip(made).for_each(|(to, from)| *to = from);
        Ok((key, check))
    }
}
