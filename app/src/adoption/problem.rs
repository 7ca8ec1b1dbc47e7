//! On the page of a problem: what it is for, and for whoever began it the way to a proposal.

use leptos::prelude::*;
use nara_domain::proposal::Kind;

use crate::context::page;
use crate::i18n::date_long;
use crate::proposals::api::ProposalView;
use crate::proposals::shown::path_of;
use crate::t;
use crate::ui::{ErrorSummary, FormState};

/// The form's name in the page.
pub const TURN: &str = "turn";

/// A proposal of it: the wizard begins with its words.
#[component]
pub fn TurnProblem(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    if case.kind != Kind::Problem || !case.mine {
        return None;
    }
    // Hidden: nobody's to make something of.
    let until = case.course.as_problem()?.until()?;
    if case.hidden.is_some() {
        return None;
    }
    let form = FormState::of(&page, TURN);
    let to = page.href(&format!("{}/gor-forslag", path_of(case.id, &case.slug)));
    let lead = match case.comment_count {
        0 => t!(lang, "problem-turn-nobody", date = date_long(lang, until)),
        _ => t!(lang, "problem-turn-lead", date = date_long(lang, until)),
    };
    Some(view! {
        <section class="section flow no-print" aria-labelledby="gor-forslag">
            <h2 id="gor-forslag">{t!(lang, "problem-turn-title")}</h2>
            <ErrorSummary form label=|field| field.to_owned()/>
            <p>{lead}</p>
            <p>{t!(lang, "problem-turn-credit")}</p>
            <form method="post" action=to>
                <button class="btn">{t!(lang, "problem-turn")}</button>
            </form>
        </section>
    })
}
