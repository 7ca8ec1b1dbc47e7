//! Rulesets. A stored version is never edited, so what was read once is kept in memory.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use nara_domain::proposal::Ruleset;
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, Tx};
use crate::{execute, fetch_one, fetch_optional};

const BY_ID: &str = "select rules from ruleset where ruleset_id = $1";
const LATEST: &str = "select ruleset_id from ruleset where municipality = $1 \
    order by version desc limit 1";
const BY_VERSION: &str = "select ruleset_id from ruleset where municipality = $1 and version = $2";
const LAST_VERSION: &str = "select coalesce(max(version), 0) from ruleset where municipality = $1";
const INSERT: &str = "insert into ruleset (municipality, version, rules, created_at) \
    values ($1, $2, $3, $4) on conflict (municipality, version) do nothing";

/// The rulesets read so far, by key.
#[derive(Clone, Debug, Default)]
pub struct Rulesets(Arc<RwLock<HashMap<i64, Arc<Ruleset>>>>);

impl Rulesets {
    /// The ruleset with this key.
    pub async fn get(&self, conn: &mut Conn, id: i64) -> Result<Arc<Ruleset>, DbError> {
        if let Some(known) = self.known(id) {
            return Ok(known);
        }
        let (rules,): (String,) = fetch_one!(conn, (String,), BY_ID, id)?;
        let rules: Arc<Ruleset> = Arc::new(serde_json::from_str(&rules)?);
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

/// The newest version's number; 0 where there is none.
pub async fn last_version(conn: &mut Conn, municipality: &str) -> Result<i64, DbError> {
    Ok(fetch_one!(conn, (i64,), LAST_VERSION, municipality)?.0)
}

/// Stores a version that is not there yet and answers with its key.
pub async fn ensure(tx: &mut Tx, rules: &Ruleset, now: Stamp) -> Result<i64, DbError> {
    let text = serde_json::to_string(rules)?;
    let _rows = execute!(tx, INSERT, &rules.municipality, rules.version, text, now.0)?;
    Ok(fetch_one!(tx, (i64,), BY_VERSION, &rules.municipality, rules.version)?.0)
}
