//! What has changed, counted: a page kept in memory is right for as long as the counters stand that it
//! was made under.
//!
//! A transaction counts when its outcome is known and before anybody is answered ([`super::Tx::commit`]),
//! so whoever asks after that is shown what it wrote. What it changed follows from the tables it wrote
//! rows in ([`super::tables`]): a job that found nothing to do changes nothing. Other processes' commits
//! are heard of by [`super::hearing`].

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use nara_domain::ids::ProposalId;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::hearing::DataVersion;
use super::tables::{Shows, rows_tell, written};

/// Proposals share counters: two of the same one make each other's page anew now and then.
const SLOTS: usize = 4_096;
/// More than so many at once are everything.
const NAMED: usize = 200;
/// As it is told; a program of before takes it for everything.
const EVERY_PAGE: &str = "pages";

/// Cheap to clone.
#[derive(Clone, Debug)]
pub struct Changes(pub(super) Arc<Counters>);

#[derive(Debug)]
pub(super) struct Counters {
    everything: AtomicU64,
    /// Whatever may have been a setting.
    settings: AtomicU64,
    proposals: AtomicU64,
    of_proposal: Box<[AtomicU64]>,
    /// Whether other processes' commits are heard of at this moment.
    hears: AtomicBool,
    /// Whether somebody listens for them already.
    pub(super) listening: AtomicBool,
    by_others: watch::Sender<u64>,
    /// When a commit of ours last broke off. Of PostgreSQL.
    pub(super) broke_off: Mutex<Option<Instant>>,
    pub(super) closing: CancellationToken,
    /// Of SQLite.
    pub(super) version: DataVersion,
    /// What this server is called among those that share a database.
    pub(super) name: String,
}

/// What something shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    /// One proposal, and nothing that happens to others: neither their votes nor what is said there.
    Proposal(ProposalId),
    Anything,
}

/// How far the counters of what something shows were at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    everything: u64,
    part: u64,
}

impl Seen {
    /// Whether everything that was counted then is counted here.
    pub const fn covers(self, earlier: Seen) -> bool {
        self.everything >= earlier.everything && self.part >= earlier.part
    }
}

/// What a transaction changed of what pages show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Nothing,
    Proposals(BTreeSet<i64>),
    /// And no setting.
    EveryPage,
    Everything,
}

impl Changes {
    pub(super) fn new(name: String) -> Self {
        Self(Arc::new(Counters {
            everything: AtomicU64::new(0),
            settings: AtomicU64::new(0),
            proposals: AtomicU64::new(0),
            of_proposal: (0..SLOTS).map(|_| AtomicU64::new(0)).collect(),
            hears: AtomicBool::new(false),
            listening: AtomicBool::new(false),
            by_others: watch::Sender::new(0),
            broke_off: Mutex::default(),
            closing: CancellationToken::new(),
            version: DataVersion::default(),
            name,
        }))
    }

    /// How far it has come. Read before anything else is.
    pub fn seen(&self, of: Of) -> Seen {
        let part = match of {
            Of::Proposal(id) => self.slot(id.get()),
            Of::Anything => Some(&self.0.proposals),
        };
        Seen {
            everything: self.overall(),
            part: part.map_or(0, |part| part.load(Ordering::SeqCst)),
        }
    }

    /// How often everything has changed: for what is no proposal's.
    pub fn overall(&self) -> u64 {
        self.0.everything.load(Ordering::SeqCst)
    }

    /// How often something has changed that may have been a setting. Read before they are.
    pub fn settings(&self) -> u64 {
        self.0.settings.load(Ordering::SeqCst)
    }

    /// Whether other processes' commits are heard of. Where not, nothing that is kept can be believed.
    pub fn hears(&self) -> bool {
        self.0.hears.load(Ordering::SeqCst)
    }

    /// Wakes whoever waits for what other processes do.
    pub fn by_others(&self) -> watch::Receiver<u64> {
        self.0.by_others.subscribe()
    }

    pub(super) fn set_hears(&self, hears: bool) {
        self.0.hears.store(hears, Ordering::SeqCst);
    }

    /// Nobody listens any more.
    pub(super) fn close(&self) {
        self.0.closing.cancel();
        self.set_hears(false);
    }

    pub(super) fn count(&self, change: &Change) {
        match change {
            Change::Nothing => {}
            Change::EveryPage => {
                self.0.everything.fetch_add(1, Ordering::SeqCst);
            }
            // Settings first: whoever sees that pages are over sees that what is in force may be.
            Change::Everything => {
                self.0.settings.fetch_add(1, Ordering::SeqCst);
                self.0.everything.fetch_add(1, Ordering::SeqCst);
            }
            Change::Proposals(ids) => {
                for slot in ids.iter().filter_map(|id| self.slot(*id)) {
                    slot.fetch_add(1, Ordering::SeqCst);
                }
                self.0.proposals.fetch_add(1, Ordering::SeqCst);
            }
        }
    }

    pub(super) fn count_by_others(&self, change: &Change) {
        self.count(change);
        self.0.by_others.send_modify(|count| *count += 1);
    }

    fn slot(&self, id: i64) -> Option<&AtomicU64> {
        let slots = i64::try_from(SLOTS).unwrap_or(i64::MAX);
        let slot = usize::try_from(id.rem_euclid(slots)).ok()?;
        self.0.of_proposal.get(slot)
    }
}

/// Whoever listened would hold a database open that nobody has any more.
impl Drop for Counters {
    fn drop(&mut self) {
        self.closing.cancel();
    }
}

impl Change {
    /// As other servers are told: ids, and never a text.
    pub(super) fn told(&self, by: &str) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::EveryPage => Some(format!("{by} {EVERY_PAGE}")),
            Self::Everything => Some(format!("{by} *")),
            Self::Proposals(ids) => {
                let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
                Some(format!("{by} {}", ids.join(",")))
            }
        }
    }

    /// What was told, and by whom. What cannot be read is by a newer server, and may be anything.
    pub(super) fn heard(told: &str) -> (&str, Self) {
        let (by, what) = told.split_once(' ').unwrap_or(("", "*"));
        if what == EVERY_PAGE {
            return (by, Self::EveryPage);
        }
        let ids: Result<BTreeSet<i64>, _> = what.split(',').map(str::parse).collect();
        (by, ids.map_or(Self::Everything, Self::Proposals))
    }
}

/// Counts a change when it goes: also where the outcome of a commit stays unknown.
pub(super) struct Counting<'c> {
    pub(super) changes: &'c Changes,
    pub(super) change: Change,
}

impl Drop for Counting<'_> {
    fn drop(&mut self) {
        self.changes.count(&self.change);
    }
}

/// What a transaction has written so far.
#[derive(Debug, Default)]
pub(super) struct Wrote {
    anything: bool,
    every_page: bool,
    of_proposals: bool,
    said: BTreeSet<i64>,
    /// By the last statement, as long as it is not known whether it did.
    unsettled: Option<Shows>,
}

impl Wrote {
    /// Whatever it may be: a statement that goes past the macros.
    pub(super) const fn anything(&mut self) {
        self.anything = true;
    }

    pub(super) fn said(&mut self, proposal: ProposalId) {
        self.said.insert(proposal.get());
    }

    pub(super) const fn rows_of(&mut self, shows: Option<Shows>) {
        match shows {
            None | Some(Shows::Nothing) => {}
            Some(Shows::OneProposal) => self.of_proposals = true,
            Some(Shows::EveryPage) => self.every_page = true,
            Some(Shows::Anything) => self.anything = true,
        }
    }

    /// A statement that failed may have written before it did: it counts.
    fn settle(&mut self) {
        let shows = self.unsettled.take();
        self.rows_of(shows);
    }

    pub(super) fn change(&mut self) -> Change {
        self.settle();
        let said = std::mem::take(&mut self.said);
        if self.anything {
            return Change::Everything;
        }
        match (self.every_page, self.of_proposals) {
            (false, false) => Change::Nothing,
            (false, true) if !said.is_empty() && said.len() <= NAMED => Change::Proposals(said),
            _ => Change::EveryPage,
        }
    }
}

/// Notes what a statement changed, once that is known.
#[derive(Debug)]
pub struct Pen<'c> {
    wrote: &'c mut Wrote,
    rows_tell: bool,
}

impl<'c> Pen<'c> {
    pub(super) fn of(wrote: &'c mut Wrote, sql: &str) -> Self {
        wrote.settle();
        wrote.unsettled = written(sql);
        Self {
            wrote,
            rows_tell: rows_tell(sql),
        }
    }

    /// Whether it changed any row, or gave back one. Without this word it counts.
    pub fn any(self, any: bool) {
        if self.rows_tell && !any {
            self.wrote.unsettled = None;
        }
        self.wrote.settle();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(statements: &[(&str, bool)], said: &[i64]) -> Change {
        let mut wrote = Wrote::default();
        for (sql, any) in statements {
            Pen::of(&mut wrote, sql).any(*any);
        }
        for id in said {
            wrote.said(ProposalId::new(*id));
        }
        wrote.change()
    }

    #[test]
    fn what_nobody_said_is_everything() {
        const VOTE: &str = "insert into support (a) values (1)";
        const NAME: &str = "update person set a = 1";
        const SET: &str = "insert into setting (a) values (1)";
        const TOUCH: &str = "update session set a = 1";
        const WITH: &str = "with gone as (delete from person returning 1) select 1 where false";
        let one = Change::Proposals([3].into());
        for (statements, said, change) in [
            (&[(VOTE, true)][..], &[3][..], one),
            (&[(VOTE, true)], &[], Change::EveryPage),
            (&[(VOTE, true), (NAME, true)], &[3], Change::EveryPage),
            (&[(VOTE, true), (SET, true)], &[3], Change::Everything),
            (&[(NAME, true), (SET, true)], &[], Change::Everything),
            (&[(VOTE, false), (NAME, false)], &[3], Change::Nothing),
            (&[(TOUCH, true)], &[], Change::Nothing),
            (&[("select 1", true)], &[3], Change::Nothing),
            (&[(NAME, true)], &[], Change::EveryPage),
            // Neither tells by its rows what it wrote.
            (&[(WITH, false)], &[3], Change::Everything),
            (&[("truncate person", false)], &[], Change::Everything),
        ] {
            assert_eq!(after(statements, said), change, "{statements:?} {said:?}");
        }
        let many: Vec<i64> = (0..=200).collect();
        assert_eq!(after(&[(VOTE, true)], &many), Change::EveryPage);
    }

    #[test]
    fn what_failed_counts() {
        for (sql, change) in [
            ("update person set a = 1", Change::EveryPage),
            ("update setting set a = 1", Change::Everything),
            ("update session set a = 1", Change::Nothing),
            ("select 1", Change::Nothing),
        ] {
            let mut last = Wrote::default();
            let _untold = Pen::of(&mut last, sql);
            assert_eq!(last.change(), change, "{sql}, as the last one");
            let mut first = Wrote::default();
            let _untold = Pen::of(&mut first, sql);
            Pen::of(&mut first, "select 1").any(true);
            assert_eq!(first.change(), change, "{sql}, and then another");
        }
    }

    #[test]
    fn what_is_counted_is_seen_by_those_it_concerns() {
        let changes = Changes::new(String::new());
        let [one, other] = [3, 4].map(|id| Of::Proposal(ProposalId::new(id)));
        let all = [one, other, Of::Anything];
        let moved = |change: &Change| {
            let before = all.map(|of| changes.seen(of));
            changes.count(change);
            let after = all.map(|of| changes.seen(of));
            assert!(before.iter().zip(after).all(|(old, new)| new.covers(*old)));
            [0, 1, 2].map(|at| before[at] != after[at])
        };
        assert_eq!(moved(&Change::Nothing), [false; 3]);
        assert_eq!(moved(&Change::Everything), [true; 3]);
        assert_eq!(changes.settings(), 1);
        assert_eq!(moved(&Change::EveryPage), [true; 3]);
        assert_eq!(changes.settings(), 1);
        assert_eq!(moved(&Change::Proposals([3].into())), [true, false, true]);
        assert_eq!(
            moved(&Change::Proposals([-1, 3 + 4_096].into())),
            [true, false, true]
        );
        let (newer, older) = (
            changes.seen(one),
            Seen {
                everything: 0,
                part: 9,
            },
        );
        assert!(!newer.covers(older) && !older.covers(newer));
    }

    #[test]
    fn what_is_told_is_heard() {
        for change in [
            Change::Everything,
            Change::EveryPage,
            Change::Proposals([1].into()),
            Change::Proposals([-7, 12, 900].into()),
        ] {
            let told = change.told("a-b").unwrap();
            assert_eq!(Change::heard(&told), ("a-b", change));
        }
        assert_eq!(Change::Nothing.told("a"), None);
        for strange in ["", "a", "a ", "a 1,x", "a 1 2", "a page", "a pages,1"] {
            assert_eq!(Change::heard(strange).1, Change::Everything, "{strange}");
        }
    }
}
