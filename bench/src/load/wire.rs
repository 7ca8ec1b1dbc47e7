//! One connection that is kept. As little as will do: what the client uses of the machine is missing to
//! what is measured.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::framing::{self, Chunks, Head, Length};

/// The server gives up a request after ten seconds.
const PATIENCE: Duration = Duration::from_secs(30);
/// A page with its headers is smaller, mostly.
const ROOM: usize = 128 * 1_024;

pub struct Wire {
    stream: TcpStream,
    buffer: Vec<u8>,
    /// The answer last read.
    answer: Option<Head>,
}

impl Wire {
    pub async fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(ROOM),
            answer: None,
        })
    }

    /// Sends a request and reads the answer to its end: its status.
    ///
    /// # Errors
    /// The connection broke before, or it took too long.
    pub async fn ask(&mut self, request: &[u8]) -> Result<u16> {
        match tokio::time::timeout(PATIENCE, self.exchange(request)).await {
            Ok(status) => status,
            Err(_) => Err(ErrorKind::TimedOut.into()),
        }
    }

    async fn exchange(&mut self, request: &[u8]) -> Result<u16> {
        self.buffer.clear();
        self.answer = None;
        self.stream.write_all(request).await?;
        let head = loop {
            self.more().await?;
            if let Some(head) = framing::head(&self.buffer) {
                break head;
            }
        };
        match head.length {
            Length::Bytes(bytes) => {
                while self.buffer.len() < head.end + bytes {
                    self.more().await?;
                }
            }
            Length::Chunked => {
                let mut chunks = Chunks::from(head.end);
                while chunks.end(&self.buffer).is_none() {
                    self.more().await?;
                }
            }
        }
        self.answer = Some(head);
        if head.closes {
            return Err(Error::other(format!("{} and the end", head.status)));
        }
        Ok(head.status)
    }

    async fn more(&mut self) -> Result<()> {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }

    /// The head of the answer last read, its first line included.
    pub fn head(&self) -> &[u8] {
        let end = self.answer.map_or(0, |head| head.end);
        self.buffer.get(..end).unwrap_or_default()
    }

    /// Its body.
    pub fn body(&self) -> Vec<u8> {
        let Some(head) = self.answer else {
            return Vec::new();
        };
        match head.length {
            Length::Bytes(_) => self.buffer.get(head.end..).unwrap_or_default().to_vec(),
            Length::Chunked => framing::joined(&self.buffer, head.end),
        }
    }
}

/// One request on a connection of its own: status, head, body.
pub async fn once(address: SocketAddr, request: &[u8]) -> Result<(u16, Vec<u8>, Vec<u8>)> {
    let mut wire = Wire::connect(address).await?;
    let status = wire.ask(request).await?;
    Ok((status, wire.head().to_vec(), wire.body()))
}
