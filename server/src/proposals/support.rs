//! The one writer of support.
//!
//! A vote is durable before it is answered, and syncing the disk for each would make a thousand
//! people wait for a thousand syncs. So one task takes everything that is queued, up to
//! [`BATCH`], makes it durable with one commit and then answers each. Every command still gets its
//! own answer: what the rules refuse fails alone. A queue that is full answers "unavailable"
//! instead of growing; nothing that was answered with success is ever lost.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use nara_app::error::AppError;
use nara_app::proposals::api::SupportView;
use nara_domain::actor::Actor;
use nara_domain::error::{Denied, NotNow};
use nara_domain::ids::ProposalId;
use nara_domain::proposal::{AnnounceWhen, Course, Ruleset, Stage, Transition};
use nara_domain::support::{
    SupportRefused, counts_against, is_whole, may_oppose, may_support, may_withdraw,
};
use nara_domain::time::Stamp;
use prometheus_client::metrics::histogram::Histogram;
use tokio::sync::{mpsc, oneshot};

use super::service::{By, Workroom, move_proposal, support_view};
use super::store::absorb;
use super::store::case::{self, StoredCase};
use super::store::opposition;
use super::store::support::{self, LogLine, Pair, Vote};
use crate::db::{Db, Tx};
use crate::live::{EventData, EventKind, Hub, NewEvent, store as live_store};

/// Commands that may wait.
pub const QUEUE: usize = 4_096;
/// Commands made durable by one commit.
const BATCH: usize = 512;

#[derive(Clone, Debug)]
struct Command {
    actor: Actor,
    proposal: ProposalId,
    wants: Vote,
    now: Stamp,
}

/// Who waits for a command's answer.
type Asker = oneshot::Sender<Answer>;

/// Where commands are handed in. The task ends with the last clone.
#[derive(Clone, Debug)]
pub struct SupportWriter {
    queue: mpsc::Sender<(Command, Asker)>,
    batches: Histogram,
}

impl SupportWriter {
    pub(super) fn start(db: Db, hub: Hub, room: Workroom) -> Self {
        let (sender, queue) = mpsc::channel(QUEUE);
        let batches = Histogram::new((0..10).map(|power| f64::from(1 << power)));
        // Not joined: it ends when every sender is gone, having written what was queued.
        drop(tokio::spawn(run(
            Arc::new(Writer::of(db, hub, room)),
            queue,
            batches.clone(),
        )));
        Self {
            queue: sender,
            batches,
        }
    }

    /// How many commands wait, and how many may.
    pub fn waiting(&self) -> (usize, usize) {
        let room = self.queue.max_capacity();
        (room.saturating_sub(self.queue.capacity()), room)
    }

    /// How many commands each commit made durable.
    pub fn batches(&self) -> &Histogram {
        &self.batches
    }

    /// Whether anybody takes what is handed in.
    pub(super) fn is_working(&self) -> bool {
        !self.queue.is_closed()
    }

    pub(super) async fn give(
        &self,
        actor: &Actor,
        proposal: ProposalId,
        now: Stamp,
    ) -> Result<SupportView, AppError> {
        self.send(actor, proposal, Vote::For, now).await
    }

    pub(super) async fn take_back(
        &self,
        actor: &Actor,
        proposal: ProposalId,
        now: Stamp,
    ) -> Result<SupportView, AppError> {
        self.send(actor, proposal, Vote::ForWithdrawn, now).await
    }

    pub(super) async fn oppose(
        &self,
        actor: &Actor,
        proposal: ProposalId,
        now: Stamp,
    ) -> Result<SupportView, AppError> {
        self.send(actor, proposal, Vote::Against, now).await
    }

    pub(super) async fn stop_opposing(
        &self,
        actor: &Actor,
        proposal: ProposalId,
        now: Stamp,
    ) -> Result<SupportView, AppError> {
        self.send(actor, proposal, Vote::AgainstWithdrawn, now)
            .await
    }

    async fn send(
        &self,
        actor: &Actor,
        proposal: ProposalId,
        wants: Vote,
        now: Stamp,
    ) -> Result<SupportView, AppError> {
        if !actor.is_signed_in() {
            return Err(AppError::SignIn);
        }
        let (answer, answered) = oneshot::channel();
        let command = Command {
            actor: actor.clone(),
            proposal,
            wants,
            now,
        };
        self.queue
            .try_send((command, answer))
            .map_err(|_| AppError::Unavailable)?;
        answered.await.map_err(|_| AppError::Unavailable)?
    }
}

pub(super) struct Writer {
    db: Db,
    hub: Hub,
    room: Workroom,
}

/// One case of a batch, as it changes from command to command.
struct Open {
    case: StoredCase,
    rules: Arc<Ruleset>,
    /// Net change of the count.
    change: i64,
    /// Whether the count of votes against has changed, and nobody was told.
    against_moved: bool,
}

/// Everything a batch changes, written at its end.
#[derive(Default)]
struct Batch {
    open: BTreeMap<i64, Open>,
    /// Who supports what, of those the commands are about: before, and as it changes.
    before: HashSet<Pair>,
    now: HashSet<Pair>,
    /// When each was given.
    given: BTreeMap<Pair, Stamp>,
    log: Vec<LogLine>,
    events: Vec<NewEvent>,
    /// Whose account was erased or became part of another since they sent their command.
    left: HashSet<i64>,
}

type Answer = Result<SupportView, AppError>;

async fn run(writer: Arc<Writer>, mut queue: mpsc::Receiver<(Command, Asker)>, batches: Histogram) {
    let mut received = Vec::with_capacity(BATCH);
    while queue.recv_many(&mut received, BATCH).await > 0 {
        batches.observe(f64::from(u32::try_from(received.len()).unwrap_or(u32::MAX)));
        let (commands, askers): (Vec<Command>, Vec<Asker>) = received.drain(..).unzip();
        match writer.write_guarded(commands.clone()).await {
            Ok(answers) => {
                for (asker, answer) in askers.into_iter().zip(answers) {
                    // An error means that the asker went away; the vote counts all the same.
                    let _gone = asker.send(answer);
                }
            }
            Err(_) if commands.len() > 1 => {
                // Not the rules, or it would have failed alone. Whatever it was, it must not
                // take the others along: one by one, each is right or wrong for itself.
                for (command, asker) in commands.into_iter().zip(askers) {
                    let answer = match writer.write_guarded(vec![command]).await {
                        Ok(mut answers) => answers.pop().unwrap_or(Err(AppError::Internal)),
                        Err(error) => Err(error),
                    };
                    let _gone = asker.send(answer);
                }
            }
            Err(error) => {
                for asker in askers {
                    let _gone = asker.send(Err(error.clone()));
                }
            }
        }
    }
}

/// Lets `work` fail alone: a panic ends its task and its transaction, not the writer, without whom
/// nobody's vote would be taken until the server is started again.
async fn guarded<T: Send + 'static>(
    work: impl Future<Output = Result<T, AppError>> + Send + 'static,
) -> Result<T, AppError> {
    match tokio::spawn(work).await {
        Ok(result) => result,
        Err(_) => {
            tracing::error!("support.panicked");
            Err(AppError::Internal)
        }
    }
}

impl Writer {
    pub(super) fn of(db: Db, hub: Hub, room: Workroom) -> Self {
        Self { db, hub, room }
    }

    /// Gives support by the same rules within somebody else's transaction: beside the queue, which
    /// is there to make many durable at once. The locks are the same.
    pub(super) async fn give_within(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        proposal: ProposalId,
        now: Stamp,
    ) -> Result<Vec<NewEvent>, AppError> {
        let command = Command {
            actor: actor.clone(),
            proposal,
            wants: Vote::For,
            now,
        };
        let mut batch = self.load(tx, std::slice::from_ref(&command)).await?;
        let _view = self.carry_out(tx, &mut batch, &command).await??;
        batch.write(tx).await?;
        Ok(batch.events)
    }

    async fn write_guarded(
        self: &Arc<Self>,
        commands: Vec<Command>,
    ) -> Result<Vec<Answer>, AppError> {
        let writer = Arc::clone(self);
        guarded(async move { writer.write(&commands).await }).await
    }

    /// One transaction. On return it is on the disk.
    async fn write(&self, commands: &[Command]) -> Result<Vec<Answer>, AppError> {
        let mut tx = self.db.begin().await?;
        let mut batch = self.load(&mut tx, commands).await?;
        let mut answers = Vec::with_capacity(commands.len());
        for command in commands {
            answers.push(self.carry_out(&mut tx, &mut batch, command).await?);
        }
        let Some(latest) = commands.iter().map(|command| command.now).max() else {
            return Ok(answers);
        };
        if batch.log.is_empty() && batch.events.is_empty() {
            // Nothing new: everybody supported already, or was refused.
            return Ok(answers);
        }
        batch.write(&mut tx).await?;
        live_store::append(&mut tx, &batch.events, latest).await?;
        if batch.open.values().all(|open| open.case.stands_alone()) {
            batch
                .open
                .values()
                .for_each(|open| tx.touches(open.case.id));
        }
        tx.commit().await?;
        self.hub.wake();
        Ok(answers)
    }

    async fn load(&self, tx: &mut Tx, commands: &[Command]) -> Result<Batch, AppError> {
        let ids: BTreeSet<i64> = commands
            .iter()
            .map(|command| command.proposal.get())
            .collect();
        let ids: Vec<i64> = ids.into_iter().collect();
        // People before proposals, as where two accounts become one.
        let people: BTreeSet<i64> = commands.iter().filter_map(Command::person).collect();
        let people: Vec<i64> = people.into_iter().collect();
        let mut batch = Batch {
            left: absorb::who_left(tx, &people).await?.into_iter().collect(),
            ..Batch::default()
        };
        for case in case::lock_many(tx, &ids).await? {
            let rules = self.room.rulesets.get(tx, case.ruleset_id).await?;
            batch.open.insert(
                case.id.get(),
                Open {
                    case,
                    rules,
                    change: 0,
                    against_moved: false,
                },
            );
        }
        let pairs: BTreeSet<Pair> = commands.iter().filter_map(Command::pair).collect();
        let pairs: Vec<Pair> = pairs.into_iter().collect();
        batch.before = support::existing(tx, &pairs).await?;
        batch.now = batch.before.clone();
        Ok(batch)
    }

    /// Lets one command happen in memory. The outer error is the whole batch's.
    async fn carry_out(
        &self,
        tx: &mut Tx,
        batch: &mut Batch,
        command: &Command,
    ) -> Result<Answer, AppError> {
        let today = command.now.day();
        let (Some(pair), Some(open)) =
            (command.pair(), batch.open.get_mut(&command.proposal.get()))
        else {
            return Ok(Err(AppError::NotFound));
        };
        // What they supported is taken back under their old name; nothing new is given under it.
        let give = command.wants == Vote::For;
        if matches!(command.wants, Vote::For | Vote::Against) && batch.left.contains(&pair.1) {
            return Ok(Err(AppError::SignIn));
        }
        match command.wants {
            Vote::For | Vote::ForWithdrawn => {}
            Vote::Against => return oppose(tx, batch, command, pair).await,
            Vote::AgainstWithdrawn => return stop_opposing(tx, batch, command, pair).await,
        }
        let (case, rules) = (&mut open.case, Arc::clone(&open.rules));
        let supports = batch.now.contains(&pair);
        if supports != give {
            let ruled = is_whole(case.merged_into).and_then(|()| match give {
                true => may_support(
                    (&case.course, Some(case.topic)),
                    &rules,
                    &command.actor,
                    Some(case.proposer),
                    today,
                ),
                false => may_withdraw(
                    (&case.course, Some(case.topic)),
                    &rules,
                    &command.actor,
                    today,
                ),
            });
            if let Err(refused) = ruled {
                return Ok(Err(refusal(refused)));
            }
            // One person, one vote.
            if give && counts_against(&case.course, &rules) && opposition::delete(tx, pair).await? {
                case.against_count -= 1;
                open.against_moved = true;
                batch
                    .log
                    .push(line(pair, Vote::AgainstWithdrawn, command.now));
            }
            let step = if give { 1 } else { -1 };
            open.change += step;
            case.support_count += step;
            batch.log.push(line(pair, command.wants, command.now));
            match give {
                true => {
                    batch.now.insert(pair);
                    batch.given.insert(pair, command.now);
                }
                false => {
                    batch.now.remove(&pair);
                }
            }
            if give && reaches_threshold(case, &rules) {
                // The letters go to everybody who supports it: the rows have to be there first.
                batch.write(tx).await?;
                let Some(open) = batch.open.get_mut(&pair.0) else {
                    return Err(AppError::Internal);
                };
                let once = Transition::ReachThreshold.kind().code();
                move_proposal(
                    tx,
                    &self.room,
                    &mut open.case,
                    &rules,
                    By::rule(once, command.now),
                    &Transition::ReachThreshold,
                    &mut batch.events,
                )
                .await?;
            }
        } else if !case.course.is_public() {
            // Somebody who supports nothing asks to take back what does not exist for them.
            return Ok(Err(AppError::NotFound));
        }
        shown(tx, batch, command, (pair, give)).await
    }
}

fn line((proposal, person): Pair, vote: Vote, at: Stamp) -> LogLine {
    LogLine {
        proposal,
        person,
        vote,
        at,
    }
}

/// The answer to a command that was carried out.
async fn shown(
    tx: &mut Tx,
    batch: &Batch,
    command: &Command,
    (pair, supports): (Pair, bool),
) -> Result<Answer, AppError> {
    let Some(open) = batch.open.get(&pair.0) else {
        return Err(AppError::Internal);
    };
    let opposes =
        counts_against(&open.case.course, &open.rules) && opposition::is_mine(tx, pair).await?;
    Ok(Ok(support_view(
        &open.case,
        &open.rules,
        &command.actor,
        (supports, opposes),
        command.now.day(),
    )))
}

/// Votes against; whoever supports it stops doing so. The outer error is the whole batch's.
async fn oppose(
    tx: &mut Tx,
    batch: &mut Batch,
    command: &Command,
    pair: Pair,
) -> Result<Answer, AppError> {
    let Some(open) = batch.open.get_mut(&pair.0) else {
        return Err(AppError::Internal);
    };
    let (case, now) = (&mut open.case, command.now);
    // Also to who is against it, what is out of everybody's sight does not exist.
    let counted = case.course.is_public() && counts_against(&case.course, &open.rules);
    if counted && opposition::is_mine(tx, pair).await? {
        return shown(tx, batch, command, (pair, false)).await;
    }
    let ruled = is_whole(case.merged_into).and_then(|()| {
        may_oppose(
            (&case.course, Some(case.topic)),
            &open.rules,
            &command.actor,
            Some(case.proposer),
            now.day(),
        )
    });
    if let Err(refused) = ruled {
        return Ok(Err(refusal(refused)));
    }
    case.against_count += 1;
    if batch.now.remove(&pair) {
        open.change -= 1;
        case.support_count -= 1;
        batch.log.push(line(pair, Vote::ForWithdrawn, now));
    }
    // The database lets nobody have both, at no moment.
    batch.write(tx).await?;
    if !opposition::insert(tx, pair, now).await? {
        // The rows were locked, so this cannot be; were it so, the count would be wrong.
        return Err(AppError::Conflict);
    }
    batch.log.push(line(pair, Vote::Against, now));
    if let Some(open) = batch.open.get_mut(&pair.0) {
        open.against_moved = true;
    }
    shown(tx, batch, command, (pair, false)).await
}

/// Takes a vote against back, for as long as support can be.
async fn stop_opposing(
    tx: &mut Tx,
    batch: &mut Batch,
    command: &Command,
    pair: Pair,
) -> Result<Answer, AppError> {
    let supports = batch.now.contains(&pair);
    let Some(open) = batch.open.get_mut(&pair.0) else {
        return Err(AppError::Internal);
    };
    let (case, now) = (&mut open.case, command.now);
    if !case.course.is_public() || !counts_against(&case.course, &open.rules) {
        return Ok(Err(AppError::NotFound));
    }
    if opposition::is_mine(tx, pair).await? {
        let ruled = is_whole(case.merged_into).and_then(|()| {
            may_withdraw(
                (&case.course, Some(case.topic)),
                &open.rules,
                &command.actor,
                now.day(),
            )
        });
        if let Err(refused) = ruled {
            return Ok(Err(refusal(refused)));
        }
        opposition::delete(tx, pair).await?;
        case.against_count -= 1;
        open.against_moved = true;
        batch.log.push(line(pair, Vote::AgainstWithdrawn, now));
    }
    shown(tx, batch, command, (pair, supports)).await
}

impl Command {
    fn pair(&self) -> Option<Pair> {
        Some((self.proposal.get(), self.person()?))
    }

    fn person(&self) -> Option<i64> {
        Some(self.actor.person_id()?.get())
    }
}

impl Batch {
    /// Writes rows, log and counts so far, and notes an event for each proposal whose count
    /// changed.
    async fn write(&mut self, tx: &mut Tx) -> Result<(), AppError> {
        let mut added = Vec::new();
        for pair in self.now.difference(&self.before) {
            let at = self.given.get(pair).copied().ok_or(AppError::Internal)?;
            added.push((*pair, at));
        }
        // In the order they were given: pages of the index fill up instead of being split.
        added.sort_unstable_by_key(|(pair, at)| (pair.0, *at, pair.1));
        let inserted = support::insert(tx, &added).await?;
        if usize::try_from(inserted) != Ok(added.len()) {
            // The rows were locked, so this cannot be; were it so, the count would be wrong.
            return Err(AppError::Conflict);
        }
        let removed: Vec<Pair> = self.before.difference(&self.now).copied().collect();
        for pair in removed {
            if !support::delete(tx, pair).await? {
                return Err(AppError::Conflict);
            }
        }
        support::append_log(tx, &self.log).await?;
        self.log.clear();
        for (id, open) in &mut self.open {
            if open.change != 0 || open.against_moved {
                if open.change != 0 {
                    support::add_to_count(tx, *id, open.change).await?;
                }
                open.change = 0;
                open.against_moved = false;
                let against = counts_against(&open.case.course, &open.rules);
                self.events.push(NewEvent {
                    kind: EventKind::Support,
                    proposal_id: open.case.id,
                    data: EventData {
                        count: Some(open.case.support_count),
                        against: against.then_some(open.case.against_count),
                        ..EventData::default()
                    },
                });
            }
        }
        self.before = self.now.clone();
        Ok(())
    }
}

/// Whether this was the vote that sends it to the council.
fn reaches_threshold(case: &StoredCase, rules: &Ruleset) -> bool {
    match &case.course {
        Course::Proposal(Stage::Collecting { threshold, .. }) => {
            rules.announce_when == AnnounceWhen::AtOnce && case.support_count >= *threshold
        }
        _ => false,
    }
}

/// What a reader can mend is said as everywhere else; the rest is about support.
fn refusal(refused: SupportRefused) -> AppError {
    match refused {
        SupportRefused::SignIn => AppError::SignIn,
        SupportRefused::NotFound => AppError::NotFound,
        SupportRefused::Level(level) => AppError::Denied(Denied::Level(level)),
        SupportRefused::Role => AppError::Denied(Denied::Role),
        SupportRefused::Suspended => AppError::Denied(Denied::NotNow(NotNow::Suspended)),
        other => AppError::SupportRefused(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_fails_alone() {
        let broken = guarded::<i64>(async { panic!("a bug") });
        assert_eq!(broken.await, Err(AppError::Internal));
        assert_eq!(guarded(async { Ok(1) }).await, Ok(1));
    }
}
