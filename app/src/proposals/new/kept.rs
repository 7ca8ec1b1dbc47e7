//! Who may not hand in what with the account they are signed in to: said before anything is written,
//! and settled, as ever, when it is handed in.

use leptos::prelude::*;
use nara_domain::actor::Actor;
use nara_domain::error::Denied;
use nara_domain::group::is_member;
use nara_domain::permissions::{Action, Subject, can};
use nara_domain::proposal::{Kind as Way, Ruleset};

use crate::context::PageContext;
use crate::error::{AppError, words};
use crate::identity::how_to_be_known;
use crate::t;
use crate::ui::{Kind, Notice};

/// Why the reader may not hand in a thing of this kind. Whoever is not signed in does that at the last
/// step, and is told then.
pub(super) fn kept_from(actor: &Actor, way: Way, rules: &Ruleset) -> Option<Denied> {
    match can(actor, Action::Submit(way), &Subject::Site(rules)) {
        Ok(()) | Err(Denied::SignIn) => None,
        Err(denied) => Some(denied),
    }
}

/// Why, and what is open instead; nothing where both ways are open.
pub(super) fn kept_notice(page: &PageContext, rules: &Ruleset) -> Option<AnyView> {
    let lang = page.lang;
    let kept = |way| kept_from(&page.actor, way, rules);
    let (title, denied) = match (kept(Way::Proposal), kept(Way::Idea)) {
        (None, None) => return None,
        // An alias is in no minutes, whatever else the rules ask for.
        (Some(_), None) if is_member(&page.actor) => {
            return Some(
                view! {
                    <Notice kind=Kind::Info title=t!(lang, "wizard-kept-member-title")>
                        <p>{t!(lang, "wizard-kept-member")}</p>
                    </Notice>
                }
                .into_any(),
            );
        }
        (Some(denied), None) => ("proposal", denied),
        (None, Some(denied)) => ("idea", denied),
        (Some(_), Some(denied)) => ("both", denied),
    };
    let other = match title {
        "proposal" => Some(t!(lang, "wizard-kept-still-idea")),
        "idea" => Some(t!(lang, "wizard-kept-still-proposal")),
        _ => None,
    };
    let error = AppError::Denied(denied);
    Some(
        view! {
            <Notice kind=Kind::Warning title=t!(lang, &format!("wizard-kept-{title}"))>
                <p>{words::help(lang, &error)}</p>
                {how_to_be_known(&error)}
                {other.map(|other| view! { <p>{other}</p> })}
            </Notice>
        }
        .into_any(),
    )
}
