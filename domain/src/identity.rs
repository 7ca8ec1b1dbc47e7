//! Swedish identity numbers: *personnummer*, and *samordningsnummer* for who is not registered here.
//!
//! `YYYYMMDDNNNC`: day of birth (plus 60 in a samordningsnummer), a serial number, a check digit.
//! People write them with twelve digits or ten, with a hyphen before the last four or without; the
//! hyphen is a plus from the year somebody turns 100. Numbers that stand for one of these for a
//! while, with a letter in them, are for the care services and no way to sign in.
//!
//! The number says who somebody is in every register of the country. It is kept here no longer than
//! it takes to compare it, and printing one by mistake prints stars.

use std::fmt;

use crate::time::Date;

/// What kind of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberKind {
    /// Of who is, or was, in the population register.
    Personal,
    /// Of who has to do with Swedish authorities without being in the register.
    Coordination,
}

/// A number that is whole, of a day that exists, with the right check digit. Whether anybody has
/// it, only the register knows.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct IdentityNumber {
    digits: [u8; 12],
    kind: NumberKind,
    born: Date,
}

/// Why a text is no identity number. Never says what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnIdentityNumber {
    /// Neither ten nor twelve digits.
    #[error("ten or twelve digits are needed")]
    Length,
    /// Something else than digits and one hyphen or plus before the last four.
    #[error("a character that does not belong there")]
    Character,
    /// No such day, a day that is still to come, or one before 1800.
    #[error("no day somebody can have been born on")]
    Day,
    /// A plus for somebody who does not turn 100 this year.
    #[error("the plus is for the year of the hundredth birthday and after")]
    Plus,
    /// A digit is wrong.
    #[error("the check digit does not fit")]
    CheckDigit,
}

/// What stands before the last four digits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    None,
    Hyphen,
    Plus,
}

/// Numbers of earlier centuries are in no register.
const FIRST_YEAR: i16 = 1800;
/// Added to the day in a samordningsnummer.
const COORDINATION: u8 = 60;

impl IdentityNumber {
    /// Reads what somebody typed, or what an identity provider says, on the day `today`.
    ///
    /// Ten digits without a plus are of somebody below 100, or of who turns 100 only this year and
    /// left the plus out, where no younger person can have the number.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str, today: Date) -> Result<Self, NotAnIdentityNumber> {
        let (written, separator) = take_apart(text.trim())?;
        let last_ten = match written.as_slice() {
            [_, _, rest @ ..] if written.len() == 12 => rest,
            ten => ten,
        };
        let &[y1, y2, m1, m2, d1, d2, n1, n2, n3, c] = last_ten else {
            return Err(NotAnIdentityNumber::Length);
        };
        let two = |tens: u8, ones: u8| tens * 10 + ones;
        let (kind, day) = match two(d1, d2) {
            day if day > COORDINATION => (NumberKind::Coordination, day - COORDINATION),
            day => (NumberKind::Personal, day),
        };
        let (of_century, month) = (i16::from(two(y1, y2)), two(m1, m2));
        let birthday = |year: i16| Date::new(year, month.cast_signed(), day.cast_signed());
        let born = match written.as_slice() {
            &[c1, c2, ..] if written.len() == 12 => {
                let century = i16::from(two(c1, c2)) * 100;
                birthday(century + of_century).ok_or(NotAnIdentityNumber::Day)?
            }
            _ => in_its_century(of_century, separator, today, birthday)?,
        };
        if born > today || born.year() < FIRST_YEAR {
            return Err(NotAnIdentityNumber::Day);
        }
        // Twelve digits say the century themselves; a plus must not say another one.
        if separator == Separator::Plus && !is_with_plus(born.year(), today) {
            return Err(NotAnIdentityNumber::Plus);
        }
        if check_digit([y1, y2, m1, m2, d1, d2, n1, n2, n3]) != c {
            return Err(NotAnIdentityNumber::CheckDigit);
        }
        let century = u8::try_from(born.year() / 100).map_err(|_| NotAnIdentityNumber::Day)?;
        let (c1, c2) = (century / 10, century % 10);
        Ok(Self {
            digits: [c1, c2, y1, y2, m1, m2, d1, d2, n1, n2, n3, c],
            kind,
            born,
        })
    }

    /// Which kind it is.
    pub const fn kind(&self) -> NumberKind {
        self.kind
    }

    /// The day of birth in it.
    pub const fn born(&self) -> Date {
        self.born
    }

    /// The twelve digits, for whoever compares or asks a register. Not to be stored, logged or
    /// shown: named so that every use is found.
    pub fn expose(&self) -> String {
        self.digits
            .iter()
            .map(|digit| char::from(b'0' + digit))
            .collect()
    }
}

impl fmt::Debug for IdentityNumber {
    /// Never the number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdentityNumber(************)")
    }
}

/// The digits, and what stands before the last four.
fn take_apart(text: &str) -> Result<(Vec<u8>, Separator), NotAnIdentityNumber> {
    let count = text.chars().count();
    let mut digits = Vec::with_capacity(12);
    let mut separator = Separator::None;
    for (place, letter) in text.chars().enumerate() {
        let before_last_four = count.checked_sub(5) == Some(place);
        match letter {
            '0'..='9' => digits.push(letter as u8 - b'0'),
            // Word processors make a dash of the hyphen.
            '-' | '\u{2013}' if before_last_four => separator = Separator::Hyphen,
            '+' if before_last_four => separator = Separator::Plus,
            _ => return Err(NotAnIdentityNumber::Character),
        }
    }
    match digits.len() {
        10 | 12 => Ok((digits, separator)),
        _ => Err(NotAnIdentityNumber::Length),
    }
}

/// Whether who was born that year has the plus: from the first of January of the year of the
/// hundredth birthday.
fn is_with_plus(year: i16, today: Date) -> bool {
    today.year() - year >= 100
}

/// The day of birth where the century was not written.
fn in_its_century(
    of_century: i16,
    separator: Separator,
    today: Date,
    birthday: impl Fn(i16) -> Option<Date>,
) -> Result<Date, NotAnIdentityNumber> {
    let this_century = today.year() - today.year().rem_euclid(100) + of_century;
    // From the youngest that can be meant back.
    let candidates = (0..3).map(|back| this_century - 100 * back);
    let mut exists = false;
    for year in candidates {
        let Some(born) = birthday(year) else { continue };
        exists = true;
        let fits = match separator {
            Separator::Hyphen => !is_with_plus(year, today),
            Separator::Plus => is_with_plus(year, today),
            Separator::None => true,
        };
        if born <= today && fits {
            return Ok(born);
        }
    }
    match (exists, separator) {
        (true, Separator::Plus) => Err(NotAnIdentityNumber::Plus),
        _ => Err(NotAnIdentityNumber::Day),
    }
}

/// Modulus 10 with the weights 2, 1, 2 … over the nine digits before it.
fn check_digit(nine: [u8; 9]) -> u8 {
    let sum: u8 = nine
        .iter()
        .enumerate()
        .map(|(place, digit)| match place % 2 {
            0 if *digit > 4 => digit * 2 - 9,
            0 => digit * 2,
            _ => *digit,
        })
        .sum();
    (10 - sum % 10) % 10
}
