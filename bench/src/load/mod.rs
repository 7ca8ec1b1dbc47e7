//! Load: connections that ask, and what came back.
//!
//! Either every connection asks again as soon as it is answered (a *closed loop*: how much is there to
//! get?), or requests are begun at a pace, and how long one took counts from when it should have begun:
//! a server that stands still for a second makes everybody wait who comes in that second.

mod framing;
pub mod request;
pub mod streams;
pub mod wire;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;
use wire::Wire;

pub use framing::find;

use crate::Done;

/// Writes the n-th request.
pub type Script = Arc<dyn Fn(u64, &mut Vec<u8>) + Send + Sync>;

/// What a load does.
#[derive(Clone)]
pub struct Load {
    pub address: SocketAddr,
    pub connections: usize,
    /// Requests a second; none: as fast as they are answered.
    pub pace: Option<f64>,
    /// How long.
    pub lasts: Duration,
    /// Ends it earlier.
    pub stop: Arc<AtomicBool>,
    pub script: Script,
    /// The number of the first request.
    pub from: u64,
    /// The number after the last one there is.
    pub end: u64,
}

/// What came of it. Times are microseconds.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// How long pages took that came.
    pub read: Vec<u32>,
    /// How long forms took that were done, and their numbers.
    pub wrote: Vec<u32>,
    pub done: Vec<u64>,
    /// Refused because there was too much of it: 429, 503.
    pub shed: u64,
    /// Everything else that came back, or did not.
    pub wrong: u64,
    /// Numbers of those that no whole answer came to: what became of them, nobody was told.
    pub broken: Vec<u64>,
    /// One of those.
    pub example: Option<String>,
    pub lasted: Duration,
    /// The number of the next request.
    pub next: u64,
}

impl Measured {
    /// Answered as it should be.
    pub fn good(&self) -> usize {
        self.read.len() + self.wrote.len()
    }

    /// How long all of those took, the shortest first.
    pub fn times(&self) -> Vec<u32> {
        let mut all = [self.read.as_slice(), self.wrote.as_slice()].concat();
        all.sort_unstable();
        all
    }

    pub fn per_second(&self) -> f64 {
        self.good() as f64 / self.lasted.as_secs_f64().max(1e-6)
    }

    fn take(&mut self, other: Self) {
        self.read.extend(other.read);
        self.wrote.extend(other.wrote);
        self.done.extend(other.done);
        self.shed += other.shed;
        self.wrong += other.wrong;
        self.broken.extend(other.broken);
        self.example = self.example.take().or(other.example);
    }

    fn note(&mut self, number: u64, outcome: std::io::Result<u16>, took: Duration) {
        let took = u32::try_from(took.as_micros()).unwrap_or(u32::MAX);
        match outcome {
            Ok(200) => self.read.push(took),
            Ok(303) => {
                self.wrote.push(took);
                self.done.push(number);
            }
            Ok(429 | 503) => self.shed += 1,
            Ok(status) => self.fail(format!("status {status}")),
            Err(error) => {
                self.broken.push(number);
                self.fail(error.to_string());
            }
        }
    }

    fn fail(&mut self, what: String) {
        self.wrong += 1;
        self.example.get_or_insert(what);
    }
}

/// Lets it run. All connections are there before the first request.
///
/// # Errors
/// Nobody listens at all.
pub async fn run(load: &Load) -> Done<Measured> {
    let mut wires = Vec::with_capacity(load.connections);
    for _ in 0..load.connections {
        wires.push(Wire::connect(load.address).await?);
    }
    let turn = Turn {
        next: Arc::new(AtomicU64::new(load.from)),
        begun: Instant::now(),
        load: load.clone(),
    };
    let mut asking = JoinSet::new();
    for wire in wires {
        asking.spawn(turn.clone().ask(wire));
    }
    let mut measured = Measured::default();
    while let Some(part) = asking.join_next().await {
        measured.take(part?);
    }
    measured.lasted = turn.begun.elapsed();
    measured.next = turn.next.load(Ordering::Relaxed).min(load.end);
    Ok(measured)
}

#[derive(Clone)]
struct Turn {
    next: Arc<AtomicU64>,
    begun: Instant,
    load: Load,
}

impl Turn {
    /// The next request, and from when on it counts; none when it is over.
    async fn next(&self) -> Option<(u64, Instant)> {
        let load = &self.load;
        // At a pace everybody who comes in the time is asked for, however late: who waits is what counts.
        let is_over = load.pace.is_none() && self.begun.elapsed() >= load.lasts;
        if is_over || load.stop.load(Ordering::Relaxed) {
            return None;
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        if number >= load.end {
            return None;
        }
        let Some(pace) = load.pace else {
            return Some((number, Instant::now()));
        };
        let place = (number - load.from) as f64;
        let due = self.begun + Duration::from_secs_f64(place / pace);
        if due.duration_since(self.begun) >= load.lasts {
            return None;
        }
        tokio::time::sleep_until(due.into()).await;
        Some((number, due))
    }

    async fn ask(self, mut wire: Wire) -> Measured {
        let mut measured = Measured::default();
        let mut request = Vec::new();
        while let Some((number, begun)) = self.next().await {
            request.clear();
            (self.load.script)(number, &mut request);
            let outcome = wire.ask(&request).await;
            let broken = outcome.is_err();
            measured.note(number, outcome, begun.elapsed());
            if broken {
                match Wire::connect(self.load.address).await {
                    Ok(again) => wire = again,
                    // The server is gone.
                    Err(_) => return measured,
                }
            }
        }
        measured
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    /// Answers each request with the status that its path begins with.
    async fn echo() -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                tokio::spawn(async move {
                    let mut bytes = [0; 1_000];
                    while let Ok(count) = stream.read(&mut bytes).await {
                        if count == 0 {
                            break;
                        }
                        let status = std::str::from_utf8(&bytes[5..8]).unwrap();
                        let answer = format!("HTTP/1.1 {status} x\r\ncontent-length: 2\r\n\r\nab");
                        stream.write_all(answer.as_bytes()).await.unwrap();
                    }
                });
            }
        });
        address
    }

    fn load(address: SocketAddr, script: Script) -> Load {
        Load {
            address,
            connections: 3,
            pace: None,
            lasts: Duration::from_secs(20),
            stop: Arc::default(),
            script,
            from: 100,
            end: 200,
        }
    }

    #[tokio::test]
    async fn every_number_is_asked_once_and_counted_by_what_came() {
        let script: Script = Arc::new(|number, into| {
            let status = ["200", "303", "503", "404"][usize::try_from(number % 4).unwrap()];
            into.extend_from_slice(format!("GET /{status} HTTP/1.1\r\n\r\n").as_bytes());
        });
        let mut measured = run(&load(echo().await, script)).await.unwrap();
        assert_eq!((measured.read.len(), measured.wrote.len()), (25, 25));
        assert_eq!(
            (measured.shed, measured.wrong, measured.next),
            (25, 25, 200)
        );
        assert_eq!(measured.example.as_deref(), Some("status 404"));
        measured.done.sort_unstable();
        assert!(measured.done.iter().copied().eq((101..200).step_by(4)));
        assert_eq!(measured.times().len(), measured.good());
        assert!(measured.broken.is_empty());
    }

    #[tokio::test]
    async fn what_no_answer_came_to_is_told_apart() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                drop(stream);
            }
        });
        let script: Script =
            Arc::new(|_, into| into.extend_from_slice(b"GET /303 HTTP/1.1\r\n\r\n"));
        let few = Load {
            end: 110,
            ..load(address, script)
        };
        let mut measured = run(&few).await.unwrap();
        measured.broken.sort_unstable();
        assert!(measured.broken.iter().copied().eq(100..110));
        assert_eq!((measured.wrong, measured.done.len()), (10, 0));
    }

    #[tokio::test]
    async fn a_pace_is_kept() {
        let script: Script =
            Arc::new(|_, into| into.extend_from_slice(b"GET /200 HTTP/1.1\r\n\r\n"));
        let paced = Load {
            pace: Some(200.0),
            lasts: Duration::from_millis(300),
            ..load(echo().await, script)
        };
        let measured = run(&paced).await.unwrap();
        assert_eq!(measured.read.len(), 60);
        assert!(
            measured.lasted >= Duration::from_millis(290),
            "{:?}",
            measured.lasted
        );
    }
}
