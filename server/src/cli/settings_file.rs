//! The file with settings, and the order in which settings hold: flag, variable, file, what is built in.
//!
//! ```text
//! # Where people find us.
//! public-url = https://nara.example.se
//! backup-folder = /mnt/backup/nara
//! ```
//!
//! A line each, named as the flag is. What the file says takes the place of what is built in before the
//! command line is read, so flags and variables need no code of their own to win.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{ArgMatches, Command};
use nara_domain::near::nearest;

/// Two ways to say the same: whichever is said nearer to the command line holds.
const EITHER: [[&str; 2]; 2] = [["database", "database_file"], ["smtp_url", "smtp_url_file"]];

/// What a file says, by the name of the setting.
pub type Values = BTreeMap<String, String>;

#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("cannot read {path}: {problem}")]
    File {
        path: String,
        problem: std::io::Error,
    },
    #[error("{path}, line {line}: {problem}")]
    Line {
        path: String,
        line: usize,
        problem: String,
    },
}

/// The settings a command line with `--config` is to be read with; none without.
pub fn read(command: &Command, first: &ArgMatches) -> Result<Values, FileError> {
    match first.get_one::<PathBuf>("config") {
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|problem| FileError::File {
                path: path.display().to_string(),
                problem,
            })?;
            parse(&text, path, &known(command))
        }
        None => Ok(Values::new()),
    }
}

/// The settings of a server, as flags are named.
fn known(command: &Command) -> BTreeMap<String, String> {
    let serve = command.find_subcommand("serve");
    let args = serve.into_iter().flat_map(Command::get_arguments);
    let named = args.filter_map(|arg| Some((arg.get_long()?.to_owned(), arg.get_id().to_string())));
    // Which file it is cannot stand in it; help is no setting.
    named
        .filter(|(name, _)| !["config", "help"].contains(&name.as_str()))
        .collect()
}

fn parse(text: &str, path: &Path, known: &BTreeMap<String, String>) -> Result<Values, FileError> {
    let mut values = Values::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong = |problem: String| FileError::Line {
            path: path.display().to_string(),
            line: number + 1,
            problem,
        };
        let (name, value) = line
            .split_once('=')
            .ok_or_else(|| wrong("not `name = value`".to_owned()))?;
        let (name, value) = (name.trim(), unquoted(value.trim()));
        let id = known.get(name).ok_or_else(|| {
            let meant = nearest(name, known.keys().map(String::as_str), 3);
            wrong(match meant {
                Some(meant) => format!("`{name}` is no setting; did you mean `{meant}`?"),
                None => format!("`{name}` is no setting; `nara help serve` lists them"),
            })
        })?;
        let either = EITHER.iter().find(|pair| pair.contains(&id.as_str()));
        let other = either.and_then(|pair| pair.iter().find(|other| values.contains_key(**other)));
        if let Some(other) = other {
            let (name, other) = (name, other.replace('_', "-"));
            let twice = match other == name {
                true => format!("`{name}` stands there twice"),
                false => format!("`{name}` and `{other}` say the same; take out one"),
            };
            return Err(wrong(twice));
        }
        if values.insert(id.clone(), value.to_owned()).is_some() {
            return Err(wrong(format!("`{name}` stands there twice")));
        }
    }
    Ok(values)
}

fn unquoted(value: &str) -> &str {
    let inner = value
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inner.unwrap_or(value)
}

/// The command with the file's values in the place of those that are built in.
pub fn apply(command: Command, values: &Values, first: &ArgMatches) -> Command {
    let nearer = |id: &&str| {
        let of_command = innermost(first);
        let known = of_command.try_contains_id(id).is_ok();
        let source = known.then(|| of_command.value_source(id)).flatten();
        matches!(
            source,
            Some(ValueSource::CommandLine | ValueSource::EnvVariable)
        )
    };
    let holds = |id: &str| {
        let either = EITHER.iter().find(|pair| pair.contains(&id));
        !either.is_some_and(|pair| pair.iter().any(nearer))
    };
    let values = values.iter().filter(|(id, _)| holds(id));
    let values = values.map(|(id, value)| (id.clone(), value.clone()));
    with_defaults(command, &values.collect())
}

/// The command that was chosen, with its own arguments.
pub fn innermost(matches: &ArgMatches) -> &ArgMatches {
    match matches.subcommand() {
        Some((_, inner)) => innermost(inner),
        None => matches,
    }
}

fn with_defaults(mut command: Command, values: &Values) -> Command {
    let ids: Vec<String> = command
        .get_arguments()
        .map(|arg| arg.get_id().to_string())
        .collect();
    for id in ids {
        if let Some(value) = values.get(&id) {
            // Read once, and needed for as long as the program runs.
            let value: &'static str = Box::leak(value.clone().into_boxed_str());
            command = command.mut_arg(id, |arg| arg.default_value(value));
        }
    }
    let below: Vec<String> = command
        .get_subcommands()
        .map(|below| below.get_name().to_owned())
        .collect();
    for name in below {
        command = command.mut_subcommand(name, |below| with_defaults(below, values));
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

    #[derive(Parser)]
    struct Program {
        #[arg(long, global = true)]
        config: Option<PathBuf>,
        #[command(subcommand)]
        command: Verb,
    }

    #[derive(Subcommand)]
    enum Verb {
        Serve(Settings),
        #[command(subcommand)]
        Look(Look),
    }

    #[derive(Subcommand)]
    enum Look {
        At(Data),
    }

    #[derive(Args)]
    struct Data {
        #[arg(long, default_value = "./data")]
        data: String,
    }

    #[derive(Args)]
    struct Settings {
        #[command(flatten)]
        data: Data,
        #[arg(long)]
        database: Option<String>,
        #[arg(long, conflicts_with = "database")]
        database_file: Option<String>,
        #[arg(long, value_delimiter = ',', default_value = "127.0.0.1,::1")]
        trusted_proxies: Vec<String>,
        #[arg(long)]
        metrics_anywhere: bool,
    }

    fn said(file: &str) -> Result<Values, String> {
        let known = known(&Program::command());
        parse(file, Path::new("nara.conf"), &known).map_err(|error| error.to_string())
    }

    fn parsed(file: &str, args: &[&str]) -> (Program, ArgMatches) {
        let values = said(file).unwrap();
        let args = [&["nara"], args].concat();
        let first = Program::command().get_matches_from(&args);
        let command = apply(Program::command(), &values, &first);
        let matches = command.get_matches_from(&args);
        (Program::from_arg_matches(&matches).unwrap(), matches)
    }

    fn served(file: &str, args: &[&str]) -> Settings {
        match parsed(file, &[&["serve"], args].concat()).0.command {
            Verb::Serve(settings) => settings,
            Verb::Look(_) => panic!("another command"),
        }
    }

    #[test]
    fn the_file_holds_where_nothing_nearer_does() {
        let file = "# A comment.\n\ndata = \"/var/lib/n\u{e4}ra\"\ntrusted-proxies = 10.0.0.1,10.0.0.2\n\
                    metrics-anywhere = true\n";
        let settings = served(file, &[]);
        assert_eq!(settings.data.data, "/var/lib/n\u{e4}ra");
        assert_eq!(settings.trusted_proxies, ["10.0.0.1", "10.0.0.2"]);
        assert!(settings.metrics_anywhere);
        assert_eq!(served(file, &["--data", "x"]).data.data, "x");
        // Of every command that has the setting, however deep it is.
        match parsed(file, &["look", "at"]).0.command {
            Verb::Look(Look::At(data)) => assert_eq!(data.data, "/var/lib/n\u{e4}ra"),
            Verb::Serve(_) => panic!("another command"),
        }
        let (_, matches) = parsed(file, &["serve"]);
        let source = innermost(&matches).value_source("data");
        assert_eq!(source, Some(ValueSource::DefaultValue));
        let settings = served("", &[]);
        assert_eq!(settings.data.data, "./data");
        assert!(!settings.metrics_anywhere);
    }

    // What has the server's variable has its name as well, or the file would count for the server alone.
    #[test]
    fn a_setting_is_called_the_same_by_every_command() {
        fn compare(command: &Command, serve: &Command) -> usize {
            let mut compared = 0;
            for arg in command.get_arguments() {
                let of_server = serve
                    .get_arguments()
                    .find(|other| arg.get_env().is_some() && other.get_env() == arg.get_env());
                if let Some(other) = of_server {
                    let (name, id) = (command.get_name(), other.get_id());
                    assert_eq!(arg.get_id(), id, "of {name}");
                    compared += 1;
                }
            }
            let below = command.get_subcommands();
            compared + below.map(|below| compare(below, serve)).sum::<usize>()
        }
        let program = crate::cli::command();
        let serve = program.find_subcommand("serve").unwrap();
        let compared = compare(&program, serve);
        assert!(compared > 2 * serve.get_arguments().count(), "{compared}");
    }

    #[test]
    fn of_two_ways_to_say_it_the_nearer_one_holds() {
        let settings = served("database = postgres://file\n", &["--database-file", "x"]);
        assert_eq!(settings.database, None);
        assert_eq!(settings.database_file.as_deref(), Some("x"));
        let settings = served("database-file = /etc/nara/database\n", &["--database", "x"]);
        assert_eq!(settings.database_file, None);
        let settings = served("database = postgres://file\n", &[]);
        assert_eq!(settings.database.as_deref(), Some("postgres://file"));
    }

    #[test]
    fn what_is_wrong_in_it_is_named_with_its_line() {
        for (file, named) in [
            (
                "\ndatabse = x",
                "line 2: `databse` is no setting; did you mean `database`?",
            ),
            ("something-else = x", "`nara help serve` lists them"),
            ("data", "line 1: not `name = value`"),
            ("data = a\ndata = b", "line 2: `data` stands there twice"),
            (
                "database = a\ndatabase = b",
                "`database` stands there twice",
            ),
            ("database = a\ndatabase-file = b", "say the same"),
            ("config = a", "is no setting"),
        ] {
            let problem = said(file).unwrap_err();
            assert!(problem.contains(named), "{file}: {problem}");
            assert!(problem.starts_with("nara.conf, line"), "{problem}");
        }
    }
}
