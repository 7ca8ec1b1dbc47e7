//! The letters about answers, questions and verdicts, and the question whether it was done.

use std::collections::BTreeMap;

use nara_app::error::AppError;
use nara_app::i18n::{Lang, date_long};
use nara_app::proposals::shown::state_name;
use nara_app::t;
use nara_domain::actor::Actor;
use nara_domain::answer::ActKind;
use nara_domain::outside::ORGANISATION;
use nara_domain::proposal::{Course, IdeaMove, IdeaStage};
use nara_domain::time::{Date, Stamp};

use super::{Letters, Sender, excerpt, to_all, to_many, to_proposer};
use crate::db::Tx;
use crate::mail::letters::Letter;
use crate::mail::mailing::Whom;
use crate::proposals::store::case::StoredCase;

impl Letters {
    /// Six or twelve months after a yes: was it done?
    pub async fn ask_if_done(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        until: Date,
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        let write = |lang| {
            about!(
                sender,
                lang,
                case,
                "follow_up",
                state = state_name(lang, &case.course),
                date = date_long(lang, until),
                link = format!("{}#blev-det-gjort", sender.link(lang, case))
            )
        };
        // Who only follows it did not ask for it.
        to_many(tx, (case, Whom::Supporters), write, now).await
    }

    /// An idea has its verdict, or is done.
    pub async fn after_idea_move(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        step: &IdeaMove,
        actor: &Actor,
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        match (&case.course, step) {
            (_, IdeaMove::Done { on, answer, .. }) => {
                let write = |lang| sender.done(lang, case, *on, answer.as_deref());
                to_all(tx, case, write, now).await
            }
            (Course::Idea(IdeaStage::Answered { verdict, .. }), step) => {
                let id = format!("verdict-{verdict}");
                let own_words = step.to_fields().remove("answer");
                let write = |lang| {
                    let said = t!(lang, &id);
                    let mut text = format!("{said}. {}", t!(lang, &format!("{id}-meaning")));
                    if let Some(own_words) = &own_words {
                        text = format!("{text}\n\n{own_words}");
                    }
                    sender.answer(lang, case, actor, &text)
                };
                to_all(tx, case, write, now).await
            }
            _ => Ok(()),
        }
    }

    /// The department or a body outside has answered, or the department asks the proposer something.
    pub async fn after_answer(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        (kind, fields): (ActKind, &BTreeMap<String, String>),
        actor: &Actor,
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        let field = |name: &str| fields.get(name).map(String::as_str).unwrap_or_default();
        match kind {
            ActKind::OfficialAnswer => {
                let write = |lang| sender.answer(lang, case, actor, field("text"));
                to_all(tx, case, write, now).await
            }
            ActKind::GuestAnswer => {
                let write = |lang| {
                    about!(
                        sender,
                        lang,
                        case,
                        "guest",
                        organisation = field(ORGANISATION),
                        text = excerpt(field("text"))
                    )
                };
                to_all(tx, case, write, now).await
            }
            ActKind::Question => {
                let by = field("answer_by");
                let write = |lang| {
                    about!(
                        sender,
                        lang,
                        case,
                        "question",
                        who = actor.name().unwrap_or_default(),
                        text = field("text"),
                        date = Date::parse(by)
                            .map_or_else(|_| by.to_owned(), |day| date_long(lang, day)),
                        link = format!("{}#svara-fragan", sender.link(lang, case))
                    )
                };
                to_proposer(tx, case, write, now).await
            }
            ActKind::Delay => {
                let told = (
                    field("reason"),
                    field("done_so_far"),
                    field("expected_decision"),
                );
                self.of_delay(tx, case, told, now).await
            }
            ActKind::Minutes => {
                let told = (field("posted_on"), field("minutes_url"));
                self.of_minutes(tx, case, told, now).await
            }
            ActKind::ElectedOpinion => {
                let told = (actor.name().unwrap_or_default(), field("text"));
                self.of_opinion(tx, case, told, now).await
            }
            ActKind::Appeal => self.of_appeal(tx, case, field("outcome"), now).await,
            _ => Ok(()),
        }
    }
}

impl Sender {
    pub(super) fn done(
        &self,
        lang: Lang,
        case: &StoredCase,
        on: Date,
        thanks: Option<&str>,
    ) -> Letter {
        about!(
            self,
            lang,
            case,
            "done",
            date = date_long(lang, on),
            thanks = thanks.unwrap_or_default()
        )
    }

    fn answer(&self, lang: Lang, case: &StoredCase, actor: &Actor, text: &str) -> Letter {
        about!(
            self,
            lang,
            case,
            "answer",
            who = actor.name().unwrap_or_default(),
            text = excerpt(text)
        )
    }
}
