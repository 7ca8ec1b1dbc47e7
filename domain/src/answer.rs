//! What officials, elected and bodies say. The three never share a badge, and each has fields of
//! its own: a service answer gives facts and costs, an opinion is signed, a decision is a
//! transition with body, date and paragraph.

use serde::{Deserialize, Serialize};

use crate::document::RemovalReason;
use crate::error::{FieldError, FieldProblem};
use crate::fields::FieldInput::{Choice, Date as DateInput, LongText, Money, Text, Url, Urls};
use crate::fields::{FieldSpec, Reader, Values};
use crate::outside;
use crate::proposal::{Course, Stage, guards};
use crate::text;
use crate::time::Date;
use crate::working_days::is_working_day;

coded_enum! {
    /// What kind of official act was appended. The code is also the key of its label.
    pub enum ActKind {
        /// A step of the case, decisions included.
        Transition = "transition",
        /// A verdict on an idea, or that it is done.
        IdeaMove = "idea_move",
        /// Svar från förvaltningen – inget beslut.
        OfficialAnswer = "official_answer",
        /// Åsikt av förtroendevald.
        ElectedOpinion = "elected_opinion",
        /// A question to the proposer (T15).
        Question = "question",
        /// Svar från förslagsställaren: what the proposer says to such a question.
        QuestionAnswer = "question_answer",
        /// The time to decide has run out, and why (T26).
        Delay = "delay",
        /// The minutes of a decision (T25).
        Minutes = "minutes",
        /// The decision has been appealed, and how that ended (T31).
        Appeal = "appeal",
        /// A note for the record, e.g. what a source does not say.
        Note = "note",
        /// A document: a report, a map, a picture.
        Document = "document",
        /// A document was taken down again.
        DocumentRemoval = "document_removal",
        /// A body outside the municipality was asked something.
        OutsideQuestion = "outside_question",
        /// Svar från Trafikverket, regionen, bolaget: what a body outside the municipality answered.
        GuestAnswer = "guest_answer",
        /// Nobody waits any more for a body outside the municipality to answer.
        OutsideWithdrawal = "outside_withdrawal",
        /// Two proposals became one course of action (T34), or one of them goes on by itself again.
        Merge = "merge",
    }
}

coded_enum! {
    /// The kinds of answer a reader can ask for alone.
    pub enum AnswerKind {
        /// Of the department: facts, and what comes of an idea.
        Official = "official_answer",
        /// Of somebody elected, under their own name.
        Elected = "elected_opinion",
        /// Of a body outside the municipality: facts in its own remit.
        Guest = "guest_answer",
        /// Of a body.
        Decision = "decision",
    }
}

coded_enum! {
    /// How an appeal ended.
    pub enum AppealOutcome {
        /// The decision stands.
        Dismissed = "dismissed",
        /// The decision was annulled.
        Annulled = "annulled",
        /// The court did not try it.
        NotTried = "not_tried",
        /// Whoever appealed took it back.
        Withdrawn = "withdrawn",
    }
}

/// Days to appeal a decision, counted from when the minutes were posted.
const APPEAL_DAYS: i64 = 21;

/// Last day to appeal what was decided at a meeting whose minutes were posted then: three weeks
/// later. Where nobody works on that day, the next one on which people do, as the law on counting
/// time has it.
pub fn last_day_to_appeal(posted_on: Date) -> Date {
    let mut day = posted_on.add_days(APPEAL_DAYS);
    while !is_working_day(day) {
        day = day.add_days(1);
    }
    day
}

impl ActKind {
    /// The fields of its form. Steps have their own ([`crate::proposal::TransitionKind::fields`],
    /// [`crate::proposal::IdeaMoveKind::fields`]).
    pub const fn fields(self) -> &'static [FieldSpec] {
        match self {
            Self::Transition | Self::IdeaMove | Self::Merge => &[],
            Self::OfficialAnswer => {
                const {
                    &[
                        FieldSpec::required("text", LongText),
                        FieldSpec::optional("investment_cost", Money),
                        FieldSpec::optional("operating_cost", Money),
                        FieldSpec::optional("weighed", LongText).between(1, text::BODY_MAX),
                        FieldSpec::optional("child_impact", LongText).between(1, text::BODY_MAX),
                        FieldSpec::optional("source_url", Urls),
                    ]
                }
            }
            Self::ElectedOpinion => const { &[FieldSpec::required("text", LongText)] },
            Self::Question => {
                const {
                    &[
                        FieldSpec::required("text", LongText).between(1, text::BODY_MAX),
                        FieldSpec::required("answer_by", DateInput),
                    ]
                }
            }
            // Which question it answers is no field that can be typed ([`ANSWERS`]).
            Self::QuestionAnswer => {
                const {
                    &[
                        FieldSpec::required("text", LongText).between(1, text::BODY_MAX),
                        FieldSpec::optional(PERSONAL, Choice(&["yes"])),
                    ]
                }
            }
            Self::Delay => {
                const {
                    &[
                        FieldSpec::required("reason", LongText),
                        FieldSpec::required("done_so_far", LongText),
                        FieldSpec::required("expected_decision", DateInput),
                    ]
                }
            }
            Self::Minutes => {
                const {
                    &[
                        FieldSpec::required("verified_on", DateInput),
                        FieldSpec::required("posted_on", DateInput),
                        FieldSpec::required("minutes_url", Url),
                        FieldSpec::optional("dissent", LongText),
                    ]
                }
            }
            Self::Appeal => {
                const {
                    &[
                        FieldSpec::required("case_number", Text).between(1, 40),
                        FieldSpec::required("appealed_on", DateInput),
                        FieldSpec::optional("outcome", Choice(AppealOutcome::CODES)),
                        FieldSpec::required("outcome_on", DateInput)
                            .only_for("outcome", AppealOutcome::CODES),
                    ]
                }
            }
            Self::Note => {
                const {
                    &[
                        FieldSpec::required("text", LongText).between(1, text::BODY_MAX),
                        FieldSpec::optional("source_url", Url),
                    ]
                }
            }
            // The file is no field that can be typed ([`crate::document`]).
            Self::Document => {
                const {
                    &[
                        FieldSpec::required("title", Text),
                        FieldSpec::required("made_by", Text),
                        FieldSpec::required("dated", DateInput),
                        FieldSpec::optional("description", LongText).between(1, text::BODY_MAX),
                    ]
                }
            }
            // Where the letter goes is no part of the record ([`crate::outside::ASK`]).
            Self::OutsideQuestion => {
                const {
                    &[
                        FieldSpec::required(outside::ORGANISATION, Text).between(2, 100),
                        FieldSpec::required("text", LongText).between(1, text::BODY_MAX),
                        FieldSpec::required("answer_by", DateInput),
                    ]
                }
            }
            Self::GuestAnswer => {
                const {
                    &[
                        FieldSpec::required("text", LongText),
                        FieldSpec::required(outside::SIGNED_NAME, Text)
                            .between(text::NAME_MIN, text::NAME_MAX),
                        FieldSpec::required(outside::SIGNED_TITLE, Text),
                        FieldSpec::optional("source_url", Url),
                    ]
                }
            }
            Self::OutsideWithdrawal => {
                const { &[FieldSpec::required("reason", LongText).between(1, text::BODY_MAX)] }
            }
            Self::DocumentRemoval => {
                const {
                    &[
                        FieldSpec::required("removal_reason", Choice(RemovalReason::CODES)),
                        FieldSpec::required("reason", LongText).between(1, text::BODY_MAX),
                    ]
                }
            }
        }
    }
}

impl ActKind {
    /// Whether what is in a read form can be true of this case. What has happened did so by
    /// `known`; what is awaited was to come when it was written down, on `recorded`. The two differ
    /// where an entry is corrected later.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn fits(
        self,
        values: &Values,
        course: &Course,
        recorded: Date,
        known: Date,
    ) -> Result<(), Vec<FieldError>> {
        let day = |field: &str| values.get(field).and_then(|text| Date::parse(text).ok());
        let stage = course.as_proposal();
        // Not before this day, and what is wrong then.
        let (past, coming, from) = match self {
            Self::Minutes => (
                &["verified_on", "posted_on"][..],
                &[][..],
                stage
                    .and_then(Stage::decision)
                    .map(|decision| (decision.meeting.date, FieldProblem::DateBeforeDecision)),
            ),
            Self::Appeal => (
                &["appealed_on", "outcome_on"][..],
                &[][..],
                stage
                    .and_then(Stage::received)
                    .map(|received| (received, FieldProblem::DateBeforeReceived)),
            ),
            Self::Document => (&["dated"][..], &[][..], None),
            Self::Question | Self::OutsideQuestion => (&[][..], &["answer_by"][..], None),
            Self::Delay => (&[][..], &["expected_decision"][..], None),
            Self::Transition
            | Self::IdeaMove
            | Self::OfficialAnswer
            | Self::ElectedOpinion
            | Self::QuestionAnswer
            | Self::DocumentRemoval
            | Self::GuestAnswer
            | Self::OutsideWithdrawal
            | Self::Merge
            | Self::Note => return Ok(()),
        };
        let mut errors = Vec::new();
        for field in past {
            let Some(day) = day(field) else { continue };
            if day > known {
                errors.push(FieldError::new(field, FieldProblem::DateInFuture));
            } else if let Some((_, problem)) = from.as_ref().filter(|(first, _)| day < *first) {
                errors.push(FieldError::new(field, problem.clone()));
            }
        }
        for field in coming {
            let Some(day) = day(field) else { continue };
            let latest = match self {
                Self::Delay => recorded.add_months(guards::DECISION_MONTHS_MAX),
                _ => recorded.add_days(guards::ANSWER_DAYS_MAX),
            };
            if day < recorded {
                errors.push(FieldError::new(field, FieldProblem::DateInPast));
            } else if let Some(problem) = guards::too_far(day, latest) {
                errors.push(FieldError::new(field, problem));
            }
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(errors)
        }
    }
}

/// A service answer: facts, costs, alternatives, consequences. No opinion and no promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficialAnswer {
    /// The answer.
    pub text: String,
    /// Whole kronor, once.
    pub investment_cost: Option<i64>,
    /// Whole kronor per year.
    pub operating_cost: Option<i64>,
    /// What was weighed against what.
    pub weighed: Option<String>,
    /// What it means for children.
    pub child_impact: Option<String>,
    /// Where the facts come from: web addresses, a line each.
    pub source_url: Option<String>,
}

/// An elected representative's own opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElectedOpinion {
    /// The opinion.
    pub text: String,
}

/// A question to the proposer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The question.
    pub text: String,
    /// Last day to answer.
    pub answer_by: Date,
}

/// Kept with an answer: the number of the question's first entry in the record.
pub const ANSWERS: &str = "answers_act";
/// The field of an answer that says that its text is not for everybody.
pub const PERSONAL: &str = "personal";

/// What the proposer answers to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionAnswer {
    /// The answer.
    pub text: String,
    /// `yes`: only those who run the case read it; that it was answered is public.
    pub personal: Option<String>,
}

coded_enum! {
    /// How it stands with a question to the proposer.
    pub enum QuestionState {
        /// There is an answer.
        Answered = "answered",
        /// Its day has not passed.
        Awaited = "awaited",
        /// Its day has passed, and there is none.
        Silent = "silent",
    }
}

impl QuestionState {
    /// On the last day there is still time to answer.
    pub fn of(answer_by: Date, is_answered: bool, today: Date) -> Self {
        match is_answered {
            true => Self::Answered,
            false if today <= answer_by => Self::Awaited,
            false => Self::Silent,
        }
    }
}

/// The time to decide has run out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delay {
    /// Why.
    pub reason: String,
    /// What has been done.
    pub done_so_far: String,
    /// The new expected date.
    pub expected_decision: Date,
}

/// The minutes of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// When they were verified (justerade).
    pub verified_on: Date,
    /// When they were posted on the notice board (anslagna).
    pub posted_on: Date,
    /// Where they are.
    pub minutes_url: String,
    /// Reservations and vote figures.
    pub dissent: Option<String>,
}

impl Minutes {
    /// See [`last_day_to_appeal`].
    pub fn appeal_by(&self) -> Date {
        last_day_to_appeal(self.posted_on)
    }
}

/// An appeal to the administrative court, and how it ended once that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appeal {
    /// The court's number of the case.
    pub case_number: String,
    /// When it was appealed.
    pub appealed_on: Date,
    /// How it ended.
    pub outcome: Option<AppealOutcome>,
    /// When it ended.
    pub outcome_on: Option<Date>,
}

/// The fields of [`ActKind::Merge`]: which other proposal it is about, in which way, and why. Nobody
/// types them.
pub mod merge_fields {
    /// On the part: the number of what it is part of.
    pub const LEAD: &str = "lead";
    /// On the lead: the number of what is part of it.
    pub const PART: &str = "part";
    /// On what was part: the number of what it is no longer part of.
    pub const FREE_OF: &str = "free_of";
    /// On what leads: the number of what is no longer part of it.
    pub const LET_GO: &str = "let_go";
    /// On the part: the number of what it is part of, and was archived with.
    pub const CLOSED_WITH: &str = "closed_with";
    /// With it: the days it was, for which its own clock stood still.
    pub const DAYS: &str = "days";
    /// Why, in plain words.
    pub const REASON: &str = "reason";
}

/// A note for the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The note.
    pub text: String,
    /// Where it comes from.
    pub source_url: Option<String>,
}

impl OfficialAnswer {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(ActKind::OfficialAnswer.fields(), values);
        let text = r.text("text");
        let (investment_cost, operating_cost) =
            (r.money("investment_cost"), r.money("operating_cost"));
        let (weighed, child_impact) = (r.text("weighed"), r.text("child_impact"));
        let source_url = r.urls("source_url");
        let answer = text.map(|text| Self {
            text,
            investment_cost,
            operating_cost,
            weighed,
            child_impact,
            source_url,
        });
        r.finish(answer)
    }
}

impl ElectedOpinion {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(ActKind::ElectedOpinion.fields(), values);
        let opinion = r.text("text").map(|text| Self { text });
        r.finish(opinion)
    }
}

impl Question {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(ActKind::Question.fields(), values);
        let (text, answer_by) = (r.text("text"), r.date("answer_by"));
        let question = text
            .zip(answer_by)
            .map(|(text, answer_by)| Self { text, answer_by });
        r.finish(question)
    }
}

impl QuestionAnswer {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(ActKind::QuestionAnswer.fields(), values);
        let (text, personal) = (r.text("text"), r.yes(PERSONAL));
        let personal = personal.filter(|it| *it).map(|_| "yes".to_owned());
        let answer = text.map(|text| Self { text, personal });
        r.finish(answer)
    }
}

impl Delay {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(ActKind::Delay.fields(), values);
        let (reason, done, date) = (
            r.text("reason"),
            r.text("done_so_far"),
            r.date("expected_decision"),
        );
        let delay = reason
            .zip(done)
            .zip(date)
            .map(|((reason, done_so_far), date)| Self {
                reason,
                done_so_far,
                expected_decision: date,
            });
        r.finish(delay)
    }
}

impl Minutes {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once, posting before verification included.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(ActKind::Minutes.fields(), values);
        let (verified_on, posted_on) = (r.date("verified_on"), r.date("posted_on"));
        let (url, dissent) = (r.url("minutes_url"), r.text("dissent"));
        if posted_on
            .zip(verified_on)
            .is_some_and(|(posted, verified)| posted < verified)
        {
            r.problem("posted_on", FieldProblem::DateBeforeVerified);
        }
        let minutes =
            verified_on
                .zip(posted_on)
                .zip(url)
                .map(|((verified_on, posted_on), minutes_url)| Self {
                    verified_on,
                    posted_on,
                    minutes_url,
                    dissent,
                });
        r.finish(minutes)
    }
}

impl Appeal {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once, an end before the beginning included.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(ActKind::Appeal.fields(), values);
        let (number, appealed_on) = (r.text("case_number"), r.date("appealed_on"));
        let (outcome, outcome_on) = (r.choice("outcome"), r.date("outcome_on"));
        if outcome_on
            .zip(appealed_on)
            .is_some_and(|(ended, began)| ended < began)
        {
            r.problem("outcome_on", FieldProblem::DateBeforeStart);
        }
        let appeal = number
            .zip(appealed_on)
            .map(|(case_number, appealed_on)| Self {
                case_number,
                appealed_on,
                outcome,
                outcome_on,
            });
        r.finish(appeal)
    }
}

impl Note {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(ActKind::Note.fields(), values);
        let (text, source_url) = (r.text("text"), r.url("source_url"));
        let note = text.map(|text| Self { text, source_url });
        r.finish(note)
    }
}
