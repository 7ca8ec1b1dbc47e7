//! Six and twelve months after a yes, those who wanted it are asked: was it done? What they say stands
//! beside what the municipality says of itself.

use serde::{Deserialize, Serialize};

use crate::time::Date;

coded_enum! {
    /// What somebody who wanted it says.
    pub enum Reply {
        /// It was done.
        Yes = "yes",
        /// Something of it was.
        Partly = "partly",
        /// It was not.
        No = "no",
    }
}

/// Months after the decision at which it is asked.
pub const ASK_MONTHS: [i64; 2] = [6, 12];
/// Days to reply in. Also how long a question may come late: what was decided years before the site
/// began is not asked about.
pub const REPLY_DAYS: i64 = 60;
/// Replies from which on they are shown: fewer would tell who said what.
pub const SHOWN_FROM: i64 = 5;

/// The question whose day has come and that was not asked yet.
pub fn question_due(decided: Date, today: Date, asked: &[i64]) -> Option<i64> {
    ASK_MONTHS.into_iter().find(|months| {
        let day = decided.add_months(*months);
        day <= today && today <= day.add_days(REPLY_DAYS) && !asked.contains(months)
    })
}

/// The last day for replies to a question that is asked today.
pub fn open_until(today: Date) -> Date {
    today.add_days(REPLY_DAYS)
}

/// The first day on which nobody is to be asked any more about what was decided on a day, and
/// whoever was asked in time has had the time to reply.
pub fn over_from(decided: Date) -> Date {
    let last = ASK_MONTHS.into_iter().max().unwrap_or_default();
    decided.add_months(last).add_days(REPLY_DAYS + 1)
}

/// How many said what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replies {
    /// It was done.
    pub yes: i64,
    /// Something of it.
    pub partly: i64,
    /// It was not.
    pub no: i64,
}

impl Replies {
    /// Of how many persons.
    pub const fn total(self) -> i64 {
        self.yes.saturating_add(self.partly).saturating_add(self.no)
    }

    /// Adds what so many said.
    pub const fn add(&mut self, reply: Reply, count: i64) {
        let of = match reply {
            Reply::Yes => &mut self.yes,
            Reply::Partly => &mut self.partly,
            Reply::No => &mut self.no,
        };
        *of = of.saturating_add(count);
    }

    /// As everybody may see them: none while they are so few that they would tell who said what.
    pub fn shown(self) -> Option<Self> {
        (self.total() >= SHOWN_FROM).then_some(self)
    }
}
