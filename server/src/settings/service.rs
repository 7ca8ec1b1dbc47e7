//! The port's implementation: each change is one transaction, with its line in the log.

use std::sync::Arc;

use async_trait::async_trait;
use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::settings::api::{MailSettings, MailView, RulesVersion, SettingsPort};
use nara_domain::actor::{Actor, Role};
use nara_domain::audit::Deed;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::fields::Values;
use nara_domain::moderation::holding::HoldingRules;
use nara_domain::permissions::administer;
use nara_domain::proposal::ruleset_form;
use nara_domain::switches::{Feature, Pause};
use nara_domain::theme::{Color, Theme};
use nara_domain::time::Stamp;
use serde_json::{Value, json};

use super::current::{DUTY, HOLDING, Settings, THEME, switch_name};
use super::rules::{self, By, NotPublished};
use super::store;
use crate::accounts::normalised_email;
use crate::audit;
use crate::db::Db;
use crate::http::limits::Limits;
use crate::mail::Post;

#[derive(Clone, Debug)]
pub struct SettingsService {
    pub db: Db,
    pub site: Arc<Site>,
    pub settings: Settings,
    pub limits: Limits,
    pub post: Post,
    pub mail: MailSettings,
}

impl SettingsService {
    /// Stores one setting with its line in the log, and believes nothing older from then on.
    async fn set(
        &self,
        actor: &Actor,
        (name, value): (&str, Value),
        (deed, detail): (Deed, Value),
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        if !store::add(&mut tx, name, &value.to_string(), now).await? {
            return Err(AppError::Conflict);
        }
        let line = audit::Line {
            deed,
            subject_kind: "setting",
            subject_id: name,
            detail,
        };
        audit::record(&mut tx, actor, Role::Administrator, &line, now).await?;
        tx.commit().await?;
        self.settings.forget();
        Ok(())
    }
}

/// The colour typed, or what is wrong with it.
fn theme(typed: &str) -> Result<Option<Theme>, FieldProblem> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let color = Color::parse(typed).map_err(|_| FieldProblem::NotAColor)?;
    let theme = Theme::new(color).map_err(|_nearest| FieldProblem::TooFaint)?;
    Ok(Some(theme))
}

impl From<NotPublished> for AppError {
    fn from(reason: NotPublished) -> Self {
        match reason {
            NotPublished::Raced => AppError::Conflict,
            NotPublished::Db(error) => error.into(),
            // The form has been checked, and the municipality is the server's own.
            NotPublished::Wrong(_) | NotPublished::OtherMunicipality { .. } => {
                tracing::error!(%reason, "rules.not_published");
                AppError::Internal
            }
        }
    }
}

#[async_trait]
impl SettingsPort for SettingsService {
    fn may(&self, actor: &Actor) -> Result<(), AppError> {
        Ok(administer(actor)?)
    }

    async fn rules(&self, actor: &Actor) -> Result<Vec<RulesVersion>, AppError> {
        administer(actor)?;
        let mut conn = self.db.read().await?;
        let rows = store::list_rulesets(&mut conn, &self.site.municipality).await?;
        rows.into_iter()
            .map(|row| {
                Ok(RulesVersion {
                    rules: serde_json::from_str(&row.rules).map_err(crate::db::DbError::from)?,
                    since: Stamp(row.created_at),
                    under: row.under,
                })
            })
            .collect()
    }

    async fn check_rules(&self, actor: &Actor, typed: &Values) -> Result<(), AppError> {
        administer(actor)?;
        let mut conn = self.db.read().await?;
        let before = rules::newest(&mut conn, &self.site.municipality).await?;
        ruleset_form::read(typed, &before)?;
        Ok(())
    }

    async fn publish_rules(
        &self,
        actor: &Actor,
        typed: &Values,
        seen: i64,
        now: Stamp,
    ) -> Result<i64, AppError> {
        administer(actor)?;
        let mut tx = self.db.begin().await?;
        let before = rules::newest(&mut tx, &self.site.municipality).await?;
        let new = ruleset_form::read(typed, &before)?;
        let by = By::Administrator(actor);
        let version = rules::publish(&mut tx, new, Some(seen), by, now).await?;
        tx.commit().await?;
        Ok(version)
    }

    async fn set_theme(&self, actor: &Actor, typed: &str, now: Stamp) -> Result<(), AppError> {
        administer(actor)?;
        let theme = theme(typed)
            .map_err(|problem| AppError::Invalid(vec![FieldError::new("farg", problem)]))?;
        let color = theme.map(|theme| theme.brand().to_string());
        let value = serde_json::to_value(theme).map_err(crate::db::DbError::from)?;
        let deed = (Deed::ThemeChanged, json!({ "color": color }));
        self.set(actor, (THEME, value), deed, now).await
    }

    async fn set_holding(&self, actor: &Actor, typed: &Values, now: Stamp) -> Result<(), AppError> {
        administer(actor)?;
        let rules = HoldingRules::read(typed)?;
        // How many words, not which: the log is read by more people than the list.
        let detail = json!({
            "first_texts": rules.first_texts,
            "links": rules.links,
            "burst": rules.burst,
            "numbers": rules.numbers,
            "repeated": rules.repeated,
            "words": rules.words.len(),
            "limits": rules.limits,
        });
        let value = serde_json::to_value(rules).map_err(crate::db::DbError::from)?;
        let deed = (Deed::HoldingChanged, detail);
        self.set(actor, (HOLDING, value), deed, now).await
    }

    async fn set_duty(&self, actor: &Actor, typed: &str, now: Stamp) -> Result<(), AppError> {
        administer(actor)?;
        let address = match typed.trim() {
            "" => None,
            typed => Some(normalised_email(typed).map_err(|problem| {
                AppError::Invalid(vec![FieldError::new("duty_email", problem)])
            })?),
        };
        // Whether there is one, not which: it may be somebody's own.
        let deed = (Deed::DutyAddressSet, json!({ "there": address.is_some() }));
        self.set(actor, (DUTY, json!(address)), deed, now).await
    }

    async fn close(
        &self,
        actor: &Actor,
        feature: Feature,
        typed: &Values,
        now: Stamp,
    ) -> Result<(), AppError> {
        administer(actor)?;
        let pause = Pause::read(typed, now)?;
        let detail = json!({ "feature": feature, "until": pause.until });
        let value = serde_json::to_value(pause).map_err(crate::db::DbError::from)?;
        let deed = (Deed::FeatureClosed, detail);
        self.set(actor, (&switch_name(feature), value), deed, now)
            .await
    }

    async fn open(&self, actor: &Actor, feature: Feature, now: Stamp) -> Result<(), AppError> {
        administer(actor)?;
        let deed = (Deed::FeatureOpened, json!({ "feature": feature }));
        self.set(actor, (&switch_name(feature), Value::Null), deed, now)
            .await
    }

    async fn mail(&self, actor: &Actor) -> Result<MailView, AppError> {
        administer(actor)?;
        self.mail_view(actor).await
    }

    async fn try_mail(&self, actor: &Actor, lang: Lang, now: Stamp) -> Result<(), AppError> {
        administer(actor)?;
        self.send_trial(actor, lang, now).await
    }
}
