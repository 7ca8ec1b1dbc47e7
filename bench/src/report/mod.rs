//! What came of it: rows and facts for machines (`target/bench/results.json`), a table for people, and the
//! figures of `docs/performance.md` beside them (`results.md`).

mod figures;
mod goals;
mod table;

use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::Done;
use crate::load::Measured;
use crate::numbers::{median, permille, rounded};
use crate::plan::Plan;

pub use goals::Goal;

/// One thing that was measured: the middle of several rounds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub name: String,
    /// `sqlite`, `postgres`, or `static` for a floor without either.
    pub engine: String,
    /// Proposals there are.
    pub size: u64,
    /// What is done a second.
    pub rps: f64,
    /// Processor time of server and database for one, user and system.
    pub cpu_ms: f64,
    pub p50_ms: f64,
    pub p95_ms: f64,
    pub p99_ms: f64,
    /// `rps` beside the floor's in the same rounds.
    pub floor_ratio: Option<f64>,
    /// The floor's processor time beside `cpu_ms`: what the noise of the machine moves less.
    pub floor_cpu_ratio: Option<f64>,
    /// Processor time of the client for one.
    pub client_cpu_ms: f64,
    /// What was not answered as it should be.
    pub errors: u64,
}

/// A figure that is no rate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    pub name: String,
    pub engine: String,
    pub size: u64,
    pub value: f64,
    pub unit: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub quick: bool,
    /// Processors of the machine, and what others took of their time, of a hundred.
    pub processors: u64,
    pub stolen_percent: f64,
    pub rows: Vec<Row>,
    pub facts: Vec<Fact>,
    pub goals: Vec<Goal>,
}

/// A round of load, with what it cost.
#[derive(Clone, Debug, Default)]
pub struct Round {
    pub measured: Measured,
    /// Of server and database.
    pub cpu: Duration,
    pub client: Duration,
}

impl Round {
    fn each(&self, time: Duration) -> f64 {
        let good = self.measured.good().max(1);
        time.as_secs_f64() * 1_000.0 / good as f64
    }
}

fn middle(rounds: &[Round], value: impl Fn(&Round) -> f64) -> f64 {
    rounded(median(rounds.iter().map(value).collect()))
}

/// The middle of how one thing stood beside another in each round.
fn ratio(rounds: &[Round], floor: &[Round], of: impl Fn(&Round, &Round) -> f64) -> Option<f64> {
    let pairs: Vec<f64> = rounds
        .iter()
        .zip(floor)
        .map(|(round, floor)| of(round, floor))
        .filter(|ratio| ratio.is_finite())
        .collect();
    (!pairs.is_empty()).then(|| rounded(median(pairs)))
}

impl Row {
    pub fn of((name, engine, size): (&str, &str, u64), rounds: &[Round], floor: &[Round]) -> Self {
        let millis = |part: usize| {
            move |round: &Round| f64::from(permille(&round.measured.times(), part)) / 1_000.0
        };
        Self {
            name: name.to_owned(),
            engine: engine.to_owned(),
            size,
            rps: middle(rounds, |round| round.measured.per_second()),
            cpu_ms: middle(rounds, |round| round.each(round.cpu)),
            p50_ms: middle(rounds, millis(500)),
            p95_ms: middle(rounds, millis(950)),
            p99_ms: middle(rounds, millis(990)),
            floor_ratio: ratio(rounds, floor, |round, floor| {
                round.measured.per_second() / floor.measured.per_second()
            }),
            floor_cpu_ratio: ratio(rounds, floor, |round, floor| {
                floor.each(floor.cpu) / round.each(round.cpu)
            }),
            client_cpu_ms: middle(rounds, |round| round.each(round.client)),
            errors: rounds
                .iter()
                .map(|round| round.measured.shed + round.measured.wrong)
                .sum(),
        }
    }
}

impl Report {
    pub fn new(plan: &Plan) -> Self {
        let processors = std::thread::available_parallelism().map_or(0, usize::from);
        Self {
            quick: plan.quick,
            processors: u64::try_from(processors).unwrap_or(0),
            ..Self::default()
        }
    }

    pub fn fact(&mut self, name: &str, (engine, size): (&str, u64), value: f64, unit: &str) {
        self.facts.push(Fact {
            name: name.to_owned(),
            engine: engine.to_owned(),
            size,
            value: rounded(value),
            unit: unit.to_owned(),
        });
    }

    pub fn row(&self, name: &str, engine: &str, size: u64) -> Option<&Row> {
        let mut rows = self.rows.iter();
        rows.find(|row| row.name == name && row.engine == engine && row.size == size)
    }

    /// How much more a request costs at the largest size than at the smallest.
    pub fn add_growth(&mut self, plan: &Plan) {
        let (Some(least), Some(most)) = (plan.sizes.first(), plan.sizes.last()) else {
            return;
        };
        if least == most {
            return;
        }
        for engine in &plan.engines {
            for name in ["list_cold", "search_cold", "detail_cold"] {
                let of = |size| self.row(name, engine.code(), size).map(|row| row.cpu_ms);
                if let Some((small, large)) = of(*least).zip(of(*most)) {
                    let name = format!("growth_{name}");
                    self.fact(&name, (engine.code(), *most), large / small, "ratio");
                }
            }
        }
    }

    /// Judges it, tells it and keeps it.
    ///
    /// # Errors
    /// The files cannot be written.
    pub fn finish(&mut self, plan: &Plan, out: &Path) -> Done<()> {
        self.add_growth(plan);
        self.goals = goals::judged(self, plan.reference());
        print!("{}", table::of(self));
        if let Some(folder) = out.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(out, serde_json::to_vec_pretty(self)?)?;
        let figures = out.with_extension("md");
        std::fs::write(&figures, figures::of(self, plan))?;
        println!("\n{}\n{}", out.display(), figures.display());
        Ok(())
    }

    /// # Errors
    /// A goal is missed that says the same on a busy machine.
    pub fn is_kept(&self) -> Done<()> {
        let missed = self.goals.iter().filter(|goal| goal.fails());
        let missed: Vec<String> = missed.map(Goal::to_string).collect();
        match missed.is_empty() {
            true => Ok(()),
            false => Err(format!("missed: {}", missed.join("; ")).into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(good: usize, cpu_ms: u64, took: u32) -> Round {
        Round {
            measured: Measured {
                read: vec![took; good],
                lasted: Duration::from_secs(1),
                ..Measured::default()
            },
            cpu: Duration::from_millis(cpu_ms),
            client: Duration::from_millis(100),
        }
    }

    #[test]
    fn a_row_is_the_middle_of_its_rounds() {
        let rounds = [
            round(100, 100, 1_000),
            round(400, 800, 9_000),
            round(200, 300, 2_000),
        ];
        let floor = [
            round(400, 40, 100),
            round(400, 40, 100),
            round(400, 40, 100),
        ];
        let row = Row::of(("start_hot", "sqlite", 1_000), &rounds, &floor);
        assert_eq!((row.rps, row.cpu_ms), (200.0, 1.5));
        assert_eq!((row.p50_ms, row.p99_ms), (2.0, 2.0));
        assert_eq!(row.floor_ratio, Some(0.5));
        assert_eq!(row.floor_cpu_ratio, Some(0.067));
        assert_eq!(row.client_cpu_ms, 0.5);
        let alone = Row::of(("start_hot", "sqlite", 1_000), &rounds, &[]);
        assert_eq!((alone.floor_ratio, alone.floor_cpu_ratio), (None, None));
    }

    #[test]
    fn the_json_has_the_promised_shape() {
        let mut report = Report::new(&Plan::quick());
        report.rows.push(Row::of(
            ("list_hot", "sqlite", 1_000),
            &[round(10, 10, 10)],
            &[],
        ));
        report.fact("binary", ("", 0), 40.5, "MB");
        let json = serde_json::to_value(&report).unwrap();
        let row = &json["rows"][0];
        for field in [
            "name",
            "engine",
            "size",
            "rps",
            "cpu_ms",
            "p50_ms",
            "p99_ms",
            "floor_ratio",
        ] {
            assert!(row.get(field).is_some(), "{field}");
        }
        assert_eq!(row["floor_ratio"], serde_json::Value::Null);
        assert_eq!(json["facts"][0]["value"], 40.5);
        let read: Report = serde_json::from_value(json).unwrap();
        assert_eq!(read, report);
    }

    #[test]
    fn both_files_are_written_and_only_hard_goals_fail() {
        let name = format!("nara-bench-report-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let plan = Plan::quick();
        let mut report = Report::new(&plan);
        report.rows.push(Row {
            cpu_ms: 9.0,
            ..Row::of(("list_cold", "sqlite", plan.reference()), &[], &[])
        });
        report.fact("binary", ("", 0), 44.9, "MB");
        report.finish(&plan, &folder.join("results.json")).unwrap();
        assert_eq!(report.goals.iter().filter(|goal| !goal.met).count(), 1);
        assert!(report.is_kept().is_ok());
        report.fact("binary", ("", 0), 45.1, "MB");
        report.finish(&plan, &folder.join("results.json")).unwrap();
        let problem = report.is_kept().unwrap_err().to_string();
        assert_eq!(problem, "missed: binary, MB: 45.1 instead of 45");
        for file in ["results.json", "results.md"] {
            assert!(folder.join(file).is_file(), "{file}");
        }
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn growth_is_the_largest_beside_the_smallest() {
        let plan = Plan::quick();
        let mut report = Report::new(&plan);
        for (size, cpu) in [(1_000, 100), (10_000, 150)] {
            report.rows.push(Row::of(
                ("list_cold", "sqlite", size),
                &[round(100, cpu, 10)],
                &[],
            ));
        }
        report.add_growth(&plan);
        let fact = report.facts.first().unwrap();
        assert_eq!((fact.name.as_str(), fact.value), ("growth_list_cold", 1.5));
        assert_eq!(report.facts.len(), 1);
    }
}
