//! The floor of pages: what the server is built on, answering every request with the same bytes.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use serde::{Deserialize, Serialize};

use crate::Done;

/// An answer as it was captured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Captured {
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// What every server writes by itself, about how it sends.
const OWN: [&str; 5] = [
    "content-length",
    "transfer-encoding",
    "connection",
    "date",
    "keep-alive",
];

impl Captured {
    /// From the head of an answer and its body.
    pub fn of(head: &[u8], body: Vec<u8>) -> Self {
        let head = String::from_utf8_lossy(head);
        let headers = head
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
            .filter(|(name, _)| !OWN.contains(&name.as_str()))
            .collect();
        Self { headers, body }
    }

    fn headers(&self) -> Done<HeaderMap> {
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            let name: HeaderName = name.parse()?;
            headers.append(name, HeaderValue::from_str(value)?);
        }
        Ok(headers)
    }
}

/// Serves what stands in the file, with as many threads as the server has; its first line says where.
pub fn serve(file: &Path) -> Done<()> {
    let captured: Captured = serde_json::from_slice(&std::fs::read(file)?)?;
    let (headers, body) = (Arc::new(captured.headers()?), Bytes::from(captured.body));
    let threads = std::thread::available_parallelism()
        .map_or(4, usize::from)
        .max(4);
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(threads)
        .enable_all()
        .build()?
        .block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
            println!("{}", listener.local_addr()?);
            let answer = move || {
                let (headers, body) = (HeaderMap::clone(&headers), body.clone());
                async move { (headers, body) }
            };
            axum::serve(listener, Router::new().fallback(answer)).await?;
            Ok(())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_headers_but_for_how_it_is_sent() {
        let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\ntransfer-encoding: chunked\r\n\
                     date: x\r\nvary: a\r\nvary: b\r\n\r\n";
        let captured = Captured::of(head, b"page".to_vec());
        let names: Vec<&str> = captured
            .headers
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        assert_eq!(names, ["content-type", "vary", "vary"]);
        assert_eq!(captured.headers().unwrap().len(), 3);
        let stored = serde_json::to_vec(&captured).unwrap();
        assert_eq!(
            serde_json::from_slice::<Captured>(&stored).unwrap(),
            captured
        );
    }
}
