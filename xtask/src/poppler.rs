//! The programs that read PDFs as printers and readers do, for the tests of posters: found, or installed
//! the way this system installs things.

use crate::paths;
use crate::postgres::apt_install;
use crate::say::{self, Done};

const PROGRAMS: [&str; 4] = ["pdffonts", "pdfinfo", "pdftoppm", "pdftotext"];
const HOW_TO_INSTALL: &str = "The tests of posters read their PDFs with poppler's programs, which are not \
here. Install them (Debian, Ubuntu: apt install poppler-utils; Fedora: dnf install poppler-utils; macOS: \
brew install poppler)";

pub fn ready() -> Done {
    let there = || {
        PROGRAMS
            .iter()
            .all(|name| paths::find_program(name).is_some())
    };
    if there() {
        return Ok(());
    }
    if !paths::is_root() || paths::find_program("apt-get").is_none() {
        return Err(HOW_TO_INSTALL.to_owned());
    }
    say::step("Installing poppler's programs (Debian package, some seconds)");
    apt_install("poppler-utils").map_err(|reason| format!("{reason}\n{HOW_TO_INSTALL}"))
}
