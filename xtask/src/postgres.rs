//! A private PostgreSQL for the tests and for measuring: own folder, own port, gone afterwards.

use crate::paths;
use crate::say::{self, Done};
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const HOW_TO_INSTALL: &str = "PostgreSQL's server programs (initdb, pg_ctl) are not here, and the \
tests run on both databases. Install them (Debian, Ubuntu: apt install postgresql; Fedora: dnf \
install postgresql-server; macOS: brew install postgresql), or name a server whose user may \
create databases: NARA_TEST_POSTGRES=postgres://user:password@host/database";

/// What the tests connect to; stops with its owner.
pub struct Cluster {
    url: String,
    guard: Option<Child>,
    /// Its own; none where somebody else runs it.
    folder: Option<PathBuf>,
}

/// Nothing of the tests outlives the run, so nothing needs to reach the disk.
const FLEETING: &str = "-c max_connections=300 -c fsync=off -c synchronous_commit=off \
    -c full_page_writes=off -c autovacuum=off";
/// As it is installed: every commit is synced. Filling a million rows makes a checkpoint every few
/// seconds otherwise, which is not what is measured.
const DURABLE: &str = "-c max_connections=100 -c max_wal_size=8GB";

impl Cluster {
    /// Takes the server that the environment names, or starts one.
    pub fn ready() -> Result<Self, String> {
        if let Ok(url) = std::env::var("NARA_TEST_POSTGRES") {
            say::note("PostgreSQL: the one in NARA_TEST_POSTGRES");
            return Ok(Self {
                url,
                guard: None,
                folder: None,
            });
        }
        let folder = room().join(format!("nara-test-pg-{}", std::process::id()));
        start(&programs()?, folder, FLEETING)
    }

    /// Starts one that keeps what it promises, in a folder that is on a disk.
    pub fn durable() -> Result<Self, String> {
        // What is in /tmp may be in memory only; what is in /var/tmp outlives a restart.
        let lasting = Path::new("/var/tmp");
        let parent = match lasting.is_dir() {
            true => lasting.to_owned(),
            false => std::env::temp_dir(),
        };
        let folder = parent.join(format!("nara-bench-pg-{}", std::process::id()));
        start(&programs()?, folder, DURABLE)
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// The first of its processes, where it is ours.
    pub fn pid(&self) -> Option<u32> {
        let file = self.folder.as_ref()?.join("data/postmaster.pid");
        let text = std::fs::read_to_string(file).ok()?;
        text.lines().next()?.trim().parse().ok()
    }
}

fn programs() -> Result<PathBuf, String> {
    match find() {
        Some(found) => Ok(found),
        None => {
            install()?;
            find().ok_or_else(|| HOW_TO_INSTALL.to_owned())
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(mut guard) = self.guard.take() {
            // Closing its input is the sign to clean up.
            drop(guard.stdin.take());
            let _ = guard.wait();
        }
    }
}

/// The folder that holds initdb and pg_ctl. Debian keeps them out of PATH.
fn find() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> = Vec::new();
    if let Some(program) = paths::find_program("initdb") {
        // Behind a link in /usr/local/bin there is the folder with the others.
        let real = program.canonicalize().unwrap_or(program);
        folders.extend(real.parent().map(Path::to_owned));
    }
    if let Some(folder) = say::output_of(Command::new("pg_config").arg("--bindir")) {
        folders.push(PathBuf::from(folder));
    }
    for family in ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"] {
        let mut versions: Vec<PathBuf> = std::fs::read_dir(family)
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
            .collect();
        // The newest first: `9` sorts after `17` as text, but nobody has 9 any more.
        versions.sort();
        folders.extend(versions.into_iter().rev());
    }
    folders.into_iter().find(|folder| {
        ["initdb", "pg_ctl", "postgres"]
            .iter()
            .all(|name| paths::is_program(&folder.join(name)))
    })
}

fn install() -> Done {
    if !paths::is_root() || paths::find_program("apt-get").is_none() {
        return Err(HOW_TO_INSTALL.to_owned());
    }
    say::step("Installing PostgreSQL (Debian package, about a minute)");
    apt_install("postgresql").map_err(|reason| format!("{reason}\n{HOW_TO_INSTALL}"))
}

/// Installs one of the system's packages, quietly.
pub fn apt_install(package: &str) -> Done {
    let quietly = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive");
        command.stdin(Stdio::null()).stdout(Stdio::null());
        command
    };
    say::call("apt-get update", &mut quietly(&["update", "-qq"]))?;
    let mut command = quietly(&["install", "-y", "-qq", "--no-install-recommends", package]);
    say::call(&format!("apt-get install {package}"), &mut command)
}

fn start(programs: &Path, folder: PathBuf, how: &str) -> Result<Cluster, String> {
    let problem = |error: std::io::Error| format!("PostgreSQL in {}: {error}", folder.display());
    std::fs::create_dir_all(&folder).map_err(problem)?;
    let user = unprivileged(&folder)?;
    let as_user = |program: &str| {
        let mut command = Command::new(programs.join(program));
        command
            .current_dir(&folder)
            .stdin(Stdio::null())
            .env("LC_ALL", "C");
        if let Some((uid, gid)) = user {
            command.uid(uid).gid(gid);
        }
        command
    };
    let guard = guard(programs, &folder, user).map_err(problem)?;
    let data = folder.join("data");

    let mut init = as_user("initdb");
    init.arg("--pgdata").arg(&data);
    init.args([
        "--username=nara",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync",
    ]);
    quietly("initdb", &mut init)?;

    let port = free_port().map_err(problem)?;
    let settings = format!(
        "-p {port} -k {} -c listen_addresses=127.0.0.1 -c log_min_messages=warning {how}",
        folder.display()
    );
    let log = folder.join("server.log");
    let mut begin = as_user("pg_ctl");
    begin.arg("--pgdata").arg(&data).arg("--log").arg(&log);
    begin.args(["--wait", "--timeout=60", "--options", &settings, "start"]);
    quietly("pg_ctl", &mut begin).map_err(|reason| {
        format!(
            "{reason}\n{}",
            std::fs::read_to_string(&log).unwrap_or_default()
        )
    })?;
    let version = say::output_of(Command::new(programs.join("postgres")).arg("--version"));
    say::note(&format!(
        "{} on port {port}, only for this run",
        version.as_deref().unwrap_or("PostgreSQL")
    ));
    Ok(Cluster {
        url: format!("postgres://nara@127.0.0.1:{port}/postgres"),
        guard: Some(guard),
        folder: Some(folder),
    })
}

/// Where files live in memory, on Linux.
const MEMORY: &str = "/dev/shm";
/// What a cluster takes at most, in KiB: its log, and the databases of the tests that run at a moment.
const NEEDED: u64 = 3 * 1024 * 1024;

/// In memory where there is room. Each test has a database, which is three hundred files made and removed
/// again, and ext4 does not give away the number of a file that was just removed: it then looks through
/// hundreds of thousands of them, and half of what both cores do for the tests is that.
fn room() -> PathBuf {
    let shown = say::output_of(Command::new("df").args(["-Pk", MEMORY])).unwrap_or_default();
    let free = shown.lines().last().and_then(|line| {
        let mut words = line.split_whitespace().rev();
        (words.next()? == MEMORY).then(|| words.nth(1)?.parse::<u64>().ok())?
    });
    match free.is_some_and(|free| free >= NEEDED) {
        true => PathBuf::from(MEMORY),
        false => std::env::temp_dir(),
    }
}

/// Runs until the pipe to us closes, for whatever reason (the end, Ctrl-C, a kill), and then
/// removes the cluster. In a process group of its own, so that Ctrl-C does not reach it.
fn guard(programs: &Path, folder: &Path, user: Option<(u32, u32)>) -> std::io::Result<Child> {
    const SCRIPT: &str = "cat >/dev/null; \"$1/pg_ctl\" --pgdata \"$2/data\" --mode immediate \
                          stop >/dev/null 2>&1; cd /; rm -rf \"$2\"";
    let mut command = Command::new("sh");
    command.args(["-c", SCRIPT, "sh"]).arg(programs).arg(folder);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.current_dir("/").process_group(0);
    if let Some((uid, gid)) = user {
        command.uid(uid).gid(gid);
    }
    command.spawn()
}

/// PostgreSQL refuses to run as root; then the folder is given to somebody else.
fn unprivileged(folder: &Path) -> Result<Option<(u32, u32)>, String> {
    if !paths::is_root() {
        return Ok(None);
    }
    let users = std::fs::read_to_string("/etc/passwd").map_err(|e| format!("/etc/passwd: {e}"))?;
    let ids = |name: &str| {
        let line = users
            .lines()
            .find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    let (uid, gid) = ids("postgres")
        .or_else(|| ids("nobody"))
        .ok_or("PostgreSQL does not run as root, and there is no user postgres or nobody.")?;
    std::os::unix::fs::chown(folder, Some(uid), Some(gid))
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(Some((uid, gid)))
}

fn quietly(name: &str, command: &mut Command) -> Done {
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{name}: {error}"))?;
    let status = child.wait().map_err(|error| format!("{name}: {error}"))?;
    if status.success() {
        return Ok(());
    }
    let mut words = String::new();
    if let Some(mut pipe) = child.stderr.take() {
        let _ = pipe.read_to_string(&mut words);
    }
    Err(format!("{name} failed ({status}). {}", words.trim()))
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
