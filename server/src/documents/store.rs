//! Documents and their bytes.

use std::collections::{BTreeMap, BTreeSet};

use nara_app::statistics::api::PromisePhoto;
use nara_domain::document::{BELONGS_TO, FileKind, MEDIA_TYPE, NUMBER};
use nara_domain::ids::{ActId, ProposalId};

use crate::db::{Conn, DbError, Engine, FromRow, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

const CONTENT: &str = "insert into document_content (sha256, bytes) values ($1, $2) \
    on conflict (sha256) do nothing";
/// Two cases that drop the same file at once: the second one finds that the first has.
const LOCK_POSTGRES: &str = "select sha256 from document_content where sha256 = $1 for update";
const INSERT: &str = "insert into document (proposal_id, number, act_id, sha256) \
    values ($1, $2, $3, $4)";
const HASHES: &str = "select sha256 from document where proposal_id = $1 and sha256 is not null";
const LAST: &str = "select coalesce(max(number), 0) from document where proposal_id = $1";
const FIND: &str = "select d.sha256, a.fields from document d \
    join act a on a.act_id = d.act_id where d.proposal_id = $1 and d.number = $2";
const NEWEST: &str = "select a.fields from act a where a.proposal_id = $1 \
    and a.kind = 'document' order by a.act_id desc";
const BYTES: &str = "select bytes from document_content where sha256 = $1";
const REMOVE: &str = "update document set sha256 = null, removal_act_id = $1 \
    where proposal_id = $2 and number = $3 and removal_act_id is null";
/// Another case may have the same file.
const FORGET: &str = "delete from document_content where sha256 = $1 \
    and not exists (select 1 from document d where d.sha256 = $1)";

const SHOWING_STEPS: &str = "select act_id from act \
    where transition in ('report_progress', 'mark_implemented')";
/// What is told of the documents of cases with such a step, corrections after what they correct.
const TOLD_THERE: &str = "select a.proposal_id, a.fields from act a where a.kind = 'document' \
    and a.proposal_id in (select s.proposal_id from act s \
        where s.transition in ('report_progress', 'mark_implemented')) order by a.act_id";
const THERE: &str = "select d.proposal_id, d.number from document d where d.sha256 is not null \
    and d.proposal_id in (select s.proposal_id from act s \
        where s.transition in ('report_progress', 'mark_implemented'))";

/// Where a document is, and what its act says of the file.
#[derive(Clone, Debug)]
pub struct StoredDocument {
    /// None once it was taken down.
    pub sha256: Option<String>,
    pub fields: BTreeMap<String, String>,
}

#[derive(FromRow)]
struct DocumentRow {
    sha256: Option<String>,
    fields: String,
}

pub async fn find(
    conn: &mut Conn,
    case: ProposalId,
    number: i64,
) -> Result<Option<StoredDocument>, DbError> {
    let row = fetch_optional!(conn, DocumentRow, FIND, case.get(), number)?;
    row.map(|row| {
        Ok(StoredDocument {
            sha256: row.sha256,
            fields: serde_json::from_str(&row.fields)?,
        })
    })
    .transpose()
}

/// What the newest act about this document says: the first one, or a correction of it.
pub async fn told(
    conn: &mut Conn,
    case: ProposalId,
    number: i64,
) -> Result<Option<BTreeMap<String, String>>, DbError> {
    let number = number.to_string();
    for (fields,) in fetch_all!(conn, (String,), NEWEST, case.get())? {
        let fields: BTreeMap<String, String> = serde_json::from_str(&fields)?;
        if fields.get(NUMBER) == Some(&number) {
            return Ok(Some(fields));
        }
    }
    Ok(None)
}

/// The last picture of each case that came with a step of what was promised, and is still there.
pub async fn last_photos(conn: &mut Conn) -> Result<BTreeMap<ProposalId, PromisePhoto>, DbError> {
    let steps: BTreeSet<i64> = fetch_all!(conn, (i64,), SHOWING_STEPS)?
        .into_iter()
        .map(|(act,)| act)
        .collect();
    let mut photos: BTreeMap<(i64, i64), PromisePhoto> = BTreeMap::new();
    for (case, fields) in fetch_all!(conn, (i64, String), TOLD_THERE)? {
        let fields: BTreeMap<String, String> = serde_json::from_str(&fields)?;
        let number_in = |name: &str| fields.get(name).and_then(|text| text.parse::<i64>().ok());
        let text_in = |name: &str| fields.get(name).cloned().unwrap_or_default();
        let is_picture =
            FileKind::from_code(&text_in(MEDIA_TYPE)).is_some_and(FileKind::is_picture);
        let shows = number_in(BELONGS_TO).is_some_and(|act| steps.contains(&act));
        if let (Some(number), true, true) = (number_in(NUMBER), is_picture, shows) {
            let photo = PromisePhoto {
                number,
                text: text_in("description"),
                by: text_in("made_by"),
            };
            photos.insert((case, number), photo);
        }
    }
    let there: BTreeSet<(i64, i64)> = fetch_all!(conn, (i64, i64), THERE)?.into_iter().collect();
    // In the order of their numbers: the last of a case stays.
    Ok(photos
        .into_iter()
        .filter(|(which, _)| there.contains(which))
        .map(|((case, _), photo)| (ProposalId::new(case), photo))
        .collect())
}

pub async fn bytes(conn: &mut Conn, sha256: &str) -> Result<Option<Vec<u8>>, DbError> {
    let row = fetch_optional!(conn, (Vec<u8>,), BYTES, sha256)?;
    Ok(row.map(|(bytes,)| bytes))
}

/// The hashes of the files a case has.
pub async fn hashes(conn: &mut Conn, case: ProposalId) -> Result<Vec<String>, DbError> {
    let rows = fetch_all!(conn, (String,), HASHES, case.get())?;
    Ok(rows.into_iter().map(|(hash,)| hash).collect())
}

/// The number of the last document of a case, taken down or not; none is 0.
pub async fn last_number(conn: &mut Conn, case: ProposalId) -> Result<i64, DbError> {
    Ok(fetch_one!(conn, (i64,), LAST, case.get())?.0)
}

pub async fn insert(
    tx: &mut Tx,
    (case, number): (ProposalId, i64),
    act: ActId,
    (sha256, bytes): (&str, &[u8]),
) -> Result<(), DbError> {
    execute!(tx, CONTENT, sha256, bytes)?;
    execute!(tx, INSERT, case.get(), number, act.get(), sha256)?;
    Ok(())
}

/// Whether it was there to be taken down.
pub async fn remove(
    tx: &mut Tx,
    (case, number): (ProposalId, i64),
    removal: ActId,
    sha256: &str,
) -> Result<bool, DbError> {
    if tx.engine() == Engine::Postgres {
        let _row = fetch_optional!(tx, (String,), LOCK_POSTGRES, sha256)?;
    }
    let removed = execute!(tx, REMOVE, removal.get(), case.get(), number)?;
    execute!(tx, FORGET, sha256)?;
    Ok(removed == 1)
}
