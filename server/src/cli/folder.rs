//! The data folder, held by one server at a time.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use super::CliError;

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

    /// The same where a server has been; in any other folder nothing is made, and none is answered.
    pub fn hold_used(folder: &Path) -> Result<Option<Self>, CliError> {
        match folder.join(LOCK).exists() {
            true => Self::hold(folder).map(Some),
            false => Ok(None),
        }
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
}
