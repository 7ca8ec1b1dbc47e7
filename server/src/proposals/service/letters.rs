//! The letters a case gives reason for. They are written into the outbox by the transaction that
//! gives the reason, and sent by a job.

mod merging;
mod steps;

use std::collections::BTreeMap;

use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::i18n::{Lang, date_long, day_of, find};
use nara_app::proposals::shown::state_name;
use nara_app::t;
use nara_domain::actor::Actor;
use nara_domain::answer::ActKind;
use nara_domain::ids::{ActId, PersonId};
use nara_domain::letters::Told;
use nara_domain::outside::ORGANISATION;
use nara_domain::proposal::{Course, IdeaMove, IdeaStage, Ruleset, Stage, Transition};
use nara_domain::text::slug;
use nara_domain::time::{Date, Stamp};

use crate::db::Tx;
use crate::mail::letters::{Letter, hello};
use crate::mail::mailing::{self, Whom};
use crate::mail::store as outbox;
use crate::proposals::store::case::StoredCase;

/// Most characters of an answer repeated in a letter; the rest is on the page.
const EXCERPT: usize = 600;

/// Who signs the letters; `None` where none are written.
#[derive(Clone, Debug)]
pub struct Letters(Option<Sender>);

#[derive(Clone, Debug)]
struct Sender {
    place: String,
    public_url: String,
}

impl Letters {
    pub fn of(site: &Site) -> Self {
        Self(Some(Sender {
            place: site.place.clone(),
            public_url: site.public_url.clone(),
        }))
    }

    pub fn none() -> Self {
        Self(None)
    }

    /// To the proposer: it has come in, and what happens next.
    pub async fn receipt(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        let next = format!("stage-{}-next", case.course.code());
        let write = |lang| {
            let body = t!(
                lang,
                "mail-receipt-body",
                hello = hello(lang, &case.proposer_name),
                date = day_of(lang, now),
                diary_number = case.diary_number.clone().unwrap_or_else(|| "–".to_owned()),
                next = t!(lang, &next).into_owned(),
                link = sender.link(lang, case),
                place = sender.place.as_str(),
                url = sender.public_url.as_str(),
            );
            letter(lang, "mail-receipt-subject", case, &body)
        };
        to_proposer(tx, case, write, now).await
    }

    /// After a step: to everybody where it is an answer to what they wanted, else to the proposer and
    /// those who follow it.
    pub async fn after_step(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        (step, rules): (&Transition, &Ruleset),
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        match step {
            Transition::ReachThreshold => {
                let write = |lang| {
                    let body = t!(
                        lang,
                        "mail-threshold-body",
                        title = case.title.as_str(),
                        count = case.support_count,
                        link = sender.link(lang, case),
                        place = sender.place.as_str(),
                        url = sender.public_url.as_str(),
                    );
                    letter(lang, "mail-threshold-subject", case, &body)
                };
                to_all(tx, case, write, now).await
            }
            Transition::MissThreshold => {
                let Course::Proposal(Stage::ThresholdMissed { threshold, .. }) = &case.course
                else {
                    return Ok(());
                };
                let write = |lang| {
                    let body = t!(
                        lang,
                        "mail-missed-body",
                        hello = hello(lang, &case.proposer_name),
                        title = case.title.as_str(),
                        count = case.support_count,
                        threshold = *threshold,
                        link = sender.link(lang, case),
                        place = sender.place.as_str(),
                        url = sender.public_url.as_str(),
                    );
                    letter(lang, "mail-missed-subject", case, &body)
                };
                self.once_over(tx, case, (step, rules), write, now).await
            }
            Transition::RequestCompletion { missing, .. } => {
                let Course::Proposal(Stage::NeedsCompletion { answer_by, .. }) = &case.course
                else {
                    return Ok(());
                };
                let write = |lang| {
                    let body = t!(
                        lang,
                        "mail-completion-body",
                        hello = hello(lang, &case.proposer_name),
                        title = case.title.as_str(),
                        missing = missing.as_str(),
                        date = date_long(lang, *answer_by),
                        link = sender.link(lang, case),
                        place = sender.place.as_str(),
                        url = sender.public_url.as_str(),
                    );
                    letter(lang, "mail-completion-subject", case, &body)
                };
                to_proposer(tx, case, write, now).await
            }
            Transition::RejectFormally {
                criterion,
                reasons,
                where_to_turn,
                ..
            } => {
                let write = |lang| {
                    let body = t!(lang, "mail-rejected-body",
                        hello = hello(lang, &case.proposer_name),
                        title = case.title.as_str(),
                        criterion = t!(lang, &format!("choice-criterion-{criterion}")).into_owned(),
                        reasons = reasons.as_str(),
                        where = where_to_turn.as_str(),
                        link = sender.link(lang, case),
                        place = sender.place.as_str(),
                        url = sender.public_url.as_str(),
                    );
                    letter(lang, "mail-rejected-subject", case, &body)
                };
                self.once_over(tx, case, (step, rules), write, now).await
            }
            Transition::Reroute { channel, reference } => {
                let write = |lang| {
                    let body = t!(
                        lang,
                        "mail-rerouted-body",
                        hello = hello(lang, &case.proposer_name),
                        title = case.title.as_str(),
                        channel = channel.as_str(),
                        reference = reference.as_str(),
                        link = sender.link(lang, case),
                        place = sender.place.as_str(),
                        url = sender.public_url.as_str(),
                    );
                    letter(lang, "mail-rerouted-subject", case, &body)
                };
                self.once_over(tx, case, (step, rules), write, now).await
            }
            Transition::Stop {
                reason, decided_by, ..
            } => {
                let write = |lang| {
                    let body = t!(
                        lang,
                        "mail-stopped-body",
                        title = case.title.as_str(),
                        who = decided_by.as_str(),
                        reason = reason.as_str(),
                        link = sender.link(lang, case),
                        place = sender.place.as_str(),
                        url = sender.public_url.as_str(),
                    );
                    letter(lang, "mail-stopped-subject", case, &body)
                };
                to_all(tx, case, write, now).await
            }
            Transition::ReportProgress {
                text, next_report, ..
            } => {
                let write = |lang| {
                    let body = t!(
                        lang,
                        "mail-report-body",
                        title = case.title.as_str(),
                        text = excerpt(text),
                        date = date_long(lang, *next_report),
                        link = sender.link(lang, case),
                        place = sender.place.as_str(),
                        url = sender.public_url.as_str(),
                    );
                    letter(lang, "mail-report-subject", case, &body)
                };
                to_all(tx, case, write, now).await
            }
            Transition::MarkImplemented { on, thanks, .. } => {
                let write = |lang| sender.done(lang, case, *on, thanks.as_deref());
                to_all(tx, case, write, now).await
            }
            _ => match step.decision() {
                Some(decision) => {
                    let meeting = &decision.meeting;
                    let stage = format!("stage-{}", case.course.code());
                    let name = format!("body-{}", meeting.body);
                    let write = |lang| {
                        let body = t!(
                            lang,
                            "mail-decision-body",
                            body = find(lang, &name, None)
                                .map_or_else(|| meeting.body.to_string(), |name| name.into_owned()),
                            title = case.title.as_str(),
                            date = date_long(lang, meeting.date),
                            paragraph = meeting.paragraph.as_str(),
                            outcome = t!(lang, &stage).into_owned(),
                            meaning = t!(lang, &format!("{stage}-meaning")).into_owned(),
                            link = sender.link(lang, case),
                            place = sender.place.as_str(),
                            url = sender.public_url.as_str(),
                        );
                        letter(lang, "mail-decision-subject", case, &body)
                    };
                    to_all(tx, case, write, now).await
                }
                None => self.of_step(tx, case, (step, rules), now).await,
            },
        }
    }

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
            let body = t!(
                lang,
                "mail-follow_up-body",
                title = case.title.as_str(),
                state = state_name(lang, &case.course),
                date = date_long(lang, until),
                link = format!("{}#blev-det-gjort", sender.link(lang, case)),
                place = sender.place.as_str(),
                url = sender.public_url.as_str(),
            );
            letter(lang, "mail-follow_up-subject", case, &body)
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
                    let body = t!(
                        lang,
                        "mail-guest-body",
                        organisation = field(ORGANISATION),
                        title = case.title.as_str(),
                        text = excerpt(field("text")),
                        link = sender.link(lang, case),
                        place = sender.place.as_str(),
                        url = sender.public_url.as_str(),
                    );
                    letter(lang, "mail-answer-subject", case, &body)
                };
                to_all(tx, case, write, now).await
            }
            ActKind::Question => {
                let by = field("answer_by");
                let write = |lang| {
                    let body = t!(
                        lang,
                        "mail-question-body",
                        hello = hello(lang, &case.proposer_name),
                        who = actor.name().unwrap_or_default(),
                        title = case.title.as_str(),
                        text = field("text"),
                        date = Date::parse(by)
                            .map_or_else(|_| by.to_owned(), |day| date_long(lang, day)),
                        link = format!("{}#svara-fragan", sender.link(lang, case)),
                        place = sender.place.as_str(),
                        url = sender.public_url.as_str(),
                    );
                    letter(lang, "mail-question-subject", case, &body)
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

    /// A colleague is told that the case is theirs now.
    pub async fn given(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        (to, by): (PersonId, &Actor),
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        for lang in Lang::ALL {
            let body = t!(
                lang,
                "mail-desk-given-body",
                by = by.name().unwrap_or_default(),
                case = case.title.as_str(),
                link = format!("{}/internt", sender.link(lang, case)),
                place = sender.place.as_str(),
                url = sender.public_url.as_str(),
            );
            let letter = letter(lang, "mail-desk-given-subject", case, &body);
            outbox::insert_for_person(tx, to, lang, &letter, now).await?;
        }
        Ok(())
    }

    /// Whoever asked is told that there is an answer. Not what it says: mail is read elsewhere.
    pub async fn question_answered(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        (asker, answer): (PersonId, ActId),
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        for lang in Lang::ALL {
            let body = t!(
                lang,
                "mail-question_answer-body",
                title = case.title.as_str(),
                link = format!("{}#svar-{answer}", sender.link(lang, case)),
                place = sender.place.as_str(),
                url = sender.public_url.as_str(),
            );
            let letter = letter(lang, "mail-question_answer-subject", case, &body);
            outbox::insert_for_person(tx, asker, lang, &letter, now).await?;
        }
        Ok(())
    }
}

impl Sender {
    /// The page, in the language of the letter.
    fn link(&self, lang: Lang, case: &StoredCase) -> String {
        let path = format!("/forslag/{}/{}", case.id, slug(&case.title));
        format!("{}{}", self.public_url, lang.href(&path))
    }

    fn done(&self, lang: Lang, case: &StoredCase, on: Date, thanks: Option<&str>) -> Letter {
        let body = t!(
            lang,
            "mail-done-body",
            title = case.title.as_str(),
            date = date_long(lang, on),
            thanks = thanks.unwrap_or_default(),
            link = self.link(lang, case),
            place = self.place.as_str(),
            url = self.public_url.as_str(),
        );
        letter(lang, "mail-done-subject", case, &body)
    }

    fn answer(&self, lang: Lang, case: &StoredCase, actor: &Actor, text: &str) -> Letter {
        let body = t!(
            lang,
            "mail-answer-body",
            who = actor.name().unwrap_or_default(),
            title = case.title.as_str(),
            text = excerpt(text),
            link = self.link(lang, case),
            place = self.place.as_str(),
            url = self.public_url.as_str(),
        );
        letter(lang, "mail-answer-subject", case, &body)
    }
}

/// As much of a text as a letter holds; the rest is behind its link.
fn excerpt(text: &str) -> String {
    let mut excerpt: String = text.chars().take(EXCERPT).collect();
    if excerpt.len() < text.len() {
        excerpt.push_str(" …");
    }
    excerpt
}

fn letter(lang: Lang, subject: &str, case: &StoredCase, body: &str) -> Letter {
    // A text that was left out leaves two empty lines behind.
    let mut body = body.to_owned();
    while body.contains("\n\n\n") {
        body = body.replace("\n\n\n", "\n\n");
    }
    Letter {
        subject: t!(lang, subject, title = case.title.as_str()).into_owned(),
        body,
    }
}

async fn to_proposer(
    tx: &mut Tx,
    case: &StoredCase,
    write: impl Fn(Lang) -> Letter,
    now: Stamp,
) -> Result<(), AppError> {
    // Whoever reads it decides the language: the statement finds those of each.
    for lang in Lang::ALL {
        outbox::insert_for_person(tx, case.proposer, lang, &write(lang), now).await?;
    }
    Ok(())
}

async fn to_all(
    tx: &mut Tx,
    case: &StoredCase,
    write: impl Fn(Lang) -> Letter,
    now: Stamp,
) -> Result<(), AppError> {
    to_many(tx, (case, Whom::Told), write, now).await
}

async fn to_many(
    tx: &mut Tx,
    (case, whom): (&StoredCase, Whom),
    write: impl Fn(Lang) -> Letter,
    now: Stamp,
) -> Result<(), AppError> {
    to_proposer(tx, case, &write, now).await?;
    to_others(tx, (case, whom), write, now).await
}

/// Who reads a letter: the proposer is called by name.
#[derive(Clone, Copy, Debug)]
enum Reader {
    Proposer,
    Other,
}

impl Reader {
    fn hello(self, lang: Lang, case: &StoredCase) -> String {
        match self {
            Self::Proposer => hello(lang, &case.proposer_name),
            Self::Other => t!(lang, "mail-hello").into_owned(),
        }
    }
}

/// To those who are told of it. What is not public is told to its proposer alone.
async fn tell(
    tx: &mut Tx,
    (case, told): (&StoredCase, Told),
    write: impl Fn(Lang, Reader) -> Letter,
    now: Stamp,
) -> Result<(), AppError> {
    if matches!(told, Told::All | Told::Followers | Told::Proposer) {
        to_proposer(tx, case, |lang| write(lang, Reader::Proposer), now).await?;
    }
    let whom = match told {
        Told::All | Told::Others => Whom::Told,
        Told::Followers => Whom::Followers,
        Told::Proposer | Told::Nobody => return Ok(()),
    };
    if !case.course.is_public() {
        return Ok(());
    }
    let write = |lang| write(lang, Reader::Other);
    to_others(tx, (case, whom), write, now).await
}

/// To these, apart from the proposer.
async fn to_others(
    tx: &mut Tx,
    (case, whom): (&StoredCase, Whom),
    write: impl Fn(Lang) -> Letter,
    now: Stamp,
) -> Result<(), AppError> {
    for lang in Lang::ALL {
        let apart_from = (case.proposer, lang);
        mailing::to_many(tx, (case.id, whom), apart_from, &write(lang), now).await?;
    }
    Ok(())
}
