//! Rulesets. A stored version is never edited, so what was read once is kept in memory.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use nara_domain::proposal::Ruleset;
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, Tx};
use crate::{fetch_all, fetch_one, fetch_optional};

const BY_ID: &str = "select rules from ruleset where ruleset_id = $1";
const LATEST: &str = "select ruleset_id from ruleset where municipality = $1 \
    order by version desc limit 1";
const LAST_VERSION: &str = "select coalesce(max(version), 0) from ruleset where municipality = $1";
const MUNICIPALITIES: &str = "select distinct municipality from ruleset order by municipality";
const INSERT: &str = "insert into ruleset (municipality, version, rules, created_at) \
    values ($1, $2, $3, $4) on conflict (municipality, version) do nothing \
    returning ruleset_id";

/// The rulesets read so far, by key.
#[derive(Clone, Debug, Default)]
pub struct Rulesets(Arc<RwLock<HashMap<i64, Arc<Ruleset>>>>);

impl Rulesets {
    /// The ruleset with this key.
    pub async fn get(&self, conn: &mut Conn, id: i64) -> Result<Arc<Ruleset>, DbError> {
        if let Some(known) = self.known(id) {
            return Ok(known);
        }
        let rules = Arc::new(by_id(conn, id).await?);
        // Another reader may have been faster: both read the same.
        if let Ok(mut all) = self.0.write() {
            all.insert(id, Arc::clone(&rules));
        }
        Ok(rules)
    }

    fn known(&self, id: i64) -> Option<Arc<Ruleset>> {
        self.0.read().ok()?.get(&id).cloned()
    }
}

/// The key of a municipality's newest ruleset.
pub async fn latest(conn: &mut Conn, municipality: &str) -> Result<Option<i64>, DbError> {
    Ok(fetch_optional!(conn, (i64,), LATEST, municipality)?.map(|(id,)| id))
}

/// The rules with this key, from the database.
pub async fn by_id(conn: &mut Conn, id: i64) -> Result<Ruleset, DbError> {
    let (rules,): (String,) = fetch_one!(conn, (String,), BY_ID, id)?;
    Ok(serde_json::from_str(&rules)?)
}

/// Every municipality there are rules of: one, unless somebody mistyped its name.
pub async fn municipalities(conn: &mut Conn) -> Result<Vec<String>, DbError> {
    let rows = fetch_all!(conn, (String,), MUNICIPALITIES)?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// Stores these as the newest version and answers with its key. `None`: somebody else stored one at
/// the same moment.
pub async fn add(tx: &mut Tx, rules: Ruleset, now: Stamp) -> Result<Option<i64>, DbError> {
    let (last,) = fetch_one!(tx, (i64,), LAST_VERSION, &rules.municipality)?;
    let version = last + 1;
    let rules = Ruleset { version, ..rules };
    let text = serde_json::to_string(&rules)?;
    let row = fetch_optional!(
        tx,
        (i64,),
        INSERT,
        &rules.municipality,
        version,
        text,
        now.0
    )?;
    Ok(row.map(|(id,)| id))
}
