//! `nara rules`: a municipality's own rules, from a file.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use nara_domain::proposal::Ruleset;
use serde_json::{Map, Value};

use super::CliError;
use super::admin::Place;
use crate::clock::{Clock, SystemClock};
use crate::config::ConfigError;
use crate::db::Db;
use crate::settings::rules::{self, By, NotPublished};

/// What the command itself says of rules, and a file therefore must not.
const NOT_IN_A_FILE: [&str; 2] = ["municipality", "version"];

#[derive(Subcommand)]
pub enum Rules {
    /// Stores the rules of a file as the newest version. What is handed in from now on lives under
    /// it; what was handed in before keeps its own. Works while the server is running.
    Add(Add),
    /// Prints the newest rules, as a file to begin with.
    Show(Of),
}

#[derive(Args)]
pub struct Add {
    /// The rules as JSON; docs/configuration.md describes every key. What the file does not name is
    /// as usual.
    #[arg(long)]
    file: PathBuf,
    #[command(flatten)]
    of: Of,
}

#[derive(Args)]
pub struct Of {
    /// As for `nara serve`: whose rules they are.
    #[arg(long, env = "NARA_MUNICIPALITY", default_value = "Björksjö kommun")]
    municipality: String,
    #[command(flatten)]
    place: Place,
}

pub async fn run(command: Rules) -> Result<(), CliError> {
    match command {
        Rules::Add(Add { file, of }) => {
            let text =
                std::fs::read_to_string(&file).map_err(|problem| unreadable(&file, problem))?;
            // Before the database is touched.
            let rules = read(&text, &of.municipality).map_err(|problem| {
                CliError::Rules(format!("the rules in {}: {problem}", file.display()))
            })?;
            let (db, _held) = of.place.open().await?;
            let stored = add(&db, rules).await;
            db.close().await;
            let version = stored?;
            println!(
                "Version {version} of the rules of {} holds now",
                of.municipality
            );
            Ok(())
        }
        Rules::Show(of) => {
            let (db, _held) = of.place.open().await?;
            let rules = newest(&db, &of.municipality).await;
            db.close().await;
            let mut rules = serde_json::to_value(rules?).map_err(crate::db::DbError::from)?;
            if let Some(rules) = rules.as_object_mut() {
                rules.retain(|key, _| !NOT_IN_A_FILE.contains(&key.as_str()));
            }
            println!("{rules:#}");
            Ok(())
        }
    }
}

fn unreadable(path: &Path, problem: std::io::Error) -> ConfigError {
    ConfigError::File {
        path: path.display().to_string(),
        problem,
    }
}

/// The rules of a file, checked.
fn read(text: &str, municipality: &str) -> Result<Ruleset, String> {
    let file: Map<String, Value> =
        serde_json::from_str(text).map_err(|problem| format!("not a JSON object: {problem}"))?;
    let mut rules = Ruleset::usual(municipality);
    for (key, value) in file {
        if NOT_IN_A_FILE.contains(&key.as_str()) {
            return Err(format!(
                "`{key}` is not said in the file; see nara rules add --help"
            ));
        }
        // One key at a time, so that a wrong value is named.
        let mut all = serde_json::to_value(&rules).map_err(|problem| problem.to_string())?;
        if let Some(all) = all.as_object_mut() {
            all.insert(key.clone(), value);
        }
        rules = serde_json::from_value(all).map_err(|problem| format!("at `{key}`: {problem}"))?;
    }
    match rules.validate() {
        Ok(()) => Ok(rules),
        Err(problem) => Err(problem.to_string()),
    }
}

/// Answers with the number of the version.
async fn add(db: &Db, rules: Ruleset) -> Result<i64, CliError> {
    let mut tx = db.begin().await?;
    let version = rules::publish(&mut tx, rules, None, By::Operator, SystemClock.now()).await?;
    tx.commit().await?;
    Ok(version)
}

async fn newest(db: &Db, municipality: &str) -> Result<Ruleset, CliError> {
    let mut conn = db.read().await?;
    Ok(rules::newest(&mut conn, municipality).await?)
}

impl From<NotPublished> for CliError {
    fn from(reason: NotPublished) -> Self {
        match reason {
            NotPublished::Db(error) => Self::Db(error),
            NotPublished::OtherMunicipality { .. } => Self::Rules(format!(
                "{reason}; name it as for nara serve, with --municipality or NARA_MUNICIPALITY"
            )),
            reason => Self::Rules(reason.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        read(text, "Storstads kommun").unwrap_err()
    }

    #[test]
    fn what_a_file_does_not_name_is_as_usual() {
        let usual = Ruleset::usual("Storstads kommun");
        assert_eq!(read("{}", "Storstads kommun"), Ok(usual.clone()));
        let rules = read(
            r#"{"answer_months": 6, "districts": [{"code": "norr", "name": "Norr"}]}"#,
            "Storstads kommun",
        )
        .unwrap();
        assert_eq!(rules.answer_months, 6);
        assert_eq!(rules.districts.len(), 1);
        assert_eq!(rules.threshold, usual.threshold);
        let rules = read(
            r#"{"threshold": null, "threshold_permille": 1, "population": 76770,
                "collecting_days": null, "collecting_months": [3, 6],
                "seasons": [{"from": "12-01", "to": "02-28"}]}"#,
            "Storstads kommun",
        )
        .unwrap();
        assert_eq!((rules.needed(), rules.windows().len()), (Some(77), 2));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (file, named) in [
            ("[]", "JSON object"),
            ("{", "JSON object"),
            (r#"{"treshold": 3}"#, "treshold"),
            (r#"{"answer_months": "six"}"#, "`answer_months`"),
            (
                r#"{"answer_months": 0}"#,
                "answer_months must be at least 1",
            ),
            (r#"{"threshold": null}"#, "collecting_days"),
            (r#"{"threshold_permille": 1}"#, "population"),
            (r#"{"collecting_days": ["90d"]}"#, "`collecting_days`"),
            (r#"{"collecting_months": [3, 40]}"#, "collecting_months"),
            (
                r#"{"seasons": [{"from": "13-01", "to": "02-28"}]}"#,
                "`seasons`",
            ),
            (r#"{"pre_review_days": 5}"#, "pre_review"),
            (r#"{"version": 3}"#, "`version`"),
            (r#"{"municipality": "X kommun"}"#, "`municipality`"),
            (r#"{"districts": [{"code": "Å", "name": "Ån"}]}"#, "`Å`"),
            (r#"{"exempt_topics": ["okänt"]}"#, "`exempt_topics`"),
            (r#"{"diary_pattern": "KS/{year}"}"#, "diary_pattern"),
        ] {
            let problem = told(file);
            assert!(problem.contains(named), "{file}: {problem}");
        }
    }

    #[test]
    fn the_documented_file_is_right_and_names_every_key() {
        let document = include_str!("../../../docs/configuration.md");
        let file = document.split("```json\n").nth(1).unwrap();
        let file = file.split("```").next().unwrap();
        let rules = read(file, "Björksjö kommun").unwrap();
        assert_eq!(rules, Ruleset::bjorksjo());
        let all = serde_json::to_value(&rules).unwrap();
        let named: Map<String, Value> = serde_json::from_str(file).unwrap();
        for key in all.as_object().unwrap().keys() {
            let wanted = !NOT_IN_A_FILE.contains(&key.as_str());
            assert_eq!(named.contains_key(key), wanted, "{key}");
            assert!(
                !wanted || document.contains(&format!("| `{key}` |")),
                "{key}"
            );
        }
    }
}
