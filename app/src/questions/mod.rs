//! Questions to the municipality `/fragor`: the list, the form that asks, the page of those under one heading with
//! an answer to each number, and the forms of those who read first and of those who answer.

pub mod api;

mod detail;
mod follow;
mod found;
mod list;
mod new;
mod news;
mod number;
mod shown;
mod step;
mod stop;

pub use detail::{Asked, QuestionsPage};
pub use found::{BESIDE, found_beside, found_path};
pub use list::QuestionListPage;
pub use new::AskPage;
pub use news::{latest_answers, newest_questions, that_wait};
#[cfg(test)]
pub(crate) use shown::words_of;
pub use shown::{number_name, path_at, path_of, signed};
pub use step::QuestionStepPage;
pub use stop::StopQuestionsPage;

/// Where letters about questions are stopped that are somebody's, too.
pub fn stop_path(token: &str) -> String {
    format!("/fragor/brev/{token}")
}

/// The feed of answers.
pub const FEED: &str = "/fragor.atom";
/// The form that asks.
pub const ASK: &str = "ask";
/// In it: how many questions there is room for.
pub const ROOM: &str = "room";
/// In it: the button that was pressed.
pub const PRESSED: &str = "gor";
/// That button asks for room for one more question.
pub const MORE: &str = "more";
/// The form that follows all of them.
pub const FOLLOW: &str = "ask_follow";
/// The form of a follow-up question.
pub const FOLLOW_UP: &str = "ask_follow_up";
/// The forms that say that it is one's own question, too.
pub const SAME: &str = "ask_same";
/// The form of a step.
pub const STEP: &str = "ask_step";
/// In an address: all of the questions.
pub const ALL: &str = "alla";
/// In the address of their page: the number that what is written in the discussion is about.
pub const ABOUT: &str = "om";
/// In the values of a form that came back: the number it was about.
pub const NUMBER: &str = "number";
