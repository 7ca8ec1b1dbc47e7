//! Who is named as a case's officer, and has the case from then on.

use nara_app::error::AppError;
use nara_app::work::api::Colleague;
use nara_domain::actor::Actor;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::fields::Values;
use nara_domain::ids::PersonId;
use nara_domain::letters::DeskNews;
use nara_domain::proposal::Course;
use nara_domain::proposal::officer::{HELD_VERSION, OFFICER_ID, named, shown};
use nara_domain::time::Stamp;

use super::{News, Workroom};
use crate::db::Tx;
use crate::proposals::store::case::StoredCase;
use crate::work::{self, store};

/// What a form says of the officer.
#[derive(Clone, Debug, Default)]
pub(super) struct Chosen {
    /// Where it is a colleague with an account.
    pub colleague: Option<Colleague>,
    /// Who had the case when the form was made, by the version of that; none where a program sends it.
    held: Option<i64>,
    error: Option<FieldError>,
}

/// Takes the choice out of a form and puts the name in its place, as everybody will read it.
pub(super) async fn read(tx: &mut Tx, given: &mut Values, now: Stamp) -> Result<Chosen, AppError> {
    let held = match given.remove(HELD_VERSION).as_deref().map(str::trim) {
        None | Some("") => None,
        Some(version) => Some(version.parse().map_err(|_| AppError::Malformed)?),
    };
    let mut chosen = Chosen {
        held,
        ..Chosen::default()
    };
    let number = given.remove(OFFICER_ID).unwrap_or_default();
    let typed = given.get("officer").map(String::as_str);
    match named(&number, typed.unwrap_or_default()) {
        // The page has both fields; a program has one, and is told which is missing.
        Ok(None) if held.is_some() && typed.is_none_or(|name| name.trim().is_empty()) => {
            chosen.error = Some(FieldError::new("officer", FieldProblem::NobodyChosen));
        }
        // A name.
        Ok(None) => {}
        Ok(Some(id)) => {
            let all = store::list_colleagues(tx, now).await?;
            chosen.colleague = all.into_iter().find(|one| one.id == id && one.is_official);
            if chosen.colleague.is_none() {
                chosen.error = Some(FieldError::new(OFFICER_ID, FieldProblem::NotAChoice));
            }
        }
        Err(error) => chosen.error = Some(error),
    }
    let name = match &chosen.colleague {
        Some(colleague) => Some(shown(&colleague.name, colleague.title.as_deref())),
        // Something was given, so that nothing is missing: what is wrong with it is said already.
        None => chosen.error.is_some().then(|| "–".to_owned()),
    };
    if let Some(name) = name {
        given.insert("officer".to_owned(), name);
    }
    Ok(chosen)
}

impl Chosen {
    /// What was wrong with it, before everything else that is wrong with the form.
    pub fn with_errors<T>(&self, read: Result<T, AppError>) -> Result<T, AppError> {
        match (self.error.clone(), read) {
            (None, read) => read,
            (Some(error), Err(AppError::Invalid(more))) => {
                Err(AppError::Invalid([vec![error], more].concat()))
            }
            (Some(_), Err(other)) => Err(other),
            (Some(error), Ok(_)) => Err(AppError::Invalid(vec![error])),
        }
    }

    /// Whether the record names this colleague now.
    pub fn is_of(&self, course: &Course) -> bool {
        let officer = course.as_proposal().and_then(|stage| stage.officer_id());
        officer.is_some() && officer == self.id()
    }

    /// Whether a form that was recorded names this colleague.
    pub fn is_named_in(&self, fields: &Values) -> bool {
        let named = fields.get(OFFICER_ID).and_then(|id| id.parse().ok());
        named.is_some() && named == self.id()
    }

    fn id(&self) -> Option<PersonId> {
        self.colleague.as_ref().map(|colleague| colleague.id)
    }
}

impl Workroom {
    /// Gives the case to the colleague who was chosen, unless somebody has changed who has it since the
    /// form was made: then it stays there, and the case's page among colleagues says that the two
    /// differ.
    pub(super) async fn give(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        (actor, chosen): (&Actor, &Chosen),
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(to) = chosen.id() else { return Ok(()) };
        let (holder, version) = store::find_assignment(tx, case.id).await?;
        let moved_on = chosen.held.is_some_and(|seen| seen != version);
        if holder == Some(to) || moved_on {
            return Ok(());
        }
        if !work::give(tx, actor, case.id, (Some(to), version), now).await? {
            return Ok(());
        }
        match actor.person_id() == Some(to) {
            true => Ok(()),
            false => {
                let news = News::of(DeskNews::Given, actor.name().unwrap_or_default());
                self.letters.desk(tx, case, (&[to], news), now).await
            }
        }
    }
}
