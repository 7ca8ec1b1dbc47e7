//! The letters about steps on the way, and about what is said of a case beside its answers. Whom they
//! go to is the domain's to say ([`Told`]).

use nara_app::answers::choice_word;
use nara_app::error::AppError;
use nara_app::i18n::{Lang, date_long, listed};
use nara_app::proposals::shown::{body_in_text, named_body, state_name};
use nara_app::t;
use nara_domain::answer::{ActKind, last_day_to_appeal};
use nara_domain::letters::Told;
use nara_domain::proposal::{Ruleset, Stage, Transition};
use nara_domain::time::{Date, Stamp};

use super::{Letters, Reader, Sender, excerpt, tell};
use crate::db::Tx;
use crate::mail::letters::Letter;
use crate::proposals::store::case::StoredCase;

/// What the step says beyond where the case is now.
fn detail(lang: Lang, step: &Transition, stage: &Stage) -> String {
    match step {
        Transition::HandOver { receiving_body, .. } => t!(
            lang,
            "mail-step-handed_over",
            body = named_body(lang, receiving_body.as_str())
        ),
        Transition::Refer {
            bodies, answer_by, ..
        } => {
            let bodies: Vec<String> = bodies
                .iter()
                .map(|body| body_in_text(lang, body.as_str()))
                .collect();
            t!(
                lang,
                "mail-step-referred",
                bodies = listed(lang, &bodies),
                date = date_long(lang, *answer_by)
            )
        }
        Transition::StartPreparation {
            officer,
            department,
            expected_decision,
        } => t!(
            lang,
            "mail-step-preparation",
            who = officer.as_str(),
            department = department.as_str(),
            date = date_long(lang, *expected_decision)
        ),
        Transition::PresentProposal {
            proposed_decision, ..
        } => t!(
            lang,
            "mail-step-proposed",
            text = excerpt(proposed_decision)
        ),
        Transition::RemitBack { question, new_date } => t!(
            lang,
            "mail-step-remitted",
            question = excerpt(question),
            date = date_long(lang, *new_date)
        ),
        Transition::Plan {
            owner, next_report, ..
        } => t!(
            lang,
            "mail-step-planned",
            who = owner.as_str(),
            date = date_long(lang, *next_report)
        ),
        _ => match stage {
            Stage::Scheduled { body, date, .. }
            | Stage::Tabled {
                body,
                next_meeting: date,
                ..
            } => t!(
                lang,
                "fact-meeting",
                body = named_body(lang, body.as_str()),
                date = date_long(lang, *date)
            ),
            _ => return String::new(),
        },
    }
    .into_owned()
}

impl Letters {
    /// After a step that has no letter of its own.
    pub(super) async fn of_step(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        (step, rules): (&Transition, &Ruleset),
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        // Opened as it was handed in: the receipt of the same moment says so.
        if matches!(step, Transition::OpenForSupport) && now == case.submitted_at {
            return Ok(());
        }
        let told = Told::of_step(step.kind());
        let write = |lang, reader| sender.step(lang, case, (step, rules), reader);
        tell(tx, (case, told), write, now).await
    }

    /// After a step that ends it before anybody decided on the matter: the proposer gets a letter that
    /// says more.
    pub(super) async fn once_over(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        (step, rules): (&Transition, &Ruleset),
        to_proposer: impl Fn(Lang) -> Letter,
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        let told = Told::of_step(step.kind());
        let write = |lang, reader| match reader {
            Reader::Proposer => to_proposer(lang),
            Reader::Other => sender.step(lang, case, (step, rules), reader),
        };
        tell(tx, (case, told), write, now).await
    }

    /// The time has run out: why, what has been done, and the new day.
    pub(super) async fn of_delay(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        (reason, done_so_far, expected): (&str, &str, &str),
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        let write = |lang, reader: Reader| {
            about!(
                sender,
                lang,
                case,
                "delay",
                hello = reader.hello(lang, case),
                reason = excerpt(reason),
                done = excerpt(done_so_far),
                date = Date::parse(expected)
                    .map_or_else(|_| expected.to_owned(), |day| date_long(lang, day))
            )
        };
        tell(tx, (case, Told::of_act(ActKind::Delay)), write, now).await
    }

    /// The minutes are posted: from then on a decision can be appealed.
    pub(super) async fn of_minutes(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        (posted_on, minutes_url): (&str, &str),
        now: Stamp,
    ) -> Result<(), AppError> {
        let (Some(sender), Ok(posted_on)) = (&self.0, Date::parse(posted_on)) else {
            return Ok(());
        };
        let write = |lang, reader: Reader| {
            about!(
                sender,
                lang,
                case,
                "minutes",
                hello = reader.hello(lang, case),
                posted = date_long(lang, posted_on),
                appeal = date_long(lang, last_day_to_appeal(posted_on)),
                minutes = minutes_url
            )
        };
        tell(tx, (case, Told::of_act(ActKind::Minutes)), write, now).await
    }

    /// Somebody elected has said what they think.
    pub(super) async fn of_opinion(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        (who, text): (&str, &str),
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        let write = |lang, reader: Reader| {
            about!(
                sender,
                lang,
                case,
                "opinion",
                hello = reader.hello(lang, case),
                who = who,
                text = excerpt(text)
            )
        };
        let told = Told::of_act(ActKind::ElectedOpinion);
        tell(tx, (case, told), write, now).await
    }

    /// The decision has been appealed, or how that ended.
    pub(super) async fn of_appeal(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        outcome: &str,
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        let write = |lang, reader: Reader| {
            let what = match outcome {
                "" => t!(lang, "mail-appeal-made").into_owned(),
                outcome => format!(
                    "{}.",
                    choice_word(lang, "outcome", outcome).trim_end_matches('.')
                ),
            };
            about!(
                sender,
                lang,
                case,
                "appeal",
                hello = reader.hello(lang, case),
                what = what
            )
        };
        tell(tx, (case, Told::of_act(ActKind::Appeal)), write, now).await
    }

    /// Something that was recorded was wrong, and stands corrected beside it.
    pub async fn of_correction(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        reason: &str,
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        let write = |lang, reader: Reader| {
            about!(
                sender,
                lang,
                case,
                "corrected",
                hello = reader.hello(lang, case),
                reason = excerpt(reason),
                state = state_name(lang, &case.course)
            )
        };
        tell(tx, (case, Told::CORRECTION), write, now).await
    }
}

impl Sender {
    fn step(
        &self,
        lang: Lang,
        case: &StoredCase,
        (step, rules): (&Transition, &Ruleset),
        reader: Reader,
    ) -> Letter {
        let stage = case.course.as_proposal();
        let code = case.course.code();
        let scheduled = matches!(stage, Some(Stage::Scheduled { .. }));
        let speaks = match (scheduled && rules.proposer_may_speak, reader) {
            (false, _) => String::new(),
            (true, Reader::Proposer) => t!(lang, "state-may-speak-mine").into_owned(),
            (true, Reader::Other) => t!(lang, "state-may-speak").into_owned(),
        };
        about!(
            self,
            lang,
            case,
            "step",
            hello = reader.hello(lang, case),
            state = state_name(lang, &case.course),
            meaning = t!(lang, &format!("stage-{code}-meaning")).into_owned(),
            detail = stage.map_or_else(String::new, |stage| detail(lang, step, stage)),
            speaks = speaks,
            next = t!(lang, &format!("stage-{code}-next")).into_owned(),
        )
    }
}
