//! The list of what is not decided, as a file. The page is a GET route of `app`.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use nara_app::t;

use crate::csv;
use crate::http::forms::FormRequest;
use crate::http::pages;
use crate::state::AppState;

pub fn routes() -> Router<AppState> {
    Router::new().route("/laget/rapport.csv", get(file))
}

async fn file(State(state): State<AppState>, FormRequest { context, .. }: FormRequest) -> Response {
    let (lang, now) = (context.lang, context.now);
    match state.statistics.undecided_file(lang, now).await {
        Ok(text) => {
            let day = context.today().to_string();
            csv::file(&t!(lang, "report-file-name", date = day), text)
        }
        Err(error) => pages::failure(&state, context, error).await,
    }
}
