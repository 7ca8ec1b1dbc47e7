//! A name that says nothing about who somebody is.

use unicode_normalization::UnicodeNormalization;

use crate::error::FieldProblem;
use crate::text;

/// Longest alias, in characters as people count.
pub const ALIAS_MAX: usize = 24;
/// Digits an alias may have. "Räv 12" is fine; a year, a phone number and a national number need more.
const DIGITS_MAX: usize = 3;

/// A checked alias: letters, spaces, hyphens and a few digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias(String);

impl Alias {
    /// An alias from what somebody typed.
    ///
    /// # Errors
    /// What is wrong with it. [`FieldProblem::Personal`] where it could lead to somebody: an e-mail
    /// address, a phone or national number, a year of birth; [`FieldProblem::RealName`] where it looks
    /// like their own name.
    pub fn parse(typed: &str) -> Result<Self, FieldProblem> {
        // Before anything else: an address is a mistake of another kind than a comma.
        let digits = typed.chars().filter(|c| c.is_numeric()).count();
        if typed.contains('@') || digits > DIGITS_MAX {
            return Err(FieldProblem::Personal);
        }
        let one_space = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        let alias = text::line(&one_space, 2, ALIAS_MAX)?;
        let fits = |c: char| c.is_alphabetic() || c.is_ascii_digit() || c == ' ' || c == '-';
        if !alias.chars().all(fits) || !alias.chars().any(char::is_alphabetic) {
            return Err(FieldProblem::AliasLetters);
        }
        match super::is_real_name(&alias) {
            true => Err(FieldProblem::RealName),
            false => Ok(Self(alias)),
        }
    }

    /// As it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What must be different within a group: nobody tells "glad räv" from "Glad-Räv".
    pub fn key(&self) -> String {
        key_of(&self.0)
    }
}

/// Letters and digits in small letters, without what stands between: what must be different of two
/// names that stand beside each other.
pub fn key_of(name: &str) -> String {
    name.nfc()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

const ADJECTIVES: [&str; 32] = [
    "Glad", "Pigg", "Modig", "Snabb", "Klok", "Varm", "Lugn", "Stark", "Snäll", "Rolig", "Vild",
    "Tyst", "Blå", "Gul", "Grön", "Röd", "Rund", "Mjuk", "Vaken", "Smart", "Busig", "Nyfiken",
    "Solig", "Fri", "Stolt", "Lätt", "Kvick", "Rask", "Ljus", "Trygg", "Spralig", "Finurlig",
];
const ANIMALS: [&str; 32] = [
    "Räv",
    "Igelkott",
    "Uggla",
    "Tärna",
    "Lax",
    "Älg",
    "Hare",
    "Björn",
    "Lo",
    "Varg",
    "Utter",
    "Bäver",
    "Ekorre",
    "Säl",
    "Svan",
    "Trana",
    "Korp",
    "Skata",
    "Mård",
    "Gädda",
    "Groda",
    "Humla",
    "Fjäril",
    "Trollslända",
    "Ren",
    "Falk",
    "Örn",
    "Delfin",
    "Tiger",
    "Panda",
    "Koala",
    "Zebra",
];

/// Two words out of two random bytes: a thousand different, and none says anything about anybody.
pub fn suggest([first, second]: [u8; 2]) -> Option<Alias> {
    let adjective = ADJECTIVES.get(usize::from(first & 31))?;
    let animal = ANIMALS.get(usize::from(second & 31))?;
    Some(Alias(format!("{adjective} {animal}")))
}
