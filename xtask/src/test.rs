//! `make test`: everything there is to test, on what it really runs on.

use crate::postgres::Cluster;
use crate::say::{self, Done};
use crate::{browser, budgets, node, paths, poppler, run};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const END2END: &str = "end2end";

/// The crates with tests, in selections that need nothing compiled that a build has not compiled
/// already (the packer's crates switch on features of crates that the server shares with it).
const SELECTIONS: [(&str, &str); 2] = [
    (
        "rust",
        "-p nara-domain -p nara-app -p nara-server --features nara-app/ssr",
    ),
    ("xtask", "-p nara-xtask --features pack"),
];

/// The last lines of each runner, repeated together at the end.
#[derive(Default)]
struct Summary {
    lines: Vec<String>,
    failures: Vec<String>,
}

impl Summary {
    /// What a runner said in the end, and whether it was content.
    fn take(
        &mut self,
        runner: &str,
        outcome: Result<(bool, Vec<String>), String>,
        short: impl Fn(Vec<String>) -> Vec<String>,
    ) {
        match outcome {
            Ok((worked, lines)) => {
                let lines = short(lines);
                if !worked {
                    self.failures
                        .push(format!("{runner}: tests failed. {}", lines.join(", ")));
                }
                self.lines
                    .extend(lines.iter().map(|line| format!("{runner}: {line}")));
            }
            Err(reason) => self.failures.push(format!("{runner}: {reason}")),
        }
    }

    /// A runner that could not even begin.
    fn not_begun(&mut self, runner: &str, outcome: Done) {
        if let Err(reason) = outcome {
            self.failures.push(format!("{runner}: {reason}"));
        }
    }
}

pub fn test(arguments: &[String]) -> Done {
    let (kind, names) = match arguments.split_first() {
        Some((kind, names)) if matches!(kind.as_str(), "rust" | "e2e" | "all") => {
            (kind.as_str(), names)
        }
        _ => ("all", arguments),
    };
    let begun = Instant::now();
    run::build()?;
    let mut summary = Summary::default();
    // The Rust tests send letters through a mail server that is one of its packages.
    packages()?;
    if kind != "e2e" {
        let outcome = rust(names, &mut summary);
        summary.not_begun("rust", outcome);
    }
    if kind != "rust" {
        let outcome = end_to_end(names, &mut summary);
        summary.not_begun("end to end", outcome);
    }
    if kind == "all" && names.is_empty() {
        let measured = budgets::measure()?;
        summary.lines.extend(measured.shown);
        summary.failures.extend(measured.broken);
    }
    println!();
    for line in &summary.lines {
        println!("{line}");
    }
    println!("all in {}", say::clock(begun.elapsed()));
    if summary.failures.is_empty() {
        Ok(())
    } else {
        Err(summary.failures.join("\n"))
    }
}

/// Unit, property, store and HTTP tests, on SQLite and PostgreSQL.
fn rust(names: &[String], summary: &mut Summary) -> Done {
    say::step("Rust tests on SQLite and PostgreSQL (compiling them takes some minutes)");
    poppler::ready()?;
    let cluster = Cluster::ready()?;
    let nextest = say::output_of(paths::cargo().args(["nextest", "--version"])).is_some();
    for (name, selection) in SELECTIONS {
        let mut command = paths::cargo();
        if nextest {
            command.args(["nextest", "run", "--locked", "--no-tests=pass"]);
            if std::env::var_os("CI").is_some() {
                command.args(["--profile", "ci"]);
            }
            command.args(selection.split_whitespace()).args(names);
        } else {
            command.args([
                "test",
                "--locked",
                "--no-fail-fast",
                "--lib",
                "--bins",
                "--tests",
            ]);
            command
                .args(selection.split_whitespace())
                .arg("--")
                .args(names);
        }
        command.env("NARA_TEST_POSTGRES", cluster.url());
        let outcome = watch(command, |line| {
            let line = line.trim_start();
            line.starts_with("Summary [") || line.starts_with("test result:")
        });
        summary.take(name, outcome, |lines| {
            if nextest {
                lines
            } else {
                vec![added_up(&lines)]
            }
        });
    }
    Ok(())
}

/// `cargo test` prints a result per program; people want one.
fn added_up(lines: &[String]) -> String {
    let count = |word: &str| -> u64 {
        lines
            .iter()
            .filter_map(|line| line.split(word).next()?.split_whitespace().next_back())
            .filter_map(|number| number.parse::<u64>().ok())
            .sum()
    };
    let (passed, failed, ignored) = (count(" passed;"), count(" failed;"), count(" ignored;"));
    format!("{passed} passed, {failed} failed, {ignored} ignored")
}

/// Test runner, browser checks, identity provider and mail server, as the lock file has them.
fn packages() -> Done {
    let folder = Path::new(END2END);
    if !folder.join("package.json").exists() {
        return Err("the folder end2end has no package.json".to_owned());
    }
    if !node::installed(folder) {
        say::note("fetching test runner, identity provider and mail server from npm");
        say::call("npm ci in end2end", &mut node::install(folder))?;
    }
    Ok(())
}

/// The real program in a real Chromium.
fn end_to_end(names: &[String], summary: &mut Summary) -> Done {
    let folder = Path::new(END2END);
    say::step("End-to-end tests in Chromium");
    let chromium = browser::chromium(folder)?;
    let program = std::path::absolute(paths::target().join("debug/nara"))
        .map_err(|error| format!("the server's path: {error}"))?;
    let mut command = Command::new("npx");
    command
        .current_dir(folder)
        .args(["--no-install", "playwright", "test"])
        .args(names)
        .env("CHROMIUM", chromium)
        .env("NARA_BIN", program);
    let outcome = watch(command, |line| {
        let mut words = line.split_whitespace();
        line.starts_with("budget ")
            || words.next().is_some_and(|word| word.parse::<u32>().is_ok())
                && words.next().is_some_and(|word| {
                    matches!(word, "passed" | "failed" | "flaky" | "skipped" | "did")
                })
    });
    summary.take("end to end", outcome, |lines| lines);
    Ok(())
}

/// Passes on what a program says as it says it, and keeps the lines that sum up.
fn watch(
    mut command: Command,
    sums_up: impl Fn(&str) -> bool + Sync,
) -> Result<(bool, Vec<String>), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let problem = |error: std::io::Error| format!("{name}: {error}");
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().map_err(problem)?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let lines = std::thread::scope(|scope| {
        let told = scope.spawn(|| out.map(|pipe| pass_on(pipe, std::io::stdout(), &sums_up)));
        let mut lines = err.map(|pipe| pass_on(pipe, std::io::stderr(), &sums_up));
        let more = told.join().ok().flatten();
        lines
            .get_or_insert_default()
            .extend(more.unwrap_or_default());
        lines.unwrap_or_default()
    });
    let status = child.wait().map_err(problem)?;
    Ok((status.success(), lines))
}

fn pass_on(
    from: impl std::io::Read,
    mut to: impl Write,
    sums_up: &(impl Fn(&str) -> bool + Sync),
) -> Vec<String> {
    let mut kept = Vec::new();
    for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        // A closed terminal is no reason to stop testing.
        let _ = writeln!(to, "{line}");
        if sums_up(&line) {
            kept.push(line.trim().to_owned());
        }
    }
    kept
}
