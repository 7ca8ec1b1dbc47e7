//! What the demo's builder may do to questions, within one transaction: the use cases of the pages.

use nara_app::error::AppError;
use nara_domain::ids::{ProposalId, QuestionSetId};
use nara_domain::question::{Number, QuestionStepKind};

pub use super::steps::{ask, follow_up, say_same, take};
use super::{act_store, store};
use crate::db::Tx;
use crate::proposals::store::case;

/// Their discussion.
///
/// # Errors
/// Not everybody reads them.
pub async fn talk(tx: &mut Tx, id: QuestionSetId) -> Result<ProposalId, AppError> {
    let found = case::find_talk_of(tx, id).await?;
    found.ok_or(AppError::NotFound)
}

/// The last act about the same, as its page's form would say, and the last answer as it reads now.
///
/// # Errors
/// There is no such number.
pub async fn seen(
    tx: &mut Tx,
    (id, number): (QuestionSetId, Option<Number>),
) -> Result<(String, String), AppError> {
    use QuestionStepKind as K;
    let about = match number {
        None => None,
        Some(number) => {
            let questions = store::questions(tx, id, None).await?;
            let one = questions.iter().find(|one| one.number == number);
            Some(one.ok_or(AppError::NotFound)?.id)
        }
    };
    let acts = act_store::acts(tx, id).await?;
    let acts = acts.get(&about).map(Vec::as_slice).unwrap_or_default();
    let answer = acts
        .iter()
        .rfind(|act| matches!(act.step, K::Answer | K::Correct));
    let id = |act: Option<&nara_app::questions::api::QuestionAct>| {
        act.map(|act| act.id.to_string()).unwrap_or_default()
    };
    Ok((id(acts.last()), id(answer)))
}
