//! Node packages: only what the lock files name, fetched when they changed.

use crate::paths;
use std::path::Path;
use std::process::Command;

/// Is what the lock file names already installed?
pub fn installed(folder: &Path) -> bool {
    let when = |file: &str| {
        folder
            .join(file)
            .metadata()
            .and_then(|meta| meta.modified())
            .ok()
    };
    match (
        when("node_modules/.package-lock.json"),
        when("package-lock.json"),
    ) {
        (Some(installed), Some(locked)) => installed >= locked,
        _ => false,
    }
}

/// `npm ci`, quietly. Playwright's own browsers are never fetched along with it.
pub fn install(folder: &Path) -> Command {
    let mut command = Command::new(paths::find_program("npm").unwrap_or_else(|| "npm".into()));
    command
        .current_dir(folder)
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    command
}

/// A command that does nothing, for a step that is already done.
pub fn nothing_to_do() -> Command {
    Command::new("true")
}
