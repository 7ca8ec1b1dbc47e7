//! Meetings: what is shown and typed, and the port the server fills in.

use nara_domain::actor::{Actor, Body};
use nara_domain::fields::Values;
use nara_domain::ids::{MeetingId, ProposalId};
use nara_domain::meeting::Sitting;
use nara_domain::proposal::agenda::Appearance;
use nara_domain::time::{Date, Stamp};

use crate::error::AppError;

/// Past meetings on one page.
pub const PAST_PER_PAGE: i64 = 30;

/// Which part of the list; every part of it is in the address.
#[derive(Clone, Debug, Default)]
pub struct MeetingsQuery {
    pub body: Option<Body>,
    /// The last meeting of the page before; only past ones follow.
    pub after: Option<MeetingId>,
}

/// A meeting as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMeeting {
    pub id: MeetingId,
    pub sitting: Sitting,
    /// As it was when it was shown: whoever changes it sends it along.
    pub version: i64,
    pub changed_at: Stamp,
}

/// A line of the list.
#[derive(Clone, Debug)]
pub struct MeetingLine {
    pub body: Body,
    pub day: Date,
    /// None: cases name it, and nobody has entered when and where it is.
    pub entered: Option<StoredMeeting>,
    /// How many proposals are taken up there.
    pub items: usize,
}

#[derive(Clone, Debug, Default)]
pub struct MeetingList {
    /// The next one first; only on the first page.
    pub coming: Vec<MeetingLine>,
    /// The latest first.
    pub past: Vec<MeetingLine>,
    /// The meeting after which the next page begins.
    pub next: Option<MeetingId>,
    /// Bodies that have meetings, to choose from.
    pub bodies: Vec<Body>,
}

/// A proposal at a meeting.
#[derive(Clone, Debug)]
pub struct AgendaItem {
    pub id: ProposalId,
    pub slug: String,
    pub title: String,
    pub diary_number: Option<String>,
    /// Put forward by a member of a group of young people: search engines stay away.
    pub of_group: bool,
    pub at: Appearance,
    /// The rules it lives under let whoever put it forward speak there.
    pub may_speak: bool,
    /// Where in the film it is taken up, in seconds.
    pub mark: Option<i64>,
}

/// What a meeting's page shows.
#[derive(Clone, Debug)]
pub struct MeetingView {
    pub body: Body,
    pub day: Date,
    /// None as in [`MeetingLine`].
    pub entered: Option<StoredMeeting>,
    /// In the order of the minutes.
    pub items: Vec<AgendaItem>,
    /// The body meets more than once on the day, and the record only knows the day.
    pub shares_day: bool,
}

impl MeetingView {
    /// The first item that says something of the meeting.
    fn of_items<T>(&self, say: impl Fn(&Appearance) -> Option<T>) -> Option<T> {
        self.items.iter().find_map(|item| say(&item.at))
    }

    fn of_entered<T>(&self, say: impl Fn(&Sitting) -> Option<T>) -> Option<T> {
        let entered = self.entered.as_ref();
        entered.and_then(|meeting| say(&meeting.sitting))
    }

    /// Where the agenda is: as entered, or as the record of one of the cases has it.
    pub fn agenda_url(&self) -> Option<String> {
        self.of_entered(|sitting| sitting.agenda_url.clone())
            .or_else(|| self.of_items(|at| at.agenda_url.clone()))
    }

    pub fn minutes_url(&self) -> Option<String> {
        self.of_entered(|sitting| sitting.minutes_url.clone())
            .or_else(|| self.of_items(|at| at.minutes_url.clone()))
    }

    pub fn verified_on(&self) -> Option<Date> {
        self.of_entered(|sitting| sitting.verified_on)
            .or_else(|| self.of_items(|at| at.verified_on))
    }

    pub fn posted_on(&self) -> Option<Date> {
        self.of_entered(|sitting| sitting.posted_on)
            .or_else(|| self.of_items(|at| at.posted_on))
    }
}

/// A meeting in a calendar.
#[derive(Clone, Debug)]
pub struct CalendarEntry {
    pub meeting: StoredMeeting,
    /// Titles of what is taken up.
    pub titles: Vec<String>,
}

/// What the pages, the calendars and the forms ask for. Reading is for everybody, entering for
/// [`nara_domain::permissions::enter_meetings`].
#[async_trait::async_trait]
pub trait MeetingPort: Send + Sync {
    /// # Errors
    /// `NotFound` where `after` is no meeting.
    async fn meetings(&self, query: &MeetingsQuery, now: Stamp) -> Result<MeetingList, AppError>;
    async fn meeting(&self, id: MeetingId) -> Result<MeetingView, AppError>;
    /// The meetings of a body on a day, as cases name them: the first of them, or what is known of it
    /// where it has not been entered.
    ///
    /// # Errors
    /// `NotFound` where neither a meeting nor a case is of it.
    async fn meeting_of_day(&self, body: &Body, day: Date) -> Result<MeetingView, AppError>;
    /// Meetings for a calendar, the earliest first: of one body, or of all. Those long past are left
    /// out.
    ///
    /// # Errors
    /// `NotFound` for a body without any.
    async fn calendar(
        &self,
        body: Option<&Body>,
        now: Stamp,
    ) -> Result<Vec<CalendarEntry>, AppError>;
    /// Enters a meeting. `once` is from the form: sending it twice makes one.
    ///
    /// # Errors
    /// `Invalid` at the fields of [`nara_domain::meeting::FIELDS`].
    async fn enter_meeting(
        &self,
        actor: &Actor,
        typed: &Values,
        once: &str,
        now: Stamp,
    ) -> Result<MeetingId, AppError>;
    /// Changes what is said of a meeting, marks included ([`nara_domain::meeting::mark_field`]).
    ///
    /// # Errors
    /// `Invalid` at the fields; `Conflict` where somebody else has changed it since `version`.
    async fn change_meeting(
        &self,
        actor: &Actor,
        id: MeetingId,
        (typed, version): (&Values, i64),
        now: Stamp,
    ) -> Result<(), AppError>;
}
