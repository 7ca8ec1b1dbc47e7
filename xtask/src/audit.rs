//! `make audit`: what is known about what is built in.

use crate::paths;
use crate::say::{self, Done};
use std::path::Path;
use std::process::Command;

/// Folders with npm packages. What is in them builds and tests; nothing of it is served.
const NPM: [&str; 2] = ["end2end", "xtask/tools"];

/// All of it, whatever the first part finds. Not having been able to look is a failure too: silence
/// would be taken for an answer.
pub fn audit() -> Done {
    let mut found = Vec::new();
    let outcome = crates();
    found.extend(outcome.err());
    for folder in NPM.map(Path::new) {
        if folder.join("package-lock.json").exists() {
            found.extend(packages(folder).err());
        }
    }
    match found.is_empty() {
        true => {
            say::note("Nothing is known against what is built in.");
            Ok(())
        }
        false => Err(found.join("\n")),
    }
}

fn crates() -> Done {
    let there = say::output_of(paths::cargo().args(["deny", "--version"]));
    if there.is_none() {
        return Err(
            "crates: cargo-deny is missing: cargo install --locked cargo-deny (some minutes)"
                .to_owned(),
        );
    }
    let mut command = paths::cargo();
    command.args(["deny", "--locked", "check"]);
    say::timed("Crates: holes, licences, sources", &mut command).map_err(|reason| {
        format!(
            "crates: {reason}. What was found stands above; if the database of holes could not be \
             fetched from github.com, nothing has been looked at"
        )
    })
}

fn packages(folder: &Path) -> Done {
    let mut command = Command::new("npm");
    command
        .current_dir(folder)
        .args(["audit", "--audit-level", "moderate"]);
    let name = folder.display();
    say::timed(&format!("npm packages in {name}"), &mut command).map_err(|reason| {
        format!(
            "npm packages in {name}: {reason}. What was found stands above; if the registry does not \
             answer questions about holes, nothing has been looked at"
        )
    })
}
