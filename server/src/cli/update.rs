//! A backup before this program changes the tables of a database that is in use.

use std::path::{Path, PathBuf};

use nara_domain::time::Stamp;

use super::CliError;
use crate::backup::{self, BackupError};
use crate::entropy::SystemEntropy;

/// Makes one where it is needed, and says where it is. The data folder is held meanwhile. `lock`: the file
/// of the passphrase, where backups have one.
pub async fn back_up(
    address: &str,
    data: &Path,
    lock: Option<&Path>,
    now: Stamp,
) -> Result<Option<PathBuf>, CliError> {
    let made = backup::before_migrating(address, data, lock, now, &SystemEntropy).await;
    made.map_err(|error| match error {
        // Nobody has seen yet whether one is needed.
        BackupError::Open(error) => CliError::Open(error),
        error => CliError::BeforeUpdate(error),
    })
}
