//! What all pages of the officials' side have in common: which case it is, where it stands, who
//! may be here, and what happens when the form is sent.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use nara_domain::actor::Role;
use nara_domain::error::Denied;
use nara_domain::ids::ProposalId;
use nara_domain::letters::Told;
use nara_domain::permissions::{Action, Case, Subject, answer_for_department, can};
use nara_domain::proposal::StageCode;
use nara_domain::template::TemplateKind;

use super::by_template::Templates;
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::layout::load;
use crate::proposals::api::{ProposalPort, ProposalView};
use crate::proposals::shown::{path_of, state_kind, state_name};
use crate::t;
use crate::ui::{Crumbs, FormState, Tag, written_in};
use crate::work::templates_api::TemplatePort;

/// Loads the case of the address and shows `view` of it, to those who may do `action`.
pub fn case_page<V>(
    action: impl Fn(&ProposalView) -> Action + Send + 'static,
    view: V,
) -> impl IntoView
where
    V: Fn(&PageContext, ProposalView) -> AnyView + Send + Sync + 'static,
{
    case_page_with(
        action,
        async { Ok(()) },
        move |page: &PageContext, case, ()| view(page, case),
    )
}

/// The templates a form of this kind can begin from, for those who may use them.
pub fn templates(
    page: &PageContext,
    kind: TemplateKind,
) -> impl Future<Output = Result<Templates, AppError>> + use<> {
    let port = port::<dyn TemplatePort>();
    let asked = use_query_map()
        .read_untracked()
        .get("mall")
        .unwrap_or_default();
    let actor = page.actor.clone();
    async move {
        if answer_for_department(&actor).is_err() {
            return Ok(Templates::default());
        }
        Ok(Templates::of(port?.templates(&actor).await?, kind, asked))
    }
}

/// As [`case_page`], with something more to show than the case, loaded for those who may see the page.
pub fn case_page_with<E, V>(
    action: impl Fn(&ProposalView) -> Action + Send + 'static,
    extra: impl Future<Output = Result<E, AppError>> + Send + 'static,
    view: V,
) -> impl IntoView
where
    E: Send + 'static,
    V: Fn(&PageContext, ProposalView, E) -> AnyView + Send + Sync + 'static,
{
    let page = page();
    let id = use_params_map()
        .read_untracked()
        .get("id")
        .unwrap_or_default();
    let proposals = port::<dyn ProposalPort>();
    // Sent, looked at, or with a template put into it: everything that was typed is there.
    let sent = page.replay.is_some() || page.look.is_some();
    let (actor, now) = (page.actor.clone(), page.now);
    let case = async move {
        let id: ProposalId = id.parse().map_err(|_| AppError::NotFound)?;
        let case = proposals?.get(&actor, id, now).await?;
        let case: Result<ProposalView, AppError> = match can(&actor, action(&case), &subject(&case))
        {
            // A form that was sent while the case moved on comes back with everything typed.
            Err(Denied::NotNow(_)) if sent => Ok(case),
            // Nor may an answer that waits be out of reach because the case is over.
            Err(Denied::NotNow(_)) if case.waiting.is_some() => Ok(case),
            Err(denied) => Err(denied.into()),
            Ok(()) => Ok(case),
        };
        Ok((case?, extra.await?))
    };
    load(case, move |(case, extra)| view(&page, case, extra))
}

/// The case as the permissions see it. Whose proposal it is plays no part on these pages.
pub fn subject(case: &ProposalView) -> Subject<'_> {
    Subject::Case(Case {
        kind: case.kind,
        proposer: None,
        course: &case.course,
        ruleset: &case.ruleset,
        topic: Some(case.topic),
        act_author: None,
        merged: case.merged.is_some(),
    })
}

/// `/forslag/12/lekplats`
pub fn path(case: &ProposalView) -> String {
    path_of(case.id, &case.slug)
}

/// The way here, the heading, and which case it is about and where that stands.
pub fn head(page: &PageContext, case: &ProposalView, title: &str, lead: &str) -> AnyView {
    let lang = page.lang;
    let way = vec![
        (
            t!(lang, "nav-proposals").into_owned(),
            "/forslag".to_owned(),
        ),
        (case.title.clone(), path(case)),
    ];
    view! {
        <header class="head">
            <Crumbs way/>
            <h1>{title.to_owned()}</h1>
            {(!lead.is_empty()).then(|| view! { <p class="lead">{lead.to_owned()}</p> })}
            {standing(page, case)}
        </header>
    }
    .into_any()
}

/// `Lekplats i Ekbacken · Under beredning · KS/2026:41`
fn standing(page: &PageContext, case: &ProposalView) -> AnyView {
    let lang = page.lang;
    let number = case.diary_number.clone().map(|number| {
        view! { <span class="nowrap">{number}</span> }
    });
    view! {
        <p class="meta meta--dots">
            <span lang=written_in(lang) dir="auto">{case.title.clone()}</span>
            <span><Tag kind=state_kind(&case.course) text=state_name(lang, &case.course)/></span>
            {number}
        </p>
    }
    .into_any()
}

/// What is answered, word for word, for who does not have it in another window.
pub fn in_full(page: &PageContext, case: &ProposalView) -> Option<AnyView> {
    let lang = page.lang;
    let body = case.body.clone()?;
    Some(
        view! {
            <details class="fold">
                <summary>{t!(lang, "later-read-proposal")}</summary>
                <div class="fold__body as-written" lang=written_in(lang) dir="auto">{body}</div>
            </details>
        }
        .into_any(),
    )
}

/// The hidden key that makes sending a form twice one deed. It stays the same while the form
/// comes back with errors.
pub fn once(page: &PageContext, state: &FormState) -> AnyView {
    let once = state.value("once", &page.once);
    view! { <input type="hidden" name="once" value=once/> }.into_any()
}

/// What sending the form sets going: who sees it, who is told, and that it stays.
/// `leads_to`: the stages a step leads to; none where the case stays where it is.
pub fn consequences(
    page: &PageContext,
    case: &ProposalView,
    told: Told,
    leads_to: &[StageCode],
) -> AnyView {
    let lang = page.lang;
    let told = match told {
        Told::All => t!(lang, "answers-told-all", count = case.support.count),
        Told::Followers => t!(lang, "answers-told-followers"),
        Told::Others => t!(lang, "answers-told-others"),
        Told::Proposer => t!(lang, "answers-told-proposer"),
        Told::Nobody => t!(lang, "answers-told-nobody"),
    };
    let before = case.course.is_public();
    let after = match leads_to {
        [] => before,
        stages => stages.iter().any(|stage| stage.is_public()),
    };
    let seen = match (before, after) {
        (true, true) => t!(lang, "answers-seen-at-once"),
        (false, true) => t!(lang, "answers-seen-from-now"),
        (true, false) => t!(lang, "answers-seen-no-more"),
        (false, false) => t!(lang, "answers-seen-not-yet"),
    };
    let appended = match page.actor.has(Role::Secretary) {
        true => t!(lang, "transition-appended"),
        false => t!(lang, "transition-appended-by_secretary"),
    };
    view! {
        <section class="panel panel--quiet" aria-labelledby="sedan">
            <h2 class="panel__title" id="sedan">{t!(lang, "answers-then")}</h2>
            <ul class="flow">
                <li>{seen}</li>
                <li>{told}</li>
                <li>{appended}</li>
            </ul>
        </section>
    }
    .into_any()
}
