//! Reporting a text.

use nara_app::error::AppError;
use nara_app::moderation::api::{NewReport, Place, ReportPageView};
use nara_domain::actor::Actor;
use nara_domain::error::{Denied, FieldError, FieldProblem, NotNow};
use nara_domain::ids::{CommentId, ProposalId};
use nara_domain::moderation::{Hidden, Reason, WORDS_MAX, can_be_reported};
use nara_domain::permissions::{Action, can};
use nara_domain::text::{self, slug};
use nara_domain::time::Stamp;

use super::{ModerationService, report_store, store};
use crate::db::Conn;
use crate::http::limits::Action as Limited;
use crate::proposals::store::case::{self, StoredCase as Proposal};
use crate::proposals::store::comment;
use crate::proposals::subject;

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
        let found = comment::find(conn, id).await?;
        let found = found.filter(|(of, _)| *of == case.id);
        let (_, found) = found.ok_or(AppError::NotFound)?;
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

    pub(super) async fn report_view(
        &self,
        actor: &Actor,
        (id, comment): (ProposalId, Option<CommentId>),
    ) -> Result<ReportPageView, AppError> {
        let mut conn = self.db.read().await?;
        let case = case::find(&mut conn, id).await?.ok_or(AppError::NotFound)?;
        let (text, author, hidden) = self.readable(&mut conn, actor, &case, comment).await?;
        let reported = match (
            store::find_open(&mut conn, id, comment).await?,
            actor.person_id(),
        ) {
            (Some(open), Some(me)) => report_store::has_reported(&mut conn, open, me).await?,
            _ => false,
        };
        Ok(ReportPageView {
            place: Place {
                proposal: id,
                slug: slug(&case.title),
                title: case.title,
                kind: case.kind,
                comment,
            },
            text,
            author,
            reported,
            hidden,
        })
    }

    pub(super) async fn take_report(
        &self,
        actor: &Actor,
        network: &str,
        (id, comment): (ProposalId, Option<CommentId>),
        new: NewReport,
        now: Stamp,
    ) -> Result<(), AppError> {
        let once = self.proposals.once_of(actor, &new.once)?;
        // Whoever is not signed in holds up nobody's writing with a form that says nothing.
        let (reason, words) = read_report(&new)?;
        self.limit(actor, network, now)?;
        let mut tx = self.db.begin().await?;
        // Locked: nobody hides it at this moment.
        let case = case::lock(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        let (_, _, hidden) = self.readable(&mut tx, actor, &case, comment).await?;
        if hidden.is_some() {
            return Err(Denied::NotNow(NotNow::TextHidden).into());
        }
        let open = store::open(&mut tx, id, comment, now).await?;
        let by = (open, actor.person_id());
        // Sent twice, or by the same person again: it is reported.
        let _new = report_store::insert_report(&mut tx, by, (reason, &words), &once, now).await?;
        tx.commit().await?;
        Ok(())
    }
}
