//! `/papper/{number}/kvitto`: what was entered, to be printed and handed over.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::paper::Entered;
use nara_domain::permissions::enter_paper;

use super::api::{EnteredView, PaperPort};
use super::name::shown;
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::i18n::day_of;
use crate::layout::{load, page_title};
use crate::proposals::api::{ProposalPort, ProposalView};
use crate::proposals::shown::path_of;
use crate::t;
use crate::ui::{Icon, icon};

/// Only for who entered it.
#[component]
pub fn EnteredPage() -> impl IntoView {
    let page = page();
    let id = use_params_map().get_untracked().get("entered");
    let (paper, proposals) = (port::<dyn PaperPort>(), port::<dyn ProposalPort>());
    let (actor, now) = (page.actor.clone(), page.now);
    let data = async move {
        enter_paper(&actor)?;
        let id = id
            .and_then(|id| id.parse().ok())
            .ok_or(AppError::NotFound)?;
        let entered = paper?.entered(&actor, id).await?;
        let case = match proposals?.get(&actor, entered.proposal, now).await {
            Ok(case) => Some(case),
            // Handed in and waiting for who reads it first: not this person.
            Err(AppError::NotFound) => None,
            Err(other) => return Err(other),
        };
        Ok((entered, case))
    };
    load(data, move |(entered, case)| show(&page, &entered, case))
}

fn show(page: &PageContext, entered: &EnteredView, case: Option<ProposalView>) -> AnyView {
    let lang = page.lang;
    let title = t!(lang, &format!("entered-title-{}", entered.what)).into_owned();
    let number = case.as_ref().and_then(|case| case.diary_number.clone());
    let rows = [
        ("paper-receipt-name", Some(shown(lang, &entered.name))),
        (
            "paper-receipt-what",
            case.as_ref().map(|case| case.title.clone()),
        ),
        ("receipt-number", number),
        ("paper-receipt-at", Some(day_of(lang, entered.at))),
        (
            "paper-channel",
            Some(t!(lang, &format!("channel-{}", entered.channel)).into_owned()),
        ),
        ("paper-reference", Some(entered.reference.clone())),
    ];
    let rows = rows
        .into_iter()
        .filter_map(|(word, value)| Some((word, value?)))
        .map(|(word, value)| {
            view! {
                <div class="summary__row"><dt>{t!(lang, word)}</dt><dd>{value}</dd></div>
            }
        })
        .collect_view();
    let means = match (entered.what, &case) {
        (Entered::Support, _) => t!(lang, "entered-support-means"),
        (Entered::Proposal, Some(_)) => t!(lang, "entered-proposal-means"),
        (Entered::Proposal, None) => t!(lang, "receipt-read-first"),
    };
    let there = case.map(|case| {
        let path = path_of(case.id, &case.slug);
        let address = format!("{}/forslag/{}", page.site.public_url, case.id);
        view! {
            <p>{t!(lang, "paper-receipt-address")}" "<strong>{address}</strong></p>
            <p class="no-print"><a href=page.href(&path)>{t!(lang, "receipt-to-proposal")}</a></p>
        }
    });
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <section class="receipt">
                {icon(Icon::Check)}
                <h1>{title}</h1>
                <p>{page.site.municipality.clone()}</p>
            </section>
            <dl class="summary">{rows}</dl>
            <p>{means}</p>
            {there}
            <p class="small muted no-print">{t!(lang, "paper-print")}</p>
            <div class="actions no-print">
                <a class="btn" href=page.href("/papper")>{t!(lang, "paper-next")}</a>
            </div>
        </div>
    }
    .into_any()
}
