//! `/svar`: everything officials, elected and bodies have answered, newest first.

use leptos::prelude::*;
use nara_domain::actor::Body;
use nara_domain::answer::{ActKind, AnswerKind};
use nara_domain::proposal::TransitionKind;
use nara_domain::watching::Watched;

use crate::context::{PageContext, page, port};
use crate::follow::feed_link;
use crate::i18n::Lang;
use crate::layout::{load, page_title};
use crate::news::api::NewsPort;
use crate::news::{Offered, offered, watch_buttons, watched_name};
use crate::proposals::api::{ActView, AnswerItem, AnswersQuery, ProposalPort};
use crate::proposals::shown::{named_body, path_of};
use crate::proposals::{act_tag, act_text, act_who, gist};
use crate::t;
use crate::ui::{DayOf, Icon, Kind, Pager, Tag, icon};

/// Answers on one page.
const PER_PAGE: i64 = 20;
/// Most characters shown of an answer's text; the whole of it is on the case's page.
const EXCERPT: usize = 280;

/// The kinds side by side, so that nobody takes one for another.
#[component]
pub fn AnswersPage() -> impl IntoView {
    let page = page();
    let proposals = port::<dyn ProposalPort>();
    let query = AnswersQuery::read(&page.query);
    let (news, actor) = (port::<dyn NewsPort>(), page.actor.clone());
    let answers = async move {
        let (proposals, query) = (proposals?, query?);
        // One more than shown tells whether there is a next page.
        let answers = proposals.answers(&query, PER_PAGE + 1).await?;
        let bodies = proposals.deciding_bodies().await?;
        let watched = offered(news, &actor, watched_of(&query)).await?;
        Ok((query, answers, bodies, watched))
    };
    load(answers, move |(query, answers, bodies, watched)| {
        show(&page, &query, answers, (&bodies, &watched))
    })
}

/// What the list is narrowed to that can be followed.
fn watched_of(query: &AnswersQuery) -> Vec<Watched> {
    let body = query.body.clone().map(Watched::Body);
    let person = query.by.clone().map(Watched::Person);
    body.into_iter().chain(person).collect()
}

/// What the page, and its feed, is a list of.
pub fn answers_title(lang: Lang, query: &AnswersQuery) -> String {
    let kind = query.kind.map(|kind| kind_name(lang, kind));
    let body = query
        .body
        .as_ref()
        .map(|body| named_body(lang, body.as_str()));
    match (kind, body, query.by.clone()) {
        (kind, _, Some(who)) | (kind, Some(who), None) => {
            let what = kind.unwrap_or_else(|| t!(lang, "answers-title").into_owned());
            t!(lang, "answers-title-of", what = what, who = who).into_owned()
        }
        (Some(kind), None, None) => kind,
        (None, None, None) => t!(lang, "answers-title").into_owned(),
    }
}

fn kind_name(lang: Lang, kind: AnswerKind) -> String {
    t!(lang, &format!("answers-only-{kind}")).into_owned()
}

fn show(
    page: &PageContext,
    query: &AnswersQuery,
    mut answers: Vec<AnswerItem>,
    (bodies, watched): (&[Body], &Offered),
) -> AnyView {
    let lang = page.lang;
    let watch = watch_buttons(page, watched, |one| watched_name(lang, one, &[]));
    let shown = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let more = answers.len() > shown;
    answers.truncate(shown);
    let next = answers.last().filter(|_| more).map(|last| {
        let before = Some(last.act.id);
        let older = AnswersQuery {
            before,
            ..query.clone()
        };
        page.href(&older.page())
    });
    let newest = AnswersQuery {
        before: None,
        ..query.clone()
    };
    let first = query.before.is_some().then(|| page.href(&newest.page()));
    let narrowed = newest != AnswersQuery::default();
    let (none_title, none) = match narrowed {
        true => ("answers-none-title", "answers-none"),
        false => ("answers-empty-title", "answers-empty"),
    };
    let title = answers_title(lang, query);
    let feed = query.feed();
    let list = match answers.is_empty() {
        true => view! {
            <div class="empty">
                {icon(Icon::Speech)}
                <h2>{t!(lang, none_title)}</h2>
                <p>{t!(lang, none)}</p>
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
        {page_title(&title)}
        {feed_link(&feed, &title)}
        <div class="wrap">
            <header class="head">
                <h1>{title.clone()}</h1>
                {(!narrowed).then(|| view! { <p class="lead">{t!(lang, "answers-lead")}</p> })}
            </header>
            <div class="browse">
                <div>{filters(page, &newest, bodies)}</div>
                <div class="flow">
                    {legend(page)}
                    {watch}
                    {list}
                    <Pager first next/>
                    <p class="muted no-print">
                        {t!(lang, "feed-list-instead")}" "
                        <a href=page.href(&feed)>{t!(lang, "feed-link")}</a>
                    </p>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// A link per kind, per body that has decided something, and away from one person.
fn filters(page: &PageContext, now: &AnswersQuery, bodies: &[Body]) -> AnyView {
    let lang = page.lang;
    let link = |to: AnswersQuery, name: String| {
        let current = (to == *now).then_some("true");
        view! { <li><a class="filter" href=page.href(&to.page()) aria-current=current>{name}</a></li> }
    };
    let of_kind = |kind| AnswersQuery {
        kind,
        ..now.clone()
    };
    let kinds = AnswerKind::ALL
        .iter()
        .map(|kind| link(of_kind(Some(*kind)), kind_name(lang, *kind)))
        .collect_view();
    let of_body = |body| AnswersQuery {
        body,
        ..now.clone()
    };
    let each = bodies
        .iter()
        .map(|body| {
            let name = named_body(lang, body.as_str());
            link(of_body(Some(body.clone())), name)
        })
        .collect_view();
    let by_body = (!bodies.is_empty()).then(|| {
        view! {
            <nav class="filters__group" aria-labelledby="organ">
                <h2 class="filters__title" id="organ">{t!(lang, "answers-body")}</h2>
                <ul>{link(of_body(None), t!(lang, "answers-all-bodies").into_owned())}{each}</ul>
            </nav>
        }
    });
    let by_person = now.by.clone().map(|name| {
        let everybody = AnswersQuery {
            by: None,
            ..now.clone()
        };
        view! {
            <nav class="filters__group" aria-labelledby="av">
                <h2 class="filters__title" id="av">{t!(lang, "answers-by")}</h2>
                <ul>
                    {link(everybody, t!(lang, "answers-by-all").into_owned())}
                    {link(now.clone(), name)}
                </ul>
            </nav>
        }
    });
    view! {
        <details class="filters">
            <summary class="filters__button">{icon(Icon::Filter)}{t!(lang, "answers-filter")}</summary>
            <nav class="filters__group" aria-labelledby="slag">
                <h2 class="filters__title" id="slag">{t!(lang, "answers-kind")}</h2>
                <ul>{link(of_kind(None), t!(lang, "answers-all-kinds").into_owned())}{kinds}</ul>
            </nav>
            {by_body}
            {by_person}
        </details>
    }
    .into_any()
}

/// What each label means, once at the top.
fn legend(page: &PageContext) -> AnyView {
    let lang = page.lang;
    let kinds = [
        (Kind::Official, "official_answer"),
        (Kind::Elected, "elected_opinion"),
        (Kind::Guest, "guest_answer"),
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

/// Everything of whoever gave it: the body, or the elected person.
fn whose(act: &ActView) -> Option<AnswersQuery> {
    let by = match (act.kind, act.standing.as_ref()) {
        (ActKind::ElectedOpinion, Some(_)) => Some(act.actor_name.clone()),
        _ => None,
    };
    let decided = act.transition.is_some_and(TransitionKind::is_decision);
    let body = match act.fields.get("body") {
        Some(body) if decided => Body::parse(body).ok(),
        _ => None,
    };
    (by.is_some() || body.is_some()).then(|| AnswersQuery {
        by,
        body,
        ..AnswersQuery::default()
    })
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
    let who = act_who(lang, &act).map(|who| match whose(&act) {
        Some(query) => view! { <a href=page.href(&query.page())>{who}</a> }.into_any(),
        None => who.into_any(),
    });
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
