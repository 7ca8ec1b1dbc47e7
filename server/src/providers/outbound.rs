//! How identity providers are reached: TLS, a few seconds, a body that has an end, and no redirects –
//! a provider that sends us elsewhere would have our secret sent there too.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use axum::body::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use openidconnect::url::Url;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};

use super::config::is_reachable;

/// For one question. A sign-in asks two or three, and has less than ten seconds.
const TIMEOUT: Duration = Duration::from_secs(3);
/// More than any list of keys.
const MAX_BODY_BYTES: usize = 256 * 1024;

/// Why there is no answer. Says nothing of what was asked: it holds codes and secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreached {
    #[error("not an address a provider may have")]
    Address,
    #[error("no connection")]
    Connection,
    #[error("no answer in time")]
    Slow,
    #[error("too large an answer")]
    TooLarge,
}

/// Shared by all providers.
#[derive(Clone)]
pub struct Outbound(Client<HttpsConnector<HttpConnector>, Full<Bytes>>);

impl std::fmt::Debug for Outbound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Outbound")
    }
}

impl Outbound {
    /// # Errors
    /// The machine's certificates cannot be read.
    pub fn new() -> std::io::Result<Self> {
        let connector = HttpsConnectorBuilder::new()
            .with_native_roots()?
            // What may go without TLS is decided for each question.
            .https_or_http()
            .enable_http1()
            .build();
        Ok(Self(Client::builder(TokioExecutor::new()).build(connector)))
    }

    /// For a provider that may (`plain`) or may not be reached without TLS.
    pub fn to(&self, plain: bool) -> Reach {
        Reach {
            outbound: self.clone(),
            plain,
        }
    }
}

/// One provider's way. Owned: the library's futures are of any lifetime.
#[derive(Clone, Debug)]
pub struct Reach {
    outbound: Outbound,
    plain: bool,
}

impl Reach {
    async fn ask(self, request: HttpRequest) -> Result<HttpResponse, Unreached> {
        let (parts, body) = request.into_parts();
        let address = Url::parse(&parts.uri.to_string()).map_err(|_| Unreached::Address)?;
        if !is_reachable(&address, self.plain) {
            return Err(Unreached::Address);
        }
        let request = axum::http::Request::from_parts(parts, Full::new(Bytes::from(body)));
        let asked = async {
            let response = self.outbound.0.request(request).await;
            let (parts, body) = response.map_err(|_| Unreached::Connection)?.into_parts();
            let body = Limited::new(body, MAX_BODY_BYTES).collect().await;
            let body =
                body.map_err(
                    |error| match error.is::<http_body_util::LengthLimitError>() {
                        true => Unreached::TooLarge,
                        false => Unreached::Connection,
                    },
                )?;
            Ok(HttpResponse::from_parts(parts, body.to_bytes().to_vec()))
        };
        let answered = tokio::time::timeout(TIMEOUT, asked).await;
        answered.map_err(|_| Unreached::Slow)?
    }
}

impl<'c> AsyncHttpClient<'c> for Reach {
    type Error = Unreached;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Unreached>> + Send>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.clone().ask(request))
    }
}
