//! The data folder, and that of an embedded database elsewhere, held by one server at a time.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, fchown};
use std::path::{Path, PathBuf};

use super::CliError;
use crate::backup::sqlite_file;

const LOCK: &str = "nara.lock";
/// Links that lead to links: the system follows no more.
const LINKS: usize = 40;

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
        let file = open_lock(folder).map_err(problem)?;
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

/// A new one is for whoever the folder is for: what a command run by root makes would keep out a server that is
/// somebody else.
fn open_lock(folder: &Path) -> io::Result<File> {
    let path = folder.join(LOCK);
    let mut options = OpenOptions::new();
    options.write(true).mode(0o600);
    // Never given away but by who made it: of another one nobody knows where its name leads.
    match options.clone().create_new(true).open(&path) {
        Ok(made) => {
            if let Ok(owner) = folder.metadata() {
                // Only root may give to another, and nobody else has to.
                let _given = fchown(&made, Some(owner.uid()), Some(owner.gid()));
            }
            Ok(made)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            options.create(true).truncate(false).open(&path)
        }
        Err(error) => Err(error),
    }
}

/// Where an embedded database is, and SQLite puts its log.
pub fn folder_of(address: &str) -> Option<PathBuf> {
    // Of a link SQLite has the log beside what it leads to.
    let file = led_to(sqlite_file(address)?);
    match file.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Some(PathBuf::from(".")),
        folder => folder.map(Path::to_owned),
    }
}

/// Where a link leads, also to what is not there yet: SQLite makes a database there.
fn led_to(mut file: PathBuf) -> PathBuf {
    if let Ok(there) = file.canonicalize() {
        return there;
    }
    for _ in 0..LINKS {
        let Ok(target) = file.read_link() else {
            break;
        };
        // What a link says is seen from where it lies.
        file = match file.parent() {
            Some(folder) => folder.join(target),
            None => target,
        };
    }
    file
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
    use std::os::unix::fs::{PermissionsExt, chown, symlink};

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
        symlink(disk.join("nara.db"), one.join("nara.db")).unwrap();
        let linked = address(&one.join("nara.db"));
        let held = HeldFolder::hold_with_database(&one, &linked).unwrap();
        assert_eq!(held.len(), 2);
        drop(held);
        // Or will be: SQLite makes it there. One link may lead to the next, and say so from where it lies.
        std::fs::remove_file(disk.join("nara.db")).unwrap();
        symlink("../one/nara.db", two.join("nara.db")).unwrap();
        for linked in [&linked, &address(&two.join("nara.db"))] {
            let held = HeldFolder::hold_with_database(&one, linked).unwrap();
            assert_eq!(held.len(), 2, "{linked}");
            let refused = HeldFolder::hold(&disk).unwrap_err();
            assert!(matches!(refused, CliError::InUse(_)), "{linked}");
        }
        // No folder is made for a database that cannot be there.
        let nowhere = root.join("nowhere");
        let held = HeldFolder::hold_with_database(&two, &address(&nowhere.join("nara.db")));
        assert_eq!(held.unwrap().len(), 1);
        assert!(!nowhere.exists());
        std::fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn links_in_a_ring_lead_nowhere() {
        let folder = std::env::temp_dir().join(format!("nara-ring-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let [one, two] = ["one.db", "two.db"].map(|name| folder.join(name));
        symlink("two.db", &one).unwrap();
        symlink("one.db", &two).unwrap();
        let address = format!("sqlite:{}", one.display());
        assert_eq!(folder_of(&address), Some(folder.clone()));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_lock_made_by_root_is_for_whom_the_folder_is_for() {
        const SERVER: u32 = 4_711;
        let folder = std::env::temp_dir().join(format!("nara-given-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        // Nobody else can make a folder somebody else's.
        if chown(&folder, Some(SERVER), Some(SERVER)).is_ok() {
            let owner = || {
                let lock = folder.join(LOCK).metadata().unwrap();
                (lock.uid(), lock.gid())
            };
            drop(HeldFolder::hold(&folder).unwrap());
            assert_eq!(owner(), (SERVER, SERVER));
            // What was there before is left as it is.
            chown(folder.join(LOCK), Some(0), Some(0)).unwrap();
            drop(HeldFolder::hold(&folder).unwrap());
            assert_eq!(owner(), (0, 0));
        }
        std::fs::remove_dir_all(folder).unwrap();
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
