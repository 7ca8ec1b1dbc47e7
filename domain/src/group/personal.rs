//! What tells who a young person is, as far as a machine can see it: a real name as an alias, an
//! address or a number in a text. A person reads what this lets through.

use crate::error::{FieldError, FieldProblem};

/// Fewest digits of a telephone number, the area's zero or the country's code included: 08-12 34 56.
const PHONE_MIN: usize = 8;
/// Most digits of one, whatever the country.
const PHONE_MAX: usize = 15;

/// Ends that only surnames have.
const SURNAME_ENDS: [&str; 4] = ["sson", "sdotter", "ström", "qvist"];

/// The commonest surnames that do not end so, and are no word an alias would be made of.
const SURNAMES: &[&str] = &[
    "abdi",
    "ahmed",
    "andersen",
    "axell",
    "berggren",
    "bergman",
    "blom",
    "borg",
    "dahl",
    "dahlberg",
    "ekman",
    "eklund",
    "engström",
    "forsberg",
    "hansen",
    "hassan",
    "hedlund",
    "holm",
    "holmberg",
    "hussein",
    "ibrahim",
    "khan",
    "lind",
    "lindberg",
    "lindgren",
    "lindholm",
    "lundberg",
    "lundgren",
    "lundin",
    "mohamud",
    "nguyen",
    "norberg",
    "nyberg",
    "nyström",
    "sandberg",
    "sjöberg",
    "söderberg",
    "wallin",
    "viklund",
    "wikström",
    "yilmaz",
    "åberg",
];

/// Given names that are common among the young and are no word an alias would be made of. A name that
/// is also a word (Björn, Saga, Storm) is left to whoever reads.
const GIVEN_NAMES: &[&str] = &[
    "abdullah",
    "adam",
    "adrian",
    "agnes",
    "ahmad",
    "aisha",
    "albin",
    "alex",
    "alexander",
    "alexandra",
    "alfred",
    "ali",
    "alice",
    "alicia",
    "alma",
    "alva",
    "alvin",
    "amanda",
    "amina",
    "amira",
    "anders",
    "andrea",
    "anna",
    "annie",
    "anton",
    "aron",
    "arvid",
    "astrid",
    "august",
    "axel",
    "beatrice",
    "benjamin",
    "carl",
    "casper",
    "cecilia",
    "charlie",
    "clara",
    "daniel",
    "david",
    "ebba",
    "edvin",
    "edward",
    "elias",
    "elin",
    "elina",
    "elisa",
    "ella",
    "ellen",
    "ellie",
    "elliot",
    "elsa",
    "elton",
    "elvira",
    "emelie",
    "emil",
    "emilia",
    "emma",
    "erik",
    "ester",
    "fatima",
    "felicia",
    "felix",
    "filip",
    "filippa",
    "fredrik",
    "freja",
    "gabriel",
    "greta",
    "gustav",
    "hamza",
    "hanna",
    "hannah",
    "hassan",
    "hedda",
    "helena",
    "henrik",
    "hilda",
    "hugo",
    "ibrahim",
    "ida",
    "idris",
    "ines",
    "ingrid",
    "isabella",
    "isabelle",
    "isak",
    "ivar",
    "jack",
    "jakob",
    "jasmine",
    "joel",
    "johan",
    "johanna",
    "jonathan",
    "josefin",
    "julia",
    "kajsa",
    "karin",
    "karl",
    "kevin",
    "khadija",
    "klara",
    "lars",
    "layla",
    "lea",
    "leia",
    "leila",
    "leo",
    "liam",
    "lilly",
    "lily",
    "linnea",
    "linnéa",
    "linus",
    "lisa",
    "livia",
    "loke",
    "louise",
    "lova",
    "lovisa",
    "lucas",
    "ludvig",
    "lukas",
    "maja",
    "malin",
    "maria",
    "mariam",
    "markus",
    "maryam",
    "matilda",
    "matteo",
    "max",
    "maximilian",
    "melissa",
    "melker",
    "melvin",
    "mikael",
    "mila",
    "milla",
    "milo",
    "minna",
    "minou",
    "mio",
    "mira",
    "moa",
    "mohamed",
    "mohammed",
    "molly",
    "muhammad",
    "mustafa",
    "nadia",
    "natalie",
    "nathalie",
    "nellie",
    "neo",
    "nicole",
    "nikolas",
    "nils",
    "noah",
    "nora",
    "nour",
    "oliver",
    "olivia",
    "olle",
    "olof",
    "omar",
    "oscar",
    "oskar",
    "ottilia",
    "otto",
    "patrik",
    "pelle",
    "pernilla",
    "peter",
    "philip",
    "rasmus",
    "rebecca",
    "rebecka",
    "robin",
    "ruben",
    "salma",
    "sam",
    "samuel",
    "sandra",
    "sanna",
    "sara",
    "sebastian",
    "selma",
    "signe",
    "sigrid",
    "simon",
    "sixten",
    "sofia",
    "sofie",
    "sonja",
    "susanna",
    "svante",
    "tage",
    "thea",
    "theo",
    "theodor",
    "tilda",
    "tilde",
    "tim",
    "tobias",
    "tove",
    "tuva",
    "tyra",
    "ulrika",
    "valter",
    "vera",
    "victor",
    "victoria",
    "vidar",
    "viktor",
    "viktoria",
    "vilgot",
    "ville",
    "vilma",
    "vincent",
    "wille",
    "william",
    "wilma",
    "wilmer",
    "yasmin",
    "yusra",
    "yusuf",
    "zahra",
    "zoe",
    "åke",
    "åsa",
    "örjan",
];

/// Whether a word could be what somebody is called.
fn is_name(word: &str) -> bool {
    GIVEN_NAMES.contains(&word)
        || SURNAMES.contains(&word)
        || SURNAME_ENDS
            .iter()
            .any(|end| word.len() > end.len() && word.ends_with(end))
}

/// Whether an alias looks like somebody's own name.
pub fn is_real_name(alias: &str) -> bool {
    let small = alias.to_lowercase();
    small.split([' ', '-']).any(is_name)
}

/// Whether a text has an e-mail address, a name as social networks write it, a telephone number or a
/// national number in it.
pub fn leads_to_somebody(text: &str) -> bool {
    has_handle(text)
        || runs(text)
            .iter()
            .any(|run| is_phone(run) || is_national(run))
}

/// An `@` before a word: `anna@example.org`, `@anna`.
fn has_handle(text: &str) -> bool {
    let signs = text.match_indices('@');
    signs.into_iter().any(|(at, sign)| {
        let mut after = text.get(at + sign.len()..).unwrap_or_default().chars();
        let mut letter = || {
            after
                .next()
                .is_some_and(|c| c.is_alphanumeric() || c == '_')
        };
        letter() && letter()
    })
}

/// Digits with a space, a hyphen, a slash or a bracket between two of them, or one of them between spaces, and a plus before them:
/// each as it is read out. A full stop, too, where it begins with three digits (070.123); 07.10 is a time.
fn runs(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut run, mut between) = (String::new(), 0_usize);
    let (mut pairs, mut since) = (Hours::default(), String::new());
    for c in text.chars() {
        match c {
            '0'..='9' => {
                pairs.between(&since);
                since.clear();
                pairs.digit(c);
                run.push(c);
                between = 0;
            }
            '+' if run.is_empty() => run.push(c),
            ' ' | '\u{a0}' | '-' | '/' | '(' | ')' if !run.is_empty() && between < 3 => {
                since.push(c);
                between += 1;
            }
            '.' if pairs.begins_long() && between == 0 => {
                since.push(c);
                between += 1;
            }
            _ => {
                let whole = std::mem::take(&mut run);
                found.extend((!pairs.are_hours()).then_some(whole));
                (pairs, since) = (Hours::default(), String::new());
                between = 0;
            }
        }
    }
    found.extend((!pairs.are_hours()).then_some(run));
    found
}

/// Whether digits are hours from and to, 08-12 13-17, and no number.
#[derive(Default)]
struct Hours {
    pairs: Vec<String>,
    /// What stood between one and the next.
    between: Vec<String>,
}

impl Hours {
    fn digit(&mut self, digit: char) {
        match self.pairs.last_mut() {
            Some(pair) => pair.push(digit),
            None => self.pairs.push(digit.to_string()),
        }
    }

    fn between(&mut self, what: &str) {
        if !what.is_empty() {
            self.between.push(what.to_owned());
            self.pairs.push(String::new());
        }
    }

    fn begins_long(&self) -> bool {
        self.pairs.first().is_some_and(|first| first.len() >= 3)
    }

    fn are_hours(&self) -> bool {
        let hour = |pair: &String| pair.len() == 2 && pair.parse().is_ok_and(|hour: u8| hour <= 24);
        let hyphens = self.between.iter().enumerate();
        let mut hyphens = hyphens.map(|(at, what)| (what.trim() == "-") == at.is_multiple_of(2));
        self.pairs.len() >= 2
            && self.pairs.len().is_multiple_of(2)
            && self.pairs.iter().all(hour)
            && hyphens.all(|right| right)
    }
}

/// A telephone number: from a zero or a plus on. Sums of money begin with neither.
fn is_phone(run: &str) -> bool {
    let abroad = run.strip_prefix('+');
    let digits = abroad.unwrap_or(run);
    (abroad.is_some() || digits.starts_with('0')) && (PHONE_MIN..=PHONE_MAX).contains(&digits.len())
}

/// A national number: a day of birth, or one of a coordination number, and four digits.
fn is_national(run: &str) -> bool {
    let short = match run.len() {
        10 => Some(run),
        12 if run.starts_with("19") || run.starts_with("20") => run.get(2..),
        _ => None,
    };
    let part = |from: usize| {
        let two = short.and_then(|short| short.get(from..from + 2))?;
        two.parse::<u8>().ok()
    };
    let (month, day) = (part(2), part(4));
    month.is_some_and(|month| (1..=12).contains(&month))
        && day.is_some_and(|day| (1..=31).contains(&day) || (61..=91).contains(&day))
}

/// What is wrong with texts of a young person, by field. Others may give their own address.
///
/// # Errors
/// [`FieldProblem::LeadsToSomebody`] at each field that does.
pub fn check_texts(texts: &[(&str, &str)]) -> Result<(), Vec<FieldError>> {
    let found: Vec<FieldError> = texts
        .iter()
        .filter(|(_, text)| leads_to_somebody(text))
        .map(|(field, _)| FieldError::new(field, FieldProblem::LeadsToSomebody))
        .collect();
    match found.is_empty() {
        true => Ok(()),
        false => Err(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::suggest;

    #[test]
    fn what_leads_to_somebody_is_found() {
        for text in [
            "Ring 070-123 45 67!",
            "0701234567",
            "08-12 34 56",
            "070.123.45.67",
            "08-12 13 14",
            "070 - 123 45 67",
            "+46 70 123 45 67",
            "Skriv till anna@example.org.",
            "Följ @anna_b",
            "20100305-1234",
            "100305-1234",
            "201003651234",
        ] {
            assert!(leads_to_somebody(text), "{text}");
        }
    }

    #[test]
    fn sums_days_and_hours_do_not() {
        for text in [
            "Det kostar 2 000 000 kronor.",
            "Mellan 2026-03-04 och 2026-05-06.",
            "Kl. 08-12 och 13-17, för 13-19 år.",
            "Öppet 08-12 13-17",
            "Öppet 08.00-12.00 13.00-17.00",
            "Buss 010 går 07.10, 07.40 och 08.10.",
            "100 av 1 000 elever @ skolan",
            "Vi är 25 i 9B, 10-12 år.",
            "Från 0–1 000 000 kr.",
            "",
        ] {
            assert!(!leads_to_somebody(text), "{text}");
        }
    }

    #[test]
    fn an_alias_is_no_real_name() {
        for alias in [
            "Anna",
            "Emma B",
            "Maja B",
            "William S",
            "Vera",
            "erik",
            "Glad Andersson",
            "Sara-Lind",
            "Wikström 9",
        ] {
            assert!(is_real_name(alias), "{alias}");
        }
        for alias in [
            "Glad Räv",
            "Björn",
            "Ros",
            "Stjärna 12",
            "Son",
            "Ström",
            "Annanas",
            "Saga",
        ] {
            assert!(!is_real_name(alias), "{alias}");
        }
    }

    #[test]
    fn none_that_we_suggest_looks_like_one() {
        for byte in 0..=255_u8 {
            let alias = suggest([byte, byte.rotate_left(3)]).unwrap();
            assert!(!is_real_name(alias.as_str()), "{alias:?}");
        }
    }

    #[test]
    fn names_are_in_small_letters_and_stand_once() {
        for list in [GIVEN_NAMES, SURNAMES, &SURNAME_ENDS] {
            let mut sorted = list.to_vec();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(sorted.len(), list.len());
            assert!(list.iter().all(|name| name.to_lowercase() == **name));
        }
    }

    #[test]
    fn each_field_is_told() {
        let texts = [("title", "Ring 070-123 45 67"), ("body", "Vi vill mötas.")];
        let problems = check_texts(&texts).unwrap_err();
        assert_eq!(
            problems,
            [FieldError::new("title", FieldProblem::LeadsToSomebody)]
        );
        assert_eq!(check_texts(&texts[1..]), Ok(()));
    }
}
