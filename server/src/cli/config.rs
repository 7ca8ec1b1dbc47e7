//! `nara config`: the settings a server would run with here, and where each comes from.

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Args, Command};
use serde::Serialize;

use super::settings_file::Values;
use crate::config::{Config, masked};

#[derive(Args)]
pub struct Show {
    /// As JSON, for programs.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    config: Box<Config>,
}

/// A setting as it holds.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub struct Setting {
    name: String,
    /// None: not set. Without what must stay secret.
    value: Option<String>,
    from: &'static str,
}

/// `program`: with the server's settings among its commands.
pub fn run(show: &Show, program: &Command, given: &ArgMatches, file: &Values) {
    let serve = program.find_subcommand("serve");
    let settings = serve.map_or_else(Vec::new, |serve| list(serve, given, file));
    if show.json {
        println!("{}", serde_json::json!(settings));
        return;
    }
    for Setting { name, value, from } in settings {
        let value = value.unwrap_or_else(|| "(not set)".to_owned());
        println!("{name} = {value}    # {from}");
    }
    // What is not set leads somewhere, too.
    if let Ok(database) = show.config.database() {
        println!("# the database is {}", masked(&database));
    }
}

/// Every setting of a server, in the order of its help.
fn list(command: &Command, given: &ArgMatches, file: &Values) -> Vec<Setting> {
    let args = command.get_arguments();
    args.filter(|arg| !["json", "help", "config"].contains(&arg.get_id().as_str()))
        .filter_map(|arg| {
            let (id, name) = (arg.get_id().as_str(), arg.get_long()?);
            let value = given.get_raw(id).map(|values| {
                let values: Vec<_> = values.map(|value| value.to_string_lossy()).collect();
                values.join(",")
            });
            Some(Setting {
                name: name.to_owned(),
                value: value.map(|value| without_secret(arg, value)),
                from: from(given.value_source(id), file.contains_key(id)),
            })
        })
        .collect()
}

/// What clap does not show in its help is shown here without who signs in.
fn without_secret(arg: &Arg, value: String) -> String {
    match arg.is_hide_env_values_set() {
        true => masked(&value),
        false => value,
    }
}

fn from(source: Option<ValueSource>, in_file: bool) -> &'static str {
    match source {
        Some(ValueSource::CommandLine) => "flag",
        Some(ValueSource::EnvVariable) => "variable",
        // It takes the place of what is built in.
        Some(_) if in_file => "file",
        _ => "built in",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{CommandFactory, Parser};

    #[derive(Parser)]
    struct Only {
        #[command(flatten)]
        show: Show,
    }

    fn listed(args: &[&str], file: &Values) -> Vec<Setting> {
        let command = Only::command();
        let given = command.clone().get_matches_from([&["nara"], args].concat());
        list(&command, &given, file)
    }

    #[test]
    fn every_setting_says_where_it_comes_from() {
        let database = "postgres://nara:hemligt@127.0.0.1/nara";
        let args = [
            "--database",
            database,
            "--smtp-url",
            "smtps://a:b@mail.example.se",
        ];
        let file: Values = [("place".to_owned(), "Storstad".to_owned())].into();
        let settings = listed(&args, &file);
        let of = |name: &str| settings.iter().find(|each| each.name == name).unwrap();
        assert_eq!(
            of("database").value.as_deref(),
            Some("postgres://…@127.0.0.1/nara")
        );
        assert_eq!(of("database").from, "flag");
        assert_eq!(
            of("smtp-url").value.as_deref(),
            Some("smtps://…@mail.example.se")
        );
        assert_eq!(
            of("trusted-proxies").value.as_deref(),
            Some("127.0.0.1,::1")
        );
        assert_eq!(of("trusted-proxies").from, "built in");
        assert_eq!(of("public-url").value, None);
        let all = format!("{settings:?}");
        assert!(!all.contains("hemligt") && !all.contains("a:b"), "{all}");
        assert!(settings.len() > 20, "{}", settings.len());
    }

    // A new setting that holds a password in its value has to hide it from clap's help, and from here.
    #[test]
    fn what_holds_a_password_hides_it() {
        let command = Only::command();
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str();
            let is_secret = ["database", "smtp_url"].contains(&id);
            assert_eq!(arg.is_hide_env_values_set(), is_secret, "{id}");
        }
    }
}
