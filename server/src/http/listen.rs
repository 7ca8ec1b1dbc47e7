//! Taking connections, and ending without breaking any off.
//!
//! What axum brings for this ends every connection that is silent when it is asked to stop. But one that
//! was just made, or is kept for the next request, may have that request on its way: whoever sent it would
//! be told nothing. So a silent one is listened to for a moment more. What comes in it is answered, and
//! says that this was the last answer.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderValue, header};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use socket2::{SockRef, TcpKeepalive};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;

/// How long a silent connection is listened to when the server is to stop.
const LAST_WORD: Duration = Duration::from_secs(1);
/// Where no connection can be taken, for want of files above all, some have to end first.
const BREATH: Duration = Duration::from_secs(1);

/// Whoever takes nothing of an answer for so long is given up: a telephone that is out of reach asks
/// again, and a connection and a page would be held for nobody.
#[cfg(any(target_os = "linux", target_os = "android"))]
const STALLED: Duration = Duration::from_secs(30);
/// Whoever is silent for so long is asked whether they are still there.
const SILENT: Duration = Duration::from_secs(60);

/// Serves until it is to stop, and returns when every connection has ended.
pub async fn serve(listener: TcpListener, app: Router, stop: CancellationToken) {
    let talks = TaskTracker::new();
    loop {
        let came = tokio::select! {
            came = listener.accept() => came,
            () = stop.cancelled() => break,
        };
        match came {
            Ok((stream, peer)) => {
                drop(talks.spawn(talk(stream, peer, app.clone(), stop.clone())));
            }
            Err(error) if is_theirs(&error) => {}
            Err(error) => {
                tracing::error!(%error, "server.no_connection");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
    // Whoever connects now waits for the next server, if the socket is kept open for it.
    drop(listener);
    talks.close();
    talks.wait().await;
}

/// Whoever wanted to connect went away before.
fn is_theirs(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset
    )
}

async fn talk(stream: TcpStream, peer: SocketAddr, app: Router, stop: CancellationToken) {
    // Events are small, and each should go at once. A connection that cannot do that ends by itself.
    let _gone = stream.set_nodelay(true);
    give_up_in_time(&stream);
    let stops = stop.clone();
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request: Request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = app.clone().oneshot(request);
        let stops = stops.clone();
        async move {
            let mut answer = answer.await?;
            if stops.is_cancelled() {
                // Whoever keeps the connection sends nothing more on it.
                let close = HeaderValue::from_static("close");
                answer.headers_mut().insert(header::CONNECTION, close);
            }
            Ok::<_, Infallible>(answer)
        }
    });
    let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    // An error is that they went away, or spoke nonsense, which they have been told.
    tokio::select! {
        _ended = connection.as_mut() => return,
        () = stop.cancelled() => {}
    }
    tokio::select! {
        _ended = connection.as_mut() => return,
        () = tokio::time::sleep(LAST_WORD) => {}
    }
    // What is being answered is answered to its end.
    connection.as_mut().graceful_shutdown();
    let _ended = connection.await;
}

/// Asked of the system, which knows what has not been taken yet. A socket that cannot be told so ends by
/// itself.
fn give_up_in_time(stream: &TcpStream) {
    let socket = SockRef::from(stream);
    // A stall shows only where something is on its way: who is gone without a word between two requests would
    // be kept for ever.
    let _gone = socket.set_tcp_keepalive(&TcpKeepalive::new().with_time(SILENT));
    // Elsewhere the system's own patience has to do.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let _gone = socket.set_tcp_user_timeout(Some(STALLED));
}
