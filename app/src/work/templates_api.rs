//! Templates: what is shown of them, and the port the server fills in.

use nara_domain::actor::Actor;
use nara_domain::fields::Values;
use nara_domain::template::Template;
use nara_domain::time::Stamp;

use crate::error::AppError;

/// A template, and who changed it last.
#[derive(Clone, Debug)]
pub struct StoredTemplate {
    pub id: i64,
    pub template: Template,
    /// Whoever changes it sends the one they saw.
    pub version: i64,
    pub changed_by: String,
    pub changed_at: Stamp,
}

/// What the pages and forms of templates ask for. Every method is for those who answer for the
/// administration ([`nara_domain::permissions::answer_for_department`]); the templates are everybody's.
#[async_trait::async_trait]
pub trait TemplatePort: Send + Sync {
    /// By kind and title.
    async fn templates(&self, actor: &Actor) -> Result<Vec<StoredTemplate>, AppError>;
    async fn template(&self, actor: &Actor, id: i64) -> Result<StoredTemplate, AppError>;
    /// Twice with the same key is once.
    ///
    /// # Errors
    /// `Invalid` at the fields; at `title` also where there are as many as there can be.
    async fn add_template(
        &self,
        actor: &Actor,
        typed: &Values,
        once: &str,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// # Errors
    /// `Conflict` where somebody else has changed it since `version`; `Invalid` at the fields.
    async fn change_template(
        &self,
        actor: &Actor,
        (id, version): (i64, i64),
        typed: &Values,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Twice is once.
    ///
    /// # Errors
    /// `Conflict` where somebody else has changed it since `version`.
    async fn remove_template(
        &self,
        actor: &Actor,
        (id, version): (i64, i64),
        now: Stamp,
    ) -> Result<(), AppError>;
}
