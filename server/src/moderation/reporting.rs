//! Reporting a text.

use nara_app::error::AppError;
use nara_app::moderation::api::{AskedPlace, NewReport, Place, ReportPageView, Spot, TextRef};
use nara_domain::actor::Actor;
use nara_domain::error::{Denied, FieldError, FieldProblem, NotNow};
use nara_domain::ids::{CommentId, ModerationId};
use nara_domain::moderation::limits::Doing;
use nara_domain::moderation::{Hidden, Reason, WORDS_MAX, can_be_reported};
use nara_domain::permissions::{Action, can};
use nara_domain::text::{self, slug};
use nara_domain::time::Stamp;

use super::{ModerationService, asked, asked_store, report_store, store};
use crate::db::{Conn, Tx};
use crate::http::limits::Action as Limited;
use crate::proposals::store::case::{self, StoredCase as Proposal};
use crate::proposals::store::comment;
use crate::proposals::subject;
use crate::questions::store as question_store;

/// One of the choices; a problem at the field where it is none.
pub(super) fn chosen<T>(
    field: &str,
    typed: &str,
    of: impl Fn(&str) -> Option<T>,
    errors: &mut Vec<FieldError>,
) -> Option<T> {
    let found = of(typed.trim());
    if found.is_none() {
        let problem = match typed.trim() {
            "" => FieldProblem::Missing,
            _ => FieldProblem::NotAChoice,
        };
        errors.push(FieldError::new(field, problem));
    }
    found
}

/// One of the rules a text is hidden by, or not let through.
pub(super) fn rule_of(code: &str) -> Option<Reason> {
    Reason::from_code(code).filter(|rule| rule.is_rule())
}

/// Words that have to be there; a problem at the field where they cannot be taken.
pub(super) fn lines_of(
    field: &str,
    typed: &str,
    max: usize,
    errors: &mut Vec<FieldError>,
) -> Option<String> {
    text::lines(typed, 1, max)
        .map_err(|problem| errors.push(FieldError::new(field, problem.into())))
        .ok()
}

/// What was typed in a report.
fn read_report(new: &NewReport) -> Result<(Reason, String), AppError> {
    let mut errors = Vec::new();
    let reason = chosen("reason", &new.reason, Reason::from_code, &mut errors);
    let words = match new.words.trim() {
        "" => String::new(),
        typed => text::lines(typed, 1, WORDS_MAX).unwrap_or_else(|problem| {
            errors.push(FieldError::new("words", problem.into()));
            String::new()
        }),
    };
    match reason.filter(|_| errors.is_empty()) {
        Some(reason) => Ok((reason, words)),
        None => Err(AppError::Invalid(errors)),
    }
}

impl ModerationService {
    /// What everybody can read and report, with its text.
    async fn readable(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        case: &Proposal,
        comment: Option<CommentId>,
    ) -> Result<(String, String, Option<Hidden>), AppError> {
        let rules = self
            .proposals
            .room()
            .rulesets()
            .get(conn, case.ruleset_id)
            .await?;
        can(actor, Action::ReadProposal, &subject(case, &rules, None))?;
        // What nobody else reads is reported to nobody.
        if !case.course.is_public() {
            return Err(AppError::NotFound);
        }
        let Some(id) = comment else {
            let text = format!(
                "{}\n\n{}",
                case.title,
                case.public_text().unwrap_or_default()
            );
            let name = case.proposer_name.clone();
            return match case.course.text_is_public() {
                true => Ok((text.trim().to_owned(), name, case.hidden)),
                false => Err(AppError::NotFound),
            };
        };
        let found = comment::find(conn, id, None).await?;
        let found = found.filter(|found| found.proposal == case.id);
        let found = found.ok_or(AppError::NotFound)?.view;
        match can_be_reported(found.standing.as_ref().map(|standing| standing.role)) {
            true => Ok((found.text, found.author, found.hidden)),
            false => Err(AppError::NotFound),
        }
    }

    fn limit(&self, actor: &Actor, network: &str, now: Stamp) -> Result<(), AppError> {
        match actor.person_id() {
            // The demo's accounts are everybody's: strangers would use up each other's.
            Some(_) if self.site.demo => Ok(()),
            Some(person) => self.limits.check(Limited::Report, &person.to_string(), now),
            None => self.limits.check(Limited::ReportNetwork, network, now),
        }
    }

    /// The text as everybody reads it, and the case of it that is open, where there is one.
    async fn found(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        text: TextRef,
    ) -> Result<(ReportPageView, Option<ModerationId>), AppError> {
        let (place, text, author, hidden, open, asked) = match text {
            TextRef::Case(id, comment) => {
                let case = case::find_talk(conn, id).await?.ok_or(AppError::NotFound)?;
                let (text, author, hidden) = self.readable(conn, actor, &case, comment).await?;
                let asked = case::asked_of(conn, &case).await?;
                let place = Spot::Case(Place {
                    proposal: id,
                    slug: slug(&case.title),
                    title: case.title,
                    kind: case.kind,
                    comment,
                });
                let open = store::find_open(conn, id, comment).await?;
                (place, text, author, hidden, open, asked)
            }
            TextRef::Asked(id, number) => {
                let found = asked::readable(conn, (id, number)).await?;
                let open = asked_store::find_open(conn, (id, found.question)).await?;
                let set = found.set;
                let place = Spot::Asked(AskedPlace {
                    set: id,
                    slug: slug(&set.heading),
                    heading: set.heading,
                    number,
                });
                (place, found.text, set.asker_name, found.hidden, open, None)
            }
        };
        let view = ReportPageView {
            place,
            asked,
            text,
            author,
            reported: false,
            hidden,
        };
        Ok((view, open))
    }

    pub(super) async fn report_view(
        &self,
        actor: &Actor,
        text: TextRef,
    ) -> Result<ReportPageView, AppError> {
        let mut conn = self.db.read().await?;
        let (mut view, open) = self.found(&mut conn, actor, text).await?;
        if let (Some(open), Some(me)) = (open, actor.person_id()) {
            view.reported = report_store::has_reported(&mut conn, open, me).await?;
        }
        Ok(view)
    }

    /// What somebody reports a text in: locked, so that nobody hides it at this moment.
    async fn case_of_report(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        text: TextRef,
        now: Stamp,
    ) -> Result<ModerationId, AppError> {
        let hidden = |hidden: Option<Hidden>| match hidden {
            Some(_) => Err(AppError::from(Denied::NotNow(NotNow::TextHidden))),
            None => Ok(()),
        };
        match text {
            TextRef::Case(id, comment) => {
                let case = case::lock_talk(tx, id).await?.ok_or(AppError::NotFound)?;
                hidden(self.readable(tx, actor, &case, comment).await?.2)?;
                Ok(store::open(tx, id, comment, now).await?)
            }
            TextRef::Asked(id, number) => {
                let locked = question_store::lock(tx, id).await?;
                locked.ok_or(AppError::NotFound)?;
                let found = asked::readable(tx, (id, number)).await?;
                hidden(found.hidden)?;
                Ok(asked_store::open(tx, (id, found.question), now).await?)
            }
        }
    }

    pub(super) async fn take_report(
        &self,
        actor: &Actor,
        network: &str,
        text: TextRef,
        new: NewReport,
        now: Stamp,
    ) -> Result<(), AppError> {
        let once = self.proposals.once_of(actor, &new.once)?;
        // Whoever is not signed in holds up nobody's writing with a form that says nothing.
        let (reason, words) = read_report(&new)?;
        self.limit(actor, network, now)?;
        let mut tx = self.proposals.begin(now).await?;
        let open = self.case_of_report(&mut tx, actor, text, now).await?;
        let by = (open, actor.person_id());
        // Sent twice, or by the same person again: it is reported.
        let _new = report_store::insert_report(&mut tx, by, (reason, &words), &once, now).await?;
        let proposals = &self.proposals;
        proposals
            .newcomer(&mut tx, actor, Doing::Reports, now)
            .await?;
        tx.commit().await?;
        Ok(())
    }
}
