//! Keys have a file of their own, when it is asked for, and it is nobody else's to read.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use nara_server::backup::{BackupError, Effort, LockWith, Passphrase, keys};
use nara_server::entropy::SystemEntropy;

use crate::program::Folder;
use crate::scene::noon;

fn settled(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    for (name, byte) in [("signing.key", 7), ("identity.key", 9)] {
        let path = folder.join(name);
        std::fs::write(&path, [byte; 32]).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn keys_come_back_as_they_were() {
    let folder = Folder::new();
    let (from, to) = (folder.path().join("from"), folder.path().join("to"));
    settled(&from);
    let passphrase = Passphrase::new("en lång mening som ingen gissar");
    for (name, locked) in [("open", None), ("locked", Some(&passphrase))] {
        let file = folder.path().join(name);
        let lock = locked.map(|passphrase| LockWith {
            passphrase,
            effort: Effort::WEAK_FOR_TESTS,
            entropy: &SystemEntropy,
        });
        let names = keys::back_up(&from, None, &file, lock, noon()).unwrap();
        assert_eq!(names, ["signing.key", "identity.key"]);
        assert_eq!(mode(&file), 0o600);
        let bytes = std::fs::read(&file).unwrap();
        let seed = hex::encode([7; 32]);
        let lies_open = bytes.windows(64).any(|part| part == seed.as_bytes());
        assert_eq!(lies_open, locked.is_none());

        let read = keys::Keys::read(&file, locked).unwrap();
        assert_eq!(read.restore(&to).unwrap(), names);
        for name in &names {
            let restored = std::fs::read(to.join(name)).unwrap();
            assert_eq!(restored, std::fs::read(from.join(name)).unwrap());
            assert_eq!(mode(&to.join(name)), 0o600);
        }
        // Never over one that is there.
        let again = read.restore(&to).unwrap_err();
        assert!(matches!(again, BackupError::Exists(_)), "{again}");
        std::fs::remove_dir_all(&to).unwrap();

        let wrong = Passphrase::new("x");
        let wrong = keys::Keys::read(&file, locked.map(|_| &wrong));
        assert_eq!(wrong.is_err(), locked.is_some());
        let spoiled = folder.path().join("spoiled");
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            std::fs::write(&spoiled, changed).unwrap();
            assert!(keys::Keys::read(&spoiled, locked).is_err(), "byte {at}");
        }
    }
}

#[test]
fn keys_that_are_kept_elsewhere_are_found_there() {
    let folder = Folder::new();
    let from = folder.path().join("from");
    settled(&from);
    let elsewhere = folder.path().join("credential");
    std::fs::write(&elsewhere, [1; 32]).unwrap();
    std::fs::set_permissions(&elsewhere, std::fs::Permissions::from_mode(0o640)).unwrap();
    let file = folder.path().join("keys");
    keys::back_up(&from, Some(&elsewhere), &file, None, noon()).unwrap();
    let to = folder.path().join("to");
    keys::Keys::read(&file, None).unwrap().restore(&to).unwrap();
    assert_eq!(std::fs::read(to.join("signing.key")).unwrap(), [1; 32]);
    let nothing = folder.path().join("nothing");
    let none = keys::back_up(&nothing, None, &folder.path().join("x"), None, noon());
    assert!(matches!(none, Err(BackupError::NoKeys(_))));
    assert!(!folder.path().join("x").exists());
}
