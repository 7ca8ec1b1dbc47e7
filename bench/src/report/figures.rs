//! The figures of `docs/performance.md`, as they stand there.

use super::table::{figure, or_nothing};
use super::{Report, Row};
use crate::generate::world::Size;
use crate::plan::Plan;
use crate::store::Engine;

const HEAD: &str = "\
| | SQLite, CPU ms | p99 ms | of floor | PostgreSQL, CPU ms | p99 ms | of floor |
|---|---|---|---|---|---|---|
";

/// In the order of the table.
const ROWS: [&str; 12] = [
    "start_hot",
    "list_hot",
    "list_cold",
    "search_cold",
    "detail_hot",
    "detail_cold",
    "detail_signed_in",
    "api_list",
    RATE,
    "vote_with_reading",
    "live_fanout",
    "leaving",
];
/// The one of which it is told first how many there are a second.
const RATE: &str = "vote_durable";

const NOTHING: &str = "–";

/// Rows and facts where everything is measured, and growth from the smallest size to the largest.
pub fn of(report: &Report, plan: &Plan) -> String {
    let size = plan.reference();
    let made = Size::of(size);
    let mut text = format!(
        "{} cores, of which others took {:.1} %, *date, machine*{}; \
         {} proposals, {} votes, {} comments.\n\n",
        report.processors,
        report.stolen_percent,
        if report.quick { ", a quick run" } else { "" },
        grouped(size),
        grouped(made.votes),
        grouped(made.comments),
    );
    text.push_str(HEAD);
    for name in ROWS {
        text.push_str(&line(report, name, size));
    }
    let (least, most) = (plan.sizes.first(), plan.sizes.last());
    let or_this = |end: Option<&u64>| end.copied().unwrap_or(size);
    let (least, most) = (or_this(least), or_this(most));
    let growth = |row: &str| both(report, &format!("growth_{row}"), most, 1.0);
    let here = |name: &str, unit: f64| both(report, name, size, unit);
    text.push_str(&format!(
        "\nGrowth from {} to {} proposals, in CPU ms (SQLite / PostgreSQL): list {} · search {} · detail {}.\n\
         Ready after a kill: {} s. Idle: {} MB. A stream: {} kB. The program: {} MB.\n",
        grouped(least),
        grouped(most),
        growth("list_cold"),
        growth("search_cold"),
        growth("detail_cold"),
        here("ready_after_kill", 1_000.0),
        here("idle_memory", 1.0),
        here("memory_per_stream", 1.0),
        fact(report, "binary", "", 0).map_or_else(nothing, figure),
    ));
    text
}

fn nothing() -> String {
    NOTHING.to_owned()
}

fn line(report: &Report, name: &str, size: u64) -> String {
    let rows = Engine::ALL.map(|engine| report.row(name, engine.code(), size));
    let missing: u64 = rows.iter().flatten().map(|row| row.errors).sum();
    let more = match name {
        RATE => ", a second",
        _ => "",
    };
    let mark = match missing {
        0 => String::new(),
        count => format!(" ({count} not answered)"),
    };
    let cells = rows.map(|row| cells(name, row).join(" | ")).join(" | ");
    format!("| `{name}`{more}{mark} | {cells} |\n")
}

fn cells(name: &str, row: Option<&Row>) -> [String; 3] {
    let Some(row) = row else {
        return [NOTHING; 3].map(str::to_owned);
    };
    let first = match name {
        RATE => row.rps,
        _ => row.cpu_ms,
    };
    [
        figure(first),
        figure(row.p99_ms),
        or_nothing(row.floor_ratio),
    ]
}

fn fact(report: &Report, name: &str, engine: &str, size: u64) -> Option<f64> {
    let mut facts = report.facts.iter();
    let found = facts.find(|one| one.name == name && one.engine == engine && one.size == size);
    found.map(|fact| fact.value)
}

/// A fact of SQLite and of PostgreSQL, each divided by so much.
fn both(report: &Report, name: &str, size: u64, unit: f64) -> String {
    let of = |engine: Engine| {
        let value = fact(report, name, engine.code(), size);
        value.map_or_else(nothing, |value| figure(value / unit))
    };
    Engine::ALL.map(of).join(" / ")
}

/// 1000000 → 1 000 000.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is to be pasted there.
    const THERE: &str = include_str!("../../../docs/performance.md");

    fn report(plan: &Plan) -> Report {
        let mut report = Report::new(plan);
        let size = plan.reference();
        let row = |name: &str, engine: &str| Row {
            name: name.to_owned(),
            engine: engine.to_owned(),
            size,
            rps: 9_876.4,
            cpu_ms: 0.25,
            p99_ms: 12.34,
            floor_ratio: Some(1.5),
            ..Row::default()
        };
        report.rows = vec![
            row("list_cold", "sqlite"),
            Row {
                size: 1_000,
                ..row("start_hot", "sqlite")
            },
            Row {
                errors: 2,
                ..row("vote_durable", "postgres")
            },
        ];
        for (engine, value) in [("sqlite", 1.1), ("postgres", 1.25)] {
            report.fact("growth_list_cold", (engine, 1_000_000), value, "ratio");
            report.fact("ready_after_kill", (engine, size), value * 1e3, "ms");
            report.fact("idle_memory", (engine, 1_000), 99.0, "MB");
        }
        report.fact("binary", ("", 0), 30.4, "MB");
        report
    }

    #[test]
    fn figures_stand_as_they_are_pasted() {
        let plan = Plan::full();
        let text = of(&report(&plan), &plan);
        for line in [
            "| `list_cold` | 0.250 | 12.3 | 1.50 | – | – | – |",
            "| `start_hot` | – | – | – | – | – | – |",
            "| `vote_durable`, a second (2 not answered) | – | – | – | 9876 | 12.3 | 1.50 |",
            "Growth from 1 000 to 1 000 000 proposals, in CPU ms (SQLite / PostgreSQL): \
             list 1.100 / 1.250 · search – / – · detail – / –.",
            "Ready after a kill: 1.100 / 1.250 s. Idle: – / – MB. A stream: – / – kB. \
             The program: 30.4 MB.",
        ] {
            assert!(text.lines().any(|one| one == line), "{line}\n{text}");
        }
        assert!(
            text.contains("; 100 000 proposals, 5 000 000 votes, 1 000 000 comments.\n"),
            "{text}"
        );
    }

    /// The first cells of the table that is headed so, without what was not answered.
    fn table(text: &str) -> Vec<&str> {
        let (_, rest) = text.split_once(HEAD).unwrap();
        let rows = rest.lines().take_while(|line| line.starts_with('|'));
        rows.filter_map(|row| row.split('|').nth(1)?.split(" (").next())
            .map(str::trim)
            .collect()
    }

    #[test]
    fn the_rows_are_those_of_the_document() {
        let plan = Plan::full();
        let text = of(&Report::new(&plan), &plan);
        assert_eq!(table(&text), table(THERE));
    }

    #[test]
    fn large_numbers_are_grouped() {
        let all = [0, 999, 1_000, 54_321, 1_000_000].map(grouped);
        assert_eq!(all, ["0", "999", "1 000", "54 321", "1 000 000"]);
    }
}
