//! When those who work with a campaign are reminded: of the day they promised answers by, and of telling what
//! became of them.

use super::stage::CampaignStage;
use crate::time::Date;

/// Days left when the first reminder of a day goes out, and the last one.
pub const SOON_DAYS: i64 = 14;
pub const NEAR_DAYS: i64 = 3;
/// Months after the last answer by which it is told what became of them.
pub const FOLLOW_UP_MONTHS: [i64; 2] = [6, 12];
/// What is told so many months ahead of such a day is told for it.
const COUNTS_MONTHS: i64 = 2;

coded_enum! {
    /// What somebody is reminded of.
    pub enum CampaignReminder {
        /// The day for the answers is two weeks away.
        AnswersSoon = "answers_soon",
        /// It is three days away.
        AnswersNear = "answers_near",
        /// It has passed.
        AnswersLate = "answers_late",
        /// The day for telling what became of them is two weeks away.
        FollowUpSoon = "follow_up_soon",
        /// It has passed.
        FollowUpLate = "follow_up_late",
    }
}

impl CampaignStage {
    /// The last day for telling once more what became of the answers; none when it has been told for each.
    pub fn next_follow_up(&self) -> Option<Date> {
        let (answered, last) = match self {
            Self::Answered { on, .. } => (*on, None),
            Self::FollowUp {
                answered_on, last, ..
            } => (*answered_on, Some(*last)),
            _ => return None,
        };
        let told = |day: Date| last.is_some_and(|last| last >= day.add_months(-COUNTS_MONTHS));
        let days = FOLLOW_UP_MONTHS.map(|months| answered.add_months(months));
        days.into_iter().find(|day| !told(*day))
    }

    /// The day those who work with it have to keep now: for answers, then for telling what became of them.
    pub fn promised(&self) -> Option<Date> {
        self.answer_by().or_else(|| self.next_follow_up())
    }

    /// What they are to be reminded of on this day, and the day that is about. Only the nearest: where no
    /// letter went out for a while, the earlier ones are of no use any more.
    pub fn reminder(&self, today: Date) -> Option<(CampaignReminder, Date)> {
        use CampaignReminder as R;
        let day = self.promised()?;
        let left = today.days_until(day);
        let what = match (self.answer_by().is_some(), left) {
            (true, ..=-1) => R::AnswersLate,
            (true, 0..=NEAR_DAYS) => R::AnswersNear,
            (true, ..=SOON_DAYS) => R::AnswersSoon,
            (false, ..=-1) => R::FollowUpLate,
            (false, ..=SOON_DAYS) => R::FollowUpSoon,
            _ => return None,
        };
        Some((what, day))
    }
}
