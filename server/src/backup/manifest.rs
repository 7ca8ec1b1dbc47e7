//! What a backup says of itself: at its beginning what is to come, at its end what came.

use std::collections::BTreeMap;

use nara_domain::backup::SchemaStep;
use nara_domain::time::Stamp;
use serde::{Deserialize, Serialize};

use crate::db::{Engine, Kind};

/// Said before the first row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The release of Nära that made it.
    pub program: String,
    /// Where the rows were.
    pub engine: Engine,
    /// When reading began.
    pub at: Stamp,
    /// The migrations those tables had been through.
    pub schema: Vec<Step>,
    /// In the order they come.
    pub tables: Vec<Table>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub version: i64,
    /// In hexadecimal.
    pub checksum: String,
}

/// A table as both databases have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    pub name: String,
    /// In the order of their names, so that both databases have the same.
    pub columns: Vec<Column>,
    /// In what order its rows come: those of its key.
    pub key: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    pub name: String,
    pub kind: Kind,
}

/// Said after the last row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    pub tables: Vec<Total>,
    pub uploads: Uploads,
    /// The last number each table gave, where it never gives one twice: rows that are gone had some.
    pub numbers: BTreeMap<String, i64>,
}

/// A table's rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Total {
    pub table: String,
    pub rows: u64,
    /// Of all rows in the order of the key, in hexadecimal.
    pub sha256: String,
}

/// A table that is not the same on two sides; nothing of a side that does not have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub table: String,
    pub from: Option<Total>,
    pub to: Option<Total>,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let table = &self.table;
        match (&self.from, &self.to) {
            (Some(from), Some(to)) if from.rows == to.rows => write!(
                f,
                "{table}: {} rows, of other contents ({} and {})",
                from.rows, from.sha256, to.sha256
            ),
            (Some(from), Some(to)) => write!(f, "{table}: {} rows, and {}", from.rows, to.rows),
            _ => write!(f, "{table}: on one side alone"),
        }
    }
}

/// Where two sides are not the same, in the order of the first one; then what only the second one has.
pub fn differences(from: &[Total], to: &[Total]) -> Vec<Difference> {
    let find = |side: &[Total], table: &str| side.iter().find(|each| each.table == table).cloned();
    let only_there = to.iter().filter(|total| find(from, &total.table).is_none());
    let both = from.iter().chain(only_there).map(|total| Difference {
        table: total.table.clone(),
        from: find(from, &total.table),
        to: find(to, &total.table),
    });
    both.filter(|each| each.from != each.to).collect()
}

/// Documents and pictures, which are rows as well. Each stands in the file with its own hash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Uploads {
    pub count: u64,
    pub bytes: u64,
}

impl Head {
    /// None of ours is without.
    pub fn version(&self) -> i64 {
        self.schema
            .iter()
            .map(|step| step.version)
            .max()
            .unwrap_or_default()
    }

    pub fn steps(&self) -> Vec<SchemaStep> {
        let steps = self.schema.iter().map(|step| SchemaStep {
            version: step.version,
            // What is no hexadecimal is no checksum of anything.
            checksum: hex::decode(&step.checksum).unwrap_or_default(),
        });
        steps.collect()
    }
}

impl From<SchemaStep> for Step {
    fn from(step: SchemaStep) -> Self {
        Self {
            version: step.version,
            checksum: hex::encode(step.checksum),
        }
    }
}

impl Table {
    pub fn kinds(&self) -> Vec<(&str, Kind)> {
        let columns = self.columns.iter();
        columns
            .map(|column| (column.name.as_str(), column.kind))
            .collect()
    }

    /// Where a column stands in a row.
    pub fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|each| each.name == column)
    }
}

impl Manifest {
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }

    /// Those of one table; none where it is not there.
    pub fn rows_of(&self, table: &str) -> u64 {
        let of = self.tables.iter().filter(|total| total.table == table);
        of.map(|total| total.rows).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn totals(of: &[(&str, u64, &str)]) -> Vec<Total> {
        let totals = of.iter().map(|(table, rows, sha256)| Total {
            table: (*table).to_owned(),
            rows: *rows,
            sha256: (*sha256).to_owned(),
        });
        totals.collect()
    }

    #[test]
    fn what_is_not_the_same_is_named() {
        let from = totals(&[("act", 3, "a"), ("comment", 4, "b"), ("person", 5, "c")]);
        assert!(differences(&from, &from).is_empty());
        let mut turned = from.clone();
        turned.reverse();
        assert!(differences(&from, &turned).is_empty(), "in any order");
        for (to, said) in [
            (
                &[("act", 3, "x"), ("comment", 4, "b"), ("person", 5, "c")][..],
                &["act: 3 rows, of other contents (a and x)"][..],
            ),
            (
                &[("act", 3, "a"), ("comment", 3, "x"), ("person", 5, "y")],
                &[
                    "comment: 4 rows, and 3",
                    "person: 5 rows, of other contents (c and y)",
                ],
            ),
            (
                &[("act", 3, "a"), ("person", 5, "c"), ("support", 0, "")],
                &["comment: on one side alone", "support: on one side alone"],
            ),
        ] {
            let found = differences(&from, &totals(to));
            let found: Vec<String> = found.iter().map(ToString::to_string).collect();
            assert_eq!(found, said);
        }
    }
}
