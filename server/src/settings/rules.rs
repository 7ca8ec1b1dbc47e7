//! Publishing a new version of the municipality's rules: by the form, and by `nara rules add`.

use nara_domain::actor::{Actor, Role};
use nara_domain::audit::Deed;
use nara_domain::proposal::ruleset::RulesetError;
use nara_domain::proposal::{Ruleset, ruleset_form};
use nara_domain::time::Stamp;
use serde_json::json;

use crate::audit;
use crate::db::{Conn, DbError, Tx};
use crate::proposals::store::ruleset;

/// Who publishes.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    Administrator(&'a Actor),
    /// At the command line.
    Operator,
}

#[derive(Debug, thiserror::Error)]
pub enum NotPublished {
    #[error(transparent)]
    Wrong(#[from] RulesetError),
    /// Rules of a municipality that no server runs would be stored and never hold.
    #[error("there are no rules of {of} here, only of {there}")]
    OtherMunicipality { of: String, there: String },
    /// Another version was published at the same moment, or since these rules were looked at.
    #[error("somebody else published rules at the same moment; look, and try again")]
    Raced,
    #[error(transparent)]
    Db(#[from] DbError),
}

/// The newest rules of a municipality, or the usual ones.
///
/// # Errors
/// Also where there are only rules of another municipality.
pub async fn newest(conn: &mut Conn, municipality: &str) -> Result<Ruleset, NotPublished> {
    let there = ruleset::municipalities(conn).await?;
    if !there.is_empty() && there.iter().all(|name| name != municipality) {
        return Err(NotPublished::OtherMunicipality {
            of: municipality.to_owned(),
            there: there.join(", "),
        });
    }
    match ruleset::latest(conn, municipality).await? {
        Some(id) => Ok(ruleset::by_id(conn, id).await?),
        None => Ok(Ruleset::usual(municipality)),
    }
}

/// Publishes these rules as the newest version and answers with its number. `seen`: the version
/// they were made from, where that matters. What is handed in from now on lives under them; what
/// was handed in before keeps its own.
///
/// # Errors
/// Nothing is stored then.
pub async fn publish(
    tx: &mut Tx,
    rules: Ruleset,
    seen: Option<i64>,
    by: By<'_>,
    now: Stamp,
) -> Result<i64, NotPublished> {
    rules.validate()?;
    let before = newest(tx, &rules.municipality).await?;
    if seen.is_some_and(|seen| seen != before.version) {
        return Err(NotPublished::Raced);
    }
    let changed = ruleset_form::changed(&before, &rules);
    let id = ruleset::add(tx, rules, now).await?;
    let id = id.ok_or(NotPublished::Raced)?;
    let version = ruleset::by_id(tx, id).await?.version;
    // PostgreSQL may have committed somebody else's between the two questions.
    if seen.is_some_and(|seen| version > seen + 1) {
        return Err(NotPublished::Raced);
    }
    let line = audit::Line {
        deed: Deed::RulesetAdded,
        subject_kind: "ruleset",
        subject_id: &version.to_string(),
        detail: json!({ "changed": changed }),
    };
    match by {
        By::Administrator(actor) => {
            audit::record(tx, actor, Role::Administrator, &line, now).await?;
        }
        By::Operator => audit::record_operator(tx, &line, now).await?,
    }
    Ok(version)
}
