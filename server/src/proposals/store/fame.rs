//! Who agreed to be shown for what was carried out.

use std::collections::BTreeMap;

use nara_app::fame::api::Famed;
use nara_domain::coauthors::byline;
use nara_domain::ids::ProposalId;
use nara_domain::text::slug;
use nara_domain::time::Stamp;

use super::{coauthor, code};
use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_all};

/// Who agreed already stays as they were.
const AGREE: &str = "update proposal set famed_at = $2 where proposal_id = $1 and famed_at is null";
const TAKE_BACK: &str = "update proposal set famed_at = null where proposal_id = $1";
/// With the report that it was done, as it stands now.
const HALL: &str = "select p.proposal_id, p.title, p.proposer_name, p.coauthors, p.submitted_at, a.fields \
    from proposal p join act a on a.proposal_id = p.proposal_id \
    where p.famed_at is not null and p.stage_group <> 'not_public' and p.hidden is null \
    and a.transition = 'mark_implemented' \
    and not exists (select 1 from act c where c.supersedes = a.act_id) \
    order by a.happened_on desc, p.proposal_id desc limit 200";

#[derive(FromRow)]
struct HallRow {
    proposal_id: i64,
    title: String,
    proposer_name: String,
    coauthors: String,
    submitted_at: i64,
    fields: String,
}

impl TryFrom<HallRow> for Famed {
    type Error = DbError;

    fn try_from(row: HallRow) -> Result<Self, DbError> {
        let mut fields: BTreeMap<String, String> = serde_json::from_str(&row.fields)?;
        let mut field = |name: &str| fields.remove(name).filter(|text| !text.is_empty());
        let (on, cost) = (field("on"), field("actual_cost"));
        let wrong = || DbError::Inconsistent("act.fields of mark_implemented".to_owned());
        Ok(Self {
            id: ProposalId::new(row.proposal_id),
            slug: slug(&row.title),
            title: row.title,
            name: byline(&row.proposer_name, &coauthor::names(&row.coauthors)?),
            submitted: Stamp(row.submitted_at).day(),
            done: code("act.fields.on", &on.ok_or_else(wrong)?)?,
            cost: cost.and_then(|cost| cost.parse().ok()).ok_or_else(wrong)?,
            photo_url: field("photo_url"),
            thanks: field("thanks"),
        })
    }
}

pub async fn agree(tx: &mut Tx, id: ProposalId, now: Stamp) -> Result<u64, DbError> {
    execute!(tx, AGREE, id.get(), now.0)
}

pub async fn take_back(tx: &mut Tx, id: ProposalId) -> Result<u64, DbError> {
    execute!(tx, TAKE_BACK, id.get())
}

pub async fn hall(conn: &mut Conn) -> Result<Vec<Famed>, DbError> {
    let rows = fetch_all!(conn, HallRow, HALL)?;
    rows.into_iter().map(Famed::try_from).collect()
}
