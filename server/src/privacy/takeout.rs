//! Everything held about a person as one archive: a page of explanation and a JSON file.

use std::io::{Cursor, Write};

use nara_app::i18n::Lang;
use nara_app::t;
use nara_domain::time::Stamp;
use serde_json::{Map, Value};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::map::{Is, Table};
use super::store::{Texts, given};

/// A table's rows, ready to be written.
pub type Taken = (&'static Table, Vec<Texts>);

/// The archive's bytes.
///
/// # Errors
/// Only what writing into memory can fail with.
pub fn archive(taken: &[Taken], lang: Lang, now: Stamp) -> Result<Vec<u8>, TakeoutError> {
    let mut all = Map::new();
    all.insert("taken_at".to_owned(), Value::String(instant(now)));
    for (table, rows) in taken {
        let rows = rows.iter().map(|row| object(table, row)).collect();
        all.insert(table.name.to_owned(), Value::Array(rows));
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(
        t!(lang, "takeout-readme-name"),
        SimpleFileOptions::default(),
    )?;
    // Told to who is in one.
    let in_group = taken
        .iter()
        .any(|(table, rows)| table.name == "member" && !rows.is_empty());
    let group = match in_group {
        true => format!("\n{}", t!(lang, "takeout-readme-group")),
        false => String::new(),
    };
    zip.write_all(t!(lang, "takeout-readme", group = group).as_bytes())?;
    zip.start_file(t!(lang, "takeout-data-name"), SimpleFileOptions::default())?;
    serde_json::to_writer_pretty(&mut zip, &Value::Object(all))?;
    Ok(zip.finish()?.into_inner())
}

#[derive(Debug, thiserror::Error)]
pub enum TakeoutError {
    #[error(transparent)]
    Zip(#[from] zip::result::ZipError),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

fn object(table: &Table, row: &Texts) -> Value {
    let columns = table.columns.iter().filter(|column| given(column.is));
    let fields = columns.zip(&row.0).map(|(column, value)| {
        let value = match (column.is, value) {
            (_, None) => Value::Null,
            (Is::Moment, Some(text)) => match text.parse() {
                Ok(at) => Value::String(instant(Stamp(at))),
                Err(_) => Value::String(text.clone()),
            },
            (_, Some(text)) => Value::String(text.clone()),
        };
        (column.name.to_owned(), value)
    });
    Value::Object(fields.collect())
}

/// `2026-03-04T11:00:00Z`
fn instant(at: Stamp) -> String {
    jiff::Timestamp::from_millisecond(at.0)
        .map(|at| at.to_string())
        .unwrap_or_default()
}
