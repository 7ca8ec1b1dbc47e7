//! The port's implementation: each method loads, asks the rule, writes, and commits.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use nara_app::error::AppError;
use nara_app::meetings::api::{
    AgendaItem, CalendarEntry, MeetingLine, MeetingList, MeetingPort, MeetingView, MeetingsQuery,
    PAST_PER_PAGE, StoredMeeting,
};
use nara_domain::actor::{Actor, Body};
use nara_domain::fields::Values;
use nara_domain::ids::{MeetingId, ProposalId};
use nara_domain::time::{Date, Stamp};

use super::entering::{change, enter};
use super::hearings::{self, in_order, of_meeting};
use super::store;
use crate::db::{Conn, Db};
use crate::proposals::store::ruleset::Rulesets;

/// More meetings to come than any municipality plans.
const COMING_MAX: i64 = 500;
/// How far back meetings that nobody entered are looked for, on the last page of the list.
const UNENTERED_DAYS: i64 = 400;
/// How far back a calendar goes: whoever subscribes has the older ones already.
const CALENDAR_DAYS: i64 = 366;
/// Meetings in a calendar.
const CALENDAR_MAX: i64 = 2_000;

#[derive(Clone, Debug)]
pub struct MeetingService {
    pub db: Db,
    pub rulesets: Rulesets,
}

/// A meeting as cases name it.
type Named = (Date, Body);

fn named(item: &AgendaItem) -> Named {
    (item.at.day, item.at.body.clone())
}

/// The last day a calendar of ours knows.
fn end_of_time() -> Date {
    Date::new(2999, 12, 31).unwrap_or_else(|| Stamp(i64::MAX).day())
}

#[async_trait]
impl MeetingPort for MeetingService {
    async fn meetings(&self, query: &MeetingsQuery, now: Stamp) -> Result<MeetingList, AppError> {
        let today = now.day();
        let body = query.body.as_ref();
        let mut conn = self.db.read().await?;
        let after = match query.after {
            Some(id) => Some(
                store::find(&mut conn, id)
                    .await?
                    .ok_or(AppError::NotFound)?,
            ),
            None => None,
        };
        let coming = match after {
            Some(_) => Vec::new(),
            None => {
                let entered = store::list_from(&mut conn, body, today, COMING_MAX).await?;
                self.lines(&mut conn, body, entered, (today, end_of_time()))
                    .await?
            }
        };
        // One more than shown tells whether there is a next page.
        let limit = PAST_PER_PAGE.saturating_add(1);
        let mut past = store::list_before(&mut conn, body, today, after.as_ref(), limit).await?;
        let shown = usize::try_from(PAST_PER_PAGE).unwrap_or(usize::MAX);
        let more = past.len() > shown;
        past.truncate(shown);
        let last = past.last().map(|last| (last.id, last.sitting.held_on));
        let to = match &after {
            Some(after) => after.sitting.held_on.add_days(-1),
            None => today.add_days(-1),
        };
        let from = match last {
            Some((_, day)) if more => day,
            _ => today
                .add_days(-UNENTERED_DAYS)
                .min(last.map_or(to, |(_, day)| day)),
        };
        let mut past = self.lines(&mut conn, body, past, (from, to)).await?;
        past.reverse();
        Ok(MeetingList {
            coming,
            past,
            next: last.filter(|_| more).map(|(id, _)| id),
            bodies: store::list_bodies(&mut conn).await?,
        })
    }

    async fn meeting(&self, id: MeetingId) -> Result<MeetingView, AppError> {
        let mut conn = self.db.read().await?;
        let meeting = store::find(&mut conn, id).await?;
        let meeting = meeting.ok_or(AppError::NotFound)?;
        let (body, day) = (meeting.sitting.body.clone(), meeting.sitting.held_on);
        let of_day = store::list_of_day(&mut conn, &body, day).await?;
        self.view(&mut conn, (body, day), Some(meeting), of_day.len() > 1)
            .await
    }

    async fn meeting_of_day(&self, body: &Body, day: Date) -> Result<MeetingView, AppError> {
        let mut conn = self.db.read().await?;
        let of_day = store::list_of_day(&mut conn, body, day).await?;
        let shares = of_day.len() > 1;
        let first = of_day.into_iter().next();
        let view = self
            .view(&mut conn, (body.clone(), day), first, shares)
            .await?;
        match view.entered.is_none() && view.items.is_empty() {
            true => Err(AppError::NotFound),
            false => Ok(view),
        }
    }

    async fn calendar(
        &self,
        body: Option<&Body>,
        now: Stamp,
    ) -> Result<Vec<CalendarEntry>, AppError> {
        let mut conn = self.db.read().await?;
        if let Some(body) = body
            && !store::list_bodies(&mut conn).await?.contains(body)
        {
            return Err(AppError::NotFound);
        }
        let from = now.day().add_days(-CALENDAR_DAYS);
        let meetings = store::list_from(&mut conn, body, from, CALENDAR_MAX).await?;
        let mut items = hearings::between(&mut conn, &self.rulesets, (from, end_of_time())).await?;
        in_order(&mut items);
        let mut titles: BTreeMap<Named, Vec<String>> = BTreeMap::new();
        for item in items {
            titles.entry(named(&item)).or_default().push(item.title);
        }
        let entries = meetings.into_iter().map(|meeting| {
            let named = (meeting.sitting.held_on, meeting.sitting.body.clone());
            CalendarEntry {
                titles: titles.get(&named).cloned().unwrap_or_default(),
                meeting,
            }
        });
        Ok(entries.collect())
    }

    async fn enter_meeting(
        &self,
        actor: &Actor,
        typed: &Values,
        once: &str,
        now: Stamp,
    ) -> Result<MeetingId, AppError> {
        let mut tx = self.db.begin().await?;
        let id = enter(&mut tx, actor, typed, once, now).await?;
        tx.commit().await?;
        Ok(id)
    }

    async fn change_meeting(
        &self,
        actor: &Actor,
        id: MeetingId,
        (typed, version): (&Values, i64),
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        change(&mut tx, &self.rulesets, actor, id, (typed, version), now).await?;
        tx.commit().await?;
        Ok(())
    }
}

impl MeetingService {
    /// Meetings as lines, the earliest first, with those between these days that only cases name.
    async fn lines(
        &self,
        conn: &mut Conn,
        body: Option<&Body>,
        meetings: Vec<StoredMeeting>,
        (from, to): (Date, Date),
    ) -> Result<Vec<MeetingLine>, AppError> {
        let days = meetings.iter().map(|meeting| meeting.sitting.held_on);
        let (first, last) = (days.clone().min(), days.max());
        let span = (
            first.map_or(from, |day| day.min(from)),
            last.map_or(to, |day| day.max(to)),
        );
        // A proposal is one, however many lines of the agenda it has.
        let mut taken_up: BTreeMap<Named, BTreeSet<ProposalId>> = BTreeMap::new();
        for item in hearings::between(conn, &self.rulesets, span).await? {
            if body.is_none_or(|body| *body == item.at.body) {
                taken_up.entry(named(&item)).or_default().insert(item.id);
            }
        }
        let mut lines: Vec<MeetingLine> = meetings
            .into_iter()
            .map(|meeting| {
                let (day, body) = (meeting.sitting.held_on, meeting.sitting.body.clone());
                MeetingLine {
                    items: taken_up.get(&(day, body.clone())).map_or(0, BTreeSet::len),
                    entered: Some(meeting),
                    body,
                    day,
                }
            })
            .collect();
        let unentered = taken_up.into_iter().filter(|((day, body), _)| {
            let known = lines
                .iter()
                .any(|line| line.day == *day && line.body == *body);
            !known && from <= *day && *day <= to
        });
        let unentered: Vec<MeetingLine> = unentered
            .map(|((day, body), items)| MeetingLine {
                body,
                day,
                entered: None,
                items: items.len(),
            })
            .collect();
        lines.extend(unentered);
        lines.sort_by_key(|line| {
            let entered = line.entered.as_ref();
            let begins = entered.map(|meeting| (meeting.sitting.begins, meeting.id));
            (line.day, begins, line.body.clone())
        });
        Ok(lines)
    }

    async fn view(
        &self,
        conn: &mut Conn,
        (body, day): (Body, Date),
        entered: Option<StoredMeeting>,
        shares_day: bool,
    ) -> Result<MeetingView, AppError> {
        let mut items = of_meeting(conn, &self.rulesets, &body, day).await?;
        if let Some(meeting) = &entered {
            let marks = store::list_marks(conn, meeting.id).await?;
            let marks: BTreeMap<ProposalId, i64> = marks.into_iter().collect();
            for item in &mut items {
                item.mark = marks.get(&item.id).copied();
            }
        }
        Ok(MeetingView {
            body,
            day,
            entered,
            items,
            shares_day,
        })
    }
}
