//! The run: for each size and engine a municipality is made, measured and taken away.

mod addresses;
mod bed;
mod leaving;
mod live;
mod polls;
mod reading;
mod voting;

use crate::Done;
use crate::arguments::Run;
use crate::plan::Plan;
use crate::processes::{self, Machine};
use crate::report::{Report, Row};
use crate::store::Engine;
use bed::Bed;
use polls::Polls;

/// # Errors
/// Something could not be measured, a vote that was acknowledged is not there, or a goal is missed that a
/// busy machine hardly moves. What was measured until then is told and kept all the same.
pub async fn run(run: Run) -> Done<()> {
    let mut report = Report::new(&run.plan);
    let before = Machine::now();
    let bytes = std::fs::metadata(&run.nara)?.len();
    report.fact("binary", ("", 0), bytes as f64 / 1e6, "MB");
    let at_most = run.plan.at_most;
    let in_time = tokio::time::timeout(at_most, everything(&run, &mut report)).await;
    let outcome = in_time.unwrap_or_else(|_| {
        let seconds = at_most.as_secs();
        Err(format!("this is not all of it: it was ended after {seconds} seconds").into())
    });
    report.stolen_percent = crate::numbers::rounded(Machine::now().stolen_since(before));
    report.finish(&run.plan, &run.out)?;
    outcome.and_then(|()| report.is_kept())
}

/// What fails in one place keeps nobody from measuring the others; the first failure is told at the end.
async fn everything(run: &Run, report: &mut Report) -> Done<()> {
    let mut all = Ok(());
    for size in run.plan.in_order() {
        for engine in &run.plan.engines {
            let outcome = on_one(run, *engine, size, report).await;
            if let Err(problem) = &outcome {
                eprintln!("  {problem}");
            }
            all = all.and(outcome);
        }
    }
    all
}

async fn on_one(run: &Run, engine: Engine, size: u64, report: &mut Report) -> Done<()> {
    eprintln!("▸ {size} proposals on {}", engine.code());
    let mut bed = Bed::make(run, engine, size).await?;
    let outcome = measure(&mut bed, report).await;
    // What failed first is told, whatever is left of it.
    outcome.and(bed.clear().await)
}

async fn measure(bed: &mut Bed<'_>, report: &mut Report) -> Done<()> {
    bed.start().await?;
    bed.settle().await?;
    let at = (bed.engine.code(), bed.size);
    let ready = bed.nara()?.ready_after.as_secs_f64() * 1_000.0;
    report.fact("ready", at, ready, "ms");
    let idle = processes::memory(bed.nara()?.pid()).unwrap_or_default();
    report.fact("idle_memory", at, idle as f64 / 1e6, "MB");
    reading::look(bed).await?;
    reading::all(bed, report).await?;
    let busy = processes::memory(bed.nara()?.pid()).unwrap_or_default();
    report.fact("memory_after_reading", at, busy as f64 / 1e6, "MB");
    if bed.size == bed.plan.reference() && wants_more(bed.plan) {
        let mut polls = Polls::of(bed)?;
        voting::all(bed, &mut polls, report).await?;
        if bed.plan.wants("live_fanout") {
            live::fan_out(bed, &polls, report).await?;
        }
        if bed.plan.wants("leaving") {
            leaving::row(bed, &polls, report).await?;
        }
    }
    Ok(())
}

fn wants_more(plan: &Plan) -> bool {
    [
        "vote_durable",
        "vote_with_reading",
        "live_fanout",
        "leaving",
    ]
    .iter()
    .any(|row| plan.wants(row))
}

/// A line as soon as it is known: a whole run takes long.
fn told(row: &Row) {
    let Row {
        name,
        rps,
        cpu_ms,
        p99_ms,
        errors,
        ..
    } = row;
    eprintln!(
        "  {name:<22} {rps:>9.0}/s  {cpu_ms:>7.3} CPU ms  p99 {p99_ms:>8.1} ms  {errors} not answered"
    );
}
