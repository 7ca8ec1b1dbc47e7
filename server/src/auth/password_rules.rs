//! Which passwords are accepted.
//!
//! Length is what counts (NIST 800-63B-4): at least 15 characters, no rules about kinds of characters.
//! Refused is what is tried first: what others have used and lost ([`Leaked`]), what is long and has
//! little in it – repeats, rows of keys, dates, a few frequent words – and what is built of words that
//! stand around it: one's own address and name, the municipality, the place, the program
//! (`docs/decisions/0014-passwords.md`).

use std::collections::BTreeSet;
use std::sync::Arc;

use nara_domain::error::FieldProblem;
use nara_domain::text;

use super::leaked::Leaked;

/// Told on the registration page before anybody types.
pub const MIN_CHARACTERS: usize = nara_app::accounts::api::PASSWORD_MIN;
/// Long enough for any sentence; hashing megabytes is no service to anybody.
pub const MAX_CHARACTERS: usize = 200;
/// What is looked at for being easy to guess: the work grows with the square of the length, and
/// nothing beyond makes a password worse.
const LOOKED_AT: usize = 100;
/// Ten thousand million guesses: with the slow hash, centuries for who has stolen it. Three frequent
/// words in a row are fewer.
const GUESSES_LOG10: f64 = 10.0;

/// Words that stand around every password here.
const PROGRAM: [&str; 12] = [
    "nära",
    "nara",
    "kommun",
    "kommunen",
    "medborgarförslag",
    "förslag",
    "medborgare",
    "invånare",
    "proposal",
    "municipality",
    "sverige",
    "sweden",
];
/// What Swedish speakers try first; the library knows English ones.
const SWEDISH: [&str; 40] = [
    "lösenord",
    "losenord",
    "lösenordet",
    "hemligt",
    "hemlig",
    "hejhej",
    "hejsan",
    "välkommen",
    "valkommen",
    "sommar",
    "vinter",
    "höst",
    "vår",
    "älskar",
    "alskar",
    "jagälskardig",
    "kärlek",
    "mamma",
    "pappa",
    "familjen",
    "fotboll",
    "hockey",
    "stockholm",
    "göteborg",
    "malmö",
    "januari",
    "februari",
    "mars",
    "april",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
    "måndag",
    "fredag",
    "qwertyuiopå",
    "asdfghjklöä",
];

/// Whose password it is to be.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    pub email: &'a str,
    pub name: &'a str,
}

/// What passwords are held against.
#[derive(Clone, Debug, Default)]
pub struct PasswordRules {
    /// The municipality's name and the place's, word by word.
    place: Arc<[String]>,
    leaked: Leaked,
}

impl PasswordRules {
    #[must_use]
    pub fn of_place(mut self, names: &[&str]) -> Self {
        self.place = names.iter().flat_map(|name| words_of(name)).collect();
        self
    }

    #[must_use]
    pub fn with_leaked(mut self, leaked: Leaked) -> Self {
        self.leaked = leaked;
        self
    }

    /// Checks a new password. Takes milliseconds and reads a file: see
    /// [`super::Passwords::problem`].
    ///
    /// # Errors
    /// The list of leaked passwords could not be read: then nothing is accepted.
    pub fn judge(&self, password: &str, about: About<'_>) -> std::io::Result<Option<FieldProblem>> {
        if let Some(problem) = length_problem(password) {
            return Ok(Some(problem));
        }
        if self.leaked.contains(password)? {
            return Ok(Some(FieldProblem::Leaked));
        }
        let lower = password.to_lowercase();
        let own = own_words(about);
        let email = about.email.to_lowercase();
        let local = email.split('@').next().unwrap_or_default();
        // A part of the address shorter than this turns up in a sentence by chance.
        let in_it = local.chars().count() >= 5 && lower.contains(local);
        if in_it || (!email.is_empty() && lower.contains(&email)) {
            return Ok(Some(FieldProblem::OwnWords));
        }
        let known: Vec<&str> = own
            .iter()
            .chain(self.place.iter())
            .map(String::as_str)
            .chain(PROGRAM)
            .chain(SWEDISH)
            .collect();
        let looked_at: String = lower.chars().take(LOOKED_AT).collect();
        // A number is no better for being written in groups.
        let digits: String = looked_at.chars().filter(|c| c.is_alphanumeric()).collect();
        let looked_at = match digits.chars().all(|c| c.is_ascii_digit()) {
            true => digits,
            false => looked_at,
        };
        if zxcvbn::zxcvbn(&looked_at, &known).guesses_log10() >= GUESSES_LOG10 {
            return Ok(None);
        }
        let mut around = own.iter().chain(self.place.iter());
        let built_of_own = around.any(|word| word.chars().count() >= 4 && lower.contains(word));
        Ok(Some(match built_of_own {
            true => FieldProblem::OwnWords,
            false => FieldProblem::TooCommon,
        }))
    }
}

fn length_problem(password: &str) -> Option<FieldProblem> {
    let actual = text::count(password);
    if password.is_empty() {
        return Some(FieldProblem::Missing);
    }
    if actual < MIN_CHARACTERS {
        let min = MIN_CHARACTERS;
        return Some(FieldProblem::TooShort { min, actual });
    }
    let max = MAX_CHARACTERS;
    (actual > max).then_some(FieldProblem::TooLong { max, actual })
}

fn own_words(about: About<'_>) -> BTreeSet<String> {
    let mut words: BTreeSet<String> = words_of(about.name).collect();
    words.extend(words_of(about.email));
    words.extend([about.email.to_lowercase(), about.name.to_lowercase()]);
    words.remove("");
    words
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().count() >= 3)
        .map(str::to_lowercase)
        .collect();
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIV: About<'_> = About {
        email: "Siv.Berg@example.se",
        name: "Siv Bergström",
    };

    fn judged(password: &str, about: About<'_>) -> Option<FieldProblem> {
        let rules = PasswordRules::default().of_place(&["Björksjö kommun", "Björksjö"]);
        rules.judge(password, about).unwrap()
    }

    #[test]
    fn length_is_counted_as_people_count() {
        let judged = |password: &str| judged(password, SIV);
        let short = |actual| Some(FieldProblem::TooShort { min: 15, actual });
        assert_eq!(judged(""), Some(FieldProblem::Missing));
        assert_eq!(judged("fjorton tecken"), short(14));
        assert_eq!(judged("femton tecken åä"), None);
        assert_eq!(judged(&"👩‍👩‍👧".repeat(5)), short(5));
        // Any characters, and sixty-four and many more of them.
        assert_eq!(judged("🦊 räv över isen ☃ ﷺ ไทย"), None);
        let long = "sju sjösjuka sjömän sköttes av sju sköna sjuksköterskor på ett ";
        assert_eq!(judged(&long.repeat(2)), None);
        assert!(matches!(
            judged(&"ab".repeat(101)),
            Some(FieldProblem::TooLong { .. })
        ));
    }

    #[test]
    fn what_is_tried_first_is_refused() {
        for tried in [
            "passwordpassword",
            "qwerty123456789",
            "1qaz2wsx3edc4rfv",
            "123456789012345",
        ] {
            assert_eq!(judged(tried, SIV), Some(FieldProblem::Leaked), "{tried}");
        }
        for tried in [
            "aaaaaaaaaaaaaaaaaaa",
            "LösenordLösenord",
            "losenord2026losenord",
            "1234 5678 9012 345",
            "sommarsommarsommar",
            "jagälskardigjagälskardig",
            "qwertyuiopåasdfghjklöä",
            "hejhejhejhejhejhej",
            "abcabcabcabcabcabc",
        ] {
            assert_eq!(judged(tried, SIV), Some(FieldProblem::TooCommon), "{tried}");
        }
    }

    #[test]
    fn what_stands_around_it_is_refused() {
        for own in [
            "siv.berg@example.se",
            "jag heter siv.berg ja",
            "SivBergströmSivBergström",
            "Björksjö kommun",
            "björksjökommun2026",
            "Bergström Björksjö",
        ] {
            assert_eq!(judged(own, SIV), Some(FieldProblem::OwnWords), "{own}");
        }
        for around in ["medborgarförslag", "NäraNäraNäraNära"] {
            assert_eq!(
                judged(around, SIV),
                Some(FieldProblem::TooCommon),
                "{around}"
            );
        }
        let bo = About {
            email: "bo@example.se",
            name: "Bo",
        };
        assert_eq!(judged("bo bor i en stuga här", bo), None);
    }

    #[test]
    fn sentences_are_accepted() {
        for good in [
            "lampa sjö kanel vante",
            "ett riktigt långt lösenord",
            "en mening bara jag kan",
            "vi cyklade till Björksjö i regn",
            "kQ7xW2mZ9pL4vT1s",
        ] {
            assert_eq!(judged(good, SIV), None, "{good}");
        }
    }

    proptest! {
        /// Whatever is typed is judged, in a bearable time: no panic of a library.
        #[test]
        fn anything_can_be_judged(password in "\\PC{0,220}", name in "\\PC{0,60}") {
            let about = About { email: "å@b.se", name: &name };
            judged(&password, about);
        }
    }
}
