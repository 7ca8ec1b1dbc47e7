//! Telephone numbers and national numbers in what people write: as they are typed here, and no dates, times,
//! sums, diary numbers or numbers of organisations.

use crate::identity::IdentityNumber;
use crate::time::Date;

/// Digits, and what stands before them since the digits before.
#[derive(Debug)]
struct Group {
    before: String,
    digits: String,
}

impl Group {
    /// Two digits that can be an hour.
    fn is_hour(&self) -> bool {
        self.digits.len() == 2 && self.digits.parse().is_ok_and(|hour: u8| hour <= 24)
    }
}

/// Groups of digits with no more than two signs between them. Letters and whatever else stands between them
/// separate one sequence from the next.
fn sequences(text: &str) -> Vec<Vec<Group>> {
    let mut all = vec![Vec::new()];
    let (mut before, mut digits) = (String::new(), String::new());
    for c in text.chars().chain([' ', '\n']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            let group = Group {
                before: std::mem::take(&mut before),
                digits: std::mem::take(&mut digits),
            };
            if let Some(last) = all.last_mut() {
                last.push(group);
            }
        }
        let goes_on = matches!(c, ' ' | '\u{a0}' | '-' | '–' | '/' | '(' | ')' | '.' | '+');
        if goes_on && before.chars().count() < 3 {
            before.push(if c == '\u{a0}' { ' ' } else { c });
        } else {
            // A plus is of the number after it, whatever stood before.
            before = if c == '+' {
                "+".to_owned()
            } else {
                String::new()
            };
            if !goes_on || before.is_empty() {
                all.push(Vec::new());
            }
        }
    }
    all.retain(|groups| !groups.is_empty());
    all
}

/// Whether a telephone number stands in a text.
pub fn has_phone(text: &str) -> bool {
    sequences(text)
        .iter()
        .any(|groups| (0..groups.len()).any(|at| groups.get(at..).is_some_and(begins_with_phone)))
}

/// Hours from and to: 08-12 13-17.
fn are_hours(groups: &[Group]) -> bool {
    let mut pairs = groups.chunks(2);
    pairs.all(|pair| match pair {
        [from, to] => from.is_hour() && to.is_hour() && matches!(to.before.trim(), "-" | "–"),
        _ => false,
    })
}

fn begins_with_phone(groups: &[Group]) -> bool {
    let Some(first) = groups.first() else {
        return false;
    };
    let abroad = first.before.ends_with('+') || first.digits.starts_with("00");
    if abroad {
        return is_abroad(groups);
    }
    // Digits are read on as long as they are of one number.
    let mut digits = String::new();
    for (count, group) in groups.iter().enumerate() {
        if count > 0 && !goes_on(&group.before) {
            break;
        }
        digits.push_str(&group.digits);
        let these = groups.get(..=count).unwrap_or_default();
        if (8..=10).contains(&digits.len())
            && is_swedish(these)
            && !are_hours(these)
            && ends(groups, count)
        {
            return true;
        }
    }
    false
}

/// Whether no more digits of the same number follow: a number of twelve digits is none of ten.
fn ends(groups: &[Group], at: usize) -> bool {
    groups
        .get(at + 1)
        .is_none_or(|next| !goes_on(&next.before) || next.digits.starts_with('0'))
        || groups
            .iter()
            .take(at + 1)
            .map(|group| group.digits.len())
            .sum::<usize>()
            >= 9
}

/// What may stand between two groups of one number.
fn goes_on(between: &str) -> bool {
    matches!(between.trim(), "" | "-" | "–" | "/" | "." | ")" | ")-")
}

/// A number as it is written here, from a zero on: area, and groups of two or three.
fn is_swedish(groups: &[Group]) -> bool {
    let Some((first, rest)) = groups.split_first() else {
        return false;
    };
    if !first.digits.starts_with('0') {
        return false;
    }
    let area = first.digits.len();
    let small = |group: &Group| (2..=3).contains(&group.digits.len());
    match (area, rest) {
        // In one piece.
        (8..=10, []) => true,
        // Stockholm, or a mobile in pairs.
        (2, _) => {
            let pairs = rest.len() == 4 && rest.iter().all(|group| group.digits.len() == 2);
            match first.digits.as_str() {
                "08" => area_follows(rest),
                "07" => pairs,
                _ => false,
            }
        }
        (3..=5, _) => area_follows(rest),
        (6, [last]) => small(last),
        _ => false,
    }
}

/// What follows an area: the rest in one piece, or in groups of two or three.
fn area_follows(rest: &[Group]) -> bool {
    match rest {
        [] => false,
        [one] => (5..=8).contains(&one.digits.len()),
        several => several
            .iter()
            .all(|group| (2..=3).contains(&group.digits.len())),
    }
}

/// `+46 70 123 45 67`, `0046…`, and the same of other countries. A sum with a sign is none.
fn is_abroad(groups: &[Group]) -> bool {
    let mut count = 0;
    let mut round = true;
    for (at, group) in groups.iter().enumerate() {
        let between = group
            .before
            .trim_matches(|c| matches!(c, ' ' | '(' | ')' | '-' | '–' | '/' | '.'));
        if at > 0 && !between.is_empty() {
            break;
        }
        round &= at == 0 || group.digits == "000";
        count += group.digits.len();
    }
    let round = round && groups.len() > 1;
    (9..=15).contains(&count) && !round
}

/// Whether a national number stands in a text: a day somebody can have been born on, and a check digit that
/// fits. The numbers of organisations have no such day.
pub fn has_national(text: &str, today: Date) -> bool {
    let is = |number: &str| IdentityNumber::parse(number, today).is_ok();
    sequences(text).iter().any(|groups| {
        let alone = groups.iter().any(|group| is(&group.digits));
        let split = groups.windows(2).any(|pair| match pair {
            [day, last] => {
                let sign = match last.before.trim() {
                    "+" => '+',
                    "" | "-" | "–" => '-',
                    _ => return false,
                };
                let whole = matches!((day.digits.len(), last.digits.len()), (6 | 8, 4));
                whole && is(&format!("{}{sign}{}", day.digits, last.digits))
            }
            _ => false,
        });
        let dated = groups.windows(4).any(|parts| {
            let lengths: Vec<usize> = parts.iter().map(|part| part.digits.len()).collect();
            let hyphens = parts.iter().skip(1).all(|part| part.before == "-");
            let digits: String = parts.iter().map(|part| part.digits.as_str()).collect();
            lengths == [4, 2, 2, 4] && hyphens && is(&digits)
        });
        alone || split || dated
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_are_found_however_they_are_written() {
        for text in [
            "Ring 070-123 45 67!",
            "0701234567",
            "070 123 45 67",
            "070–123 45 67",
            "07 01 23 45 67",
            "070.123.45.67",
            "0701-23 45 67",
            "070-1234567",
            "08-12 34 56",
            "08-123 456 78",
            "(08) 123 45 67",
            "0500-41 00 00",
            "0500/410000",
            "090-12 34 56",
            "+46 70 123 45 67",
            "+46701234567",
            "+46 (0)70-123 45 67",
            "0046 70 123 45 67",
            "hon bor på nr 4, tel 070-123\u{a0}45\u{a0}67",
            "+45 12 34 56 78",
        ] {
            assert!(has_phone(text), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_telephone_numbers() {
        for text in [
            "Den 2026-03-04 klockan 08-12 och 13-17",
            "Öppet 08-12 13-17",
            "2026-03-04",
            "04/03/2026",
            "Det kostar 1 200 000 kr, eller 0,5 procent",
            "Dnr KS 2025/00123",
            "Ring 112 eller 1177",
            "556036-0793",
            "bankgiro 5402-9681",
            "Postnummer 541 30",
            "Fastigheten 1:23",
            "kl. 07.30, 08.15 och 09.00",
            "buss 07, 08 och 09",
            "mellan 2019 och 2026",
            "+120 000 000 kr",
            "0-2 i går",
            "0 av 10",
        ] {
            assert!(!has_phone(text), "{text}");
        }
    }

    #[test]
    fn national_numbers_are_found_by_day_and_check_digit() {
        let today = Date::new(2026, 3, 4).unwrap();
        for text in [
            "Hon har 19811218-9876.",
            "811218-9876",
            "198112189876",
            "8112189876",
            "811218 9876",
            "1981-12-18-9876",
            "811218–9876",
            // For who is not registered here.
            "811278-9873",
        ] {
            assert!(has_national(text, today), "{text}");
        }
        for text in [
            // The check digit.
            "811218-9875",
            "198112189875",
            // Organisations.
            "556036-0793",
            "212000-0142",
            // A day and a sum.
            "den 2026-03-04 1200 kronor",
            "20260304",
            "1234567890",
            "Dnr 2026-000123",
            // Not born yet.
            "20301218-9876",
        ] {
            assert!(!has_national(text, today), "{text}");
        }
    }
}
