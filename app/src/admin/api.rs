//! What the pages and forms of the administration ask of the server.

use std::collections::BTreeMap;

use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::answer::ActKind;
use nara_domain::audit::Deed;
use nara_domain::duty::{Duty, Term};
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::invitation::State;
use nara_domain::time::{Date, Stamp};

use crate::accounts::api::{NewSession, Visit};
use crate::error::AppError;
use crate::i18n::Lang;

/// Fewest letters to search people by: one letter would list a municipality.
pub const SEARCH_MIN: usize = 2;

/// A duty, and whose it is.
#[derive(Clone, Debug)]
pub struct HeldDuty {
    pub person: PersonId,
    pub name: String,
    pub standing: Standing,
    pub term: Term,
}

/// A person in the list.
#[derive(Clone, Debug)]
pub struct PersonItem {
    pub id: PersonId,
    pub name: String,
    pub email: Option<String>,
    /// Duties held now.
    pub duties: Vec<Standing>,
    /// Whether there is more to see: not of who shows no name and has no duty.
    pub has_page: bool,
}

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct FoundPeople {
    pub people: Vec<PersonItem>,
    /// Where the next page begins.
    pub next: Option<PersonId>,
    /// Whether so many fitted at first sight that the search stopped on the way.
    pub cut: bool,
}

/// How somebody can get in; never a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WaysIn {
    pub password: bool,
    /// A code or link by mail.
    pub mail: bool,
    /// An identity provider: e-identification, or the municipality's own sign-in.
    pub provider: bool,
    pub passkey: bool,
}

/// What an administrator gets to know of a person: nothing they wrote, no number, no password.
#[derive(Clone, Debug)]
pub struct PersonView {
    pub id: PersonId,
    pub name: String,
    pub email: Option<String>,
    pub level: Level,
    pub since: Stamp,
    pub ways: WaysIn,
    /// Signed-in browsers, and keys of programs.
    pub browsers: i64,
    pub keys: i64,
    /// Held, held before and to come; the newest first.
    pub duties: Vec<HeldDuty>,
    /// One of the demo's accounts, which are everybody's: nothing of it changes.
    pub shared: bool,
}

/// An invitation in the list.
#[derive(Clone, Debug)]
pub struct InvitationItem {
    pub id: i64,
    pub email: String,
    pub standing: Standing,
    pub last_day: Option<Date>,
    pub by: String,
    pub sent_at: Stamp,
    pub state: State,
    pub accepted_by: Option<(PersonId, String)>,
}

/// What somebody who reads the letter is to do with its link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Nobody is signed in, and the address has no account.
    MakesAccount,
    /// Nobody is signed in, and the address has an account.
    SignsIn,
    /// Signed in, with another address.
    Other,
    /// Signed in with this address.
    Accepts,
    /// Has accepted it.
    Accepted,
}

/// What the page behind a letter's link shows.
#[derive(Clone, Debug)]
pub struct Invited {
    pub email: String,
    pub standing: Standing,
    pub last_day: Option<Date>,
    pub by: String,
    pub reader: Reader,
    /// The link by which whoever accepted adds the passkey that wakes the duty; none where the
    /// invitation does not vouch for it, and an administrator or the operator has to
    /// ([`nara_domain::invitation::vouches`]).
    pub passkey_link: Option<String>,
}

/// A line's place: when, in which of the two records, and where there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LogKey {
    pub at: Stamp,
    /// Whether it is a line of the log, and not an act of a case.
    pub line: bool,
    pub id: i64,
}

impl std::fmt::Display for LogKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let record = if self.line { 'l' } else { 'a' };
        write!(f, "{}{record}{}", self.at.0, self.id)
    }
}

impl std::str::FromStr for LogKey {
    type Err = AppError;

    fn from_str(text: &str) -> Result<Self, AppError> {
        let (place, line) = match text.find(['l', 'a']) {
            Some(place) => (
                place,
                text.get(place..).is_some_and(|rest| rest.starts_with('l')),
            ),
            None => return Err(AppError::NotFound),
        };
        let number = |text: Option<&str>| text.and_then(|text| text.parse::<i64>().ok());
        match (number(text.get(..place)), number(text.get(place + 1..))) {
            (Some(at), Some(id)) => Ok(Self {
                at: Stamp(at),
                line,
                id,
            }),
            _ => Err(AppError::NotFound),
        }
    }
}

/// Which lines of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LogQuery {
    pub what: Option<LogWhat>,
    /// Done by this person, or to them.
    pub person: Option<PersonId>,
    pub since: Option<Stamp>,
    /// Older than this one.
    pub after: Option<LogKey>,
    pub limit: i64,
}

/// A kind of line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogWhat {
    Deed(Deed),
    /// What was recorded on a case.
    Case,
}

impl LogWhat {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Deed(deed) => deed.code(),
            Self::Case => "case",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "case" => Some(Self::Case),
            code => Deed::from_code(code).map(Self::Deed),
        }
    }
}

/// Who did it, as they were then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doer {
    /// At the command line.
    Operator,
    Person {
        id: PersonId,
        name: String,
        role: Option<Role>,
    },
    /// An identity provider, by what it said of somebody who signed in.
    Provider(String),
    System,
}

/// What was done.
#[derive(Clone, Debug)]
pub enum Done {
    Deed {
        deed: Deed,
        /// Whom or what it was done to, where that is known.
        whom: Option<String>,
        /// What the line says besides, as text.
        detail: BTreeMap<String, String>,
    },
    Act {
        kind: ActKind,
        step: Option<String>,
        corrects: bool,
        proposal: ProposalId,
        /// None where the case is not public.
        title: Option<String>,
    },
}

/// One line.
#[derive(Clone, Debug)]
pub struct LogLine {
    pub key: LogKey,
    pub by: Doer,
    pub done: Done,
}

/// A page of the log.
#[derive(Clone, Debug, Default)]
pub struct LogPage {
    pub lines: Vec<LogLine>,
    /// Whether there are older ones.
    pub more: bool,
    /// The name of the person who is asked for.
    pub person: Option<String>,
}

/// What an administrator sees and does. Everything is refused to everybody else
/// ([`nara_domain::permissions::administer`]).
#[async_trait::async_trait]
pub trait AdminPort: Send + Sync {
    /// Everybody with a duty at this moment, by name.
    async fn roles(&self, actor: &Actor, now: Stamp) -> Result<Vec<HeldDuty>, AppError>;
    /// People whose name or address has all these words, by name, after the given one; none where
    /// fewer than [`SEARCH_MIN`] letters are given.
    async fn people(
        &self,
        actor: &Actor,
        words: &str,
        after: Option<PersonId>,
        limit: usize,
        now: Stamp,
    ) -> Result<FoundPeople, AppError>;
    /// Somebody who shows a name, or has a duty.
    async fn person(&self, actor: &Actor, id: PersonId, now: Stamp)
    -> Result<PersonView, AppError>;
    /// Gives a duty; one of the same kind ends when it begins.
    async fn give(
        &self,
        actor: &Actor,
        id: PersonId,
        duty: &Duty,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Ends a duty now.
    ///
    /// # Errors
    /// `Denied` where it is the last administrator's; `Conflict` where it had ended.
    async fn end(
        &self,
        actor: &Actor,
        id: PersonId,
        role: Role,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// A link by which somebody with a duty adds a passkey that wakes it, once: the local address.
    ///
    /// # Errors
    /// `Conflict` where they have no duty.
    async fn passkey_link(
        &self,
        actor: &Actor,
        id: PersonId,
        now: Stamp,
    ) -> Result<String, AppError>;
    /// Ends every browser and key of a person.
    async fn sign_out(&self, actor: &Actor, id: PersonId, now: Stamp) -> Result<(), AppError>;
    /// Those that are kept, the newest letter first.
    async fn invitations(&self, actor: &Actor, now: Stamp)
    -> Result<Vec<InvitationItem>, AppError>;
    /// Sends a letter with a link. Whether the address has an account is not looked at.
    async fn invite(
        &self,
        actor: &Actor,
        email: &str,
        duty: Result<Duty, AppError>,
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Another letter, by whose word the invitation stands from now on; the link in the one before
    /// works no longer.
    async fn send_again(
        &self,
        actor: &Actor,
        id: i64,
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError>;
    async fn withdraw(&self, actor: &Actor, id: i64, now: Stamp) -> Result<(), AppError>;
    async fn log(&self, actor: &Actor, query: &LogQuery) -> Result<LogPage, AppError>;
    /// All lines of a query as a file for spreadsheets. That it was taken out is a line itself.
    async fn export(
        &self,
        actor: &Actor,
        query: &LogQuery,
        lang: Lang,
        now: Stamp,
    ) -> Result<String, AppError>;
}

/// What the page behind an invitation's link asks.
#[async_trait::async_trait]
pub trait InvitationPort: Send + Sync {
    /// What this reader is invited to.
    ///
    /// # Errors
    /// `LinkUnknown`, `LinkExpired`, `LinkUsed` by somebody else, or `Denied` where who invited them
    /// is no administrator any more.
    async fn invited(&self, actor: &Actor, token: &str, now: Stamp) -> Result<Invited, AppError>;
    /// Takes on the duty. `account` are the name and password of who has no account yet, who is
    /// signed in then: the link proves the address.
    async fn accept(
        &self,
        actor: &Actor,
        token: &str,
        account: (&str, &str),
        visit: &Visit,
        now: Stamp,
    ) -> Result<Option<NewSession>, AppError>;
}
