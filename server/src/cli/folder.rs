//! The data folder, held by one server at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use super::CliError;

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
        std::fs::create_dir_all(folder).map_err(problem)?;
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join("nara.lock"))
            .map_err(problem)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(CliError::InUse(shown())),
            Err(TryLockError::Error(error)) => Err(problem(error)),
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

    #[test]
    fn one_at_a_time() {
        let folder = std::env::temp_dir().join(format!("nara-held-{}", std::process::id()));
        let held = HeldFolder::hold(&folder).unwrap();
        let refused = HeldFolder::hold(&folder).unwrap_err();
        assert!(matches!(refused, CliError::InUse(_)));
        assert!(refused.to_string().contains("another nara"));
        drop(held);
        HeldFolder::hold(&folder).unwrap();
        std::fs::remove_dir_all(folder).unwrap();
    }
}
