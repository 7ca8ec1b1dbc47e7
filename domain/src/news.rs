//! What people are told of beside letters of their own, and how soon: by a letter at once, by one that
//! collects what happened in a day or a week, or only in the list on their own page.
//!
//! What the law or a promise requires is not in here and cannot be turned off: the receipt, what is asked of
//! a proposer, the decision on their own proposal, and letters about an account.

use crate::answer::ActKind;
use crate::letters::Told;
use crate::proposal::TransitionKind;
use crate::time::{Date, Stamp};

/// Hour at which collected letters go out, by the clocks on the wall.
const MORNING: i8 = 7;
/// From this hour on a collected letter that is late waits for the next morning.
const EVENING: i8 = 20;
/// What happened is kept in one's list for so long.
pub const NEWS_DAYS: i64 = 90;
/// What happened longer ago than this before anybody could be told is told by no letter.
pub const LATE_DAYS: i64 = 7;

coded_enum! {
    /// What somebody is told of. Each has a pace of its own.
    pub enum News {
        /// Answers and decisions on what they support or follow, and of whom they follow.
        Answers = "answers",
        /// Steps on the way, of what they follow.
        Steps = "steps",
        /// What others say to them: comments on their own proposal, replies to their comments.
        Replies = "replies",
        /// New proposals and ideas in what they follow.
        Fresh = "new",
    }
}

coded_enum! {
    /// How soon somebody is told by letter. The list on their own page has it at once in any case.
    pub enum Pace {
        AtOnce = "at_once",
        /// Once a day, in the morning.
        Daily = "daily",
        /// Once a week, on Monday morning.
        Weekly = "weekly",
        Never = "never",
    }
}

impl News {
    /// The pace of who has chosen none. An answer is what they wait for; the rest can wait for the morning.
    pub const fn calm(self) -> Pace {
        match self {
            Self::Answers => Pace::AtOnce,
            Self::Steps | Self::Replies => Pace::Daily,
            Self::Fresh => Pace::Weekly,
        }
    }
}

/// What somebody chose, and what they had chosen before: what happened until then is told by that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    pub pace: Pace,
    /// None: they had chosen nothing.
    pub was: Option<Pace>,
    pub since: Stamp,
}

impl Chosen {
    /// The pace of what happened at this moment.
    pub fn at(self, news: News, moment: Stamp) -> Pace {
        match self.since <= moment {
            true => self.pace,
            false => self.was.unwrap_or(news.calm()),
        }
    }
}

/// Who is told of an act of the record; `step` is a transition's code.
pub fn told_of(kind: ActKind, step: Option<&str>, corrects: bool) -> Told {
    match kind {
        _ if corrects => Told::CORRECTION,
        ActKind::Transition => step
            .and_then(TransitionKind::from_code)
            .map_or(Told::Nobody, Told::of_step),
        // It has letters of its own, to everybody of both.
        ActKind::Merge => Told::All,
        _ => Told::of_act(kind),
    }
}

impl News {
    /// What an act is to those who are told of it; none where only its proposer is, or nobody.
    pub const fn of(told: Told) -> Option<Self> {
        match told {
            Told::All | Told::Others => Some(Self::Answers),
            Told::Followers => Some(Self::Steps),
            Told::Proposer | Told::Nobody => None,
        }
    }
}

/// What connects somebody with what happened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NewsTies {
    /// The proposal is theirs: they have letters of their own about what becomes of it.
    pub own: bool,
    /// They vote on it.
    pub votes: bool,
    /// They follow it.
    pub follows: bool,
    /// They want no letters about it.
    pub stopped: bool,
    /// They follow its topic or place, or the body or person that did it.
    pub watches: bool,
    /// It answers a comment of theirs.
    pub addressed: bool,
}

coded_enum! {
    /// How somebody is told. It is in their list in any case.
    pub enum How {
        /// By a letter of what happened just now.
        Soon = "soon",
        /// By the letter of the next morning.
        Morning = "morning",
        /// By the letter of the next Monday morning.
        Monday = "monday",
        /// Only in their list: they have a letter already, or want none.
        Listed = "listed",
    }
}

impl How {
    const fn by(pace: Pace) -> Self {
        match pace {
            Pace::AtOnce => Self::Soon,
            Pace::Daily => Self::Morning,
            Pace::Weekly => Self::Monday,
            Pace::Never => Self::Listed,
        }
    }

    /// As [`How::by`], of what has a letter of its own that goes out at once.
    const fn beside_a_letter(pace: Pace) -> Self {
        match pace {
            Pace::AtOnce => Self::Listed,
            pace => Self::by(pace),
        }
    }

    /// When the letter is due that tells of it; none: no letter.
    pub fn due(self, now: Stamp) -> Option<Stamp> {
        match self {
            Self::Soon => Some(now),
            Self::Morning => Some(next_morning(now)),
            Self::Monday => Some(next_monday(now)),
            Self::Listed => None,
        }
    }
}

/// How somebody with these ties is told, and as what. None: not at all.
pub fn how(news: News, ties: NewsTies, pace: impl Fn(News) -> Pace) -> Option<(News, How)> {
    let of_case = match news {
        News::Answers | News::Steps if ties.own => Some(How::Listed),
        News::Answers if ties.votes || ties.follows => Some(How::beside_a_letter(pace(news))),
        News::Steps if ties.follows => Some(How::beside_a_letter(pace(news))),
        // Who votes is written to when it is answered, not of every step.
        News::Steps if ties.votes => Some(How::Listed),
        News::Replies if ties.own || ties.addressed => Some(How::by(pace(news))),
        News::Fresh if ties.own => Some(How::Listed),
        News::Fresh if ties.watches => Some(How::by(pace(news))),
        _ => None,
    };
    // What a body or a person they follow has said is an answer to them, whatever it is to the case.
    let has_letter = ties.own || ties.follows || (news == News::Answers && ties.votes);
    let (news, how) = match news {
        News::Answers | News::Steps if ties.watches && !has_letter => {
            (News::Answers, How::by(pace(News::Answers)))
        }
        _ => (news, of_case?),
    };
    match ties.stopped && !ties.own && news != News::Replies {
        true => Some((news, How::Listed)),
        false => Some((news, how)),
    }
}

fn morning(day: Date) -> Stamp {
    Stamp::at(day, MORNING, 0).unwrap_or_else(|| Stamp::from_date(day))
}

/// The next moment at which letters of a day go out, by the clocks of that day.
pub fn next_morning(now: Stamp) -> Stamp {
    match morning(now.day()) {
        today if today > now => today,
        _ => morning(now.day().add_days(1)),
    }
}

/// The next one at which letters of a week do.
pub fn next_monday(now: Stamp) -> Stamp {
    let next = next_morning(now).day();
    let monday = i64::from(next.civil().weekday().to_monday_zero_offset());
    let wait = if monday == 0 { 0 } else { 7 - monday };
    morning(next.add_days(wait))
}

/// Whether letters that collect may go out now. Nobody is woken by what waited a day.
pub fn by_day(now: Stamp) -> bool {
    (MORNING..EVENING).contains(&now.local().hour())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ties(bits: u32) -> NewsTies {
        NewsTies {
            own: bits & 1 > 0,
            votes: bits & 2 > 0,
            follows: bits & 4 > 0,
            stopped: bits & 8 > 0,
            watches: bits & 16 > 0,
            addressed: bits & 32 > 0,
        }
    }

    fn only(tie: &str) -> NewsTies {
        NewsTies {
            own: tie == "own",
            votes: tie == "votes",
            follows: tie == "follows",
            watches: tie == "watches",
            addressed: tie == "addressed",
            stopped: false,
        }
    }

    #[test]
    fn what_is_told_how_by_kind_and_pace_and_tie() {
        use How::{Listed, Monday, Morning, Soon};
        // At once, daily, weekly, never. Where a letter goes out at once the list is what is left.
        let letter = Some([Listed, Morning, Monday, Listed]);
        let collected = Some([Soon, Morning, Monday, Listed]);
        let listed = Some([Listed; 4]);
        let table = [
            (News::Answers, "own", listed),
            (News::Answers, "votes", letter),
            (News::Answers, "follows", letter),
            (News::Answers, "watches", collected),
            (News::Answers, "addressed", None),
            (News::Steps, "own", listed),
            (News::Steps, "votes", listed),
            (News::Steps, "follows", letter),
            (News::Steps, "watches", collected),
            (News::Steps, "addressed", None),
            (News::Replies, "own", collected),
            (News::Replies, "votes", None),
            (News::Replies, "follows", None),
            (News::Replies, "watches", None),
            (News::Replies, "addressed", collected),
            (News::Fresh, "own", listed),
            (News::Fresh, "votes", None),
            (News::Fresh, "follows", None),
            (News::Fresh, "watches", collected),
            (News::Fresh, "addressed", None),
        ];
        for (news, tie, expected) in table {
            for (place, pace) in Pace::ALL.iter().enumerate() {
                let told = how(news, only(tie), |_| *pace).map(|(_, how)| how);
                let expected = expected.and_then(|row| row.get(place).copied());
                assert_eq!(told, expected, "{news} {tie} {pace}");
            }
        }
    }

    #[test]
    fn whoever_has_a_letter_of_it_gets_no_second_one() {
        for bits in 0..64 {
            let ties = ties(bits);
            let letter = ties.own || ((ties.votes || ties.follows) && !ties.stopped);
            let told = how(News::Answers, ties, |_| Pace::AtOnce);
            if letter {
                assert_eq!(told, Some((News::Answers, How::Listed)), "{ties:?}");
            }
            if ties.stopped && !ties.own {
                for news in [News::Answers, News::Steps, News::Fresh] {
                    let told = how(news, ties, |_| Pace::Daily);
                    assert!(told.is_none_or(|(_, how)| how == How::Listed), "{ties:?}");
                }
            }
        }
    }

    #[test]
    fn never_means_no_letter_whatever_the_ties() {
        for bits in 0..64 {
            for news in News::ALL {
                let told = how(*news, ties(bits), |_| Pace::Never);
                assert!(told.is_none_or(|(_, how)| how == How::Listed));
            }
        }
    }

    #[test]
    fn an_opinion_of_somebody_followed_is_an_answer_to_who_votes_too() {
        let both = NewsTies {
            votes: true,
            watches: true,
            ..NewsTies::default()
        };
        let pace = |news: News| news.calm();
        assert_eq!(
            how(News::Steps, both, pace),
            Some((News::Answers, How::Soon))
        );
        let told = how(News::Answers, both, pace);
        assert_eq!(
            told,
            Some((News::Answers, How::Listed)),
            "the letter says it"
        );
    }

    #[test]
    fn what_was_chosen_later_holds_for_what_happens_later() {
        let chosen = Chosen {
            pace: Pace::Weekly,
            was: None,
            since: Stamp(10),
        };
        assert_eq!(chosen.at(News::Answers, Stamp(9)), Pace::AtOnce);
        assert_eq!(chosen.at(News::Answers, Stamp(10)), Pace::Weekly);
        let again = Chosen {
            was: Some(Pace::Never),
            ..chosen
        };
        assert_eq!(again.at(News::Answers, Stamp(9)), Pace::Never);
    }

    fn at(day: &str, hour: i8, minute: i8) -> Stamp {
        Stamp::at(Date::parse(day).unwrap(), hour, minute).unwrap()
    }

    #[test]
    fn mornings_go_by_the_clocks_on_the_wall() {
        // Clocks go forward on 29 March 2026 and back on 25 October.
        for (now, morning, monday) in [
            (at("2026-03-04", 6, 59), "2026-03-04", "2026-03-09"),
            (at("2026-03-04", 7, 0), "2026-03-05", "2026-03-09"),
            (at("2026-03-09", 6, 0), "2026-03-09", "2026-03-09"),
            (at("2026-03-09", 7, 0), "2026-03-10", "2026-03-16"),
            (at("2026-03-28", 12, 0), "2026-03-29", "2026-03-30"),
            (at("2026-10-24", 23, 30), "2026-10-25", "2026-10-26"),
            (at("2026-12-31", 12, 0), "2027-01-01", "2027-01-04"),
        ] {
            assert_eq!(next_morning(now), at(morning, 7, 0), "{now:?}");
            assert_eq!(next_monday(now), at(monday, 7, 0), "{now:?}");
        }
        let short = at("2026-03-29", 7, 0).0 - at("2026-03-28", 7, 0).0;
        let long = at("2026-10-25", 7, 0).0 - at("2026-10-24", 7, 0).0;
        assert_eq!((short / 3_600_000, long / 3_600_000), (23, 25));
    }

    #[test]
    fn late_letters_wait_for_the_day() {
        for (hour, may) in [(0, false), (6, false), (7, true), (19, true), (20, false)] {
            assert_eq!(by_day(at("2026-03-04", hour, 0)), may, "{hour}");
        }
    }

    #[test]
    fn acts_are_news_to_those_who_have_letters_of_them() {
        let approve = TransitionKind::Approve.code();
        let told = |kind, step, corrects| News::of(told_of(kind, step, corrects));
        assert_eq!(
            told(ActKind::Transition, Some(approve), false),
            Some(News::Answers)
        );
        assert_eq!(
            told(ActKind::Transition, Some(approve), true),
            Some(News::Steps)
        );
        assert_eq!(told(ActKind::Transition, None, false), None);
        assert_eq!(told(ActKind::Note, None, false), None);
        assert_eq!(
            told(ActKind::ElectedOpinion, None, false),
            Some(News::Steps)
        );
        assert_eq!(told(ActKind::Merge, None, false), Some(News::Answers));
    }
}
