//! Backups that lie in a folder by the dozen: their names, and which of them go.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use nara_domain::backup::kept;
use nara_domain::time::Stamp;

use super::BackupError;
use super::place::{self, remove};

const BEGINS: &str = "nara-";
const ENDS: &str = ".backup";
/// In UTC, so that no hour has two names.
const MOMENT: &str = "%Y%m%dT%H%M%SZ";

/// The name of a backup made at this moment.
pub fn name_of(now: Stamp) -> String {
    format!("{BEGINS}{}{ENDS}", moment(now))
}

/// A moment, as it stands in names.
pub fn moment(now: Stamp) -> String {
    let moment = Timestamp::from_millisecond(now.0).unwrap_or_default();
    moment.strftime(MOMENT).to_string()
}

/// The moment a name says; none of a file that is not ours.
fn made_at(name: &str) -> Option<Stamp> {
    said_moment(name.strip_prefix(BEGINS)?.strip_suffix(ENDS)?)
}

/// The moment that stands in a name; none of what we would not write.
pub fn said_moment(said: &str) -> Option<Stamp> {
    let civil = jiff::civil::DateTime::strptime(MOMENT, said).ok()?;
    let zoned = civil.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    let made = Stamp(zoned.timestamp().as_millisecond());
    // Exactly as we would write it.
    (moment(made) == said).then_some(made)
}

/// The backups of a folder, the oldest first.
pub fn list(folder: &Path) -> Result<Vec<(Stamp, PathBuf)>, BackupError> {
    let problem = |error| BackupError::file(folder, error);
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(problem)? {
        let entry = entry.map_err(problem)?;
        if let Some(made) = entry.file_name().to_str().and_then(made_at) {
            found.push((made, entry.path()));
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// Takes away what killed servers left of some.
pub fn remove_unfinished(folder: &Path) -> Result<(), BackupError> {
    place::remove_unfinished(folder, |name| made_at(name).is_some())
}

/// Takes away the backups that are not to be kept, and what killed servers left of some; never the one that
/// was just `made`: where a clock was ahead before, it is not the newest of its day. Nor the newest of those
/// that are `good`, whatever was made since. Answers with how many went.
pub fn thin_out(folder: &Path, made: &Path, good: &[PathBuf]) -> Result<usize, BackupError> {
    let there = list(folder)?;
    remove_unfinished(folder)?;
    let moments: Vec<Stamp> = there.iter().map(|(made, _)| *made).collect();
    let kept = kept(&moments);
    let newest = newest_of(&there, made, good);
    let goes = |(moment, path): &&(Stamp, PathBuf)| {
        !kept.contains(moment) && path != made && newest != Some(path)
    };
    let mut removed = 0;
    for (_, path) in there.iter().filter(goes) {
        remove(path)?;
        removed += 1;
    }
    Ok(removed)
}

/// The newest that is there of those that are `good`. What is later than the one just `made` is by a clock that
/// was ahead, and is it only where there is nothing else.
fn newest_of<'a>(
    there: &'a [(Stamp, PathBuf)],
    made: &Path,
    good: &[PathBuf],
) -> Option<&'a PathBuf> {
    let paths = there.iter().map(|(_, path)| path);
    let found: Vec<&PathBuf> = paths.filter(|path| good.contains(path)).collect();
    let before = found.iter().rfind(|path| path.as_path() <= made);
    before.or(found.last()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::place::UNFINISHED;

    #[test]
    fn a_name_says_when_and_nothing_else_is_ours() {
        let now = Stamp(1_772_589_601_234);
        assert_eq!(name_of(now), "nara-20260304T020001Z.backup");
        assert_eq!(made_at(&name_of(now)), Some(Stamp(1_772_589_601_000)));
        for other in [
            "nara-20260304T020001Z.backup.unfinished",
            "nara-20260304T020001Z.keys",
            "nara-20260304T020001.backup",
            "nara-20261304T020001Z.backup",
            "nara-20260304T020001Z (1).backup",
            "xnara-20260304T020001Z.backup",
            "nara-.backup",
            "notes.txt",
        ] {
            assert_eq!(made_at(other), None, "{other}");
        }
    }

    #[test]
    fn only_what_is_ours_and_too_old_goes() {
        let folder = std::env::temp_dir().join(format!("nara-folder-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let last = Stamp(1_772_589_601_000);
        for n in 0..40 {
            std::fs::write(folder.join(name_of(last.plus_days(-n))), "x").unwrap();
        }
        std::fs::write(folder.join("before-update.backup"), "x").unwrap();
        // Of two that were not finished one is being written still.
        let [lost, written] = [1, 2].map(|n| {
            let name = name_of(last.plus_minutes(n));
            folder.join(format!("{name}{UNFINISHED}"))
        });
        std::fs::write(&lost, "x").unwrap();
        let writing = std::fs::File::create(&written).unwrap();
        writing.lock().unwrap();
        let made = folder.join(name_of(last));
        let removed = thin_out(&folder, &made, &[]).unwrap();
        let left = list(&folder).unwrap();
        // Seven days, two Sundays before them, the end of January.
        assert_eq!((removed, left.len()), (40 - 10, 10));
        assert_eq!(left.last().unwrap().0, last);
        assert!(folder.join("before-update.backup").exists());
        assert!(!lost.exists() && written.exists());
        assert_eq!(thin_out(&folder, &made, &[]).unwrap(), 0);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_clock_that_was_ahead_does_not_cost_the_one_just_made() {
        let folder = std::env::temp_dir().join(format!("nara-ahead-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let now = Stamp(1_772_589_601_000);
        let [made, later, far] = [now, now.plus_hours(5), now.plus_days(9)].map(|moment| {
            let path = folder.join(name_of(moment));
            std::fs::write(&path, "x").unwrap();
            path
        });
        // Of its day it is not the newest, and the newest of all is far from it.
        assert_eq!(thin_out(&folder, &made, &[]).unwrap(), 0);
        assert!(made.exists());
        // The next one takes its place.
        assert_eq!(thin_out(&folder, &later, &[]).unwrap(), 1);
        assert!(!made.exists() && later.exists() && far.exists());
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_newest_of_the_good_ones_stays() {
        let folder = std::env::temp_dir().join(format!("nara-good-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let now = Stamp(1_772_589_601_000);
        let at = |moment: Stamp| folder.join(name_of(moment));
        // Of the day of the one that is good there is a later one, which keeps it from staying by itself.
        let good = now.plus_days(-19);
        let [made, older, good, later, ahead] = [
            now,
            good.plus_days(-1),
            good,
            good.plus_hours(1),
            now.plus_days(400),
        ]
        .map(at);
        for file in [&made, &older, &good, &later, &ahead] {
            std::fs::write(file, "x").unwrap();
        }
        // The last one of all is by a clock that was ahead, and one of them is gone.
        let gone = at(now.plus_days(-2));
        let known = [gone, ahead.clone(), good.clone(), older];
        assert_eq!(thin_out(&folder, &made, &known).unwrap(), 0);
        assert!(good.exists());
        let there = list(&folder).unwrap();
        assert_eq!(newest_of(&there, &made, &known), Some(&good));
        let alone = [ahead.clone()];
        assert_eq!(newest_of(&there, &made, &alone), Some(&ahead));
        assert_eq!(newest_of(&there, &made, &[]), None);
        assert_eq!(thin_out(&folder, &made, &[]).unwrap(), 1);
        assert!(!good.exists() && later.exists());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
