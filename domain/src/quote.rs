//! Quoting somebody: their own words, as they stand there.

use crate::error::FieldProblem;
use crate::text;

/// Longest quote, in characters. Who wants to show more has the link.
pub const QUOTE_MAX: usize = 500;

/// The words of a quote, where they stand in this text. Spaces and line breaks may differ: a form and a phone
/// change those. Nothing else may: words in somebody's mouth are a lie with their name under it.
///
/// # Errors
/// Empty, too long, with a character that is not allowed, or not in the text.
pub fn quote_of(source: &str, typed: &str) -> Result<String, FieldProblem> {
    let quote = text::lines(typed, 1, QUOTE_MAX)?;
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    match one_line(source).contains(&one_line(&quote)) {
        true => Ok(quote),
        false => Err(FieldProblem::NotInText),
    }
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
