//! The machine: the data folder and its keys, room on the disks, and the files of backups.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use nara_domain::time::Stamp;
use nix::sys::statvfs::statvfs;

use super::Finding;
use crate::backup::folder;
use crate::config::Config;

const MEGABYTE: u64 = 1_000_000;
/// Less than this, and a busy day may fill the disk.
const LITTLE: u64 = 500 * MEGABYTE;
/// A backup of every night is older than this only if one was not made.
const HOURS: i64 = 26;

/// Who may look into the data folder.
pub fn folder(data: &Path) -> Finding {
    const ABOUT: &str = "data folder";
    let shown = data.display();
    match std::fs::metadata(data) {
        Err(error) => Finding::wrong(ABOUT, format!("{shown} cannot be read: {error}")),
        Ok(there) if !there.is_dir() => Finding::wrong(ABOUT, format!("{shown} is no folder")),
        Ok(there) if there.permissions().mode() & 0o077 != 0 => Finding::note(
            ABOUT,
            format!("others than its owner may look into {shown}; `chmod 700` it"),
        ),
        Ok(_) => Finding::well(ABOUT, format!("{shown} is its owner's alone")),
    }
}

/// Room where something is written.
pub fn room(config: &Config) -> Vec<Finding> {
    let folders = [
        ("room for data", Some(&config.data)),
        ("room for backups", config.backup_folder.as_ref()),
    ];
    let given = folders.into_iter();
    given
        .filter_map(|(about, folder)| Some(room_in(about, folder?)))
        .collect()
}

fn room_in(about: &'static str, folder: &Path) -> Finding {
    match statvfs(folder) {
        Err(error) => Finding::wrong(about, format!("{}: {error}", folder.display())),
        Ok(disk) => {
            let free = disk.blocks_available().saturating_mul(disk.fragment_size());
            let all = disk.blocks().saturating_mul(disk.fragment_size());
            let says = format!(
                "{} of {} are free in {}",
                megabytes(free),
                megabytes(all),
                folder.display()
            );
            match free < LITTLE {
                true => Finding::wrong(about, says),
                false => Finding::well(about, says),
            }
        }
    }
}

pub fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes / MEGABYTE)
}

/// The files of the backups of every night.
pub fn backups(config: &Config, now: Stamp) -> Option<Finding> {
    const ABOUT: &str = "backup files";
    let Some(folder) = &config.backup_folder else {
        let says = "no backup is made by itself: set NARA_BACKUP_FOLDER, or see to it that something \
                    else makes them";
        return Some(Finding::note(ABOUT, says));
    };
    let shown = folder.display();
    Some(match folder::list(folder) {
        Err(error) => Finding::wrong(ABOUT, error.to_string()),
        Ok(there) => match there.last() {
            None => Finding::wrong(ABOUT, format!("there is no backup in {shown} yet")),
            Some((made, path)) => {
                let says = format!(
                    "{} in {shown}, the newest {} hours old: {}",
                    there.len(),
                    hours(*made, now),
                    path.file_name().unwrap_or_default().display()
                );
                match hours(*made, now) > HOURS {
                    true => Finding::wrong(ABOUT, says),
                    false => Finding::well(ABOUT, says),
                }
            }
        },
    })
}

pub const fn hours(from: Stamp, now: Stamp) -> i64 {
    now.0.saturating_sub(from.0) / 3_600_000
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::tests::parsed;
    use crate::doctor::State;

    #[test]
    fn backups_are_as_old_as_the_newest_one() {
        let shelf = std::env::temp_dir().join(format!("nara-shelf-{}", std::process::id()));
        let _none_before = std::fs::remove_dir_all(&shelf);
        let now = Stamp(1_772_600_000_000);
        let asked = |args: &[&str]| backups(&parsed(args), now).unwrap();
        assert_eq!(asked(&[]).state, State::Note);
        let with = ["--backup-folder", shelf.to_str().unwrap()];
        assert_eq!(asked(&with).state, State::Wrong, "no folder");
        std::fs::create_dir_all(&shelf).unwrap();
        let found = asked(&with);
        assert_eq!(found.state, State::Wrong, "{}", found.says);
        let write = |hours: i64| {
            let name = folder::name_of(now.plus_hours(-hours));
            std::fs::write(shelf.join(name), "x").unwrap();
        };
        write(27);
        let found = asked(&with);
        assert_eq!(found.state, State::Wrong, "{}", found.says);
        write(9);
        let found = asked(&with);
        assert_eq!(found.state, State::Well, "{}", found.says);
        assert!(found.says.contains("2 in"), "{}", found.says);
        std::fs::remove_dir_all(shelf).unwrap();
    }

    #[test]
    fn a_folder_that_others_look_into_is_noted() {
        let data = std::env::temp_dir().join(format!("nara-data-{}", std::process::id()));
        std::fs::create_dir_all(&data).unwrap();
        for (mode, state) in [(0o700, State::Well), (0o750, State::Note)] {
            std::fs::set_permissions(&data, std::fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(folder(&data).state, state);
        }
        let free = room_in("room", &data);
        assert!(
            free.says.contains("MB are free") || free.says.contains("MB of"),
            "{}",
            free.says
        );
        std::fs::remove_dir_all(&data).unwrap();
        assert_eq!(folder(&data).state, State::Wrong);
        assert_eq!(room_in("room", &data).state, State::Wrong);
    }
}
