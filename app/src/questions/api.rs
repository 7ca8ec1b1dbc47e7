//! What is shown and typed, and the port the server fills in.

use nara_domain::actor::{Actor, Standing};
use nara_domain::fields::Values;
use nara_domain::ids::{ModerationId, QuestionActId, QuestionSetId};
use nara_domain::moderation::Hidden;
use nara_domain::question::{Number, NumberState, QuestionStepKind, SetState};
use nara_domain::time::{Date, Stamp};

use crate::error::AppError;

/// What the form of a step sends along besides its fields: the last act about the same that stood on the page.
pub const SEEN: &str = "seen";
/// In the form of a correction: the answer that was wrong.
pub const CORRECTS: &str = "corrects";
/// Longest text that is looked for, in characters.
pub const SEARCH_MAX: usize = 200;
/// Lines of a page of the list.
pub const PAGE: i64 = 20;

/// A line of the list.
#[derive(Clone, Debug)]
pub struct QuestionItem {
    pub id: QuestionSetId,
    pub slug: String,
    pub heading: String,
    /// The first question.
    pub first: String,
    pub asker: String,
    pub organisation: Option<String>,
    pub state: SetState,
    pub asked_at: Stamp,
    pub answer_by: Option<Date>,
    /// How many there are, and how many are answered: what has a number of its own.
    pub numbers: i64,
    pub answered: i64,
    /// The same of what followed them up.
    pub follow_ups: i64,
    pub follow_ups_answered: i64,
}

/// What was found by some words.
#[derive(Clone, Debug, Default)]
pub struct QuestionsFound {
    pub items: Vec<QuestionItem>,
    pub total: i64,
    /// The last line, where there are more.
    pub next: Option<QuestionSetId>,
}

/// What the address of the list asks for.
#[derive(Clone, Copy, Debug, Default)]
pub struct QuestionQuery {
    /// Those that are answered, instead of those that wait.
    pub answered: bool,
    /// The last line of the page before.
    pub after: Option<QuestionSetId>,
}

/// A page of the list.
#[derive(Clone, Debug, Default)]
pub struct QuestionList {
    pub items: Vec<QuestionItem>,
    /// The last line, where there are more.
    pub next: Option<QuestionSetId>,
    /// Those that are not public: all of them for whoever reads first, else the reader's own.
    pub waiting: Vec<QuestionItem>,
}

/// Something that was done about questions.
#[derive(Clone, Debug)]
pub struct QuestionAct {
    pub id: QuestionActId,
    pub step: QuestionStepKind,
    pub by: String,
    pub standing: Standing,
    pub at: Stamp,
    /// As it was recorded, by the names of [`QuestionStepKind::fields`].
    pub fields: Values,
    /// The answer it corrects.
    pub corrects: Option<QuestionActId>,
}

/// One question, or a follow-up to one.
#[derive(Clone, Debug)]
pub struct QuestionView {
    pub number: Number,
    /// As it was asked; none where this reader may not read it.
    pub text: Option<String>,
    pub hidden: Option<Hidden>,
    /// How it is spoken of, for whoever asked and those who read first.
    pub case: Option<ModerationId>,
    /// Whether it can be reported.
    pub reportable: bool,
    pub state: NumberState,
    pub asked_at: Stamp,
    /// Of how many others it is the question, too.
    pub same: i64,
    /// Whether it is the reader's.
    pub mine_same: bool,
    /// Whether the reader is offered to say so.
    pub offers_same: bool,
    /// Whether the reader may ask more.
    pub may_follow_up: bool,
    /// The earliest first.
    pub acts: Vec<QuestionAct>,
    /// What the reader may do about it.
    pub steps: Vec<QuestionStepKind>,
}

impl QuestionView {
    /// What a form of a step about it has to know: the last act.
    pub fn seen(&self) -> String {
        seen(&self.acts)
    }

    /// Answers as they read now, each with what it read before, the latest version first.
    pub fn answers(&self) -> Vec<Vec<&QuestionAct>> {
        let first = self.acts.iter();
        let first = first.filter(|act| act.step == QuestionStepKind::Answer);
        first
            .map(|answer| {
                let mut versions = vec![answer];
                while let Some(next) = self.acts.iter().find(|act| {
                    let last = versions.last().map(|last| last.id);
                    act.step == QuestionStepKind::Correct && act.corrects == last
                }) {
                    versions.push(next);
                }
                versions.reverse();
                versions
            })
            .collect()
    }

    /// How it is, where a text says something that is not so.
    pub fn facts(&self) -> impl Iterator<Item = &QuestionAct> {
        facts(&self.acts)
    }

    /// Whom it was passed on to last.
    pub fn passed_on(&self) -> Option<&QuestionAct> {
        let passed = |act: &&QuestionAct| act.step == QuestionStepKind::PassOn;
        self.acts.iter().rfind(passed)
    }
}

/// Questions under one heading.
#[derive(Clone, Debug)]
pub struct SetView {
    pub id: QuestionSetId,
    pub slug: String,
    pub heading: String,
    pub introduction: Option<String>,
    pub asker: String,
    pub organisation: Option<String>,
    /// The reader's own.
    pub mine: bool,
    pub state: SetState,
    /// The heading, or all of them.
    pub hidden: Option<Hidden>,
    /// As [`QuestionView::case`].
    pub case: Option<ModerationId>,
    /// Whether what stands above the questions can be reported.
    pub reportable: bool,
    pub asked_at: Stamp,
    pub published_at: Option<Stamp>,
    pub answer_by: Option<Date>,
    /// What was done about all of them, the earliest first.
    pub acts: Vec<QuestionAct>,
    /// What the reader may do about all of them.
    pub steps: Vec<QuestionStepKind>,
    /// In their order, each with its follow-ups after it.
    pub questions: Vec<QuestionView>,
    /// The last public event this page has seen.
    pub live_seq: i64,
}

fn facts(acts: &[QuestionAct]) -> impl Iterator<Item = &QuestionAct> {
    let acts = acts.iter();
    acts.filter(|act| act.step == QuestionStepKind::Fact)
}

fn seen(acts: &[QuestionAct]) -> String {
    let last = acts.last().map(|act| act.id.to_string());
    last.unwrap_or_default()
}

impl SetView {
    /// As [`QuestionView::facts`], of what stands above the questions.
    pub fn facts(&self) -> impl Iterator<Item = &QuestionAct> {
        facts(&self.acts)
    }

    /// As [`QuestionView::seen`], of all of them.
    pub fn seen(&self) -> String {
        seen(&self.acts)
    }

    /// One of them.
    pub fn question(&self, number: Number) -> Option<&QuestionView> {
        self.questions.iter().find(|one| one.number == number)
    }

    /// Whoever sees to it that there will be answers.
    pub fn taken(&self) -> Option<&QuestionAct> {
        let taken = |act: &&QuestionAct| act.step == QuestionStepKind::Take;
        self.acts.iter().rfind(taken)
    }

    /// How many of those that everybody reads are answered, and how many there are: of what has a number of its
    /// own, or of what followed that up.
    pub fn answered(&self, follow_ups: bool) -> (i64, i64) {
        let public = self
            .questions
            .iter()
            .filter(|one| one.number.is_follow_up() == follow_ups && one.state.is_public());
        let all = public.clone().count();
        let answered = public.filter(|one| one.state == NumberState::Answered);
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        (count(answered.count()), count(all))
    }
}

/// An answer that everybody reads.
#[derive(Clone, Debug)]
pub struct QuestionNews {
    pub id: QuestionSetId,
    pub slug: String,
    pub heading: String,
    pub number: Number,
    pub question: String,
    pub act: QuestionAct,
}

/// What waits for an answer.
#[derive(Clone, Copy, Debug, Default)]
pub struct QuestionWaits {
    /// Questions.
    pub numbers: i64,
    /// How many headings they are under whose day has passed.
    pub late: i64,
    /// The next day that was promised, or the one that passed first.
    pub next: Option<Date>,
}

/// What a letter's link leads to. Not whose it is: the page can be opened by whoever has the letter.
#[derive(Clone, Debug)]
pub struct StopView {
    pub id: QuestionSetId,
    /// Heading and slug; none where not everybody may know them any more.
    pub heading: Option<(String, String)>,
    pub stopped: bool,
}

/// What the pages and forms ask for. `about`: one number, or all of them.
#[async_trait::async_trait]
pub trait QuestionPort: Send + Sync {
    /// Those that everybody reads, the newest first.
    async fn list(&self, actor: &Actor, query: QuestionQuery) -> Result<QuestionList, AppError>;

    /// How many texts wait to be read, for whoever reads them.
    async fn to_read(&self, actor: &Actor) -> Result<i64, AppError>;

    /// The latest answers, as they read now. For everybody.
    async fn latest(&self, limit: i64) -> Result<Vec<QuestionNews>, AppError>;

    /// The newest that wait for an answer. For everybody.
    async fn newest(&self, limit: i64) -> Result<Vec<QuestionItem>, AppError>;

    /// Those that everybody reads in which all of these words are found, the newest first. `at`: the last line
    /// of the page before, and how many. `by`: from which network and when; none where the same words were looked
    /// for among proposals, and counted.
    ///
    /// # Errors
    /// Where a network looks too often.
    async fn search(
        &self,
        text: &str,
        at: (Option<QuestionSetId>, i64),
        by: Option<(&str, Stamp)>,
    ) -> Result<QuestionsFound, AppError>;

    /// Heading and slug of these, as far as everybody reads them.
    async fn headings(
        &self,
        ids: &[QuestionSetId],
    ) -> Result<Vec<(QuestionSetId, String, String)>, AppError>;

    /// What waits for an answer, for those who answer; nothing for others.
    async fn waits(&self, actor: &Actor, today: Date) -> Result<QuestionWaits, AppError>;

    /// Whether this reader may ask.
    ///
    /// # Errors
    /// `Denied`, `SignIn`.
    async fn may_ask(&self, actor: &Actor) -> Result<(), AppError>;

    /// # Errors
    /// `NotFound` also for what this reader may not read.
    async fn set(&self, actor: &Actor, id: QuestionSetId) -> Result<SetView, AppError>;

    /// Asks: they wait to be read. Sent twice, asked once.
    ///
    /// # Errors
    /// `Invalid` at the fields; `Denied` to who may not ask.
    async fn ask(
        &self,
        actor: &Actor,
        typed: &Values,
        once: &str,
        now: Stamp,
    ) -> Result<(QuestionSetId, String), AppError>;

    /// Asks more about a number that is answered.
    ///
    /// # Errors
    /// `Invalid` at `text`; `Denied` to anybody but the asker, and before it is answered.
    async fn follow_up(
        &self,
        actor: &Actor,
        question: (QuestionSetId, i64),
        sent: (&Values, &str),
        now: Stamp,
    ) -> Result<(), AppError>;

    /// Says that it is one's own question, too, or takes that back. Twice is as once.
    ///
    /// # Errors
    /// `Denied` to who may not.
    async fn say_same(
        &self,
        actor: &Actor,
        question: (QuestionSetId, Number),
        same: bool,
        now: Stamp,
    ) -> Result<(), AppError>;

    /// What a letter's link stops.
    ///
    /// # Errors
    /// `LinkUnknown` for a token that is none of ours, and where it is nobody's question any more.
    async fn find_stop(&self, token: &str) -> Result<StopView, AppError>;

    /// No letters about these questions any more. Twice is once.
    ///
    /// # Errors
    /// As [`QuestionPort::find_stop`].
    async fn stop(&self, token: &str, now: Stamp) -> Result<(), AppError>;

    /// Takes a step. `typed` has what the form asks for, and [`SEEN`].
    ///
    /// # Errors
    /// `Conflict` where somebody else was quicker; `Denied` to who may not, or where it does not follow.
    async fn take(
        &self,
        actor: &Actor,
        about: (QuestionSetId, Option<Number>),
        step: QuestionStepKind,
        sent: (&Values, &str),
        now: Stamp,
    ) -> Result<(), AppError>;
}
