//! Where things are.

use crate::say::Done;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Every path below is relative to the root of the repository.
pub fn go_to_root() -> Done {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.parent().unwrap_or(here);
    std::env::set_current_dir(root)
        .map_err(|error| format!("The sources are no longer at {}: {error}", root.display()))
}

/// Cargo's folder, which people may have moved.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from)
}

/// The built site. Always here, because the server embeds it from here.
pub fn site() -> PathBuf {
    PathBuf::from("target/site")
}

/// Logs and intermediate results of these chores.
pub fn scratch() -> PathBuf {
    target().join("xtask")
}

/// The cargo that started us, without what `cargo run` adds to the environment: build scripts
/// that look at those would otherwise run again for every difference.
pub fn cargo() -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let Some(text) = name.to_str() else { continue };
        if text.starts_with("CARGO_PKG_")
            || text.starts_with("CARGO_MANIFEST_")
            || text.starts_with("CARGO_BIN_")
            || matches!(
                text,
                "CARGO" | "CARGO_CRATE_NAME" | "CARGO_PRIMARY_PACKAGE" | "OUT_DIR"
            )
        {
            command.env_remove(text);
        }
    }
    command
}

/// A program by name, as the shell would find it.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| is_program(file))
}

pub fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata()
        .is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

/// Are we root? Decides whether the system's packages may be installed, and that PostgreSQL has
/// to run as somebody else.
pub fn is_root() -> bool {
    crate::say::output_of(Command::new("id").arg("-u")).as_deref() == Some("0")
}
