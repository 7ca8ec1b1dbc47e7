//! What a moderator reads before everybody can: which texts wait, and why.
//!
//! What waits is told by what a text contains and how it was sent, never by what it thinks: no rule here looks at
//! whether somebody is angry, or with whom. Whoever writes in a duty is not held.

mod alike;
mod links;
mod numbers;
mod words;

pub use alike::{Fingerprint, is_telling};
pub use words::{DEFAULT_WORDS, WORD_MIN, WORDS_MOST};

use serde::{Deserialize, Serialize};

use super::limits::{DAYS_FIELD, LIMIT_DAYS_MAX, Limits, at_most};
use crate::actor::Level;
use crate::error::FieldError;
use crate::fields::{FieldInput, FieldSpec, Reader, Values};
use crate::time::Stamp;

coded_enum! {
    /// Why a text waits.
    pub enum HoldReason {
        /// It is among the first ones of an account.
        FirstText = "first_text",
        /// It has a link in it, and the account is new.
        NewLink = "new_link",
        /// Its author has written many within minutes.
        Burst = "burst",
        /// It has a telephone number in it.
        Phone = "phone",
        /// It has a national number in it.
        NationalNumber = "national_number",
        /// A word of the municipality's list stands in it.
        Word = "word",
        /// The same stands there, or waits, several times.
        Repeated = "repeated",
    }
}

/// An account is new for so many days.
pub const NEW_DAYS: i64 = 7;
/// Texts of one account within [`BURST_MINUTES`] after which the next one waits.
pub const BURST_TEXTS: i64 = 8;
/// The same for a new account.
pub const BURST_TEXTS_NEW: i64 = 3;
/// See [`BURST_TEXTS`].
pub const BURST_MINUTES: i64 = 10;
/// So many times the same has to stand there before: people repeat themselves once.
pub const REPEATED: i64 = 2;
/// How far back the same is looked for, in hours.
pub const REPEATED_HOURS: i64 = 24;
/// Most first texts of an account that can be made to wait.
pub const FIRST_TEXTS_MAX: usize = 5;

/// What waits in a municipality, as it has set it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoldingRules {
    /// How many first texts of an account wait; 0: none.
    pub first_texts: i64,
    /// Links from new accounts.
    pub links: bool,
    /// Many texts within minutes.
    pub burst: bool,
    /// Telephone numbers and national numbers.
    pub numbers: bool,
    /// The same several times.
    pub repeated: bool,
    /// Words and phrases, each as it was typed.
    pub words: Vec<String>,
    /// How much a new account can do. What was set before there were any has the usual ones.
    #[serde(default)]
    pub limits: Limits,
}

impl Default for HoldingRules {
    /// Where a municipality has set nothing.
    fn default() -> Self {
        Self {
            first_texts: 1,
            links: true,
            burst: true,
            numbers: true,
            repeated: true,
            words: DEFAULT_WORDS
                .iter()
                .map(|word| (*word).to_owned())
                .collect(),
            limits: Limits::default(),
        }
    }
}

const YES_NO: &[&str] = &["yes", "no"];
/// Names of the form's fields.
pub const HOLDING_FIELDS: &[FieldSpec] = &[
    FieldSpec::required("first_texts", FieldInput::Integer).between(0, FIRST_TEXTS_MAX),
    FieldSpec::required("links", FieldInput::Choice(YES_NO)),
    FieldSpec::required("burst", FieldInput::Choice(YES_NO)),
    FieldSpec::required("numbers", FieldInput::Choice(YES_NO)),
    FieldSpec::required("repeated", FieldInput::Choice(YES_NO)),
    FieldSpec::optional("words", FieldInput::LongText).between(1, 10_000),
    FieldSpec::required(DAYS_FIELD, FieldInput::Integer).between(0, LIMIT_DAYS_MAX),
    at_most("comments_hour"),
    at_most("comments_day"),
    at_most("proposals_hour"),
    at_most("proposals_day"),
    at_most("problems_hour"),
    at_most("problems_day"),
    at_most("questions_hour"),
    at_most("questions_day"),
    at_most("reports_hour"),
    at_most("reports_day"),
    at_most("agreements_hour"),
    at_most("agreements_day"),
];

impl HoldingRules {
    /// Nothing waits.
    pub const fn none() -> Self {
        Self {
            first_texts: 0,
            links: false,
            burst: false,
            numbers: false,
            repeated: false,
            words: Vec::new(),
            limits: Limits::none(),
        }
    }

    /// What was typed.
    ///
    /// # Errors
    /// All problems, at their fields.
    pub fn read(typed: &Values) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(HOLDING_FIELDS, typed);
        let first_texts = reader.integer("first_texts");
        let mut switch = |name: &str| reader.yes(name);
        let switches = (
            switch("links"),
            switch("burst"),
            switch("numbers"),
            switch("repeated"),
        );
        let text = reader.text("words").unwrap_or_default();
        let words = words::read(&text).map_err(|problem| reader.problem("words", problem));
        let limits = Limits::read(&mut reader);
        let rules = match (first_texts, switches, words, limits) {
            (
                Some(first_texts),
                (Some(links), Some(burst), Some(numbers), Some(repeated)),
                Ok(words),
                Some(limits),
            ) => Some(Self {
                first_texts,
                links,
                burst,
                numbers,
                repeated,
                words,
                limits,
            }),
            _ => None,
        };
        reader.finish(rules)
    }

    /// The same, as the form shows it.
    pub fn typed(&self) -> Values {
        let yes = |on: bool| if on { "yes" } else { "no" }.to_owned();
        let mut typed = self.limits.typed();
        typed.extend([
            ("first_texts".to_owned(), self.first_texts.to_string()),
            ("links".to_owned(), yes(self.links)),
            ("burst".to_owned(), yes(self.burst)),
            ("numbers".to_owned(), yes(self.numbers)),
            ("repeated".to_owned(), yes(self.repeated)),
            ("words".to_owned(), self.words.join("\n")),
        ]);
        typed
    }
}

/// Whoever writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Author {
    /// When the account was made.
    pub created: Stamp,
    /// How well we know who it is.
    pub level: Level,
    /// How many texts of theirs stand there, as far as it matters.
    pub standing: i64,
    /// They write in a duty, under its name.
    pub in_duty: bool,
}

impl Author {
    /// Who has shown an e-identification, or stood before an official, is one person and answers for it.
    pub const fn is_identified(&self) -> bool {
        self.level.satisfies(Level::N2)
    }

    /// Somebody in a group, let in by a code and read by a leader.
    const fn is_member(&self) -> bool {
        matches!(self.level, Level::S)
    }

    /// An account that nobody knows yet: made lately, or one that has waited without a word.
    pub fn is_new(&self, now: Stamp) -> bool {
        let young = now < self.created.plus_days(NEW_DAYS);
        !self.is_identified() && !self.is_member() && (young || self.standing == 0)
    }
}

/// What was written lately.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Recent {
    /// Texts of this author within [`BURST_MINUTES`].
    pub texts: i64,
    /// How often this author has written the same within [`REPEATED_HOURS`].
    pub same_own: i64,
    /// How often others have.
    pub same_others: i64,
}

/// That a text waits, and why. Never without a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// In the order they are told.
    pub reasons: Vec<HoldReason>,
}

/// Whether a text waits. `own_hosts`: of the site itself, to which anybody may link.
pub fn hold(
    rules: &HoldingRules,
    text: &str,
    (author, recent): (&Author, &Recent),
    own_hosts: &[&str],
    now: Stamp,
) -> Option<Holding> {
    if author.in_duty {
        return None;
    }
    let waits = |reason: HoldReason| match reason {
        HoldReason::FirstText => {
            !author.is_identified() && !author.is_member() && author.standing < rules.first_texts
        }
        HoldReason::NewLink => {
            rules.links && author.is_new(now) && links::has_link(text, own_hosts)
        }
        HoldReason::Burst => {
            let most = match author.is_new(now) {
                true => BURST_TEXTS_NEW,
                false => BURST_TEXTS,
            };
            rules.burst && recent.texts >= most
        }
        HoldReason::Phone => rules.numbers && numbers::has_phone(text),
        HoldReason::NationalNumber => rules.numbers && numbers::has_national(text, now.day()),
        HoldReason::Word => words::has_word(text, &rules.words),
        HoldReason::Repeated => {
            let others = !author.is_member() && recent.same_others >= REPEATED;
            rules.repeated && (others || recent.same_own >= REPEATED)
        }
    };
    let all = HoldReason::ALL.iter().copied();
    let reasons: Vec<HoldReason> = all.filter(|reason| waits(*reason)).collect();
    (!reasons.is_empty()).then_some(Holding { reasons })
}

impl HoldReason {
    /// Whether it is the text itself that it is about; else it is about who sends it, and how often.
    pub const fn is_about_text(self) -> bool {
        match self {
            Self::NewLink | Self::Phone | Self::NationalNumber | Self::Word | Self::Repeated => {
                true
            }
            Self::FirstText | Self::Burst => false,
        }
    }
}

/// Why a text cannot take the place of what stands there already. It would be read by everybody before a moderator, and
/// what stands there cannot wait: what would make it wait by what it contains has to go.
pub fn refused_change(
    rules: &HoldingRules,
    text: &str,
    whose: (&Author, &Recent),
    own_hosts: &[&str],
    now: Stamp,
) -> Vec<HoldReason> {
    let held = hold(rules, text, whose, own_hosts, now);
    let mut reasons = held.map(|held| held.reasons).unwrap_or_default();
    reasons.retain(|reason| reason.is_about_text());
    reasons
}

/// As they are stored: codes with spaces between.
pub fn stored(reasons: &[HoldReason]) -> String {
    let codes: Vec<&str> = reasons.iter().map(|reason| reason.code()).collect();
    codes.join(" ")
}

/// What was stored. What an older or newer program called otherwise is left out.
pub fn of_stored(text: &str) -> Vec<HoldReason> {
    text.split(' ').filter_map(HoldReason::from_code).collect()
}

#[cfg(test)]
mod tests;
