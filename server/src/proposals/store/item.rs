//! A proposal as a line of a list.

use crate::db::FromRow;
use nara_app::proposals::api::ProposalItem;
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::proposal::{Course, Kind, Ruleset, Stage, Topic};
use nara_domain::text::slug;
use nara_domain::time::{Date, Stamp};

use super::code;
use super::ruleset::Rulesets;
use crate::db::{Conn, DbError, Statement};
use crate::fetch_all;

/// Everything a list shows; the text only as far as its gist needs it.
macro_rules! item_columns {
    () => {
        "select p.proposal_id, p.kind, p.title, substr(p.body, 1, 400) as opening, \
         p.body_withheld, p.topic, p.district, p.ruleset_id, p.course, p.support_count, \
         p.comment_count, p.submitted_at, p.changed_at, p.answer_by, p.shuffle, p.merged_into \
         from proposal p "
    };
}
pub(super) use item_columns;

const MINE: &str = concat!(
    item_columns!(),
    "where p.proposer_id = $1 and p.kind <> 'questions' order by p.proposal_id desc limit 200"
);
const SUPPORTED: &str = concat!(
    item_columns!(),
    "join support s on s.proposal_id = p.proposal_id \
     where s.person_id = $1 and p.stage_group <> 'not_public' and p.proposal_id < $2 \
     order by p.proposal_id desc limit $3"
);
/// Those that somebody has to do something about; what was rejected or taken back waits for nobody.
const WAITING: &str = concat!(
    item_columns!(),
    "where p.stage_group = 'not_public' and p.stage in ('submitted', 'needs_completion') \
     and p.proposal_id > $1 order by p.proposal_id limit $2"
);
/// The same and, wherever it is, what waits for a second reader.
const WAITING_TO_BE_READ: &str = concat!(
    item_columns!(),
    "where (p.stage_group = 'not_public' and p.stage in ('submitted', 'needs_completion') \
     or p.proposal_id in (select s.proposal_id from prepared_step s)) \
     and p.proposal_id > $1 order by p.proposal_id limit $2"
);
const BY_ID: &str = concat!(
    item_columns!(),
    "where p.stage_group <> 'not_public' and p.proposal_id in ("
);

/// Longest gist, in characters.
const GIST: usize = 180;

#[derive(FromRow)]
pub(super) struct ItemRow {
    proposal_id: i64,
    kind: String,
    title: String,
    opening: String,
    body_withheld: bool,
    topic: String,
    district: Option<String>,
    ruleset_id: i64,
    course: String,
    support_count: i64,
    comment_count: i64,
    submitted_at: i64,
    changed_at: i64,
    answer_by: Option<String>,
    shuffle: i64,
    merged_into: Option<i64>,
}

/// A line of a list with what its place in each order is made of.
#[derive(Clone, Debug)]
pub struct StoredItem {
    pub item: ProposalItem,
    pub shuffle: i64,
}

impl ItemRow {
    fn item(self, rules: &Ruleset) -> Result<StoredItem, DbError> {
        let topic: Topic = code("proposal.topic", &self.topic)?;
        let kind: Kind = code("proposal.kind", &self.kind)?;
        let course: Course = serde_json::from_str(&self.course)?;
        let answer_by: Option<Date> = self
            .answer_by
            .map(|day| code("proposal.answer_by", &day))
            .transpose()?;
        Ok(StoredItem {
            shuffle: self.shuffle,
            item: ProposalItem {
                id: ProposalId::new(self.proposal_id),
                slug: slug(&self.title),
                kind,
                gist: if self.body_withheld {
                    String::new()
                } else {
                    gist(&self.opening)
                },
                title: self.title,
                topic,
                district: self.district,
                threshold: threshold(kind, topic, rules),
                read_by: match &course {
                    Course::Proposal(Stage::Submitted { received, .. }) => rules.read_by(*received),
                    _ => None,
                },
                course,
                support_count: self.support_count,
                comment_count: self.comment_count,
                submitted_at: Stamp(self.submitted_at),
                changed_at: Stamp(self.changed_at),
                answer_by,
                merged_into: self.merged_into.map(ProposalId::new),
            },
        })
    }
}

/// Support needed to go to the council; an idea needs none.
pub fn threshold(kind: Kind, topic: Topic, rules: &Ruleset) -> Option<i64> {
    match kind {
        Kind::Proposal => rules.threshold_for(Some(topic)),
        Kind::Idea | Kind::Problem | Kind::Questions => None,
    }
}

/// The first sentences, cut at a word.
fn gist(opening: &str) -> String {
    let flat = opening.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= GIST {
        return flat;
    }
    let mut cut: String = flat.chars().take(GIST).collect();
    if let Some(space) = cut.rfind(' ') {
        cut.truncate(space);
    }
    let cut = cut.trim_end_matches([',', ';', ':', '–', '-']);
    if cut.ends_with(['.', '!', '?']) {
        cut.to_owned()
    } else {
        format!("{cut} …")
    }
}

/// Turns rows into lines; the few rulesets come from memory.
pub(super) async fn items(
    conn: &mut Conn,
    rulesets: &Rulesets,
    rows: Vec<ItemRow>,
) -> Result<Vec<StoredItem>, DbError> {
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        let rules = rulesets.get(conn, row.ruleset_id).await?;
        items.push(row.item(&rules)?);
    }
    Ok(items)
}

/// What somebody put forward, newest first, unpublished ones included.
pub async fn of_proposer(
    conn: &mut Conn,
    rulesets: &Rulesets,
    person: PersonId,
) -> Result<Vec<ProposalItem>, DbError> {
    let rows = fetch_all!(conn, ItemRow, MINE, person.get())?;
    let items = items(conn, rulesets, rows).await?;
    Ok(items.into_iter().map(|stored| stored.item).collect())
}

/// What somebody supports, the newest first, before one of them.
pub async fn supported_by(
    conn: &mut Conn,
    rulesets: &Rulesets,
    person: PersonId,
    before: Option<ProposalId>,
    limit: i64,
) -> Result<Vec<ProposalItem>, DbError> {
    let before = before.map_or(i64::MAX, ProposalId::get);
    let rows = fetch_all!(conn, ItemRow, SUPPORTED, person.get(), before, limit)?;
    let items = items(conn, rulesets, rows).await?;
    Ok(items.into_iter().map(|stored| stored.item).collect())
}

/// What is not public yet and waits, and for a second reader what somebody has prepared; the longest
/// first.
pub async fn waiting(
    conn: &mut Conn,
    rulesets: &Rulesets,
    after: Option<ProposalId>,
    second_reader: bool,
    limit: i64,
) -> Result<Vec<ProposalItem>, DbError> {
    let after = after.map_or(0, ProposalId::get);
    let rows = match second_reader {
        true => fetch_all!(conn, ItemRow, WAITING_TO_BE_READ, after, limit)?,
        false => fetch_all!(conn, ItemRow, WAITING, after, limit)?,
    };
    let items = items(conn, rulesets, rows).await?;
    Ok(items.into_iter().map(|stored| stored.item).collect())
}

/// The public ones of these, in any order.
pub async fn public_by_id(
    conn: &mut Conn,
    rulesets: &Rulesets,
    ids: &[i64],
) -> Result<Vec<ProposalItem>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut select = Statement::new(BY_ID);
    select.list(ids.iter().copied()).sql(")");
    let rows = conn.all(select).await?;
    let items = items(conn, rulesets, rows).await?;
    Ok(items.into_iter().map(|stored| stored.item).collect())
}

#[cfg(test)]
mod tests {
    use super::{GIST, gist};

    #[test]
    fn a_gist_ends_at_a_word() {
        assert_eq!(gist("Kort\n\ntext."), "Kort text.");
        let long = "Belysningen saknas. ".repeat(20);
        let cut = gist(&long);
        assert!(cut.chars().count() <= GIST + 2, "{cut}");
        assert!(
            cut.ends_with("saknas.") || cut.ends_with("Belysningen …"),
            "{cut}"
        );
        assert_eq!(gist(&"å".repeat(300)).chars().count(), GIST + 2);
    }
}
