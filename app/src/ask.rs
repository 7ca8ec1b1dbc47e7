//! How islands ask the server: the protocol of `#[server]` functions.
//!
//! Leptos' own `Http` brings a second way to fetch, streams, form data and a JSON reader with words
//! for every mistake into the browser: 8 kB compressed that no island needs. The server's side is
//! the same; only the browser's is this file, with the browser's own JSON reader.

use std::future::Future;

use leptos::server_fn::Protocol;
use leptos::server_fn::client::Client;
use leptos::server_fn::codec::{FromReq, IntoRes, Json};
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use leptos::server_fn::server::Server;
use serde::Serialize;
use wasm_bindgen::JsValue;

/// What can be read from an answer.
pub trait FromJs: Sized {
    /// Nothing where something else came than was agreed.
    fn from_js(value: &JsValue) -> Option<Self>;
}

impl FromJs for () {
    fn from_js(_: &JsValue) -> Option<Self> {
        Some(())
    }
}

impl FromJs for bool {
    fn from_js(value: &JsValue) -> Option<Self> {
        value.as_bool()
    }
}

impl FromJs for String {
    fn from_js(value: &JsValue) -> Option<Self> {
        value.as_string()
    }
}

/// A field of an object in an answer.
pub fn field(value: &JsValue, name: &str) -> Option<JsValue> {
    js_sys::Reflect::get(value, &name.into()).ok()
}

/// A count or an id: JavaScript has floating point numbers only.
#[allow(
    clippy::cast_possible_truncation,
    reason = "ids and counts are whole numbers"
)]
pub fn whole(number: f64) -> i64 {
    number as i64
}

/// Who sends what no island sends has made the mistake, not the server.
fn malformed() {
    #[cfg(feature = "ssr")]
    crate::context::set_status(400);
}

/// JSON posted, JSON answered.
pub struct Ask;

impl<I, O, C, S, E> Protocol<I, O, C, S, E> for Ask
where
    I: Serialize + FromReq<Json, S::Request, E> + Send,
    O: FromJs + IntoRes<Json, S::Response, E> + Send,
    C: Client<E>,
    S: Server<E>,
    E: FromJs + FromServerFnError,
{
    const METHOD: http::Method = http::Method::POST;

    async fn run_server<F, R>(request: S::Request, server_fn: F) -> Result<S::Response, E>
    where
        F: Fn(I) -> R + Send,
        R: Future<Output = Result<O, E>> + Send,
    {
        let input = I::from_req(request).await.inspect_err(|_| malformed())?;
        let answer = server_fn(input).await?;
        answer.into_res().await
    }

    async fn run_client(path: &str, input: I) -> Result<O, E> {
        let lost = || E::from_server_fn_error(ServerFnErrorErr::Request(String::new()));
        let asked = serde_json::to_string(&input).map_err(|_| lost())?;
        match browser::post(path, asked).await {
            Ok(answer) => O::from_js(&answer).ok_or_else(lost),
            Err(refusal) => Err(E::from_js(&refusal).unwrap_or_else(lost)),
        }
    }
}

mod browser {
    use leptos::__reexports::send_wrapper::SendWrapper;
    use leptos::prelude::window;
    use wasm_bindgen::prelude::*;
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{Headers, RequestInit, Response};

    type Answer = SendWrapper<JsValue>;

    /// The answer, or the error the server answered with; `undefined` where none came.
    pub async fn post(path: &str, body: String) -> Result<Answer, Answer> {
        let path = path.to_owned();
        SendWrapper::new(async move {
            match fetch(&path, &body).await {
                Ok((true, answer)) => Ok(SendWrapper::new(answer)),
                Ok((false, refusal)) => Err(SendWrapper::new(refusal)),
                Err(_) => Err(SendWrapper::new(JsValue::UNDEFINED)),
            }
        })
        .await
    }

    /// Whether the server did it, and what it said.
    async fn fetch(path: &str, body: &str) -> Result<(bool, JsValue), JsValue> {
        let headers = Headers::new()?;
        headers.append("content-type", "application/json")?;
        let asked = RequestInit::new();
        asked.set_method("POST");
        asked.set_headers(&headers);
        asked.set_body(&body.into());
        let answer = JsFuture::from(window().fetch_with_str_and_init(path, &asked)).await?;
        let answer: Response = answer.dyn_into()?;
        let said = JsFuture::from(answer.json()?).await?;
        Ok((answer.ok(), said))
    }
}
