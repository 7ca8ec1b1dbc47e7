//! `make bench`: how fast Nära is on this machine, beside what the machine can do at all.
//!
//! `nara-bench run …` makes data, starts the release program on it, asks it and writes what came of it;
//! `nara-bench generate …` only makes the data; `nara-bench static FILE` is the floor of pages.
//! `docs/performance.md` says how to read the figures.

mod arguments;
mod floors;
mod generate;
mod load;
mod numbers;
mod plan;
mod processes;
mod report;
mod rows;
mod server;
mod store;
mod voters;

use std::process::ExitCode;

use arguments::Arguments;

/// Whatever goes wrong ends it with a sentence: half a measurement is none.
pub type Done<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

fn main() -> ExitCode {
    let outcome =
        Arguments::parse(std::env::args().skip(1)).and_then(|arguments| match arguments {
            Arguments::Run(run) => one_thread(rows::run(*run)),
            Arguments::Generate(generate) => one_thread(generate::alone(generate)),
            Arguments::Static(file) => floors::page::serve(&file),
        });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("nara-bench: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// The client has one thread: what it does not use is left to what is measured.
fn one_thread(work: impl Future<Output = Done<()>>) -> Done<()> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(work)
}
