//! A PostgreSQL of a test's own, which may be stopped.

use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::program::Folder;

#[derive(Debug)]
pub struct Cluster {
    folder: Folder,
    programs: PathBuf,
    /// PostgreSQL refuses to run as root.
    user: Option<(u32, u32)>,
    port: u16,
    guard: Child,
}

/// The folder with `initdb` and `pg_ctl`, as `make test` finds or installs them.
fn programs() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path)
        .map(|folder| folder.join("initdb"))
        .filter_map(|program| Some(program.canonicalize().ok()?.parent()?.to_owned()));
    let debian = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    let debian = debian.map(|entry| entry.unwrap().path().join("bin"));
    on_path
        .chain(debian)
        .find(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
        .expect("initdb and pg_ctl are not here: `make test` installs them")
}

fn ids(name: &str) -> Option<(u32, u32)> {
    let users = std::fs::read_to_string("/etc/passwd").unwrap();
    let line = users
        .lines()
        .find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}

/// Runs until the pipe to us closes, for whatever reason, and then stops the database and removes its
/// folder: a test that is killed leaves nothing running. In a process group of its own, so that what ends
/// the test does not end it first.
fn guard(programs: &Path, folder: &Path, user: Option<(u32, u32)>) -> Child {
    const SCRIPT: &str = "cat >/dev/null; \"$1/pg_ctl\" --pgdata \"$2/data\" --mode immediate \
                          stop >/dev/null 2>&1; cd /; rm -rf \"$2\"";
    let mut command = Command::new("sh");
    command.args(["-c", SCRIPT, "sh"]).arg(programs).arg(folder);
    command.current_dir("/").process_group(0);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if let Some((uid, gid)) = user {
        command.uid(uid).gid(gid);
    }
    command.spawn().unwrap()
}

impl Cluster {
    pub fn start() -> Self {
        let (folder, programs) = (Folder::new(), programs());
        let is_root = folder.path().metadata().unwrap().uid() == 0;
        let user = is_root.then(|| ids("postgres").or_else(|| ids("nobody")).unwrap());
        if let Some((uid, gid)) = user {
            chown(folder.path(), Some(uid), Some(gid)).unwrap();
        }
        // Kept free by nobody until PostgreSQL listens on it; nothing else looks for ports meanwhile.
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let cluster = Self {
            guard: guard(&programs, folder.path(), user),
            folder,
            programs,
            user,
            port,
        };
        let mut init = cluster.command("initdb");
        init.args([
            "--username=nara",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ]);
        done(init);
        cluster.go_on();
        cluster
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.current_dir(self.folder.path()).env("LC_ALL", "C");
        command.arg("--pgdata").arg(self.data());
        if let Some((uid, gid)) = self.user {
            command.uid(uid).gid(gid);
        }
        command
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Starts it, for the first time or again.
    pub fn go_on(&self) {
        let folder: &Path = self.folder.path();
        // A server that is stopped at once has not lost what the system holds: nothing needs to reach
        // the disk for that.
        let settings = format!(
            "-p {} -k {} -c listen_addresses=127.0.0.1 -c max_connections=60 -c fsync=off",
            self.port,
            folder.display()
        );
        let mut start = self.command("pg_ctl");
        start.arg("--log").arg(folder.join("log"));
        start.args(["--wait", "--timeout=60", "--options", &settings, "start"]);
        done(start);
    }

    /// As if its processes were killed.
    pub fn stop_at_once(&self) {
        let mut stop = self.command("pg_ctl");
        stop.args(["--mode=immediate", "stop"]);
        done(stop);
    }

    pub fn address(&self) -> String {
        format!("postgres://nara@127.0.0.1:{}/postgres", self.port)
    }
}

fn done(mut command: Command) {
    // Its children keep what it writes to open.
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let status = command.status().unwrap();
    assert!(status.success(), "{command:?}: {status}");
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // Closing its input is the sign to clean up.
        drop(self.guard.stdin.take());
        let _ended = self.guard.wait();
    }
}
