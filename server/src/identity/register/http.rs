//! A register that is asked over HTTP, once, when somebody signs in.
//!
//! `POST {"number": "198112189876"}` is answered `{"registered": true, "protected": false}`. Nothing is
//! asked twice and no redirect is followed: the number goes where the operator said and nowhere else.

use std::time::Duration;

use async_trait::async_trait;
use axum::body::Bytes;
use axum::http::{HeaderValue, Method, Request, StatusCode, Uri, header};
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use nara_domain::identity::IdentityNumber;
use serde::Deserialize;

use super::{Answer, NoAnswer, Register};

/// Somebody waits on the sign-in page meanwhile.
const TIMEOUT: Duration = Duration::from_secs(3);
const MAX_BODY_BYTES: usize = 16 * 1024;

#[derive(Debug, thiserror::Error)]
pub enum AskedError {
    #[error("the register's address must be https:// with a host, or http:// on this machine")]
    Address,
    #[error("the register's token is no text that a header can hold")]
    Token,
    #[error("the machine's certificates cannot be read: {0}")]
    Certificates(std::io::Error),
}

/// The service the operator named.
#[derive(Clone)]
pub struct Asked {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    address: Uri,
    token: Option<HeaderValue>,
}

impl std::fmt::Debug for Asked {
    /// Never the token.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Asked").finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct Said {
    registered: bool,
    #[serde(default)]
    protected: Option<bool>,
}

impl Asked {
    /// # Errors
    /// What is wrong with the settings, before anybody signs in.
    pub fn new(address: &str, token: Option<&str>) -> Result<Self, AskedError> {
        let address: Uri = address.parse().map_err(|_| AskedError::Address)?;
        let host = address.host().ok_or(AskedError::Address)?;
        let here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        match address.scheme_str() {
            Some("https") => {}
            Some("http") if here => {}
            _ => return Err(AskedError::Address),
        }
        let token = match token {
            Some(token) => {
                let text = format!("Bearer {token}");
                let mut value = HeaderValue::from_str(&text).map_err(|_| AskedError::Token)?;
                value.set_sensitive(true);
                Some(value)
            }
            None => None,
        };
        let connector = HttpsConnectorBuilder::new()
            .with_native_roots()
            .map_err(AskedError::Certificates)?
            .https_or_http()
            .enable_http1()
            .build();
        Ok(Self {
            client: Client::builder(TokioExecutor::new()).build(connector),
            address,
            token,
        })
    }

    async fn said(&self, number: &IdentityNumber) -> Result<Said, &'static str> {
        let body = serde_json::json!({ "number": number.expose() }).to_string();
        let mut request = Request::new(Full::new(Bytes::from(body)));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.address.clone();
        let headers = request.headers_mut();
        let json = HeaderValue::from_static("application/json");
        headers.insert(header::CONTENT_TYPE, json.clone());
        headers.insert(header::ACCEPT, json);
        if let Some(token) = &self.token {
            headers.insert(header::AUTHORIZATION, token.clone());
        }
        let response = self.client.request(request).await;
        let response = response.map_err(|_| "no connection")?;
        if response.status() != StatusCode::OK {
            return Err("not answered with 200");
        }
        let body = Limited::new(response.into_body(), MAX_BODY_BYTES).collect();
        let body = body.await.map_err(|_| "broken off, or too large")?;
        serde_json::from_slice(&body.to_bytes()).map_err(|_| "not what was asked for")
    }
}

#[async_trait]
impl Register for Asked {
    fn host(&self) -> Option<String> {
        self.address.host().map(str::to_owned)
    }

    async fn ask(&self, number: &IdentityNumber) -> Result<Answer, NoAnswer> {
        let said = tokio::time::timeout(TIMEOUT, self.said(number)).await;
        match said.unwrap_or(Err("not in time")) {
            Ok(said) => Ok(Answer {
                registered: said.registered,
                protected: said.protected,
            }),
            Err(reason) => {
                // Nothing of the person, nor of what the service wrote.
                tracing::warn!(reason, "register.down");
                Err(NoAnswer::Down)
            }
        }
    }

    async fn is_there(&self) -> bool {
        true
    }
}
