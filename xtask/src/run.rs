//! `make run` and `make release`.

use crate::check;
use crate::jobs::{self, Job};
use crate::paths;
use crate::say::{self, Done};
use crate::site::{self, Size};
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Instant;

/// Builds, then becomes the server of the demo municipality.
pub fn run(arguments: &[String]) -> Done {
    build()?;
    let program = paths::target().join("debug/nara");
    say::step("Starting the demo municipality (Ctrl-C stops it)");
    let mut server = Command::new(&program);
    server.arg("demo").args(arguments);
    if arguments.is_empty() {
        // Passkeys are bound to a name, and a number is none.
        server.args(["--public-url", "http://localhost:3000"]);
    }
    let error = server.exec();
    Err(format!("Cannot start {}: {error}", program.display()))
}

/// The site and the program that serves it, for this machine and quickly.
pub fn build() -> Done {
    let begun = Instant::now();
    say::step(
        "Building Nära: the browser's part, the packer and the server, side by side \
         (the first time 10 to 20 minutes on two cores, afterwards seconds)",
    );
    site::ensure_wasm_target()?;
    let mut all = site::jobs(Size::Small);
    all.extend(server("dev", &["packer"]));
    jobs::run(all)?;
    say::note(&format!("built in {}", say::clock(begun.elapsed())));
    Ok(())
}

/// One optimised program with the site inside.
pub fn release() -> Done {
    let begun = Instant::now();
    say::step("Building the release: target/release/nara (about 15 minutes on two cores)");
    site::ensure_wasm_target()?;
    let mut all = site::jobs(Size::Small);
    all.extend(server("release", &[]));
    jobs::run(all)?;
    let program = paths::target().join("release/nara");
    let bytes = program
        .metadata()
        .map(|meta| meta.len())
        .unwrap_or_default();
    say::note(&format!(
        "{} is {} MB, built in {}",
        program.display(),
        bytes / 1_000_000,
        say::clock(begun.elapsed())
    ));
    Ok(())
}

/// The server's library needs no site and is built while the site is; the program embeds it.
fn server(profile: &'static str, after: &'static [&'static str]) -> [Job; 2] {
    let cargo = |what: &[&str]| {
        let mut command = paths::cargo();
        command.args([
            "build",
            "--locked",
            "--package",
            "nara-server",
            "--profile",
            profile,
        ]);
        command.args(what);
        if profile == "dev" {
            check::look_on(&mut command);
        }
        command
    };
    [
        Job::new("server", after, cargo(&["--lib"])),
        Job::new("program", &["server", "site"], cargo(&["--bin", "nara"])),
    ]
}
