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

/// For `setpriv`: what it starts is killed as soon as this program is gone, however that ended. The client
/// does the same with the servers, so that nothing is left to be measured beside the next run.
const BOUND: [&str; 3] = ["--pdeathsig", "KILL", "--"];
const NOT_BOUND: &str = "Measuring needs Linux, and the setpriv of util-linux, which knows --pdeathsig. \
Install it (Debian, Ubuntu: apt install util-linux; Fedora: dnf install util-linux; Alpine: apk add setpriv)";

/// Arguments go on to `nara-bench run`.
pub fn bench(arguments: &[String]) -> Done {
    let data = absolute(&paths::target().join(DATA))?;
    if say::output_of(Command::new("setpriv").args(BOUND).arg("true")).is_none() {
        return Err(NOT_BOUND.to_owned());
    }
    alone(&data)?;
    run::release()?;
    let client = client()?;
    let program = absolute(&paths::target().join("release/nara"))?;
    let results = paths::target().join(RESULTS);
    // While it was built another run may have begun, and this is its data.
    alone(&data)?;
    // A run that was broken off left gigabytes.
    clear(&data)?;
    let cluster = Cluster::durable()?;
    let pid = cluster
        .pid()
        .ok_or("The process of PostgreSQL is not known.")?;
    say::step("Measuring (about an hour, three at most; with QUICK=1 less than five minutes)");
    let mut command = Command::new("setpriv");
    command.args(BOUND).args(["sh", "-c", MANY_FILES, "sh"]);
    command.arg(client).arg("run");
    command.arg("--nara").arg(program);
    command.arg("--folder").arg(&data).arg("--out").arg(results);
    command.args(["--postgres", cluster.url()]);
    command.args(["--postgres-pid", &pid.to_string()]);
    command.args(arguments);
    let outcome = say::call("Measuring", &mut command);
    clear(&data)?;
    outcome
}

/// Refuses to measure beside another run, or beside what one has left.
fn alone(data: &Path) -> Done {
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let others: Vec<String> = processes
        .filter_map(|entry| {
            let pid: u32 = entry.file_name().to_str()?.parse().ok()?;
            let words = std::fs::read(entry.path().join("cmdline")).ok()?;
            let name = of_a_run(&String::from_utf8_lossy(&words), data)?;
            Some(format!("{name}, process {pid}"))
        })
        .collect();
    match others.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "Another run of `make bench` is not over ({}): wait for it, or kill what is left of it.",
            others.join("; ")
        )),
    }
}

/// The name of a program that measures, wherever it does, or is measured on our data; `words` as `/proc` has
/// them.
fn of_a_run(words: &str, data: &Path) -> Option<String> {
    let mut words = words.split('\0');
    let name = Path::new(words.next()?).file_name()?.to_str()?;
    let is_ours = match name {
        "nara-bench" => true,
        "nara" => words.any(|word| Path::new(word).starts_with(data)),
        _ => false,
    };
    is_ours.then(|| name.to_owned())
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
    let mut tests = cargo("test", &[]);
    // The cluster that is measured is not there yet, and is not for tests.
    tests.env("NARA_TEST_SQLITE_ONLY", "1");
    say::timed("Testing the client", &mut tests)?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_earlier_run_left_is_found_and_nothing_else() {
        let found = |words: &[&str]| of_a_run(&words.join("\0"), Path::new("/t/bench/data"));
        let client = ["/elsewhere/load/nara-bench", "run", "--quick"];
        assert_eq!(found(&client).as_deref(), Some("nara-bench"));
        let server = |data| ["/t/release/nara", "serve", "--data", data, ""];
        let ours = found(&server("/t/bench/data/sqlite-1000"));
        assert_eq!(ours.as_deref(), Some("nara"));
        assert_eq!(found(&server("/t/bench/database")), None);
        assert_eq!(found(&["ls", "/t/bench/data"]), None);
        // A process that has ended and was not asked for has no words left.
        assert_eq!(found(&[]), None);
    }
}
