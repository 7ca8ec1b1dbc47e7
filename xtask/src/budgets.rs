//! Compressed sizes of what every visitor fetches. The pages' own budgets are measured by the
//! end-to-end tests, which see them as a browser does.
//!
//! Besides its limit, a size has the one that was last accepted (`xtask/budgets.txt`): far below the
//! limit a careless dependency would go unseen until there is no room left.

use crate::paths;
use crate::say::Done;
use std::path::{Path, PathBuf};

/// The sizes last accepted, committed with what caused them.
const RECORD: &str = "xtask/budgets.txt";
/// So much may come along unnoticed; more is accepted on purpose.
const GROWTH: u64 = 5_000;

struct Budget {
    name: &'static str,
    endings: &'static [&'static str],
    /// Bytes after brotli.
    limit: u64,
}

const BUDGETS: [Budget; 2] = [
    Budget {
        name: "css",
        endings: &[".css.br"],
        limit: 12_000,
    },
    Budget {
        name: "wasm+js",
        endings: &[".wasm.br", ".js.br"],
        limit: 120_000,
    },
];

/// `cargo xtask budgets`.
pub fn budgets(arguments: &[String]) -> Done {
    match arguments {
        [] => {}
        [one] if one == "--accept" => return accept(),
        other => return Err(format!("budgets takes --accept or nothing, not {other:?}.")),
    }
    let lines = measure()?;
    for line in &lines.shown {
        println!("{line}");
    }
    if lines.broken.is_empty() {
        Ok(())
    } else {
        Err(lines.broken.join("\n"))
    }
}

/// Writes down the present sizes as the accepted ones.
fn accept() -> Done {
    let sizes = sizes(&folder())?;
    let mut record = String::new();
    for budget in &BUDGETS {
        record.push_str(&format!("{} {}\n", budget.name, weigh(budget, &sizes)?));
    }
    print!("{record}");
    std::fs::write(RECORD, record).map_err(|error| format!("{RECORD}: {error}"))
}

pub struct Measured {
    /// One line per budget, for people.
    pub shown: Vec<String>,
    /// One sentence per budget that is not met.
    pub broken: Vec<String>,
}

pub fn measure() -> Result<Measured, String> {
    let sizes = sizes(&folder())?;
    let record = std::fs::read_to_string(RECORD).map_err(|error| format!("{RECORD}: {error}"))?;
    let mut measured = Measured {
        shown: Vec::new(),
        broken: Vec::new(),
    };
    for budget in &BUDGETS {
        match weigh(budget, &sizes) {
            Ok(bytes) => {
                measured.shown.push(budget.line(bytes));
                measured.broken.extend(budget.problem(bytes, &record));
            }
            Err(reason) => measured.broken.push(reason),
        }
    }
    Ok(measured)
}

impl Budget {
    fn line(&self, bytes: u64) -> String {
        let (name, limit) = (self.name, self.limit);
        format!("budget {name}: {bytes} of {limit} bytes (brotli)")
    }

    /// What is wrong with so many bytes, if anything.
    fn problem(&self, bytes: u64, record: &str) -> Option<String> {
        let line = self.line(bytes);
        if bytes > self.limit {
            return Some(format!("{line}: too large"));
        }
        let Some(accepted) = accepted(record, self.name) else {
            return Some(format!(
                "{line}: {RECORD} has no size for it; `cargo xtask budgets --accept` writes it."
            ));
        };
        (bytes > accepted + GROWTH).then(|| {
            format!(
                "{line}: {} bytes more than the {accepted} that were accepted. Look what came in; \
                 if it is worth it, `cargo xtask budgets --accept` writes the new size to \
                 {RECORD}, to be committed with the reason.",
                bytes - accepted
            )
        })
    }
}

fn accepted(record: &str, name: &str) -> Option<u64> {
    let of_this = |line: &str| {
        line.strip_prefix(name)?
            .strip_prefix(' ')?
            .trim()
            .parse()
            .ok()
    };
    record.lines().find_map(of_this)
}

fn weigh(budget: &Budget, sizes: &[(String, u64)]) -> Result<u64, String> {
    let files: Vec<u64> = sizes
        .iter()
        .filter(|(name, _)| budget.endings.iter().any(|ending| name.ends_with(ending)))
        .map(|(_, size)| *size)
        .collect();
    if files.len() == budget.endings.len() {
        return Ok(files.iter().sum());
    }
    Err(format!(
        "{}: {} files where {} belong; is the site built (`cargo xtask site`)?",
        budget.name,
        files.len(),
        budget.endings.len()
    ))
}

fn folder() -> PathBuf {
    paths::site().join("pkg")
}

fn sizes(folder: &Path) -> Result<Vec<(String, u64)>, String> {
    let problem = |error| {
        format!(
            "{}: {error}. `cargo xtask site` builds it.",
            folder.display()
        )
    };
    let mut sizes = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(problem)? {
        let entry = entry.map_err(problem)?;
        let bytes = entry.metadata().map_err(problem)?.len();
        sizes.push((entry.file_name().to_string_lossy().into_owned(), bytes));
    }
    Ok(sizes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUDGET: Budget = Budget {
        name: "wasm+js",
        endings: &[".wasm.br", ".js.br"],
        limit: 120_000,
    };
    const ACCEPTED: &str = "css 8000\nwasm+js 76000\n";

    #[test]
    fn five_thousand_bytes_more_than_accepted_pass_and_one_more_does_not() {
        assert_eq!(BUDGET.problem(76_000, ACCEPTED), None);
        assert_eq!(BUDGET.problem(60_000, ACCEPTED), None);
        assert_eq!(BUDGET.problem(81_000, ACCEPTED), None);
        let problem = BUDGET.problem(81_001, ACCEPTED).unwrap_or_default();
        assert!(problem.contains("5001 bytes more"), "{problem}");
        assert!(problem.contains("budgets --accept"), "{problem}");
    }

    #[test]
    fn the_limit_holds_whatever_was_accepted() {
        assert_eq!(BUDGET.problem(120_000, "wasm+js 119999"), None);
        let problem = BUDGET
            .problem(120_001, "wasm+js 120000")
            .unwrap_or_default();
        assert!(problem.contains("too large"), "{problem}");
    }

    #[test]
    fn a_size_that_was_never_accepted_is_no_free_pass() {
        for record in ["", "wasm 1\n", "wasm+js many\n", "wasm+jss 1\n"] {
            assert!(BUDGET.problem(1, record).is_some(), "{record:?}");
        }
    }

    #[test]
    fn every_budget_has_an_accepted_size() {
        let record = include_str!("../budgets.txt");
        for budget in &BUDGETS {
            let accepted = accepted(record, budget.name);
            assert!(
                accepted.is_some_and(|bytes| bytes <= budget.limit),
                "{}",
                budget.name
            );
        }
    }

    #[test]
    fn both_files_are_weighed_and_a_missing_one_is_said() {
        let file = |name: &str, size| (name.to_owned(), size);
        let mut sizes = vec![file("nara.1.wasm.br", 70), file("nara.1.wasm", 200)];
        assert!(weigh(&BUDGET, &sizes).is_err());
        sizes.push(file("nara.2.js.br", 4));
        assert_eq!(weigh(&BUDGET, &sizes), Ok(74));
    }
}
