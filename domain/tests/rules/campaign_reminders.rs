//! The days a campaign promises: when somebody is reminded of which, and when a follow-up is due.

use nara_domain::campaign::{Approval, CampaignReminder as R, CampaignStage};

use crate::help::day;

fn approval() -> Approval {
    Approval {
        approved_by: "Lena Borg".to_owned(),
        sponsor: "Anna Ek (X)".to_owned(),
        opens_on: day("2026-01-10"),
        ideas_until: day("2026-01-20"),
        budget: "Inga pengar".to_owned(),
        answerer: "Fritid".to_owned(),
        stand_in: "Skolan".to_owned(),
        answer_days: 60,
        consent: "Brev hem.".to_owned(),
    }
}

#[test]
fn the_nearest_reminder_of_the_answers_is_the_only_one() {
    let presented = CampaignStage::Presented {
        approval: approval(),
        on: day("2026-02-01"),
        answer_by: day("2026-04-01"),
    };
    let by = day("2026-04-01");
    for (today, what) in [
        ("2026-03-17", None),
        ("2026-03-18", Some(R::AnswersSoon)),
        ("2026-03-28", Some(R::AnswersSoon)),
        ("2026-03-29", Some(R::AnswersNear)),
        ("2026-04-01", Some(R::AnswersNear)),
        ("2026-04-02", Some(R::AnswersLate)),
        ("2027-04-02", Some(R::AnswersLate)),
    ] {
        let expected = what.map(|what| (what, by));
        assert_eq!(presented.reminder(day(today)), expected, "{today}");
    }
}

#[test]
fn it_is_told_after_half_a_year_and_a_year() {
    let answered = CampaignStage::Answered {
        approval: approval(),
        on: day("2026-04-01"),
    };
    let told = |last: &str| CampaignStage::FollowUp {
        approval: approval(),
        answered_on: day("2026-04-01"),
        last: day(last),
    };
    let (half, year) = (Some(day("2026-10-01")), Some(day("2027-04-01")));
    assert_eq!(answered.next_follow_up(), half);
    // What is told at once is one more; near its day it counts for it.
    assert_eq!(told("2026-05-01").next_follow_up(), half);
    assert_eq!(told("2026-07-31").next_follow_up(), half);
    assert_eq!(told("2026-08-01").next_follow_up(), year);
    assert_eq!(told("2026-12-01").next_follow_up(), year);
    assert_eq!(told("2027-02-01").next_follow_up(), None);
    for (today, what) in [
        ("2026-09-16", None),
        ("2026-09-17", Some(R::FollowUpSoon)),
        ("2026-10-01", Some(R::FollowUpSoon)),
        ("2026-10-02", Some(R::FollowUpLate)),
    ] {
        let expected = what.map(|what| (what, day("2026-10-01")));
        assert_eq!(answered.reminder(day(today)), expected, "{today}");
    }
    let over = [
        CampaignStage::Draft,
        CampaignStage::Closed {
            on: day("2026-04-01"),
        },
        told("2027-04-01"),
    ];
    for stage in over {
        assert_eq!(stage.reminder(day("2030-01-01")), None, "{}", stage.code());
    }
}
