//! What was written and reported, as the model has it, and how the service has to answer.

use nara_app::error::AppError;
use nara_app::moderation::api::TextRef;
use nara_domain::ids::{ModerationId, QuestionSetId};
use nara_domain::moderation::{CaseMove, Reason, second_by};
use nara_domain::time::Date;

use super::{ELECTED, LEADER, MEMBER, MODERATORS, Walk};

/// What is asked of a text, and of its row: title, text, what it is found by, whether it is withheld.
pub type Row = (String, String, String, bool);

/// A text somebody wrote.
pub struct Text {
    pub place: TextRef,
    pub author: usize,
    pub mark: String,
    /// As it was written.
    pub row: Row,
    /// The case that is open or hidden now, by its place among the cases.
    pub now: Option<usize>,
}

impl Text {
    /// Among which questions it stands.
    pub fn set(&self) -> Option<QuestionSetId> {
        match self.place {
            TextRef::Asked(set, _) => Some(set),
            TextRef::Case(..) => None,
        }
    }

    /// Whether it is text alone, without a title.
    pub fn is_one(&self) -> bool {
        matches!(
            self.place,
            TextRef::Case(_, Some(_)) | TextRef::Asked(_, Some(_))
        )
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    Left,
    Hidden,
    Shown,
}

/// What was reported, as the model has it.
pub struct Case {
    pub id: ModerationId,
    pub text: usize,
    pub state: State,
    /// Who hid it, and on which day.
    pub hid: Option<(usize, Date)>,
    pub asked: bool,
    pub upheld: bool,
    /// Who suggested to hide what an elected wrote.
    pub proposed: Option<usize>,
    /// By which day another one has to confirm that it was hidden.
    pub second_by: Option<Date>,
    /// Nobody had.
    pub lapsed: bool,
}

impl Case {
    pub fn appeal_waits(&self) -> bool {
        self.state == State::Hidden && self.asked && !self.upheld
    }
}

/// How the service answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Done,
    Invalid,
    Denied,
    Conflict,
    NotFound,
    SignIn,
}

pub fn answer<T>(done: &Result<T, AppError>) -> Answer {
    match done {
        Ok(_) => Answer::Done,
        Err(AppError::Invalid(_)) => Answer::Invalid,
        Err(AppError::Denied(_)) => Answer::Denied,
        Err(AppError::Conflict) => Answer::Conflict,
        Err(AppError::NotFound) => Answer::NotFound,
        Err(AppError::SignIn) => Answer::SignIn,
        Err(other) => panic!("{other:?}"),
    }
}

impl Walk {
    pub(super) fn is_hidden(&self, at: usize) -> bool {
        let case = self.texts[at].now;
        case.is_some_and(|case| self.cases[case].state == State::Hidden)
    }

    /// Whether everybody can open the page it stands on: of questions as long as one of them is not hidden.
    pub(super) fn is_open(&self, at: usize) -> bool {
        let Some(set) = self.texts[at].set() else {
            return true;
        };
        (0..self.texts.len()).any(|other| {
            let text = &self.texts[other];
            text.set() == Some(set) && text.is_one() && !self.is_hidden(other)
        })
    }

    /// What comes of a moderator's leaving out a question that nobody has to have reported.
    pub(super) fn expected_refusal(
        &self,
        who: usize,
        at: usize,
        (rule, reason): (&str, &str),
    ) -> Answer {
        if who == 0 {
            return Answer::SignIn;
        }
        if !MODERATORS.contains(&who) {
            let knows = self.is_open(at) || self.texts[at].author == who;
            return if knows {
                Answer::Denied
            } else {
                Answer::NotFound
            };
        }
        let ruled = Reason::from_code(rule).is_some_and(Reason::is_rule);
        if reason.is_empty() || !ruled {
            return Answer::Invalid;
        }
        match self.is_hidden(at) {
            true => Answer::Denied,
            false => Answer::Done,
        }
    }

    /// What comes of a step, by the rules as they are meant.
    pub(super) fn expected(
        &self,
        (who, at): (usize, usize),
        (step, rule, reason): (CaseMove, &str, &str),
        stale: bool,
    ) -> Answer {
        let case = &self.cases[at];
        let author = self.texts[case.text].author;
        let moderates = MODERATORS.contains(&who);
        let leads = who == LEADER && author == MEMBER;
        if who == 0 {
            return Answer::SignIn;
        }
        if !moderates && !leads {
            return Answer::Denied;
        }
        let ruled = Reason::from_code(rule).is_some_and(Reason::is_rule);
        let named = matches!(step, CaseMove::Hide | CaseMove::Propose);
        if reason.is_empty() || (named && !ruled) {
            return Answer::Invalid;
        }
        let follows = match step {
            CaseMove::Leave | CaseMove::Hide => case.state == State::Open,
            CaseMove::Unhide => case.state == State::Hidden,
            CaseMove::Uphold => case.appeal_waits(),
            CaseMove::Propose => {
                let open = case.state == State::Open && case.proposed.is_none();
                open && author == ELECTED
            }
            CaseMove::Confirm => case.state == State::Hidden && case.second_by.is_some(),
        };
        if stale || !follows {
            return Answer::Conflict;
        }
        let hid = case.hid.map(|(hid, _)| hid);
        match step {
            CaseMove::Hide if author == ELECTED => {
                let suggested = case.proposed.is_some_and(|by| by != who);
                let again = self.lapsed_before(at);
                match suggested || (matches!(rule, "threat" | "personal_data") && !again) {
                    true => Answer::Done,
                    false => Answer::Denied,
                }
            }
            CaseMove::Hide => Answer::Done,
            CaseMove::Leave | CaseMove::Propose if moderates => Answer::Done,
            CaseMove::Unhide | CaseMove::Uphold | CaseMove::Confirm
                if moderates && hid != Some(who) =>
            {
                Answer::Done
            }
            _ => Answer::Denied,
        }
    }

    /// Whether the same text was hidden by one before, and nobody confirmed it.
    pub(super) fn lapsed_before(&self, at: usize) -> bool {
        let text = self.cases[at].text;
        let before = &self.cases[..at];
        before.iter().any(|case| case.text == text && case.lapsed)
    }

    /// The model takes the step.
    pub(super) fn take(&mut self, who: usize, at: usize, step: CaseMove) {
        let today = self.now.day();
        *self.seen.entry(step.to_string()).or_default() += 1;
        let elected = self.texts[self.cases[at].text].author == ELECTED;
        let case = &mut self.cases[at];
        match step {
            CaseMove::Leave => case.state = State::Left,
            CaseMove::Hide => {
                case.state = State::Hidden;
                case.hid = Some((who, today));
                let suggested = case.proposed.is_some_and(|by| by != who);
                case.second_by = (elected && !suggested).then(|| second_by(today));
            }
            CaseMove::Unhide => case.state = State::Shown,
            CaseMove::Uphold => {
                case.upheld = true;
                case.second_by = None;
            }
            CaseMove::Propose => case.proposed = Some(who),
            CaseMove::Confirm => case.second_by = None,
        }
        if matches!(case.state, State::Left | State::Shown) {
            let text = case.text;
            self.texts[text].now = None;
        }
    }

    /// What nobody has confirmed in time is shown again.
    pub(super) fn lapse(&mut self) {
        let today = self.now.day();
        for case in &mut self.cases {
            let late = case.second_by.is_some_and(|by| by < today);
            if case.state == State::Hidden && late {
                case.state = State::Shown;
                case.lapsed = true;
                self.texts[case.text].now = None;
                *self.seen.entry("lapsed".to_owned()).or_default() += 1;
            }
        }
    }
}
