//! What people write: cleaned, counted as people count, and refused when it could mislead.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Longest title, in characters as people count.
pub const TITLE_MAX: usize = 80;
/// Longest body of a proposal or idea.
pub const BODY_MAX: usize = 2_000;
/// Longest comment.
pub const COMMENT_MAX: usize = 2_000;
/// Longest official answer.
pub const ANSWER_MAX: usize = 10_000;
/// Longest short line: a name, a title, a department.
pub const SHORT_MAX: usize = 120;
/// Shortest and longest name shown beside what a person writes.
pub const NAME_MIN: usize = 2;
/// See [`NAME_MIN`].
pub const NAME_MAX: usize = 60;
/// Longest address part made from a title.
pub const SLUG_MAX: usize = 60;

/// A family with skin tones is 11 code points; nobody needs a "character" of more than this, but
/// stacked accents could otherwise hide a megabyte in 80 characters.
const CODE_POINTS_PER_CHARACTER: usize = 16;

/// Why a text was refused. Lengths are in characters as people count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum TextError {
    /// Nothing visible in it.
    #[error("empty")]
    Empty,
    /// Too long.
    #[error("{actual} characters, at most {max}")]
    TooLong {
        /// The limit.
        max: usize,
        /// What was counted.
        actual: usize,
    },
    /// Too short.
    #[error("{actual} characters, at least {min}")]
    TooShort {
        /// The limit.
        min: usize,
        /// What was counted.
        actual: usize,
    },
    /// A control character, or one that turns the direction of the text around it.
    #[error("contains a character that is not allowed")]
    ControlCharacter,
}

/// Characters as people count them: a family emoji is one, `å` is one however it is composed.
pub fn count(text: &str) -> usize {
    text.nfc()
        .collect::<String>()
        .graphemes(true)
        .map(|cluster| cluster.chars().count().div_ceil(CODE_POINTS_PER_CHARACTER))
        .sum()
}

/// One line of text: trimmed, composed (NFC), tabs become spaces.
///
/// # Errors
/// Empty, too short, too long, or a character that is not allowed (line breaks included).
pub fn line(input: &str, min: usize, max: usize) -> Result<String, TextError> {
    clean(input, min, max, false)
}

/// Text with paragraphs: as [`line`], and every kind of line break becomes `\n`.
///
/// # Errors
/// Empty, too short, too long, or a character that is not allowed.
pub fn lines(input: &str, min: usize, max: usize) -> Result<String, TextError> {
    clean(input, min, max, true)
}

/// The name shown beside what a person writes: one's own, a part of it, or an alias.
///
/// # Errors
/// Empty, too short, too long, or a character that is not allowed.
pub fn display_name(input: &str) -> Result<String, TextError> {
    line(input, NAME_MIN, NAME_MAX)
}

fn clean(input: &str, min: usize, max: usize, multi_line: bool) -> Result<String, TextError> {
    let mut text = input.replace("\r\n", "\n").replace('\t', " ");
    if multi_line {
        text = text.replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    }
    let text: String = text.trim().nfc().collect();
    if text.chars().all(is_invisible) {
        return Err(TextError::Empty);
    }
    if text
        .chars()
        .any(|c| is_forbidden(c) && !(multi_line && c == '\n'))
    {
        return Err(TextError::ControlCharacter);
    }
    let actual = count(&text);
    if actual > max {
        return Err(TextError::TooLong { max, actual });
    }
    if actual < min {
        return Err(TextError::TooShort { min, actual });
    }
    Ok(text)
}

/// Controls, line and paragraph separators, and the bidirectional embeddings, overrides and
/// isolates: with those a name can be made to read backwards. The plain marks of Arabic and the
/// joiners of emoji are allowed.
pub(crate) fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whitespace and the characters that show nothing on their own.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
                | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{2800}'
                | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        )
}

macro_rules! text_type {
    ($(#[$meta:meta])* $name:ident, $clean:ident, $max:expr) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Most characters, as people count.
            pub const MAX: usize = $max;

            /// Cleans and checks what was typed.
            ///
            /// # Errors
            /// Why the text was refused.
            pub fn parse(input: &str) -> Result<Self, TextError> {
                $clean(input, 1, Self::MAX).map(Self)
            }

            /// The cleaned text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The cleaned text, owned.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextError;
            fn try_from(text: String) -> Result<Self, TextError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }
    };
}

text_type!(
    /// The title of a proposal or idea: one line.
    Title, line, TITLE_MAX
);
text_type!(
    /// What is proposed and why.
    BodyText, lines, BODY_MAX
);
text_type!(
    /// A comment in the discussion.
    CommentText, lines, COMMENT_MAX
);
text_type!(
    /// An official answer or an opinion.
    Answer, lines, ANSWER_MAX
);

/// The readable part of an address: ascii letters, digits and single hyphens, at most
/// [`SLUG_MAX`], cut between words where possible. Never empty.
pub fn slug(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for c in text.to_lowercase().nfd() {
        match c {
            'a'..='z' | '0'..='9' => word.push(c),
            'ø' => word.push('o'),
            'æ' => word.push_str("ae"),
            'ß' => word.push_str("ss"),
            'ł' => word.push('l'),
            'đ' | 'ð' => word.push('d'),
            // The ring and dots of å, ä and ö, and every other accent.
            '\u{300}'..='\u{36F}' => {}
            _ if word.is_empty() => {}
            _ => words.push(std::mem::take(&mut word)),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    let mut slug = String::new();
    for word in words {
        if slug.is_empty() {
            slug.extend(word.chars().take(SLUG_MAX));
        } else if slug.len() + 1 + word.len() <= SLUG_MAX {
            slug.push('-');
            slug.push_str(&word);
        } else {
            break;
        }
    }
    match slug.as_str() {
        "" => "forslag".to_owned(),
        // The receipt's own address below a proposal.
        "kvitto" => "forslag-kvitto".to_owned(),
        _ => slug,
    }
}
