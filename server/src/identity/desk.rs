//! What administrators see of ways in and of the register, and what they do about them.

use std::io::Cursor;
use std::sync::Arc;

use async_trait::async_trait;
use nara_app::error::AppError;
use nara_app::identity::ROLL_FIELD;
use nara_app::identity::desk::{
    IdentityDeskPort, ProviderTried, ProviderTrouble, ProviderView, RegisterSource, RegisterView,
    RollLoaded, RollView,
};
use nara_domain::actor::{Actor, Role};
use nara_domain::audit::Deed;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::permissions::administer;
use nara_domain::roll::RollProblem;
use nara_domain::time::Stamp;
use serde_json::{Value, json};

use super::IdentityService;
use super::register::{LoadedBy, RollError, Rolls};
use crate::audit;
use crate::db::Db;
use crate::http::limits::{Action, Limits};
use crate::providers::Providers;

/// The keys of what came of it, in its line of the log.
const OUTCOME: &str = "outcome";
const ANSWERS: &str = "answers";

/// What the ways in and the register are to the administration.
#[derive(Debug)]
pub struct IdentityDesk {
    pub db: Db,
    pub identity: Arc<IdentityService>,
    pub providers: Arc<Providers>,
    pub limits: Limits,
}

#[async_trait]
impl IdentityDeskPort for IdentityDesk {
    async fn providers(&self, actor: &Actor) -> Result<Vec<ProviderView>, AppError> {
        administer(actor)?;
        let mut conn = self.db.read().await?;
        let mut views = Vec::new();
        for (settings, redirect) in self.providers.set_up() {
            let last = audit::last_about(&mut conn, Deed::ProviderTested, &settings.id).await?;
            views.push(ProviderView {
                choice: settings.choice(),
                issuer: settings.issuer.as_str().to_owned(),
                redirect: redirect.to_owned(),
                number_required: settings.number_required,
                staff: settings
                    .staff
                    .iter()
                    .map(|rule| (rule.group.clone(), rule.standing.clone()))
                    .collect(),
                tried: last.map(|last| ProviderTried {
                    at: Stamp(last.at),
                    trouble: trouble(&last.detail),
                    by: last.actor_name,
                }),
            });
        }
        Ok(views)
    }

    async fn try_provider(&self, actor: &Actor, id: &str, now: Stamp) -> Result<(), AppError> {
        administer(actor)?;
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        self.limits
            .check(Action::TrialProvider, &person.to_string(), now)?;
        // Outside of a transaction: a provider may take its time.
        let trouble = self.providers.check(id, now).await?;
        let outcome = trouble.map_or(ANSWERS, ProviderTrouble::code);
        let line = audit::Line {
            deed: Deed::ProviderTested,
            subject_kind: "provider",
            subject_id: id,
            detail: json!({ OUTCOME: outcome }),
        };
        let mut tx = self.db.begin().await?;
        audit::record(&mut tx, actor, Role::Administrator, &line, now).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn register(&self, actor: &Actor) -> Result<RegisterView, AppError> {
        administer(actor)?;
        let roll = Rolls::describe(&self.db).await?;
        let mut conn = self.db.read().await?;
        let last = audit::last_about(&mut conn, Deed::RollLoaded, "").await?;
        Ok(RegisterView {
            source: match self.identity.register.host() {
                Some(host) => RegisterSource::Service(host),
                None => RegisterSource::Roll,
            },
            roll: roll.map(|(loaded_at, entries)| RollView { loaded_at, entries }),
            last: last.map(loaded),
        })
    }

    fn may_load(&self, actor: &Actor, now: Stamp) -> Result<(), AppError> {
        administer(actor)?;
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        self.limits
            .check(Action::LoadRoll, &person.to_string(), now)
    }

    async fn load_roll(
        &self,
        actor: &Actor,
        (file, sure): (Vec<u8>, bool),
        now: Stamp,
    ) -> Result<(), AppError> {
        administer(actor)?;
        // Where a service is asked, nobody would ask the list.
        if self.identity.register.host().is_some() {
            return Err(AppError::NotFound);
        }
        let wrong = |problem| AppError::Invalid(vec![FieldError::new(ROLL_FIELD, problem)]);
        if file.is_empty() {
            return Err(wrong(FieldProblem::NoFile));
        }
        let by = (LoadedBy::Administrator(actor), sure);
        match self.identity.rolls.load(Cursor::new(file), by, now).await {
            Ok(_) => Ok(()),
            Err(RollError::Refused(problem, _)) => Err(wrong(told(problem))),
            Err(RollError::Db(error)) => Err(error.into()),
            Err(RollError::Read(_)) => Err(AppError::Internal),
        }
    }
}

fn told(problem: RollProblem) -> FieldProblem {
    match problem {
        RollProblem::Empty => FieldProblem::NoNumbers,
        RollProblem::ManyWrong {
            refused,
            lines,
            first,
        } => FieldProblem::ManyWrongLines {
            refused,
            lines,
            first,
        },
        RollProblem::MuchShorter { stored, before } => FieldProblem::FarFewer { stored, before },
    }
}

fn trouble(detail: &str) -> Option<ProviderTrouble> {
    let detail: Value = serde_json::from_str(detail).unwrap_or_default();
    let outcome = detail.get(OUTCOME).and_then(Value::as_str);
    match outcome.unwrap_or_default() {
        ANSWERS => None,
        code => Some(ProviderTrouble::from_code(code).unwrap_or(ProviderTrouble::Down)),
    }
}

/// The line of the log that loading a list leaves.
fn loaded(last: audit::Last) -> RollLoaded {
    let detail: Value = serde_json::from_str(&last.detail).unwrap_or_default();
    let count = |name: &str| detail.get(name).and_then(Value::as_u64).unwrap_or_default();
    let lines = detail.get("lines").and_then(Value::as_array);
    RollLoaded {
        at: Stamp(last.at),
        stored: count("stored"),
        refused: count("refused"),
        refused_lines: lines
            .map(|lines| lines.iter().filter_map(Value::as_u64).collect())
            .unwrap_or_default(),
        by: last.actor_name,
    }
}
