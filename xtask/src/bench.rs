//! `make bench`: the release program, measured by a client of its own (`bench/`).

use crate::postgres::Cluster;
use crate::say::{self, Done};
use crate::{paths, run};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the made data is while it is measured: on the disk that cargo's folder is on.
const DATA: &str = "bench/data";
const RESULTS: &str = "bench/results.json";

/// The client may have five thousand streams open, and so may the server it starts: as many as the
/// machine lets us.
const MANY_FILES: &str = "ulimit -n \"$(ulimit -Hn)\" && exec \"$@\"";

/// Arguments go on to `nara-bench run`.
pub fn bench(arguments: &[String]) -> Done {
    run::release()?;
    let client = client()?;
    let program = absolute(&paths::target().join("release/nara"))?;
    let data = absolute(&paths::target().join(DATA))?;
    let results = paths::target().join(RESULTS);
    // A run that was broken off left gigabytes.
    clear(&data)?;
    let cluster = Cluster::durable()?;
    let pid = cluster
        .pid()
        .ok_or("The process of PostgreSQL is not known.")?;
    say::step("Measuring (about an hour, three at most; with QUICK=1 less than five minutes)");
    let mut command = Command::new("sh");
    command
        .args(["-c", MANY_FILES, "sh"])
        .arg(client)
        .arg("run");
    command.arg("--nara").arg(program);
    command.arg("--folder").arg(&data).arg("--out").arg(results);
    command.args(["--postgres", cluster.url()]);
    command.args(["--postgres-pid", &pid.to_string()]);
    command.args(arguments);
    let outcome = say::call("Measuring", &mut command);
    clear(&data)?;
    outcome
}

/// Builds the client. Its own tests come first: what counts wrong must not be believed.
fn client() -> Result<PathBuf, String> {
    let cargo = |what: &str, more: &[&str]| {
        let mut command = paths::cargo();
        command.args([what, "--quiet", "--locked", "--profile", "load"]);
        command.args(["--package", "nara-bench"]).args(more);
        command
    };
    say::timed(
        "Building the client (the first time some minutes)",
        &mut cargo("build", &[]),
    )?;
    say::timed("Testing the client", &mut cargo("test", &[]))?;
    absolute(&paths::target().join("load/nara-bench"))
}

fn absolute(path: &Path) -> Result<PathBuf, String> {
    std::path::absolute(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn clear(folder: &Path) -> Done {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("{}: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}
