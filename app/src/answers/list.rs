//! `/svar`: everything officials, elected and bodies have answered, newest first.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use nara_domain::answer::ActKind;
use nara_domain::ids::ActId;
use nara_domain::proposal::IdeaMoveKind;

use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::layout::{load, page_title};
use crate::proposals::api::{ActView, AnswerItem, ProposalPort};
use crate::proposals::shown::{named_body, path_of, verdict_kind};
use crate::t;
use crate::ui::{DayOf, Icon, Kind, Pager, Tag, icon, standing_line};

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
            let items = answers.into_iter().map(|answer| item(page, answer)).collect_view();
            view! { <ul class="answers">{items}</ul> }.into_any()
        }
    };
    view! {
        {page_title(t!(lang, "answers-title"))}
        <div class="wrap flow">
            <header class="head">
                <h1>{t!(lang, "answers-title")}</h1>
                <p class="lead">{t!(lang, "answers-lead")}</p>
            </header>
            {legend(page)}
            {list}
            <Pager first next/>
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
    let to = format!("{}#act-{}", page.href(&path_of(proposal.id, &proposal.slug)), act.id);
    let (kind, label) = label(page, &act);
    let outcome = outcome(page, &act).map(|(kind, text)| view! { " " <Tag kind text/> });
    let text = excerpt(&act);
    let who = who(page, &act);
    view! {
        <li>
            <p><Tag kind text=label/> {outcome}</p>
            <h2 class="answer__title"><a href=to>{proposal.title}</a></h2>
            {(!text.is_empty()).then(|| view! { <p>{text}</p> })}
            <p class="meta meta--dots">
                {(!who.is_empty()).then(|| view! { <span>{who}</span> })}
                <span><DayOf at=act.at/></span>
            </p>
        </li>
    }
    .into_any()
}

/// Under which of the three labels it stands.
fn label(page: &PageContext, act: &ActView) -> (Kind, String) {
    let (kind, code) = match act.kind {
        ActKind::ElectedOpinion => (Kind::Elected, "elected_opinion"),
        ActKind::Transition => (Kind::Decision, "decision"),
        ActKind::IdeaMove => (Kind::Official, "idea_move"),
        _ => (Kind::Official, "official_answer"),
    };
    (kind, t!(page.lang, &format!("act-{code}")).into_owned())
}

/// What was decided, where something was.
fn outcome(page: &PageContext, act: &ActView) -> Option<(Kind, String)> {
    let lang = page.lang;
    if let Some(kind) = act.transition {
        let stage = kind.targets().first()?;
        return Some((Kind::of_stage(*stage), t!(lang, &format!("stage-{stage}")).into_owned()));
    }
    let kind: IdeaMoveKind = act.idea_move?;
    Some(match kind.verdict() {
        Some(verdict) => {
            (verdict_kind(verdict), t!(lang, &format!("verdict-{verdict}")).into_owned())
        }
        None => (Kind::Done, t!(lang, "stage-done").into_owned()),
    })
}

/// The body for a decision, else name and duty.
fn who(page: &PageContext, act: &ActView) -> String {
    let lang = page.lang;
    if act.kind == ActKind::Transition
        && let Some(body) = act.fields.get("body")
    {
        let paragraph = act.fields.get("paragraph").map(|number| format!(", §\u{a0}{number}"));
        return format!("{}{}", named_body(lang, body), paragraph.unwrap_or_default());
    }
    let line = act
        .standing
        .as_ref()
        .map(|standing| standing_line(standing, |code| named_body(lang, code)))
        .unwrap_or_default();
    match line.is_empty() {
        true => act.actor_name.clone(),
        false => format!("{}, {line}", act.actor_name),
    }
}

/// The beginning of what was said, cut at a word.
fn excerpt(act: &ActView) -> String {
    let text = ["text", "decision_text", "answer", "reason", "first_step", "measure", "thanks"]
        .iter()
        .find_map(|name| act.fields.get(*name))
        .map(String::as_str)
        .unwrap_or_default();
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= EXCERPT {
        return line;
    }
    let cut: String = line.chars().take(EXCERPT).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}
