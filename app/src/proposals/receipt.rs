//! `/forslag/{id}/kvitto`: that it has been received, under which number, and what happens when.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::ids::ProposalId;
use nara_domain::proposal::{Course, IdeaPromise, Stage};

use super::api::{ProposalPort, ProposalView};
use super::shown;
use crate::context::{page, port};
use crate::error::AppError;
use crate::i18n::date_long;
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{Icon, icon};

/// Only for who handed it in; to everybody else there is no receipt.
#[component]
pub fn ReceiptPage() -> impl IntoView {
    let page = page();
    let id = use_params_map().get_untracked().get("id");
    let port = port::<dyn ProposalPort>();
    let data = async move {
        let id = id
            .and_then(|id| id.parse::<ProposalId>().ok())
            .ok_or(AppError::NotFound)?;
        let case = port?.get(&page.actor, id, page.now).await?;
        match (case.mine, page.actor.is_signed_in()) {
            (true, _) => Ok(case),
            (false, true) => Err(AppError::NotFound),
            (false, false) => Err(AppError::SignIn),
        }
    };
    load(data, |case| view! { <Receipt case/> }.into_any())
}

#[component]
fn Receipt(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let href = page.href(&shown::path_of(case.id, &case.slug));
    let mut steps = Vec::new();
    match &case.course {
        Course::Idea(stage) => {
            steps.push(t!(lang, "receipt-idea-public"));
            if let Some(day) = case.answer_by {
                steps.push(t!(lang, "receipt-idea-answer", date = date_long(lang, day)));
            } else if stage.promise() == Some(IdeaPromise::Undecided) {
                steps.push(t!(lang, "receipt-idea-campaign"));
            }
        }
        Course::Questions => {}
        Course::Problem(stage) => {
            steps.push(t!(lang, "receipt-problem-public"));
            if let Some(day) = stage.until() {
                steps.push(t!(
                    lang,
                    "receipt-problem-turn",
                    date = date_long(lang, day)
                ));
            }
        }
        Course::Proposal(Stage::Collecting {
            closes, threshold, ..
        }) => {
            steps.push(t!(lang, "receipt-public"));
            let date = date_long(lang, *closes);
            steps.push(t!(
                lang,
                "receipt-collecting",
                threshold = *threshold,
                date = date
            ));
            steps.push(t!(lang, "receipt-council"));
            if let Some(day) = case.answer_by {
                steps.push(t!(lang, "receipt-answer", date = date_long(lang, day)));
            }
        }
        Course::Proposal(stage) => {
            let read_by = case.ruleset.read_by(case.submitted_at.day());
            steps.push(match (stage.is_public(), read_by) {
                (true, _) => t!(lang, "receipt-public"),
                (false, Some(day)) => t!(lang, "receipt-read-by", date = date_long(lang, day)),
                (false, None) => t!(lang, "receipt-read-first"),
            });
            match case.ruleset.threshold_for(Some(case.topic)) {
                Some(threshold) => {
                    steps.push(t!(lang, "receipt-opens", threshold = threshold));
                    steps.push(t!(lang, "receipt-council"));
                }
                None => steps.push(t!(lang, "receipt-council-direct")),
            }
            if let Some(day) = case.answer_by {
                steps.push(t!(lang, "receipt-answer", date = date_long(lang, day)));
            }
        }
    }
    steps.push(t!(lang, "receipt-follow"));
    let steps = steps
        .into_iter()
        .map(|step| view! { <li>{step}</li> })
        .collect_view();
    let title = t!(lang, &format!("receipt-title-{}", case.kind.code())).into_owned();
    let number = case.diary_number.clone().map(|number| {
        view! {
            <p class="receipt__number">
                {t!(lang, "receipt-number")}" "<strong class="nowrap">{number}</strong>
            </p>
        }
    });
    let means = case.diary_number.is_some().then(|| {
        view! { <p class="small muted">{t!(lang, "receipt-number-means")}</p> }
    });
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <section class="receipt">
                {icon(Icon::Check)}
                <h1>{title}</h1>
                <p>{case.title.clone()}</p>
                {number}
            </section>
            {means}
            <h2>{t!(lang, "receipt-next")}</h2>
            <ol class="numbered">{steps}</ol>
            <div class="actions">
                <a class="btn" href=href>{t!(lang, "receipt-to-proposal")}</a>
                <a class="btn btn--quiet" href=page.href("/forslag")>{t!(lang, "receipt-to-list")}</a>
            </div>
        </div>
    }
}
