//! What processes cost, as Linux counts it.

use std::time::Duration;

/// The kernel tells processor time in hundredths of a second (`USER_HZ`), whatever its own clock does.
const TICK: Duration = Duration::from_millis(10);

/// The fields of `/proc/<pid>/stat` after the name, which may have spaces in it: the third is the first.
fn fields(stat: &str) -> impl Fn(usize) -> Option<u64> {
    let rest = stat.rsplit_once(')').map(|(_, rest)| rest);
    let fields: Vec<String> = rest
        .unwrap_or_default()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    move |number| fields.get(number.checked_sub(3)?)?.parse().ok()
}

fn stat(pid: &str) -> Option<String> {
    std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()
}

fn ticks(count: u64) -> Duration {
    TICK.saturating_mul(u32::try_from(count).unwrap_or(u32::MAX))
}

/// User and system time of a process, and of its children that have ended.
fn own(stat: &str) -> Duration {
    let field = fields(stat);
    let (used, ended) = (field(14).zip(field(15)), field(16).zip(field(17)));
    let sum = |pair: Option<(u64, u64)>| pair.map_or(0, |(user, system)| user + system);
    ticks(sum(used) + sum(ended))
}

/// The time this process has used.
pub fn client() -> Duration {
    stat("self").map(|stat| own(&stat)).unwrap_or_default()
}

/// The time a process and its children have used.
pub fn with_children(pid: u32) -> Duration {
    let mut sum = stat(&pid.to_string())
        .map(|stat| own(&stat))
        .unwrap_or_default();
    let Ok(all) = std::fs::read_dir("/proc") else {
        return sum;
    };
    for entry in all.flatten() {
        let name = entry.file_name();
        let Some(stat) = name
            .to_str()
            .filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(stat)
        else {
            continue;
        };
        if fields(&stat)(4) == Some(u64::from(pid)) {
            sum += own(&stat);
        }
    }
    sum
}

/// Memory a process holds, in bytes.
pub fn memory(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    resident(&status)
}

fn resident(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1_024)
}

/// Time all processors had, and what others on the same hardware took of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Machine {
    all: u64,
    stolen: u64,
}

impl Machine {
    pub fn now() -> Self {
        let stat = std::fs::read_to_string("/proc/stat").unwrap_or_default();
        Self::of(&stat)
    }

    fn of(stat: &str) -> Self {
        let line = stat.lines().next().unwrap_or_default();
        let times: Vec<u64> = line
            .split_whitespace()
            .skip(1)
            .take(8)
            .filter_map(|time| time.parse().ok())
            .collect();
        Self {
            all: times.iter().sum(),
            stolen: times.get(7).copied().unwrap_or_default(),
        }
    }

    /// Of a hundred, since then.
    pub fn stolen_since(self, then: Self) -> f64 {
        let all = self.all.saturating_sub(then.all).max(1);
        self.stolen.saturating_sub(then.stolen) as f64 * 100.0 / all as f64
    }
}

/// Whose time counts: the server, and the database where it is a process of its own.
#[derive(Clone, Copy, Debug)]
pub struct Meter {
    pub server: u32,
    pub database: Option<u32>,
}

impl Meter {
    pub fn read(self) -> Duration {
        with_children(self.server) + self.database.map(with_children).unwrap_or_default()
    }

    /// Waits until nothing goes on any more that was begun by starting, at most for so long.
    pub async fn settle(self, at_most: Duration) {
        const LOOK: Duration = Duration::from_millis(500);
        let mut left = at_most;
        while left > Duration::ZERO {
            let before = self.read();
            tokio::time::sleep(LOOK).await;
            if self.read().saturating_sub(before) <= LOOK / 25 {
                return;
            }
            left = left.saturating_sub(LOOK);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_spaces_moves_no_field() {
        let stat = "42 (a ) b) S 7 42 42 0 -1 4194304 100 0 0 0 150 50 20 5 20 0 4 0 9 8 7";
        assert_eq!(own(stat), Duration::from_millis(2_250));
        assert_eq!(fields(stat)(4), Some(7));
    }

    #[test]
    fn memory_is_told_in_bytes() {
        assert_eq!(
            resident("Name:\tnara\nVmHWM:\t 9 kB\nVmRSS:\t  81920 kB\n"),
            Some(83_886_080)
        );
        assert_eq!(resident("Name:\tnara\n"), None);
        assert!(memory(std::process::id()).is_some_and(|bytes| bytes > 100_000));
    }

    #[test]
    fn what_others_took_is_a_part_of_all() {
        let before = Machine::of("cpu  100 0 100 800 0 0 0 0 0 0\n");
        let after = Machine::of("cpu  150 0 120 860 0 0 0 20 0 0\n");
        assert!((after.stolen_since(before) - 13.333).abs() < 0.01);
        assert_eq!(after.stolen_since(after), 0.0);
    }
}
