//! The port's implementation for templates.

use async_trait::async_trait;
use nara_app::error::AppError;
use nara_app::work::templates_api::{StoredTemplate, TemplatePort};
use nara_domain::actor::{Actor, Role};
use nara_domain::audit::Deed;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::fields::Values;
use nara_domain::ids::PersonId;
use nara_domain::permissions::answer_for_department;
use nara_domain::template::{TEMPLATES_MAX, Template};
use nara_domain::time::Stamp;
use serde_json::json;

use super::template_store as store;
use crate::audit::{self, Line};
use crate::db::{Db, Tx};

#[derive(Clone, Debug)]
pub struct TemplateService {
    pub db: Db,
}

fn writer(actor: &Actor) -> Result<PersonId, AppError> {
    answer_for_department(actor)?;
    actor.person_id().ok_or(AppError::SignIn)
}

async fn write_down(
    tx: &mut Tx,
    actor: &Actor,
    deed: Deed,
    id: i64,
    now: Stamp,
) -> Result<(), AppError> {
    let line = Line {
        deed,
        subject_kind: "template",
        subject_id: &id.to_string(),
        detail: json!({}),
    };
    audit::record(tx, actor, Role::Official, &line, now).await?;
    Ok(())
}

#[async_trait]
impl TemplatePort for TemplateService {
    async fn templates(&self, actor: &Actor) -> Result<Vec<StoredTemplate>, AppError> {
        writer(actor)?;
        Ok(store::list(&mut self.db.read().await?).await?)
    }

    async fn template(&self, actor: &Actor, id: i64) -> Result<StoredTemplate, AppError> {
        writer(actor)?;
        let found = store::find(&mut self.db.read().await?, id).await?;
        found.ok_or(AppError::NotFound)
    }

    async fn add_template(
        &self,
        actor: &Actor,
        typed: &Values,
        once: &str,
        now: Stamp,
    ) -> Result<(), AppError> {
        let me = writer(actor)?;
        let once = once.trim();
        if once.is_empty() || once.len() > 200 || once.contains(char::is_control) {
            return Err(AppError::Malformed);
        }
        let new = Template::parse(typed)?;
        let mut tx = self.db.begin().await?;
        if store::count(&mut tx).await? >= TEMPLATES_MAX {
            let max = TEMPLATES_MAX;
            let full = FieldError::new("title", FieldProblem::TooMany { max });
            return Err(AppError::Invalid(vec![full]));
        }
        // Another's form with the same key is another form.
        let once = format!("{me}:{once}");
        if let Some(id) = store::insert(&mut tx, &new, me, &once, now).await? {
            write_down(&mut tx, actor, Deed::TemplateMade, id, now).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    async fn change_template(
        &self,
        actor: &Actor,
        (id, version): (i64, i64),
        typed: &Values,
        now: Stamp,
    ) -> Result<(), AppError> {
        let me = writer(actor)?;
        let mut tx = self.db.begin().await?;
        let now_there = store::find(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        let new = Template::parse(typed)?;
        if now_there.template == new {
            // The same form, sent twice, or two who meant the same.
            return Ok(());
        }
        if !store::update(&mut tx, (id, version), &new, me, now).await? {
            return Err(AppError::Conflict);
        }
        write_down(&mut tx, actor, Deed::TemplateChanged, id, now).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn remove_template(
        &self,
        actor: &Actor,
        (id, version): (i64, i64),
        now: Stamp,
    ) -> Result<(), AppError> {
        writer(actor)?;
        let mut tx = self.db.begin().await?;
        if !store::delete(&mut tx, (id, version)).await? {
            return match store::find(&mut tx, id).await? {
                None => Ok(()),
                Some(_) => Err(AppError::Conflict),
            };
        }
        write_down(&mut tx, actor, Deed::TemplateRemoved, id, now).await?;
        tx.commit().await?;
        Ok(())
    }
}
