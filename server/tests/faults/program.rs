//! `nara` as a process.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::SocketAddr;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

const NARA: &str = env!("CARGO_BIN_EXE_nara");

/// A folder of its own, removed with its owner.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let n = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("nara-faults-{}-{n}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// Another with the same files in it.
    pub fn copy(&self) -> Self {
        let copy = Self::new();
        copy.take(self);
        copy
    }

    /// Has the other's files from now on, too.
    pub fn take(&self, other: &Self) {
        copy_files(&other.0, &self.0);
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn database(&self) -> String {
        format!("sqlite:{}", self.0.join("nara.db").display())
    }

    /// A look into the database beside the server. It only reads: whoever is the last to close a database
    /// brings its log in, and a server that is started again would find nothing to mend.
    pub async fn look(&self) -> SqliteConnection {
        let file = self.0.join("nara.db");
        let options = SqliteConnectOptions::new().filename(file).read_only(true);
        SqliteConnection::connect_with(&options).await.unwrap()
    }
}

fn copy_files(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy_files(&entry.path(), &to),
            false => drop(std::fs::copy(entry.path(), to).unwrap()),
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _left_behind = std::fs::remove_dir_all(&self.0);
    }
}

/// A command of the program on this folder.
pub fn nara(args: &[&str], folder: &Folder) -> Command {
    nara_under(&[], args, folder)
}

/// The same, started by another program.
pub fn nara_under(under: &[String], args: &[&str], folder: &Folder) -> Command {
    let mut words = under.iter().map(String::as_str).chain([NARA]);
    let mut command = Command::new(words.next().unwrap());
    command.args(words);
    // What a developer has in the environment must not decide a test.
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("NARA_")) {
        command.env_remove(name);
    }
    command
        .args(args)
        .arg("--data")
        .arg(folder.path())
        .stdin(Stdio::null());
    command
}

/// Runs a command to its end with something on its standard input.
pub fn told(args: &[&str], folder: &Folder, input: &str) -> (ExitStatus, String) {
    let mut command = nara(args, folder);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    writeln!(child.stdin.take().unwrap(), "{input}").unwrap();
    let output = child.wait_with_output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status, String::from_utf8(said).unwrap())
}

/// How a server is started, where it is not as usual.
#[derive(Debug, Default)]
pub struct Start<'a> {
    /// Arguments of its own.
    pub more: &'a [&'a str],
    /// The program it is started by, with its arguments.
    pub under: Vec<String>,
    pub env: Vec<(&'a str, String)>,
    /// Nothing otherwise.
    pub stdin: Option<OwnedFd>,
}

/// A running server, killed when the test ends.
#[derive(Debug)]
pub struct Server {
    child: Child,
    pub address: SocketAddr,
    log: Arc<Mutex<Vec<u8>>>,
}

impl Server {
    /// Returns when it says its address; it listens before that.
    pub fn start(folder: &Folder, more: &[&str]) -> Self {
        Self::start_as(
            folder,
            Start {
                more,
                ..Start::default()
            },
        )
    }

    pub fn start_as(folder: &Folder, how: Start<'_>) -> Self {
        Self::try_start(folder, how).unwrap_or_else(|said| panic!("no address but {said}"))
    }

    /// # Errors
    /// It ended like this, saying this.
    pub fn try_start(folder: &Folder, how: Start<'_>) -> Result<Self, String> {
        let anywhere = ["--listen", "127.0.0.1:0"];
        let anywhere = match how.more.contains(&"--listen") {
            true => &anywhere[..0],
            false => &anywhere[..],
        };
        let args = [&["serve"][..], anywhere, how.more].concat();
        let mut child = nara_under(&how.under, &args, folder)
            .envs(how.env)
            .stdin(how.stdin.map_or_else(Stdio::null, Stdio::from))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Read to the end, so that a talkative server is never held up.
        let mut errors = child.stderr.take().unwrap();
        let log = Arc::<Mutex<Vec<u8>>>::default();
        let heard = Arc::clone(&log);
        let reader = std::thread::spawn(move || {
            let mut part = [0; 4_096];
            while let Ok(length @ 1..) = errors.read(&mut part) {
                heard.lock().unwrap().extend_from_slice(&part[..length]);
            }
        });
        let mut line = String::new();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        said.read_line(&mut line).unwrap();
        match line.trim().strip_prefix("Nära: http://") {
            Some(address) => Ok(Self {
                address: address.parse().unwrap(),
                child,
                log,
            }),
            None => {
                let ended = child.wait().unwrap();
                reader.join().unwrap();
                let log = log.lock().unwrap();
                let said = String::from_utf8_lossy(&log);
                Err(format!("`{line}`, {ended}: {said}"))
            }
        }
    }

    /// What it has logged so far.
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&self.log.lock().unwrap()).into_owned()
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// How many files and connections it has open.
    pub fn files(&self) -> usize {
        let open = std::fs::read_dir(format!("/proc/{}/fd", self.pid()));
        open.unwrap().count()
    }

    /// How much memory it holds now, in bytes.
    pub fn memory(&self) -> usize {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.unwrap().split_whitespace().next().unwrap();
        kilobytes.parse::<usize>().unwrap() * 1_024
    }

    /// As when the power of the process goes: nothing of it runs on.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub fn terminate(&self) {
        let done = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status();
        assert!(done.unwrap().success());
    }

    /// The exit code, and how long the end took.
    pub fn wait(mut self) -> (Option<i32>, Duration) {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status.code(), begun.elapsed());
            }
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "the server does not end"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended_before = self.child.kill();
        let _ended = self.child.wait();
    }
}
