//! Reading a JSON body strictly: every wrong field is named, not only the first.

use axum::extract::Request;
use axum::http::header;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use nara_app::error::AppError;
use nara_domain::error::{FieldError, FieldProblem};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::{Map, Value};

use super::MAX_BODY_BYTES;

/// A request's body that is read field by field.
pub trait FromBody: Sized {
    /// Takes its fields. What is wrong with them is kept by `body`.
    fn take(body: &mut Body) -> Self;
}

/// A JSON object being read: what was taken is gone from it, so that what is left at the end is
/// unknown.
#[derive(Debug, Default)]
pub struct Body {
    fields: Map<String, Value>,
    wrong: Vec<FieldError>,
}

/// Reads a body.
///
/// # Errors
/// 415, 413, 400 for something that is no JSON object, 422 with every field that is unknown or of
/// the wrong type.
pub async fn read<T: FromBody>(request: Request) -> Result<T, AppError> {
    let mut body = Body {
        fields: object(request).await?,
        wrong: Vec::new(),
    };
    let read = T::take(&mut body);
    let Body { fields, mut wrong } = body;
    wrong.extend(
        fields
            .keys()
            .map(|key| FieldError::new(key, FieldProblem::UnknownField)),
    );
    if wrong.is_empty() {
        Ok(read)
    } else {
        Err(AppError::Invalid(wrong))
    }
}

async fn object(request: Request) -> Result<Map<String, Value>, AppError> {
    let json = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
    if !json {
        return Err(AppError::UnsupportedMediaType);
    }
    let bytes = match Limited::new(request.into_body(), MAX_BODY_BYTES)
        .collect()
        .await
    {
        Ok(body) => body.to_bytes(),
        Err(error) if error.is::<LengthLimitError>() => return Err(AppError::TooLarge),
        Err(_) => return Err(AppError::Malformed),
    };
    let Once(fields) = serde_json::from_slice(&bytes).map_err(|_| AppError::Malformed)?;
    Ok(fields)
}

/// A JSON object that says everything once. `serde_json` takes the last of two, and whoever looks
/// before us may take the first.
struct Once(Map<String, Value>);

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Fields)
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Once;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Once, A::Error> {
        let mut fields = Map::new();
        while let Some((name, value)) = object.next_entry::<String, Value>()? {
            if fields.insert(name, value).is_some() {
                return Err(A::Error::custom("a name twice"));
            }
        }
        Ok(Once(fields))
    }
}

impl Body {
    /// A text; one that is not given is empty, which the service then names as missing.
    pub fn text(&mut self, field: &str) -> String {
        match self.fields.remove(field) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text,
            Some(_) => {
                self.wrong
                    .push(FieldError::new(field, FieldProblem::NotAText));
                String::new()
            }
        }
    }

    /// A whole number, where one is given.
    pub fn number(&mut self, field: &str) -> Option<i64> {
        let value = self.fields.remove(field).filter(|value| !value.is_null())?;
        let number = value.as_i64();
        if number.is_none() {
            self.wrong
                .push(FieldError::new(field, FieldProblem::NotANumber));
        }
        number
    }
}
