//! What a file is called when somebody saves it.

use super::FileKind;
use crate::text::{is_forbidden, is_invisible};

/// Longest name before its ending, in characters.
const LONGEST: usize = 80;
/// What no system takes in a name.
const RESERVED: &str = "/\\<>:\"|?*";

/// The name a browser sent, without folders and without what makes it read as another one; what it
/// ends with is what the file is. Nobody types these names, so nobody is asked to mend one.
pub fn file_name(given: &str, kind: FileKind) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last
        .chars()
        .filter(|c| !is_forbidden(*c) && (*c == ' ' || !is_invisible(*c)))
        .filter(|c| !RESERVED.contains(*c))
        .collect();
    let stem = match clean.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 5 => stem,
        _ => &clean,
    };
    let words = stem.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = words
        .trim_matches(['.', ' '])
        .chars()
        .take(LONGEST)
        .collect();
    let stem = match short.trim() {
        "" => "handling",
        stem => stem,
    };
    format!("{stem}.{}", kind.ending())
}
