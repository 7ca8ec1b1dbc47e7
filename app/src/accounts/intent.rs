//! What the reader was about to do when asked to sign in.
//!
//! The address after signing in says it (`/forslag/12/x?gor=stod`), and everybody can write such an
//! address into a link. So the page names the proposal, and says in its form which one it named;
//! without that nothing is done but going there.

use leptos::prelude::*;
use nara_domain::ids::ProposalId;

use crate::context::{PageContext, port};
use crate::error::AppError;
use crate::i18n::Lang;
use crate::proposals::api::ProposalPort;
use crate::t;
use crate::ui::{Kind, Notice};

/// The form's field with the number of the proposal that the page named.
pub const NAMED_FIELD: &str = "stod";

/// `/forslag/12/slug?gor=stod` → the page's address and which proposal to support.
pub fn support_intent(next: &str) -> Option<(String, ProposalId)> {
    let (path, query) = next.split_once('?')?;
    let (_, path) = Lang::split_path(path);
    let mut asked = false;
    let mut rest = Vec::new();
    for pair in query.split('&') {
        match pair {
            "gor=stod" => asked = true,
            other => rest.push(other),
        }
    }
    let id = path
        .strip_prefix("/forslag/")?
        .split('/')
        .next()?
        .parse()
        .ok()?;
    let address = match rest.is_empty() {
        true => path.to_owned(),
        false => format!("{path}?{}", rest.join("&")),
    };
    asked.then_some((address, id))
}

/// The proposal that waits for the reader's support.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    id: ProposalId,
    title: String,
}

/// What waits at `next`, if the reader may know of it.
pub(super) async fn waiting(page: &PageContext, next: &str) -> Result<Option<Waiting>, AppError> {
    let Some((_, id)) = support_intent(next) else {
        return Ok(None);
    };
    let found = port::<dyn ProposalPort>()?
        .get(&page.actor, id, page.now)
        .await;
    match found {
        Ok(view) => Ok(Some(Waiting {
            id,
            title: view.title,
        })),
        Err(AppError::NotFound | AppError::Gone) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Says what will be done, with the proposal's title; `words` is the text's id.
pub(super) fn notice(lang: Lang, words: &str, waiting: &Waiting) -> AnyView {
    let text = t!(lang, words, title = waiting.title.clone()).into_owned();
    view! { <Notice kind=Kind::Info><p>{text}</p></Notice> }.into_any()
}

/// For each form of the page that named it.
pub(super) fn named(waiting: Option<&Waiting>) -> Option<AnyView> {
    waiting.map(|waiting| {
        let id = waiting.id.to_string();
        view! { <input type="hidden" name=NAMED_FIELD value=id/> }.into_any()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_asked_for_support_is_an_intent() {
        let id = ProposalId::new(12);
        assert_eq!(
            support_intent("/forslag/12/lekplats?gor=stod"),
            Some(("/forslag/12/lekplats".to_owned(), id))
        );
        assert_eq!(
            support_intent("/en/forslag/12/x?svara=3&gor=stod"),
            Some(("/forslag/12/x?svara=3".to_owned(), id))
        );
        for other in [
            "/forslag/12/lekplats",
            "/forslag/12/lekplats?gor=bort",
            "/forslag/x/y?gor=stod",
            "/konto?gor=stod",
            "/",
            "/forslag?gor=stod",
            "/forslag/012/x?gor=stod",
        ] {
            assert_eq!(support_intent(other), None, "{other}");
        }
    }
}
