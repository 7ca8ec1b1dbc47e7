//! The letters a case gives reason for. They are written into the outbox by the transaction that
//! gives the reason, and sent by a job.

use std::collections::BTreeMap;

use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::i18n::{Lang, date_long, day_of, find};
use nara_app::t;
use nara_domain::actor::Actor;
use nara_domain::answer::ActKind;
use nara_domain::proposal::{Course, IdeaMove, IdeaStage, Stage, Transition};
use nara_domain::text::slug;
use nara_domain::time::{Date, Stamp};

use crate::db::Tx;
use crate::mail::letters::Letter;
use crate::mail::store as outbox;
use crate::proposals::store::case::StoredCase;

/// In Swedish, the language of the administration. The page a letter leads to can be read in the
/// others.
const LANG: Lang = Lang::Sv;
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
        let body = t!(
            LANG,
            "mail-receipt-body",
            name = case.proposer_name.as_str(),
            date = day_of(LANG, now),
            diary_number = case.diary_number.clone().unwrap_or_else(|| "–".to_owned()),
            next = t!(LANG, &next).into_owned(),
            link = sender.link(case),
            place = sender.place.as_str(),
            url = sender.public_url.as_str(),
        );
        let letter = letter("mail-receipt-subject", case, &body);
        to_proposer(tx, case, &letter, now).await
    }

    /// After a step that matters to the supporters or the proposer.
    pub async fn after_step(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        step: &Transition,
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        match step {
            Transition::ReachThreshold => {
                let body = t!(
                    LANG,
                    "mail-threshold-body",
                    title = case.title.as_str(),
                    count = case.support_count,
                    link = sender.link(case),
                    place = sender.place.as_str(),
                    url = sender.public_url.as_str(),
                );
                to_all(
                    tx,
                    case,
                    &letter("mail-threshold-subject", case, &body),
                    now,
                )
                .await
            }
            Transition::MissThreshold => {
                let Course::Proposal(Stage::ThresholdMissed { threshold, .. }) = &case.course
                else {
                    return Ok(());
                };
                let body = t!(
                    LANG,
                    "mail-missed-body",
                    name = case.proposer_name.as_str(),
                    title = case.title.as_str(),
                    count = case.support_count,
                    threshold = *threshold,
                    link = sender.link(case),
                    place = sender.place.as_str(),
                    url = sender.public_url.as_str(),
                );
                let letter = letter("mail-missed-subject", case, &body);
                to_proposer(tx, case, &letter, now).await
            }
            Transition::RequestCompletion { missing, .. } => {
                let Course::Proposal(Stage::NeedsCompletion { answer_by, .. }) = &case.course
                else {
                    return Ok(());
                };
                let body = t!(
                    LANG,
                    "mail-completion-body",
                    name = case.proposer_name.as_str(),
                    title = case.title.as_str(),
                    missing = missing.as_str(),
                    date = date_long(LANG, *answer_by),
                    link = sender.link(case),
                    place = sender.place.as_str(),
                    url = sender.public_url.as_str(),
                );
                let letter = letter("mail-completion-subject", case, &body);
                to_proposer(tx, case, &letter, now).await
            }
            Transition::RejectFormally {
                criterion,
                reasons,
                where_to_turn,
                ..
            } => {
                let body = t!(
                    LANG,
                    "mail-rejected-body",
                    name = case.proposer_name.as_str(),
                    title = case.title.as_str(),
                    criterion = t!(LANG, &format!("choice-criterion-{criterion}")).into_owned(),
                    reasons = reasons.as_str(),
                    where = where_to_turn.as_str(),
                    link = sender.link(case),
                    place = sender.place.as_str(),
                    url = sender.public_url.as_str(),
                );
                let letter = letter("mail-rejected-subject", case, &body);
                to_proposer(tx, case, &letter, now).await
            }
            Transition::Reroute { channel, reference } => {
                let body = t!(
                    LANG,
                    "mail-rerouted-body",
                    name = case.proposer_name.as_str(),
                    title = case.title.as_str(),
                    channel = channel.as_str(),
                    reference = reference.as_str(),
                    link = sender.link(case),
                    place = sender.place.as_str(),
                    url = sender.public_url.as_str(),
                );
                let letter = letter("mail-rerouted-subject", case, &body);
                to_proposer(tx, case, &letter, now).await
            }
            Transition::Stop {
                reason, decided_by, ..
            } => {
                let body = t!(
                    LANG,
                    "mail-stopped-body",
                    title = case.title.as_str(),
                    who = decided_by.as_str(),
                    reason = reason.as_str(),
                    link = sender.link(case),
                    place = sender.place.as_str(),
                    url = sender.public_url.as_str(),
                );
                to_all(tx, case, &letter("mail-stopped-subject", case, &body), now).await
            }
            Transition::MarkImplemented { on, thanks, .. } => {
                let letter = sender.done(case, *on, thanks.as_deref());
                to_all(tx, case, &letter, now).await
            }
            _ => match step.decision() {
                Some(decision) => {
                    let meeting = &decision.meeting;
                    let stage = format!("stage-{}", case.course.code());
                    let name = format!("body-{}", meeting.body);
                    let body = t!(
                        LANG,
                        "mail-decision-body",
                        body = find(LANG, &name, None)
                            .map_or_else(|| meeting.body.to_string(), |name| name.into_owned()),
                        title = case.title.as_str(),
                        date = date_long(LANG, meeting.date),
                        paragraph = meeting.paragraph.as_str(),
                        outcome = t!(LANG, &stage).into_owned(),
                        meaning = t!(LANG, &format!("{stage}-meaning")).into_owned(),
                        link = sender.link(case),
                        place = sender.place.as_str(),
                        url = sender.public_url.as_str(),
                    );
                    to_all(tx, case, &letter("mail-decision-subject", case, &body), now).await
                }
                None => Ok(()),
            },
        }
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
        let letter = match (&case.course, step) {
            (_, IdeaMove::Done { on, answer, .. }) => sender.done(case, *on, answer.as_deref()),
            (Course::Idea(IdeaStage::Answered { verdict, .. }), step) => {
                let id = format!("verdict-{verdict}");
                let mut text = format!("{}. {}", t!(LANG, &id), t!(LANG, &format!("{id}-meaning")));
                if let Some(own_words) = step.to_fields().get("answer") {
                    text = format!("{text}\n\n{own_words}");
                }
                sender.answer(case, actor, &text)
            }
            _ => return Ok(()),
        };
        to_all(tx, case, &letter, now).await
    }

    /// The department has answered, or asks the proposer something.
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
                to_all(tx, case, &sender.answer(case, actor, field("text")), now).await
            }
            ActKind::Question => {
                let by = field("answer_by");
                let body = t!(
                    LANG,
                    "mail-question-body",
                    name = case.proposer_name.as_str(),
                    who = actor.name().unwrap_or_default(),
                    title = case.title.as_str(),
                    text = field("text"),
                    date =
                        Date::parse(by).map_or_else(|_| by.to_owned(), |day| date_long(LANG, day)),
                    link = sender.link(case),
                    place = sender.place.as_str(),
                    url = sender.public_url.as_str(),
                );
                let letter = letter("mail-question-subject", case, &body);
                to_proposer(tx, case, &letter, now).await
            }
            _ => Ok(()),
        }
    }
}

impl Sender {
    fn link(&self, case: &StoredCase) -> String {
        format!(
            "{}/forslag/{}/{}",
            self.public_url,
            case.id,
            slug(&case.title)
        )
    }

    fn done(&self, case: &StoredCase, on: Date, thanks: Option<&str>) -> Letter {
        let body = t!(
            LANG,
            "mail-done-body",
            title = case.title.as_str(),
            date = date_long(LANG, on),
            thanks = thanks.unwrap_or_default(),
            link = self.link(case),
            place = self.place.as_str(),
            url = self.public_url.as_str(),
        );
        letter("mail-done-subject", case, &body)
    }

    fn answer(&self, case: &StoredCase, actor: &Actor, text: &str) -> Letter {
        let mut excerpt: String = text.chars().take(EXCERPT).collect();
        if excerpt.len() < text.len() {
            excerpt.push_str(" …");
        }
        let body = t!(
            LANG,
            "mail-answer-body",
            who = actor.name().unwrap_or_default(),
            title = case.title.as_str(),
            text = excerpt,
            link = self.link(case),
            place = self.place.as_str(),
            url = self.public_url.as_str(),
        );
        letter("mail-answer-subject", case, &body)
    }
}

fn letter(subject: &str, case: &StoredCase, body: &str) -> Letter {
    // A text that was left out leaves two empty lines behind.
    let mut body = body.to_owned();
    while body.contains("\n\n\n") {
        body = body.replace("\n\n\n", "\n\n");
    }
    Letter {
        subject: t!(LANG, subject, title = case.title.as_str()).into_owned(),
        body,
    }
}

async fn to_proposer(
    tx: &mut Tx,
    case: &StoredCase,
    letter: &Letter,
    now: Stamp,
) -> Result<(), AppError> {
    outbox::insert_for_person(tx, case.proposer, letter, now).await?;
    Ok(())
}

async fn to_all(
    tx: &mut Tx,
    case: &StoredCase,
    letter: &Letter,
    now: Stamp,
) -> Result<(), AppError> {
    to_proposer(tx, case, letter, now).await?;
    outbox::insert_for_supporters(tx, case.id, case.proposer, letter, now).await?;
    Ok(())
}
