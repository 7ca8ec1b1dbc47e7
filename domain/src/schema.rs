//! Which programs can use the tables of a database: the one that makes them, and those of before, as long as later
//! steps only added (`migrations/README.md`).

use crate::backup::SchemaStep;

/// A step that a database has been through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ran {
    /// Which.
    pub step: SchemaStep,
    /// What its file is called, behind the number and with spaces: `needs 0085 no alias`.
    pub name: String,
}

/// How the tables of a database look to a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// It makes the same.
    Same,
    /// So many of its steps are still to be run, and no others were.
    Earlier(usize),
    /// All of its own, and later ones up to this step, which leave it what it needs.
    Later(i64),
    /// A later step took away what it needs.
    TooLate {
        /// The later one.
        step: i64,
        /// Whoever knows this one can go on.
        needs: i64,
    },
    /// This step is none of the program's, or another one than the program's, or is missing below a later one.
    Unlike(i64),
}

/// Up to which step a program has to know the tables to use them after this one. Its name says so (`needs 0085 …`); it
/// is all that a database keeps of a file's text. 0: whoever could use them before still can.
pub fn needs(step: i64, name: &str) -> i64 {
    let mut words = name.split(' ');
    match (words.next(), words.next().map(str::parse::<i64>)) {
        (Some("needs"), Some(Ok(known))) => known,
        // Somebody meant something by it: only who knows the step itself can tell what.
        (Some("needs"), _) => step,
        _ => 0,
    }
}

/// How these tables look to this program. Both lists are of the same database engine.
pub fn age(ran: &[Ran], program: &[SchemaStep]) -> Age {
    let last = program.iter().map(|step| step.version).max();
    let last = last.unwrap_or_default();
    let mut later: Option<i64> = None;
    for Ran { step, name } in ran {
        match program.iter().find(|known| known.version == step.version) {
            Some(known) if known.checksum == step.checksum => {}
            None if step.version > last => {
                let needs = needs(step.version, name);
                if needs > last {
                    return Age::TooLate {
                        step: step.version,
                        needs,
                    };
                }
                later = later.max(Some(step.version));
            }
            Some(_) | None => return Age::Unlike(step.version),
        }
    }
    let is_missing = |version: &i64| !ran.iter().any(|ran| ran.step.version == *version);
    let missing = program.iter().map(|step| step.version).filter(is_missing);
    let missing: Vec<i64> = missing.collect();
    match (later, missing.first()) {
        (None, None) => Age::Same,
        (None, Some(_)) => Age::Earlier(missing.len()),
        (Some(step), None) => Age::Later(step),
        (Some(_), Some(missing)) => Age::Unlike(*missing),
    }
}
