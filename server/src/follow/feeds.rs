//! Feeds for those without an account, and for programs: the lists, and one proposal.
//!
//! Each asks the port for what its page asks for, as a visitor: so it has what the page has, neither
//! before nor after it, and nothing that is not everybody's.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::Response;
use axum::routing::get;
use nara_app::answers::answers_title;
use nara_app::context::PageContext;
use nara_app::error::AppError;
use nara_app::follow::{case_feed, list_feed};
use nara_app::proposals::api::{
    ActView, AnswerItem, AnswersQuery, ListQuery, ProposalItem, ProposalView, Sort,
};
use nara_app::proposals::query::{lenient, list_address};
use nara_app::proposals::shown::{path_of, state_name};
use nara_app::proposals::{act_line, act_text, act_who};
use nara_app::t;
use nara_domain::actor::Actor;
use nara_domain::answer::ActKind;
use nara_domain::ids::ProposalId;
use nara_domain::proposal::{Course, Kind};

use super::atom::{Entry, Feed};
use crate::http::forms::FormRequest;
use crate::http::pages;
use crate::state::AppState;

/// Entries of a feed.
const ENTRIES: i64 = 50;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/forslag.atom", get(list))
        .route("/svar.atom", get(answers))
        .route("/forslag/{id}/handelser.atom", get(case))
}

async fn answer(
    state: &AppState,
    context: PageContext,
    asked: &HeaderMap,
    feed: Result<Feed, AppError>,
) -> Response {
    match feed {
        Ok(feed) => feed.response(asked),
        Err(error) => pages::failure(state, context, error).await,
    }
}

async fn list(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    asked: HeaderMap,
) -> Response {
    let feed = read_list(&state, &context).await;
    answer(&state, context, &asked, feed).await
}

async fn read_list(state: &AppState, context: &PageContext) -> Result<Feed, AppError> {
    let districts = state.proposals.rules().await?.districts.clone();
    // What is narrowed stays narrowed; a feed has one order and one page.
    let query = ListQuery {
        sort: Sort::Latest,
        seed: None,
        cursor: None,
        limit: ENTRIES,
        ..lenient(&context.query, &districts)
    };
    let visitor = Actor::Visitor;
    let listed = state
        .proposals
        .list(&visitor, &query, &context.network, context.now)
        .await?;
    let entries = listed.items.iter();
    Ok(feed(
        context,
        (&list_address(&query), &list_feed(&query)),
        t!(
            context.lang,
            "feed-list",
            place = context.site.place.clone()
        )
        .into_owned(),
        entries.map(|item| of_item(context, item)).collect(),
    ))
}

async fn answers(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    asked: HeaderMap,
) -> Response {
    let feed = read_answers(&state, &context).await;
    answer(&state, context, &asked, feed).await
}

async fn read_answers(state: &AppState, context: &PageContext) -> Result<Feed, AppError> {
    let query = AnswersQuery {
        before: None,
        ..AnswersQuery::read(&context.query)?
    };
    let items = state.proposals.answers(&query, ENTRIES).await?;
    let what = answers_title(context.lang, &query);
    let place = context.site.place.clone();
    Ok(feed(
        context,
        (&query.page(), &query.feed()),
        t!(context.lang, "feed-answers", place = place, what = what).into_owned(),
        items.iter().map(|item| of_answer(context, item)).collect(),
    ))
}

async fn case(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    asked: HeaderMap,
) -> Response {
    let found = match id.parse::<ProposalId>() {
        Err(none) => Err(none.into()),
        Ok(id) => state.proposals.get(&Actor::Visitor, id, context.now).await,
    };
    let (feed, of_group) = match found {
        Ok(case) => (Ok(of_case(&context, &case)), case.of_group),
        Err(error) => (Err(error), false),
    };
    let mut response = answer(&state, context, &asked, feed).await;
    if of_group {
        // As the page: search engines stay away from what young people write.
        response.headers_mut().insert(
            HeaderName::from_static("x-robots-tag"),
            HeaderValue::from_static("noindex, nofollow"),
        );
    }
    response
}

/// `page` and `address` are local.
fn feed(
    context: &PageContext,
    (page, address): (&str, &str),
    title: String,
    entries: Vec<Entry>,
) -> Feed {
    Feed {
        page: absolute(context, page),
        address: absolute(context, address),
        title,
        author: context.site.municipality.clone(),
        lang: context.lang.code(),
        entries,
    }
}

fn absolute(context: &PageContext, path: &str) -> String {
    format!("{}{}", context.site.public_url, context.href(path))
}

/// In no language: one proposal, one id.
fn id_of(context: &PageContext, id: ProposalId) -> String {
    format!("{}/forslag/{id}", context.site.public_url)
}

fn of_item(context: &PageContext, item: &ProposalItem) -> Entry {
    let state = state_name(context.lang, &item.course);
    Entry {
        id: id_of(context, item.id),
        link: absolute(context, &path_of(item.id, &item.slug)),
        title: item.title.clone(),
        author: None,
        published: item.submitted_at,
        updated: item.changed_at,
        text: match item.gist.as_str() {
            "" => state,
            gist => format!("{state}. {gist}"),
        },
    }
}

fn of_answer(context: &PageContext, answer: &AnswerItem) -> Entry {
    let item = &answer.proposal;
    let entry = of_act(context, (item.id, &item.slug), &answer.act, &item.course);
    Entry {
        title: format!("{}: {}", item.title, entry.title),
        ..entry
    }
}

fn of_act(
    context: &PageContext,
    (id, slug): (ProposalId, &str),
    act: &ActView,
    course: &Course,
) -> Entry {
    let title = act_line(context.lang, act, course);
    let part = format!("#svar-{}", act.id);
    Entry {
        id: format!("{}{part}", id_of(context, id)),
        link: format!("{}{part}", absolute(context, &path_of(id, slug))),
        // Whoever acted in a duty. A resident's name stands on the page, and does not travel.
        author: act
            .standing
            .as_ref()
            .and_then(|_| act_who(context.lang, act)),
        published: act.at,
        updated: act.at,
        text: act_text(act).unwrap_or_else(|| title.clone()),
        title,
    }
}

/// What happened, the newest first, and last that it came in.
fn of_case(context: &PageContext, case: &ProposalView) -> Feed {
    let lang = context.lang;
    // What was corrected is told once, rightly. That it came in is the last entry.
    let acts = case.acts.iter().filter(|act| {
        let came_in = act.kind == ActKind::Transition && act.transition.is_none();
        act.superseded_by.is_none() && !came_in
    });
    let on = (case.id, case.slug.as_str());
    let mut entries: Vec<Entry> = acts
        .rev()
        .map(|act| of_act(context, on, act, &case.course))
        .collect();
    let came_in = match case.kind {
        Kind::Proposal => t!(lang, "transition-submit-done"),
        Kind::Idea | Kind::Problem | Kind::Questions => t!(lang, "timeline-published"),
    };
    entries.push(Entry {
        id: format!("{}#inkom", id_of(context, case.id)),
        link: absolute(context, &path_of(case.id, &case.slug)),
        title: came_in.clone().into_owned(),
        author: None,
        published: case.submitted_at,
        updated: case.submitted_at,
        text: case.body.clone().unwrap_or_else(|| came_in.into_owned()),
    });
    let title = t!(lang, "feed-case", title = case.title.clone());
    feed(
        context,
        (&path_of(case.id, &case.slug), &case_feed(case.id)),
        title.into_owned(),
        entries,
    )
}
