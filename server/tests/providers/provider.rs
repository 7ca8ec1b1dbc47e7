//! An identity provider that can be told to lie.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair,
};
use aws_lc_rs::{digest, hmac};
use axum::body::Body;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use nara_domain::time::Stamp;
use nara_server::providers::{Chosen, ProviderSettings};
use serde_json::{Map, Value, json};

use crate::common::http::{Browser, Page};

pub const CLIENT: &str = "nara-test";
pub const SECRET: &str = "klientens hemlighet";
/// Real ones, out of the tax agency's list for tests.
pub const NUMBER: &str = "199005152393";
pub const OTHER_NUMBER: &str = "195006262546";
pub const COORDINATION: &str = "197010632391";

pub type Claims = Map<String, Value>;

/// How the token is signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sign {
    #[default]
    Well,
    /// `alg: none`, and nothing.
    Not,
    /// With what both know.
    WithTheSecret,
    /// With the public key's bytes as if they were a secret.
    WithThePublicKey,
    /// With a key nobody has heard of, under the good one's name.
    WithAnotherKey,
    /// The same, under a name of its own.
    WithAnUnknownKey,
    /// With a key of another type that is in the list, under the name of the first.
    WithAnotherType,
    /// Half of it.
    Cut,
    /// Well, and the claims changed after it.
    Before,
}

/// How the code is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Token {
    #[default]
    Well,
    Fails,
    Elsewhere,
    Huge,
    Endless,
    Slow,
    NoJson,
    NoIdentity,
    IdTokenIsNone,
}

/// What it is told to do.
#[derive(Clone, Copy)]
pub struct Says {
    pub description: fn(&mut Value),
    pub claims: fn(&mut Claims),
    pub userinfo: fn(&mut Claims),
    pub sign: Sign,
    pub token: Token,
    /// Whether the key that signs is in the list of keys only from the second time on.
    pub keys_change: bool,
}

impl Default for Says {
    fn default() -> Self {
        Self {
            description: |_| {},
            claims: |_| {},
            userinfo: |_| {},
            sign: Sign::Well,
            token: Token::Well,
            keys_change: false,
        }
    }
}

/// A code on its way.
#[derive(Clone, Debug)]
struct Code {
    nonce: String,
    challenge: String,
    subject: String,
    redirect: String,
    /// Whether it was asked to look again, as the address said.
    again: bool,
}

struct Inner {
    issuer: String,
    now: Stamp,
    says: Says,
    codes: HashMap<String, Code>,
    given: u32,
    /// By subject.
    people: HashMap<String, Claims>,
    key: EcdsaKeyPair,
    other: EcdsaKeyPair,
    edwards: Ed25519KeyPair,
    described: u32,
    keys_told: u32,
    /// Requests that came where a redirect led.
    led_astray: u32,
}

#[derive(Clone)]
pub struct Provider(Arc<Mutex<Inner>>);

fn ecdsa() -> EcdsaKeyPair {
    let scheme = &ECDSA_P256_SHA256_FIXED_SIGNING;
    let document = EcdsaKeyPair::generate_pkcs8(scheme, &SystemRandom::new()).unwrap();
    EcdsaKeyPair::from_pkcs8(scheme, document.as_ref()).unwrap()
}

fn encoded(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Provider {
    /// On a port of its own, until the test's runtime ends.
    pub async fn start(now: Stamp) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let provider = Self(Arc::new(Mutex::new(Inner {
            issuer,
            now,
            says: Says::default(),
            codes: HashMap::new(),
            given: 0,
            people: HashMap::new(),
            key: ecdsa(),
            other: ecdsa(),
            edwards: Ed25519KeyPair::generate().unwrap(),
            described: 0,
            keys_told: 0,
            led_astray: 0,
        })));
        provider.knows("alva", NUMBER, "Alva Ek");
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(describe))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .route("/claims", get(userinfo))
            .route("/elsewhere", get(astray).post(astray))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    fn with<T>(&self, work: impl FnOnce(&mut Inner) -> T) -> T {
        work(&mut self.0.lock().unwrap())
    }

    pub fn says(&self, says: Says) {
        self.with(|inner| inner.says = says);
    }

    pub fn knows(&self, subject: &str, number: &str, name: &str) {
        let mut claims = Claims::new();
        claims.insert("nin".to_owned(), json!(number));
        claims.insert("name".to_owned(), json!(name));
        self.with(|inner| inner.people.insert(subject.to_owned(), claims));
    }

    pub fn tells(&self, subject: &str, claims: Value) {
        let claims = claims.as_object().unwrap().clone();
        self.with(|inner| inner.people.insert(subject.to_owned(), claims));
    }

    pub fn set_now(&self, now: Stamp) {
        self.with(|inner| inner.now = now);
    }

    pub fn issuer(&self) -> String {
        self.with(|inner| inner.issuer.clone())
    }

    pub fn led_astray(&self) -> u32 {
        self.with(|inner| inner.led_astray)
    }

    pub fn described(&self) -> u32 {
        self.with(|inner| inner.described)
    }

    /// As an operator writes it, under this id, with these changes.
    pub fn settings(&self, id: &str, more: Value) -> Value {
        let mut all = json!({
            "id": id,
            "name": { "sv": format!("Leg {id}"), "en": format!("ID {id}") },
            "issuer": self.issuer(),
            "client_id": CLIENT,
            "client_secret_file": "secret",
        });
        for (key, value) in more.as_object().unwrap() {
            all[key] = value.clone();
        }
        all
    }

    /// What somebody does there who is sent to `address`: shows who they are, and is sent back with
    /// this query.
    pub fn log_in(&self, address: &str, subject: &str) -> Vec<(String, String)> {
        let (at, query) = address.split_once('?').unwrap();
        assert_eq!(at, format!("{}/authorize", self.issuer()));
        let pairs: HashMap<String, String> = serde_urlencoded::from_str(query).unwrap();
        assert_eq!(pairs["response_type"], "code");
        assert_eq!(pairs["client_id"], CLIENT);
        assert_eq!(pairs["code_challenge_method"], "S256");
        assert!(pairs["scope"].split(' ').any(|scope| scope == "openid"));
        let code = Code {
            nonce: pairs["nonce"].clone(),
            challenge: pairs["code_challenge"].clone(),
            subject: subject.to_owned(),
            redirect: pairs["redirect_uri"].clone(),
            again: pairs.get("prompt").is_some_and(|prompt| prompt == "login")
                && pairs.get("max_age").is_some_and(|age| age == "0"),
        };
        let issuer = self.issuer();
        let text = self.with(|inner| {
            let port = inner.issuer.rsplit(':').next().unwrap();
            let text = format!("kodord-{port}-{}", inner.given);
            inner.given += 1;
            inner.codes.insert(text.clone(), code);
            text
        });
        vec![
            ("code".to_owned(), text),
            ("state".to_owned(), pairs["state"].clone()),
            ("iss".to_owned(), issuer),
        ]
    }
}

/// What the operator chose.
pub fn chosen(list: &[Value]) -> Chosen {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("nara-oidc-{}-{n}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("secret"), format!("{SECRET}\n")).unwrap();
    let text = Value::from(list.to_vec()).to_string();
    let settings = ProviderSettings::parse(&text, &folder).unwrap();
    std::fs::remove_dir_all(folder).unwrap();
    Chosen::new(settings).unwrap()
}

/// Presses the button of a provider, and tells where the browser is sent.
pub async fn leave(browser: &mut Browser<'_>, id: &str, fields: &[(&str, &str)]) -> String {
    let to = format!("/logga-in/e-legitimation/{id}");
    let page = browser.post_form(&to, fields).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    address(&page)
}

/// Where the page on the way leads by itself.
pub fn address(page: &Page) -> String {
    let refresh = page.header("refresh");
    refresh.strip_prefix("0; url=").unwrap().to_owned()
}

/// Comes back with this answer.
pub async fn come_back(browser: &mut Browser<'_>, id: &str, pairs: &[(String, String)]) -> Page {
    let query = serde_urlencoded::to_string(pairs).unwrap();
    let back = format!("/logga-in/e-legitimation/{id}/klar?{query}");
    browser.get(&back).await
}

/// There and back, as somebody honest.
pub async fn round(
    browser: &mut Browser<'_>,
    provider: &Provider,
    (id, subject): (&str, &str),
    fields: &[(&str, &str)],
) -> Page {
    let address = leave(browser, id, fields).await;
    let answer = provider.log_in(&address, subject);
    come_back(browser, id, &answer).await
}

async fn describe(State(provider): State<Provider>) -> Response {
    provider.with(|inner| {
        inner.described += 1;
        let issuer = inner.issuer.clone();
        let mut all = json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"),
            "jwks_uri": format!("{issuer}/keys"),
            "userinfo_endpoint": format!("{issuer}/claims"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256", "HS256", "none"],
            "authorization_response_iss_parameter_supported": true,
        });
        (inner.says.description)(&mut all);
        Json(all).into_response()
    })
}

fn of_p256(key: &EcdsaKeyPair, kid: &str) -> Value {
    let point = key.public_key().as_ref();
    json!({
        "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": kid,
        "x": encoded(&point[1..33]), "y": encoded(&point[33..65]),
    })
}

async fn keys(State(provider): State<Provider>) -> Json<Value> {
    provider.with(|inner| {
        inner.keys_told += 1;
        let mut keys = vec![
            of_p256(&inner.key, "first"),
            json!({
                "kty": "OKP", "crv": "Ed25519", "use": "sig", "kid": "edwards",
                "x": encoded(inner.edwards.public_key().as_ref()),
            }),
        ];
        if inner.says.keys_change && inner.keys_told > 1 {
            keys.push(of_p256(&inner.other, "unknown"));
        }
        Json(json!({ "keys": keys }))
    })
}

async fn astray(State(provider): State<Provider>) -> StatusCode {
    provider.with(|inner| inner.led_astray += 1);
    StatusCode::OK
}

async fn token(
    State(provider): State<Provider>,
    headers: HeaderMap,
    Form(form): Form<HashMap<String, String>>,
) -> Response {
    let says = provider.with(|inner| inner.says);
    match says.token {
        Token::Fails => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Token::Elsewhere => {
            let to = format!("{}/elsewhere", provider.issuer());
            let there = [(header::LOCATION, to)];
            return (StatusCode::TEMPORARY_REDIRECT, there).into_response();
        }
        Token::Huge => {
            let padding = "a".repeat(2_000_000);
            return Json(json!({ "access_token": padding, "token_type": "Bearer" }))
                .into_response();
        }
        Token::Endless => {
            let drops = futures::stream::repeat_with(|| {
                Ok::<_, std::convert::Infallible>(axum::body::Bytes::from_static(&[b' '; 8192]))
            });
            let kind = [(header::CONTENT_TYPE, "application/json")];
            return (kind, Body::from_stream(drops)).into_response();
        }
        Token::Slow => tokio::time::sleep(std::time::Duration::from_secs(30)).await,
        Token::NoJson => return "access_token=x".into_response(),
        Token::Well | Token::NoIdentity | Token::IdTokenIsNone => {}
    }
    provider.with(|inner| tokens(inner, &headers, &form))
}

/// A client proves itself in the header; a public one names itself in the body.
fn is_client(headers: &HeaderMap, form: &HashMap<String, String>) -> bool {
    let Some(sent) = headers.get(header::AUTHORIZATION) else {
        return form.get("client_id").is_some_and(|id| id == CLIENT);
    };
    let sent = sent.to_str().unwrap().strip_prefix("Basic ").unwrap();
    let sent = String::from_utf8(STANDARD.decode(sent).unwrap()).unwrap();
    let (id, secret) = sent.split_once(':').unwrap();
    // Form-encoded before it is joined, as RFC 6749 has it.
    let secret: Vec<(String, String)> = serde_urlencoded::from_str(&format!("s={secret}")).unwrap();
    id == CLIENT && secret[0].1 == SECRET
}

fn tokens(inner: &mut Inner, headers: &HeaderMap, form: &HashMap<String, String>) -> Response {
    let refused = |why: &str| {
        let body = Json(json!({ "error": "invalid_grant", "error_description": why }));
        (StatusCode::BAD_REQUEST, body).into_response()
    };
    if !is_client(headers, form) {
        return refused("client");
    }
    let Some(code) = inner.codes.remove(&form["code"]) else {
        return refused("code");
    };
    let verifier = digest::digest(&digest::SHA256, form["code_verifier"].as_bytes());
    if encoded(verifier) != code.challenge || form["redirect_uri"] != code.redirect {
        return refused("verifier or address");
    }
    let mut all = json!({
        "access_token": format!("access {}", code.subject),
        "token_type": "Bearer",
        "expires_in": 60,
    });
    match inner.says.token {
        Token::NoIdentity => {}
        Token::IdTokenIsNone => all["id_token"] = Value::Null,
        _ => all["id_token"] = json!(id_token(inner, &code)),
    }
    Json(all).into_response()
}

fn id_token(inner: &Inner, code: &Code) -> String {
    let seconds = inner.now.0 / 1000;
    let mut claims = Claims::new();
    claims.extend(inner.people.get(&code.subject).cloned().unwrap_or_default());
    for (name, value) in [
        ("iss", json!(inner.issuer)),
        ("aud", json!(CLIENT)),
        ("sub", json!(code.subject)),
        ("nonce", json!(code.nonce)),
        ("iat", json!(seconds)),
        ("exp", json!(seconds + 300)),
    ] {
        claims.insert(name.to_owned(), value);
    }
    // An old sign-in, unless it was asked to look again.
    let seen = seconds - if code.again { 0 } else { 7200 };
    claims.insert("auth_time".to_owned(), json!(seen));
    (inner.says.claims)(&mut claims);
    signed(inner, &claims)
}

fn signed(inner: &Inner, claims: &Claims) -> String {
    let (alg, kid) = match inner.says.sign {
        Sign::Not => ("none", "first"),
        Sign::WithTheSecret | Sign::WithThePublicKey => ("HS256", "first"),
        Sign::WithAnUnknownKey => ("ES256", "unknown"),
        Sign::WithAnotherType => ("EdDSA", "first"),
        _ => ("ES256", "first"),
    };
    let head = encoded(json!({ "alg": alg, "kid": kid, "typ": "JWT" }).to_string());
    let body = encoded(Value::from(claims.clone()).to_string());
    let text = format!("{head}.{body}");
    let by = |key: &EcdsaKeyPair| {
        let signature = key.sign(&SystemRandom::new(), text.as_bytes()).unwrap();
        encoded(signature)
    };
    let by_both = |secret: &[u8]| {
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
        encoded(hmac::sign(&key, text.as_bytes()))
    };
    let signature = match inner.says.sign {
        Sign::Well | Sign::Before => by(&inner.key),
        Sign::Not => String::new(),
        Sign::WithTheSecret => by_both(SECRET.as_bytes()),
        Sign::WithThePublicKey => by_both(inner.key.public_key().as_ref()),
        Sign::WithAnotherKey | Sign::WithAnUnknownKey => by(&inner.other),
        Sign::WithAnotherType => encoded(inner.edwards.sign(text.as_bytes())),
        Sign::Cut => by(&inner.key)[..40].to_owned(),
    };
    if inner.says.sign == Sign::Before {
        let mut changed = claims.clone();
        changed.insert("nin".to_owned(), json!(OTHER_NUMBER));
        let body = encoded(Value::from(changed).to_string());
        return format!("{head}.{body}.{signature}");
    }
    format!("{text}.{signature}")
}

async fn userinfo(State(provider): State<Provider>, headers: HeaderMap) -> Response {
    let bearer = headers[header::AUTHORIZATION].to_str().unwrap().to_owned();
    let subject = bearer.strip_prefix("Bearer access ").unwrap().to_owned();
    provider.with(|inner| {
        let mut claims = inner.people.get(&subject).cloned().unwrap_or_default();
        claims.insert("sub".to_owned(), json!(subject));
        (inner.says.userinfo)(&mut claims);
        Json(Value::from(claims)).into_response()
    })
}
