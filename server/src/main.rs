//! The binary: the site's files, and the command line.

use std::process::ExitCode;

use nara_server::cli;
use nara_server::http::assets::SiteFiles;

/// What the site build left in `target/site`. Embedded here and not in the library, so that the
/// library is compiled while the site is built.
#[derive(rust_embed::RustEmbed)]
#[folder = "../target/site"]
struct Site;

fn main() -> ExitCode {
    cli::run(SiteFiles::of::<Site>())
}
