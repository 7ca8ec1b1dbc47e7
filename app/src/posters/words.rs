//! What posters say in every language they speak.
//!
//! Not in the locale files: those are whole languages of the site, and a test asks each of them for
//! every word. A poster hangs where people speak more languages than the site has, and says a dozen
//! short things. Here each of them has to be there in each language, or it does not compile
//! (`docs/decisions/0031-posters.md`).

use crate::i18n::Lang;

/// A language a poster can speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tongue {
    Sv,
    En,
    Ar,
}

impl Tongue {
    pub const ALL: [Tongue; 3] = [Tongue::Sv, Tongue::En, Tongue::Ar];

    /// The BCP 47 code; also the word in the address.
    pub const fn code(self) -> &'static str {
        match self {
            Tongue::Sv => "sv",
            Tongue::En => "en",
            Tongue::Ar => "ar",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tongue| tongue.code() == code)
    }

    /// The language's own name for itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Tongue::Sv => "Svenska",
            Tongue::En => "English",
            Tongue::Ar => "العربية",
        }
    }

    /// As in the attribute `dir`.
    pub const fn direction(self) -> &'static str {
        match self {
            Tongue::Ar => "rtl",
            Tongue::Sv | Tongue::En => "ltr",
        }
    }

    /// The site's language nearest to it: what its code leads to.
    pub const fn site(self) -> Lang {
        match self {
            Tongue::En => Lang::En,
            Tongue::Sv | Tongue::Ar => Lang::Sv,
        }
    }

    pub const fn of_site(lang: Lang) -> Self {
        match lang {
            Lang::Sv => Tongue::Sv,
            Lang::En => Tongue::En,
        }
    }
}

/// Something a poster says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phrase {
    /// What it is about.
    Proposal,
    Idea,
    Problem,
    Campaign,
    Answer,
    Decision,
    /// "You said, we did": it is carried out.
    Done,
    /// What to do.
    SupportProposal,
    SupportIdea,
    SupportIdeas,
    Vote,
    ReadMore,
    ReadAnswer,
    ReadAnswers,
    ReadDecision,
    SeeResult,
    /// How to do it.
    Scan,
    /// Before an address.
    OrGoTo,
}

impl Phrase {
    pub const ALL: [Phrase; 18] = [
        Phrase::Proposal,
        Phrase::Idea,
        Phrase::Problem,
        Phrase::Campaign,
        Phrase::Answer,
        Phrase::Decision,
        Phrase::Done,
        Phrase::SupportProposal,
        Phrase::SupportIdea,
        Phrase::SupportIdeas,
        Phrase::Vote,
        Phrase::ReadMore,
        Phrase::ReadAnswer,
        Phrase::ReadAnswers,
        Phrase::ReadDecision,
        Phrase::SeeResult,
        Phrase::Scan,
        Phrase::OrGoTo,
    ];

    pub const fn said(self, tongue: Tongue) -> &'static str {
        match tongue {
            Tongue::Sv => self.in_swedish(),
            Tongue::En => self.in_english(),
            Tongue::Ar => self.in_arabic(),
        }
    }

    const fn in_swedish(self) -> &'static str {
        match self {
            Phrase::Proposal => "Medborgarförslag",
            Phrase::Idea => "Idé",
            Phrase::Problem => "Problem",
            Phrase::Campaign => "Vi frågar er som är unga",
            Phrase::Answer => "Svar från kommunen",
            Phrase::Decision => "Beslut",
            Phrase::Done => "Ni sa – vi gjorde",
            Phrase::SupportProposal => "Stöd förslaget",
            Phrase::SupportIdea => "Stöd idén",
            Phrase::SupportIdeas => "Läs och stöd idéerna",
            Phrase::Vote => "Rösta på idéerna",
            Phrase::ReadMore => "Läs mer",
            Phrase::ReadAnswer => "Läs svaret",
            Phrase::ReadAnswers => "Läs svaren",
            Phrase::ReadDecision => "Läs beslutet",
            Phrase::SeeResult => "Se vad som blev gjort",
            Phrase::Scan => "Skanna koden med mobilen",
            Phrase::OrGoTo => "Eller gå till",
        }
    }

    const fn in_english(self) -> &'static str {
        match self {
            Phrase::Proposal => "Resident proposal",
            Phrase::Idea => "Idea",
            Phrase::Problem => "Problem",
            Phrase::Campaign => "We are asking you who are young",
            Phrase::Answer => "Answer from the municipality",
            Phrase::Decision => "Decision",
            Phrase::Done => "You said – we did",
            Phrase::SupportProposal => "Support the proposal",
            Phrase::SupportIdea => "Support the idea",
            Phrase::SupportIdeas => "Read and support the ideas",
            Phrase::Vote => "Vote on the ideas",
            Phrase::ReadMore => "Read more",
            Phrase::ReadAnswer => "Read the answer",
            Phrase::ReadAnswers => "Read the answers",
            Phrase::ReadDecision => "Read the decision",
            Phrase::SeeResult => "See what was done",
            Phrase::Scan => "Scan the code with your phone",
            Phrase::OrGoTo => "Or go to",
        }
    }

    const fn in_arabic(self) -> &'static str {
        match self {
            Phrase::Proposal => "اقتراح من السكان",
            Phrase::Idea => "فكرة",
            Phrase::Problem => "مشكلة",
            Phrase::Campaign => "نسألكم أنتم الشباب",
            Phrase::Answer => "رد البلدية",
            Phrase::Decision => "قرار",
            Phrase::Done => "أنتم قلتم ونحن فعلنا",
            Phrase::SupportProposal => "ادعموا الاقتراح",
            Phrase::SupportIdea => "ادعموا الفكرة",
            Phrase::SupportIdeas => "اقرؤوا الأفكار وادعموها",
            Phrase::Vote => "صوتوا على الأفكار",
            Phrase::ReadMore => "اقرؤوا المزيد",
            Phrase::ReadAnswer => "اقرؤوا الرد",
            Phrase::ReadAnswers => "اقرؤوا الردود",
            Phrase::ReadDecision => "اقرؤوا القرار",
            Phrase::SeeResult => "شاهدوا ما تم إنجازه",
            Phrase::Scan => "امسحوا الرمز بالهاتف",
            Phrase::OrGoTo => "أو اذهبوا إلى",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_in_the_letters_of_its_language() {
        let arabic = |letter: char| ('\u{600}'..='\u{6ff}').contains(&letter);
        for phrase in Phrase::ALL {
            for tongue in Tongue::ALL {
                let said = phrase.said(tongue);
                let right = |letter: char| !letter.is_alphabetic() || arabic(letter);
                assert_eq!(said.chars().all(right), tongue == Tongue::Ar, "{said}");
                assert_eq!(said, said.trim());
            }
        }
        for tongue in Tongue::ALL {
            assert_eq!(Tongue::from_code(tongue.code()), Some(tongue));
        }
    }
}
