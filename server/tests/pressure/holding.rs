//! Requests that stay where they are for as long as a test wants: each takes a place.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::Method;
use axum::routing::get;
use nara_server::http::pressure::rooms::{Bounds, Room};
use nara_server::state::AppState;
use tokio::sync::{Notify, Semaphore};

use crate::common::http::{Browser, Options, Page};

/// What a form with a file says it is.
pub const WITH_FILE: &str = "multipart/form-data; boundary=grans";

/// A page and a form at `/stilla` that are answered when they are let go.
#[derive(Clone)]
pub struct Still {
    came: Arc<Notify>,
    go: Arc<Semaphore>,
}

/// A request that is under way.
pub type Held<'b> = Pin<Box<dyn Future<Output = Page> + Send + 'b>>;

impl Still {
    pub fn new() -> Self {
        Self {
            came: Arc::default(),
            go: Arc::new(Semaphore::new(0)),
        }
    }

    fn routes(&self) -> Router<AppState> {
        let still = self.clone();
        let answer = move || {
            let still = still.clone();
            async move {
                still.came.notify_one();
                still.go.acquire().await.unwrap().forget();
                "till slut"
            }
        };
        Router::new().route("/stilla", get(answer.clone()).post(answer))
    }

    /// A server with these routes and rooms, that keeps no page in memory.
    pub fn options(&self, bounds: Bounds) -> Options {
        Options {
            more: self.routes(),
            bounds,
            page_memory: 0,
            ..Options::default()
        }
    }

    /// Somebody reads, and has the place when this returns.
    pub async fn reads<'b>(&self, browser: &'b mut Browser<'_>) -> Held<'b> {
        self.begun(Box::pin(browser.get("/stilla"))).await
    }

    /// The same with a form.
    pub async fn sends<'b>(&self, browser: &'b mut Browser<'_>) -> Held<'b> {
        self.begun(Box::pin(browser.post_form("/stilla", &[("a", "b")])))
            .await
    }

    /// The same with a form that may have a file.
    pub async fn sends_file<'b>(&self, browser: &'b mut Browser<'_>) -> Held<'b> {
        let body = b"--grans--\r\n".to_vec();
        let sent = browser.send(Method::POST, "/stilla", Some(WITH_FILE), body);
        self.begun(Box::pin(sent)).await
    }

    async fn begun<'b>(&self, mut held: Held<'b>) -> Held<'b> {
        tokio::select! {
            page = &mut held => panic!("not let in: {}", page.status),
            () = self.came.notified() => {}
        }
        held
    }

    /// Lets one of them be answered.
    pub fn let_go(&self) {
        self.go.add_permits(1);
    }
}

/// A room of so many places in which nobody may wait.
pub const fn room(places: usize) -> Room {
    Room::new(places, 0, Duration::ZERO)
}
