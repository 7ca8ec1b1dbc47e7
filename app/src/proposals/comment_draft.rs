//! What somebody began to write in a discussion and has not sent: theirs alone, and back in the form
//! when they come back.

use std::sync::Arc;

use async_trait::async_trait;
use leptos::prelude::*;
use nara_domain::actor::Actor;
use nara_domain::ids::{CommentId, ProposalId};
use nara_domain::time::Stamp;

use super::api::NewComment;
use super::discussion::address_of;
use crate::context::{page, port};
use crate::error::AppError;
use crate::t;
use crate::ui::{DayOf, Kind, Notice};

/// The id of the form that throws it away: the keeper lets go of its own copy then.
pub const THROW: &str = "kasta-utkast";

/// One of a person and case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentDraft {
    pub text: String,
    /// As chosen; empty: not yet.
    pub stance: String,
    /// What it was to reply to.
    pub parent: Option<CommentId>,
    pub at: Stamp,
}

#[async_trait]
pub trait CommentDraftPort: Send + Sync {
    /// What the reader began here; nothing for whoever is not signed in.
    async fn find(&self, actor: &Actor, id: ProposalId) -> Result<Option<CommentDraft>, AppError>;

    /// Keeps what was typed in place of what was kept before. False where this very form has been sent
    /// already: it is no draft any more.
    ///
    /// # Errors
    /// Where the reader could not publish it either; `TooLarge` and `Malformed` for what nobody types.
    async fn keep(
        &self,
        actor: &Actor,
        id: ProposalId,
        typed: NewComment,
        now: Stamp,
    ) -> Result<bool, AppError>;

    /// Twice is once.
    async fn throw_away(&self, actor: &Actor, id: ProposalId) -> Result<(), AppError>;
}

/// The reader's draft here. What cannot be read keeps nobody from reading the page.
pub(super) async fn draft_of(actor: &Actor, id: ProposalId) -> Option<CommentDraft> {
    let port: Result<Arc<dyn CommentDraftPort>, AppError> = port::<dyn CommentDraftPort>();
    port.ok()?.find(actor, id).await.ok()?
}

/// Says that what stands in the form was not published, and how to be rid of it. `path`: the case's own;
/// `there`: where it is read; `to`: what the form replies to.
#[component]
pub(super) fn Kept(
    draft: CommentDraft,
    path: String,
    there: String,
    to: Option<CommentId>,
) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let elsewhere = draft.parent.filter(|parent| Some(*parent) != to);
    let reply = elsewhere.map(|parent| {
        // The form that replies stands on the page that holds what it replies to.
        let href = page.href(&format!("{there}?svara={parent}#skriv"));
        let which = page.href(&address_of(&there, parent));
        view! {
            <p>
                {t!(lang, "comment_draft-reply")}" "<a href=href>{t!(lang, "comment_draft-reply-on")}</a>" "
                <a href=which>{t!(lang, "comment_draft-reply-which")}</a>
            </p>
        }
    });
    view! {
        <Notice kind=Kind::Info title=t!(lang, "comment_draft-title").into_owned()>
            <p>
                {t!(lang, "comment_draft-found")}" "
                <span class="muted">{t!(lang, "comment_draft-saved-on")}" "<DayOf at=draft.at/></span>
            </p>
            {reply}
            <form method="post" id=THROW action=page.href(&format!("{path}/inlagg/kasta"))>
                <button class="btn btn--quiet">{t!(lang, "comment_draft-throw")}</button>
            </form>
        </Notice>
    }
}
