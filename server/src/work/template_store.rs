//! All SQL of templates.

use nara_app::work::templates_api::StoredTemplate;
use nara_domain::ids::PersonId;
use nara_domain::template::{TEMPLATES_MAX, Template};
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_all, fetch_optional};

macro_rules! columns {
    () => {
        "select t.answer_template_id, t.title, t.kind, t.text, t.version, t.changed_at, \
         p.display_name from answer_template t join person p on p.person_id = t.changed_by "
    };
}

const LIST: &str = concat!(
    columns!(),
    "order by t.kind, t.title, t.answer_template_id limit $1"
);
const FIND: &str = concat!(columns!(), "where t.answer_template_id = $1");

#[derive(FromRow)]
struct TemplateRow {
    answer_template_id: i64,
    title: String,
    kind: String,
    text: String,
    version: i64,
    changed_at: i64,
    display_name: String,
}

impl TryFrom<TemplateRow> for StoredTemplate {
    type Error = DbError;

    fn try_from(row: TemplateRow) -> Result<Self, DbError> {
        let kind = row.kind.parse();
        Ok(Self {
            id: row.answer_template_id,
            template: Template {
                title: row.title,
                kind: kind.map_err(|_| DbError::Inconsistent("answer_template.kind".to_owned()))?,
                text: row.text,
            },
            version: row.version,
            changed_by: row.display_name,
            changed_at: Stamp(row.changed_at),
        })
    }
}

/// All of them, by kind and title.
pub async fn list(conn: &mut Conn) -> Result<Vec<StoredTemplate>, DbError> {
    let most = i64::try_from(TEMPLATES_MAX).unwrap_or(i64::MAX);
    let rows = fetch_all!(conn, TemplateRow, LIST, most)?;
    rows.into_iter().map(StoredTemplate::try_from).collect()
}

pub async fn find(conn: &mut Conn, id: i64) -> Result<Option<StoredTemplate>, DbError> {
    fetch_optional!(conn, TemplateRow, FIND, id)?
        .map(StoredTemplate::try_from)
        .transpose()
}

pub async fn count(conn: &mut Conn) -> Result<usize, DbError> {
    let found = fetch_optional!(conn, (i64,), "select count(*) from answer_template")?;
    Ok(found.map_or(0, |(count,)| usize::try_from(count).unwrap_or(usize::MAX)))
}

/// None where this form was sent before.
pub async fn insert(
    tx: &mut Tx,
    new: &Template,
    by: PersonId,
    once: &str,
    now: Stamp,
) -> Result<Option<i64>, DbError> {
    let row = fetch_optional!(
        tx,
        (i64,),
        "insert into answer_template (title, kind, text, version, changed_by, changed_at, once_key)
         values ($1, $2, $3, 1, $4, $5, $6)
         on conflict (once_key) do nothing returning answer_template_id",
        &new.title,
        new.kind.code(),
        &new.text,
        by.get(),
        now.0,
        once,
    )?;
    Ok(row.map(|(id,)| id))
}

/// False where somebody else has changed or removed it since `version`.
pub async fn update(
    tx: &mut Tx,
    (id, version): (i64, i64),
    new: &Template,
    by: PersonId,
    now: Stamp,
) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update answer_template set title = $3, kind = $4, text = $5, version = version + 1,
             changed_by = $6, changed_at = $7
         where answer_template_id = $1 and version = $2",
        id,
        version,
        &new.title,
        new.kind.code(),
        &new.text,
        by.get(),
        now.0,
    )?;
    Ok(changed > 0)
}

/// False where somebody else has changed or removed it since `version`.
pub async fn delete(tx: &mut Tx, (id, version): (i64, i64)) -> Result<bool, DbError> {
    let gone = execute!(
        tx,
        "delete from answer_template where answer_template_id = $1 and version = $2",
        id,
        version,
    )?;
    Ok(gone > 0)
}
