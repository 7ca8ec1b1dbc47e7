//! The power goes while people vote: at any moment, and with whatever the disk had not yet synced lost,
//! kept, kept by half or torn. Nothing that was answered is lost.
//!
//! The real program is recorded by `strace` while it starts, serves, stops and starts again. From the record
//! the disk is built up as it may have been after a loss at each moment of it. The answers stand in the same
//! record, in their place among the writes and syncs.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection, query_as, query_scalar};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;

use super::common::chance::Chance;
use super::common::wire::Wire;
use super::disk::{Disk, Files, Left, Loss};
use super::effort::{Row, so_many};
use super::program::{Folder, Server, Start};
use super::tally::{AGREED, recount};
use super::trace::{self, Step};
use super::voters::{PROPOSALS, Voter, Wish, acknowledged, begin, settle, some_time};

const PEOPLE: usize = 4;
/// How often the program is started under the recorder: stopped once, killed then.
const LIVES: usize = 2;

/// What may be looked at: the database and its log. The index of the log is memory, made anew.
fn is_kept(folder: &Path, file: &Path) -> bool {
    let name = file.file_name().and_then(|name| name.to_str());
    file.parent() == Some(folder)
        && name.is_some_and(|name| name.starts_with("nara.db") && !name.ends_with("-shm"))
}

/// What is in the folder before the first recorded start.
fn files(folder: &Path) -> Files {
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| is_kept(folder, path))
        .map(|path| (path.clone(), std::fs::read(path).unwrap()))
        .collect()
}

/// Lets them vote on a recorded server for a while.
async fn life(folder: &Folder, voters: Vec<Voter>, number: usize) -> (Vec<Voter>, String) {
    let record = folder.path().join(format!("record-{number}"));
    let under = [vec!["strace".to_owned()], trace::recorded_in(&record)].concat();
    let how = Start {
        under,
        ..Start::default()
    };
    let server = Server::start_as(folder, how);
    let heard = Arc::clone(&voters[0].heard);
    let before = heard.load(Ordering::Relaxed);
    let voting = begin(voters, server.address);
    let begun = Instant::now();
    // Long enough for the log to go into the database twice and more.
    while heard.load(Ordering::Relaxed) < before + so_many(150, 400, 1_000) {
        assert!(
            begun.elapsed() < Duration::from_secs(120),
            "the server answers nothing"
        );
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tokio::time::sleep(some_time(0, 20)).await;
    if number + 1 < LIVES {
        server.terminate();
        let ended = tokio::task::spawn_blocking(|| server.wait()).await.unwrap();
        assert_eq!(ended.0, Some(0));
    } else {
        server.kill();
    }
    let mut voters = voting.join_all().await;
    voters.sort_by_key(|voter| voter.person);
    // The recorder writes on for a moment, and says nothing of its end where it was a kill.
    let length = || std::fs::metadata(&record).unwrap().len();
    let mut before = 0;
    while length() > before {
        before = length();
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    (voters, std::fs::read_to_string(&record).unwrap())
}

/// What one person may be found to have said, at one moment.
#[derive(Clone, Debug, Default)]
struct Known {
    /// Of each proposal, whether it is supported: one answer, or two while another is asked for.
    support: [BTreeSet<bool>; PROPOSALS],
    comments: Vec<i64>,
    comments_at_most: usize,
}

/// What is known of everybody when so many answers have been begun.
fn known(voters: &[Voter], answered: &[usize]) -> BTreeMap<i64, Known> {
    let of = |(voter, answered): (&Voter, &usize)| {
        let nothing = [(); PROPOSALS].map(|()| BTreeSet::from([false]));
        let mut known = Known {
            support: nothing,
            ..Known::default()
        };
        for (n, asked) in voter.asked.iter().take(answered + 1).enumerate() {
            let is_sure = n < *answered && asked.answer.is_some();
            match asked.wish {
                Wish::Support { at, give } if is_sure && asked.done => {
                    known.support[at] = [give].into();
                }
                Wish::Support { at, give } if !is_sure => {
                    known.support[at].insert(give);
                }
                Wish::Comment { .. } if !is_sure => known.comments_at_most += 1,
                Wish::Comment { .. } if asked.done => {
                    known.comments.extend(asked.comment);
                    known.comments_at_most += 1;
                }
                // Refused.
                Wish::Support { .. } | Wish::Comment { .. } => {}
            }
        }
        (voter.person.get(), known)
    };
    voters.iter().zip(answered).map(of).collect()
}

/// A disk as it may have been, and what was answered before.
struct Image {
    files: Files,
    answered: Vec<usize>,
    what: String,
}

/// What was found wrong with an image: acknowledged writes that are lost, and everything else.
#[derive(Debug, Default)]
struct Wrong {
    lost: usize,
    other: Vec<String>,
}

fn lay_out(files: &Files, folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    for (name, content) in files {
        std::fs::write(folder.join(name.file_name().unwrap()), content).unwrap();
    }
}

/// Opens it as the server does, which mends what was torn, and looks.
async fn look(image: &Image, folder: &Path, known: &BTreeMap<i64, Known>, wholly: bool) -> Wrong {
    lay_out(&image.files, folder);
    let options = SqliteConnectOptions::new().filename(folder.join("nara.db"));
    let mut conn = match SqliteConnection::connect_with(&options).await {
        Ok(conn) => conn,
        Err(error) => {
            let other = vec![format!("cannot be opened: {error}")];
            return Wrong { lost: 0, other };
        }
    };
    let mut wrong = Wrong::default();
    if let Err(error) = look_into(&mut conn, known, wholly, &mut wrong).await {
        wrong.other.push(format!("cannot be read: {error}"));
    }
    let _closed = conn.close().await;
    std::fs::remove_dir_all(folder).unwrap();
    wrong
}

async fn look_into(
    conn: &mut SqliteConnection,
    known: &BTreeMap<i64, Known>,
    wholly: bool,
    wrong: &mut Wrong,
) -> Result<(), sqlx::Error> {
    let check = match wholly {
        true => "pragma integrity_check",
        false => "pragma quick_check",
    };
    let sound: String = query_scalar(check).fetch_one(&mut *conn).await?;
    if sound != "ok" {
        wrong.other.push(sound);
    }
    let rows: Vec<(i64, i64)> = query_as("select person_id, proposal_id from support")
        .fetch_all(&mut *conn)
        .await?;
    let supports: HashSet<(i64, i64)> = rows.iter().copied().collect();
    if supports.len() != rows.len() {
        wrong
            .other
            .push("somebody supports something twice".to_owned());
    }
    let comments: Vec<(i64, i64)> = query_as("select comment_id, person_id from comment")
        .fetch_all(&mut *conn)
        .await?;
    for (person, known) in known {
        for (at, may_be) in known.support.iter().enumerate() {
            let proposal = i64::try_from(at + 1).unwrap();
            let is = supports.contains(&(*person, proposal));
            if !may_be.contains(&is) {
                wrong.lost += 1;
                wrong.other.push(format!("{person} at {proposal} is {is}"));
            }
        }
        let theirs: HashSet<i64> = comments
            .iter()
            .filter(|(_, by)| by == person)
            .map(|(id, _)| *id)
            .collect();
        wrong.lost += known
            .comments
            .iter()
            .filter(|id| !theirs.contains(id))
            .count();
        if theirs.len() > known.comments_at_most {
            wrong
                .other
                .push(format!("{person} has comments that nobody wrote"));
        }
    }
    let strangers = supports
        .iter()
        .filter(|(person, _)| !known.contains_key(person));
    if strangers.count() > 0 {
        wrong
            .other
            .push("somebody supports who never asked".to_owned());
    }
    for (what, sql) in AGREED {
        let (count,): (i64,) = query_as(sql).fetch_one(&mut *conn).await?;
        if count != 0 {
            wrong.other.push(format!("not so: {what}"));
        }
    }
    Ok(())
}

/// Where in the steps the answer to each wish of each person was begun; `None`: there was no answer.
fn answers(voters: &[Voter], steps: &[Step]) -> Vec<Vec<Option<usize>>> {
    let mut at = BTreeMap::<&str, usize>::new();
    for (n, step) in steps.iter().enumerate() {
        if let Step::Answer { text } = step
            && let Some((_, rest)) = text.split_once("x-request-id: ")
        {
            at.insert(rest.split('\r').next().unwrap(), n);
        }
    }
    // Of what was sent at the very moment of the kill the recorder may have kept nothing.
    let mut unrecorded = 0;
    let mut place = |id: &String| {
        let place = at.get(id.as_str()).copied();
        unrecorded += usize::from(place.is_none());
        place.unwrap_or(steps.len())
    };
    let mut all = Vec::new();
    for voter in voters {
        let answers = voter.asked.iter().map(|asked| asked.answer.as_ref());
        let places: Vec<Option<usize>> = answers.map(|id| id.map(&mut place)).collect();
        assert!(
            places.iter().flatten().is_sorted(),
            "answers come in the order of questions"
        );
        all.push(places);
    }
    assert!(
        unrecorded <= voters.len(),
        "{unrecorded} answers are not in the record"
    );
    all
}

/// How many wishes of somebody have been answered, or never will be, at a step.
fn reached(places: &[Option<usize>], step: usize) -> usize {
    let to_come = |place: &Option<usize>| place.is_some_and(|place| place > step);
    places.iter().position(to_come).unwrap_or(places.len())
}

/// Which of the images there may be are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    /// About so many of them, drawn by lot.
    About(usize),
    /// Each loss at each step.
    All,
}

/// Every image there may be, or some. Those that say nothing new are left out. At how many moments one was
/// made.
fn images(
    mut disk: Disk,
    steps: &[Step],
    answers: &[Vec<Option<usize>>],
    wanted: Wanted,
    each: &mpsc::Sender<Image>,
) -> usize {
    let moments = steps.len() * Loss::ALL.len();
    let mut chance = Chance::new(u64::try_from(some_time(1, 1_000_000).as_millis()).unwrap());
    let (mut seen, mut made) = (HashSet::new(), 0);
    for (n, step) in steps.iter().enumerate() {
        disk.apply(step);
        let answered: Vec<usize> = answers.iter().map(|places| reached(places, n)).collect();
        for loss in Loss::ALL {
            // Twice as many, because some are the same.
            if matches!(wanted, Wanted::About(count) if chance.below(moments) >= count * 2) {
                continue;
            }
            made += 1;
            let Left { files, mark } = disk.after(loss, &mut chance);
            if seen.insert((mark, answered.clone())) {
                let image = Image {
                    files,
                    answered: answered.clone(),
                    what: format!("{loss:?} lost at {n} of {}, {}", steps.len(), told(step)),
                };
                each.blocking_send(image).unwrap();
            }
        }
    }
    made
}

fn told(step: &Step) -> String {
    match step {
        Step::Write { file, at, data, .. } => {
            format!("{} bytes at {at} of {}", data.len(), file.display())
        }
        Step::Answer { .. } => "an answer".to_owned(),
        other => format!("{other:?}"),
    }
}

/// Where thousands of disks are written: in memory, where there is a folder of it. Gone with its owner.
struct Room(PathBuf);

impl Room {
    fn new() -> Self {
        let memory = Path::new("/dev/shm");
        let room = match memory.is_dir() {
            true => memory.to_owned(),
            false => std::env::temp_dir(),
        };
        Self(room.join(format!("nara-power-{}", std::process::id())))
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let _left_behind = std::fs::remove_dir_all(&self.0);
    }
}

/// The real program on such a disk: it starts, shows what is there, and takes a vote.
async fn start_on(files: &Files, what: &str, keys: &Path, voter: &Voter) {
    let folder = Folder::new();
    lay_out(files, folder.path());
    let there = folder.path().join("keys");
    std::fs::create_dir_all(&there).unwrap();
    for key in std::fs::read_dir(keys).unwrap() {
        let key = key.unwrap();
        std::fs::copy(key.path(), there.join(key.file_name())).unwrap();
    }
    let server = Server::start(&folder, &[]);
    let mut wire = Wire::connect(server.address).await.unwrap();
    let ready = wire.get("/readyz", &[]).await.unwrap();
    assert_eq!(ready.status, 200, "{what}: {}", ready.text);
    voter.clone().check_one_vote(&mut wire).await;
    let page = wire.get("/forslag/1/forslag-1", &[]).await.unwrap();
    assert_eq!(page.status, 200, "{what}");
    server.terminate();
    assert_eq!(server.wait().0, Some(0));
    recount(&folder.database()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_was_answered_is_lost_with_the_power() {
    let begun = Instant::now();
    let folder = Folder::new();
    let mut voters = settle(&folder, PEOPLE).await;
    let first = files(folder.path());
    let mut steps = Vec::new();
    for number in 0..LIVES {
        let record;
        (voters, record) = life(&folder, voters, number).await;
        let mut more = trace::read(&record, |file| is_kept(folder.path(), file));
        trace::renumber(&mut more, number);
        steps.extend(more);
        if number == 0 {
            // The model is right about what it was told: it ends with the very files that are there.
            let mut disk = Disk::of(folder.path(), first.clone());
            steps.iter().for_each(|step| disk.apply(step));
            let left = disk.after(Loss::Nothing, &mut Chance::new(1));
            assert!(
                left.files == files(folder.path()),
                "another disk than the real one"
            );
        }
    }
    let disk = Disk::of(folder.path(), first);
    let acknowledged = acknowledged(&voters);
    let answers = answers(&voters, &steps);
    let recorded = begun.elapsed();

    // The long run takes all there are.
    let (wanted, every) = match so_many(300, 2_400, 0) {
        0 => (Wanted::All, 2_000),
        about => (Wanted::About(about), about / so_many(4, 20, 20)),
    };
    let syncs = steps
        .iter()
        .filter(|step| matches!(step, Step::Synced { .. }));
    let (room, syncs, length) = (Room::new(), syncs.count(), steps.len());
    let looking = Arc::new(Semaphore::new(4));
    let wrong_ones = Arc::<AtomicUsize>::default();
    let mut looks = JoinSet::new();
    let (mut to_start, mut count) = (Vec::new(), 0);
    let (made, mut next) = mpsc::channel(4);
    let making = tokio::task::spawn_blocking(move || images(disk, &steps, &answers, wanted, &made));
    while let Some(image) = next.recv().await {
        count += 1;
        // Some are given to the real program.
        if count % every == 0 {
            to_start.push((image.files.clone(), image.what.clone()));
        }
        let known = known(&voters, &image.answered);
        let (folder, wholly) = (room.0.join(count.to_string()), count % 10 == 0);
        let one = Arc::clone(&looking).acquire_owned().await.unwrap();
        let wrong_ones = Arc::clone(&wrong_ones);
        looks.spawn(async move {
            let wrong = look(&image, &folder, &known, wholly).await;
            if !wrong.other.is_empty() || wrong.lost > 0 {
                wrong_ones.fetch_add(1, Ordering::Relaxed);
                println!("{}: {wrong:?}", image.what);
            }
            drop(one);
            wrong.lost
        });
    }
    let moments = making.await.unwrap();
    let found = looks.join_all().await;
    drop(room);
    let lost = found.into_iter().sum();
    let started = to_start.len();
    for (files, what) in &to_start {
        start_on(files, what, &folder.path().join("keys"), &voters[0]).await;
    }
    let row = Row {
        fault: "power loss",
        runs: count,
        acknowledged,
        lost,
        recount: Some(wrong_ones.load(Ordering::Relaxed) == 0),
        seen: format!(
            "{moments} moments of {length} steps with {syncs} syncs, {started} images started; {:.0} s \
             recorded, {:.0} s in all",
            recorded.as_secs_f64(),
            begun.elapsed().as_secs_f64()
        ),
    };
    row.write();
    assert_eq!(wrong_ones.load(Ordering::Relaxed), 0, "of {count} images");
    assert!(count >= so_many(200, 2_000, 20_000), "{count} images");
    // Every boundary, with each loss there may be at it.
    assert!(wanted != Wanted::All || moments == length * Loss::ALL.len());
}
