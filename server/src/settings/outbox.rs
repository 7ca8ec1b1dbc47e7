//! How mail is set up and how the outbox stands, and a letter to see whether letters go out.

use std::collections::BTreeMap;

use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::settings::api::{MailView, Tried};
use nara_domain::actor::{Actor, Role};
use nara_domain::audit::Deed;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::letters::Trouble;
use nara_domain::time::Stamp;
use serde_json::{Value, json};

use super::SettingsService;
use super::store;
use crate::accounts::store as accounts;
use crate::audit;
use crate::db::{Conn, DbError};
use crate::http::limits::Action;
use crate::mail::{letters, trouble_of};

/// The key of a trial's outcome in its line of the log.
const OUTCOME: &str = "outcome";
const SENT: &str = "sent";

impl SettingsService {
    pub(super) async fn mail_view(&self, actor: &Actor) -> Result<MailView, AppError> {
        let mut conn = self.db.read().await?;
        let outbox = store::outbox(&mut conn).await?;
        let mut troubles: BTreeMap<Trouble, i64> = BTreeMap::new();
        for (noted, count) in store::outbox_errors(&mut conn).await? {
            *troubles.entry(trouble_of(&noted)).or_default() += count;
        }
        let mut troubles: Vec<_> = troubles.into_iter().collect();
        troubles.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let tried = audit::last(&mut conn, Deed::LetterTested).await?;
        Ok(MailView {
            settings: self.mail.clone(),
            waiting: outbox.waiting,
            failing: outbox.failing,
            given_up: outbox.given_up,
            oldest: outbox.oldest_at.map(Stamp),
            troubles,
            tried: tried.map(read),
            own_address: own_address(&mut conn, actor).await?,
        })
    }

    /// Sends to the administrator alone, past the outbox: what is wrong is known at once.
    pub(super) async fn send_trial(
        &self,
        actor: &Actor,
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let address = own_address(&mut self.db.read().await?, actor).await?;
        let missing = || AppError::Invalid(vec![FieldError::new("address", FieldProblem::Missing)]);
        let address = address.ok_or_else(missing)?;
        self.limits
            .check(Action::TrialLetter, &person.to_string(), now)?;
        let letter = letters::tried(&self.site, lang);
        // Outside of a transaction: a mail server may take its time.
        let outcome = match self.post.try_out(&address, &letter, now).await {
            Ok(()) => SENT,
            Err(trouble) => trouble.code(),
        };
        let line = audit::Line {
            deed: Deed::LetterTested,
            subject_kind: "setting",
            subject_id: "mail",
            detail: json!({ OUTCOME: outcome }),
        };
        let mut tx = self.db.begin().await?;
        audit::record(&mut tx, actor, Role::Administrator, &line, now).await?;
        tx.commit().await?;
        Ok(())
    }
}

async fn own_address(conn: &mut Conn, actor: &Actor) -> Result<Option<String>, DbError> {
    let Some(person) = actor.person_id() else {
        return Ok(None);
    };
    let person = accounts::find_person(conn, person).await?;
    Ok(person.and_then(|person| person.email))
}

fn read(row: audit::Last) -> Tried {
    let detail: Value = serde_json::from_str(&row.detail).unwrap_or_default();
    let outcome = detail.get(OUTCOME).and_then(Value::as_str);
    let outcome = outcome.unwrap_or_default();
    Tried {
        at: Stamp(row.at),
        by: row.actor_name,
        trouble: match outcome {
            SENT => None,
            code => Some(Trouble::from_code(code).unwrap_or(Trouble::Other)),
        },
    }
}
