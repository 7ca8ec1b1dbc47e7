//! Whether two texts are the same to whoever reads them.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use unicode_normalization::UnicodeNormalization;

/// Shorter texts are the same by chance: "Bra förslag!".
const WORDS_MIN: usize = 6;
/// Words that stand together.
const TOGETHER: usize = 3;
/// So many hundredths of what stands together in two texts have to be the same.
const ALIKE: usize = 70;

/// What a text is recognised by: its words in a row, without what is only decoration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint(BTreeSet<u64>);

fn words(text: &str) -> Vec<String> {
    let small: String = text.to_lowercase().nfkc().collect();
    small
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether a text is long enough to be nobody else's by chance.
pub fn is_telling(text: &str) -> bool {
    words(text).len() >= WORDS_MIN
}

impl Fingerprint {
    /// None of what is too short.
    pub fn of(text: &str) -> Option<Self> {
        let words = words(text);
        if words.len() < WORDS_MIN {
            return None;
        }
        let hash = |together: &[String]| {
            let mut hasher = DefaultHasher::new();
            together.hash(&mut hasher);
            hasher.finish()
        };
        Some(Self(words.windows(TOGETHER).map(hash).collect()))
    }

    /// Whether the two are the same, but for a word here and there.
    pub fn is_like(&self, other: &Self) -> bool {
        let both = self.0.intersection(&other.0).count();
        let all = self.0.len() + other.0.len() - both;
        both * 100 >= all * ALIKE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_alike(one: &str, other: &str) -> bool {
        match (Fingerprint::of(one), Fingerprint::of(other)) {
            (Some(one), Some(other)) => one.is_like(&other),
            _ => false,
        }
    }

    #[test]
    fn decoration_makes_no_other_text_and_short_ones_are_nobodys() {
        let text =
            "Stoppa bygget vid ån innan det är för sent, alla vet att kommunen ljuger om vattnet.";
        let same = "STOPPA bygget vid ån innan det är för sent!!! Alla vet att kommunen ljuger om vattnet 🔥";
        assert!(are_alike(text, same));
        assert!(are_alike(text, &format!("Hej! {text}")));
        let other = "Bygget vid ån är bra. Jag har bott här i tjugo år och vattnet har aldrig varit renare.";
        assert!(!are_alike(text, other));
        assert!(!are_alike("Bra förslag!", "Bra förslag!"));
        assert!(!are_alike(
            "Jag håller med om det här",
            "Jag håller inte alls med om det här"
        ));
    }
}
