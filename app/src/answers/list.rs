//! `/svar`: everything officials, elected and bodies have answered, newest first.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use nara_domain::ids::ActId;

use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::follow::{answers_feed, feed_link};
use crate::layout::{load, page_title};
use crate::proposals::api::{AnswerItem, ProposalPort};
use crate::proposals::shown::path_of;
use crate::proposals::{act_tag, act_text, act_who, gist};
use crate::t;
use crate::ui::{DayOf, Icon, Kind, Pager, Tag, icon};

/// Answers on one page.
const PER_PAGE: i64 = 20;
/// Most characters shown of an answer's text; the whole of it is on the case's page.
const EXCERPT: usize = 280;

/// The three kinds side by side, so that nobody takes one for another.
#[component]
pub fn AnswersPage() -> impl IntoView {
    let page = page();
    let proposals = port::<dyn ProposalPort>();
    let before = use_query_map().read_untracked().get("fore");
    let first_page = before.is_none();
    let answers = async move {
        let before = match before {
            Some(before) => Some(before.parse::<ActId>().map_err(|_| AppError::NotFound)?),
            None => None,
        };
        // One more than shown tells whether there is a next page.
        proposals?.answers(before, PER_PAGE + 1).await
    };
    load(answers, move |answers| show(&page, answers, first_page))
}

fn show(page: &PageContext, mut answers: Vec<AnswerItem>, first_page: bool) -> AnyView {
    let lang = page.lang;
    let shown = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let more = answers.len() > shown;
    answers.truncate(shown);
    let next = answers
        .last()
        .filter(|_| more)
        .map(|last| page.href(&format!("/svar?fore={}", last.act.id)));
    let first = (!first_page).then(|| page.href("/svar"));
    let list = match answers.is_empty() {
        true => view! {
            <div class="empty">
                {icon(Icon::Speech)}
                <h2>{t!(lang, "answers-empty-title")}</h2>
                <p>{t!(lang, "answers-empty")}</p>
            </div>
        }
        .into_any(),
        false => {
            let items = answers
                .into_iter()
                .map(|answer| item(page, answer))
                .collect_view();
            view! { <ul class="answers">{items}</ul> }.into_any()
        }
    };
    view! {
        {page_title(t!(lang, "answers-title"))}
        {feed_link(answers_feed(), t!(lang, "answers-title"))}
        <div class="wrap flow">
            <header class="head">
                <h1>{t!(lang, "answers-title")}</h1>
                <p class="lead">{t!(lang, "answers-lead")}</p>
            </header>
            {legend(page)}
            {list}
            <Pager first next/>
            <p class="muted">
                {t!(lang, "feed-list-instead")}" "
                <a href=page.href(answers_feed())>{t!(lang, "feed-link")}</a>
            </p>
        </div>
    }
    .into_any()
}

/// What each label means, once at the top.
fn legend(page: &PageContext) -> AnyView {
    let lang = page.lang;
    let kinds = [
        (Kind::Official, "official_answer"),
        (Kind::Elected, "elected_opinion"),
        (Kind::Decision, "decision"),
    ];
    let rows = kinds
        .into_iter()
        .map(|(kind, code)| {
            view! {
                <dt><Tag kind text=t!(lang, &format!("act-{code}"))/></dt>
                <dd>{t!(lang, &format!("act-{code}-means"))}</dd>
            }
        })
        .collect_view();
    view! {
        <details class="fold">
            <summary>{t!(lang, "answers-kinds")}</summary>
            <dl class="fold__body facts facts--plain">{rows}</dl>
        </details>
    }
    .into_any()
}

fn item(page: &PageContext, AnswerItem { act, proposal }: AnswerItem) -> AnyView {
    let lang = page.lang;
    let to = format!(
        "{}#svar-{}",
        page.href(&path_of(proposal.id, &proposal.slug)),
        act.id
    );
    let (kind, label) = act_tag(lang, &act, &proposal.course);
    let text = act_text(&act).map(|text| gist(&text, EXCERPT));
    let who = act_who(lang, &act);
    view! {
        <li>
            <p><Tag kind text=label/></p>
            <h2 class="answer__title"><a href=to>{proposal.title}</a></h2>
            {text.map(|text| view! { <p>{text}</p> })}
            <p class="meta meta--dots">
                {who.map(|who| view! { <span>{who}</span> })}
                <span><DayOf at=act.at/></span>
            </p>
        </li>
    }
    .into_any()
}
