//! `nara migrate`: the tables, by their owner.

use clap::Args;
use nara_domain::schema::Age;

use super::CliError;
use super::admin::Place;

#[derive(Args)]
pub struct Migrate {
    /// Change the tables although no backup is made before. Otherwise one is: of an embedded database, and of
    /// PostgreSQL where the data folder is a server's (it holds `keys`).
    #[arg(long)]
    without_backup: bool,
    #[command(flatten)]
    place: Place,
}

pub async fn run(command: Migrate) -> Result<(), CliError> {
    let (db, _held) = command.place.open_with(!command.without_backup).await?;
    let age = db.age_of_tables().await;
    db.close().await;
    match age? {
        Age::Later(step) => println!(
            "The tables are those of a later version (schema {step}), and this one can use them"
        ),
        _ => println!("The tables are those of this version"),
    }
    Ok(())
}
