//! Entering what came on paper, by telephone or over the desk.
//!
//! Each entry makes a person of its own, at level K and without a way in: staff vouch for who it is
//! and never act as somebody who has an account. What is entered goes through the use cases that the
//! web goes through, in the transaction that writes what it rests on and the line that says who
//! entered it.

use std::sync::Arc;

use async_trait::async_trait;
use nara_app::error::AppError;
use nara_app::people::api::{EnteredView, PaperPort, PaperTyped, PaperWhat};
use nara_app::proposals::api::{DraftFields, ProposalPort};
use nara_domain::actor::{Actor, Level, Role};
use nara_domain::audit::Deed;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::identity::IdentityNumber;
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::name::{NAMELESS, NameForm, ProtectedBy, shown_name};
use nara_domain::paper::{Channel, Entered, Paper, PaperText, person};
use nara_domain::permissions::{Action, Subject, can};
use nara_domain::time::Stamp;
use serde_json::json;

use super::paper_store::{self, NewPaper};
use super::{seal, store};
use crate::accounts::store::{self as accounts, NewPerson};
use crate::audit::{self, Line};
use crate::db::{Db, Tx};
use crate::identity::{NumberKey, store as identity};
use crate::live::NewEvent;
use crate::proposals::store::support;
use crate::proposals::{ProposalService, Submission};

#[derive(Clone, Debug)]
pub struct PaperService {
    db: Db,
    proposals: Arc<ProposalService>,
    numbers: NumberKey,
}

/// What the form asks for, checked.
enum Wanted {
    Submission(Box<Submission>, NameForm),
    Support(ProposalId),
}

impl PaperService {
    pub fn new(db: Db, proposals: Arc<ProposalService>, numbers: NumberKey) -> Self {
        Self {
            db,
            proposals,
            numbers,
        }
    }

    /// Whom it is entered for: who was entered with this number before, else somebody new. Nobody
    /// who comes in by a way of their own.
    async fn person_for(
        &self,
        tx: &mut Tx,
        paper: &Paper,
        (number, shown_as): (Option<&str>, (NameForm, bool)),
        now: Stamp,
    ) -> Result<Actor, AppError> {
        let Some(hash) = number else {
            return self.make_person(tx, paper, shown_as, now).await;
        };
        match identity::find_by_number(tx, hash).await? {
            Some(known) => {
                if !paper_store::is_only_on_paper(tx, known).await? {
                    return Err(wrong("number", FieldProblem::HasAccount));
                }
                self.known_person(tx, known, paper, shown_as, now).await
            }
            None => {
                let person = self.make_person(tx, paper, shown_as, now).await?;
                let id = person.person_id().ok_or(AppError::Internal)?;
                match identity::insert_number(tx, id, hash, true, now).await {
                    // Two desks at the same moment.
                    Err(error) if error.is_unique_violation() => Err(AppError::Conflict),
                    other => other.map(|_| person).map_err(AppError::from),
                }
            }
        }
    }

    /// Somebody who was entered before, called as they are now. Who must not be found stays so.
    async fn known_person(
        &self,
        tx: &mut Tx,
        id: PersonId,
        paper: &Paper,
        (form, protected): (NameForm, bool),
        now: Stamp,
    ) -> Result<Actor, AppError> {
        let known = store::lock(tx, id).await?.ok_or(AppError::Internal)?;
        if protected && known.protection.is_none() {
            store::update_names(tx, id, (&paper.names, form), &known.shown).await?;
            store::protect(tx, id, ProtectedBy::Person, now).await?;
            seal::everything_of(tx, id, now).await?;
            return Ok(person(id, NAMELESS.to_owned()));
        }
        let shown = shown_name(&paper.names, form, known.protection.is_some());
        store::update_names(tx, id, (&paper.names, form), &shown).await?;
        Ok(person(id, shown))
    }

    /// The keyed hash of a number as typed; none where none was.
    fn number(&self, typed: &str, now: Stamp) -> Result<Option<String>, AppError> {
        match typed.trim() {
            "" => Ok(None),
            typed => IdentityNumber::parse(typed, now.day())
                .map(|number| Some(self.numbers.number(&number)))
                .map_err(|_| wrong("number", FieldProblem::NotANationalNumber)),
        }
    }

    async fn entered_before(&self, staff: PersonId, once: &str) -> Result<Option<i64>, AppError> {
        let mut conn = self.db.read().await?;
        Ok(paper_store::find_once(&mut conn, staff, once).await?)
    }

    /// Somebody without a way in.
    async fn make_person(
        &self,
        tx: &mut Tx,
        paper: &Paper,
        (form, protected): (NameForm, bool),
        now: Stamp,
    ) -> Result<Actor, AppError> {
        let shown = shown_name(&paper.names, form, protected);
        let new = NewPerson {
            email: None,
            display_name: &shown,
            password_hash: None,
            level: Level::K,
        };
        let id = accounts::insert_person(tx, &new, now).await?;
        store::update_names(tx, id, (&paper.names, form), &shown).await?;
        if protected {
            store::protect(tx, id, ProtectedBy::Person, now).await?;
        }
        Ok(person(id, shown))
    }

    async fn write(
        &self,
        tx: &mut Tx,
        person: &Actor,
        wanted: Wanted,
        now: Stamp,
    ) -> Result<(ProposalId, Vec<NewEvent>), AppError> {
        match wanted {
            Wanted::Submission(submission, _) => {
                self.proposals
                    .hand_in_for(tx, person, *submission, now)
                    .await
            }
            Wanted::Support(id) => {
                let events = self.proposals.support_for(tx, person, id, now).await?;
                Ok((id, events))
            }
        }
    }
}

/// The number of a proposal as somebody types it: alone, or in the address of its page.
fn proposal_number(typed: &str) -> Option<ProposalId> {
    let typed = typed.trim();
    let of_address = typed.split_once("/forslag/").map(|(_, rest)| rest);
    let number = of_address.unwrap_or(typed);
    number.split(['/', '?', '#']).next()?.parse().ok()
}

fn wrong(field: &str, problem: FieldProblem) -> AppError {
    AppError::Invalid(vec![FieldError::new(field, problem)])
}

/// How the name is shown has to be asked: nobody else can choose it for them.
fn name_form(fields: &DraftFields, protected: bool) -> Result<NameForm, AppError> {
    match (fields.name_form.trim(), protected) {
        (_, true) => Ok(NameForm::Nameless),
        (code, false) => NameForm::from_code(code)
            .filter(|form| *form != NameForm::Alias)
            .ok_or_else(|| wrong("name_form", FieldProblem::NotAChoice)),
    }
}

/// What is wrong with several parts of a form, told at once.
fn together<T>(
    result: Result<T, AppError>,
    errors: &mut Vec<FieldError>,
) -> Result<Option<T>, AppError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(AppError::Invalid(more)) => {
            errors.extend(more);
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

#[async_trait]
impl PaperPort for PaperService {
    async fn enter(&self, actor: &Actor, typed: &PaperTyped, now: Stamp) -> Result<i64, AppError> {
        let staff = actor.person_id().ok_or(AppError::SignIn)?;
        let rules = self.proposals.rules().await?;
        can(actor, Action::EnterPaper, &Subject::Site(&rules))?;
        let once = typed.once.trim();
        if once.is_empty() || once.len() > 200 || once.contains(char::is_control) {
            return Err(AppError::Malformed);
        }
        if let Some(known) = self.entered_before(staff, once).await? {
            return Ok(known);
        }
        let text = PaperText {
            given: &typed.given,
            family: &typed.family,
            channel: &typed.channel,
            reference: &typed.reference,
        };
        let mut errors = Vec::new();
        let number = together(self.number(&typed.number, now), &mut errors)?.flatten();
        let paper = together(Paper::checked(text).map_err(AppError::Invalid), &mut errors)?;
        let wanted = match &typed.what {
            PaperWhat::Proposal(fields) => {
                let form = together(name_form(fields, typed.protected), &mut errors)?;
                let submission = together(Submission::parse(fields, &rules), &mut errors)?;
                submission
                    .zip(form)
                    .map(|(submission, form)| Wanted::Submission(Box::new(submission), form))
            }
            PaperWhat::Support(number) => {
                let found = match proposal_number(number) {
                    Some(id) => self.proposals.get(&Actor::Visitor, id, now).await,
                    None => Err(AppError::NotFound),
                };
                match found {
                    Ok(view) => Some(Wanted::Support(view.id)),
                    Err(AppError::NotFound) => {
                        errors.push(FieldError::new("proposal", FieldProblem::NoSuchProposal));
                        None
                    }
                    Err(other) => return Err(other),
                }
            }
        };
        let (Some(paper), Some(mut wanted), true) = (paper, wanted, errors.is_empty()) else {
            return Err(AppError::Invalid(errors));
        };
        let mut tx = self.db.begin().await?;
        let (kind, form) = match &mut wanted {
            Wanted::Submission(submission, form) => {
                submission.channel = Some(paper.channel);
                (Entered::Proposal, *form)
            }
            Wanted::Support(id) => {
                let known = paper_store::supports_by_name(&mut tx, *id, &paper.names).await?;
                // A number says better than a name who it is.
                if known && !typed.another && number.is_none() {
                    return Err(wrong("another", FieldProblem::SameName));
                }
                // No name is shown beside support.
                (Entered::Support, NameForm::Nameless)
            }
        };
        let who = (number.as_deref(), (form, typed.protected));
        let person = self.person_for(&mut tx, &paper, who, now).await?;
        if let (Wanted::Support(id), Some(person)) = (&wanted, person.person_id())
            && support::is_mine(&mut tx, *id, person).await?
        {
            return Err(wrong("number", FieldProblem::SupportsAlready));
        }
        let (proposal, events) = self.write(&mut tx, &person, wanted, now).await?;
        let new = NewPaper {
            person: person.person_id().ok_or(AppError::Internal)?,
            entered_by: staff,
            kind: kind.code(),
            proposal,
            channel: paper.channel.code(),
            reference: &paper.reference,
            once,
            now,
        };
        let id = match paper_store::insert(&mut tx, &new).await {
            // The same form at the same moment: the other's transaction is the one that counts.
            Err(error) if error.is_unique_violation() => {
                drop(tx);
                let known = self.entered_before(staff, once).await?;
                return known.ok_or(AppError::Conflict);
            }
            other => other?,
        };
        let duty = match actor.has(Role::Secretary) {
            true => Role::Secretary,
            false => Role::Official,
        };
        let line = Line {
            deed: Deed::PaperEntered,
            subject_kind: "proposal",
            subject_id: &proposal.to_string(),
            detail: json!({
                "paper": id,
                "entered": kind.code(),
                "channel": paper.channel.code(),
                "reference": paper.reference,
            }),
        };
        audit::record(&mut tx, actor, duty, &line, now).await?;
        self.proposals.finish_entered(tx, &events, now).await?;
        Ok(id)
    }

    async fn entered(&self, actor: &Actor, id: i64) -> Result<EnteredView, AppError> {
        let staff = actor.person_id().ok_or(AppError::SignIn)?;
        let mut conn = self.db.read().await?;
        let row = paper_store::find(&mut conn, id, staff).await?;
        let row = row.ok_or(AppError::NotFound)?;
        let known = store::find(&mut conn, PersonId::new(row.person_id)).await?;
        let known = known.ok_or(AppError::NotFound)?;
        let name = match known.protection {
            Some(_) => NAMELESS.to_owned(),
            None => known.own(),
        };
        Ok(EnteredView {
            id,
            what: Entered::from_code(&row.kind).ok_or(AppError::Internal)?,
            name,
            channel: Channel::from_code(&row.channel).ok_or(AppError::Internal)?,
            reference: row.reference,
            at: Stamp(row.at),
            proposal: ProposalId::new(row.proposal_id),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::proposal_number;
    use nara_domain::ids::ProposalId;

    #[test]
    fn a_number_is_read_alone_and_out_of_an_address() {
        for typed in [
            "12",
            " 12 ",
            "/forslag/12/lekplats",
            "https://nara.bjorksjo.se/forslag/12/lekplats?sida=2#inlagg-1",
            "https://nara.bjorksjo.se/en/forslag/12",
        ] {
            assert_eq!(proposal_number(typed), Some(ProposalId::new(12)), "{typed}");
        }
        for typed in ["", "tolv", "KS/2026:12", "-12", "012"] {
            assert_eq!(proposal_number(typed), None, "{typed}");
        }
    }
}
