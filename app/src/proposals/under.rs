//! The discussion of questions to the municipality, on the page that has them.

use leptos::prelude::*;
use nara_domain::ids::{ProposalId, QuestionSetId};

use super::api::{ProposalPort, ProposalView};
use super::comment_draft::{CommentDraft, draft_of};
use super::detail::{CommentForm, Discussion, part_of};
use crate::context::{PageContext, port};
use crate::error::AppError;
use crate::moderation::api::{ModerationPort, Talk};
use crate::questions;

/// A discussion as it is shown, with the form below which somebody writes.
#[derive(Clone, Debug)]
pub struct Under {
    case: ProposalView,
    draft: Option<CommentDraft>,
    talk: Talk,
}

/// None where not everybody reads the questions. `at`: their page, without language.
pub async fn talk_under(
    page: &PageContext,
    set: QuestionSetId,
    at: String,
) -> Result<Option<Under>, AppError> {
    let (proposals, moderation) = (port::<dyn ProposalPort>()?, port::<dyn ModerationPort>()?);
    let found = proposals.talk_of(&page.actor, set, part_of(page), page.now);
    let Some(mut case) = found.await? else {
        return Ok(None);
    };
    case.read_at = Some(at);
    let talk = match case.reined {
        true => moderation.talk(&page.actor, case.id, page.now).await?,
        false => Talk::default(),
    };
    // Only where there is a form to put it in.
    let draft = match case.possible.comment && case.drafted {
        true => draft_of(&page.actor, case.id).await,
        false => None,
    };
    Ok(Some(Under { case, draft, talk }))
}

/// Below the questions.
pub fn show_talk(Under { case, draft, talk }: Under) -> AnyView {
    provide_context(talk);
    view! {
        <div class="wrap flow">
            <CommentForm case=case.clone() draft/>
            <Discussion case/>
        </div>
    }
    .into_any()
}

/// The questions whose discussion has this number, and the address of their page.
pub(super) async fn questions_of(id: ProposalId) -> Result<(QuestionSetId, String), AppError> {
    let found = port::<dyn ProposalPort>()?.questions_of(id).await?;
    let (set, slug) = found.ok_or(AppError::NotFound)?;
    Ok((set, questions::path_of(set, &slug)))
}
