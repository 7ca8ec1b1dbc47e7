//! Which night a backup is of, which backups are kept, which can be read by which program, and which
//! databases it copies.

use std::collections::BTreeSet;

use crate::time::{Date, Stamp};

/// When the daily backup is made, by the clocks of Stockholm: after everybody has gone to bed, and past
/// the hour that is skipped or comes twice when clocks are set.
pub const HOUR: i8 = 3;

/// The newest backup of each of so many days on which there is one is kept; so for weeks and months.
pub const DAYS: usize = 7;
/// Weeks begin on Mondays.
pub const WEEKS: usize = 4;
/// Months of the calendar.
pub const MONTHS: usize = 12;
/// Besides, everything is kept that is less than so many days older than the newest, however many of a day
/// there are: what is worth nothing does not at once take the place of what was made an hour before it.
pub const FRESH_DAYS: i64 = 2;

/// So long a backup of before an update is kept, the newest for longer: nobody goes back further, the nights have
/// theirs, and whoever was erased since is still in it.
pub const BEFORE_UPDATE_DAYS: i64 = 90;

/// The night whose backup should be there by now. A server that was off at the hour makes up for it
/// when it starts.
pub fn night_of(now: Stamp) -> Date {
    let past = now.local().hour() >= HOUR;
    let day = now.day();
    if past { day } else { day.add_days(-1) }
}

/// Which of the backups made at these moments are kept. The newest of all always is.
pub fn kept(made: &[Stamp]) -> BTreeSet<Stamp> {
    let mut newest_first = made.to_vec();
    newest_first.sort_unstable_by(|one, other| other.cmp(one));
    let mut kept = BTreeSet::new();
    kept.extend(newest_of_each(&newest_first, DAYS, |day| {
        (day.year(), day.month(), day.day())
    }));
    kept.extend(newest_of_each(&newest_first, WEEKS, |day| {
        let week = day.civil().iso_week_date();
        (week.year(), week.week(), 0)
    }));
    kept.extend(newest_of_each(&newest_first, MONTHS, |day| {
        (day.year(), day.month(), 0)
    }));
    if let Some(newest) = newest_first.first() {
        let since = newest.plus_days(-FRESH_DAYS);
        kept.extend(newest_first.iter().copied().filter(|made| *made > since));
    }
    kept
}

fn newest_of_each(
    newest_first: &[Stamp],
    most: usize,
    period: impl Fn(Date) -> (i16, i8, i8),
) -> Vec<Stamp> {
    let mut last = None;
    let mut firsts = Vec::new();
    for made in newest_first {
        let of = Some(period(made.day()));
        if of != last {
            firsts.push(*made);
            last = of;
        }
    }
    firsts.truncate(most);
    firsts
}

/// A step of the tables, as it was run or as a program knows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SchemaStep {
    /// Its number.
    pub version: i64,
    /// Of its text.
    pub checksum: Vec<u8>,
}

/// Why a program cannot make the tables that a backup was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// It has no tables at all.
    #[error("it holds no tables of Nära")]
    Empty,
    /// By a program of later.
    #[error(
        "it has the tables of schema {backup}, and this program knows them up to {program}: take the \
         release of Nära that made its tables, or a later one"
    )]
    Newer {
        /// The backup's last step.
        backup: i64,
        /// The program's last step.
        program: i64,
    },
    /// By a program of before the first one this one can continue.
    #[error(
        "it has the tables of schema {backup}, and this program begins with {program}: restore it with \
         the release of Nära that made it, update that one step by step, and make a new backup"
    )]
    Older {
        /// The backup's last step.
        backup: i64,
        /// The program's first step.
        program: i64,
    },
    /// Something this program runs was not run before what came after it.
    #[error(
        "its tables were made without step {0}, which this program runs before their last one: restore \
         it with the release of Nära that made it, update that, and make a new backup"
    )]
    Gap(i64),
    /// Something was run that this program never heard of.
    #[error(
        "its tables were made with step {0}, which this program does not know: restore it with the \
         release of Nära that made it, update that, and make a new backup"
    )]
    Unknown(i64),
    /// Under this number something else was run.
    #[error("step {0} of its tables is not the one of this program: take the release that made it")]
    Changed(i64),
}

/// Up to which step this program makes tables for a backup's rows, before it brings them up to date.
/// Both lists are of the backup's database engine.
///
/// # Errors
/// Why it cannot.
pub fn fits(backup: &[SchemaStep], program: &[SchemaStep]) -> Result<i64, Misfit> {
    let last = |steps: &[SchemaStep]| steps.iter().map(|step| step.version).max();
    let newest = last(backup).ok_or(Misfit::Empty)?;
    let known = last(program).unwrap_or_default();
    let first = program.iter().map(|step| step.version).min();
    if newest > known {
        return Err(Misfit::Newer {
            backup: newest,
            program: known,
        });
    }
    if let Some(first) = first.filter(|first| newest < *first) {
        return Err(Misfit::Older {
            backup: newest,
            program: first,
        });
    }
    for step in backup {
        match program.iter().find(|known| known.version == step.version) {
            None => return Err(Misfit::Unknown(step.version)),
            Some(known) if known.checksum != step.checksum => {
                return Err(Misfit::Changed(step.version));
            }
            Some(_) => {}
        }
    }
    let before = program.iter().filter(|known| known.version <= newest);
    for known in before {
        if !backup.iter().any(|step| step.version == known.version) {
            return Err(Misfit::Gap(known.version));
        }
    }
    Ok(newest)
}

/// Why a database is not copied by this program. One that is copied has the tables of today on both sides,
/// so that its rows can be compared as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OtherVersion {
    /// It has no tables at all.
    #[error("it holds no tables of Nära")]
    Nothing,
    /// By a program of before.
    #[error(
        "it has the tables of schema {database}, and this program makes those of {program}: bring them up \
         to date with `nara migrate`, or by starting this release on it once, and copy it then"
    )]
    Earlier {
        /// The database's last step.
        database: i64,
        /// The program's last step.
        program: i64,
    },
    /// By a program of later.
    #[error(
        "it has the tables of schema {database}, and this program knows them up to {program}: take the \
         release of Nära that runs it"
    )]
    Later {
        /// The database's last step.
        database: i64,
        /// The program's last step.
        program: i64,
    },
    /// One of its steps is missing here or there, or is another one here than there.
    #[error("step {0} of its tables is not the one of this program: take the release that runs it")]
    Unlike(i64),
}

/// Whether a database has exactly the tables that this program makes, and the last step of both. Both lists
/// are of the same database engine.
///
/// # Errors
/// Why it has not.
pub fn same_version(database: &[SchemaStep], program: &[SchemaStep]) -> Result<i64, OtherVersion> {
    let known = program.iter().map(|step| step.version).max();
    let known = known.unwrap_or_default();
    let earlier = |database| OtherVersion::Earlier {
        database,
        program: known,
    };
    match fits(database, program) {
        Ok(version) if version == known => Ok(version),
        Ok(version) => Err(earlier(version)),
        Err(Misfit::Older { backup, .. }) => Err(earlier(backup)),
        Err(Misfit::Newer { backup, program }) => Err(OtherVersion::Later {
            database: backup,
            program,
        }),
        Err(Misfit::Empty) => Err(OtherVersion::Nothing),
        Err(Misfit::Gap(step) | Misfit::Unknown(step) | Misfit::Changed(step)) => {
            Err(OtherVersion::Unlike(step))
        }
    }
}
