//! Templates for what the administration writes often: a text with places that each case fills by
//! itself. They belong to the municipality, not to whoever wrote them.

use crate::error::{FieldError, FieldProblem};
use crate::fields::FieldInput::{Choice, LongText, Text};
use crate::fields::{FieldSpec, Reader, Values};
use crate::text::{self, TITLE_MAX};

coded_enum! {
    /// What a template is for.
    pub enum TemplateKind {
        /// The department's answer.
        Answer = "answer",
        /// A question to the proposer.
        Question = "question",
    }
}

coded_enum! {
    /// What a case puts in the place of `{titel}` and its like. The codes are what is typed, in Swedish
    /// like the texts around them.
    pub enum Placeholder {
        /// The proposal's title.
        Title = "titel",
        /// The number in the diary.
        DiaryNumber = "diarienummer",
        /// The name the proposal is shown under.
        Name = "namn",
        /// The day it came in.
        Received = "inkom",
        /// The day an answer is promised by.
        AnswerBy = "svara_senast",
    }
}

/// Stands where a case has nothing to put: nobody reads past it, and nobody takes it for a word.
pub const GAP: &str = "___";
/// Most templates a municipality can have. Nobody finds anything in a longer list.
pub const TEMPLATES_MAX: usize = 200;

/// The field of a form's text that names a template.
pub const CHOSEN: &str = "mall";
/// What the button says that puts a template after what is typed.
pub const USE: &str = "template";

/// The form, in its order.
pub const FIELDS: &[FieldSpec] = &[
    FieldSpec::required("title", Text).between(1, TITLE_MAX),
    FieldSpec::required("kind", Choice(TemplateKind::CODES)),
    FieldSpec::required("text", LongText),
];

/// A piece of a template's text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Place(Placeholder),
}

/// A template's text, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(Vec<Part>);

/// A text of a template, filled for one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The text, with [`GAP`] where the case had nothing.
    pub text: String,
    /// What it had nothing for, each once.
    pub missing: Vec<Placeholder>,
}

impl Pattern {
    /// Reads a text. Braces are for placeholders and nothing else, so that a misspelt one is told and
    /// not published.
    ///
    /// # Errors
    /// The first that is no placeholder, as typed; a brace without its other half is the brace.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at(at);
            if !before.is_empty() {
                parts.push(Part::Text(before.to_owned()));
            }
            let inside = from.strip_prefix('{').and_then(|after| {
                let (name, after) = after.split_once('}')?;
                (!name.contains(['{', '\n'])).then_some((name, after))
            });
            let Some((name, after)) = inside else {
                return Err(from.chars().take(1).collect());
            };
            let place = Placeholder::from_code(&name.trim().to_lowercase());
            let Some(place) = place else {
                // Cut: it is shown in a message.
                let name: String = name.chars().take(40).collect();
                return Err(format!("{{{name}}}"));
            };
            parts.push(Part::Place(place));
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        Ok(Self(parts))
    }

    /// The text with a case's own in its places. What is put there is not read again: a title that looks
    /// like a placeholder stays as it is.
    pub fn fill(&self, value: impl Fn(Placeholder) -> Option<String>) -> Filled {
        let mut filled = Filled {
            text: String::new(),
            missing: Vec::new(),
        };
        for part in &self.0 {
            match part {
                Part::Text(text) => filled.text.push_str(text),
                Part::Place(place) => match value(*place).filter(|value| !value.is_empty()) {
                    Some(value) => filled.text.push_str(&value),
                    None => {
                        filled.text.push_str(GAP);
                        if !filled.missing.contains(place) {
                            filled.missing.push(*place);
                        }
                    }
                },
            }
        }
        filled
    }
}

/// A template as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// What it is found by.
    pub title: String,
    /// What it is for.
    pub kind: TemplateKind,
    /// With its placeholders.
    pub text: String,
}

impl Template {
    /// Reads the form.
    ///
    /// # Errors
    /// Every problem at once, a text longer than its kind may be and an unknown placeholder included.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(FIELDS, values);
        let (title, kind, text) = (r.text("title"), r.choice("kind"), r.text("text"));
        if let Some(text) = &text {
            let (max, actual) = (longest(kind), text::count(text));
            if actual > max {
                r.problem("text", FieldProblem::TooLong { max, actual });
            } else if let Err(name) = Pattern::parse(text) {
                r.problem("text", FieldProblem::UnknownPlaceholder { name });
            }
        }
        let template =
            title
                .zip(kind)
                .zip(text)
                .map(|((title, kind), text)| Self { title, kind, text });
        r.finish(template)
    }
}

/// As long as what is written by it may be.
const fn longest(kind: Option<TemplateKind>) -> usize {
    match kind {
        Some(TemplateKind::Question) => text::BODY_MAX,
        Some(TemplateKind::Answer) | None => text::ANSWER_MAX,
    }
}
