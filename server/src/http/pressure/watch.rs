//! Looks ten times a second how it goes, and tells the log once a second what has changed: one line
//! for each request turned away would itself be work, at the worst moment.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;

use super::Pressure;
use super::rule::{Lane, Level};

const LOOKS: Duration = Duration::from_millis(100);
/// Looks between two tellings.
const TELLS: u32 = 10;

/// Runs until the server stops. Without it the level follows the rooms alone.
pub async fn watch(pressure: Pressure, stop: CancellationToken) {
    let mut told = Told::default();
    loop {
        let mut worst = Level::Calm;
        for _ in 0..TELLS {
            let asked = Instant::now();
            tokio::select! {
                () = tokio::time::sleep(LOOKS) => {}
                () = stop.cancelled() => return,
            }
            let lag = asked.elapsed().saturating_sub(LOOKS);
            let lag = u64::try_from(lag.as_micros()).unwrap_or(u64::MAX);
            pressure.0.lag.store(lag, Ordering::Relaxed);
            pressure.0.db.meter().look();
            worst = worst.max(pressure.level());
        }
        told.tell(&pressure, worst);
    }
}

/// What the log was told so far.
#[derive(Debug, Default)]
struct Told {
    level: Level,
    turned_away: [u64; Lane::ALL.len()],
}

impl Told {
    fn tell(&mut self, pressure: &Pressure, level: Level) {
        if level != self.level {
            self.level = level;
            tracing::warn!(pressure = level.code(), "pressure.level");
        }
        for (lane, told) in Lane::ALL.into_iter().zip(&mut self.turned_away) {
            let all = pressure.0.meter.turned_away_from(lane);
            let count = all.saturating_sub(*told);
            if count > 0 {
                *told = all;
                tracing::warn!(lane = lane.code(), count, "pressure.shed");
            }
        }
    }
}
