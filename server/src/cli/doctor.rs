//! `nara doctor`: what is well and what is not.

use clap::Args;

use super::CliError;
use crate::clock::{Clock, SystemClock};
use crate::config::Config;
use crate::doctor::{self, State};

#[derive(Args)]
pub struct Doctor {
    /// As JSON, for programs.
    #[arg(long)]
    json: bool,
    /// Those of the server: what it would run with.
    #[command(flatten)]
    config: Box<Config>,
}

pub async fn run(command: &Doctor) -> Result<(), CliError> {
    let found = doctor::examine(&command.config, SystemClock.now()).await;
    let wrong = found.iter().filter(|finding| finding.state == State::Wrong);
    let wrong = wrong.count();
    if command.json {
        println!("{}", serde_json::json!(found));
    } else {
        for finding in &found {
            let word = match finding.state {
                State::Well => "well",
                State::Note => "note",
                State::Wrong => "WRONG",
            };
            println!("{word:5}  {}: {}", finding.about, finding.says);
        }
    }
    match wrong {
        0 => Ok(()),
        wrong => Err(CliError::Unwell(wrong)),
    }
}
