//! The letters about an idea that somebody wants to hand in as a proposal.

use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::t;
use nara_domain::adoption::AdoptionState;
use nara_domain::name::NAMELESS;
use nara_domain::text::slug;
use nara_domain::time::Stamp;

use super::{Letters, Sender, to_one, to_proposer};
use crate::db::Tx;
use crate::mail::letters::hello;
use crate::proposals::store::adoption::StoredRequest;
use crate::proposals::store::case::StoredCase;

impl Sender {
    fn adopt_link(&self, lang: Lang, idea: &StoredCase) -> String {
        let path = format!("/forslag/{}/{}/ta-over", idea.id, slug(&idea.title));
        format!("{}{}", self.public_url, lang.href(&path))
    }
}

impl Letters {
    /// To whoever wrote the idea: who asks, and why.
    pub async fn asked_for_idea(
        &self,
        tx: &mut Tx,
        idea: &StoredCase,
        (name, why): (&str, &str),
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        let write = |lang| {
            let name = match name {
                NAMELESS => t!(lang, "adoption-nameless").into_owned(),
                name => name.to_owned(),
            };
            about!(
                sender,
                lang,
                idea,
                "adoption_asked",
                name = name,
                why = why,
                link = sender.adopt_link(lang, idea)
            )
        };
        to_proposer(tx, idea, write, now).await
    }

    /// To whoever asked: yes or no, and what was said with it.
    pub async fn answered_for_idea(
        &self,
        tx: &mut Tx,
        idea: &StoredCase,
        (request, to, word): (&StoredRequest, AdoptionState, &str),
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        let write = |lang| {
            about!(
                sender,
                lang,
                idea,
                &format!("adoption_{to}"),
                hello = hello(lang, &request.asker_name),
                word = word,
                link = sender.adopt_link(lang, idea)
            )
        };
        to_one(tx, request.asker, write, now).await
    }
}
