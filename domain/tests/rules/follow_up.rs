//! When those who wanted it are asked whether it was done, and what of their replies is shown.

use nara_domain::follow_up::{Replies, Reply, open_until, over_from, question_due};

use crate::help::day;

#[test]
fn it_is_asked_twice_each_in_its_time() {
    let decided = day("2026-01-31");
    for (today, asked, due) in [
        ("2026-01-31", &[][..], None),
        ("2026-07-30", &[], None),
        ("2026-07-31", &[], Some(6)),
        ("2026-07-31", &[6], None),
        // The last day it may come late.
        ("2026-09-29", &[], Some(6)),
        ("2026-09-30", &[], None),
        ("2027-01-30", &[6], None),
        ("2027-01-31", &[6], Some(12)),
        ("2027-01-31", &[], Some(12)),
        ("2027-01-31", &[6, 12], None),
        ("2027-04-01", &[6], Some(12)),
        ("2027-04-02", &[6], None),
        ("2037-01-31", &[], None),
    ] {
        assert_eq!(
            question_due(decided, day(today), asked),
            due,
            "{today} {asked:?}"
        );
    }
    assert_eq!(open_until(day("2026-07-31")), day("2026-09-29"));
    // Asked on the day, nobody can reply any more.
    let over = open_until(day("2027-01-31")).add_days(1);
    assert_eq!(over_from(decided), over);
}

#[test]
fn few_replies_are_not_shown() {
    let mut replies = Replies::default();
    assert_eq!(replies.shown(), None);
    replies.add(Reply::Yes, 2);
    replies.add(Reply::Partly, 1);
    replies.add(Reply::No, 1);
    assert_eq!((replies.total(), replies.shown()), (4, None));
    replies.add(Reply::No, 1);
    let of_five = Replies {
        yes: 2,
        partly: 1,
        no: 2,
    };
    assert_eq!(replies.shown(), Some(of_five));
}
