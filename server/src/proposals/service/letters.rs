//! The letters a case gives reason for. They are written into the outbox by the transaction that
//! gives the reason, and sent by a job.

/// A letter about a case by the name of its words, `mail-<name>-subject` and `mail-<name>-body`: with what
/// each of them may say ([`Sender::frame`]) and with what this one says beside it, or instead.
macro_rules! about {
    ($sender:expr, $lang:expr, $case:expr, $name:expr, $($key:ident = $value:expr),+ $(,)?) => {{
        let mut args = $sender.frame($lang, $case);
        $(args.set(stringify!($key), $value);)+
        $crate::proposals::service::letters::letter($lang, $name, &args)
    }};
}

mod adoption;
mod answers;
mod desk;
mod merging;
mod steps;

use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::i18n::{Args, Lang, date_long, day_of, find, word};
use nara_app::t;
use nara_domain::ids::PersonId;
use nara_domain::letters::{DeskNews, Told};
use nara_domain::proposal::{Course, Ruleset, Stage, Transition};
use nara_domain::text::slug;
use nara_domain::time::Stamp;

use crate::db::Tx;
use crate::mail::letters::{Letter, hello};
use crate::mail::mailing::{self, Whom};
use crate::mail::store as outbox;
use crate::proposals::store::case::StoredCase;

pub(crate) use desk::News;

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
            // What has no number yet gets a letter when it has (`registered`).
            let number = case.diary_number.as_deref().map(|number| {
                let said = t!(lang, "mail-receipt-number", diary_number = number);
                format!("{said}\n")
            });
            about!(
                sender,
                lang,
                case,
                "receipt",
                date = day_of(lang, now),
                number = number.unwrap_or_default(),
                next = t!(lang, &next).into_owned()
            )
        };
        to_proposer(tx, case, write, now).await
    }

    /// To the proposer, whose receipt had no number in the diary: now it has one.
    async fn registered(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        number: &str,
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        let write = |lang| {
            about!(
                sender,
                lang,
                case,
                "registered",
                diary_number = number.to_owned()
            )
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
        if let Some(news) = DeskNews::of_step(step.kind()) {
            self.of_proposer(tx, case, news, now).await?;
        }
        match step {
            // The receipt of the same moment has the number.
            Transition::Register { .. } if now == case.submitted_at => Ok(()),
            Transition::Register { diary_number, .. } => {
                self.registered(tx, case, diary_number, now).await
            }
            Transition::ReachThreshold => {
                let write =
                    |lang| about!(sender, lang, case, "threshold", count = case.support_count);
                to_all(tx, case, write, now).await
            }
            Transition::MissThreshold => {
                let Course::Proposal(Stage::ThresholdMissed { threshold, .. }) = &case.course
                else {
                    return Ok(());
                };
                let write = |lang| {
                    about!(
                        sender,
                        lang,
                        case,
                        "missed",
                        count = case.support_count,
                        threshold = *threshold
                    )
                };
                self.once_over(tx, case, (step, rules), write, now).await
            }
            Transition::RequestCompletion { missing, .. } => {
                let Course::Proposal(Stage::NeedsCompletion { answer_by, .. }) = &case.course
                else {
                    return Ok(());
                };
                let write = |lang| {
                    about!(
                        sender,
                        lang,
                        case,
                        "completion",
                        missing = missing.as_str(),
                        date = date_long(lang, *answer_by)
                    )
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
                    let unmet = format!("choice-criterion-{criterion}");
                    about!(
                        sender,
                        lang,
                        case,
                        "rejected",
                        criterion = t!(lang, &unmet).into_owned(),
                        reasons = reasons.as_str(),
                        where = where_to_turn.as_str(),
                    )
                };
                self.once_over(tx, case, (step, rules), write, now).await
            }
            Transition::Reroute { channel, reference } => {
                let write = |lang| {
                    about!(
                        sender,
                        lang,
                        case,
                        "rerouted",
                        channel = channel.as_str(),
                        reference = reference.as_str()
                    )
                };
                self.once_over(tx, case, (step, rules), write, now).await
            }
            Transition::Stop {
                reason, decided_by, ..
            } => {
                let write = |lang| {
                    about!(
                        sender,
                        lang,
                        case,
                        "stopped",
                        who = decided_by.as_str(),
                        reason = reason.as_str()
                    )
                };
                to_all(tx, case, write, now).await
            }
            Transition::ReportProgress {
                text, next_report, ..
            } => {
                let write = |lang| {
                    about!(
                        sender,
                        lang,
                        case,
                        "report",
                        text = excerpt(text),
                        date = date_long(lang, *next_report)
                    )
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
                        about!(
                            sender,
                            lang,
                            case,
                            "decision",
                            body = find(lang, &name, None)
                                .map_or_else(|| meeting.body.to_string(), |name| name.into_owned()),
                            date = date_long(lang, meeting.date),
                            paragraph = meeting.paragraph.as_str(),
                            outcome = t!(lang, &stage).into_owned(),
                            meaning = t!(lang, &format!("{stage}-meaning")).into_owned()
                        )
                    };
                    to_all(tx, case, write, now).await
                }
                None => self.of_step(tx, case, (step, rules), now).await,
            },
        }
    }
}

impl Sender {
    /// What every letter about a case may say: which one, where, who sends it, and the greeting of who put
    /// it forward.
    fn frame<'a>(&'a self, lang: Lang, case: &'a StoredCase) -> Args<'a> {
        let mut args = Args::new();
        args.set("hello", hello(lang, &case.proposer_name));
        args.set("title", case.title.as_str());
        args.set("link", self.link(lang, case));
        args.set("place", self.place.as_str());
        args.set("url", self.public_url.as_str());
        args
    }

    /// The page, in the language of the letter.
    fn link(&self, lang: Lang, case: &StoredCase) -> String {
        self.link_as(lang, case, &slug(&case.title))
    }

    /// The page under another name than its title, which an address would tell.
    fn link_as(&self, lang: Lang, case: &StoredCase, name: &str) -> String {
        let path = format!("/forslag/{}/{name}", case.id);
        format!("{}{}", self.public_url, lang.href(&path))
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

fn letter(lang: Lang, name: &str, args: &Args<'_>) -> Letter {
    let mut body = word(lang, &format!("mail-{name}-body"), Some(args)).into_owned();
    // A text that was left out leaves two empty lines behind.
    while body.contains("\n\n\n") {
        body = body.replace("\n\n\n", "\n\n");
    }
    Letter {
        subject: word(lang, &format!("mail-{name}-subject"), Some(args)).into_owned(),
        body,
    }
}

/// To one person, in the language they read: the statement finds it.
async fn to_one(
    tx: &mut Tx,
    person: PersonId,
    write: impl Fn(Lang) -> Letter,
    now: Stamp,
) -> Result<(), AppError> {
    for lang in Lang::ALL {
        outbox::insert_for_person(tx, person, lang, &write(lang), now).await?;
    }
    Ok(())
}

async fn to_proposer(
    tx: &mut Tx,
    case: &StoredCase,
    write: impl Fn(Lang) -> Letter,
    now: Stamp,
) -> Result<(), AppError> {
    to_one(tx, case.proposer, write, now).await
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
