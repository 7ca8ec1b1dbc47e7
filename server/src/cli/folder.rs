//! The data folder, and that of an embedded database elsewhere, held by one server at a time.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::CliError;
use crate::backup::sqlite_file;

const LOCK: &str = "nara.lock";

/// Holds the folder until it is dropped; the system lets go of it also when the process is killed.
#[derive(Debug)]
pub struct HeldFolder(File);

impl HeldFolder {
    pub fn hold(folder: &Path) -> Result<Self, CliError> {
        let shown = || folder.display().to_string();
        let problem = |problem| CliError::Folder {
            path: shown(),
            problem,
        };
        // A new one is for whoever runs this alone; the folders above it are somebody else's business.
        let above = folder.parent().map_or(Ok(()), std::fs::create_dir_all);
        above.map_err(problem)?;
        let mut private = DirBuilder::new();
        let made = private.recursive(true).mode(0o700).create(folder);
        made.map_err(problem)?;
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .open(folder.join(LOCK))
            .map_err(problem)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(CliError::InUse(shown())),
            Err(TryLockError::Error(error)) => Err(problem(error)),
        }
    }

    /// The data folder, and that of an embedded database that lies outside of it: whoever knows the database
    /// alone finds it held there.
    pub fn hold_with_database(data: &Path, address: &str) -> Result<Vec<Self>, CliError> {
        let mut held = vec![Self::hold(data)?];
        // Where there is no such folder no database is opened either, and none is made for a wrong letter.
        if let Some(folder) = folder_of(address)
            && folder.is_dir()
            && !is_same(&folder, data)
        {
            held.push(Self::hold(&folder)?);
        }
        Ok(held)
    }
}

/// Where an embedded database is, and SQLite puts its log.
pub fn folder_of(address: &str) -> Option<PathBuf> {
    let file = sqlite_file(address)?;
    // Of a link SQLite has the log beside what it leads to.
    let file = file.canonicalize().unwrap_or(file);
    match file.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Some(PathBuf::from(".")),
        folder => folder.map(Path::to_owned),
    }
}

/// Whichever way they are written. One that is not there is no other's.
pub fn is_same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

impl Drop for HeldFolder {
    fn drop(&mut self) {
        // Closing the file lets go as well; there is nobody to tell if this fails.
        let _released = self.0.unlock();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn one_at_a_time() {
        let folder = std::env::temp_dir().join(format!("nara-held-{}", std::process::id()));
        let held = HeldFolder::hold(&folder).unwrap();
        let mode = folder.join(LOCK).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let refused = HeldFolder::hold(&folder).unwrap_err();
        assert!(matches!(refused, CliError::InUse(_)));
        assert!(refused.to_string().contains("another nara"));
        drop(held);
        HeldFolder::hold(&folder).unwrap();
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_database_elsewhere_is_held_where_it_is() {
        let root = std::env::temp_dir().join(format!("nara-elsewhere-{}", std::process::id()));
        let [one, two, disk] = ["one", "two", "disk"].map(|name| root.join(name));
        std::fs::create_dir_all(&disk).unwrap();
        let address = |file: &Path| format!("sqlite:{}", file.display());
        let elsewhere = address(&disk.join("nara.db"));
        let held = HeldFolder::hold_with_database(&one, &elsewhere).unwrap();
        assert_eq!(held.len(), 2);
        assert!(matches!(
            HeldFolder::hold(&disk).unwrap_err(),
            CliError::InUse(_)
        ));
        // Another data folder makes no difference.
        let second = HeldFolder::hold_with_database(&two, &elsewhere);
        assert!(matches!(second.unwrap_err(), CliError::InUse(_)));
        drop(held);
        // Within the data folder there is one lock, however that is written; of PostgreSQL as well.
        let inside = address(&one.join("..").join("one").join("nara.db"));
        for address in [inside.as_str(), "postgres://nara@127.0.0.1/nara"] {
            let held = HeldFolder::hold_with_database(&one, address).unwrap();
            assert_eq!(held.len(), 1, "{address}");
        }
        // A link leads to where the database is.
        std::fs::write(disk.join("nara.db"), "").unwrap();
        std::os::unix::fs::symlink(disk.join("nara.db"), one.join("nara.db")).unwrap();
        let linked = address(&one.join("nara.db"));
        let held = HeldFolder::hold_with_database(&one, &linked).unwrap();
        assert_eq!(held.len(), 2);
        // No folder is made for a database that cannot be there.
        let nowhere = root.join("nowhere");
        let held = HeldFolder::hold_with_database(&two, &address(&nowhere.join("nara.db")));
        assert_eq!(held.unwrap().len(), 1);
        assert!(!nowhere.exists());
        std::fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn only_embedded_databases_have_a_folder() {
        for (address, folder) in [
            ("sqlite:nara.db", Some(".")),
            ("sqlite:/var/lib/nowhere/nara.db", Some("/var/lib/nowhere")),
            ("postgres://nara@127.0.0.1/nara", None),
        ] {
            assert_eq!(folder_of(address), folder.map(PathBuf::from), "{address}");
        }
    }
}
