//! A form that is looked at: everything is done as where it is published, by the same code, and then
//! nothing of it is committed. So what is shown is what will be, and what would be refused is refused.

use nara_app::answers::api::{Intent, Looked};
use nara_app::error::AppError;
use nara_app::proposals::api::{DiscussionPage, NewAct, Recorded};
use nara_domain::actor::Actor;
use nara_domain::answer::ActKind;
use nara_domain::ids::{ActId, ProposalId};
use nara_domain::proposal::{StageCode, Transition};
use nara_domain::time::Stamp;

use super::ProposalService;
use super::record::happened_on;
use super::view::{Rights, act_view};
use crate::db::Tx;
use crate::proposals::store::act::{self, StoredAct};
use crate::proposals::store::case::{self, StoredCase};
use crate::proposals::store::prepared;

impl ProposalService {
    /// What the form would do. Its transaction is dropped.
    pub(crate) async fn look_at(
        &self,
        actor: &Actor,
        id: ProposalId,
        intent: Intent,
        new: NewAct,
        now: Stamp,
    ) -> Result<Looked, AppError> {
        let mut tx = self.db.begin().await?;
        let (tx, by, events) = (&mut tx, (actor, now), &mut Vec::new());
        let done = match intent {
            Intent::Answer(ActKind::OfficialAnswer) => {
                Recorded::Act(self.official_answer_in(tx, by, id, &new, events).await?)
            }
            Intent::Answer(kind) => {
                Recorded::Act(self.answer_in(tx, by, id, kind, new, events).await?)
            }
            Intent::Step(kind) => self.step_in(tx, by, id, kind, new, events).await?,
            Intent::Idea(kind) => {
                Recorded::Act(self.idea_step_in(tx, by, id, kind, new, events).await?)
            }
            Intent::Correction(wrong) => {
                Recorded::Act(self.correct_in(tx, by, id, wrong, new, events).await?)
            }
        };
        let case = case::find(tx, id).await?.ok_or(AppError::NotFound)?;
        let rules = self.room.rulesets.get(tx, case.ruleset_id).await?;
        let acts = act::of_proposal(tx, id).await?;
        let act = match done {
            Recorded::Act(act) => acts.iter().find(|one| one.id == act).cloned(),
            Recorded::Prepared => prepared_act(tx, &case, now).await?,
        };
        let act = act.ok_or(AppError::NotFound)?;
        let everybody = Rights::of_everybody(&case, &rules, &acts);
        let act = act_view(act, &Actor::Visitor, Some(&everybody));
        let page = DiscussionPage::default();
        let case = self.view_in(tx, actor, id, page, now).await?;
        Ok(Looked { case, act })
    }
}

/// What was prepared, as its act will be when a colleague has confirmed it: under that one's name, which
/// nobody knows yet.
async fn prepared_act(
    tx: &mut Tx,
    case: &StoredCase,
    now: Stamp,
) -> Result<Option<StoredAct>, AppError> {
    let Some(waits) = prepared::find(tx, case.id).await? else {
        return Ok(None);
    };
    let (kind, fields) = (waits.step.kind, waits.step.fields);
    let from = StageCode::from_code(case.course.code());
    let step = from.and_then(|from| Transition::parse_stored(from, kind, &fields).ok());
    let stage = kind.targets().first().map(|stage| stage.code());
    Ok(Some(StoredAct {
        id: ActId::new(0),
        proposal: case.id,
        kind: ActKind::Transition,
        step: Some(kind.code().to_owned()),
        stage: stage.unwrap_or_default().to_owned(),
        actor: None,
        actor_name: String::new(),
        standing: None,
        at: now,
        happened_on: step
            .as_ref()
            .and_then(happened_on)
            .unwrap_or_else(|| now.day()),
        fields,
        supersedes: None,
        prepared_by: None,
        superseded_by: None,
    }))
}
