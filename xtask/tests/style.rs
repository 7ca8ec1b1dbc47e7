//! What the styles promise: enough contrast in both themes, no class that nobody styled, no style
//! written into the markup (the content security policy would block it).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

fn files(folder: &Path, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|it| it == ending) {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found
}

fn is_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '-' || letter == '_'
}

// Contrast

type Theme = BTreeMap<String, [f64; 3]>;

fn theme(css: &str) -> Theme {
    css.split("--")
        .skip(1)
        .filter_map(|declaration| {
            let (name, value) = declaration.split_once(": #")?;
            let part = |at: usize| {
                let number = u8::from_str_radix(value.get(at..at + 2)?, 16).ok()?;
                let share = f64::from(number) / 255.0;
                Some(if share <= 0.04045 {
                    share / 12.92
                } else {
                    ((share + 0.055) / 1.055).powf(2.4)
                })
            };
            Some((name.to_owned(), [part(0)?, part(2)?, part(4)?]))
        })
        .collect()
}

fn ratio(theme: &Theme, one: &str, other: &str) -> f64 {
    let light = |name: &str| {
        let [red, green, blue] = theme[name];
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_pair_of_colours_can_be_read() {
    let css = std::fs::read_to_string(root().join("style/tokens.css")).unwrap();
    let (light, dark) = css
        .split_once("@media (prefers-color-scheme: dark)")
        .unwrap();
    let light = theme(light);
    let mut dark_theme = light.clone();
    dark_theme.extend(theme(dark));
    let kinds = ["green", "blue", "amber", "red", "plum", "grey"];
    let grounds = ["paper", "surface", "sunken"];

    let mut text: Vec<(String, String)> = Vec::new();
    let mut shapes: Vec<(String, String)> = Vec::new();
    let mut pair = |into: u8, one: &str, other: &str| {
        let list = if into == 0 { &mut text } else { &mut shapes };
        list.push((one.to_owned(), other.to_owned()));
    };
    for ground in grounds {
        for colour in ["ink", "soft", "link"].iter().chain(&kinds) {
            pair(0, colour, ground);
        }
        for colour in ["edge", "focus", "brand"] {
            pair(1, colour, ground);
        }
    }
    for kind in kinds {
        let tint = format!("{kind}-tint");
        for colour in [kind, "ink", "soft", "link"] {
            pair(0, colour, &tint);
        }
        pair(0, "paper", kind);
    }
    for (one, other) in [
        ("on-brand", "brand"),
        ("on-brand", "brand-strong"),
        ("brand", "brand-tint"),
        ("ink", "brand-tint"),
        ("soft", "brand-tint"),
        ("link", "brand-tint"),
        ("on-deep", "deep"),
        ("paper", "ink"),
    ] {
        pair(0, one, other);
    }
    for (one, other) in [
        ("edge", "brand-tint"),
        ("edge", "green-tint"),
        ("focus", "green-tint"),
        ("brand", "grey-tint"),
    ] {
        pair(1, one, other);
    }

    for (name, theme) in [("light", &light), ("dark", &dark_theme)] {
        for (pairs, least) in [(&text, 4.5), (&shapes, 3.0)] {
            for (one, other) in pairs {
                let ratio = ratio(theme, one, other);
                assert!(
                    ratio >= least,
                    "{name}: {one} on {other} is {ratio:.2}:1, needs {least}:1"
                );
            }
        }
    }
}

// Classes

/// Every class the stylesheets know.
fn styled() -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    for (_, css) in files(&root().join("style"), "css") {
        let mut rest = css.as_str();
        while let Some(at) = rest.find('.') {
            rest = &rest[at + 1..];
            let end = rest.find(|letter| !is_name(letter)).unwrap_or(rest.len());
            let name = &rest[..end];
            if name.starts_with(|letter: char| letter.is_ascii_lowercase()) {
                known.insert(name.to_owned());
            }
        }
    }
    known
}

/// The string literals of the value after `class=`: a literal, or an expression up to the end of
/// the attribute.
fn class_literals(after: &str) -> Vec<&str> {
    if let Some(literal) = after.strip_prefix('"') {
        return literal
            .split_once('"')
            .map(|(text, _)| vec![text])
            .unwrap_or_default();
    }
    let mut depth = 0_i32;
    let mut found = Vec::new();
    let mut letters = after.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => {
                let rest = &after[at + 1..];
                let end = rest.find('"').unwrap_or(0);
                found.push(&rest[..end]);
                letters
                    .by_ref()
                    .take(rest[..=end].chars().count())
                    .for_each(drop);
            }
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' => depth -= 1,
            '>' | '\n' if depth == 0 => break,
            ' ' if depth == 0 && ends_here(after, at) => break,
            _ => {}
        }
        if depth < 0 {
            break;
        }
    }
    found
}

/// Whether the space at `at`, outside all brackets, ends the attribute's value: always, except
/// within `if … { … } else { … }`.
fn ends_here(value: &str, at: usize) -> bool {
    !value.starts_with("if ")
        || (value[..at].ends_with('}') && !value[at..].trim_start().starts_with("else"))
}

#[test]
fn every_class_in_the_markup_is_styled() {
    let known = styled();
    let mut unknown = Vec::new();
    for (path, text) in files(&root().join("app/src"), "rs") {
        for (at, _) in text.match_indices("class=") {
            for literal in class_literals(&text[at + "class=".len()..]) {
                for class in literal.split_whitespace() {
                    if class.chars().all(is_name) && !known.contains(class) {
                        let line = text[..at].lines().count();
                        unknown.push(format!("{}:{line} {class}", path.display()));
                    }
                }
            }
        }
    }
    assert!(
        unknown.is_empty(),
        "classes that no stylesheet knows:\n{}",
        unknown.join("\n")
    );
}

#[test]
fn nothing_is_styled_inline() {
    for (path, text) in files(&root().join("app/src"), "rs") {
        for sign in [" style=", "style:", "<style"] {
            assert!(
                !text.contains(sign),
                "{} has `{sign}`: the policy blocks it",
                path.display()
            );
        }
    }
}

#[test]
fn every_stylesheet_is_bundled() {
    let style = root().join("style");
    let main = std::fs::read_to_string(style.join("main.css")).unwrap();
    for (path, _) in files(&style, "css") {
        let name = path
            .strip_prefix(&style)
            .unwrap()
            .to_string_lossy()
            .into_owned();
        assert!(
            name == "main.css" || main.contains(&format!("\"{name}\"")),
            "{name} is not imported"
        );
    }
}
