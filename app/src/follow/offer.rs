//! What a proposal's page offers about letters: below the support.

use leptos::prelude::*;
use nara_domain::follow::Offer;

use crate::context::{PageContext, page};
use crate::error::words;
use crate::proposals::api::ProposalView;
use crate::proposals::shown;
use crate::t;
use crate::ui::{Icon, icon};

#[component]
pub fn Follow(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let problem = page.replay_of("follow").map(|replay| {
        let text = words::help(lang, &replay.error);
        view! { <p class="field__error" role="alert">{icon(Icon::Alert)}{text}</p> }
    });
    let offer = case.follow.ties.offer(&case.course, &page.actor);
    let against = case.follow.ties.opposes;
    let (says, does, to) = match offer {
        Offer::Nothing if problem.is_none() => return ().into_any(),
        Offer::Nothing => return view! { <div class="section">{problem}</div> }.into_any(),
        Offer::Follow => ("follow-not", "follow-start", "folj"),
        Offer::Unfollow => ("follow-on", "follow-stop", "folj/sluta"),
        // They follow it as well.
        Offer::Stop if case.follow.ties.follows => {
            ("follow-on", "follow-stop-letters", "folj/sluta")
        }
        Offer::Stop if against => ("follow-opposes", "follow-stop-letters", "folj/sluta"),
        Offer::Resume if against => ("follow-opposes-stopped", "follow-resume", "folj"),
        Offer::Stop => ("follow-supports", "follow-stop-letters", "folj/sluta"),
        Offer::Resume => ("follow-stopped", "follow-resume", "folj"),
    };
    let told = matches!(offer, Offer::Unfollow | Offer::Stop);
    let says = match told {
        true => caveat(&page, &case).unwrap_or_else(|| {
            view! {
                {t!(lang, says)}
                " "
                <a href=page.href("/konto/aviseringar")>{t!(lang, "follow-choose")}</a>
            }
            .into_any()
        }),
        false => t!(lang, says).into_any(),
    };
    let action = page.href(&format!("{}/{to}", shown::path_of(case.id, &case.slug)));
    view! {
        <section class="follow no-print" aria-labelledby="folj">
            <h2 class="visually-hidden" id="folj">{t!(lang, "follow-title")}</h2>
            {problem}
            <p class="support__note">{says}</p>
            <form method="post" action=action>
                <button class="btn btn--secondary">{t!(lang, does)}</button>
            </form>
        </section>
    }
    .into_any()
}

/// Why no letter comes though they are told.
fn caveat(page: &PageContext, case: &ProposalView) -> Option<AnyView> {
    let lang = page.lang;
    let words = match (case.follow.address, case.follow.all_stopped) {
        (true, false) => return None,
        (false, _) => "follow-no-address",
        (true, true) => "follow-all-stopped",
    };
    Some(
        view! {
            {t!(lang, words)}
            " "
            <a href=page.href("/konto/aviseringar")>{t!(lang, "follow-to-letters")}</a>
        }
        .into_any(),
    )
}
