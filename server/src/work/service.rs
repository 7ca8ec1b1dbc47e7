//! The port's implementation: each method loads, asks the rule, writes, and commits.

use std::sync::Arc;

use async_trait::async_trait;
use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::work::api::{
    Colleague, InsideView, NewNote, TO_ME, WorkItem, WorkPile, WorkPort, WorkQuery,
};
use nara_domain::actor::{Actor, Role};
use nara_domain::audit::Deed;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::letters::{DeskNews, UNPUBLISHED_SLUG};
use nara_domain::permissions::{
    Action, answer_for_department, archive_cases, read_all_unpublished, run_cases,
};
use nara_domain::search;
use nara_domain::text::slug;
use nara_domain::time::Stamp;
use nara_domain::work::{self, Pile};
use serde_json::json;

use super::store::{self, Narrow, NewNoteRow, Reader};
use crate::audit::{self, Line};
use crate::db::{Db, Tx};
use crate::outside::store as outside;
use crate::proposals::store::case::StoredCase;
use crate::proposals::store::waiting;
use crate::proposals::{News, ProposalService};

/// Most answers that wait in one list; nobody has more of them, and each stands on its case.
const ANSWERS_SHOWN: i64 = 100;

#[derive(Clone, Debug)]
pub struct WorkService {
    pub db: Db,
    pub site: Arc<Site>,
    pub proposals: Arc<ProposalService>,
}

fn reader(actor: &Actor, now: Stamp) -> Result<Reader, AppError> {
    run_cases(actor)?;
    Ok(Reader {
        id: actor.person_id().ok_or(AppError::SignIn)?,
        reads_all: read_all_unpublished(actor).is_ok(),
        now,
    })
}

/// The duty under which the log names who did it.
fn duty_of(actor: &Actor) -> Role {
    match actor.has(Role::Secretary) {
        true => Role::Secretary,
        false => Role::Official,
    }
}

/// The colleague a form names; none for an empty field.
fn chosen(typed: &str, colleagues: Vec<Colleague>) -> Result<Option<Colleague>, AppError> {
    let wrong = || AppError::Invalid(vec![FieldError::new("to", FieldProblem::NotAChoice)]);
    if typed.is_empty() {
        return Ok(None);
    }
    let id: PersonId = typed.parse().map_err(|_| wrong())?;
    let found = colleagues.into_iter().find(|one| one.id == id);
    found.map(Some).ok_or_else(wrong)
}

/// Gives a case to somebody, or to nobody, with a line in the log. False where somebody else has
/// changed it since `version`.
pub(crate) async fn give(
    tx: &mut Tx,
    actor: &Actor,
    id: ProposalId,
    (to, version): (Option<PersonId>, i64),
    now: Stamp,
) -> Result<bool, AppError> {
    if !store::assign(tx, id, to, version, now).await? {
        return Ok(false);
    }
    let line = Line {
        deed: Deed::CaseAssigned,
        subject_kind: "proposal",
        subject_id: &id.to_string(),
        detail: json!({ "to": to.map(PersonId::get) }),
    };
    audit::record(tx, actor, duty_of(actor), &line, now).await?;
    Ok(true)
}

#[async_trait]
impl WorkPort for WorkService {
    async fn work(
        &self,
        actor: &Actor,
        query: &WorkQuery,
        now: Stamp,
    ) -> Result<WorkPile, AppError> {
        let reader = reader(actor, now)?;
        if query.pile == Pile::Archive {
            archive_cases(actor)?;
        }
        let words = query.words.trim();
        let terms = search::query(words);
        let narrow = Narrow {
            pile: query.pile,
            words,
            terms: &terms,
            after: query.after,
            // One more than shown tells whether there is a next page.
            limit: query.limit.saturating_add(1),
        };
        let mut conn = self.db.read().await?;
        let mut items = store::list(&mut conn, reader, narrow).await?;
        let shown = usize::try_from(query.limit).unwrap_or(usize::MAX);
        let more = items.len() > shown;
        items.truncate(shown);
        let (id, all, most) = (reader.id, reader.reads_all, ANSWERS_SHOWN);
        let (answers, came) = match answer_for_department(actor) {
            Ok(()) => (
                waiting::list(&mut conn, id, all, most).await?,
                outside::arrived(&mut conn, id, all, most).await?,
            ),
            Err(_) => (Vec::new(), Vec::new()),
        };
        Ok(WorkPile {
            answers,
            came,
            colleagues: store::list_colleagues(&mut conn, now).await?,
            next: items.last().filter(|_| more).map(|last| last.id),
            items,
            counts: store::count(&mut conn, reader).await?,
        })
    }

    async fn inside(
        &self,
        actor: &Actor,
        id: ProposalId,
        now: Stamp,
    ) -> Result<InsideView, AppError> {
        let reader = reader(actor, now)?;
        let mut conn = self.db.read().await?;
        self.proposals
            .permitted(&mut conn, actor, Action::RunCase, id)
            .await?;
        let case = store::find(&mut conn, reader, id).await?;
        Ok(InsideView {
            case: case.ok_or(AppError::NotFound)?,
            colleagues: store::list_colleagues(&mut conn, now).await?,
            notes: store::list_notes(&mut conn, id).await?,
        })
    }

    async fn cases(
        &self,
        actor: &Actor,
        ids: &[ProposalId],
        now: Stamp,
    ) -> Result<Vec<WorkItem>, AppError> {
        let reader = reader(actor, now)?;
        let mut conn = self.db.read().await?;
        let mut found = Vec::new();
        for id in ids.iter().take(work::SEVERAL_MAX) {
            let permitted = self
                .proposals
                .permitted(&mut conn, actor, Action::RunCase, *id)
                .await;
            match permitted {
                Ok(_) => found.extend(store::find(&mut conn, reader, *id).await?),
                Err(AppError::NotFound | AppError::Denied(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }

    async fn colleagues(&self, actor: &Actor, now: Stamp) -> Result<Vec<Colleague>, AppError> {
        run_cases(actor)?;
        let mut conn = self.db.read().await?;
        Ok(store::list_colleagues(&mut conn, now).await?)
    }

    async fn assign(
        &self,
        actor: &Actor,
        id: ProposalId,
        (to, version): (&str, i64),
        now: Stamp,
    ) -> Result<(), AppError> {
        run_cases(actor)?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let mut tx = self.db.begin().await?;
        let case = self
            .proposals
            .permitted(&mut tx, actor, Action::RunCase, id)
            .await?;
        let colleagues = store::list_colleagues(&mut tx, now).await?;
        let mine = me.to_string();
        let to = match to {
            TO_ME => mine.as_str(),
            to => to,
        };
        let to = chosen(to, colleagues)?;
        let new = to.as_ref().map(|to| to.id);
        if !give(&mut tx, actor, id, (new, version), now).await? {
            return match store::find_holder(&mut tx, id).await? == new {
                // The same form, sent twice, or two who meant the same.
                true => Ok(()),
                false => Err(AppError::Conflict),
            };
        }
        if let Some(to) = to.filter(|to| to.id != me) {
            self.tell(&mut tx, actor, &case, (to.id, DeskNews::Given), now)
                .await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn note(
        &self,
        actor: &Actor,
        id: ProposalId,
        new: NewNote,
        now: Stamp,
    ) -> Result<(), AppError> {
        run_cases(actor)?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let once = self.proposals.once(&new.once)?;
        let mut tx = self.db.begin().await?;
        let case = self
            .proposals
            .permitted(&mut tx, actor, Action::RunCase, id)
            .await?;
        let colleagues = store::list_colleagues(&mut tx, now).await?;
        let (text, to) = match (work::note(&new.text), chosen(&new.to, colleagues)) {
            (Ok(text), Ok(to)) => (text, to),
            (Ok(_), Err(error)) => return Err(error),
            (Err(wrong), to) => {
                let mut errors = vec![FieldError::new("text", wrong.into())];
                if let Err(AppError::Invalid(more)) = to {
                    errors.extend(more);
                }
                return Err(AppError::Invalid(errors));
            }
        };
        let row = NewNoteRow {
            proposal: id,
            author: me,
            author_name: actor.name().unwrap_or_default(),
            to: to.as_ref().map(|to| to.id),
            text: &text,
            once: &once,
        };
        if !store::insert_note(&mut tx, &row, now).await? {
            return Ok(());
        }
        let holder = store::find_holder(&mut tx, id).await?;
        let told = match to {
            Some(to) => Some((to.id, DeskNews::Asked)),
            None => holder.map(|holder| (holder, DeskNews::Noted)),
        };
        if let Some(told) = told.filter(|(person, _)| *person != me) {
            self.tell(&mut tx, actor, &case, told, now).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

impl WorkService {
    /// A letter to a colleague that there is something on the desk.
    async fn tell(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        case: &StoredCase,
        (to, what): (PersonId, DeskNews),
        now: Stamp,
    ) -> Result<(), AppError> {
        let letters = self.proposals.room().letters();
        let news = News::of(what, actor.name().unwrap_or_default());
        letters.desk(tx, case, (&[to], news), now).await
    }
}

/// The page of a case among colleagues, as a letter names it: without the title where that is not public.
pub(super) fn inside(id: ProposalId, title: Option<&str>) -> String {
    let name = title.map_or_else(|| UNPUBLISHED_SLUG.to_owned(), slug);
    format!("/forslag/{id}/{name}/internt")
}
