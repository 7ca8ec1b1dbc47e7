//! A Chromium for the end-to-end tests: found, or installed the way this system installs things.

use crate::paths;
use crate::postgres::apt_install;
use crate::say;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The headless shell first: the same engine without windows to draw, and the journeys take half the
/// time in it.
const NAMES: [&str; 6] = [
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];
/// Below a folder of Playwright's own.
const PLAYWRIGHTS: [&str; 4] = [
    "chrome-headless-shell-linux64/chrome-headless-shell",
    "chrome-linux/headless_shell",
    "chrome-linux64/chrome",
    "chrome-linux/chrome",
];
const MACOS: [&str; 2] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const HOW_TO_INSTALL: &str = "There is no Chromium to test in. Install one (Debian: apt install \
chromium; Fedora: dnf install chromium) or say where one is: CHROMIUM=/path/to/chromium";

/// The path of a Chromium that starts.
pub fn chromium(end2end: &Path) -> Result<PathBuf, String> {
    if let Some(named) = std::env::var_os("CHROMIUM").map(PathBuf::from) {
        return starts(&named)
            .map(|()| named)
            .map_err(|reason| format!("CHROMIUM is set, but {reason}"));
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    if paths::is_root() && paths::find_program("apt-get").is_some() {
        say::step("Installing Chromium (Debian package, one or two minutes)");
        // Older systems have it only with windows.
        if apt_install("chromium-headless-shell").is_err()
            && let Err(reason) = apt_install("chromium")
        {
            say::warning(&reason);
        }
        if let Some(found) = find() {
            return Ok(found);
        }
    }
    say::step("Fetching Chromium with Playwright (150 MB, once)");
    let mut playwright = Command::new("npx");
    playwright
        .current_dir(end2end)
        .args(["--no-install", "playwright", "install", "chromium"]);
    if let Err(reason) = say::call("playwright install", &mut playwright) {
        say::warning(&reason);
    }
    find().ok_or_else(|| HOW_TO_INSTALL.to_owned())
}

fn find() -> Option<PathBuf> {
    let on_path = NAMES.iter().filter_map(|name| paths::find_program(name));
    let applications = MACOS.iter().map(PathBuf::from);
    on_path
        .chain(applications)
        .chain(playwrights_own())
        .find(|file| starts(file).is_ok())
}

/// Where `playwright install` puts them, the newest first.
fn playwrights_own() -> Vec<PathBuf> {
    let home = std::env::var_os("HOME")
        .map(PathBuf::from)
        .unwrap_or_default();
    let cache = std::env::var_os("PLAYWRIGHT_BROWSERS_PATH")
        .map_or_else(|| home.join(".cache/ms-playwright"), PathBuf::from);
    let mut found: Vec<PathBuf> = std::fs::read_dir(cache)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .flat_map(|folder| PLAYWRIGHTS.map(|name| folder.join(name)))
        .filter(|file| paths::is_program(file))
        .collect();
    found.sort();
    found.reverse();
    found
}

/// A wrapper script without its browser behind it is there, but does not start.
fn starts(program: &Path) -> Result<(), String> {
    match say::output_of(Command::new(program).arg("--version")) {
        Some(_) => Ok(()),
        None => Err(format!("{} does not start", program.display())),
    }
}
