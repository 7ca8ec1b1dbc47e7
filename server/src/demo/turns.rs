//! The histories' steps, all of them in the order of time.

use std::collections::HashMap;

use nara_domain::time::Stamp;

use super::days::Calendar;
use super::told::{Item, Told};

/// What is to happen, and when.
pub struct Turn {
    pub at: Stamp,
    pub item: usize,
    /// `None`: it is handed in.
    pub step: Option<usize>,
}

pub fn calendar(item: &Item, now: Stamp) -> Calendar {
    Calendar::new(now, item.exact_days)
}

/// Everything that happens, in order.
pub fn turns(told: &Told, now: Stamp) -> Vec<Turn> {
    let mut turns = Vec::new();
    for (place, item) in told.items.iter().enumerate() {
        let calendar = calendar(item, now);
        turns.push(Turn {
            at: calendar.moment(item.days_before, 0),
            item: place,
            step: None,
        });
        // What a thing of a day comes after: several things of one day keep their order.
        let mut of_day: HashMap<i64, usize> = HashMap::from([(item.days_before, 1)]);
        let mut not_before = Stamp(0);
        for (n, step) in item.history.iter().enumerate() {
            let at = match (step.days_before, step.to_days_before) {
                (Some(day), _) => {
                    let nth = of_day.entry(day).or_default();
                    *nth += 1;
                    calendar.moment(day, *nth - 1).max(not_before)
                }
                // A group of votes is written when its last one was given.
                (None, Some(to)) => calendar.between(0, to, 1, 1),
                (None, None) => calendar.moment(item.days_before, 1),
            };
            // The threshold is reached by the vote before it.
            if step.what == "reach_threshold" {
                let votes = calendar.between(0, step.days_before.unwrap_or(0), 1, 1);
                turns.push(Turn {
                    at: votes.max(at),
                    item: place,
                    step: Some(n),
                });
                not_before = votes;
                continue;
            }
            if step.days_before.is_some() {
                not_before = at;
            }
            turns.push(Turn {
                at,
                item: place,
                step: Some(n),
            });
        }
    }
    turns.sort_by_key(|turn| (turn.at, turn.item, turn.step));
    turns
}
