//! `/kampanjer/{campaign}/rapport.pdf?sprak=sv|en`. The page beside it is a GET route of `app`.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use nara_app::campaigns::api::ReportView;
use nara_app::campaigns::report::ReportText;
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::proposals::query::pairs;
use nara_domain::error::{FieldError, FieldProblem};

use super::files::{answer, out_of_search};
use super::report::Pictures;
use super::sheet::Jpeg;
use super::studio::Drawing;
use crate::http::errors::Failure;
use crate::http::forms::FormRequest;
use crate::state::AppState;

pub fn routes() -> Router<AppState> {
    Router::new().route("/kampanjer/{campaign}/rapport.pdf", get(report))
}

/// The language that is asked for; that of the address where none is.
fn language(query: &str, usual: Lang) -> Result<Lang, AppError> {
    let asked = pairs(query).into_iter().find(|(name, _)| name == "sprak");
    match asked {
        Some((name, code)) if !code.trim().is_empty() => {
            Lang::from_code(code.trim()).ok_or_else(|| {
                AppError::Invalid(vec![FieldError::new(&name, FieldProblem::NotAChoice)])
            })
        }
        _ => Ok(usual),
    }
}

/// The files of its pictures.
async fn photographs(state: &AppState, view: &ReportView) -> Result<Pictures, AppError> {
    let files = state.pictures.of_report(view.campaign.id).await?;
    let shown = view.campaign.pictures.values();
    let side = |side: i64| i32::try_from(side).unwrap_or(i32::MAX);
    let found = files.into_iter().filter_map(|(id, bytes)| {
        let shown = shown.clone().find(|shown| shown.id == id)?;
        let jpeg = Jpeg {
            bytes: bytes.into(),
            width: side(shown.width),
            height: side(shown.height),
        };
        Some((id, jpeg))
    });
    Ok(found.collect())
}

async fn report(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(slug): Path<String>,
    asked: HeaderMap,
) -> Response {
    let done = async {
        let lang = language(&context.query, context.lang)?;
        let view = state.campaigns.report(&slug, context.now).await?;
        let text = ReportText::of(&context, &view, lang)?;
        Ok((text, photographs(&state, &view).await?))
    }
    .await;
    let (text, pictures) = match done {
        Ok(done) => done,
        Err(error) => return Failure(error).into_response(),
    };
    let name = format!("rapport-{slug}-{}", text.lang.code());
    let drawing = Drawing::Report(Box::new(text), pictures);
    let response = answer(&state, &context, drawing, &name, &asked).await;
    // The page is found instead, where what young people wrote is not quoted.
    out_of_search(response, "noindex")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_one_of_the_sites() {
        assert_eq!(language("", Lang::En), Ok(Lang::En));
        assert_eq!(language("sprak=", Lang::En), Ok(Lang::En));
        assert_eq!(language("sprak=sv&x=1", Lang::En), Ok(Lang::Sv));
        for wrong in ["sprak=ar", "sprak=xx", "sprak=sv,en"] {
            assert!(language(wrong, Lang::Sv).is_err(), "{wrong}");
        }
    }
}
