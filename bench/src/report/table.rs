//! The table at the end.

use super::{Report, Row};

const HEAD: [&str; 11] = [
    "",
    "engine",
    "proposals",
    "a second",
    "CPU ms",
    "p50 ms",
    "p95 ms",
    "p99 ms",
    "of floor",
    "CPU of floor",
    "client ms",
];

pub(super) fn figure(value: f64) -> String {
    match value.abs() {
        large if large >= 1_000.0 => format!("{value:.0}"),
        middle if middle >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.3}"),
    }
}

pub(super) fn or_nothing(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"))
}

fn cells(row: &Row) -> [String; 11] {
    let mark = match row.errors {
        0 => String::new(),
        count => format!(" ({count} not answered)"),
    };
    [
        format!("{}{mark}", row.name),
        row.engine.clone(),
        row.size.to_string(),
        figure(row.rps),
        figure(row.cpu_ms),
        figure(row.p50_ms),
        figure(row.p95_ms),
        figure(row.p99_ms),
        or_nothing(row.floor_ratio),
        or_nothing(row.floor_cpu_ratio),
        figure(row.client_cpu_ms),
    ]
}

/// Lines with columns as wide as what is in them, names to the left and figures to the right.
fn aligned<const N: usize>(head: [&str; N], rows: &[[String; N]], left: usize) -> String {
    let mut all = vec![head.map(str::to_owned)];
    all.extend_from_slice(rows);
    let mut widths = [0; N];
    for row in &all {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for row in &all {
        let mut line = String::new();
        for (place, (cell, width)) in row.iter().zip(widths).enumerate() {
            let room = " ".repeat(width - cell.chars().count());
            match place < left {
                true => line.push_str(&format!("{cell}{room}  ")),
                false => line.push_str(&format!("{room}{cell}  ")),
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

pub fn of(report: &Report) -> String {
    let rows: Vec<[String; 11]> = report.rows.iter().map(cells).collect();
    let mut text = format!("\n{}", aligned(HEAD, &rows, 2));
    if !report.facts.is_empty() {
        let facts = report.facts.iter().map(|fact| {
            let size = match fact.size {
                0 => String::new(),
                size => size.to_string(),
            };
            [
                fact.name.clone(),
                fact.engine.clone(),
                size,
                figure(fact.value),
                fact.unit.clone(),
            ]
        });
        let facts: Vec<[String; 5]> = facts.collect();
        text.push('\n');
        text.push_str(&aligned(["", "engine", "proposals", "", ""], &facts, 2));
    }
    if !report.goals.is_empty() {
        let goals = report.goals.iter().map(|goal| {
            let met = match goal.met {
                true => "met",
                false if goal.hard => "MISSED, which fails the run",
                false => "MISSED",
            };
            [
                goal.what.clone(),
                goal.engine.clone(),
                figure(goal.measured),
                figure(goal.bound),
                met.to_owned(),
            ]
        });
        let goals: Vec<[String; 5]> = goals.collect();
        text.push('\n');
        text.push_str(&aligned(
            ["goal", "engine", "measured", "bound", ""],
            &goals,
            2,
        ));
    }
    text.push_str(&format!(
        "\n{} processors, of which others took {:.1} %\n",
        report.processors, report.stolen_percent
    ));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        let rows = [
            ["längre namn".to_owned(), "1".to_owned()],
            ["a".to_owned(), "1000".to_owned()],
        ];
        assert_eq!(
            aligned(["", "tal"], &rows, 1),
            "              tal\nlängre namn     1\na            1000\n"
        );
    }

    #[test]
    fn figures_have_the_digits_that_say_something() {
        let all = [12_345.678, 123.456, 1.23456, 0.5].map(figure);
        assert_eq!(all, ["12346", "123.5", "1.235", "0.500"]);
    }

    #[test]
    fn what_was_not_answered_is_said_beside_the_name() {
        let row = Row {
            name: "list_cold".to_owned(),
            errors: 3,
            ..Row::default()
        };
        let report = Report {
            rows: vec![row],
            ..Report::default()
        };
        let text = of(&report);
        assert!(text.contains("list_cold (3 not answered)"), "{text}");
        assert!(text.contains('–'), "{text}");
    }
}
