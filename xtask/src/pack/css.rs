//! One stylesheet out of many: resolves `@import "x.css" layer(y);` and removes what only people
//! read. Not a CSS parser on purpose: it knows strings, comments and white space, and nothing it
//! does not understand is changed.

use std::path::Path;

/// The stylesheet with everything it imports, small.
pub fn bundle(file: &Path) -> Result<String, String> {
    Ok(shrink(&resolve(file, 0)?))
}

fn resolve(file: &Path, depth: usize) -> Result<String, String> {
    if depth > 8 {
        return Err(format!("{}: imports go in a circle", file.display()));
    }
    let text =
        std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut rest = without_comments(&text);
    let mut whole = String::new();
    while let Some(start) = rest.find("@import") {
        let end = statement_end(&rest, start)
            .ok_or_else(|| format!("{}: an @import without an end", file.display()))?;
        whole.push_str(rest.get(..start).unwrap_or_default());
        let import = Import::read(rest.get(start..end).unwrap_or_default())
            .ok_or_else(|| format!("{}: cannot read this @import", file.display()))?;
        let folder = file.parent().unwrap_or(Path::new("."));
        whole.push_str(&import.wrap(&resolve(&folder.join(&import.file), depth + 1)?));
        rest = rest.get(end + 1..).unwrap_or_default().to_owned();
    }
    whole.push_str(&rest);
    Ok(whole)
}

/// The `;` that ends a statement, strings skipped.
fn statement_end(text: &str, start: usize) -> Option<usize> {
    let mut quote = None;
    for (at, letter) in text.char_indices().skip_while(|(at, _)| *at < start) {
        match (quote, letter) {
            (None, ';') => return Some(at),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    None
}

/// `@import url("file") layer(name) media`
struct Import {
    file: String,
    layer: Option<String>,
    media: String,
}

impl Import {
    fn read(statement: &str) -> Option<Self> {
        let words = statement.strip_prefix("@import")?.trim();
        let words = words.strip_prefix("url(").map_or(words, str::trim);
        let quote = words
            .chars()
            .next()
            .filter(|letter| matches!(letter, '"' | '\''))?;
        let (file, after) = words.get(1..)?.split_once(quote)?;
        let after = after.trim_start().strip_prefix(')').unwrap_or(after).trim();
        let (layer, media) = match after.strip_prefix("layer(") {
            Some(layered) => {
                let (layer, media) = layered.split_once(')')?;
                (Some(layer.trim().to_owned()), media.trim())
            }
            None => (None, after),
        };
        Some(Self {
            file: file.to_owned(),
            layer,
            media: media.to_owned(),
        })
    }

    fn wrap(&self, text: &str) -> String {
        let layered = match &self.layer {
            Some(layer) => format!("@layer {layer}{{{text}}}"),
            None => text.to_owned(),
        };
        if self.media.is_empty() {
            layered
        } else {
            format!("@media {}{{{layered}}}", self.media)
        }
    }
}

fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '/' if letters.peek() == Some(&'*') => {
                let mut before = ' ';
                letters.next();
                for inside in letters.by_ref() {
                    if before == '*' && inside == '/' {
                        break;
                    }
                    before = inside;
                }
                // A comment separates words just as a space does.
                kept.push(' ');
            }
            '"' | '\'' => string(letter, &mut letters, &mut kept),
            _ => kept.push(letter),
        }
    }
    kept
}

/// Copies a string up to its closing quote.
fn string(quote: char, letters: &mut impl Iterator<Item = char>, kept: &mut String) {
    kept.push(quote);
    while let Some(inside) = letters.next() {
        kept.push(inside);
        match inside {
            '\\' => kept.extend(letters.next()),
            _ if inside == quote => return,
            _ => {}
        }
    }
}

/// White space only where it means something.
fn shrink(text: &str) -> String {
    let mut small = String::with_capacity(text.len());
    let mut space = false;
    let text = without_comments(text);
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter.is_ascii_whitespace() {
            space = true;
            continue;
        }
        let before = small.chars().next_back();
        if space {
            space = false;
            // After `:` it is a declaration: no selector has a space there. Before `:` it matters.
            let idle = matches!(before, None | Some('{' | '}' | ';' | ',' | ':'))
                || matches!(letter, '{' | '}' | ';' | ',');
            if !idle {
                small.push(' ');
            }
        }
        match letter {
            '}' if before == Some(';') => {
                small.pop();
                small.push('}');
            }
            ';' if matches!(before, Some(';' | '{')) => {}
            '"' | '\'' => string(letter, &mut letters, &mut small),
            _ => small.push(letter),
        }
    }
    small
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_comments_go_meaning_stays() {
        let css = "/* title */\n.a :hover > b ,\n .c{ color : red ; margin: 0 -1px; }\n\n.d { }\n";
        assert_eq!(
            shrink(css),
            ".a :hover > b,.c{color :red;margin:0 -1px}.d{}"
        );
        assert_eq!(
            shrink("@media (width >= 40rem) and (hover) { a { width: calc(1px + 2px); } }"),
            "@media (width >= 40rem) and (hover){a{width:calc(1px + 2px)}}"
        );
    }

    #[test]
    fn strings_are_left_alone() {
        assert_eq!(
            shrink(r#"a::after { content: "  /* ; } \" "; b: '{  ' }"#),
            r#"a::after{content:"  /* ; } \" ";b:'{  '}"#
        );
    }

    #[test]
    fn imports_become_layers() {
        let folder = std::env::temp_dir().join(format!("nara-css-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("parts")).unwrap();
        std::fs::write(
            folder.join("main.css"),
            "@layer base, parts; /* @import \"gone.css\"; */\n@import \"base.css\" layer(base);\n\
             @import url('parts/all.css') layer(parts) print;\nb{x:y}",
        )
        .unwrap();
        std::fs::write(folder.join("base.css"), "a { color: red; }").unwrap();
        std::fs::write(folder.join("parts/all.css"), "@import 'one.css';").unwrap();
        std::fs::write(folder.join("parts/one.css"), "i { y: z }").unwrap();
        assert_eq!(
            bundle(&folder.join("main.css")).unwrap(),
            "@layer base,parts;@layer base{a{color:red}}@media print{@layer parts{i{y:z}}}b{x:y}"
        );
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_circle_and_a_missing_file_are_said() {
        let file = std::env::temp_dir().join(format!("nara-circle-{}.css", std::process::id()));
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        std::fs::write(&file, format!("@import \"{name}\";")).unwrap();
        assert!(bundle(&file).unwrap_err().contains("circle"));
        std::fs::remove_file(&file).unwrap();
        assert!(bundle(&file).unwrap_err().contains("nara-circle"));
    }
}
