//! How long the municipality has to decide. While a proposer completes what is missing, the clock stands
//! still: the day moves by the days waited. What is asked in public later on (T15) stops nothing.

use crate::time::Date;

/// The days for which the clock stood still, from the day it stopped to the day it goes on. None on the
/// same day, and none where it is not known when it stopped.
pub fn days_waited(stopped: Option<Date>, goes_on: Date) -> i64 {
    stopped.map_or(0, |stopped| stopped.days_until(goes_on).max(0))
}

/// The promised day after having waited so many days. Counted last, from the end of the months: a day
/// waited is a day longer, whichever months lie between.
pub fn moved(promised: Date, waited: i64) -> Date {
    promised.add_days(waited)
}

pub(super) const fn is_zero(days: &i64) -> bool {
    *days == 0
}
