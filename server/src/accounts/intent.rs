//! Does what the reader was about to do when asked to sign in.

use nara_app::accounts::support_intent;
use nara_domain::actor::Actor;
use nara_domain::time::Stamp;

use crate::state::AppState;

/// `next` is the local address after signing in, its `gor` the deed; `named` the number of the
/// proposal that the page with the form named. Answers where to go and what to say there.
///
/// Not named, not done: the address may come from a crafted link. A deed that is refused is no
/// error of signing in: the page it leads to says why in its own place.
pub async fn perform_intent(
    state: &AppState,
    actor: &Actor,
    now: Stamp,
    next: &str,
    named: &str,
) -> (String, Option<&'static str>) {
    let Some((address, id)) = support_intent(next) else {
        return (next.to_owned(), None);
    };
    if named != id.to_string() {
        return (address, None);
    }
    let before = state.proposals.get(actor, id, now).await;
    if before.is_ok_and(|view| view.support.mine) {
        return (address, Some("already_supported"));
    }
    let done = state.proposals.support(actor, id, now).await;
    (address, done.is_ok().then_some("supported"))
}
