//! Where a text stands that was reported: at a proposal or idea, or among questions to the municipality.

use nara_app::moderation::api::{AskedPlace, Place, Spot};
use nara_domain::ids::{CommentId, ProposalId, QuestionId, QuestionSetId};
use nara_domain::proposal::Kind;
use nara_domain::question::Number;
use nara_domain::text::slug;

use super::store::{Fields, code};
use crate::db::{DbError, FromRow};

/// The columns that say where.
#[derive(Debug, FromRow)]
pub struct AtRow {
    proposal_id: Option<i64>,
    comment_id: Option<i64>,
    kind: Option<String>,
    question_set_id: Option<i64>,
    question_id: Option<i64>,
    number: Option<i64>,
    follow_up: Option<i64>,
}

/// Where a text stands.
#[derive(Clone, Copy, Debug)]
pub enum TextAt {
    Case {
        proposal: ProposalId,
        /// None: its own text.
        comment: Option<CommentId>,
        kind: Kind,
    },
    Asked {
        set: QuestionSetId,
        /// None: the heading, and what stands before the questions.
        question: Option<(QuestionId, Number)>,
    },
}

impl TryFrom<AtRow> for TextAt {
    type Error = DbError;

    fn try_from(row: AtRow) -> Result<Self, DbError> {
        let question = row.question_id.zip(row.number).zip(row.follow_up);
        match (row.proposal_id, row.kind, row.question_set_id) {
            (Some(proposal), Some(kind), None) => Ok(Self::Case {
                proposal: ProposalId::new(proposal),
                comment: row.comment_id.map(CommentId::new),
                kind: code("proposal.kind", &kind)?,
            }),
            (None, None, Some(set)) => Ok(Self::Asked {
                set: QuestionSetId::new(set),
                question: question.map(|((id, question), follow_up)| {
                    let number = Number {
                        question,
                        follow_up,
                    };
                    (QuestionId::new(id), number)
                }),
            }),
            _ => Err(DbError::Inconsistent("moderation of nothing".to_owned())),
        }
    }
}

impl TextAt {
    /// `title`: of the proposal, the idea or the questions, as everybody may read it.
    pub fn spot(self, title: &str) -> Spot {
        match self {
            Self::Case {
                proposal,
                comment,
                kind,
            } => Spot::Case(Place {
                proposal,
                slug: slug(title),
                title: title.to_owned(),
                kind,
                comment,
            }),
            Self::Asked { set, question } => Spot::Asked(AskedPlace {
                set,
                slug: slug(title),
                heading: title.to_owned(),
                number: question.map(|(_, number)| number),
            }),
        }
    }

    /// Whether it is one text, without a title of its own.
    pub const fn is_one_text(self) -> bool {
        match self {
            Self::Case { comment, .. } => comment.is_some(),
            Self::Asked { question, .. } => question.is_some(),
        }
    }
}

/// The title where it is part of what was written, and the text. What was never published is kept with each of
/// its questions by its number.
pub fn in_words(at: TextAt, fields: &Fields) -> (Option<String>, String) {
    let field = |name: &str| fields.get(name).cloned();
    if at.is_one_text() {
        return (None, field("text").unwrap_or_default());
    }
    let each = fields.iter();
    let mut numbers: Vec<(Number, &str)> = each
        .filter_map(|(name, text)| Some((name.parse().ok()?, text.as_str())))
        .collect();
    numbers.sort_unstable_by_key(|(number, _)| *number);
    let numbers = numbers
        .iter()
        .map(|(number, text)| format!("{number}. {text}"));
    let parts = field("body").into_iter().chain(numbers);
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    (field("title"), parts.join("\n\n"))
}
