//! What the documents and `deploy/` tell an operator to type is what the program understands: every command line
//! is read by its own parser, every variable is one of its settings.
//!
//! At night a page is copied from, not thought about: where a flag has another name by now, it fails here first.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};
use nara_server::cli;

use super::copied::{Told, named, told_by};

/// What deploy/nara.service sets, for a shell: without it a command looks at another database, or makes one.
const AS_THE_UNIT: &str = "export NARA_DATA=/var/lib/nara NARA_DATABASE_FILE=/etc/nara/database";
/// Read by docker compose, which puts in where the secrets are.
const OF_COMPOSE: &str = "NARA_SECRETS";

fn read(file: impl AsRef<Path>) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    std::fs::read_to_string(root.join(file)).unwrap()
}

fn files_of(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let entries = std::fs::read_dir(root.join(folder)).unwrap();
    let entries = entries.map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
    let mut files: Vec<PathBuf> = files
        .map(|entry| Path::new(folder).join(entry.file_name()))
        .collect();
    files.sort();
    files
}

/// The program, whatever somebody has in the environment.
fn without_environment(command: Command) -> Command {
    let command = command.mut_args(|arg| arg.env(None::<&'static str>));
    command.mut_subcommands(without_environment)
}

/// What is wrong with a command line. `whole`: nothing may be missing.
fn problem(told: &Told, whole: bool) -> Option<String> {
    let parsed = without_environment(cli::command()).try_get_matches_from(&told.words);
    match parsed.map_err(|error| (error.kind(), error)) {
        Ok(given) => {
            let mut program = cli::command();
            // What excludes what is put together here.
            program.build();
            contradiction(&program, &given, &told.set)
        }
        Err((ErrorKind::DisplayHelp | ErrorKind::DisplayVersion, _)) => None,
        Err((
            ErrorKind::MissingRequiredArgument
            | ErrorKind::MissingSubcommand
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand,
            _,
        )) if !whole => None,
        Err((_, error)) => Some(error.to_string()),
    }
}

/// A flag beside a variable that answers the same question: the program refuses to choose.
fn contradiction(program: &Command, given: &ArgMatches, set: &BTreeSet<String>) -> Option<String> {
    let (mut command, mut given) = (program, given);
    while let Some((name, below)) = given.subcommand() {
        command = command.find_subcommand(name)?;
        given = below;
    }
    let excludes = |one: &Arg, other: &Arg| {
        let excluded = command.get_arg_conflicts_with(one);
        excluded.iter().any(|arg| arg.get_id() == other.get_id())
    };
    let by_flag = command
        .get_arguments()
        .filter(|arg| given.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine));
    for flag in by_flag {
        for arg in command.get_arguments() {
            let variable = arg.get_env().and_then(|name| name.to_str());
            let variable = variable.filter(|name| set.contains(*name));
            if let Some(variable) = variable
                && (excludes(flag, arg) || excludes(arg, flag))
            {
                return Some(format!("{flag} beside {variable}"));
            }
        }
    }
    None
}

/// All variables and all long flags of a command and those below it.
fn known(command: &Command, variables: &mut BTreeSet<String>, flags: &mut BTreeSet<String>) {
    for arg in command.get_arguments() {
        let variable = arg.get_env().and_then(|name| name.to_str());
        variables.extend(variable.map(str::to_owned));
        flags.extend(arg.get_long().map(|name| format!("--{name}")));
    }
    for below in command.get_subcommands() {
        known(below, variables, flags);
    }
}

/// Everything that a file tells and the program does not know.
fn problems(name: &str, text: &str) -> Vec<String> {
    let (mut variables, mut flags) = (BTreeSet::new(), BTreeSet::new());
    known(&cli::command(), &mut variables, &mut flags);
    let (told, spans) = told_by(name, text);
    let mut found: Vec<String> = Vec::new();
    let whole = told.iter().map(|told| (told, true));
    let in_passing: Vec<Told> = spans.iter().flat_map(|span| named(span)).collect();
    for (told, whole) in whole.chain(in_passing.iter().map(|told| (told, false))) {
        let problem = problem(told, whole);
        found.extend(problem.map(|problem| format!("{}: {problem}", told.words.join(" "))));
    }
    let alone = spans.iter().filter(|span| span.starts_with("--"));
    for flag in alone.filter_map(|span| span.split([' ', '=', '\n']).next()) {
        if !flags.contains(flag) {
            found.push(format!("{flag} is no flag"));
        }
    }
    let in_name = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    for (at, _) in text.match_indices("NARA_") {
        let variable: String = text[at..].chars().take_while(|c| in_name(*c)).collect();
        let of_compose = variable == OF_COMPOSE && name.ends_with(".yml");
        if !variables.contains(&variable) && !of_compose {
            found.push(format!("{variable} is no setting"));
        }
    }
    found
        .iter()
        .map(|found| format!("{name}: {found}"))
        .collect()
}

#[test]
fn whatever_is_told_to_be_typed_is_understood() {
    let pages = ["README.md", "docs/operations.md", "docs/configuration.md"];
    let folders = ["docs/runbooks", "deploy", "deploy/prometheus"];
    let files = pages.iter().map(PathBuf::from);
    let files = files.chain(folders.iter().flat_map(|folder| files_of(folder)));
    let (mut wrong, mut commands) = (Vec::new(), 0);
    for file in files {
        let (name, text) = (file.display().to_string(), read(&file));
        let (told, _) = told_by(&name, &text);
        commands += told.len();
        // Where there certainly are some, some are found.
        let has = [
            "README.md",
            "operations.md",
            "nara.service",
            "Dockerfile",
            "compose.sqlite.yml",
            "compose.postgres.yml",
            "roles.sql",
        ];
        let has = has.iter().any(|end| name.ends_with(end)) && name != "docs/runbooks/README.md";
        assert!(!has || !told.is_empty(), "no command in {name}");
        wrong.extend(problems(&name, &text));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(commands > 40, "{commands}");
}

#[test]
fn every_runbook_begins_as_the_unit_does() {
    let unit = read("deploy/nara.service");
    for line in [
        "Environment=NARA_DATA=%S/nara",
        "Environment=NARA_DATABASE_FILE=%d/database",
        "LoadCredential=database:/etc/nara/database",
    ] {
        assert!(unit.lines().any(|known| known == line), "{line}");
    }
    let list = read("docs/runbooks/README.md");
    for page in files_of("docs/runbooks") {
        let (name, text) = (page.file_name().unwrap().display().to_string(), read(&page));
        let mut lines = text.lines().skip(2);
        let said = lines.next().unwrap();
        let engines = [
            "*Both databases.*",
            "*SQLite alone.*",
            "*PostgreSQL alone.*",
        ];
        let says = engines.iter().any(|engine| said.starts_with(engine));
        assert!(says, "{name} says which database it is for: {said}");
        assert_eq!(lines.next(), Some("```sh"), "{name}");
        let first = lines.next().unwrap();
        assert!(first.starts_with(AS_THE_UNIT), "{name}: {first}");
        let is_listed = name == "README.md" || list.contains(&format!("]({name})"));
        assert!(is_listed, "{name} is not in docs/runbooks/README.md");
    }
}

#[test]
fn every_alert_leads_to_a_page() {
    const AT: &str = "file:///usr/share/doc/nara/";
    let alerts = read("deploy/prometheus/alerts.yml");
    let count = |start: &str| {
        let lines = alerts.lines().map(str::trim);
        lines.filter(|line| line.starts_with(start)).count()
    };
    assert!(count("- alert: ") > 10);
    assert_eq!(count("- alert: "), count("runbook_url: "));
    for line in alerts.lines() {
        let Some(url) = line.trim().strip_prefix("runbook_url: ") else {
            continue;
        };
        let page = url.strip_prefix(AT).unwrap_or_else(|| panic!("{url}"));
        assert!(page.starts_with("docs/runbooks/") && !read(page).is_empty());
    }
}

/// Where it stands, what is told there, and what is wrong with it.
const MISSPELT: &[(&str, &str, &str)] = &[
    ("a.md", "```sh\nnara backup --too /x\n```\n", "--too"),
    ("a.md", "```sh\nnara bakup --to /x\n```\n", "bakup"),
    (
        "a.md",
        "```sh\ntrue && X=1 time nara doctor --jsn | head\n```\n",
        "--jsn",
    ),
    (
        "a.md",
        "```sh\nnara verify \\\n  x.backup --lock y\n```\n",
        "--lock",
    ),
    ("a.md", "```sh\nnara backup\n```\n", "--to"),
    (
        "a.md",
        "```sh\nnara serve --listen nowhere\n```\n",
        "nowhere",
    ),
    ("a.md", "What `nara doctr` says.\n", "doctr"),
    (
        "a.md",
        "`nara passwords index\n--form x.txt` makes one\n",
        "--form",
    ),
    ("a.md", "With `--pasphrase-file`, it\n", "--pasphrase-file"),
    (
        "a.md",
        "With `NARA_DATABSE_FILE`, it\n",
        "NARA_DATABSE_FILE",
    ),
    ("a.md", "```ini\nNARA_SECRETS = x\n```\n", "NARA_SECRETS"),
    (
        "a.md",
        "```sh\nexport NARA_DATABASE_FILE=/x\n```\nThen\n```sh\nnara migrate --database y\n```\n",
        "beside NARA_DATABASE_FILE",
    ),
    (
        "a.md",
        "```sh\nNARA_DATABASE=x nara doctor --database-file y\n```\n",
        "NARA_DATABASE",
    ),
    (
        "nara.service",
        "ExecStart=/usr/local/bin/nara serv\n",
        "serv",
    ),
    (
        "nara.service",
        "# what's done:\n#   nara migrate --dat /x\n",
        "--dat",
    ),
    ("x.sql", "-- one's own\n--   nara migrat\n", "migrat"),
    (
        "Dockerfile",
        "ENTRYPOINT [\"/bin/nara\"]\nCMD [\"sreve\"]\n",
        "sreve",
    ),
    (
        "compose.yml",
        "    command: [\"serve\", \"--lisen\", \"x\"]\n",
        "--lisen",
    ),
    (
        "compose.yml",
        "      test: [\"CMD\", \"/bin/nara\", \"helth\"]\n",
        "helth",
    ),
];

#[test]
fn what_is_misspelt_is_found() {
    for (name, text, wrong) in MISSPELT {
        let found = problems(name, text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].contains(wrong), "{text}: {found:?}");
    }
    for (name, text) in [
        (
            "a.md",
            "One's `nara restore`, `nara admin …`, `nara db copy <from> <to>`, `nara`, `--config`\n\
             ```sh\nexport NARA_DATABASE_FILE=/x\nnara verify it's.backup' # nara verfy\n\
             env --unset=NARA_DATABASE_FILE nara restore x.backup \\\n    --database y > told.txt\n\
             nara migrate --database-file /y --data \"$(mktemp -d)\"; psql nara --fil x\n```\n",
        ),
        ("nara.service", "Environment=NARA_DATA=%S/nara\n"),
        (
            "compose.yml",
            "name: nara\nimage: nara\nfile: ${NARA_SECRETS:-x}\n",
        ),
    ] {
        let found = problems(name, text);
        assert!(found.is_empty(), "{found:?}");
    }
}
