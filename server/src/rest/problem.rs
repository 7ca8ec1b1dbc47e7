//! Errors for programs: RFC 9457.

use axum::Json;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::errors;
use crate::http::trace::Refused;

/// What went wrong. `code` is stable, `title` and `detail` are for people and may change.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: the code says which problem it is.
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    status: u16,
    code: &'static str,
    detail: String,
    /// The first field at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    /// All fields at fault.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ProblemField>,
}

/// A field at fault.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemField {
    field: String,
    /// `missing`, `too_long`, `unknown_field` …
    code: &'static str,
    /// For people, in the language of the address.
    detail: String,
}

impl Problem {
    pub fn response(error: &AppError, lang: Lang) -> Response {
        let code = error.code();
        let fields = match error {
            AppError::NotAllowedNow(reason) => reason.field_errors(),
            other => other.fields(),
        };
        let errors: Vec<ProblemField> = fields
            .iter()
            .map(|field| ProblemField {
                field: field.field.clone(),
                code: field.problem.code(),
                detail: nara_app::error::words::field_problem(lang, &field.problem),
            })
            .collect();
        let (title, detail) = nara_app::error::words::for_programs(lang, error);
        let problem = Problem {
            kind: "about:blank",
            title,
            status: error.status(),
            code,
            detail,
            field: errors.first().map(|field| field.field.clone()),
            errors,
        };
        let mut response = (errors::status(error), Json(problem)).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        errors::retry_after(headers, error);
        response.extensions_mut().insert(Refused(code));
        let headers = response.headers_mut();
        if *error == AppError::SignIn {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
