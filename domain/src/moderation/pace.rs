//! Much in a short time: whether what happens at a proposal looks like one hand rather than many people.
//!
//! It says that somebody should look, and with which figures. It takes no vote away and hides nothing: a proposal can
//! be dear to many at once, and one that a thousand people find by themselves looks like a thousand people.

use std::collections::BTreeMap;

use crate::time::Stamp;

coded_enum! {
    /// What there is much of.
    pub enum PaceKind {
        /// Votes for a proposal.
        Support = "support",
        /// Votes against it.
        Against = "against",
        /// Comments, those that wait among them.
        Comments = "comments",
        /// Agreeing with comments, whichever: it decides which are read first.
        Agreements = "agreements",
    }
}

/// How far back is looked, in minutes.
pub const WINDOW_MINUTES: i64 = 60;
/// An account is new here for so many hours.
pub const NEW_HOURS: i64 = 48;
/// After somebody has looked, the same proposal is quiet for so many hours.
pub const QUIET_HOURS: i64 = 6;
/// Fewer votes than this in an hour are nothing to look at.
const VOTES_MIN: i64 = 20;
/// The same for comments.
const COMMENTS_MIN: i64 = 10;
/// So many times the usual has to happen.
const TIMES_USUAL: i64 = 4;
/// Hundredths of new accounts among them.
const NEW_SHARE: i64 = 50;
/// Hundredths with the same uncommon domain of mail, and how many at least.
const DOMAIN_SHARE: i64 = 25;
const DOMAIN_MIN: i64 = 8;

/// Where many people have their mail: having it there says nothing.
const COMMON: &[&str] = &[
    "bredband.net",
    "bredband2.com",
    "comhem.se",
    "gmail.com",
    "googlemail.com",
    "home.se",
    "hotmail.com",
    "hotmail.se",
    "icloud.com",
    "live.com",
    "live.se",
    "mac.com",
    "me.com",
    "msn.com",
    "outlook.com",
    "outlook.se",
    "passagen.se",
    "proton.me",
    "protonmail.com",
    "spray.se",
    "swipnet.se",
    "tele2.se",
    "telia.com",
    "yahoo.com",
    "yahoo.se",
];

/// One vote or comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaceEvent {
    pub at: Stamp,
    /// When the account was made.
    pub account: Stamp,
    /// What stands after the sign in its address of mail; none where it has no address.
    pub domain: Option<String>,
}

impl PaceEvent {
    fn is_new(&self) -> bool {
        self.at < self.account.plus_hours(NEW_HOURS)
    }

    fn uncommon(&self) -> Option<&str> {
        self.domain
            .as_deref()
            .filter(|domain| !COMMON.contains(domain))
    }
}

/// What is out of the usual, in figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// When the first of them came, and the last.
    pub from: Stamp,
    pub to: Stamp,
    pub count: i64,
    /// What the proposal usually has in an hour; at least 1.
    pub usual: i64,
    /// Of accounts made within the last [`NEW_HOURS`].
    pub new: i64,
    /// The uncommon domain of mail that most have, and how many; 0 where no two have one.
    pub domain: String,
    pub same_domain: i64,
}

/// What a proposal usually has in an hour, from what it had in so many hours before.
pub fn usual(count: i64, hours: i64) -> i64 {
    (count + hours - 1).checked_div(hours).unwrap_or(0).max(1)
}

/// What is out of the usual among what came within the last [`WINDOW_MINUTES`]; none where nothing is.
pub fn unusual(kind: PaceKind, events: &[PaceEvent], usual: i64, now: Stamp) -> Option<Figures> {
    let since = now.plus_minutes(-WINDOW_MINUTES);
    let recent: Vec<&PaceEvent> = events.iter().filter(|event| event.at > since).collect();
    let from = recent.iter().map(|event| event.at).min()?;
    let to = recent.iter().map(|event| event.at).max()?;
    let size = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let count = size(recent.len());
    let new = size(recent.iter().filter(|event| event.is_new()).count());
    let mut domains: BTreeMap<&str, i64> = BTreeMap::new();
    for domain in recent.iter().filter_map(|event| event.uncommon()) {
        *domains.entry(domain).or_default() += 1;
    }
    let most = domains.into_iter().max_by_key(|(_, times)| *times);
    let (domain, same_domain) = most.filter(|(_, times)| *times > 1).unwrap_or(("", 0));
    let least = match kind {
        PaceKind::Support | PaceKind::Against | PaceKind::Agreements => VOTES_MIN,
        PaceKind::Comments => COMMENTS_MIN,
    };
    let much = count >= least && count >= usual.saturating_mul(TIMES_USUAL);
    let alike = new * 100 >= count * NEW_SHARE
        || (same_domain >= DOMAIN_MIN && same_domain * 100 >= count * DOMAIN_SHARE);
    (much && alike).then(|| Figures {
        from,
        to,
        count,
        usual,
        new,
        domain: domain.to_owned(),
        same_domain,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Date;

    fn noon() -> Stamp {
        Stamp::at(Date::new(2026, 3, 4).unwrap(), 12, 0).unwrap()
    }

    /// So many events within an hour: every `new`th of a new account, with these domains in turn.
    fn events(count: i64, new: i64, domains: &[&str]) -> Vec<PaceEvent> {
        let domains = domains.iter().cycle();
        (0..count)
            .zip(domains)
            .map(|(n, domain)| {
                let at = Stamp(noon().0 - n * 3_000_000 / count.max(1));
                let days = if new > 0 && n % new == 0 { 1 } else { 400 };
                PaceEvent {
                    at,
                    account: at.plus_days(-days),
                    domain: Some((*domain).to_owned()),
                }
            })
            .collect()
    }

    const MANY: &[&str] = &["gmail.com", "hotmail.com", "telia.com", "icloud.com"];

    #[test]
    fn one_hand_is_seen_and_many_people_are_not() {
        use PaceKind as K;
        let cases = [
            // Forty new accounts within the hour.
            (K::Support, events(40, 1, MANY), 1, true),
            (K::Against, events(40, 1, MANY), 1, true),
            // Old accounts of one domain.
            (K::Support, events(40, 0, &["brigad.example"]), 1, true),
            // A surge of people, of whom one in three is new.
            (K::Support, events(300, 3, MANY), 1, false),
            // New accounts, but it is always like that here.
            (K::Support, events(40, 1, MANY), 11, false),
            (K::Support, events(40, 1, MANY), 10, true),
            // Too few to say anything.
            (K::Support, events(19, 1, MANY), 1, false),
            (K::Support, events(20, 1, MANY), 1, true),
            (K::Comments, events(9, 1, MANY), 1, false),
            (K::Comments, events(10, 1, MANY), 1, true),
            (K::Agreements, events(19, 1, MANY), 1, false),
            (K::Agreements, events(20, 1, MANY), 1, true),
            (K::Agreements, events(300, 3, MANY), 1, false),
            // A workplace among others.
            (
                K::Support,
                events(
                    40,
                    0,
                    &[
                        "bjorksjo.example",
                        "gmail.com",
                        "live.se",
                        "telia.com",
                        "me.com",
                    ],
                ),
                1,
                false,
            ),
        ];
        for (kind, events, usual, expected) in cases {
            let found = unusual(kind, &events, usual, noon());
            assert_eq!(
                found.is_some(),
                expected,
                "{kind} {} {usual} {found:?}",
                events.len()
            );
        }
        assert_eq!(unusual(K::Support, &[], 1, noon()), None);
    }

    #[test]
    fn the_figures_say_what_was_seen() {
        let mut all = events(40, 2, &["brigad.example", "gmail.com"]);
        // What came before the hour is not counted.
        all.extend(
            events(500, 1, &["x.example"])
                .into_iter()
                .map(|event| PaceEvent {
                    at: event.at.plus_hours(-2),
                    ..event
                }),
        );
        let figures = unusual(PaceKind::Support, &all, 3, noon()).unwrap();
        assert_eq!((figures.count, figures.new, figures.usual), (40, 20, 3));
        assert_eq!(
            (figures.domain.as_str(), figures.same_domain),
            ("brigad.example", 20)
        );
        assert_eq!(figures.to, noon());
    }

    #[test]
    fn the_usual_is_of_an_hour_and_never_nothing() {
        assert_eq!(usual(0, 336), 1);
        assert_eq!(usual(336, 336), 1);
        assert_eq!(usual(337, 336), 2);
        assert_eq!(usual(5, 0), 1);
    }
}
