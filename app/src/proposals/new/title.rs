//! First step: what to change, in one line, and in which of the two ways.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nara_domain::group::is_member;
use nara_domain::proposal::{Kind, Ruleset};
use nara_domain::switches::Feature;
use nara_domain::text::TITLE_MAX;

use super::kept::{kept_from, kept_notice};
use super::{Frame, address, label, till, with_rules};
use crate::context::{page, port};
use crate::layout::load;
use crate::proposals::api::{Draft, ProposalPort};
use crate::proposals::counter_island::Counter;
use crate::proposals::query::pairs;
use crate::proposals::similar_island::SimilarAsYouType;
use crate::rules::season_notice;
use crate::t;
use crate::ui::{Choices, ErrorSummary, FormState, TextField, closed_notice};

/// `/forslag/nytt?titel=…` begins, `/forslag/nytt/{draft}` changes.
#[component]
pub fn TitlePage() -> impl IntoView {
    if use_params_map().get_untracked().get("draft").is_some() {
        return with_rules(|draft, rules| title_step(Some(draft), rules)).into_any();
    }
    let proposals = port::<dyn ProposalPort>();
    let rules = async move { proposals?.rules().await };
    load(rules, |rules| title_step(None, &rules)).into_any()
}

fn title_step(draft: Option<Draft>, rules: &Ruleset) -> AnyView {
    let page = page();
    let lang = page.lang;
    let form = FormState::of(&page, "title");
    let draft_begun = draft.is_some();
    let (action, fields) = match draft {
        Some(draft) => (address(&draft.id, ""), draft.fields),
        None => {
            let mut fields = crate::proposals::api::DraftFields::default();
            for (name, value) in pairs(&page.query) {
                match name.as_str() {
                    "titel" => fields.title = value,
                    "slag" => fields.kind = value,
                    _ => {}
                }
            }
            ("/forslag/nytt".to_owned(), fields)
        }
    };
    let both = [Kind::Proposal, Kind::Idea];
    let closed = both.map(|kind| closed_notice(&page, Feature::of_kind(kind)));
    // What was begun or typed can be written on: it is only not taken in now.
    let begun = form.came_back() || draft_begun;
    let offered: Vec<Kind> = [Kind::Proposal, Kind::Idea, Kind::Problem]
        .into_iter()
        .filter(|kind| begun || page.closed(Feature::of_kind(*kind)).is_none())
        // Other accounts can be known better by the time they hand in; an alias never is.
        .filter(|kind| !is_member(&page.actor) || kept_from(&page.actor, *kind, rules).is_none())
        .collect();
    let kept = kept_notice(&page, rules);
    let season = offered
        .contains(&Kind::Proposal)
        .then(|| season_notice(lang, rules, page.today()))
        .flatten();
    let shows_form = !offered.is_empty();
    let kinds: Vec<_> = offered
        .iter()
        .map(|kind| {
            let code = kind.code();
            let word = t!(lang, &format!("wizard-kind-{code}")).into_owned();
            let means = t!(lang, &format!("wizard-kind-{code}-means")).into_owned();
            (code.to_owned(), word, means)
        })
        .collect();
    // Begun signed out, and a way that is not theirs: what is left is chosen.
    let chosen = Kind::from_code(&fields.kind).filter(|kind| offered.contains(kind));
    let kind = match (chosen, offered.first()) {
        (Some(chosen), _) => chosen.code().to_owned(),
        (None, Some(first)) if fields.kind.is_empty() || is_member(&page.actor) => {
            first.code().to_owned()
        }
        (None, _) => fields.kind,
    };
    let kind_hint = match offered.len() {
        // There is nothing to choose.
        ..=1 => String::new(),
        _ => t!(lang, "wizard-kind-hint").into_owned(),
    };
    let max = i64::try_from(TITLE_MAX).unwrap_or(i64::MAX);
    let below = view! {
        <Counter
            input=form.id("title")
            max=max
            text=t!(lang, "form-count", n = "{n}", max = max).into_owned()
            over=t!(lang, "form-count-over", n = "{n}").into_owned()
        />
        <SimilarAsYouType input=form.id("title") lang=lang.code().to_owned()/>
    };
    let title = t!(lang, "wizard-title").into_owned();
    view! {
        <Frame step=1 title=title.clone()>
            <ErrorSummary form=form.clone() label=move |field| label(lang, field)/>
            {(!shows_form).then(|| view! { <h1>{title.clone()}</h1> })}
            {closed.into_iter().collect_view()}
            {kept}
            {season}
            {shows_form.then(|| view! {
                <form class="form" method="post" action=page.href(&action)>
                    <TextField form=form.clone() name="title" label=title.clone() heading=true
                        hint=t!(lang, "wizard-title-hint", max = max).into_owned()
                        value=fields.title below=below.into_any()/>
                    <Choices form=form.clone() name="kind" choices=kinds value=kind
                        legend=t!(lang, "wizard-kind").into_owned()
                        hint=kind_hint/>
                    <input type="hidden" name="till" value=till()/>
                    <div class="actions">
                        <button class="btn">{t!(lang, "wizard-next")}</button>
                        <a class="btn btn--quiet" href=page.href("/forslag")>{t!(lang, "wizard-cancel")}</a>
                    </div>
                    {(!page.actor.is_signed_in()).then(|| view! {
                        <p class="small muted">{t!(lang, "wizard-no-account")}</p>
                    })}
                    <p class="small"><a href=page.href("/regler")>{t!(lang, "rules-link")}</a></p>
                </form>
            })}
        </Frame>
    }
    .into_any()
}
