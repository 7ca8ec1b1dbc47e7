//! The officials' side: answers, opinions, transitions, corrections, and the page of all answers.
//!
//! What a form asks for is the domain's [`nara_domain::fields::FieldSpec`]s; nothing here knows
//! which step needs what.

pub mod api;

mod agenda;
mod answer;
mod by_template;
mod case;
mod correct;
mod later;
mod list;
mod look;
mod officer;
mod query;
mod record;
mod second;
mod spec;
mod steps;
mod verdict;

#[cfg(test)]
mod tests;

pub(crate) use by_template::placeholder_name;
pub(crate) use case::{case_page, consequences, head, once, path, subject};
pub(crate) use spec::{SpecForm, body_suggestions};

pub use answer::{OfficialAnswerPage, OpinionPage};
pub use correct::CorrectPage;
pub use later::{answer_waits, answers_that_wait};
pub use list::{AnswersPage, answers_title};
pub use record::RecordPage;
pub use second::waits_for_second;
pub use spec::choice_word;
pub use steps::may_record;
pub use verdict::VerdictPage;
