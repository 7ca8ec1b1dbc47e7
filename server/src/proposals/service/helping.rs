//! Helping with an idea.

use async_trait::async_trait;
use nara_app::error::AppError;
use nara_app::helping::api::{HelperNames, HelpersView, HelpingPort};
use nara_domain::actor::{Actor, Level};
use nara_domain::error::Denied;
use nara_domain::helping::{Listed, listed, may_help};
use nara_domain::ids::ProposalId;
use nara_domain::name::NAMELESS;
use nara_domain::permissions::{Action, can};
use nara_domain::proposal::Kind;
use nara_domain::time::Stamp;

use super::ProposalService;
use super::record::subject;
use super::sharing::wrote;
use crate::db::{Conn, Tx};
use crate::http::limits::Action as Limited;
use crate::proposals::store::case::{self, StoredCase};
use crate::proposals::store::{absorb, adoption, helper};

/// Those whose names this reader sees, and how many more there are.
async fn names(
    conn: &mut Conn,
    case: &StoredCase,
    reader: &Actor,
    now: Stamp,
) -> Result<Option<HelperNames>, AppError> {
    // Nobody but these two can be shown a name: everybody else is spared the question.
    let concerned = reader.person_id() == Some(case.proposer) || reader.has_any_duty();
    if case.helper_count == 0 || !concerned {
        return Ok(None);
    }
    let me = reader.person_id();
    let (author, _, runs_group) = adoption::author(conn, case.id, me, now).await?;
    let shown = listed(reader, (case.proposer, author), runs_group);
    if shown == Listed::Nobody {
        return Ok(None);
    }
    let mut names = HelperNames::default();
    for (name, level, shows_name) in helper::all(conn, case.id).await? {
        let alias = level == Level::S.code();
        let seen = match shown {
            Listed::All => shows_name,
            Listed::Residents => !alias && shows_name,
            Listed::Nobody => false,
        };
        match seen && name != NAMELESS {
            true => names.named.push(name),
            false => names.unnamed += 1,
        }
    }
    Ok(Some(names))
}

impl ProposalService {
    /// What the page of an idea says of who helps.
    pub(super) async fn helpers_view(
        &self,
        conn: &mut Conn,
        case: &StoredCase,
        reader: &Actor,
        now: Stamp,
    ) -> Result<HelpersView, AppError> {
        if case.kind != Kind::Idea {
            return Ok(HelpersView::default());
        }
        let mine = match reader.person_id().filter(|_| case.helper_count > 0) {
            Some(person) => helper::mine(conn, case.id, person).await?,
            None => None,
        };
        let merged = case.merged_into.is_some();
        let wrote = wrote(conn, case, reader.person_id()).await?;
        let may = may_help(reader, (&case.course, merged), wrote);
        Ok(HelpersView {
            count: case.helper_count,
            mine,
            offer: matches!(may, Ok(()) | Err(Denied::SignIn)),
            names: names(conn, case, reader, now).await?,
        })
    }

    async fn idea_to_help(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        id: ProposalId,
    ) -> Result<StoredCase, AppError> {
        let case = case::find(tx, id).await?.ok_or(AppError::NotFound)?;
        let rules = self.room.rulesets.get(tx, case.ruleset_id).await?;
        can(actor, Action::ReadProposal, &subject(&case, &rules, None))?;
        match case.kind {
            Kind::Idea => Ok(case),
            Kind::Proposal | Kind::Problem | Kind::Questions => Err(AppError::NotFound),
        }
    }
}

#[async_trait]
impl HelpingPort for ProposalService {
    async fn help(
        &self,
        actor: &Actor,
        id: ProposalId,
        shows_name: bool,
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        // Locked, so that nobody helps under an account that is taken away.
        if !absorb::who_left(&mut tx, &[me.get()]).await?.is_empty() {
            return Err(AppError::SignIn);
        }
        let case = self.idea_to_help(&mut tx, actor, id).await?;
        let merged = case.merged_into.is_some();
        let wrote = wrote(&mut tx, &case, Some(me)).await?;
        may_help(actor, (&case.course, merged), wrote)?;
        self.limit(Limited::Follow, actor, now)?;
        helper::help(&mut tx, (id, me), shows_name, now).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn stop_helping(
        &self,
        actor: &Actor,
        id: ProposalId,
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        self.idea_to_help(&mut tx, actor, id).await?;
        self.limit(Limited::Follow, actor, now)?;
        helper::stop(&mut tx, id, me).await?;
        tx.commit().await?;
        Ok(())
    }
}
