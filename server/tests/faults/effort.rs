//! How much is tried, and what was seen.
//!
//! `make test` tries a little of everything. `make faults` says how much more in `NARA_FAULTS` and makes a
//! table of the rows that are written here into `NARA_FAULTS_ROWS`; a fault without its row was not shown
//! to be survived.

use std::path::PathBuf;

/// The figure for `make test`, for `make faults`, and for its long run.
pub fn so_many(test: usize, quick: usize, long: usize) -> usize {
    match std::env::var("NARA_FAULTS").as_deref() {
        Err(_) => test,
        Ok("quick") => quick,
        Ok("long") => long,
        Ok(other) => panic!("NARA_FAULTS={other}: quick or long"),
    }
}

/// What was seen of one fault. Written before anything is asserted of it, so that what was lost is told too.
#[derive(Debug, Default)]
pub struct Row {
    /// As in the table of `make faults`.
    pub fault: &'static str,
    /// How often it happened.
    pub runs: usize,
    /// Writes that were answered with success.
    pub acknowledged: usize,
    /// Those of them that are not there afterwards.
    pub lost: usize,
    /// Whether each count that is shown is the rows', and the log's. `None`: there is nothing to count.
    pub recount: Option<bool>,
    pub seen: String,
}

impl Row {
    pub fn write(&self) {
        let recount = self.recount.map_or("-", |equal| match equal {
            true => "equal",
            false => "DIFFERENT",
        });
        let Self {
            fault,
            runs,
            acknowledged,
            lost,
            recount: _,
            seen,
        } = self;
        let row = format!("{fault}\t{runs}\t{acknowledged}\t{lost}\t{recount}\t{seen}\n");
        print!("{row}");
        if let Some(folder) = std::env::var_os("NARA_FAULTS_ROWS").map(PathBuf::from) {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join(fault.replace(' ', "-")), row).unwrap();
        }
    }
}
