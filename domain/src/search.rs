//! Search words, the same in both databases: stems of Swedish words, made here and stored as
//! plain text, so that neither database's own language rules can make results differ.

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

/// Most terms of a query; more would make it slow and no better.
pub const MAX_TERMS: usize = 12;
/// Longest word that is looked at, in letters.
const MAX_WORD: usize = 60;
/// A stem shorter than this finds too much when it may be continued.
const MIN_PREFIX: usize = 4;

/// Words too common to search for, sorted.
const STOP_WORDS: &[&str] = &[
    "alla", "allt", "att", "av", "blev", "bli", "blir", "blivit", "de", "dem", "den", "denna",
    "deras", "dess", "dessa", "det", "detta", "dig", "din", "dina", "ditt", "du", "där", "då",
    "efter", "ej", "eller", "en", "er", "era", "ert", "ett", "från", "för", "ha", "hade", "han",
    "hans", "har", "henne", "hennes", "hon", "honom", "hur", "här", "i", "icke", "ingen", "inom",
    "inte", "jag", "ju", "kan", "kunde", "man", "med", "mellan", "men", "mig", "min", "mina",
    "mitt", "mot", "mycket", "ni", "nu", "när", "någon", "något", "några", "och", "om", "oss",
    "på", "samma", "sedan", "sig", "sin", "sina", "sitta", "själv", "ska", "skulle", "som", "så",
    "sådan", "sådana", "sådant", "till", "under", "upp", "ut", "utan", "vad", "var", "vara",
    "varför", "varit", "varje", "vars", "vart", "vem", "vi", "vid", "vilka", "vilkas", "vilken",
    "vilket", "vår", "våra", "vårt", "än", "är", "åt", "över",
];

/// One thing to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Letters and digits only, small: can stand in any query language unquoted.
    pub stem: String,
    /// Whether words that go on after the stem are found too.
    pub prefix: bool,
}

fn words(text: &str) -> Vec<String> {
    // Small letters before composing: İ becomes i and a separate dot, which must not survive.
    let text: String = text.to_lowercase().nfc().collect();
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(|w| w.chars().take(MAX_WORD).collect())
        .collect()
}

fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.contains(&word)
}

/// Stems until nothing more comes off. Once is not enough: `lekplatser` becomes `lekplats`, but
/// `lekplats` itself becomes `lekplat`, and the two would never meet.
fn stem(stemmer: &Stemmer, word: &str) -> String {
    let mut stem = word.to_owned();
    // Each round takes letters off or ends.
    loop {
        let shorter = stemmer.stem(&stem).into_owned();
        if shorter.len() >= stem.len() {
            return stem;
        }
        stem = shorter;
    }
}

/// The stems of a text, in order and with repetitions. Letters and digits only.
pub fn tokens(text: &str) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::Swedish);
    words(text)
        .iter()
        .filter(|word| !is_stop_word(word))
        .map(|word| stem(&stemmer, word))
        .filter(|stem| !stem.is_empty())
        .collect()
}

/// What is stored beside a text to be found by: its stems with spaces between.
pub fn search_text(text: &str) -> String {
    tokens(text).join(" ")
}

/// What somebody typed, as terms that must all be found. The last one may be the beginning of a
/// word, because people look while they type. At most [`MAX_TERMS`], each once.
pub fn query(text: &str) -> Vec<Term> {
    let mut terms = unique(tokens(text));
    let unfinished = text.chars().next_back().is_some_and(char::is_alphanumeric);
    if let (true, Some(last)) = (unfinished, terms.last_mut()) {
        last.prefix = true;
    }
    terms.truncate(MAX_TERMS);
    terms
}

/// What to look for to find proposals like one with this title: any of these. Single letters are
/// left out; longer stems find compounds that begin with them (lekplats – lekplatsplan).
pub fn similar_terms(title: &str) -> Vec<Term> {
    let mut terms = unique(tokens(title));
    terms.retain(|t| t.stem.chars().count() > 1);
    for term in &mut terms {
        term.prefix = term.stem.chars().count() >= MIN_PREFIX;
    }
    terms.truncate(MAX_TERMS);
    terms
}

/// Words that begin where something is: what follows says the place, not the thing.
const PLACE_WORDS: &[&str] = &[
    "bakom", "bredvid", "från", "framför", "förbi", "genom", "i", "intill", "kring", "längs",
    "mellan", "nära", "på", "runt", "till", "utanför", "utmed", "vid",
];
/// Words that end it.
const THING_WORDS: &[&str] = &["för", "med", "som", "utan"];
/// What almost every proposal wants done, and directions: alone they make nothing alike.
const COMMON_WORDS: &[&str] = &[
    "anlägg",
    "anlägga",
    "behåll",
    "behöver",
    "bort",
    "bygg",
    "bygga",
    "byt",
    "bättre",
    "en",
    "fler",
    "flera",
    "flytta",
    "fräscha",
    "förbättra",
    "förbättrad",
    "förslag",
    "gör",
    "göra",
    "idé",
    "inför",
    "införa",
    "kommunen",
    "laga",
    "låt",
    "mer",
    "mindre",
    "norra",
    "nu",
    "ny",
    "nya",
    "nytt",
    "ordna",
    "renovera",
    "rusta",
    "skapa",
    "sluta",
    "stopp",
    "stoppa",
    "stora",
    "säkrare",
    "södra",
    "ta",
    "trygg",
    "trygga",
    "tryggare",
    "vill",
    "visa",
    "västra",
    "ändra",
    "öppna",
    "östra",
];
/// A stem shorter than this is the beginning of too much else (park – parkering).
const MIN_COMPOUND: usize = 5;
/// What a shared word weighs: two that want the same thing are alike wherever they want it.
const THING: u32 = 2;
const PLACE: u32 = 1;

/// The stems of a title: what is wanted, and where.
fn parts(title: &str) -> (Vec<String>, Vec<String>) {
    let stemmer = Stemmer::create(Algorithm::Swedish);
    let (mut things, mut places) = (Vec::new(), Vec::new());
    let mut place = false;
    for word in words(title) {
        if PLACE_WORDS.contains(&word.as_str()) {
            // "I Åsbyn behövs en brygga": a title that begins with the place says the thing after.
            place = !things.is_empty();
        } else if THING_WORDS.contains(&word.as_str()) {
            place = false;
        } else if !is_stop_word(&word) && !COMMON_WORDS.contains(&word.as_str()) {
            let stem = stem(&stemmer, &word);
            let part = if place { &mut places } else { &mut things };
            if stem.chars().count() > 1 && !part.contains(&stem) {
                part.push(stem);
            }
        }
    }
    (things, places)
}

/// Whether two stems mean the same thing, or one a kind of the other (lekplats – lekplatsplan).
fn is_kin(one: &str, other: &str) -> bool {
    let (short, long) = match one.len() <= other.len() {
        true => (one, other),
        false => (other, one),
    };
    short == long || (short.chars().count() >= MIN_COMPOUND && long.starts_with(short))
}

/// How much two titles want the same; 0 where they are not alike.
///
/// They have to share a thing and not only a place, a direction or a verb: another proposal for the
/// same square is not alike, and showing it would make somebody think theirs is wanted already. Of
/// several things the shorter title names, half have to be shared.
pub fn likeness(one: &str, other: &str) -> u32 {
    let ((one, one_at), (other, other_at)) = (parts(one), parts(other));
    let shared = |some: &[String], others: &[String]| {
        let kin = some
            .iter()
            .filter(|stem| others.iter().any(|other| is_kin(stem, other)));
        u32::try_from(kin.count()).unwrap_or(u32::MAX)
    };
    let (fewer, more) = match one.len() <= other.len() {
        true => (&one, &other),
        false => (&other, &one),
    };
    let things = shared(fewer, more);
    let named = u32::try_from(fewer.len()).unwrap_or(u32::MAX);
    if things == 0 || things.saturating_mul(2) < named {
        return 0;
    }
    THING
        .saturating_mul(things)
        .saturating_add(PLACE.saturating_mul(shared(&one_at, &other_at)))
}

/// Whether two titles say the same in the same words, in whatever order and form. Every word counts:
/// it takes but a small one to want the opposite.
pub fn says_the_same(one: &str, other: &str) -> bool {
    let stemmer = Stemmer::create(Algorithm::Swedish);
    let stems = |title: &str| {
        let mut stems: Vec<String> = words(title)
            .iter()
            .map(|word| stem(&stemmer, word))
            .collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    };
    let stems_of_one = stems(one);
    !stems_of_one.is_empty() && stems_of_one == stems(other)
}

fn unique(stems: Vec<String>) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for stem in stems {
        if !terms.iter().any(|t| t.stem == stem) {
            terms.push(Term {
                stem,
                prefix: false,
            });
        }
    }
    terms
}
