//! Was it done? What those who wanted it say, beside what the municipality says, and the form of those
//! who are asked.

use leptos::prelude::*;
use nara_domain::follow_up::Reply;

use crate::context::page;
use crate::i18n::date_long;
use crate::proposals::api::ProposalView;
use crate::proposals::shown;
use crate::t;
use crate::ui::{Choices, ErrorSummary, FormState};

/// Where it is, for the letter's link.
const ID: &str = "blev-det-gjort";

#[component]
pub fn WasItDone(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let asked = case.follow_up.clone()?;
    let form = FormState::of(&page, "reply");
    let state = shown::state_name(lang, &case.course);
    let said = match asked.replies {
        Some(replies) => t!(
            lang,
            "follow_up-said",
            yes = replies.yes,
            partly = replies.partly,
            no = replies.no,
            total = replies.total()
        ),
        None => t!(lang, "follow_up-said-few"),
    };
    let action = page.href(&format!(
        "{}/blev-det-gjort",
        shown::path_of(case.id, &case.slug)
    ));
    let ask = asked.may_reply.then(|| {
        let choices = Reply::ALL
            .iter()
            .map(|reply| {
                let word = t!(lang, &format!("follow_up-reply-{reply}"));
                (reply.code().to_owned(), word.into_owned(), String::new())
            })
            .collect();
        let mine = asked.mine.map(|reply| reply.code()).unwrap_or_default();
        let hint = t!(lang, "follow_up-hint", date = date_long(lang, asked.until));
        let label = move |_: &str| t!(lang, "follow_up-question").into_owned();
        let send = match asked.mine {
            Some(_) => t!(lang, "follow_up-change"),
            None => t!(lang, "follow_up-send"),
        };
        view! {
            <ErrorSummary form=form.clone() label=label/>
            <form class="form" method="post" action=action>
                <Choices form=form.clone() name="reply" legend=t!(lang, "follow_up-question")
                    hint=hint.into_owned() choices value=mine/>
                <div class="actions"><button class="btn btn--secondary">{send}</button></div>
            </form>
        }
    });
    Some(view! {
        <section class="panel flow" aria-labelledby=ID>
            <h2 class="panel__title" id=ID>{t!(lang, "follow_up-title")}</h2>
            <dl class="facts">
                <dt>{t!(lang, "follow_up-municipality")}</dt>
                <dd>{state}</dd>
                <dt>{t!(lang, "follow_up-wanted", months = asked.months)}</dt>
                <dd>{said}</dd>
            </dl>
            {ask}
        </section>
    })
}
