//! What documents, units and containers tell an operator to type.

use std::collections::BTreeSet;

use super::shell;

/// Words before a command that leave it what it is.
const BEFORE: [&str; 4] = ["time", "sudo", "exec", "env"];

/// A command line of the program, and the variables that are set for it.
pub struct Told {
    pub words: Vec<String>,
    pub set: BTreeSet<String>,
}

/// The variable, where a word of a shell sets one.
fn assigned(word: &str) -> Option<&str> {
    let (name, _) = word.split_once('=')?;
    let in_name = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    (!name.is_empty() && name.chars().all(in_name)).then_some(name)
}

/// By its name, or where it is installed.
fn is_ours(program: &str) -> bool {
    program == "nara" || (program.starts_with('/') && program.ends_with("/nara"))
}

/// The program's own among the commands of a script.
fn told_by_script(script: &str) -> Vec<Told> {
    let mut exported = BTreeSet::new();
    let mut told = Vec::new();
    for words in shell::commands(script) {
        let mut set = exported.clone();
        let mut rest = words.as_slice();
        while let Some(word) = rest.first() {
            if let Some(name) = assigned(word) {
                set.insert(name.to_owned());
            } else if let Some(name) = word.strip_prefix("--unset=") {
                set.remove(name);
            } else if !BEFORE.contains(&word.as_str()) {
                break;
            }
            rest = &rest[1..];
        }
        match rest.first().map(String::as_str) {
            Some("export") => {
                let names = rest.iter().filter_map(|word| assigned(word));
                exported.extend(names.map(str::to_owned));
            }
            Some(program) if is_ours(program) => {
                told.push(Told {
                    words: rest.to_vec(),
                    set,
                });
            }
            _ => {}
        }
    }
    told
}

/// A page's scripts in one, and what stands between backticks in its text.
fn parts(page: &str) -> (String, Vec<String>) {
    let (mut script, mut text) = (String::new(), String::new());
    let mut block: Option<&str> = None;
    for line in page.lines() {
        let fence = line.trim_start().strip_prefix("```");
        match (fence, block) {
            (Some(_), Some(_)) => block = None,
            (Some(language), None) => block = Some(language),
            (None, Some("sh")) => script.push_str(&format!("{line}\n")),
            (None, Some(_)) => {}
            (None, None) => text.push_str(&format!("{line}\n")),
        }
    }
    (script, between_backticks(&text))
}

fn between_backticks(text: &str) -> Vec<String> {
    let parts = text.split('`').enumerate();
    let spans = parts.filter(|(at, _)| at % 2 == 1);
    spans.map(|(_, span)| span.to_owned()).collect()
}

/// A unit, a container, a script of SQL: its commands, also those its comments tell. A line is a script by itself:
/// an apostrophe in a sentence must not swallow the rest.
fn told_by_lines(file: &str) -> Vec<Told> {
    let mut told = Vec::new();
    let mut container: Vec<String> = Vec::new();
    for line in file.lines().map(str::trim) {
        let list = ["ENTRYPOINT ", "CMD ", "command: "];
        let list = list.iter().find_map(|start| line.strip_prefix(start));
        if let Some(list) = list {
            let words: Vec<String> = serde_json::from_str(list).expect(line);
            container.extend(words);
            continue;
        }
        // Of compose: how it is found out whether a container is well.
        if let Some(list) = line.strip_prefix("test: ") {
            let words: Vec<String> = serde_json::from_str(list).expect(line);
            if words.get(1).is_some_and(|program| is_ours(program)) {
                told.push(Told {
                    words: words[1..].to_vec(),
                    set: BTreeSet::new(),
                });
            }
            continue;
        }
        let said = line.trim_start_matches(['-', '#']).trim_start();
        let command = match said.split_once('=') {
            Some((key, command)) if key.starts_with("Exec") => command,
            _ => said,
        };
        told.extend(told_by_script(command));
    }
    if !container.is_empty() {
        // Of compose: to the image's own program.
        if !container[0].ends_with("nara") {
            container.insert(0, "nara".to_owned());
        }
        told.push(Told {
            words: container,
            set: BTreeSet::new(),
        });
    }
    told
}

/// Whole command lines, and what a text says in passing.
pub fn told_by(name: &str, text: &str) -> (Vec<Told>, Vec<String>) {
    match name.ends_with(".md") {
        true => {
            let (script, spans) = parts(text);
            (told_by_script(&script), spans)
        }
        false => (told_by_lines(text), between_backticks(text)),
    }
}

/// A command that a text names in passing, `nara restore` or `nara db copy <from> <to>`: not all of it need be said.
pub fn named(span: &str) -> Vec<Told> {
    let mut told = told_by_script(&span.replace(['<', '>', '\n'], " "));
    for each in &mut told {
        let end = each.words.iter().position(|word| word == "…");
        each.words.truncate(end.unwrap_or(each.words.len()));
    }
    told.retain(|each| each.words.len() > 1);
    told
}
