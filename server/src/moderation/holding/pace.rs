//! Looking for much in a short time: a job asks the rule about every proposal where something happened within the
//! hour, and keeps what it says until a moderator has looked.

use std::collections::BTreeMap;

use nara_app::error::AppError;
use nara_domain::actor::{Actor, Role};
use nara_domain::audit::Deed;
use nara_domain::error::FieldError;
use nara_domain::ids::{PaceId, ProposalId};
use nara_domain::moderation::REASON_MAX;
use nara_domain::moderation::pace::{
    PaceEvent, PaceKind, QUIET_HOURS, WINDOW_MINUTES, unusual, usual,
};
use nara_domain::permissions::moderate;
use nara_domain::text;
use nara_domain::time::Stamp;
use serde_json::json;

use super::{HoldingService, pace_store};
use crate::audit::{self, Line};
use crate::db::Conn;

/// What is usual is taken from so many hours before.
const USUAL_HOURS: i64 = 14 * 24;

type Seen = BTreeMap<(ProposalId, PaceKind), Vec<PaceEvent>>;

async fn seen(conn: &mut Conn, since: Stamp) -> Result<Seen, AppError> {
    let mut seen = Seen::new();
    for (proposal, kind, event) in pace_store::list_votes(conn, since).await? {
        seen.entry((proposal, kind)).or_default().push(event);
    }
    for (proposal, event) in pace_store::list_texts(conn, since).await? {
        let of = (proposal, PaceKind::Comments);
        seen.entry(of).or_default().push(event);
    }
    for (proposal, event) in pace_store::list_agreements(conn, since).await? {
        let of = (proposal, PaceKind::Agreements);
        seen.entry(of).or_default().push(event);
    }
    Ok(seen)
}

impl HoldingService {
    /// Looks once; how many were found that nobody knew of. Run by every server, and as often as anybody likes.
    ///
    /// # Errors
    /// The database's.
    pub async fn watch(&self, now: Stamp) -> Result<u64, AppError> {
        let since = now.plus_minutes(-WINDOW_MINUTES);
        let mut found = Vec::new();
        {
            let mut conn = self.db.read().await?;
            for ((proposal, kind), events) in seen(&mut conn, since).await? {
                // Most proposals are quiet: those cost no question about what is usual.
                if unusual(kind, &events, 1, now).is_none() {
                    continue;
                }
                let from = since.plus_hours(-USUAL_HOURS);
                let before = (from, since);
                let before = pace_store::count_before(&mut conn, (proposal, kind), before).await?;
                let usual = usual(before, USUAL_HOURS);
                found.extend(
                    unusual(kind, &events, usual, now).map(|figures| (proposal, kind, figures)),
                );
            }
        }
        if found.is_empty() {
            return Ok(0);
        }
        let quiet = now.plus_hours(-QUIET_HOURS);
        let mut tx = self.db.begin().await?;
        let mut new = 0;
        for (proposal, kind, figures) in &found {
            new += pace_store::keep(&mut tx, (*proposal, *kind), figures, quiet).await?;
        }
        tx.commit().await?;
        Ok(new)
    }

    pub(super) async fn looked(
        &self,
        actor: &Actor,
        id: PaceId,
        note: &str,
        now: Stamp,
    ) -> Result<(), AppError> {
        moderate(actor)?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let mut tx = self.db.begin().await?;
        let found = pace_store::find(&mut tx, id).await?;
        found.ok_or(AppError::NotFound)?;
        let note = text::lines(note, 1, REASON_MAX)
            .map_err(|problem| AppError::Invalid(vec![FieldError::new("note", problem.into())]))?;
        let by = (me, actor.name().unwrap_or_default());
        if !pace_store::settle(&mut tx, id, by, &note, now).await? {
            return Err(AppError::Conflict);
        }
        let id = id.to_string();
        let line = Line {
            deed: Deed::PaceLooked,
            subject_kind: "pace_alarm",
            subject_id: &id,
            detail: json!({ "case": id }),
        };
        audit::record(&mut tx, actor, Role::Moderator, &line, now).await?;
        tx.commit().await?;
        Ok(())
    }
}
