//! Chores of the project: `cargo xtask help` lists them, the Makefile gives them short names.
//!
//! This program has no dependencies on purpose: it is compiled before anything else, and then
//! builds the browser's part, the packer and the server side by side.

mod audit;
mod bench;
mod browser;
mod budgets;
mod check;
mod faults;
mod jobs;
mod node;
mod paths;
mod poppler;
mod postgres;
mod run;
mod say;
mod site;
mod test;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <chore>

  run [arguments]         build, then serve the demo municipality (arguments go to `nara demo`)
  build                   build the site and the program target/debug/nara
  release                 the same, small and fast: target/release/nara
  site [--dev]            only the site in target/site; --dev builds quicker and larger
  test [rust|e2e] [names] every test, or one kind, or only those whose names match
  bench [--quick] [...]   how fast the release is, beside what this machine can do at all
  faults [--long]         everything that can go wrong, again and again: a table of what was seen
  check                   formatting, lints, arrows between crates
  fix                     formatting, and the lints that can mend themselves
  arrows                  which crate may depend on which
  audit                   known holes in what is built in, its licences and sources
  budgets [--accept]      compressed sizes against what is allowed; --accept records them
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (chore, rest) = match arguments.split_first() {
        Some((chore, rest)) => (chore.as_str(), rest),
        None => ("help", [].as_slice()),
    };
    let outcome = paths::go_to_root().and_then(|()| match chore {
        "run" => run::run(rest),
        "build" => run::build(),
        "release" => run::release(),
        "site" => site::site(rest),
        "test" => test::test(rest),
        "bench" => bench::bench(rest),
        "faults" => faults::faults(rest),
        "check" => check::check(),
        "fix" => check::fix(),
        "arrows" => check::arrows(),
        "audit" => audit::audit(),
        "budgets" => budgets::budgets(rest),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("There is no chore called “{other}”.\n\n{HELP}")),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            say::failure(&reason);
            ExitCode::FAILURE
        }
    }
}
