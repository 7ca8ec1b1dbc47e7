//! Several programs side by side, each started as soon as what it needs is done.
//!
//! A build of this project is three builds (browser, packer, server) that wait for each other
//! only at the end; one after the other they would leave one of two cores idle half of the time.

use crate::paths;
use crate::say::{self, Done};
use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub struct Job {
    name: &'static str,
    after: &'static [&'static str],
    command: Command,
    /// Said instead of failing, when the work can go on without.
    optional: Option<&'static str>,
    state: State,
    log: PathBuf,
}

enum State {
    Waiting,
    Running(Child),
    Finished,
}

impl Job {
    pub fn new(name: &'static str, after: &'static [&'static str], command: Command) -> Self {
        let log = paths::scratch().join(format!("{}.log", name.replace(' ', "-")));
        Self {
            name,
            after,
            command,
            optional: None,
            state: State::Waiting,
            log,
        }
    }

    pub fn optional(mut self, without: &'static str) -> Self {
        self.optional = Some(without);
        self
    }

    fn start(&mut self) -> Result<(), String> {
        let opened = File::create(&self.log).and_then(|log| Ok((log.try_clone()?, log)));
        let (out, err) =
            opened.map_err(|error| format!("Cannot write {}: {error}", self.log.display()))?;
        self.command.stdin(Stdio::null()).stdout(out).stderr(err);
        match self.command.spawn() {
            Ok(child) => self.state = State::Running(child),
            Err(error) => match self.optional {
                Some(without) => {
                    say::warning(without);
                    self.state = State::Finished;
                }
                None => {
                    let program = self.command.get_program();
                    return Err(format!("{}: cannot start {program:?}: {error}", self.name));
                }
            },
        }
        Ok(())
    }

    /// Looks whether the job has ended; an error is the whole story of why it failed.
    fn poll(&mut self) -> Result<(), String> {
        let State::Running(child) = &mut self.state else {
            return Ok(());
        };
        let status = match child.try_wait() {
            Ok(None) => return Ok(()),
            Ok(Some(status)) => status,
            Err(error) => return Err(format!("{}: {error}", self.name)),
        };
        self.state = State::Finished;
        if status.success() {
            return Ok(());
        }
        let log = self.log_text();
        match self.optional {
            Some(without) => {
                say::warning(&format!("{}\n{without}", log.trim_end()));
                Ok(())
            }
            None => Err(format!("{} failed ({status}).\n\n{log}", self.name)),
        }
    }

    fn log_text(&self) -> String {
        std::fs::read(&self.log)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .unwrap_or_default()
    }

    /// How far a running job has come: crates compiled, or just that it runs.
    fn progress(&self) -> Option<String> {
        if !matches!(self.state, State::Running(_)) {
            return None;
        }
        let compiled = self
            .log_text()
            .lines()
            .filter(|l| l.trim_start().starts_with("Compiling "))
            .count();
        Some(match compiled {
            0 => self.name.to_owned(),
            n => format!("{} ({n} crates)", self.name),
        })
    }
}

/// Runs all of them. On the first failure the others are stopped.
pub fn run(mut jobs: Vec<Job>) -> Done {
    let scratch = paths::scratch();
    std::fs::create_dir_all(&scratch)
        .map_err(|error| format!("Cannot make {}: {error}", scratch.display()))?;
    let begun = Instant::now();
    let outcome = drive(&mut jobs, begun);
    if outcome.is_err() {
        for job in &mut jobs {
            if let State::Running(child) = &mut job.state {
                // It may have ended by itself in between; then there is nothing to stop.
                let _ = child.kill();
                let _ = child.wait();
            }
        }
    }
    outcome
}

fn drive(jobs: &mut [Job], begun: Instant) -> Done {
    let mut said = Instant::now();
    loop {
        let finished: Vec<&'static str> = jobs
            .iter()
            .filter(|job| matches!(job.state, State::Finished))
            .map(|job| job.name)
            .collect();
        if finished.len() == jobs.len() {
            return Ok(());
        }
        for job in jobs.iter_mut() {
            let ready = job.after.iter().all(|needed| finished.contains(needed));
            if matches!(job.state, State::Waiting) && ready {
                job.start()?;
            }
            job.poll()?;
        }
        if said.elapsed() >= Duration::from_secs(15) {
            said = Instant::now();
            let running: Vec<String> = jobs.iter().filter_map(Job::progress).collect();
            say::note(&format!(
                "{}  {}",
                say::clock(begun.elapsed()),
                running.join(" · ")
            ));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}
