//! Quoting somebody: their own words, as they stand there.

use crate::error::FieldProblem;
use crate::text;

/// Longest quote, in characters. Who wants to show more has the link.
pub const QUOTE_MAX: usize = 500;

/// The words of a quote, where they stand in this text. Spaces and line breaks may differ: a form and a phone
/// change those. Nothing else may, and no word is cut: words in somebody's mouth are a lie with their name under it.
///
/// # Errors
/// Empty, too long, with a character that is not allowed, or not in the text.
pub fn quote_of(source: &str, typed: &str) -> Result<String, FieldProblem> {
    let quote = text::lines(typed, 1, QUOTE_MAX)?;
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    match stands_in(&one_line(source), &one_line(&quote)) {
        true => Ok(quote),
        false => Err(FieldProblem::NotInText),
    }
}

/// Whether these words stand there and none of them goes on: `mör` is not in `mörk`.
fn stands_in(source: &str, words: &str) -> bool {
    let goes_on = |last: Option<char>, next: Option<char>| {
        let in_word = |one: Option<char>| one.is_some_and(char::is_alphanumeric);
        in_word(last) && in_word(next)
    };
    let mut from = 0;
    // Every place, also one that overlaps the one before: `a a` stands twice in `ba a a`.
    while let Some(at) = source.get(from..).and_then(|rest| rest.find(words)) {
        let begins = from + at;
        let before = source
            .get(..begins)
            .and_then(|text| text.chars().next_back());
        let after = source
            .get(begins + words.len()..)
            .and_then(|text| text.chars().next());
        let cut_before = goes_on(before, words.chars().next());
        if !cut_before && !goes_on(words.chars().next_back(), after) {
            return true;
        }
        from = begins + words.chars().next().map_or(1, char::len_utf8);
    }
    false
}

/// What stands in the form before anybody has cut it: the beginning of a long text, up to the end of a word.
pub fn offered(source: &str) -> String {
    if text::count(source) <= QUOTE_MAX {
        return source.to_owned();
    }
    let mut end = 0;
    for (at, _) in source.char_indices().filter(|(_, c)| c.is_whitespace()) {
        match source.get(..at) {
            Some(part) if text::count(part) <= QUOTE_MAX => end = at,
            _ => break,
        }
    }
    source.get(..end).unwrap_or_default().trim_end().to_owned()
}
