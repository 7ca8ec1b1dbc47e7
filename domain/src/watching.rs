//! Following more than one proposal: a topic, a part of the municipality, a body, somebody with a public
//! duty, or questions to the municipality. Not a resident: whoever only lives here is not followed by strangers.

use crate::actor::Body;
use crate::ids::QuestionSetId;
use crate::proposal::{District, Topic};

coded_enum! {
    /// What can be followed beside proposals.
    pub enum WatchKind {
        Topic = "topic",
        District = "district",
        Body = "body",
        /// Whoever has answered in a public duty, by the name it was done under: as the list of their answers.
        Person = "person",
        /// Questions to the municipality, under one heading.
        Question = "question",
    }
}

/// Longest name somebody has answered under.
const NAME_MAX: usize = 200;

/// One of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Watched {
    Topic(Topic),
    /// By its code.
    District(String),
    Body(Body),
    Person(String),
    /// By their number.
    Question(String),
}

impl Watched {
    /// What was named by kind and key, if there can be such a one.
    pub fn parse(kind: &str, key: &str) -> Option<Self> {
        match WatchKind::from_code(kind)? {
            WatchKind::Topic => Topic::from_code(key).map(Self::Topic),
            WatchKind::District => District::is_code(key).then(|| Self::District(key.to_owned())),
            // As it is kept: another spelling of the same body would be another one to follow.
            WatchKind::Body => Body::parse(key)
                .ok()
                .filter(|body| body.as_str() == key)
                .map(Self::Body),
            WatchKind::Person => {
                let name = !key.is_empty() && key.trim() == key && key.chars().count() <= NAME_MAX;
                name.then(|| Self::Person(key.to_owned()))
            }
            WatchKind::Question => key.parse().ok().map(Self::of_questions),
        }
    }

    /// These questions.
    pub fn of_questions(id: QuestionSetId) -> Self {
        Self::Question(id.to_string())
    }

    /// Which questions.
    pub fn questions(&self) -> Option<QuestionSetId> {
        match self {
            Self::Question(key) => key.parse().ok(),
            _ => None,
        }
    }

    pub const fn kind(&self) -> WatchKind {
        match self {
            Self::Topic(_) => WatchKind::Topic,
            Self::District(_) => WatchKind::District,
            Self::Body(_) => WatchKind::Body,
            Self::Person(_) => WatchKind::Person,
            Self::Question(_) => WatchKind::Question,
        }
    }

    /// What names it among its kind.
    pub fn key(&self) -> &str {
        match self {
            Self::Topic(topic) => topic.code(),
            Self::District(code) => code,
            Self::Body(body) => body.as_str(),
            Self::Person(name) => name,
            Self::Question(key) => key,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_reads_back_as_the_same() {
        for watched in [
            Watched::Topic(Topic::Safety),
            Watched::District("centrum".to_owned()),
            Watched::Body(Body::parse("KF").unwrap()),
            Watched::Person("Åsa Lind".to_owned()),
            Watched::of_questions(QuestionSetId::new(7)),
        ] {
            let read = Watched::parse(watched.kind().code(), watched.key());
            assert_eq!(read, Some(watched));
        }
    }

    #[test]
    fn what_cannot_be_is_nothing_to_follow() {
        for (kind, key) in [
            ("topic", "x"),
            ("topic", ""),
            ("district", "Centrum!"),
            ("body", ""),
            ("body", "kf"),
            ("person", ""),
            ("person", " Åsa"),
            ("resident", "Åsa"),
            ("question", ""),
            ("question", "07"),
            ("question", "-7"),
            ("question", "x"),
            ("", ""),
        ] {
            assert_eq!(Watched::parse(kind, key), None, "{kind} {key}");
        }
        assert_eq!(Watched::parse("person", &"x".repeat(201)), None);
    }
}
