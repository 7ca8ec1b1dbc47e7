//! HTTP over a real socket, for what only shows there: streams, connections that are kept, a server
//! that is killed.

use std::collections::BTreeMap;
use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::time::Duration;

use nara_server::http::listen;
use nara_server::router::router;
use nara_server::state::AppState;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// Nothing of ours takes so long, on however busy a machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// The router on a port of its own, served as the binary serves it.
pub struct Served {
    pub address: SocketAddr,
    state: AppState,
    task: JoinHandle<()>,
}

impl Served {
    pub async fn of(state: &AppState) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let app = router(state.clone());
        let task = tokio::spawn(listen::serve(listener, app, state.shutdown.clone()));
        Self {
            address,
            state: state.clone(),
            task,
        }
    }

    /// Ends as on SIGTERM: when every connection has ended.
    pub async fn stop(self) {
        self.state.shutdown.cancel();
        tokio::time::timeout(PATIENCE, self.task)
            .await
            .unwrap()
            .unwrap();
    }
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// Names in small letters; several lines of one name are joined with commas.
    pub headers: BTreeMap<String, String>,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// One connection, kept between requests.
#[derive(Debug)]
pub struct Wire {
    stream: BufReader<TcpStream>,
    address: SocketAddr,
}

impl Wire {
    pub async fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream: BufReader::new(stream),
            address,
        })
    }

    pub async fn get(&mut self, path: &str, headers: &[(&str, &str)]) -> Result<Answer> {
        self.send("GET", path, headers, "").await
    }

    /// # Errors
    /// The connection broke before the whole answer was there.
    pub async fn send(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl AsRef<[u8]>,
    ) -> Result<Answer> {
        let exchange = async {
            self.write(method, path, headers, body.as_ref()).await?;
            let (status, headers) = self.read_head().await?;
            let bytes = self.read_body(&headers).await?;
            let text = String::from_utf8_lossy(&bytes).into_owned();
            Ok(Answer {
                status,
                headers,
                text,
            })
        };
        in_time(exchange).await
    }

    async fn write(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<()> {
        let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\n", self.address);
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !body.is_empty() {
            head.push_str(&format!("content-length: {}\r\n", body.len()));
        }
        self.stream
            .write_all(&[head.as_bytes(), b"\r\n", body].concat())
            .await
    }

    async fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        match self.stream.read_line(&mut line).await? {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            _ => Ok(line.trim_end_matches(['\r', '\n']).to_owned()),
        }
    }

    async fn read_head(&mut self) -> Result<(u16, BTreeMap<String, String>)> {
        let first = self.line().await?;
        let status = first
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        let status = status.ok_or_else(|| Error::other(format!("no status: {first}")))?;
        let mut headers = BTreeMap::<String, String>::new();
        loop {
            let line = self.line().await?;
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            let value = value.trim();
            headers
                .entry(name.to_ascii_lowercase())
                .and_modify(|all| *all = format!("{all}, {value}"))
                .or_insert_with(|| value.to_owned());
        }
        Ok((status, headers))
    }

    async fn read_body(&mut self, headers: &BTreeMap<String, String>) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        if let Some(length) = headers.get("content-length") {
            bytes.resize(length.parse().map_err(Error::other)?, 0);
            self.stream.read_exact(&mut bytes).await?;
        } else if headers.contains_key("transfer-encoding") {
            while let Some(chunk) = self.chunk().await? {
                bytes.extend(chunk);
            }
        }
        Ok(bytes)
    }

    /// `None`: that was the last one.
    async fn chunk(&mut self) -> Result<Option<Vec<u8>>> {
        let size = self.line().await?;
        let size = usize::from_str_radix(&size, 16).map_err(Error::other)?;
        let mut chunk = vec![0; size];
        self.stream.read_exact(&mut chunk).await?;
        self.line().await?;
        Ok((size > 0).then_some(chunk))
    }
}

async fn in_time<T>(exchange: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::time::timeout(PATIENCE, exchange)
        .await
        .unwrap_or(Err(ErrorKind::TimedOut.into()))
}

/// One server-sent event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    pub id: i64,
    pub name: String,
    pub data: serde_json::Value,
}

/// An open stream of events.
#[derive(Debug)]
pub struct Events {
    wire: Wire,
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    buffer: String,
    /// Lines that are no event: `retry: …` and comments.
    pub others: Vec<String>,
}

impl Events {
    pub async fn open(address: SocketAddr, path: &str, headers: &[(&str, &str)]) -> Result<Self> {
        let mut wire = Wire::connect(address).await?;
        let open = async {
            wire.write("GET", path, headers, b"").await?;
            wire.read_head().await
        };
        let (status, headers) = in_time(open).await?;
        let mut events = Self {
            wire,
            status,
            headers,
            buffer: String::new(),
            others: Vec::new(),
        };
        if status == 200 {
            // The opening lines say that everything from here on is told.
            in_time(events.read_more()).await?;
        }
        Ok(events)
    }

    /// The next event; `None` when the stream has ended as it should.
    ///
    /// # Errors
    /// It broke off.
    pub async fn next(&mut self) -> Result<Option<Sent>> {
        in_time(async {
            loop {
                while let Some((block, rest)) = self.buffer.split_once("\n\n") {
                    let (block, rest) = (block.to_owned(), rest.to_owned());
                    self.buffer = rest;
                    if let Some(sent) = self.parse(&block) {
                        return Ok(Some(sent));
                    }
                }
                if !self.read_more().await? {
                    return Ok(None);
                }
            }
        })
        .await
    }

    /// The next `count` events.
    pub async fn take(&mut self, count: usize) -> Vec<Sent> {
        let mut taken = Vec::new();
        for _ in 0..count {
            let next = self.next().await.unwrap();
            taken.push(next.unwrap_or_else(|| panic!("ended after {taken:?}")));
        }
        taken
    }

    /// Whether nothing comes for this long.
    pub async fn is_silent_for(&mut self, time: Duration) -> bool {
        tokio::time::timeout(time, self.next()).await.is_err()
    }

    async fn read_more(&mut self) -> Result<bool> {
        let Some(chunk) = self.wire.chunk().await? else {
            return Ok(false);
        };
        self.buffer.push_str(&String::from_utf8_lossy(&chunk));
        Ok(true)
    }

    fn parse(&mut self, block: &str) -> Option<Sent> {
        let fields: BTreeMap<&str, &str> = block
            .lines()
            .filter_map(|line| line.split_once(": "))
            .collect();
        let (Some(name), Some(id)) = (fields.get("event"), fields.get("id")) else {
            self.others.extend(block.lines().map(str::to_owned));
            return None;
        };
        let data = fields.get("data").copied().unwrap_or("null");
        Some(Sent {
            id: id.parse().unwrap(),
            name: (*name).to_owned(),
            data: serde_json::from_str(data).unwrap(),
        })
    }
}
