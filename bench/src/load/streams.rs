//! Many pages that are told live, each with a stream of its own.

use std::io::{ErrorKind, Result};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;

use super::framing;
use crate::Done;

/// Streams opened side by side.
const TOGETHER: usize = 64;
/// The first words of what is told of a vote.
const TOLD: &[u8] = b"event: support";

/// Open streams; they end when this is dropped.
pub struct Streams {
    reading: JoinSet<()>,
    told: UnboundedReceiver<Instant>,
}

impl Streams {
    /// Opens so many with this request.
    ///
    /// # Errors
    /// One was refused.
    pub async fn open(address: SocketAddr, request: &[u8], count: usize) -> Done<Self> {
        let request: Arc<[u8]> = request.into();
        let (sender, told) = unbounded_channel();
        let mut opening = JoinSet::new();
        let mut reading = JoinSet::new();
        let mut begun = 0;
        while begun < count || !opening.is_empty() {
            while begun < count && opening.len() < TOGETHER {
                opening.spawn(begin(address, Arc::clone(&request)));
                begun += 1;
            }
            if let Some(stream) = opening.join_next().await {
                reading.spawn(listen(stream??, sender.clone()));
            }
        }
        Ok(Self { reading, told })
    }

    pub fn count(&self) -> usize {
        self.reading.len()
    }

    /// How long after `begun` each was told of the next vote, in microseconds; those are missing that
    /// were not told in time.
    pub async fn told_since(&mut self, begun: Instant, in_time: Duration) -> Vec<u32> {
        let mut times = Vec::with_capacity(self.count());
        let over = begun + in_time;
        while times.len() < self.count() {
            match tokio::time::timeout_at(over.into(), self.told.recv()).await {
                Ok(Some(at)) => {
                    let took = at.saturating_duration_since(begun).as_micros();
                    times.push(u32::try_from(took).unwrap_or(u32::MAX));
                }
                Ok(None) | Err(_) => break,
            }
        }
        times
    }
}

async fn begin(address: SocketAddr, request: Arc<[u8]>) -> Result<TcpStream> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(&request).await?;
    let mut read = Vec::with_capacity(2_048);
    loop {
        if stream.read_buf(&mut read).await? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        if let Some(head) = framing::head(&read) {
            return match head.status {
                200 => Ok(stream),
                status => Err(std::io::Error::other(format!(
                    "a stream was answered {status}"
                ))),
            };
        }
    }
}

async fn listen(mut stream: TcpStream, told: UnboundedSender<Instant>) {
    let mut read = Vec::with_capacity(512);
    while let Ok(count) = stream.read_buf(&mut read).await {
        if count == 0 {
            return;
        }
        while let Some(at) = framing::find(&read, TOLD) {
            // Nobody asks any more.
            if told.send(Instant::now()).is_err() {
                return;
            }
            read.drain(..at + TOLD.len());
        }
        // What may be the beginning of it is kept.
        let keep = read.len().min(TOLD.len() - 1);
        read.drain(..read.len() - keep);
    }
}
