//! Compressed sizes of what every visitor fetches. The pages' own budgets are measured by the
//! end-to-end tests, which see them as a browser does.

use crate::paths;
use crate::say::Done;
use std::path::Path;

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

pub fn budgets() -> Done {
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

pub struct Measured {
    /// One line per budget, for people.
    pub shown: Vec<String>,
    /// One sentence per budget that is not met.
    pub broken: Vec<String>,
}

pub fn measure() -> Result<Measured, String> {
    let folder = paths::site().join("pkg");
    let sizes = sizes(&folder)?;
    let mut measured = Measured {
        shown: Vec::new(),
        broken: Vec::new(),
    };
    for budget in BUDGETS {
        let files: Vec<&(String, u64)> = sizes
            .iter()
            .filter(|(name, _)| budget.endings.iter().any(|ending| name.ends_with(ending)))
            .collect();
        let bytes: u64 = files.iter().map(|(_, size)| size).sum();
        if files.len() != budget.endings.len() {
            measured.broken.push(format!(
                "{}: {} files where {} belong; is the site built (`cargo xtask site`)?",
                budget.name,
                files.len(),
                budget.endings.len()
            ));
            continue;
        }
        let line = format!(
            "budget {}: {bytes} of {} bytes (brotli)",
            budget.name, budget.limit
        );
        if bytes > budget.limit {
            measured.broken.push(format!("{line}: too large"));
        }
        measured.shown.push(line);
    }
    Ok(measured)
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
