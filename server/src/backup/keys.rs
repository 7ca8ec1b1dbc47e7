//! The keys, in a file of their own: whoever has the backup alone can neither sign links nor tell whose
//! number a hash is of; whoever has both can.

use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::Path;

use nara_domain::time::Stamp;
use serde::{Deserialize, Serialize};

use super::BackupError;
use super::passphrase::Passphrase;
use super::place::{Unfinished, sync_folder_of};
use super::seal::{Holds, LockWith, Opening, Sealing};
use crate::auth::keys;
use crate::identity::key as identity;

/// Those of a data folder.
const NAMES: [&str; 2] = [keys::FILE, identity::FILE];
/// Longer is no list of keys.
const LONGEST: u64 = 65_536;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    at: Stamp,
    keys: Vec<Key>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Key {
    name: String,
    /// In hexadecimal.
    seed: String,
}

/// Writes the keys of a folder into a file only its owner can read. `signing`: where the one of links is
/// kept, if not there. Answers with their names.
pub fn back_up(
    folder: &Path,
    signing: Option<&Path>,
    to: &Path,
    lock: Option<LockWith<'_>>,
    now: Stamp,
) -> Result<Vec<String>, BackupError> {
    let mut found = Vec::new();
    for name in NAMES {
        let seed = match signing {
            Some(path) if name == keys::FILE => Some(keys::load_file(path)?),
            _ => keys::load(folder, name)?,
        };
        found.extend(seed.map(|seed| Key {
            name: name.to_owned(),
            seed: hex::encode(seed),
        }));
    }
    if found.is_empty() {
        return Err(BackupError::NoKeys(folder.display().to_string()));
    }
    let names = found.iter().map(|key| key.name.clone()).collect();
    let kept = Kept {
        at: now,
        keys: found,
    };
    let json = serde_json::to_vec(&kept).map_err(|error| BackupError::Value(error.to_string()))?;
    let file = Unfinished::create(to)?;
    let problem = |error| BackupError::file(file.path(), error);
    let mut output = Sealing::begin(file.file(), Holds::Keys, lock).map_err(problem)?;
    output.write_all(&json).map_err(problem)?;
    output.finish().map_err(problem)?;
    file.keep()?;
    Ok(names)
}

/// Keys that were read and are put nowhere yet.
pub struct Keys(Vec<(String, [u8; 32])>);

impl std::fmt::Debug for Keys {
    /// Never the keys.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

impl Keys {
    pub fn read(path: &Path, passphrase: Option<&Passphrase>) -> Result<Self, BackupError> {
        let problem = |error| BackupError::file(path, error);
        let input = BufReader::new(File::open(path).map_err(problem)?);
        let mut opening = Opening::begin(input, Holds::Keys, passphrase).map_err(problem)?;
        let mut json = Vec::new();
        let read = opening.by_ref().take(LONGEST).read_to_end(&mut json);
        read.map_err(problem)?;
        opening.finish().map_err(problem)?;
        let unlike = || BackupError::damaged("these are no keys");
        let kept: Kept = serde_json::from_slice(&json).map_err(|_| unlike())?;
        let keys = kept.keys.into_iter().map(|key| {
            let seed = hex::decode(&key.seed).ok();
            let seed = seed.and_then(|seed| <[u8; 32]>::try_from(seed).ok());
            // A name is where it is put: no other than these.
            let known = NAMES.contains(&key.name.as_str());
            seed.filter(|_| known)
                .map(|seed| (key.name, seed))
                .ok_or_else(unlike)
        });
        Ok(Self(keys.collect::<Result<_, _>>()?))
    }

    /// # Errors
    /// One of them is there already: two keys of one name cannot both be right.
    pub fn refuse_existing(&self, folder: &Path) -> Result<(), BackupError> {
        for (name, _) in &self.0 {
            let path = folder.join(name);
            if path.symlink_metadata().is_ok() {
                return Err(BackupError::Exists(path.display().to_string()));
            }
        }
        Ok(())
    }

    /// Puts them into a folder. Answers with their names.
    pub fn restore(&self, folder: &Path) -> Result<Vec<String>, BackupError> {
        self.refuse_existing(folder)?;
        for (name, seed) in &self.0 {
            keys::keep(folder, name, seed)?;
            sync_folder_of(&folder.join(name))?;
        }
        // The folder may be new as well.
        sync_folder_of(folder)?;
        Ok(self.0.iter().map(|(name, _)| name.clone()).collect())
    }
}
