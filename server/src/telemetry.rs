//! The log: one line an event, to standard error, without personal data.
//!
//! A line has a constant message with dotted names, and values beside it. Which values those may be is
//! decided by the test that reads the whole log of a server (`server/tests/security/log.rs`).

use tracing::level_filters::LevelFilter;
use tracing::{Metadata, Subscriber};
use tracing_subscriber::filter::{FilterExt, filter_fn};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::{EnvFilter, registry};

/// How a line is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// For people: time, level, message, `name=value`.
    #[default]
    Text,
    /// For machines: an object a line.
    Json,
}

/// Starts logging. A second call changes nothing.
pub fn start(filter: &str, format: LogFormat) {
    let subscriber = subscriber(filter, format, std::io::stderr);
    let _started_before = tracing::subscriber::set_global_default(subscriber);
    // Where it happened and not what it says: a panic's message may hold what somebody wrote.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!(place, "panic");
    }));
}

/// What [`start`] makes the process's own.
fn subscriber<W>(filter: &str, format: LogFormat, writer: W) -> impl Subscriber
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let wanted = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(writer)
        .with_ansi(false)
        .with_target(false);
    let lines = match format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines
            .json()
            .with_target(true)
            .flatten_event(true)
            .with_current_span(true)
            .with_span_list(false)
            .boxed(),
    };
    registry().with(lines.with_filter(wanted.and(filter_fn(may_speak))))
}

/// Whatever is asked for, what is built in speaks only of its faults. At its finer levels HTTP prints
/// headers and bodies, the mail library letters, and the database's every statement.
fn may_speak(what: &Metadata<'_>) -> bool {
    what.target().starts_with("nara") || *what.level() <= LevelFilter::WARN
}
