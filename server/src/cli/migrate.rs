//! `nara migrate`: the tables, by their owner.

use clap::Args;

use super::CliError;
use super::admin::Place;

#[derive(Args)]
pub struct Migrate {
    #[command(flatten)]
    place: Place,
}

pub async fn run(command: Migrate) -> Result<(), CliError> {
    let (db, _held) = command.place.open().await?;
    db.close().await;
    println!("The tables are those of this version");
    Ok(())
}
