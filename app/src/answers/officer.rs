//! Who becomes a case's officer: one of the colleagues, or somebody without an account. Both fields
//! stand in the page; exactly one is to be filled in ([`nara_domain::proposal::officer`]).

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nara_domain::actor::Role;
use nara_domain::permissions::run_cases;
use nara_domain::proposal::officer::{HELD_VERSION, OFFICER_ID};

use super::spec::SpecForm;
use crate::context::{PageContext, port};
use crate::error::AppError;
use crate::t;
use crate::ui::{FormState, TextField};
use crate::work::api::{Colleague, Has, InsideView, WorkPort};
use crate::work::colleague_field;

/// Whom a case can be given to, and who has it.
#[derive(Clone, Debug)]
pub struct Officers {
    colleagues: Vec<Colleague>,
    /// The number of whoever is chosen before anybody chooses.
    chosen: String,
    version: i64,
}

/// Loads them where the form asks for them. A case that the reader may not see among colleagues is
/// refused by its own page.
pub fn officers(
    page: &PageContext,
    asked: bool,
) -> impl Future<Output = Result<Option<Officers>, AppError>> + use<> {
    let work = port::<dyn WorkPort>();
    let id = use_params_map()
        .read_untracked()
        .get("id")
        .unwrap_or_default();
    let (actor, now) = (page.actor.clone(), page.now);
    async move {
        if !asked || run_cases(&actor).is_err() {
            return Ok(None);
        }
        let id = id.parse().map_err(|_| AppError::NotFound)?;
        match work?.inside(&actor, id, now).await {
            Ok(inside) => {
                let own = actor.person_id().filter(|_| actor.has(Role::Official));
                Ok(Some(Officers::of(inside, own.map(|id| id.to_string()))))
            }
            Err(AppError::NotFound | AppError::Denied(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl Officers {
    /// Whoever has the case, or else the official who reads this.
    fn of(inside: InsideView, own: Option<String>) -> Self {
        let colleagues: Vec<Colleague> = inside
            .colleagues
            .into_iter()
            .filter(|one| one.is_official)
            .collect();
        // A secretary can have a case, and is no officer of it.
        let holder = match &inside.case.has {
            Has::Official(id, _) => colleagues.iter().any(|one| one.id == *id).then_some(*id),
            Has::Nobody | Has::Left(_) => None,
        };
        let holder = holder.map(|id| id.to_string());
        Self {
            colleagues,
            chosen: holder.or(own).unwrap_or_default(),
            version: inside.case.version,
        }
    }

    /// As the record has it: whom it names by number, where they can still be chosen, and the name
    /// otherwise.
    #[must_use]
    pub fn recorded(self, given: &mut BTreeMap<String, String>) -> Self {
        let named = given.remove(OFFICER_ID).unwrap_or_default();
        let is_here = self
            .colleagues
            .iter()
            .any(|one| one.id.to_string() == named);
        if is_here {
            given.remove("officer");
        }
        Self {
            chosen: if is_here { named } else { String::new() },
            ..self
        }
    }

    /// The department of whoever is chosen.
    pub fn department(&self) -> Option<String> {
        let mut all = self.colleagues.iter();
        let chosen = all.find(|one| one.id.to_string() == self.chosen)?;
        chosen.department.clone()
    }

    /// The two fields. `before` stands with the name.
    pub fn fields(&self, form: &SpecForm, before: AnyView) -> AnyView {
        let (lang, state) = (form.lang, &form.state);
        let words = (
            t!(lang, "field-officer_id").into_owned(),
            t!(lang, "field-officer_id-hint").into_owned(),
            "field-officer_id-none",
        );
        let version = state.value(HELD_VERSION, &self.version.to_string());
        let typed = form.given.get("officer").cloned().unwrap_or_default();
        let choice = colleague_field(
            lang,
            state,
            OFFICER_ID,
            words,
            &self.colleagues,
            &self.chosen,
        );
        let label = t!(lang, "field-officer_named").into_owned();
        let hint = t!(lang, "field-officer_named-hint").into_owned();
        view! {
            <input type="hidden" name=HELD_VERSION value=version/>
            {choice}
            <TextField
                form=FormState::clone(state) name="officer" label hint value=typed optional=true before
            />
        }
        .into_any()
    }
}
