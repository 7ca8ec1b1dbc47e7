//! Whatever happens to a file is found, and said in words; nothing is made of it.

use std::path::Path;

use nara_server::backup::{BackupError, Passphrase, verify};

use crate::program::Folder;
use crate::scene::{hamlet, made, restored};

/// A file's bytes, changed, in a file beside it.
fn spoiled(file: &Path, change: impl FnOnce(&mut Vec<u8>)) -> std::path::PathBuf {
    let mut bytes = std::fs::read(file).unwrap();
    change(&mut bytes);
    let to = file.with_extension("spoiled");
    std::fs::write(&to, bytes).unwrap();
    to
}

/// Every place near the edges, and a few hundred between.
fn places(length: usize) -> Vec<usize> {
    let step = (length / 300).max(1);
    let edges = (0..400).chain(length.saturating_sub(120)..length);
    let mut places: Vec<usize> = edges.chain((0..length).step_by(step)).collect();
    places.retain(|at| *at < length);
    places.sort_unstable();
    places.dedup();
    places
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_flipped_bit_is_found_wherever_it_is() {
    let folder = Folder::new();
    let db = hamlet(&folder).await;
    let passphrase = Passphrase::new("en lång mening som ingen gissar");
    for (name, locked) in [("open", None), ("locked", Some(&passphrase))] {
        let file = folder.path().join(name);
        made(&db, &file, locked).await.unwrap();
        let length = std::fs::read(&file).unwrap().len();
        for at in places(length) {
            let bit = 1 << (at % 8);
            let spoiled = spoiled(&file, |bytes| bytes[at] ^= bit);
            let found = verify(&spoiled, locked);
            assert!(found.is_err(), "{name}: bit {bit} of byte {at} of {length}");
        }
        assert!(verify(&file, locked).is_ok());
    }
    db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_cut_or_grew_is_none() {
    let folder = Folder::new();
    let db = hamlet(&folder).await;
    let file = folder.path().join("one");
    let passphrase = Passphrase::new("en lång mening som ingen gissar");
    for locked in [None, Some(&passphrase)] {
        let _none_before = std::fs::remove_file(&file);
        made(&db, &file, locked).await.unwrap();
        let length = std::fs::read(&file).unwrap().len();
        for left in places(length) {
            let cut = spoiled(&file, |bytes| bytes.truncate(left));
            let said = verify(&cut, locked).unwrap_err();
            let words = said.to_string();
            assert!(!words.is_empty(), "{left} of {length}");
            if left > 400 {
                assert!(
                    matches!(said, BackupError::Cut),
                    "{left} of {length}: {words}"
                );
            }
        }
        for more in [&b"\0"[..], b"nara-backup 1\n", &[0; 70_000]] {
            let grown = spoiled(&file, |bytes| bytes.extend_from_slice(more));
            let said = verify(&grown, locked).unwrap_err().to_string();
            assert!(said.contains("after its end"), "{said}");
        }
    }
    db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pieces_cannot_change_places() {
    let folder = Folder::new();
    let db = hamlet(&folder).await;
    // Two files of the same moment, locked by the same passphrase, have nothing to exchange.
    let passphrase = Passphrase::new("en lång mening som ingen gissar");
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    for file in [&one, &two] {
        made(&db, file, Some(&passphrase)).await.unwrap();
    }
    let head_of = |file: &Path| {
        let bytes = std::fs::read(file).unwrap();
        let mut lines = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let end = lines.nth(1).unwrap().0 + 1;
        (bytes[..end].to_vec(), bytes[end..].to_vec())
    };
    let ((head, _), (_, pieces)) = (head_of(&one), head_of(&two));
    std::fs::write(&one, [head, pieces].concat()).unwrap();
    let said = verify(&one, Some(&passphrase)).unwrap_err();
    assert!(matches!(said, BackupError::Damaged(_)), "{said}");
    db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_locked_backup_opens_with_its_passphrase_alone() {
    let folder = Folder::new();
    let db = hamlet(&folder).await;
    let right = Passphrase::new("en lång mening som ingen gissar");
    let file = folder.path().join("one");
    made(&db, &file, Some(&right)).await.unwrap();
    let bytes = std::fs::read(&file).unwrap();
    let told = |words: &[u8]| bytes.windows(words.len()).any(|part| part == words);
    assert!(!told(b"support_event") && !told("Belysning".as_bytes()));
    assert!(matches!(verify(&file, None), Err(BackupError::Locked)));
    for wrong in ["", "En lång mening som ingen gissar", "x"] {
        let said = verify(&file, Some(&Passphrase::new(wrong))).unwrap_err();
        assert!(matches!(said, BackupError::WrongPassphrase), "{said}");
    }
    assert!(verify(&file, Some(&right)).is_ok());
    db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_made_of_a_damaged_one() {
    let folder = Folder::new();
    let db = hamlet(&folder).await;
    let file = folder.path().join("one");
    made(&db, &file, None).await.unwrap();
    let length = std::fs::read(&file).unwrap().len();
    let spoiled = spoiled(&file, |bytes| bytes[length - 40] ^= 1);
    let new = folder.path().join("new.db");
    let address = format!("sqlite:{}", new.display());
    let said = restored(&spoiled, &address).await.unwrap_err();
    assert!(matches!(said, BackupError::Damaged(_)), "{said}");
    let there = std::fs::read_dir(folder.path()).unwrap();
    let made = there.filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().starts_with("new.db")
    });
    assert_eq!(made.count(), 0, "nothing of it is left");
    db.close().await;
}

#[test]
fn what_is_no_backup_is_said_to_be_none() {
    let folder = Folder::new();
    let file = folder.path().join("one");
    for (bytes, said) in [
        (&b""[..], "no backup of N\u{e4}ra"),
        (b"SQLite format 3\0 and more", "no backup of N\u{e4}ra"),
        (&[0; 5_000], "no backup of N\u{e4}ra"),
        (b"nara-backup 2\n{}\n", "a later kind (2)"),
        (b"nara-backup 1\n{}\n", "second line"),
        (b"nara-backup 1\n", "cut off"),
    ] {
        std::fs::write(&file, bytes).unwrap();
        let told = verify(&file, None).unwrap_err().to_string();
        assert!(told.contains(said), "{told}");
    }
    let nowhere = folder.path().join("two");
    let told = verify(&nowhere, None).unwrap_err().to_string();
    assert!(told.contains("two"), "{told}");
}
