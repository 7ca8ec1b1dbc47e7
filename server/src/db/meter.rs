//! How long the database keeps people waiting, and how it stands.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use prometheus_client::metrics::histogram::Histogram;

use super::{Db, Pools};

/// What a connection is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Use {
    Read,
    Write,
}

impl Use {
    pub const ALL: [Use; 2] = [Use::Read, Use::Write];

    pub const fn code(self) -> &'static str {
        match self {
            Use::Read => "read",
            Use::Write => "write",
        }
    }
}

/// Connections of a pool.
#[derive(Clone, Copy, Debug, Default)]
pub struct Connections {
    pub open: u32,
    pub idle: u32,
}

/// Cheap to clone: what is measured is shared.
#[derive(Clone, Debug)]
pub struct Meter {
    /// From the wish to make it durable until the disk has it.
    pub commits: Histogram,
    read: Histogram,
    write: Histogram,
    worst: Arc<Worst>,
}

/// In microseconds.
#[derive(Debug, Default)]
struct Worst {
    now: AtomicU64,
    before: AtomicU64,
    lasting: Mutex<Lasting>,
}

/// When those began to wait to read who still do: the first of them waits longest.
#[derive(Debug, Default)]
struct Lasting {
    since: BTreeMap<u64, Instant>,
    begun: u64,
}

/// Somebody who waits, until it goes: also who gives up, or goes away, has waited.
#[derive(Debug)]
pub(super) struct Wait<'m> {
    meter: &'m Meter,
    of: Use,
    since: Instant,
    /// Of who waits to read.
    number: Option<u64>,
}

impl Drop for Wait<'_> {
    fn drop(&mut self) {
        self.meter.waited(self.of, self.since.elapsed());
        if let Some(number) = self.number {
            self.meter.lasting().since.remove(&number);
        }
    }
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

impl Default for Meter {
    fn default() -> Self {
        let seconds = [
            0.000_1, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0,
        ];
        Self {
            commits: Histogram::new(seconds),
            read: Histogram::new(seconds),
            write: Histogram::new(seconds),
            worst: Arc::default(),
        }
    }
}

impl Meter {
    /// How long each waited for a connection, or for a turn to write.
    pub fn waits(&self, of: Use) -> &Histogram {
        match of {
            Use::Read => &self.read,
            Use::Write => &self.write,
        }
    }

    /// Somebody begins to wait.
    pub(super) fn wait(&self, of: Use) -> Wait<'_> {
        let since = Instant::now();
        let number = (of == Use::Read).then(|| {
            let mut lasting = self.lasting();
            lasting.begun += 1;
            let number = lasting.begun;
            lasting.since.insert(number, since);
            number
        });
        Wait {
            meter: self,
            of,
            since,
            number,
        }
    }

    fn waited(&self, of: Use, time: Duration) {
        self.waits(of).observe(time.as_secs_f64());
        if of == Use::Read {
            self.worst.now.fetch_max(micros(time), Ordering::Relaxed);
        }
    }

    fn lasting(&self) -> MutexGuard<'_, Lasting> {
        self.worst
            .lasting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins to look for the longest wait anew.
    pub fn look(&self) {
        let first = self.lasting().since.first_key_value().map(|(_, at)| *at);
        let lasting = first.map_or(0, |at| micros(at.elapsed()));
        let worst = self.worst.now.swap(0, Ordering::Relaxed).max(lasting);
        self.worst.before.store(worst, Ordering::Relaxed);
    }

    /// The longest wait to read between the last two looks, or that lasted at the last one; nothing where
    /// nobody looks.
    pub fn worst_wait(&self) -> Duration {
        Duration::from_micros(self.worst.before.load(Ordering::Relaxed))
    }
}

impl Db {
    pub fn meter(&self) -> &Meter {
        &self.meter
    }

    /// The connections for one use; PostgreSQL has the same for both.
    pub fn connections(&self, of: Use) -> Connections {
        let (open, idle) = match (&self.pools, of) {
            (Pools::Sqlite { read, .. }, Use::Read) => (read.size(), read.num_idle()),
            (Pools::Sqlite { write, .. }, Use::Write) => (write.pool.size(), write.pool.num_idle()),
            (Pools::Postgres(pool), _) => (pool.size(), pool.num_idle()),
        };
        Connections {
            open,
            idle: u32::try_from(idle).unwrap_or(u32::MAX),
        }
    }

    /// How large the file of SQLite's log is. `connect::KEPT_LOG` of it stay at most: what it grew beyond
    /// that while somebody read for long is cut off by the commits after it. PostgreSQL keeps its own out
    /// of sight.
    pub async fn wal_bytes(&self) -> Option<u64> {
        let Pools::Sqlite { write, .. } = &self.pools else {
            return None;
        };
        let options = write.pool.connect_options();
        let mut name = options.get_filename().as_os_str().to_owned();
        name.push("-wal");
        // None is as good as an empty one.
        let file = tokio::fs::metadata(name).await;
        Some(file.map_or(0, |file| file.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_wait_is_of_the_last_look_and_forgotten() {
        let meter = Meter::default();
        let ms = Duration::from_millis;
        meter.waited(Use::Read, ms(700));
        meter.waited(Use::Read, ms(30));
        // Whoever writes has another queue.
        meter.waited(Use::Write, ms(4_000));
        assert_eq!(meter.worst_wait(), ms(0), "nobody looked");
        meter.look();
        assert_eq!(meter.worst_wait(), ms(700));
        meter.look();
        assert_eq!(meter.worst_wait(), ms(0));
    }

    #[test]
    fn a_wait_is_seen_while_it_lasts_and_when_it_was_given_up() {
        let meter = Meter::default();
        let ms = Duration::from_millis;
        let _writes = meter.wait(Use::Write);
        let first = meter.wait(Use::Read);
        std::thread::sleep(ms(50));
        let second = meter.wait(Use::Read);
        assert_eq!(meter.worst_wait(), ms(0), "nobody looked");
        for _ in 0..2 {
            meter.look();
            assert!(meter.worst_wait() >= ms(50), "it lasts");
        }
        drop(first);
        meter.look();
        let given_up = meter.worst_wait();
        assert!(given_up >= ms(50), "it ended since: {given_up:?}");
        drop(second);
        meter.look();
        meter.look();
        assert_eq!(meter.worst_wait(), ms(0), "nobody waits to read");
    }
}
