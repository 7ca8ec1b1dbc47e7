//! `/forslag/{id}/{slug}/affisch.pdf` and `.png`, `/kampanjer/{campaign}/affisch.pdf` and `.png`. The pages
//! beside them are GET routes of `app`.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use nara_app::context::PageContext;
use nara_app::error::AppError;
use nara_app::posters::{Choice, Poster, Tongue};
use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;

use super::studio::{Drawing, Drawn, Kind};
use super::{panel_files, report_files};
use crate::http::errors::Failure;
use crate::http::forms::FormRequest;
use crate::http::headers::is_known;
use crate::http::limits::Action;
use crate::state::AppState;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/forslag/{id}/{slug}/affisch.pdf", get(pdf))
        .route("/forslag/{id}/{slug}/affisch.png", get(png))
        .route("/kampanjer/{campaign}/affisch.pdf", get(campaign_pdf))
        .route("/kampanjer/{campaign}/affisch.png", get(campaign_png))
        .merge(report_files::routes())
        .merge(panel_files::routes())
}

type Asked = Path<(String, String)>;

async fn pdf(state: State<AppState>, form: FormRequest, on: Asked, asked: HeaderMap) -> Response {
    of_case(state.0, form.context, on.0, Kind::Pdf, asked).await
}

async fn png(state: State<AppState>, form: FormRequest, on: Asked, asked: HeaderMap) -> Response {
    of_case(state.0, form.context, on.0, Kind::Png, asked).await
}

/// Whoever asks, a poster has what a visitor is shown.
async fn of_case(
    state: AppState,
    context: PageContext,
    (id, _): (String, String),
    kind: Kind,
    asked: HeaderMap,
) -> Response {
    let done = async {
        let choice = Choice::strict(&context.query, Tongue::of_site(context.lang))?;
        let id: ProposalId = id.parse()?;
        let visitor = Actor::Visitor;
        let case = state.proposals.get(&visitor, id, context.now).await?;
        let poster = Poster::of_case(&context, &case, &choice)?;
        Ok::<_, AppError>((poster, choice, case))
    }
    .await;
    let (poster, choice, case) = match done {
        Ok(done) => done,
        Err(error) => return Failure(error).into_response(),
    };
    let name = format!("affisch-{}-{}", case.slug, choice.format.code());
    let drawing = Drawing::Poster(Box::new(poster), choice, kind);
    let response = answer(&state, &context, drawing, &name, &asked).await;
    // Nobody looks for a sheet of paper; and what young people write is kept out of search altogether.
    let robots = match case.of_group {
        true => "noindex, nofollow",
        false => "noindex",
    };
    out_of_search(response, robots)
}

async fn campaign_pdf(
    state: State<AppState>,
    form: FormRequest,
    on: Path<String>,
    asked: HeaderMap,
) -> Response {
    of_campaign(state.0, form.context, &on.0, Kind::Pdf, asked).await
}

async fn campaign_png(
    state: State<AppState>,
    form: FormRequest,
    on: Path<String>,
    asked: HeaderMap,
) -> Response {
    of_campaign(state.0, form.context, &on.0, Kind::Png, asked).await
}

/// As of a case: what a visitor is shown.
async fn of_campaign(
    state: AppState,
    context: PageContext,
    slug: &str,
    kind: Kind,
    asked: HeaderMap,
) -> Response {
    let done = async {
        let choice = Choice::strict(&context.query, Tongue::of_site(context.lang))?;
        let visitor = Actor::Visitor;
        let campaigns = &state.campaigns;
        let campaign = campaigns.campaign(&visitor, slug, context.now).await?;
        let poster = Poster::of_campaign(&context, &campaign, &choice)?;
        Ok::<_, AppError>((poster, choice))
    }
    .await;
    let (poster, choice) = match done {
        Ok(done) => done,
        Err(error) => return Failure(error).into_response(),
    };
    let name = format!("affisch-{slug}-{}", choice.format.code());
    let drawing = Drawing::Poster(Box::new(poster), choice, kind);
    let response = answer(&state, &context, drawing, &name, &asked).await;
    out_of_search(response, "noindex")
}

pub(super) fn out_of_search(mut response: Response, robots: &'static str) -> Response {
    response.headers_mut().insert(
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static(robots),
    );
    response
}

/// The file, or that it is as it was. `name` is the file's, without its ending.
pub async fn answer(
    state: &AppState,
    context: &PageContext,
    drawing: Drawing,
    name: &str,
    asked: &HeaderMap,
) -> Response {
    let may_draw = || {
        state
            .limits
            .check(Action::Poster, &context.network, context.now)
    };
    let kind = drawing.kind();
    let drawn = state.posters.get(drawing, may_draw).await;
    let Drawn { bytes, sha256 } = match drawn {
        Ok(drawn) => drawn,
        Err(error) => return Failure(error).into_response(),
    };
    let tag = format!("\"{sha256}\"");
    let mut response = match is_known(asked, &tag) {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => bytes.into_response(),
    };
    let fresh = response.status() == StatusCode::OK;
    let disposition = format!("inline; filename=\"{}.{}\"", plain(name), kind.ending());
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_TYPE);
    let values = [
        (header::CONTENT_TYPE, fresh.then_some(kind.media_type())),
        (header::CONTENT_DISPOSITION, fresh.then_some(&*disposition)),
        (header::ETAG, Some(tag.as_str())),
        // The same for everybody, and asked for again each time: what is withdrawn has to be gone.
        (header::CACHE_CONTROL, Some("public, no-cache")),
    ];
    for (name, value) in values {
        if let Some(Ok(value)) = value.map(HeaderValue::from_str) {
            headers.insert(name, value);
        }
    }
    response
}

/// As a file's name may be everywhere.
fn plain(name: &str) -> String {
    name.chars()
        .map(|letter| match letter {
            letter if letter.is_ascii_alphanumeric() => letter,
            _ => '-',
        })
        .collect()
}
