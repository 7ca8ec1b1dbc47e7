//! Loading a roll from a file: one number a line.
//!
//! The lines go into the database a few thousand at a time, so that neither memory nor anybody who
//! votes meanwhile has to wait for a whole city. They count for nothing until one last transaction
//! makes them the roll; broken off before that, the one before stays.

use std::io::BufRead;

use nara_domain::actor::{Actor, Role};
use nara_domain::audit::Deed;
use nara_domain::identity::IdentityNumber;
use nara_domain::roll::{self, RollProblem};
use nara_domain::time::{Date, Stamp};
use serde_json::json;

use super::store;
use crate::audit;
use crate::db::{Db, DbError, Tx};
use crate::identity::NumberKey;

/// Numbers stored by one statement.
const AT_ONCE: usize = 2_000;
/// Longer than any line with a number and what stands behind it.
const LINE_MAX: usize = 4_096;
/// Numbers of lines that are told; the rest is only counted.
pub const TOLD: usize = 100;

/// What came of it. No number is ever in here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Lines with something in them, without the header.
    pub lines: u64,
    /// Different numbers stored.
    pub stored: u64,
    /// Lines with no valid number.
    pub refused: u64,
    /// The first of them, by their place in the file.
    pub refused_lines: Vec<u64>,
}

#[derive(Debug, thiserror::Error)]
pub enum RollError {
    #[error("the file cannot be read: {0}")]
    Read(#[from] std::io::Error),
    /// The roll before stays.
    #[error("{0}; the roll before stays")]
    Refused(RollProblem, Loaded),
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Who loads it, for the log of deeds.
#[derive(Clone, Copy, Debug)]
pub enum LoadedBy<'a> {
    /// At the command line.
    Operator,
    /// In the administrator's pages.
    Administrator(&'a Actor),
}

impl Loaded {
    fn read(&self) -> roll::Read {
        roll::Read {
            lines: self.lines,
            refused: self.refused,
            first_refused: self.refused_lines.first().copied(),
            stored: self.stored,
        }
    }
}

impl LoadedBy<'_> {
    async fn write(self, tx: &mut Tx, loaded: &Loaded, now: Stamp) -> Result<(), DbError> {
        let line = audit::Line {
            deed: Deed::RollLoaded,
            subject_kind: "roll",
            subject_id: "",
            detail: json!({
                "stored": loaded.stored,
                "refused": loaded.refused,
                "lines": loaded.refused_lines,
            }),
        };
        match self {
            Self::Operator => audit::record_operator(tx, &line, now).await,
            Self::Administrator(actor) => {
                audit::record(tx, actor, Role::Administrator, &line, now).await
            }
        }
    }
}

/// Deletes a roll that does not count, a few thousand entries at a time: nobody who votes meanwhile
/// waits for a whole city.
pub(super) async fn delete(db: &Db, roll: i64) -> Result<(), DbError> {
    let at_once = i64::try_from(AT_ONCE).unwrap_or(i64::MAX);
    loop {
        let mut tx = db.begin().await?;
        let deleted = store::delete_some_of_roll(&mut tx, roll, at_once).await?;
        tx.commit().await?;
        if deleted == 0 {
            return Ok(());
        }
    }
}

/// Reads a roll and makes it the one that counts. `sure`: also where it is doubted
/// ([`nara_domain::roll::check`]).
///
/// # Errors
/// [`RollError`]; the roll before then stays.
pub(super) async fn load(
    (db, key): (&Db, &NumberKey),
    mut file: impl BufRead + Send,
    (by, sure): (LoadedBy<'_>, bool),
    now: Stamp,
) -> Result<Loaded, RollError> {
    let mut tx = db.begin().await?;
    let roll = store::insert_roll(&mut tx, now).await?;
    tx.commit().await?;
    let mut loaded = Loaded::default();
    let mut hashes = Vec::with_capacity(AT_ONCE);
    let mut line = Vec::new();
    let mut place = 0;
    loop {
        let more = read_line(&mut file, &mut line)?;
        if more {
            place += 1;
            match read_entry(&line, place, now.day()) {
                Entry::Nothing => {}
                Entry::Number(number) => {
                    loaded.lines += 1;
                    hashes.push(key.number(&number));
                }
                Entry::Wrong => {
                    loaded.lines += 1;
                    loaded.refused += 1;
                    if loaded.refused_lines.len() < TOLD {
                        loaded.refused_lines.push(place);
                    }
                }
            }
        }
        if hashes.len() == AT_ONCE || (!more && !hashes.is_empty()) {
            let mut tx = db.begin().await?;
            loaded.stored += store::insert_entries(&mut tx, roll, &hashes).await?;
            tx.commit().await?;
            hashes.clear();
        }
        if !more {
            break;
        }
    }
    let mut tx = db.begin().await?;
    let before = store::describe(&mut tx).await?;
    let before = before.and_then(|(_, entries)| u64::try_from(entries).ok());
    if let Err(problem) = roll::check(&loaded.read(), before.unwrap_or_default(), sure) {
        drop(tx);
        delete(db, roll).await?;
        return Err(RollError::Refused(problem, loaded));
    }
    let entries = i64::try_from(loaded.stored).unwrap_or(i64::MAX);
    store::finish_roll(&mut tx, roll, entries, now).await?;
    by.write(&mut tx, &loaded, now).await?;
    tx.commit().await?;
    Ok(loaded)
}

/// One line without its end, cut off after [`LINE_MAX`] bytes; false at the end of the file.
fn read_line(file: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<bool> {
    line.clear();
    let mut any = false;
    loop {
        let buffer = file.fill_buf()?;
        if buffer.is_empty() {
            return Ok(any);
        }
        any = true;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let used = end.unwrap_or(buffer.len());
        let room = (LINE_MAX + 1).saturating_sub(line.len());
        line.extend(buffer.iter().take(used.min(room)));
        let consumed = match end {
            Some(end) => end + 1,
            None => used,
        };
        file.consume(consumed);
        if end.is_some() {
            return Ok(true);
        }
    }
}

enum Entry {
    /// Empty, or the header.
    Nothing,
    Number(IdentityNumber),
    Wrong,
}

/// The first field of a line, in any spelling.
fn read_entry(line: &[u8], place: u64, today: Date) -> Entry {
    if line.len() > LINE_MAX {
        return Entry::Wrong;
    }
    let text = String::from_utf8_lossy(line);
    let first = text.trim_start_matches('\u{feff}').split([',', ';', '\t']);
    let first = first.into_iter().next().unwrap_or_default();
    let first = first.trim().trim_matches(['"', '\'']).trim();
    if first.is_empty() && text.trim().is_empty() {
        return Entry::Nothing;
    }
    match IdentityNumber::parse(first, today) {
        Ok(number) => Entry::Number(number),
        Err(_) if place == 1 && !first.contains(|c: char| c.is_ascii_digit()) => Entry::Nothing,
        Err(_) => Entry::Wrong,
    }
}
