//! The SQL of pictures of ideas.

use nara_app::campaigns::api::{PictureShown, PictureToRead};
use nara_domain::campaign::{Picture, PictureState, Recognised};
use nara_domain::group::key_of;
use nara_domain::ids::{CampaignId, CampaignPictureId, GroupId, PersonId, ProposalId};
use nara_domain::privacy::ERASED_NAME;
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, FromRow, Tx};
use crate::documents::Scaled;
use crate::{execute, fetch_all, fetch_one, fetch_optional};

#[derive(FromRow)]
struct PictureRow {
    campaign_picture_id: i64,
    state: String,
    recognised: String,
    description: Option<String>,
    agreed: Option<String>,
    taken_by: Option<String>,
    width: i64,
    height: i64,
    word: Option<String>,
}

/// A picture without its file.
#[derive(Debug)]
pub struct StoredPicture {
    pub id: CampaignPictureId,
    pub state: PictureState,
    pub recognised: Recognised,
    /// None once it is gone.
    pub told: Option<Picture>,
    pub size: (i64, i64),
    /// What was said when it went back.
    pub word: Option<String>,
}

impl StoredPicture {
    /// As it is shown, where it stands.
    pub fn shown(&self) -> Option<PictureShown> {
        let told = self.told.as_ref()?;
        Some(PictureShown {
            id: self.id,
            description: told.description.clone(),
            taken_by: told.taken_by.clone(),
            recognised: self.recognised,
            width: self.size.0,
            height: self.size.1,
        })
    }
}

fn code<T>(what: &str, code: &str, found: Option<T>) -> Result<T, DbError> {
    found.ok_or_else(|| DbError::Inconsistent(format!("campaign_picture.{what} {code}")))
}

impl TryFrom<PictureRow> for StoredPicture {
    type Error = DbError;

    fn try_from(row: PictureRow) -> Result<Self, DbError> {
        let recognised = Recognised::from_code(&row.recognised);
        let recognised = code("recognised", &row.recognised, recognised)?;
        let told = row.description.zip(row.taken_by);
        Ok(Self {
            id: CampaignPictureId::new(row.campaign_picture_id),
            state: code("state", &row.state, PictureState::from_code(&row.state))?,
            recognised,
            told: told.map(|(description, taken_by)| Picture {
                description,
                recognised,
                agreed: row.agreed,
                taken_by,
            }),
            size: (row.width, row.height),
            word: row.word,
        })
    }
}

/// The last picture of an idea, whatever became of it.
pub async fn last(conn: &mut Conn, idea: ProposalId) -> Result<Option<StoredPicture>, DbError> {
    let row = fetch_optional!(
        conn,
        PictureRow,
        "select campaign_picture_id, state, recognised, description, agreed, taken_by,
            width, height, word
         from campaign_picture where proposal_id = $1 order by campaign_picture_id desc limit 1",
        idea.get(),
    )?;
    row.map(TryInto::try_into).transpose()
}

/// A picture of an idea by its number.
pub async fn find(
    conn: &mut Conn,
    idea: ProposalId,
    id: CampaignPictureId,
) -> Result<Option<StoredPicture>, DbError> {
    let row = fetch_optional!(
        conn,
        PictureRow,
        "select campaign_picture_id, state, recognised, description, agreed, taken_by,
            width, height, word
         from campaign_picture where proposal_id = $1 and campaign_picture_id = $2",
        idea.get(),
        id.get(),
    )?;
    row.map(TryInto::try_into).transpose()
}

/// The file, or the small one; none once it is gone.
pub async fn file(
    conn: &mut Conn,
    id: CampaignPictureId,
    small: bool,
) -> Result<Option<Vec<u8>>, DbError> {
    let row = match small {
        true => fetch_optional!(
            conn,
            (Option<Vec<u8>>,),
            "select small from campaign_picture where campaign_picture_id = $1",
            id.get(),
        )?,
        false => fetch_optional!(
            conn,
            (Option<Vec<u8>>,),
            "select bytes from campaign_picture where campaign_picture_id = $1",
            id.get(),
        )?,
    };
    Ok(row.and_then(|(bytes,)| bytes))
}

/// The group an idea's author wrote it in.
pub async fn group_of(conn: &mut Conn, idea: ProposalId) -> Result<Option<GroupId>, DbError> {
    let (group,) = fetch_one!(
        conn,
        (Option<i64>,),
        "select youth_group_id from proposal where proposal_id = $1",
        idea.get(),
    )?;
    Ok(group.map(GroupId::new))
}

/// Whether who wrote the idea is still there: has an account, and of a group is still in it.
pub async fn has_author(conn: &mut Conn, idea: ProposalId) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select p.proposal_id from proposal p join person e on e.person_id = p.proposer_id
         left join member m on m.person_id = p.proposer_id
            and m.youth_group_id = p.youth_group_id and m.state <> 'removed'
         where p.proposal_id = $1 and e.erased_at is null
            and (p.youth_group_id is null or m.person_id is not null)",
        idea.get(),
    )?;
    Ok(row.is_some())
}

/// Whether a picture's form was sent before.
pub async fn was_sent(conn: &mut Conn, idea: ProposalId, once: &str) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select campaign_picture_id from campaign_picture
         where proposal_id = $1 and once_key = $2",
        idea.get(),
        once,
    )?;
    Ok(row.is_some())
}

/// A picture before it stands anywhere.
#[derive(Debug)]
pub struct NewPicture<'a> {
    pub idea: ProposalId,
    pub person: PersonId,
    pub name: &'a str,
    pub state: PictureState,
    pub told: &'a Picture,
    pub large: &'a Scaled,
    pub small: &'a Scaled,
    pub once: &'a str,
}

/// False where one stands there already.
pub async fn insert(tx: &mut Tx, new: &NewPicture<'_>, now: Stamp) -> Result<bool, DbError> {
    let added = execute!(
        tx,
        "insert into campaign_picture (proposal_id, person_id, person_name, state, recognised,
            description, agreed, taken_by, width, height, at, once_key, bytes, small)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         on conflict do nothing",
        new.idea.get(),
        new.person.get(),
        new.name,
        new.state.code(),
        new.told.recognised.code(),
        new.told.description.as_str(),
        new.told.agreed.as_deref(),
        new.told.taken_by.as_str(),
        i64::from(new.large.width),
        i64::from(new.large.height),
        now.0,
        new.once,
        new.large.bytes.as_slice(),
        new.small.bytes.as_slice(),
    )?;
    Ok(added > 0)
}

/// Everybody sees it from now on. False where it does not wait any more.
pub async fn publish(
    tx: &mut Tx,
    id: CampaignPictureId,
    reader: PersonId,
    now: Stamp,
) -> Result<bool, DbError> {
    let done = execute!(
        tx,
        "update campaign_picture set state = 'shown', settled_by = $2, settled_at = $3
         where campaign_picture_id = $1 and state = 'waiting'",
        id.get(),
        reader.get(),
        now.0,
    )?;
    Ok(done > 0)
}

/// The file goes, and what was told of it. `from`: as whoever sent the form saw it. False where that is over.
pub async fn take_down(
    tx: &mut Tx,
    (id, from): (CampaignPictureId, PictureState),
    (to, word): (PictureState, Option<&str>),
    by: Option<PersonId>,
    now: Stamp,
) -> Result<bool, DbError> {
    let done = execute!(
        tx,
        "update campaign_picture set state = $3, word = $4, settled_by = $5, settled_at = $6,
            description = null, agreed = null, taken_by = null, bytes = null, small = null
         where campaign_picture_id = $1 and state = $2",
        id.get(),
        from.code(),
        to.code(),
        word,
        by.map(PersonId::get),
        now.0,
    )?;
    Ok(done > 0)
}

/// What stands at the ideas of a campaign, with whether somebody can be recognised.
pub async fn list_standing(
    conn: &mut Conn,
    campaign: CampaignId,
) -> Result<Vec<(CampaignPictureId, PictureState, Recognised)>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64, String, String),
        "select c.campaign_picture_id, c.state, c.recognised
         from campaign_picture c join proposal p on p.proposal_id = c.proposal_id
         where p.campaign_id = $1 and c.bytes is not null order by c.campaign_picture_id",
        campaign.get(),
    )?;
    let each = rows.into_iter().map(|(id, state, who)| {
        let found = PictureState::from_code(&state);
        let recognised = Recognised::from_code(&who);
        Ok((
            CampaignPictureId::new(id),
            code("state", &state, found)?,
            code("recognised", &who, recognised)?,
        ))
    });
    each.collect()
}

#[derive(FromRow)]
struct OfCampaignRow {
    proposal_id: i64,
    campaign_picture_id: i64,
    recognised: String,
    description: Option<String>,
    taken_by: Option<String>,
    width: i64,
    height: i64,
}

/// What everybody sees at the ideas of a campaign.
pub async fn list_shown(
    conn: &mut Conn,
    campaign: CampaignId,
) -> Result<Vec<(ProposalId, PictureShown)>, DbError> {
    let rows = fetch_all!(
        conn,
        OfCampaignRow,
        "select c.proposal_id, c.campaign_picture_id, c.recognised, c.description, c.taken_by,
            c.width, c.height
         from campaign_picture c join proposal p on p.proposal_id = c.proposal_id
         where p.campaign_id = $1 and c.state = 'shown' and p.hidden is null
         order by c.campaign_picture_id",
        campaign.get(),
    )?;
    let each = rows.into_iter().map(|row| {
        let found = Recognised::from_code(&row.recognised);
        let shown = PictureShown {
            id: CampaignPictureId::new(row.campaign_picture_id),
            description: row.description.unwrap_or_default(),
            taken_by: row.taken_by.unwrap_or_default(),
            recognised: code("recognised", &row.recognised, found)?,
            width: row.width,
            height: row.height,
        };
        Ok((ProposalId::new(row.proposal_id), shown))
    });
    each.collect()
}

/// Those files that go into the report of a campaign.
pub async fn list_files(
    conn: &mut Conn,
    campaign: CampaignId,
) -> Result<Vec<(CampaignPictureId, Vec<u8>)>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64, Option<Vec<u8>>),
        "select c.campaign_picture_id, c.bytes
         from campaign_picture c
         join campaign_choice w on w.proposal_id = c.proposal_id
         join proposal p on p.proposal_id = c.proposal_id
         where w.campaign_id = $1 and w.slot is not null and c.state = 'shown'
            and p.hidden is null
         order by c.campaign_picture_id",
        campaign.get(),
    )?;
    let files = rows.into_iter();
    Ok(files
        .filter_map(|(id, bytes)| Some((CampaignPictureId::new(id), bytes?)))
        .collect())
}

/// Pictures that wait to be read by who leads the group, the first that came first. Not of hidden ideas: nobody
/// reads those.
pub async fn list_to_read(
    conn: &mut Conn,
    group: GroupId,
    leader: PersonId,
) -> Result<Vec<PictureToRead>, DbError> {
    let rows = fetch_all!(
        conn,
        (String, i64, String, String),
        "select k.slug, p.proposal_id, p.title, c.person_name
         from campaign_picture c join proposal p on p.proposal_id = c.proposal_id
         join campaign k on k.campaign_id = p.campaign_id
         join group_supervisor s on s.youth_group_id = p.youth_group_id
         where p.youth_group_id = $1 and s.person_id = $2 and c.state = 'waiting'
            and p.hidden is null
         order by c.campaign_picture_id",
        group.get(),
        leader.get(),
    )?;
    let each = rows.into_iter();
    Ok(each
        .map(|(slug, idea, title, by)| PictureToRead {
            slug,
            idea: ProposalId::new(idea),
            title,
            by,
        })
        .collect())
}

/// Pictures that may name somebody: at ideas of their group, or that they wrote. Not those that go with them.
const NAMING: &str = "select c.campaign_picture_id, c.taken_by, coalesce(m.alias, p.proposer_name) \
    from campaign_picture c join proposal p on p.proposal_id = c.proposal_id \
    left join member m on m.person_id = $1 \
    where c.bytes is not null and (p.proposer_id = $1 or p.youth_group_id = m.youth_group_id) \
    and (p.proposer_id <> $1 or c.recognised = 'nobody') order by c.campaign_picture_id";
const UNNAME: &str = "update campaign_picture set taken_by = $2 \
    where campaign_picture_id = $1 and state = 'shown'";
const SEAL: &str = "insert into sealed_name (person_id, name, sealed_at) values ($1, $2, $3)";

/// Whether it was somebody of this name who took it, however that was written. Rather once too often.
fn is_named(taken_by: &str, name: &str) -> bool {
    // Of an alias with its group the alias.
    let name = key_of(name.split(',').next().unwrap_or(name));
    let taken_by = key_of(taken_by);
    let there = !name.is_empty() && !taken_by.is_empty();
    there && (taken_by.contains(&name) || name.contains(&taken_by))
}

/// With an account that goes: who took a picture is under seal, and on no page any more. Asked before the names
/// of ideas are sealed and the member is gone.
pub async fn seal(tx: &mut Tx, person: PersonId, now: Stamp) -> Result<(), DbError> {
    let rows = fetch_all!(tx, (i64, Option<String>, String), NAMING, person.get())?;
    for (id, taken_by, name) in rows {
        let Some(taken_by) = taken_by.filter(|taken_by| is_named(taken_by, &name)) else {
            continue;
        };
        // What nobody has read keeps what was told of it until it is shown, so it goes.
        let from = (CampaignPictureId::new(id), PictureState::Waiting);
        if take_down(tx, from, (PictureState::Gone, None), None, now).await? {
            continue;
        }
        if execute!(tx, UNNAME, id, ERASED_NAME)? > 0 {
            execute!(tx, SEAL, person.get(), taken_by.as_str(), now.0)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_is_found_however_it_is_written() {
        let alias = "Glad R\u{e4}v, Norrskolan 9B";
        for taken_by in [
            "Glad R\u{e4}v",
            "glad-r\u{e4}v",
            "Foto: Glad R\u{e4}vs telefon",
            "R\u{e4}v",
        ] {
            assert!(is_named(taken_by, alias), "{taken_by}");
        }
        for taken_by in ["Gruppen", "Snabb Hare", "..."] {
            assert!(!is_named(taken_by, alias), "{taken_by}");
        }
    }
}
