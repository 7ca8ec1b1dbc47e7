//! `make faults`: whatever can go wrong is made to, again and again, and what was seen stands in a table.
//!
//! The tests are those of `make test` (server/tests/faults), told to try more. Each writes a row of what it
//! saw; a fault whose row is missing was not shown to be survived.

use crate::postgres::{Cluster, apt_install};
use crate::say::{self, Done};
use crate::{paths, run};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// Everything that has to have its row, in the order of the table.
const FAULTS: [&str; 29] = [
    "kill -9",
    "power loss",
    "EIO on a sync or a write",
    "disk full and back",
    "start on a full disk",
    "second process",
    "clock one day on and back",
    "restart under load",
    "rolling restart",
    "PostgreSQL stopped and started",
    "two servers",
    "parallel and retried votes",
    "viral burst",
    "stream storm",
    "slow readers",
    "huge bodies",
    "pixel bombs",
    "mail server hanging",
    "backup under load (SQLite)",
    "backup under load (PostgreSQL)",
    "restore killed (SQLite)",
    "restore killed (PostgreSQL)",
    "too old a backup (SQLite)",
    "too old a backup (PostgreSQL)",
    "migration killed (SQLite)",
    "migration killed (PostgreSQL)",
    "mass erasure",
    "panic in a handler",
    "panic in the writer",
];

/// Their tests, by the beginnings of their names.
const TESTS: &[&str] = &[
    "bombs::",
    "clock::",
    "crowd::",
    // What lost power is judged by: a model that is wrong shows nothing.
    "disk::",
    "erasing::",
    "full::",
    "hanging::",
    "kill::",
    "migration::",
    "panics::",
    "postgres::",
    "power::",
    "restart::",
    "retried::",
    "rolling::",
    "second::",
    "storage::",
    "trace::",
    "twins::",
];

/// A server and the test each hold the ends of five thousand streams.
const MANY_FILES: &str = "ulimit -n \"$(ulimit -Hn)\" && exec \"$@\"";

const HOW_TO_INSTALL: &str = "The tests of faults need strace and libfaketime. Install them (Debian, Ubuntu: \
apt install strace faketime; Fedora: dnf install strace libfaketime)";
const NOT_ALLOWED: &str = "strace is here and may not look at other programs, which the tests of faults \
need. In a container: give it the right to (--cap-add=SYS_PTRACE). Elsewhere: sysctl kernel.yama.ptrace_scope=1";

/// `cargo xtask faults [--long]`.
pub fn faults(arguments: &[String]) -> Done {
    let effort = match arguments {
        [] => "quick",
        [one] if one == "--long" => "long",
        other => return Err(format!("faults takes --long or nothing, not {other:?}.")),
    };
    if !cfg!(target_os = "linux") {
        return Err("Faults are injected by what only Linux has.".to_owned());
    }
    let begun = Instant::now();
    tools()?;
    run::build()?;
    let folder = std::path::absolute(paths::target().join("faults"))
        .map_err(|error| format!("target/faults: {error}"))?;
    let rows = folder.join("rows");
    let told = |error: std::io::Error| format!("{}: {error}", rows.display());
    // Rows of an earlier run say nothing of this one.
    if rows.exists() {
        std::fs::remove_dir_all(&rows).map_err(told)?;
    }
    std::fs::create_dir_all(&rows).map_err(told)?;
    sweep();
    let cluster = Cluster::ready()?;
    let mut problems = Vec::new();
    let programs: [(&str, &[&str]); 2] = [("faults", TESTS), ("backup", &[])];
    for (program, names) in programs {
        say::step(&format!(
            "The tests of `{program}`, one after the other ({effort})"
        ));
        let mut command = tests(program, names);
        command
            .env("NARA_FAULTS", effort)
            .env("NARA_FAULTS_ROWS", &rows)
            .env("NARA_TEST_POSTGRES", cluster.url());
        problems.extend(say::call(&format!("`{program}`"), &mut command).err());
    }
    let table = Table::read(&rows)?;
    print!("\n{}", table.text());
    println!("all in {}", say::clock(begun.elapsed()));
    let results = folder.join("results.json");
    std::fs::write(&results, table.json(effort))
        .map_err(|error| format!("{}: {error}", results.display()))?;
    say::note(&format!("also in {}", results.display()));
    problems.extend(table.problems());
    match problems.is_empty() {
        true => Ok(()),
        false => Err(problems.join("\n")),
    }
}

/// strace, which records and breaks what the program asks of the system, and the library that tells it
/// another time.
pub fn tools() -> Done {
    // Elsewhere the tests that need them are left out.
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let can_install = paths::is_root() && paths::find_program("apt-get").is_some();
    let missing = [
        ("strace", paths::find_program("strace").is_none()),
        ("faketime", !can_tell_another_time()),
    ];
    for (package, _) in missing.into_iter().filter(|(_, is_missing)| *is_missing) {
        if !can_install {
            return Err(HOW_TO_INSTALL.to_owned());
        }
        say::step(&format!(
            "Installing {package} (Debian package, some seconds)"
        ));
        apt_install(package).map_err(|reason| format!("{reason}\n{HOW_TO_INSTALL}"))?;
    }
    let mut trial = Command::new("strace");
    trial.args(["-f", "-o", "/dev/null", "true"]);
    match say::output_of(&mut trial) {
        Some(_) => Ok(()),
        None => Err(NOT_ALLOWED.to_owned()),
    }
}

/// Where the test of the clock looks for the library, too (server/tests/faults/clock.rs).
fn can_tell_another_time() -> bool {
    const LIBRARY: &str = "faketime/libfaketimeMT.so.1";
    ["/usr/lib", "/usr/lib64"].iter().any(|folder| {
        let families = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut inside = families.map(|entry| entry.path());
        Path::new(folder).join(LIBRARY).exists() || inside.any(|it| it.join(LIBRARY).exists())
    })
}

/// A folder in which nothing was written for so long is nobody's any more. In a container processes have numbers
/// of their own: the one a folder is named after may be there, and not be seen from here.
const QUIET: Duration = Duration::from_secs(3_600);

/// Takes away what tests left behind that were stopped, with Ctrl-C or for taking too long, an hour ago or more:
/// records of all that a server asked of the system are large, and disks that lost power lie in memory.
pub fn sweep() {
    let mut taken = 0;
    for place in [std::env::temp_dir(), PathBuf::from("/dev/shm")] {
        let entries = std::fs::read_dir(place).into_iter().flatten().flatten();
        for entry in entries.filter(|entry| entry.file_name().to_str().is_some_and(is_left)) {
            let folder = entry.path();
            taken += usize::from(is_quiet(&folder) && take_away(&folder));
        }
    }
    if taken > 0 {
        say::note(&format!(
            "took away {taken} folders of tests that were stopped"
        ));
    }
}

/// Whether a folder of this name is a test's whose process is gone.
fn is_left(name: &str) -> bool {
    owner(name).is_some_and(|process| !is_there(process))
}

/// The process whose folder it is: `nara-faults-<process>-<number>` (server/tests/faults/program.rs), or
/// `nara-power-<process>` (power.rs beside it).
fn owner(name: &str) -> Option<u32> {
    let (process, number) = match name.strip_prefix("nara-power-") {
        Some(rest) => rest.split_once('-').unwrap_or((rest, "0")),
        None => name.strip_prefix("nara-faults-")?.split_once('-')?,
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match is_number(process) && is_number(number) {
        true => process.parse().ok(),
        false => None,
    }
}

/// Where nothing says which processes there are, each is taken to be there.
fn is_there(process: u32) -> bool {
    let all = Path::new("/proc");
    !all.join("self").exists() || all.join(process.to_string()).exists()
}

/// Whether nothing in it was written lately: neither the folder, nor anything below it. A server that runs
/// writes into the same files, and that is not seen from outside of them.
fn is_quiet(path: &Path) -> bool {
    let Ok(meta) = path.symlink_metadata() else {
        return false;
    };
    // What is from the future was written by a clock that was wrong, at a time that nobody knows.
    let written = meta.modified().ok().and_then(|at| at.elapsed().ok());
    if written.is_none_or(|since| since < QUIET) {
        return false;
    }
    if !meta.is_dir() {
        return true;
    }
    let mut inside = std::fs::read_dir(path).into_iter().flatten().flatten();
    inside.all(|entry| is_quiet(&entry.path()))
}

/// Whether that could be done: somebody else's folder stays.
fn take_away(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| path.symlink_metadata().map(|meta| meta.dev()).ok();
    // The test of a full disk has a file system of its own there.
    let is_mounted = folder.parent().and_then(device) != device(folder);
    let mut unmount = Command::new("umount");
    unmount.arg("-l").arg(folder);
    if is_mounted && say::output_of(&mut unmount).is_none() {
        return false;
    }
    std::fs::remove_dir_all(folder).is_ok()
}

fn tests(program: &str, names: &[&str]) -> Command {
    let nextest = say::output_of(paths::cargo().args(["nextest", "--version"])).is_some();
    let cargo = paths::cargo();
    let mut command = Command::new("sh");
    command
        .args(["-c", MANY_FILES, "sh"])
        .arg(cargo.get_program());
    for (name, value) in cargo.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    match nextest {
        true => command.args(["nextest", "run", "--profile", "faults"]),
        false => command.arg("test"),
    };
    command.args([
        "--locked",
        "-p",
        "nara-server",
        "--features",
        "nara-app/ssr",
    ]);
    command.args(["--test", program]);
    if !nextest {
        command.args(["--", "--test-threads", "1", "--nocapture"]);
    }
    command.args(names);
    command
}

/// What was seen of one fault, as the test wrote it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Row {
    fault: String,
    runs: String,
    acknowledged: String,
    lost: String,
    recount: String,
    seen: String,
}

impl Row {
    fn parse(line: &str) -> Option<Self> {
        let mut fields = line.trim_end_matches('\n').split('\t').map(str::to_owned);
        let mut next = || fields.next();
        let row = Self {
            fault: next()?,
            runs: next()?,
            acknowledged: next()?,
            lost: next()?,
            recount: next()?,
            seen: next()?,
        };
        next().is_none().then_some(row)
    }

    fn problem(&self) -> Option<String> {
        let is_well = self.lost == "0" && matches!(self.recount.as_str(), "equal" | "-");
        (!is_well).then(|| {
            format!(
                "{}: {} acknowledged writes lost, recount {}",
                self.fault, self.lost, self.recount
            )
        })
    }
}

struct Table(Vec<Row>);

impl Table {
    fn read(rows: &Path) -> Result<Self, String> {
        let mut table = Vec::new();
        for fault in FAULTS {
            let file = rows.join(fault.replace(' ', "-"));
            // A test that failed before it saw anything has none.
            let Ok(text) = std::fs::read_to_string(&file) else {
                continue;
            };
            let row = Row::parse(&text);
            table.push(row.ok_or_else(|| format!("{}: {text:?} is no row", file.display()))?);
        }
        Ok(Self(table))
    }

    fn text(&self) -> String {
        let mut text = format!(
            "{:<32} {:>6} {:>12} {:>5} {:>9}  {}\n",
            "fault", "runs", "acknowledged", "lost", "recount", "seen"
        );
        for row in &self.0 {
            text.push_str(&format!(
                "{:<32} {:>6} {:>12} {:>5} {:>9}  {}\n",
                row.fault, row.runs, row.acknowledged, row.lost, row.recount, row.seen
            ));
        }
        text
    }

    fn json(&self, effort: &str) -> String {
        let rows: Vec<String> = self
            .0
            .iter()
            .map(|row| {
                format!(
                    "    {{\"fault\": {}, \"runs\": {}, \"acknowledged\": {}, \"lost\": {}, \
                     \"recount\": {}, \"seen\": {}}}",
                    quoted(&row.fault),
                    row.runs,
                    row.acknowledged,
                    row.lost,
                    quoted(&row.recount),
                    quoted(&row.seen)
                )
            })
            .collect();
        format!(
            "{{\n  \"run\": {},\n  \"faults\": [\n{}\n  ]\n}}\n",
            quoted(effort),
            rows.join(",\n")
        )
    }

    /// One sentence for each fault that was not survived, or not shown to be.
    fn problems(&self) -> Vec<String> {
        let missing = FAULTS
            .iter()
            .filter(|fault| !self.0.iter().any(|row| row.fault == **fault))
            .map(|fault| format!("{fault}: its test wrote no row"));
        self.0
            .iter()
            .filter_map(Row::problem)
            .chain(missing)
            .collect()
    }
}

/// Rows are written by our own tests: no control characters but tabs, which divide them.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(fault: &str, lost: &str, recount: &str) -> Row {
        let line = format!("{fault}\t100\t2000\t{lost}\t{recount}\tready in \"2\" s\n");
        Row::parse(&line).unwrap_or_default()
    }

    #[test]
    fn what_is_lost_or_missing_is_a_problem() {
        let all = FAULTS.map(|fault| row(fault, "0", "equal"));
        assert!(Table(all.into()).problems().is_empty());
        let mut some: Vec<Row> = FAULTS.map(|fault| row(fault, "0", "-")).into();
        some.pop();
        some.first_mut()
            .into_iter()
            .for_each(|first| first.lost = "1".to_owned());
        let problems = Table(some).problems();
        assert_eq!(
            problems,
            [
                "kill -9: 1 acknowledged writes lost, recount -",
                "panic in the writer: its test wrote no row"
            ]
        );
        assert!(row("kill -9", "0", "DIFFERENT").problem().is_some());
    }

    #[test]
    fn only_folders_of_tests_whose_process_is_gone_are_taken_away() {
        for (name, process) in [
            ("nara-faults-4711-0", Some(4_711)),
            ("nara-faults-4711-12", Some(4_711)),
            ("nara-power-4711", Some(4_711)),
            ("nara-power-4711-2", Some(4_711)),
            ("nara-faults-4711", None),
            ("nara-faults-4711-", None),
            ("nara-faults-4711-0-1", None),
            ("nara-faults-4711-x", None),
            ("nara-faults-+4711-0", None),
            ("nara-faults--1", None),
            ("nara-faults-99999999999-0", None),
            ("nara-power-", None),
            ("nara-power-rows", None),
            ("nara-powers-4711", None),
            ("nara_test_4711_0", None),
            ("my-nara-faults-4711-0", None),
        ] {
            assert_eq!(owner(name), process, "{name}");
        }
        let ours = std::process::id();
        assert!(!is_left(&format!("nara-faults-{ours}-0")));
        assert!(!is_left(&format!("nara-power-{ours}")));
        // No process has so large a number there.
        assert_eq!(
            is_left("nara-faults-4294967295-0"),
            cfg!(target_os = "linux")
        );
    }

    #[test]
    fn only_what_nobody_has_written_for_an_hour_is_quiet() {
        let folder = std::env::temp_dir().join(format!("nara-quiet-{}", std::process::id()));
        let (inner, file) = (folder.join("inner"), folder.join("inner/log"));
        std::fs::create_dir_all(&inner).unwrap();
        std::fs::write(&file, "").unwrap();
        let age = |path: &Path, seconds| {
            let then = std::fs::File::open(path).unwrap();
            let now = path.metadata().unwrap().modified().unwrap();
            then.set_modified(now - Duration::from_secs(seconds))
                .unwrap();
        };
        assert!(!is_quiet(&folder), "all of it is new");
        age(&folder, 3_700);
        age(&inner, 3_700);
        assert!(!is_quiet(&folder), "a file in it is new");
        age(&file, 3_500);
        assert!(!is_quiet(&folder), "nearly an hour");
        age(&file, 200);
        assert!(is_quiet(&folder));
        // From the future.
        let file = std::fs::File::open(&file).unwrap();
        let now = folder.join("inner").metadata().unwrap().modified().unwrap();
        file.set_modified(now + Duration::from_secs(90_000))
            .unwrap();
        assert!(!is_quiet(&folder));
        assert!(!is_quiet(&folder.join("gone")));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_row_is_six_fields() {
        assert!(Row::parse("a\t1\t2\t3\tequal\n").is_none());
        assert!(Row::parse("a\t1\t2\t3\tequal\tx\ty\n").is_none());
        let table = Table(vec![row("kill -9", "0", "equal")]);
        assert!(table.json("quick").contains(
            "{\"fault\": \"kill -9\", \"runs\": 100, \"acknowledged\": 2000, \"lost\": 0, \
             \"recount\": \"equal\", \"seen\": \"ready in \\\"2\\\" s\"}"
        ));
    }
}
