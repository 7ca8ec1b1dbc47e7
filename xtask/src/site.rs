//! The site in target/site: the browser's wasm and its script, the stylesheet, and public/, each
//! with its brotli and gzip twin, under names that change with their contents.

use crate::check;
use crate::jobs::{self, Job};
use crate::say::{self, Done};
use crate::{node, paths};
use std::path::{Path, PathBuf};
use std::process::Command;

const WASM: &str = "wasm32-unknown-unknown";
const TOOLS: &str = "xtask/tools";
const NO_WASM_OPT: &str = "wasm-opt could not be fetched from npm (package binaryen). The site \
works without it, but the browser's part is a fifth larger than what was accepted.";

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Quick to build, large, readable stack traces.
    Dev,
    /// What people get.
    Small,
}

impl Size {
    fn profile(self) -> &'static str {
        match self {
            Self::Dev => "wasm-dev",
            Self::Small => "wasm-release",
        }
    }
}

/// `cargo xtask site`.
pub fn site(arguments: &[String]) -> Done {
    let size = match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        [] | ["--release"] => Size::Small,
        ["--dev"] => Size::Dev,
        other => return Err(format!("site takes --dev or nothing, not {other:?}.")),
    };
    say::step("Building the site (the first time about two minutes)");
    ensure_wasm_target()?;
    jobs::run(jobs(size))
}

/// The jobs that make the site; the last one is called `site`, the packer `packer`.
pub fn jobs(size: Size) -> Vec<Job> {
    let mut browser = paths::cargo();
    browser
        .args([
            "build",
            "--locked",
            "--package",
            "nara-frontend",
            "--target",
            WASM,
        ])
        .args(["--profile", size.profile()]);
    let mut packer = paths::cargo();
    packer.args(["build", "--locked", "--package", "nara-xtask"]);
    packer.args(["--features", "pack", "--bin", "pack"]);
    check::look_on(&mut packer);
    let mut all = vec![
        Job::new("browser part", &[], browser),
        Job::new("packer", &[], packer),
        Job::new("site", &["browser part", "packer", "wasm-opt"], pack(size)),
    ];
    let tools = Path::new(TOOLS);
    let fetch = match (size, node::installed(tools)) {
        (Size::Small, false) => node::install(tools),
        _ => node::nothing_to_do(),
    };
    all.push(Job::new("wasm-opt", &[], fetch).optional(NO_WASM_OPT));
    all
}

fn pack(size: Size) -> Command {
    let target = paths::target();
    let wasm = target
        .join(WASM)
        .join(size.profile())
        .join("nara_frontend.wasm");
    let mut command = Command::new(absolute(&target.join("debug/pack")));
    command.arg(wasm).arg(paths::site()).arg(paths::scratch());
    if size == Size::Small {
        command.arg(Path::new(TOOLS).join("node_modules/.bin/wasm-opt"));
    }
    command
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Rust's half for the browser. Checked first, because cargo's own words for its absence are
/// about a missing crate `core`.
pub fn ensure_wasm_target() -> Done {
    let libraries =
        say::output_of(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if libraries.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    if paths::find_program("rustup").is_none() {
        return Err(format!(
            "Rust's {WASM} target is missing, and there is no rustup to add it with. Install it \
             the way you installed Rust (Debian: apt install libstd-rust-dev-wasm32)."
        ));
    }
    say::timed(
        &format!("Adding Rust's {WASM} target (20 MB, once)"),
        Command::new("rustup").args(["target", "add", WASM]),
    )
    .map_err(|reason| {
        format!("{reason} Without it the browser's part cannot be built; is there a network?")
    })
}
