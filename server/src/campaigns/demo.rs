//! What the demo's builder may do to campaigns, within one transaction: the use cases of the pages, and
//! what the histories have told before there was a campaign.

use nara_app::error::AppError;
use nara_domain::actor::Actor;
use nara_domain::campaign::CampaignStageCode;
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::time::Stamp;

pub use super::choosing::put;
use super::choosing::{join, take_idea as take};
pub use super::novelty::say;
pub use super::parts::write as write_parts;
pub use super::pictures::put_told as put_picture;
use super::steps::take_due;
pub use super::steps::{draft, record};
use super::store;
pub use super::voting::cast;
use crate::db::{DbError, Tx};

/// The last act, as its page's form would say.
///
/// # Errors
/// The database's; also where there is no such campaign.
pub async fn seen(tx: &mut Tx, slug: &str) -> Result<String, DbError> {
    let campaign = store::lock(tx, slug).await?;
    let campaign = campaign.ok_or_else(|| DbError::Inconsistent(format!("no campaign {slug}")))?;
    let last = store::last_act(tx, campaign.id).await?;
    Ok(last.map(|last| last.to_string()).unwrap_or_default())
}

/// What is due by itself at that moment.
///
/// # Errors
/// Nothing was.
pub async fn let_days_pass(tx: &mut Tx, slug: &str, at: Stamp) -> Result<(), AppError> {
    let campaign = store::lock(tx, slug).await?;
    let mut campaign = campaign.ok_or(AppError::NotFound)?;
    match take_due(tx, &mut campaign, at).await? {
        true => Ok(()),
        false => Err(AppError::Conflict),
    }
}

/// # Errors
/// Something is awaited still.
pub async fn is_answered(tx: &mut Tx, slug: &str) -> Result<(), AppError> {
    let campaign = store::lock(tx, slug).await?;
    match campaign.ok_or(AppError::NotFound)?.stage.code() {
        CampaignStageCode::Answered => Ok(()),
        _ => Err(AppError::Conflict),
    }
}

/// A group by its name.
///
/// # Errors
/// As on the page.
pub async fn bring_group(
    tx: &mut Tx,
    supervisor: &Actor,
    (slug, name): (&str, &str),
    at: Stamp,
) -> Result<(), AppError> {
    let person = supervisor.person_id().ok_or(AppError::SignIn)?;
    let groups = store::list_free_groups(tx, person, at).await?;
    let group = groups.into_iter().find(|group| group.name == name);
    let group = group.ok_or(AppError::NotFound)?;
    join(tx, supervisor, slug, (group.id, true), at).await
}

/// Puts an idea into a set as if it had been chosen when it was written.
///
/// # Errors
/// Its author is in no group of a campaign with such a set.
pub async fn take_idea(tx: &mut Tx, idea: ProposalId, set: i64, at: Stamp) -> Result<(), AppError> {
    let author: PersonId = store::author_of(tx, idea).await?;
    take(tx, (idea, author), set, at).await
}
