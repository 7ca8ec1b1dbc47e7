//! Formatting, lints, arrows.

use crate::paths;
use crate::say::{self, Done};
use crate::site;
use std::process::Command;

/// Each crate is looked at in the form in which it is built: all at once would switch on the
/// server's and the browser's features together, which nobody ever builds.
const LINTED: [(&str, &str); 3] = [
    (
        "domain, app and server",
        "-p nara-domain -p nara-app -p nara-server --features nara-app/ssr --all-targets",
    ),
    (
        "what runs in the browser",
        "-p nara-frontend --target wasm32-unknown-unknown",
    ),
    ("xtask", "-p nara-xtask --features pack --all-targets"),
];

pub fn check() -> Done {
    let mut format = paths::cargo();
    say::timed("Formatting", format.args(["fmt", "--all", "--check"]))
        .map_err(|_| "Not everything is formatted: `cargo xtask fix` does it.".to_owned())?;
    arrows()?;
    site::ensure_wasm_target()?;
    for (name, selection) in LINTED {
        let mut command = clippy(&[], selection);
        say::timed(
            &format!("Lints: {name}"),
            command.args(["--", "-D", "warnings"]),
        )?;
    }
    say::note("Formatting, arrows and lints are in order.");
    Ok(())
}

pub fn fix() -> Done {
    for (name, selection) in LINTED {
        let mut command = clippy(&["--fix", "--allow-dirty", "--allow-staged"], selection);
        say::timed(&format!("Lints: {name}"), &mut command)?;
    }
    say::timed("Formatting", paths::cargo().args(["fmt", "--all"]))
}

fn clippy(how: &[&str], selection: &str) -> Command {
    let mut command = paths::cargo();
    command
        .args(["clippy", "--quiet", "--locked"])
        .args(how)
        .args(selection.split_whitespace());
    command
}

/// The rule itself is a test (xtask/tests/arrows.rs), so that it also runs with all the others.
pub fn arrows() -> Done {
    let mut command = paths::cargo();
    command.args([
        "test",
        "--quiet",
        "--locked",
        "-p",
        "nara-xtask",
        "--test",
        "arrows",
    ]);
    say::timed("Arrows between crates", &mut command)
}
