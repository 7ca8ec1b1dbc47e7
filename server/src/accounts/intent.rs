//! What the reader was about to do when asked to sign in.

use nara_app::i18n::Lang;
use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::time::Stamp;

use crate::state::AppState;

/// Does what the reader was about to do when asked to sign in: `next` is the local address after
/// signing in, its `gor` the deed. Answers where to go and what to say there.
///
/// A deed that is refused is no error of signing in: the page it leads to says why in its own
/// place.
pub async fn perform_intent(
    state: &AppState,
    actor: &Actor,
    now: Stamp,
    next: &str,
) -> (String, Option<&'static str>) {
    let Some((address, id)) = support_intent(next) else {
        return (next.to_owned(), None);
    };
    let before = state.proposals.get(actor, id, now).await;
    if before.is_ok_and(|view| view.support.mine) {
        return (address, Some("already_supported"));
    }
    let done = state.proposals.support(actor, id, now).await;
    (address, done.is_ok().then_some("supported"))
}

/// `/forslag/12/slug?gor=stod` → the page's address and which proposal to support.
fn support_intent(next: &str) -> Option<(String, ProposalId)> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_asked_for_support_is_done_after_signing_in() {
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
