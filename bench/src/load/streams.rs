//! Many pages that are told live, each with a stream of its own.

use std::io::{Error, ErrorKind, Result};
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
/// Streams are the first thing that is given up where much goes on, and a page asks again: after so long here,
/// and so often.
const AGAIN: Duration = Duration::from_secs(1);
const TRIES: u64 = 30;
/// The first words of what is told of a vote.
const TOLD: &[u8] = b"event: support";

/// Open streams; they end when this is dropped.
pub struct Streams {
    reading: JoinSet<()>,
    told: UnboundedReceiver<Instant>,
    /// How often there was no room for one at first.
    pub refused: u64,
}

impl Streams {
    /// Opens so many with this request.
    ///
    /// # Errors
    /// One was refused, for half a minute where there was no room.
    pub async fn open(address: SocketAddr, request: &[u8], count: usize) -> Done<Self> {
        let request: Arc<[u8]> = request.into();
        let (sender, told) = unbounded_channel();
        let mut opening = JoinSet::new();
        let mut reading = JoinSet::new();
        let (mut begun, mut refused) = (0, 0);
        while begun < count || !opening.is_empty() {
            while begun < count && opening.len() < TOGETHER {
                opening.spawn(begin(address, Arc::clone(&request)));
                begun += 1;
            }
            if let Some(stream) = opening.join_next().await {
                let (stream, times) = stream??;
                refused += times;
                reading.spawn(listen(stream, sender.clone()));
            }
        }
        Ok(Self {
            reading,
            told,
            refused,
        })
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

/// An open stream, and how often there was no room for it before.
async fn begin(address: SocketAddr, request: Arc<[u8]>) -> Result<(TcpStream, u64)> {
    for refused in 0..TRIES {
        if let Some(stream) = asked(address, &request).await? {
            return Ok((stream, refused));
        }
        tokio::time::sleep(AGAIN).await;
    }
    Err(Error::other("there was no room for a stream"))
}

/// None: there is no room now.
async fn asked(address: SocketAddr, request: &[u8]) -> Result<Option<TcpStream>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(request).await?;
    let mut read = Vec::with_capacity(2_048);
    loop {
        if stream.read_buf(&mut read).await? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        if let Some(head) = framing::head(&read) {
            return match head.status {
                200 => Ok(Some(stream)),
                503 => Ok(None),
                status => Err(Error::other(format!("a stream was answered {status}"))),
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

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::net::TcpListener;

    /// Answers with this to whoever comes next, one after the other, and keeps the connections open.
    async fn answering(statuses: &'static [&'static str]) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let mut open = Vec::new();
            for status in statuses {
                let (mut stream, _) = listener.accept().await.unwrap();
                let answer = format!("HTTP/1.1 {status} x\r\n\r\nevent: support\n");
                stream.write_all(answer.as_bytes()).await.unwrap();
                open.push(stream);
            }
            std::future::pending::<()>().await;
        });
        address
    }

    #[tokio::test]
    async fn whoever_finds_no_room_asks_again_and_that_is_counted() {
        let address = answering(&["503", "200"]).await;
        let streams = Streams::open(address, b"GET /live HTTP/1.1\r\n\r\n", 1).await;
        let streams = streams.unwrap();
        assert_eq!((streams.count(), streams.refused), (1, 1));
        let address = answering(&["429"]).await;
        let refused = Streams::open(address, b"GET /live HTTP/1.1\r\n\r\n", 1).await;
        assert!(refused.is_err());
    }
}
