//! Carrying letters out: by SMTP, or into files.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::{AsyncSmtpTransportBuilder, PoolConfig};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use nara_domain::letters::Trouble;
use nara_domain::time::Stamp;

use super::letters::Letter;
use super::stop::{OneClick, Stops};
use super::store::{self, Waiting};
use crate::clock::Clock;
use crate::db::{Db, DbError};

/// How long a mail server may take for one letter.
const PATIENCE: Duration = Duration::from_secs(20);
/// An attempt that never came back is repeated after this.
const ATTEMPT_MINUTES: i64 = 5;
/// Letters looked for at a time: a code that is asked for meanwhile waits for no more than these.
const AT_ONCE: usize = 5;
/// Times that is done with the same connections.
pub const ROUND: usize = 100;
/// Connections to the mail server that are kept open in a round.
const CONNECTIONS: u32 = 2;
/// After so many failures a letter is left alone; the operator finds it in the table.
const MOST_ATTEMPTS: i64 = 12;

#[derive(Debug, thiserror::Error)]
pub enum PostError {
    #[error("the mail server's address (smtp://user:password@host:587) cannot be read")]
    Server,
    #[error("`{0}` is no sender such as Nära <nara@example.se>")]
    Sender(String),
    #[error("the mail folder {path}: {problem}")]
    Folder {
        path: String,
        problem: std::io::Error,
    },
}

/// Why a letter did not go out: what can be said to everybody, and the words for the operator.
#[derive(Clone, Debug)]
pub struct Failed {
    pub trouble: Trouble,
    words: String,
}

impl Failed {
    fn new(trouble: Trouble, words: impl ToString) -> Self {
        Self {
            trouble,
            words: words.to_string(),
        }
    }

    /// As it is kept beside the letter; [`trouble_of`] reads it.
    fn noted(&self) -> String {
        format!("{}: {}", self.trouble.code(), self.words)
    }
}

/// What was noted of a letter that did not go out, without the words.
pub fn trouble_of(noted: &str) -> Trouble {
    let code = noted.split(':').next().unwrap_or_default();
    Trouble::from_code(code).unwrap_or(Trouble::Other)
}

#[derive(Clone)]
enum Way {
    Smtp(AsyncSmtpTransportBuilder),
    Folder(PathBuf),
}

/// What keeps its connections to the mail server open between letters.
type Line = AsyncSmtpTransport<Tokio1Executor>;

/// Sends what waits in the outbox.
#[derive(Clone)]
pub struct Post {
    db: Db,
    clock: Arc<dyn Clock>,
    way: Way,
    sender: Mailbox,
    stops: Stops,
    patience: Duration,
}

impl std::fmt::Debug for Post {
    /// Never the mail server's password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Post")
            .field("sender", &self.sender)
            .finish_non_exhaustive()
    }
}

/// What became of some letters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Went {
    pub sent: usize,
    /// How many were due, of those asked for.
    due: usize,
    /// None goes out at the moment.
    halted: bool,
}

impl Went {
    /// Whether others may wait that can go out now. One that was refused, or that another server
    /// took, does not hold them up.
    pub const fn more(self) -> bool {
        !self.halted && self.due >= AT_ONCE
    }
}

/// Letters that go out one after the other, by the same connections. Not for longer than that: one on
/// which a mail server fell silent is not found again, nor one it has closed meanwhile.
#[derive(Debug)]
pub struct Round<'a> {
    post: &'a Post,
    line: Option<Line>,
}

impl Post {
    /// By SMTP where `server` is given, else into `folder`.
    pub fn new(
        db: Db,
        clock: Arc<dyn Clock>,
        server: Option<&str>,
        folder: PathBuf,
        sender: &str,
        stops: Stops,
    ) -> Result<Self, PostError> {
        let way = match server {
            Some(url) => Way::Smtp(
                AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                    .map_err(|_| PostError::Server)?
                    .timeout(Some(PATIENCE))
                    .pool_config(PoolConfig::new().max_size(CONNECTIONS)),
            ),
            None => {
                std::fs::create_dir_all(&folder).map_err(|problem| PostError::Folder {
                    path: folder.display().to_string(),
                    problem,
                })?;
                Way::Folder(folder)
            }
        };
        let sender = sender
            .parse()
            .map_err(|_| PostError::Sender(sender.to_owned()))?;
        Ok(Self {
            db,
            clock,
            way,
            sender,
            stops,
            patience: PATIENCE,
        })
    }

    /// The same, giving up sooner.
    #[must_use]
    pub fn giving_up_after(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Sends what is due, as much as one round may take; how many letters went out.
    pub async fn send_due(&self) -> Result<usize, DbError> {
        let mut round = self.round();
        let mut sent = 0;
        for _ in 0..ROUND {
            let some = round.send_some().await?;
            sent += some.sent;
            if !some.more() {
                break;
            }
        }
        Ok(sent)
    }

    pub const fn round(&self) -> Round<'_> {
        Round {
            post: self,
            line: None,
        }
    }
}

impl Round<'_> {
    /// The next few that are due, letters to one first.
    pub async fn send_some(&mut self) -> Result<Went, DbError> {
        let Post { db, clock, .. } = self.post;
        let due = {
            let mut conn = db.read().await?;
            let most = i64::try_from(AT_ONCE).unwrap_or(i64::MAX);
            store::list_due(&mut conn, clock.now(), most).await?
        };
        let mut went = Went {
            due: due.len(),
            ..Went::default()
        };
        for letter in due {
            let mut tx = db.begin().await?;
            let again = clock.now().plus_minutes(ATTEMPT_MINUTES);
            let ours = store::claim(&mut tx, &letter, again).await?;
            // Who wants such letters no more gets none, however long ago it was written.
            let stopped = ours && store::drop_stopped(&mut tx, letter.outbox_id).await?;
            tx.commit().await?;
            if !ours || stopped {
                continue;
            }
            let result = self.carry(&letter).await;
            let now = clock.now();
            let mut tx = db.begin().await?;
            match result {
                Ok(()) => {
                    store::mark_sent(&mut tx, letter.outbox_id, now).await?;
                    went.sent += 1;
                }
                Err(failed) => {
                    // The server's words may repeat the address: they stay in the table.
                    let trouble = failed.trouble.code();
                    tracing::warn!(letter = letter.outbox_id, trouble, "mail.failed");
                    let again = next_attempt(letter.attempts + 1, now);
                    store::mark_failed(&mut tx, letter.outbox_id, &failed.noted(), again).await?;
                    went.halted = failed.trouble.holds_up_others();
                }
            }
            tx.commit().await?;
            // The others are not made to fail one by one: they wait for the next round, and this one
            // for its time.
            if went.halted {
                break;
            }
        }
        Ok(went)
    }

    async fn carry(&mut self, letter: &Waiting) -> Result<(), Failed> {
        let line = match &self.post.way {
            Way::Smtp(builder) => Some(&*self.line.get_or_insert_with(|| builder.clone().build())),
            Way::Folder(_) => None,
        };
        self.post.carry(letter, line).await
    }
}

impl Post {
    /// Sends one letter at once, past the outbox: to see whether letters go out.
    pub async fn try_out(&self, to: &str, letter: &Letter, now: Stamp) -> Result<(), Trouble> {
        let letter = Waiting {
            outbox_id: 0,
            to_address: to.to_owned(),
            subject: letter.subject.clone(),
            body: letter.body.clone(),
            created_at: now.0,
            next_attempt_at: now.0,
            attempts: 0,
            person_id: None,
            proposal_id: None,
            collected: false,
            lang: None,
        };
        let mut round = self.round();
        round.carry(&letter).await.map_err(|failed| {
            tracing::info!(trouble = failed.trouble.code(), "mail.tried_in_vain");
            failed.trouble
        })
    }

    async fn carry(&self, letter: &Waiting, line: Option<&Line>) -> Result<(), Failed> {
        let to: Mailbox = letter
            .to_address
            .parse()
            .map_err(|_| Failed::new(Trouble::Letter, "no address"))?;
        let about = letter.about();
        let text = match &about {
            Some(about) => self.stops.signed(&letter.body, about),
            None => letter.body.clone(),
        };
        let mut message = Message::builder()
            .from(self.sender.clone())
            .to(to)
            .subject(letter.subject.as_str())
            // One id for one letter: a second attempt after a success is seen as the same.
            .message_id(Some(format!(
                "<{}.{}@nara>",
                letter.created_at, letter.outbox_id
            )))
            .header(ContentType::TEXT_PLAIN);
        if let Some(about) = &about {
            message = message.header(self.stops.header(about)).header(OneClick);
        }
        let message = message
            .body(text.clone())
            .map_err(|error| Failed::new(Trouble::Letter, error))?;
        match (&self.way, line) {
            (Way::Smtp(_), None) => Err(Failed::new(Trouble::Other, "no connection")),
            (Way::Smtp(_), Some(line)) => {
                let sending = tokio::time::timeout(self.patience, line.send(message));
                match sending.await {
                    Ok(Ok(_)) => Ok(()),
                    Ok(Err(error)) => Err(Failed::new(trouble(&error), said(&error))),
                    Err(_) => Err(Failed::new(
                        Trouble::TooSlow,
                        "the mail server took too long",
                    )),
                }
            }
            (Way::Folder(folder), _) => {
                let name = format!("{:013}-{}", letter.created_at, letter.outbox_id);
                let problem = |error: std::io::Error| Failed::new(Trouble::Folder, error);
                // The letter as mail programs open it, and as people read it.
                tokio::fs::write(folder.join(format!("{name}.eml")), message.formatted())
                    .await
                    .map_err(problem)?;
                let text = format!(
                    "To: {}\nSubject: {}\n\n{}\n",
                    letter.to_address, letter.subject, text
                );
                tokio::fs::write(folder.join(format!("{name}.txt")), text)
                    .await
                    .map_err(problem)
            }
        }
    }
}

/// What went wrong on the way to the mail server.
fn trouble(error: &lettre::transport::smtp::Error) -> Trouble {
    if let Some(code) = error.status() {
        return Trouble::of_reply(u16::from(code));
    }
    if error.is_timeout() {
        return Trouble::TooSlow;
    }
    if error.is_tls() {
        return Trouble::Encryption;
    }
    let words = said(error);
    if words.contains("lookup address") || words.contains("not known") {
        return Trouble::UnknownHost;
    }
    if words.contains("certificate")
        || words.contains("TLS")
        || words.contains("InvalidContentType")
    {
        return Trouble::Encryption;
    }
    if words.contains("authentication") {
        return Trouble::SignIn;
    }
    let unreachable = sources(error).any(|source| source.is::<std::io::Error>());
    match unreachable {
        true => Trouble::Unreachable,
        false => Trouble::Other,
    }
}

/// The error and what it came from.
fn said(error: &(dyn std::error::Error + 'static)) -> String {
    let all: Vec<String> = sources(error).map(ToString::to_string).collect();
    all.join(": ")
}

fn sources<'a>(
    error: &'a (dyn std::error::Error + 'static),
) -> impl Iterator<Item = &'a (dyn std::error::Error + 'static)> {
    std::iter::successors(Some(error), |error| error.source())
}

/// One minute, two, four … up to a day; then never again.
fn next_attempt(attempts: i64, now: Stamp) -> Stamp {
    if attempts >= MOST_ATTEMPTS {
        return Stamp(i64::MAX);
    }
    let minutes = 1_i64 << attempts.clamp(1, 11).saturating_sub(1);
    now.plus_minutes(minutes.min(24 * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_noted_is_read_without_its_words() {
        for &trouble in Trouble::ALL {
            let failed = Failed::new(trouble, "550: <siv@example.se> unknown");
            assert_eq!(trouble_of(&failed.noted()), trouble);
        }
        // Noted by an older program.
        assert_eq!(trouble_of("permanent error (550)"), Trouble::Other);
    }

    #[test]
    fn patience_doubles_and_ends() {
        let minutes = |attempts| next_attempt(attempts, Stamp(0)).0 / 60_000;
        assert_eq!([1, 2, 3, 4].map(minutes), [1, 2, 4, 8]);
        assert_eq!(minutes(11), 1024);
        assert_eq!(next_attempt(12, Stamp(0)), Stamp(i64::MAX));
    }
}
