//! Reading a JSON body strictly: every wrong field is named, not only the first.

use axum::extract::Request;
use axum::http::header;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use nara_app::error::AppError;
use nara_domain::error::{FieldError, FieldProblem};
use serde_json::{Map, Value};

use super::MAX_BODY_BYTES;

/// The fields of a JSON object, of which only `known` may be given.
///
/// # Errors
/// 413, 415, 400 for something that is no JSON object, 422 with every unknown field.
pub async fn object(request: Request, known: &[&str]) -> Result<Map<String, Value>, AppError> {
    let json = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
    if !json {
        return Err(AppError::UnsupportedMediaType);
    }
    let bytes = match Limited::new(request.into_body(), MAX_BODY_BYTES).collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) if error.is::<LengthLimitError>() => return Err(AppError::TooLarge),
        Err(_) => return Err(AppError::Malformed),
    };
    let object: Map<String, Value> =
        serde_json::from_slice(&bytes).map_err(|_| AppError::Malformed)?;
    let unknown: Vec<FieldError> = object
        .keys()
        .filter(|key| !known.contains(&key.as_str()))
        .map(|key| FieldError::new(key, FieldProblem::UnknownField))
        .collect();
    if unknown.is_empty() { Ok(object) } else { Err(AppError::Invalid(unknown)) }
}

/// A text field; a missing one is empty, which the service then names as missing.
pub fn text(object: &Map<String, Value>, field: &str) -> Result<String, AppError> {
    match object.get(field) {
        None | Some(Value::Null) => Ok(String::new()),
        Some(Value::String(text)) => Ok(text.clone()),
        Some(_) => Err(AppError::Invalid(vec![FieldError::new(field, FieldProblem::InvalidCharacter)])),
    }
}

/// A whole number, where given.
pub fn number(object: &Map<String, Value>, field: &str) -> Result<Option<i64>, AppError> {
    match object.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value.as_i64().map(Some).ok_or_else(|| {
            AppError::Invalid(vec![FieldError::new(field, FieldProblem::NotANumber)])
        }),
    }
}
