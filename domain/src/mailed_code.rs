//! A code sent by mail, to sign in with: its shape, how forgivingly it is read, and how long and how
//! often it may be tried.

use crate::time::Stamp;

/// Characters of a code.
pub const LENGTH: usize = 8;
/// Shown in groups of so many.
const GROUP: usize = 4;
/// How long a code can be used.
pub const VALID_MINUTES: i64 = 10;
/// How often one can be typed. Five tries at 2⁴⁰ codes are no way in.
pub const TRIES: i64 = 5;

/// Crockford's alphabet: digits and letters without I, L, O (taken for 1 and 0) and U (words). 32 of
/// them, so that a character is five random bits.
pub(crate) const ALPHABET: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J',
    'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];

/// Eight characters of the alphabet. Never in a log line.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code(…)")
    }
}

impl Code {
    /// The code of these random bits: five bytes are eight characters, all equally likely.
    pub fn from_random(bytes: [u8; 5]) -> Self {
        let bits = bytes
            .iter()
            .fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
        let character = |place: usize| {
            let index = (bits >> (5 * (LENGTH - 1 - place))) & 31;
            usize::try_from(index)
                .ok()
                .and_then(|index| ALPHABET.get(index))
                .copied()
                .unwrap_or('0')
        };
        Self((0..LENGTH).map(character).collect())
    }

    /// What somebody typed or pasted: small letters, spaces and hyphens do not matter, and what is
    /// easily taken for another character is read as that one. `None` where it is no code.
    pub fn read(typed: &str) -> Option<Self> {
        characters_of(typed, LENGTH).map(Self)
    }

    /// The characters without anything between.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In two groups: `K7QD 3MXP`.
    pub fn shown(&self) -> String {
        let (first, second) = self.0.split_at_checked(GROUP).unwrap_or((&self.0, ""));
        format!("{first} {second}")
    }
}

/// Hyphens and dashes, also the ones that text programs put in their place, and the marks that show
/// nothing and come along when text is copied.
const fn is_separator(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200B}' | '\u{FEFF}'
    )
}

/// When a code asked for at this moment can no longer be used.
pub const fn expires_at(asked: Stamp) -> Stamp {
    asked.plus_minutes(VALID_MINUTES)
}

/// Whether a code may be tried once more: in time, and not tried too often before.
pub fn may_try(tries_before: i64, expires_at: Stamp, now: Stamp) -> bool {
    (0..TRIES).contains(&tries_before) && now < expires_at
}

/// The characters of a code of this length in what somebody typed: one rule for every kind of code, so
/// that nobody has to learn two.
pub(crate) fn characters_of(typed: &str, length: usize) -> Option<String> {
    let mut code = String::new();
    for c in typed.chars() {
        let c = match c.to_ascii_uppercase() {
            c if c.is_whitespace() || is_separator(c) => continue,
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        };
        // Not longer than a code, however much was pasted.
        if !ALPHABET.contains(&c) || code.len() == length {
            return None;
        }
        code.push(c);
    }
    (code.len() == length).then_some(code)
}
