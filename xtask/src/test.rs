//! `make test`: everything there is to test, on what it really runs on.

use crate::postgres::Cluster;
use crate::say::{self, Done};
use crate::{browser, budgets, check, faults, node, paths, poppler, run};
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
        "-p nara-domain -p nara-app -p nara-server -p nara-bench --features nara-app/ssr",
    ),
    ("xtask", "-p nara-xtask --features pack"),
];

/// How much of each failure is said again at the very end, where a cut log still has it.
const TOLD_OF_A_FAILURE: usize = 8;
const FAILURES_TOLD: usize = 5;

/// What a runner said: the lines that sum up, and what it said of what failed.
#[derive(Default)]
struct Heard {
    sums: Vec<String>,
    reasons: Vec<String>,
}

/// What a line of a runner is worth keeping for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    /// It sums up.
    Sum,
    /// It begins what is said of a failure, and this many lines with text belong to it.
    Failure(usize),
    Passing,
}

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
        outcome: Result<(bool, Heard), String>,
        short: impl Fn(Vec<String>) -> Vec<String>,
    ) {
        match outcome {
            Ok((worked, heard)) => {
                let lines = short(heard.sums);
                if !worked {
                    let reasons = heard.reasons.join("\n");
                    self.failures
                        .push(format!("{runner}: tests failed.\n{reasons}"));
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
    faults::tools()?;
    faults::sweep();
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
        check::look_on(&mut command).env("NARA_TEST_POSTGRES", cluster.url());
        let outcome = watch(command, |line| {
            let line = line.trim_start();
            if line.starts_with("Summary [") || line.starts_with("test result:") {
                Line::Sum
            } else if line.starts_with("FAIL [") || line.starts_with("TIMEOUT [") {
                Line::Failure(1)
            } else {
                Line::Passing
            }
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
    let outcome = watch(command, playwrights);
    summary.take("end to end", outcome, |lines| lines);
    Ok(())
}

/// `  3 passed (1.0m)` and our budgets sum up; `  1) [with-javascript] › …` begins a failure.
fn playwrights(line: &str) -> Line {
    let mut words = line.split_whitespace();
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let counts = matches!(second, "passed" | "failed" | "flaky" | "skipped" | "did");
    if line.starts_with("budget ") || first.parse::<u32>().is_ok() && counts {
        return Line::Sum;
    }
    let numbered = first
        .strip_suffix(')')
        .is_some_and(|number| number.parse::<u32>().is_ok());
    if numbered && second.starts_with('[') {
        Line::Failure(TOLD_OF_A_FAILURE)
    } else {
        Line::Passing
    }
}

/// Passes on what a program says as it says it, and keeps what [`Line`] names.
fn watch(
    mut command: Command,
    kind: impl Fn(&str) -> Line + Sync,
) -> Result<(bool, Heard), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let problem = |error: std::io::Error| format!("{name}: {error}");
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().map_err(problem)?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let heard = std::thread::scope(|scope| {
        let told = scope.spawn(|| out.map(|pipe| pass_on(pipe, std::io::stdout(), &kind)));
        let mut heard = err
            .map(|pipe| pass_on(pipe, std::io::stderr(), &kind))
            .unwrap_or_default();
        let more = told.join().ok().flatten().unwrap_or_default();
        heard.sums.extend(more.sums);
        heard.reasons.extend(more.reasons);
        heard
    });
    let status = child.wait().map_err(problem)?;
    Ok((status.success(), heard))
}

fn pass_on(
    from: impl std::io::Read,
    mut to: impl Write,
    kind: &(impl Fn(&str) -> Line + Sync),
) -> Heard {
    let mut heard = Heard::default();
    let (mut failures, mut following) = (0, 0);
    for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        // A closed terminal is no reason to stop testing.
        let _ = writeln!(to, "{line}");
        match kind(&line) {
            Line::Sum => heard.sums.push(line.trim().to_owned()),
            Line::Failure(lines) => {
                failures += 1;
                following = if failures <= FAILURES_TOLD { lines } else { 0 };
            }
            Line::Passing => {}
        }
        if following > 0 && !line.trim().is_empty() {
            heard.reasons.push(line.chars().take(160).collect());
            following -= 1;
        }
    }
    heard
}

#[cfg(test)]
mod tests {
    use super::{Line, pass_on, playwrights};

    #[test]
    fn says_again_what_failed_and_not_more() {
        let said = "  1) [timed] › tests/live.spec.ts:3:1 › it moves ───\n\n    Error: no\n\n"
            .to_owned()
            + &"    at a line\n".repeat(20)
            + "  2 failed\n  3 passed (1.0m)\n";
        let heard = pass_on(said.as_bytes(), std::io::sink(), &playwrights);
        assert_eq!(heard.sums, ["2 failed", "3 passed (1.0m)"]);
        assert_eq!(heard.reasons.len(), super::TOLD_OF_A_FAILURE);
        assert_eq!(
            heard.reasons.get(1).map(String::as_str),
            Some("    Error: no")
        );
    }

    #[test]
    fn tells_a_sum_from_a_failure() {
        assert!(playwrights("  12 skipped") == Line::Sum);
        assert!(playwrights("budget css: 9 kB") == Line::Sum);
        assert!(playwrights("  ✓  1 [timed] › a.spec.ts") == Line::Passing);
        assert!(playwrights("  2) [timed] › a.spec.ts") != Line::Passing);
    }
}
