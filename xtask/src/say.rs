//! What the chores say, and how they call other programs.

use std::io::IsTerminal;
use std::process::Command;
use std::time::{Duration, Instant};

/// A chore is done, or there is a sentence about why not.
pub type Done = Result<(), String>;

/// A line that begins a step.
pub fn step(text: &str) {
    if colours() {
        eprintln!("\x1b[1;32m▸\x1b[0m {text}");
    } else {
        eprintln!("▸ {text}");
    }
}

/// A line that belongs to the step above.
pub fn note(text: &str) {
    eprintln!("  {text}");
}

/// Something that will bite later, though the work goes on.
pub fn warning(text: &str) {
    for line in text.lines() {
        if colours() {
            eprintln!("\x1b[1;33m!\x1b[0m {line}");
        } else {
            eprintln!("! {line}");
        }
    }
}

pub fn failure(text: &str) {
    if colours() {
        eprintln!("\x1b[1;31m✗\x1b[0m {text}");
    } else {
        eprintln!("✗ {text}");
    }
}

pub fn colours() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// `95 s` → `1:35`.
pub fn clock(elapsed: Duration) -> String {
    let seconds = elapsed.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Runs a program in the foreground; what it says goes straight to the terminal.
pub fn call(what: &str, command: &mut Command) -> Done {
    let status = command.status().map_err(|error| {
        format!(
            "{what}: could not start {:?}: {error}",
            command.get_program()
        )
    })?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{what} failed ({status})."))
    }
}

/// As [`call`], announced before and timed after.
pub fn timed(what: &str, command: &mut Command) -> Done {
    step(what);
    let begun = Instant::now();
    call(what, command)?;
    note(&format!("done in {}", clock(begun.elapsed())));
    Ok(())
}

/// What a program printed, or nothing when it is missing or fails.
pub fn output_of(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
