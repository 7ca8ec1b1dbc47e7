//! Days on which a municipality works: not Saturdays, Sundays, public holidays and the eves that the
//! law counts with them.

use crate::time::Date;

/// Whether a municipality works on this day.
pub fn is_working_day(day: Date) -> bool {
    use jiff::civil::Weekday::{Friday, Saturday, Sunday};
    let weekday = day.civil().weekday();
    let (month, number) = (day.month(), day.day());
    let fixed = matches!(
        (month, number),
        (1, 1 | 6) | (5, 1) | (6, 6) | (12, 24 | 25 | 26 | 31)
    );
    // Midsummer's Eve is the Friday of the 19th to the 25th.
    let midsummer = month == 6 && (19..=25).contains(&number) && weekday == Friday;
    let easter = easter(day.year()).map(|easter| easter.days_until(day));
    // Good Friday, Easter Monday and Ascension Day.
    let movable = matches!(easter, Some(-2 | 1 | 39));
    !(matches!(weekday, Saturday | Sunday) || fixed || midsummer || movable)
}

/// The day on which so many working days have passed, today not counted.
pub fn after_working_days(today: Date, days: i64) -> Date {
    let mut day = today;
    let mut left = days;
    while left > 0 {
        day = day.add_days(1);
        if is_working_day(day) {
            left -= 1;
        }
    }
    day
}

/// Easter Sunday, by the Gregorian reckoning (Meeus, Jones and Butcher).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (golden, century, of_century) = (y % 19, y / 100, y % 100);
    let corrected = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - corrected + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let sum = epact + weekday - 7 * late + 114;
    let (month, day) = (
        i8::try_from(sum / 31).ok()?,
        i8::try_from(sum % 31 + 1).ok()?,
    );
    Date::new(year, month, day)
}
