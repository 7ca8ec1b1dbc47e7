//! The HTTP half of a test: the real router over the test's database, a clock that stands still,
//! and browsers with cookie jars.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Once};
use std::time::Duration;

use any_spawner::{CustomExecutor, Executor};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use nara_app::accounts::api::Visit;
use nara_app::context::Site;
use nara_app::settings::api::MailSettings;
use nara_domain::actor::Actor;
use nara_domain::moderation::holding::HoldingRules;
use nara_domain::session::Way;
use nara_domain::time::Stamp;
use nara_server::accounts::store::{self, SessionKind, SessionRow};
use nara_server::auth::{Keys, Passwords, session};
use nara_server::clock::ManualClock;
use nara_server::db::STATEMENTS;
use nara_server::entropy::{self, SystemEntropy};
use nara_server::http::assets::SiteFiles;
use nara_server::http::page_cache::PageCache;
use nara_server::http::pressure::rooms::Bounds;
use nara_server::identity::NumberKey;
use nara_server::identity::register::Register;
use nara_server::live::StreamLimits;
use nara_server::mail::{Post, Stops};
use nara_server::providers::Chosen;
use nara_server::router::router_with;
use nara_server::state::{AppState, Setup, Shared};
use tower::ServiceExt;

use super::App;

/// The headers of quality's list; on every response, whatever it is.
pub const SECURITY_HEADERS: [&str; 8] = [
    "content-security-policy",
    "strict-transport-security",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
];

/// A server without a socket.
pub struct Web {
    pub state: AppState,
    pub clock: ManualClock,
    router: Router,
    /// The same, keeping no pages.
    anew: Router,
}

/// What is different from the usual test server.
pub struct Options {
    pub public_url: &'static str,
    pub demo: bool,
    pub contact: &'static str,
    pub files: SiteFiles,
    /// Passwords hashed cheaply, so that tests can sign in many people.
    pub weak_passwords: bool,
    pub streams: StreamLimits,
    /// Bytes of pages kept in memory.
    pub page_memory: usize,
    pub bounds: Bounds,
    /// Identity providers to sign in through.
    pub providers: Chosen,
    /// The mail server; none: letters become files.
    pub smtp: Option<String>,
    /// Who says who lives here.
    pub register: Option<Arc<dyn Register>>,
    /// Which texts wait for a moderator. Nothing does in tests of something else, whose people write for the first
    /// time.
    pub holding: HoldingRules,
    /// Routes besides the server's own.
    pub more: Router<AppState>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:3000",
            demo: false,
            contact: "",
            files: SiteFiles::none(),
            weak_passwords: true,
            streams: StreamLimits::USUAL,
            page_memory: 8_000_000,
            bounds: Bounds::usual(),
            providers: Chosen::default(),
            smtp: None,
            register: None,
            holding: HoldingRules::none(),
            more: Router::new(),
        }
    }
}

impl App {
    pub async fn web(&self) -> Web {
        // On the heap: unoptimised, every test that begins a server would have room for all of it on its stack.
        Box::pin(self.web_with(Options::default())).await
    }

    pub async fn web_with(&self, options: Options) -> Web {
        watch_pages();
        let clock = ManualClock::at(self.now);
        let passwords = match options.weak_passwords {
            true => Passwords::weak_for_tests(&SystemEntropy),
            false => Passwords::new(&SystemEntropy),
        };
        let folder = std::env::temp_dir().join("nara_test_letters");
        let smtp = options.smtp.as_deref();
        let sender = "Nära <nara@example.se>";
        let keys = Keys::from_seed(&[7; 32]).unwrap();
        let post = Post::new(
            self.db.clone(),
            Arc::new(clock.clone()),
            smtp,
            folder.clone(),
            sender,
            Stops::new(&keys, options.public_url),
        );
        let setup = Setup {
            site: Site {
                municipality: "Björksjö kommun".to_owned(),
                place: "Björksjö".to_owned(),
                demo: options.demo,
                contact: options.contact.to_owned(),
                public_url: options.public_url.to_owned(),
                ..Site::default()
            },
            files: options.files,
            db: self.db.clone(),
            clock: Arc::new(clock.clone()),
            entropy: Arc::new(SystemEntropy),
            keys,
            numbers: NumberKey::from_bytes(&[9; 32]),
            register: options.register,
            passwords: passwords.unwrap(),
            providers: options.providers,
            post: post.unwrap(),
            mail: MailSettings {
                server: options.smtp.clone(),
                folder: folder.display().to_string(),
                sender: sender.to_owned(),
                ..MailSettings::default()
            },
            trusted_proxies: vec!["127.0.0.1".parse().unwrap()],
            streams: options.streams,
            page_memory: options.page_memory,
            bounds: options.bounds,
            holding: options.holding,
        };
        let (state, _proposals) = Box::pin(AppState::assemble(setup)).await.unwrap();
        let keeps_nothing = AppState::from(Shared {
            pages: PageCache::new(0),
            ..Shared::clone(&state)
        });
        Web {
            router: router_with(state.clone(), options.more.clone()),
            anew: router_with(keeps_nothing, options.more),
            state,
            clock,
        }
    }
}

/// A page's data may be asked for first in a task of the renderer. What is said there is counted and heard
/// as what is said by whoever asked for the page.
struct Watching;

impl CustomExecutor for Watching {
    fn spawn(&self, task: Pin<Box<dyn Future<Output = ()> + Send>>) {
        tokio::spawn(nara_server::db::watched(task));
    }

    fn spawn_local(&self, task: Pin<Box<dyn Future<Output = ()>>>) {
        tokio::task::spawn_local(nara_server::db::watched(task));
    }

    fn poll_local(&self) {}
}

fn watch_pages() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| Executor::init_custom_executor(Watching).expect("nothing renders yet"));
}

impl Drop for Web {
    fn drop(&mut self) {
        let panics = self.state.panics.load(Ordering::SeqCst);
        if !std::thread::panicking() {
            assert_eq!(panics, 0, "a handler panicked");
        }
    }
}

static NEXT_NETWORK: AtomicU8 = AtomicU8::new(1);

impl Web {
    /// Somebody without a session, from a network of its own.
    pub fn visitor(&self) -> Browser<'_> {
        let network = NEXT_NETWORK.fetch_add(1, Ordering::Relaxed);
        Browser {
            web: self,
            cookies: BTreeMap::new(),
            headers: HeaderMap::new(),
            peer: SocketAddr::from(([10, 9, network, 1], 40_000)),
        }
    }

    /// Somebody signed in, without the detour over the sign-in page.
    pub async fn signed_in(&self, actor: &Actor) -> Browser<'_> {
        let mut browser = self.visitor();
        let secret = self.session_of(actor).await;
        browser.set_cookie("nara_session", &secret);
        browser
    }

    /// A new session's secret, begun in a way that wakes every duty.
    pub async fn session_of(&self, actor: &Actor) -> String {
        self.session_by(actor, Way::Passkey).await
    }

    pub async fn session_by(&self, actor: &Actor, way: Way) -> String {
        let secret = entropy::token::<32>(&SystemEntropy).unwrap();
        let now = self.now();
        let row = SessionRow {
            fingerprint: &session::fingerprint(&secret),
            person: actor.person_id().unwrap(),
            kind: SessionKind::Browser,
            way,
            created_at: now,
            expires_at: session::ends(now),
            user_agent: "test",
        };
        let mut tx = self.state.db.begin().await.unwrap();
        store::insert_session(&mut tx, &row).await.unwrap();
        tx.commit().await.unwrap();
        secret
    }

    /// The page that a visitor is sent from memory is the one that would be made now. So every test that
    /// looks at a page, changes something and looks again tests what is kept, too.
    async fn is_as_made_now(&self, path: &str, sent: &Page) {
        let mut sent = steady(&sent.text);
        for _ in 0..5 {
            let made = steady(&text_of(&self.anew, path).await);
            if sent == made {
                return;
            }
            // Something may have changed between the two, and then it is right by now; what another
            // process did is heard within a quarter of a second. What this one did is never heard later.
            tokio::time::sleep(Duration::from_millis(90)).await;
            sent = steady(&text_of(&self.router, path).await);
        }
        let made = steady(&text_of(&self.anew, path).await);
        assert_eq!(sent, made, "{path} is sent as it was");
    }

    /// What a visitor would be sent if nothing were kept.
    pub async fn made_now(&self, path: &str) -> String {
        text_of(&self.anew, path).await
    }

    pub fn now(&self) -> Stamp {
        use nara_server::clock::Clock;
        self.clock.now()
    }

    /// The newest letter's text to this address, once those that were asked for are written.
    pub async fn letter_to(&self, address: &str) -> Option<String> {
        let accounts = &self.state.accounts;
        accounts.write_letters(self.now()).await.unwrap();
        let mut conn = self.state.db.read().await.unwrap();
        let letters = nara_server::mail::store::list_newest(&mut conn, 100)
            .await
            .unwrap();
        letters
            .into_iter()
            .find(|letter| letter.to == address)
            .map(|letter| letter.body)
    }

    /// A post that writes into a folder.
    pub fn post(&self, folder: std::path::PathBuf) -> Post {
        let clock = Arc::new(self.clock.clone());
        let sender = "Nära <nara@example.se>";
        let stops = self.stops();
        Post::new(self.state.db.clone(), clock, None, folder, sender, stops).unwrap()
    }

    /// How letters of this server say how to stop such letters.
    pub fn stops(&self) -> Stops {
        Stops::new(&self.state.keys, &self.state.site.public_url)
    }
}

async fn text_of(router: &Router, path: &str) -> String {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let asked = router.clone().oneshot(request);
    // The test counts its own.
    let response = STATEMENTS.scope(Arc::default(), asked).await.unwrap();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8_lossy(&bytes).replace("<!>", "")
}

/// A page without the number of the event it knows of last: what happened elsewhere since does not make
/// it another one.
pub fn steady(text: &str) -> String {
    const KNOWN: &str = "&quot;from&quot;:";
    let mut pieces = text.split(KNOWN);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push_str(piece.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    out
}

/// The local address in a letter that begins with `start`, such as `/bekrafta/`.
pub fn link_in(letter: &str, start: &str) -> String {
    let at = letter
        .find(start)
        .unwrap_or_else(|| panic!("no {start} in {letter}"));
    letter[at..].split_whitespace().next().unwrap().to_owned()
}

/// What comes from where a test does not care.
pub fn visit() -> Visit {
    Visit {
        network: "10.9.0.0/24".to_owned(),
        user_agent: "test".to_owned(),
        session: String::new(),
    }
}

/// A browser: keeps cookies, follows no redirect.
#[derive(Clone)]
pub struct Browser<'w> {
    web: &'w Web,
    pub cookies: BTreeMap<String, String>,
    /// Sent with every request.
    pub headers: HeaderMap,
    pub peer: SocketAddr,
}

/// A response, read to its end.
#[derive(Debug)]
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Browser<'_> {
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    pub fn set_header(&mut self, name: &'static str, value: &str) {
        let value = HeaderValue::from_str(value).unwrap();
        self.headers.insert(HeaderName::from_static(name), value);
    }

    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, None, Vec::new()).await
    }

    /// A letter's link: its secret goes into a cookie, and the reader on to the page without it.
    pub async fn open(&mut self, link: &str) -> Page {
        let led = self.get(link).await;
        match led.status.is_redirection() {
            true => self.get(led.location()).await,
            false => led,
        }
    }

    /// Opens a letter's link and sends the form of its page.
    pub async fn answer(&mut self, link: &str, fields: &[(&str, &str)]) -> Page {
        let led = self.get(link).await;
        match led.status.is_redirection() {
            true => self.post_form(led.location(), fields).await,
            false => led,
        }
    }

    /// A page's form, as a browser sends it.
    pub async fn post_form(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = serde_urlencoded::to_string(fields).unwrap();
        let kind = Some("application/x-www-form-urlencoded");
        self.send(Method::POST, path, kind, body.into_bytes()).await
    }

    pub async fn json(&mut self, method: Method, path: &str, body: serde_json::Value) -> Page {
        let bytes = if body.is_null() {
            Vec::new()
        } else {
            body.to_string().into_bytes()
        };
        let kind = (!body.is_null()).then_some("application/json");
        self.send(method, path, kind, bytes).await
    }

    /// Any request. Checks what holds for every response.
    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        kind: Option<&str>,
        body: Vec<u8>,
    ) -> Page {
        let response = self.raw(method.clone(), path, kind, body).await;
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        // Between two texts the renderer leaves a mark for the browser's part. Readers see none, and
        // a word that is looked for must not be missed because one stands in it.
        let text = String::from_utf8_lossy(&bytes).replace("<!>", "");
        let page = Page {
            status: parts.status,
            headers: parts.headers,
            text,
        };
        if self.may_be_kept(&method, &page) {
            self.web.is_as_made_now(path, &page).await;
        }
        page
    }

    /// Only pages that can be sent from memory have a tag.
    fn may_be_kept(&self, method: &Method, page: &Page) -> bool {
        let plain = !page.headers.contains_key(header::CONTENT_ENCODING);
        method == Method::GET && page.is_html() && page.headers.contains_key(header::ETAG) && plain
    }

    /// As [`Browser::send`], with the body still to be read.
    pub async fn raw(
        &mut self,
        method: Method,
        path: &str,
        kind: Option<&str>,
        body: Vec<u8>,
    ) -> axum::response::Response {
        let mut request = Request::builder().method(method.clone()).uri(path);
        let headers = request.headers_mut().unwrap();
        headers.extend(self.headers.clone());
        headers.insert(header::HOST, HeaderValue::from_static("127.0.0.1:3000"));
        if let Some(kind) = kind {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(kind).unwrap());
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            headers.insert(
                header::COOKIE,
                HeaderValue::from_str(&pairs.join("; ")).unwrap(),
            );
        }
        if !body.is_empty() {
            headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        }
        let mut request = request.body(Body::from(body)).unwrap();
        request.extensions_mut().insert(ConnectInfo(self.peer));
        let response = self.web.router.clone().oneshot(request).await.unwrap();
        for name in SECURITY_HEADERS {
            assert!(
                response.headers().contains_key(name),
                "{method} {path} has no {name}: {:?}",
                response.status()
            );
        }
        self.keep_cookies(response.headers());
        response
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            let (pair, attributes) = text.split_once(';').unwrap_or((text, ""));
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

impl Page {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        assert!(
            self.status.is_redirection(),
            "{} {}",
            self.status,
            self.text
        );
        self.header("location")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    pub fn is_html(&self) -> bool {
        self.header("content-type").starts_with("text/html")
    }

    pub fn is_problem(&self) -> bool {
        self.header("content-type") == "application/problem+json"
    }
}
