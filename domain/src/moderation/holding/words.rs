//! The municipality's list of words: whole words, however somebody tries to write around it, and none that an
//! innocent word only looks like.
//!
//! `å`, `ä` and `ö` are letters of their own: `höra` is not `hora`. Whoever writes around a word of the list
//! leaves the dots out and never adds them, so an `a` stands for an `ä` of the list, not the other way round.

use unicode_normalization::UnicodeNormalization;

use crate::error::FieldProblem;
use crate::text;

/// Where a municipality has set nothing: insults that are nothing else, and what is only ever sold.
pub const DEFAULT_WORDS: &[&str] = &[
    "hora",
    "horunge",
    "fitta",
    "kuk",
    "blatte",
    "blattar",
    "svartskalle",
    "svartskallar",
    "neger",
    "negrer",
    "viagra",
    "nätcasino",
];
/// Shortest word of a list, in letters: shorter ones stand in every sentence.
pub const WORD_MIN: usize = 3;
/// Most words of a list.
pub const WORDS_MOST: usize = 300;
/// Longest line of a list, in characters.
const WORD_MAX: usize = 60;

/// A list as it was typed, a word or phrase on each line; each once.
///
/// # Errors
/// What is wrong with the first line that is.
pub(super) fn read(typed: &str) -> Result<Vec<String>, FieldProblem> {
    let mut found: Vec<String> = Vec::new();
    for line in typed.lines().filter(|line| !line.trim().is_empty()) {
        let word = text::line(line, 1, WORD_MAX).map_err(FieldProblem::from)?;
        let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
        if letters < WORD_MIN {
            let (min, actual) = (WORD_MIN, letters);
            return Err(FieldProblem::TooShort { min, actual });
        }
        if found
            .iter()
            .any(|known| known.to_lowercase() == word.to_lowercase())
        {
            continue;
        }
        if found.len() == WORDS_MOST {
            return Err(FieldProblem::TooMany { max: WORDS_MOST });
        }
        found.push(word);
    }
    Ok(found)
}

/// Whether a word or phrase of the list stands in a text.
pub fn has_word(typed: &str, list: &[String]) -> bool {
    if list.is_empty() {
        return false;
    }
    let words = words_of(typed);
    list.iter().any(|listed| {
        let listed = split(listed);
        !listed.is_empty()
            && words.windows(listed.len()).any(|here| {
                here.iter()
                    .zip(&listed)
                    .all(|(here, listed)| is_same(here, listed))
            })
    })
}

/// The words of a text as whoever reads it hears them: without accents, with letters for the digits and signs that
/// stand for them, and letters that stand one by one put together.
fn words_of(typed: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut apart = String::new();
    for word in split(typed) {
        if word.chars().count() == 1 {
            apart.push_str(&word);
            words.push(word);
            continue;
        }
        keep(&mut words, &mut apart);
        words.push(word);
    }
    keep(&mut words, &mut apart);
    words
}

/// Puts together what was written letter by letter. Beside the letters, so that phrases go on being found.
fn keep(words: &mut Vec<String>, apart: &mut String) {
    let whole = std::mem::take(apart);
    if whole.chars().count() >= WORD_MIN {
        words.push(whole);
    }
}

fn split(typed: &str) -> Vec<String> {
    let shown: String = typed
        .chars()
        .filter(|c| c.is_whitespace() || !text::is_invisible(*c))
        .collect();
    let small = shown.to_lowercase();
    small
        .split(|c: char| !(c.is_alphanumeric() || is_accent(c) || stands_for(c).is_some()))
        .map(plain)
        .filter(|word| !word.is_empty())
        .collect()
}

/// What a digit or a sign is written for.
const fn stands_for(c: char) -> Option<char> {
    match c {
        '0' => Some('o'),
        '1' | '!' | '|' => Some('i'),
        '3' | '€' => Some('e'),
        '4' | '@' => Some('a'),
        '5' | '$' => Some('s'),
        '7' => Some('t'),
        // Letters of another script that look like ours.
        'а' => Some('a'),
        'е' => Some('e'),
        'о' => Some('o'),
        'р' => Some('p'),
        'с' => Some('c'),
        'х' => Some('x'),
        'у' => Some('y'),
        'к' => Some('k'),
        'і' => Some('i'),
        'т' => Some('t'),
        'н' => Some('h'),
        _ => None,
    }
}

const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// One word as it sounds.
fn plain(word: &str) -> String {
    // A sign at its end is no letter: `nej!`.
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '@' | '$'));
    let word: String = word.nfc().collect();
    let has_letter = word.chars().any(char::is_alphabetic);
    let mut plain = String::new();
    for c in word.chars() {
        match c {
            'å' | 'ä' | 'ö' => plain.push(c),
            'æ' => plain.push('ä'),
            'ø' => plain.push('ö'),
            _ => {
                let c = stands_for(c).filter(|_| has_letter).unwrap_or(c);
                // Without its accents.
                plain.extend(c.nfd().filter(|c| !is_accent(*c)));
            }
        }
    }
    plain
}

/// Whether a word of a text is one of the list: a letter may be drawn out, and dots left out.
fn is_same(here: &str, listed: &str) -> bool {
    let (here, listed) = (runs(here), runs(listed));
    here.len() == listed.len()
        && here
            .iter()
            .zip(&listed)
            .all(|((here, times), (listed, wanted))| {
                let same =
                    here == listed || matches!((listed, here), ('å' | 'ä', 'a') | ('ö', 'o'));
                // Twice is another word (`hål`, `håll`); three times is none.
                same && (times == wanted || *times >= 3)
            })
}

/// Each letter with how often it stands in a row.
fn runs(word: &str) -> Vec<(char, usize)> {
    let mut runs: Vec<(char, usize)> = Vec::new();
    for c in word.chars() {
        match runs.last_mut() {
            Some((last, times)) if *last == c => *times += 1,
            _ => runs.push((c, 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_word_is_found_however_it_is_written() {
        let words = list(&["hora", "Dumbom", "döda dig", "kåk"]);
        for text in [
            "Din hora!",
            "HORA",
            "din h0ra.",
            "din hor@",
            "h o r a",
            "h.o.r.a.",
            "h-o-r-a",
            "hooooora",
            "h\u{200b}ora",
            "hòrá",
            "hоrа med kyrilliska",
            "du är en dumbom",
            "jag ska döda dig",
            "jag ska DODA   dig",
            "kak",
            "KÅK",
        ] {
            assert!(has_word(text, &words), "{text}");
        }
    }

    #[test]
    fn no_word_hides_in_an_innocent_one() {
        let words = list(&["hora", "kuk", "fitta", "neger", "ras", "hal"]);
        for text in [
            "Vi vill höra vad kommunen säger.",
            "horan och hororna står inte i listan",
            "Anahora heter en gata",
            "Trasan låg kvar. Rasten är kort. Rasta hunden där.",
            "Det är så hård is att man fastnar",
            "Hål i vägen, och håll till höger",
            "I å, i ö och å andra sidan",
            "Kön är lång och mörk",
            "Senegerländskt mönster",
            "Kl. 8 h, 0 r, 12 a",
            "",
        ] {
            assert!(!has_word(text, &words), "{text}");
        }
        assert!(!has_word("Din hora!", &[]));
    }

    #[test]
    fn a_list_is_read_line_by_line() {
        assert_eq!(
            read("hora\n\n  Hora \nnät casino"),
            Ok(list(&["hora", "nät casino"]))
        );
        assert_eq!(read(""), Ok(Vec::new()));
        let short = FieldProblem::TooShort { min: 3, actual: 2 };
        assert_eq!(read("ja!"), Err(short));
        let many: Vec<String> = (0..=WORDS_MOST).map(|n| format!("ord{n}")).collect();
        assert_eq!(
            read(&many.join("\n")),
            Err(FieldProblem::TooMany { max: WORDS_MOST })
        );
    }
}
