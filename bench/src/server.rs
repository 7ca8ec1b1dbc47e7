//! The program that is measured, started and stopped.

use std::ffi::OsStr;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Done;
use crate::load::request::Asker;
use crate::load::wire;
use crate::processes;

/// How long a start may take before it is none.
const PATIENCE: Duration = Duration::from_secs(120);
/// And how long an end: longer than the server itself gives those who are under way.
const LAST: Duration = Duration::from_secs(30);
/// For looking into a server that does not do what it should.
const LOG: &str = "NARA_BENCH_LOG";

/// Of util-linux. A program it starts gets the signal as soon as the thread is gone that started it: here
/// the first one, which ends with all of this. Calling the kernel for it from here would not be safe code.
const SETPRIV: &str = "setpriv";

/// A program that ends with this one, however that ends: what went on by itself would be measured beside
/// the next run. It is the same process, with the same number.
fn bound(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(SETPRIV);
    command.args(["--pdeathsig", "KILL", "--"]).arg(program);
    command
}

/// # Errors
/// `setpriv` is missing, or is one that cannot do it.
fn can_bind() -> Done<()> {
    let tried = bound("true").stdin(Stdio::null()).output();
    match tried {
        Ok(output) if output.status.success() => Ok(()),
        _ => Err("this needs the setpriv of util-linux, which knows --pdeathsig".into()),
    }
}

/// Where a server keeps what it keeps.
#[derive(Clone, Debug)]
pub struct Place {
    pub program: PathBuf,
    pub data: PathBuf,
    /// As `--database` takes it.
    pub database: String,
    /// The same after every start.
    pub listen: SocketAddr,
}

impl Place {
    fn command(&self, what: &str) -> Command {
        let mut command = bound(&self.program);
        command
            .arg(what)
            .arg("--data")
            .arg(&self.data)
            .args(["--database", &self.database]);
        // What is set for somebody's own server is not what is measured.
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(|name| name.starts_with("NARA_")) {
                command.env_remove(name);
            }
        }
        command.stdin(Stdio::null());
        command
    }

    /// Makes the tables, by the program itself.
    pub fn migrate(&self) -> Done<()> {
        can_bind()?;
        std::fs::create_dir_all(&self.data)?;
        let output = self.command("migrate").output()?;
        match output.status.success() {
            true => Ok(()),
            false => Err(String::from_utf8_lossy(&output.stderr).into_owned().into()),
        }
    }
}

/// A running server.
pub struct Nara {
    child: Child,
    /// From when it was started until it said that it is ready.
    pub ready_after: Duration,
    /// The processor time it had used by then; what a database of its own used is not in it.
    pub ready_cpu: Duration,
}

impl Nara {
    /// As an operator starts it: nothing is set that makes it faster, and it logs as it does by itself,
    /// only that nobody keeps the lines.
    pub async fn start(place: &Place) -> Done<Self> {
        let address = place.listen;
        let mut command = place.command("serve");
        command
            .args(["--listen", &address.to_string()])
            .stdout(Stdio::null());
        match std::env::var_os(LOG) {
            Some(file) => {
                let file = std::fs::File::options()
                    .create(true)
                    .append(true)
                    .open(file)?;
                command.stderr(file);
            }
            None => {
                command.stderr(Stdio::null());
            }
        }
        let begun = Instant::now();
        let mut nara = Self {
            child: command.spawn()?,
            ready_after: Duration::ZERO,
            ready_cpu: Duration::ZERO,
        };
        let asking = Asker::of(address).getting("/readyz", "");
        while begun.elapsed() < PATIENCE {
            if let Some(status) = nara.child.try_wait()? {
                return Err(
                    format!("the server ended ({status}); {LOG}=file keeps its log").into(),
                );
            }
            if let Ok((200, ..)) = wire::once(address, &asking).await {
                nara.ready_after = begun.elapsed();
                nara.ready_cpu = processes::with_children(nara.pid());
                return Ok(nara);
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Err("the server was not ready in two minutes".into())
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// As a power cut does it: nothing is finished, nothing is written any more.
    pub fn kill(mut self) -> Done<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// As an operator stops it.
    pub fn stop(mut self) -> Done<()> {
        end(&mut self.child)
    }
}

impl Drop for Nara {
    fn drop(&mut self) {
        // It ended by itself, or is ended here: nothing of ours is left running.
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

fn end(child: &mut Child) -> Done<()> {
    // Rust's own library knows only the signal that nobody can answer. Every shell has the other one built in;
    // a program for it is not everywhere.
    let pid = child.id().to_string();
    let ask = ["-c", "kill -TERM \"$1\"", "sh", pid.as_str()];
    let asked = Command::new("sh").args(ask).status()?;
    let begun = Instant::now();
    while asked.success() && begun.elapsed() < LAST {
        if child.try_wait()?.is_some() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill()?;
    child.wait()?;
    Err("the server did not end when it was asked to".into())
}

/// The floor of pages in a process of its own: this very program.
pub struct Floor {
    child: Child,
    pub address: SocketAddr,
}

impl Floor {
    /// Serves what stands in a file ([`crate::floors::page`]).
    pub async fn start(file: &Path) -> Done<Self> {
        let mut child = bound(std::env::current_exe()?)
            .arg("static")
            .arg(file)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let said = child.stdout.take().ok_or("the floor says nothing")?;
        let mut line = String::new();
        std::io::BufRead::read_line(&mut std::io::BufReader::new(said), &mut line)?;
        let address = line.trim().parse()?;
        Ok(Self { child, address })
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Floor {
    fn drop(&mut self) {
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

/// Where nobody listens now.
pub fn free_address() -> Done<SocketAddr> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_started_is_bound_to_us_and_keeps_its_number() {
        can_bind().unwrap();
        let said = |mut command: Command| {
            let child = command.stdout(Stdio::piped()).spawn().unwrap();
            let pid = child.id();
            let output = child.wait_with_output().unwrap();
            (pid, String::from_utf8(output.stdout).unwrap())
        };
        let mut shell = bound("sh");
        shell.args(["-c", "echo $$"]);
        let (pid, told) = said(shell);
        assert_eq!(told.trim(), pid.to_string());
        // It tells what is set for itself.
        let mut dump = bound(SETPRIV);
        dump.arg("--dump").env("LC_ALL", "C");
        let (_, told) = said(dump);
        let mut lines = told.lines();
        let signal = lines.find(|line| line.starts_with("Parent death signal"));
        assert!(signal.is_some_and(|line| line.ends_with("KILL")), "{told}");
    }

    #[test]
    fn what_is_asked_to_end_ends() {
        let mut child = bound("sleep").arg("60").spawn().unwrap();
        let begun = Instant::now();
        end(&mut child).unwrap();
        assert!(begun.elapsed() < LAST);
    }
}
