//! The code on a group's door, a member's own, and one that helps somebody in again.

use crate::mailed_code::{ALPHABET, characters_of};

/// Characters of a code.
///
/// Ten of 32 are 2⁵⁰ codes. A municipality with 500 groups of 30 has 15 500 that open a door, so a
/// guess is right once in 7·10¹⁰. One network may try 600 at once and one more every five seconds
/// (`server/src/http/limits.rs`): 6.3 million a year, which finds a door with a chance of one in ten
/// thousand. Eight characters would make it one in ten. A test reckons this again.
pub const LENGTH: usize = 10;
/// Shown in groups of so many.
const GROUP: usize = 5;

/// Ten characters of the alphabet of mailed codes. Never in a log line.
#[derive(Clone, PartialEq, Eq)]
pub struct EntryCode(String);

impl std::fmt::Debug for EntryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EntryCode(…)")
    }
}

impl EntryCode {
    /// The code of these random bytes: the lowest five bits of each, all equally likely.
    pub fn from_random(bytes: [u8; LENGTH]) -> Self {
        Self(
            bytes
                .iter()
                .map(|byte| ALPHABET.get(usize::from(byte & 31)).copied().unwrap_or('0'))
                .collect(),
        )
    }

    /// What somebody typed, pasted or scanned: small letters, spaces and hyphens do not matter, and
    /// what is easily taken for another character is read as that one. `None` where it is no code.
    pub fn read(typed: &str) -> Option<Self> {
        characters_of(typed, LENGTH).map(Self)
    }

    /// The characters without anything between.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In two groups: `K7QD3 MXP4T`.
    pub fn shown(&self) -> String {
        let (first, second) = self.0.split_at_checked(GROUP).unwrap_or((&self.0, ""));
        format!("{first} {second}")
    }
}
