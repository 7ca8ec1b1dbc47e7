//! The feed of answers to questions, for those without an account, and for programs. It has what the pages have.

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use nara_app::context::PageContext;
use nara_app::questions::api::QuestionNews;
use nara_app::questions::{FEED, number_name, path_of, signed};
use nara_app::t;

use crate::follow::atom::{Entry, Feed};
use crate::http::forms::FormRequest;
use crate::http::pages;
use crate::state::AppState;

/// Entries of the feed.
const ENTRIES: i64 = 50;

pub fn routes() -> Router<AppState> {
    Router::new().route(FEED, get(feed))
}

async fn feed(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    asked: HeaderMap,
) -> Response {
    match state.questions.latest(ENTRIES).await {
        Ok(news) => of(&context, &news).response(&asked),
        Err(error) => pages::failure(&state, context, error).await,
    }
}

fn absolute(context: &PageContext, path: &str) -> String {
    format!("{}{}", context.site.public_url, context.href(path))
}

fn of(context: &PageContext, news: &[QuestionNews]) -> Feed {
    let place = context.site.place.clone();
    Feed {
        page: absolute(context, "/fragor"),
        address: absolute(context, FEED),
        title: t!(context.lang, "feed-questions", place = place).into_owned(),
        author: context.site.municipality.clone(),
        lang: context.lang.code(),
        entries: news.iter().map(|one| entry(context, one)).collect(),
    }
}

fn entry(context: &PageContext, one: &QuestionNews) -> Entry {
    let (lang, act) = (context.lang, &one.act);
    let field = |name: &str| act.fields.get(name).cloned();
    let answer = field("text").unwrap_or_default();
    Entry {
        // In no language, and without the heading: that may be hidden.
        id: format!(
            "{}/fragor/{}#svar-{}",
            context.site.public_url, one.id, act.id
        ),
        link: format!(
            "{}#svar-{}",
            absolute(context, &path_of(one.id, &one.slug)),
            act.id
        ),
        title: format!("{}: {}", one.heading, number_name(lang, one.number)),
        author: Some(field("answered_by").unwrap_or_else(|| signed(lang, act))),
        published: act.at,
        updated: act.at,
        text: format!("{}\n\n{answer}", one.question),
    }
}
