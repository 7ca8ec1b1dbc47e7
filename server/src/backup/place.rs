//! Files that are there whole or not at all.

use std::fs::{File, OpenOptions, Permissions, TryLockError};
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::BackupError;

/// What is written has this behind its name until it is whole.
pub const UNFINISHED: &str = ".unfinished";
/// Everything about everybody is in it.
pub const OWNER_ONLY: u32 = 0o600;

/// A file on its way. Dropped before it is kept, it is gone.
#[derive(Debug)]
pub struct Unfinished {
    file: File,
    /// Where it is, and where it is to be.
    there: PathBuf,
    name: PathBuf,
    kept: bool,
}

impl Unfinished {
    /// # Errors
    /// Something has that name, or is being written to it.
    pub fn create(name: &Path) -> Result<Self, BackupError> {
        refuse_existing(name)?;
        let mut there = name.as_os_str().to_owned();
        there.push(UNFINISHED);
        let there = PathBuf::from(there);
        let problem = |error| BackupError::file(&there, error);
        let mut options = OpenOptions::new();
        // Not truncated before it is ours alone: another one may be writing.
        options.create(true).truncate(false).read(true).write(true);
        let file = options.mode(OWNER_ONLY).open(&there).map_err(problem)?;
        if !is_ours_alone(&file, &there)? {
            return Err(BackupError::Busy(there.display().to_string()));
        }
        file.set_len(0).map_err(problem)?;
        file.set_permissions(Permissions::from_mode(OWNER_ONLY))
            .map_err(problem)?;
        Ok(Self {
            file,
            there,
            name: name.to_owned(),
            kept: false,
        })
    }

    pub fn file(&self) -> &File {
        &self.file
    }

    /// Where it is until it is kept.
    pub fn path(&self) -> &Path {
        &self.there
    }

    /// Gives it its name, once it is on the disk. Afterwards so is the name.
    pub fn keep(mut self) -> Result<(), BackupError> {
        let problem = |error| BackupError::file(&self.there, error);
        self.file.sync_all().map_err(problem)?;
        refuse_existing(&self.name)?;
        std::fs::rename(&self.there, &self.name).map_err(problem)?;
        self.kept = true;
        sync_folder_of(&self.name)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.kept {
            // It is of no use to anybody; if it stays, its name says so.
            let _left_behind = std::fs::remove_file(&self.there);
        }
    }
}

/// Takes away what killed ones left behind in a folder, of those whose own names are `ours`; not what somebody is
/// writing now.
///
/// # Errors
/// One of them cannot be taken away, or the folder not be read.
pub fn remove_unfinished(folder: &Path, ours: impl Fn(&str) -> bool) -> Result<(), BackupError> {
    let problem = |error| BackupError::file(folder, error);
    for entry in std::fs::read_dir(folder).map_err(problem)? {
        let left = entry.map_err(problem)?.path();
        let name = left.file_name().and_then(|name| name.to_str());
        let name = name.and_then(|name| name.strip_suffix(UNFINISHED));
        if name.is_some_and(&ours) {
            remove_left_behind(&left)?;
        }
    }
    Ok(())
}

/// Answers with whether it went.
fn remove_left_behind(there: &Path) -> Result<bool, BackupError> {
    let file = match OpenOptions::new().write(true).open(there) {
        Ok(file) => file,
        // It has its own name by now, or somebody else took it away.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(BackupError::file(there, error)),
    };
    match is_ours_alone(&file, there)? {
        true => remove(there).map(|()| true),
        false => Ok(false),
    }
}

/// Locks a file that was just opened, if nobody else has it. Whoever had it may have given it its own name
/// between the two, or taken it away: what is locked then is whole, and not ours to write over.
fn is_ours_alone(file: &File, there: &Path) -> Result<bool, BackupError> {
    let problem = |error| BackupError::file(there, error);
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(false),
        Err(TryLockError::Error(error)) => return Err(problem(error)),
    }
    let locked = file.metadata().map_err(problem)?;
    match std::fs::metadata(there) {
        Ok(named) => Ok((named.dev(), named.ino()) == (locked.dev(), locked.ino())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(problem(error)),
    }
}

/// Takes a file away; whoever else did before has done the same.
pub fn remove(there: &Path) -> Result<(), BackupError> {
    match std::fs::remove_file(there) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(BackupError::file(there, error)),
        _ => Ok(()),
    }
}

fn refuse_existing(name: &Path) -> Result<(), BackupError> {
    match name.symlink_metadata() {
        Ok(_) => Err(BackupError::Exists(name.display().to_string())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(BackupError::file(name, error)),
    }
}

/// Names are on the disk when their folder is.
pub fn sync_folder_of(name: &Path) -> Result<(), BackupError> {
    let folder = match name.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => return Ok(()),
    };
    // Some of what is mounted from other machines has no such thing for folders.
    let unknown = [ErrorKind::InvalidInput, ErrorKind::Unsupported];
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if !unknown.contains(&error.kind()) => Err(BackupError::file(folder, error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_file_has_its_name_when_it_is_whole() {
        let folder = std::env::temp_dir().join(format!("nara-place-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let name = folder.join("one");
        let there = |name: &Path| name.symlink_metadata().is_ok();

        let dropped = Unfinished::create(&name).unwrap();
        dropped.file().write_all(b"half").unwrap();
        let on_its_way = dropped.path().to_owned();
        assert!(there(&on_its_way) && !there(&name));
        let busy = Unfinished::create(&name).unwrap_err();
        assert!(matches!(busy, BackupError::Busy(_)), "{busy}");
        drop(dropped);
        assert!(!there(&on_its_way) && !there(&name));

        // Left behind by a killed one.
        std::fs::write(&on_its_way, "much more than what comes next").unwrap();
        let kept = Unfinished::create(&name).unwrap();
        kept.file().write_all(b"whole").unwrap();
        kept.keep().unwrap();
        assert!(there(&name) && !there(&on_its_way));
        assert_eq!(std::fs::read(&name).unwrap(), b"whole");
        let mode = std::fs::metadata(&name).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let again = Unfinished::create(&name).unwrap_err();
        assert!(matches!(again, BackupError::Exists(_)), "{again}");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
