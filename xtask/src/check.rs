//! Formatting, lints, arrows.

use crate::paths;
use crate::say::{self, Done};
use crate::site;
use std::process::Command;

/// Set where everything is looked at and tested in one go (.ci/run): then what runs on this machine is
/// compiled once, with the lints, and not once for them and once more for the tests.
const WHILE_BUILDING: &str = "XTASK_LINT_WHILE_BUILDING";

/// Each crate is looked at in the form in which it is built: all at once would switch on the
/// server's and the browser's features together, which nobody ever builds.
const BROWSER: (&str, &str) = (
    "what runs in the browser",
    "-p nara-frontend --target wasm32-unknown-unknown",
);
/// All of these are compiled by `make test`, too.
const HERE: [(&str, &str); 2] = [
    (
        "domain, app, server and bench",
        "-p nara-domain -p nara-app -p nara-server -p nara-bench --features nara-app/ssr --all-targets",
    ),
    ("xtask", "-p nara-xtask --features pack --all-targets"),
];

pub fn check() -> Done {
    let mut format = paths::cargo();
    say::timed("Formatting", format.args(["fmt", "--all", "--check"]))
        .map_err(|_| "Not everything is formatted: `cargo xtask fix` does it.".to_owned())?;
    arrows()?;
    site::ensure_wasm_target()?;
    let later = while_building();
    let here = HERE.iter().filter(|_| !later);
    for (name, selection) in [&BROWSER].into_iter().chain(here) {
        let mut command = clippy(&[], selection);
        say::timed(
            &format!("Lints: {name}"),
            command.args(["--", "-D", "warnings"]),
        )?;
    }
    say::note(match later {
        true => {
            "Formatting and arrows are in order. The lints look on while the tests are compiled."
        }
        false => "Formatting, arrows and lints are in order.",
    });
    Ok(())
}

fn while_building() -> bool {
    std::env::var_os(WHILE_BUILDING).is_some()
}

/// Lets the lints look on while this cargo compiles our crates for this machine, where that is wanted. They
/// leave the code itself as it is, but for what the compiler's middle would do to it first: nothing that
/// is handed to people may be made so.
pub fn look_on(command: &mut Command) -> &mut Command {
    if while_building() {
        // As `cargo clippy -- -D warnings` starts it.
        command
            .env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver")
            .env("CLIPPY_ARGS", "-Dwarnings");
    }
    command
}

pub fn fix() -> Done {
    for (name, selection) in [BROWSER].into_iter().chain(HERE) {
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
