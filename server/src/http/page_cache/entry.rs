//! A page as it is kept: text, headers, and each packing once.

use std::sync::{Arc, OnceLock};

use axum::body::{Body, Bytes};
use axum::http::response::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use sha2::{Digest, Sha256};

use super::Stamp;
use super::coding::Coding;
use crate::http::headers::is_known;
use crate::http::pressure::Shed;

/// Larger pages are made for whoever asks.
const LARGEST: usize = 1_000_000;
/// Roughly what headers, tags and pointers take.
const AROUND: usize = 1_500;
/// What [`super::super::context`] says of a page that is the same for everybody. Whatever was signed in,
/// told something or was given a cookie says `no-store`.
const FOR_EVERYBODY: &str = "private, no-cache";
/// A field that makes two sendings of a form one: who else got it would be taken for who sent it before.
const ONCE: &str = "name=\"once\"";

/// A page that is kept.
#[derive(Debug)]
pub(super) struct Entry {
    stamp: Stamp,
    headers: Vec<(HeaderName, HeaderValue)>,
    plain: Form,
    gzip: OnceLock<Option<Form>>,
    brotli: OnceLock<Option<Form>>,
}

/// A page in one packing.
#[derive(Debug)]
struct Form {
    body: Bytes,
    tag: HeaderValue,
    coding: Coding,
}

/// What became of a request for a page.
pub(super) enum Made {
    Kept(Arc<Entry>),
    /// Another page: there is none, there is no room, it is at another address.
    Loose(Parts, Bytes),
    /// No page.
    Other(Response),
}

impl Made {
    pub(super) async fn of(response: Response, stamp: Stamp) -> Self {
        if !is_page(response.headers()) {
            return Self::Other(response);
        }
        let (parts, body) = response.into_parts();
        let Ok(body) = body.collect().await else {
            return Self::Other(StatusCode::INTERNAL_SERVER_ERROR.into_response());
        };
        let body = body.to_bytes();
        match is_for_everybody(&parts, &body) {
            true => Self::Kept(Arc::new(Entry::new(parts.headers, body, stamp))),
            false => Self::Loose(parts, body),
        }
    }

    pub(super) fn answer(self, asked: &HeaderMap) -> Response {
        let (mut parts, body) = match self {
            Self::Kept(entry) => return entry.answer(asked),
            Self::Other(response) => return response,
            Self::Loose(parts, body) => (parts, body),
        };
        let worth_it = parts.extensions.get::<Shed>().is_none();
        let coding = Coding::best(asked);
        let packed = worth_it.then(|| coding.pack(&body)).flatten();
        let headers = &mut parts.headers;
        vary_by_packing(headers);
        let body = match (packed, coding.name()) {
            (Some(packed), Some(name)) => {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
                headers.remove(header::CONTENT_LENGTH);
                Body::from(packed)
            }
            _ => Body::from(body),
        };
        Response::from_parts(parts, body)
    }
}

/// Says so where it has not been said.
fn vary_by_packing(headers: &mut HeaderMap) {
    let said = headers.get_all(header::VARY).iter().any(|value| {
        let value = value.to_str().unwrap_or_default();
        value.eq_ignore_ascii_case(header::ACCEPT_ENCODING.as_str())
    });
    if !said {
        headers.append(header::VARY, header::ACCEPT_ENCODING.into());
    }
}

fn is_page(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
        && !headers.contains_key(header::CONTENT_ENCODING)
}

fn is_for_everybody(parts: &Parts, body: &[u8]) -> bool {
    let headers = &parts.headers;
    let cache = headers.get(header::CACHE_CONTROL);
    parts.status == StatusCode::OK
        && !headers.contains_key(header::SET_COOKIE)
        && cache.is_some_and(|cache| cache == FOR_EVERYBODY)
        && body.len() <= LARGEST
        && std::str::from_utf8(body).is_ok_and(|text| !text.contains(ONCE))
}

impl Entry {
    fn new(mut headers: HeaderMap, body: Bytes, stamp: Stamp) -> Self {
        headers.remove(header::CONTENT_LENGTH);
        vary_by_packing(&mut headers);
        let headers = headers
            .iter()
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        Self {
            stamp,
            headers,
            plain: Form::new(Coding::Plain, &body, body.clone()),
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
        }
    }

    pub(super) const fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// What it takes at most: a packing is half of the text or less.
    pub(super) fn bytes(&self) -> usize {
        self.plain.body.len() * 2 + AROUND
    }

    /// Packs it where nobody has asked for it so.
    fn form(&self, coding: Coding) -> &Form {
        let made = match coding {
            Coding::Plain => return &self.plain,
            Coding::Gzip => &self.gzip,
            Coding::Brotli => &self.brotli,
        };
        let text = &self.plain.body;
        let form = made.get_or_init(|| {
            let packed = coding.pack(text)?;
            Some(Form::new(coding, text, packed.into()))
        });
        form.as_ref().unwrap_or(&self.plain)
    }

    pub(super) fn answer(&self, asked: &HeaderMap) -> Response {
        let form = self.form(Coding::best(asked));
        let known = asked.contains_key(header::IF_NONE_MATCH)
            && form.tag.to_str().is_ok_and(|tag| is_known(asked, tag));
        let mut response = match known {
            true => StatusCode::NOT_MODIFIED.into_response(),
            false => Response::new(Body::from(form.body.clone())),
        };
        let headers = response.headers_mut();
        // These, and those that every response gets.
        headers.reserve(self.headers.len() + 16);
        for (name, value) in &self.headers {
            if !known || name != header::CONTENT_TYPE {
                headers.append(name.clone(), value.clone());
            }
        }
        headers.insert(header::ETAG, form.tag.clone());
        if !known && let Some(name) = form.coding.name() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        response
    }
}

impl Form {
    /// Two packings of a text are not the same bytes, and do not have the same tag.
    fn new(coding: Coding, text: &[u8], body: Bytes) -> Self {
        let digest = hex::encode(Sha256::digest(text));
        let digest = digest.get(..32).unwrap_or_default();
        let tag = match coding.name() {
            Some(name) => format!("\"{digest}-{name}\""),
            None => format!("\"{digest}\""),
        };
        Self {
            body,
            // Digits and letters between quotes: always a header.
            tag: HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("\"\"")),
            coding,
        }
    }
}
