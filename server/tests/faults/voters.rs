//! People who give and take back support as fast as they get answers, and remember what they were
//! answered.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use nara_app::context::Site;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::{Actor, Level};
use nara_domain::ids::PersonId;
use nara_domain::moderation::holding::HoldingRules;
use nara_domain::session::Way;
use nara_domain::time::Stamp;
use nara_server::accounts::store::{self, NewPerson, SessionKind, SessionRow};
use nara_server::auth::tokens::Purpose;
use nara_server::auth::{Keys, session};
use nara_server::clock::{Clock, SystemClock};
use nara_server::db::Db;
use nara_server::entropy::{self, SystemEntropy};
use nara_server::execute;
use nara_server::proposals::ProposalService;
use serde_json::json;
use tokio::task::JoinSet;

use super::common::fields;
use super::common::wire::{Answer, Wire};
use super::program::Folder;

pub const PROPOSALS: usize = 3;
/// Another, which nobody here says anything about.
pub const QUIET: usize = PROPOSALS + 1;

/// Puts people with keys and open proposals into a new folder, as a server would have: the same
/// tables, the same signing key.
pub async fn settle(folder: &Folder, people: usize) -> Vec<Voter> {
    settle_in(&folder.database(), folder, people).await
}

/// The same in a database elsewhere; the folder has the keys.
pub async fn settle_in(address: &str, folder: &Folder, people: usize) -> Vec<Voter> {
    settle_at(SystemClock.now(), address, folder, people).await
}

/// The same as it was at another time.
pub async fn settle_at(now: Stamp, address: &str, folder: &Folder, people: usize) -> Vec<Voter> {
    let db = Db::open(address).await.unwrap();
    let site = Site {
        municipality: "Björksjö kommun".to_owned(),
        ..Site::default()
    };
    let service = ProposalService::start(db.clone(), Arc::new(SystemEntropy), Arc::new(site), now)
        .await
        .unwrap();
    let keys = Keys::load_or_make(&folder.path().join("keys"), &SystemEntropy).unwrap();
    let mut voters = Vec::new();
    let mut tx = db.begin().await.unwrap();
    for n in 0..people {
        let email = format!("{n}@example.se");
        let new = NewPerson {
            email: Some(&email),
            display_name: "Invånare",
            password_hash: None,
            level: Level::N1,
        };
        let person = store::insert_person(&mut tx, &new, now).await.unwrap();
        let id = entropy::token::<32>(&SystemEntropy).unwrap();
        let ends = session::ends(now);
        let row = SessionRow {
            fingerprint: &session::fingerprint(&id),
            person,
            kind: SessionKind::Api,
            way: Way::Password,
            created_at: now,
            expires_at: ends,
            user_agent: "",
        };
        store::insert_session(&mut tx, &row).await.unwrap();
        let key = keys
            .sign(Purpose::Api, Some(person), &id, "", ends)
            .unwrap();
        voters.push(Voter::new(person, format!("Bearer {key}")));
    }
    // They say the same again and again, and all of it has to stand there.
    let nothing_waits = serde_json::to_string(&HoldingRules::none()).unwrap();
    execute!(
        tx,
        "insert into setting (name, version, value, created_at) values ('holding', 1, $1, $2)",
        nothing_waits.as_str(),
        now.0,
    )
    .unwrap();
    tx.commit().await.unwrap();
    let proposer = Actor::Person {
        id: voters[0].person,
        name: "Invånare".to_owned(),
        level: Level::N1,
        standings: Vec::new(),
        dormant: Vec::new(),
        restraint: None,
    };
    for n in 1..=QUIET {
        let id = service
            .submit(&proposer, fields(&format!("Förslag {n}")), "", now)
            .await
            .unwrap();
        assert_eq!(usize::try_from(id.get()), Ok(n));
    }
    db.close().await;
    clones(&voters)
}

/// The same people, who are counted for themselves from here on.
pub fn clones(voters: &[Voter]) -> Vec<Voter> {
    let mut voters = voters.to_vec();
    let (heard, refused) = <(Arc<AtomicUsize>, Arc<AtomicUsize>)>::default();
    let stop = Arc::<AtomicBool>::default();
    for voter in &mut voters {
        voter.heard = Arc::clone(&heard);
        voter.refused = Arc::clone(&refused);
        voter.stop = Arc::clone(&stop);
    }
    voters
}

/// Somebody with a key, and what the server has answered so far.
#[derive(Clone, Debug)]
pub struct Voter {
    pub person: PersonId,
    key: String,
    /// What each proposal's support was answered to be; `None` while it is asked for, and after a
    /// question that got no answer.
    pub certain: [Option<bool>; PROPOSALS],
    /// Comments that were answered to be there: number, proposal.
    pub said: Vec<(i64, usize)>,
    /// Everything that was asked for, in its order; only the last may be without an answer.
    pub asked: Vec<Asked>,
    /// How many writes were answered with success.
    pub acknowledged: usize,
    /// The same of all voters together, to be read while they vote.
    pub heard: Arc<AtomicUsize>,
    /// How often they were told to come back later.
    pub refused: Arc<AtomicUsize>,
    /// Set to end before the server is gone.
    pub stop: Arc<AtomicBool>,
    random: u64,
}

/// What somebody asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Support of this proposal, given or taken back.
    Support {
        at: usize,
        give: bool,
    },
    Comment {
        at: usize,
    },
}

/// A wish and what became of it.
#[derive(Clone, Debug)]
pub struct Asked {
    pub wish: Wish,
    /// The request's number, by which its answer is found in a record.
    pub answer: Option<String>,
    /// Whether the answer was that it is done.
    pub done: bool,
    /// Whether the answer was that it is not.
    pub refused: bool,
    /// The number of the comment that was made.
    pub comment: Option<i64>,
}

pub fn support_of(proposal: usize) -> String {
    format!("/api/v1/proposals/{}/support", proposal + 1)
}

pub fn comments_of(proposal: usize) -> String {
    format!("/api/v1/proposals/{}/comments", proposal + 1)
}

impl Voter {
    fn new(person: PersonId, key: String) -> Self {
        let random = person
            .get()
            .unsigned_abs()
            .wrapping_mul(0x9e37_79b9_7f4a_7c15);
        // Nobody has supported anything yet.
        let certain = [Some(false); PROPOSALS];
        Self {
            person,
            key,
            certain,
            said: Vec::new(),
            asked: Vec::new(),
            acknowledged: 0,
            heard: Arc::default(),
            refused: Arc::default(),
            stop: Arc::default(),
            random,
        }
    }

    fn draw(&mut self, below: u64) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random % below
    }

    pub fn key(&self) -> &str {
        &self.key
    }

    /// Goes on until the server is gone, or it is told to stop.
    pub async fn vote(mut self, address: SocketAddr) -> Self {
        let Ok(mut wire) = Wire::connect(address).await else {
            return self;
        };
        while !self.stop.load(Ordering::Relaxed) {
            if self.write(&mut wire).await.is_err() {
                return self;
            }
        }
        self
    }

    /// The same on a connection of its own for each, and every one has to be answered.
    pub async fn vote_each_apart(mut self, address: SocketAddr) -> Self {
        while !self.stop.load(Ordering::Relaxed) {
            let mut wire = Wire::connect(address).await.expect("refused");
            self.write(&mut wire).await.expect("no answer");
        }
        self
    }

    /// One wish by lot: a comment now and then, and otherwise support given or taken back.
    async fn write(&mut self, wire: &mut Wire) -> std::io::Result<()> {
        let proposal = usize::try_from(self.draw(3)).unwrap();
        match self.draw(12) {
            0 => self.say(wire, proposal).await,
            n => self.support(wire, proposal, n % 2 == 0).await,
        }
    }

    fn ask(&mut self, wish: Wish) {
        self.asked.push(Asked {
            wish,
            answer: None,
            done: false,
            refused: false,
            comment: None,
        });
    }

    fn hear(&mut self, answer: &Answer, comment: Option<i64>) {
        let asked = self.asked.last_mut().unwrap();
        asked.answer = Some(answer.header("x-request-id").to_owned());
        asked.done = matches!(answer.status, 200 | 201);
        asked.refused = answer.status == 429;
        asked.comment = comment;
    }

    /// Told to come back later, and when.
    fn turned_away(&self, answer: &Answer) {
        assert_ne!(answer.header("retry-after"), "", "{}", answer.text);
        self.refused.fetch_add(1, Ordering::Relaxed);
    }

    async fn support(&mut self, wire: &mut Wire, at: usize, give: bool) -> std::io::Result<()> {
        let before = self.certain[at].take();
        let key = self.key.clone();
        let headers = [("authorization", key.as_str())];
        let method = if give { "PUT" } else { "DELETE" };
        self.ask(Wish::Support { at, give });
        let answer = wire.send(method, &support_of(at), &headers, "").await?;
        self.hear(&answer, None);
        match answer.status {
            200 => {
                assert_eq!(answer.json()["mine"], give);
                self.certain[at] = Some(give);
                self.acknowledged += 1;
                self.heard.fetch_add(1, Ordering::Relaxed);
            }
            // Refused, and nothing was done.
            429 => self.certain[at] = before,
            // It did not say that it was done.
            503 => self.turned_away(&answer),
            _ => panic!("{} {}", answer.status, answer.text),
        }
        Ok(())
    }

    async fn say(&mut self, wire: &mut Wire, at: usize) -> std::io::Result<()> {
        let key = self.key.clone();
        let headers = [
            ("authorization", key.as_str()),
            ("content-type", "application/json"),
        ];
        let body = json!({"text": "Jag håller med."}).to_string();
        self.ask(Wish::Comment { at });
        let answer = wire.send("POST", &comments_of(at), &headers, &body).await?;
        let made = (answer.status == 201).then(|| answer.json()["id"].as_i64().unwrap());
        self.hear(&answer, made);
        match answer.status {
            201 => {
                self.said.push((made.unwrap(), at));
                self.acknowledged += 1;
                self.heard.fetch_add(1, Ordering::Relaxed);
            }
            429 => {}
            503 => self.turned_away(&answer),
            _ => panic!("{} {}", answer.status, answer.text),
        }
        Ok(())
    }

    /// How many comments of theirs a proposal may have: one for each that was asked for and not refused.
    pub fn said_at_most(&self, proposal: usize) -> usize {
        let wish = Wish::Comment { at: proposal };
        let asked = self.asked.iter();
        asked
            .filter(|asked| asked.wish == wish && !asked.refused)
            .count()
    }

    /// Gives support to the first proposal and takes it back, and is answered each time.
    pub async fn check_one_vote(mut self, wire: &mut Wire) {
        let before = self.acknowledged;
        self.support(wire, 0, true).await.unwrap();
        self.support(wire, 0, false).await.unwrap();
        assert_eq!(self.acknowledged, before + 2);
    }

    /// What is not as it was answered. What got no answer may be either, and is known from here on.
    pub async fn look(mut self, address: SocketAddr) -> (Self, Vec<String>) {
        let mut wire = Wire::connect(address).await.unwrap();
        let mut lost = Vec::new();
        for at in 0..PROPOSALS {
            let headers = [("authorization", self.key.as_str())];
            let answer = wire.get(&support_of(at), &headers).await.unwrap();
            let mine = answer.json()["mine"].as_bool().unwrap();
            if self.certain[at].is_some_and(|certain| certain != mine) {
                let n = at + 1;
                lost.push(format!(
                    "{} at {n} is {mine} and was answered otherwise",
                    self.person
                ));
            }
            self.certain[at] = Some(mine);
        }
        (self, lost)
    }
}

/// How many writes of theirs were answered with success.
pub fn acknowledged(voters: &[Voter]) -> usize {
    voters.iter().map(|voter| voter.acknowledged).sum()
}

/// Lets them vote until the server is gone.
pub fn begin(voters: Vec<Voter>, address: SocketAddr) -> JoinSet<Voter> {
    voters
        .into_iter()
        .map(|voter| voter.vote(address))
        .collect()
}

/// The same with a connection of its own for each vote, none of which may be left without an answer.
pub fn begin_apart(voters: Vec<Voter>, address: SocketAddr) -> JoinSet<Voter> {
    voters
        .into_iter()
        .map(|voter| voter.vote_each_apart(address))
        .collect()
}

/// Until so many writes have been answered.
pub async fn until_heard(heard: &AtomicUsize, count: usize) {
    until_heard_within(heard, count, Duration::from_secs(60)).await;
}

/// The same for more than can be answered in a minute.
pub async fn until_heard_within(heard: &AtomicUsize, count: usize, patience: Duration) {
    let begun = Instant::now();
    while heard.load(Ordering::Relaxed) < count {
        assert!(
            begun.elapsed() < patience,
            "{heard:?} of {count} answered in {patience:?}"
        );
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// A moment to pull the plug at.
pub fn some_time(least: u64, most: u64) -> Duration {
    let random = entropy::number(&SystemEntropy).unwrap().unsigned_abs();
    Duration::from_millis(least + random % (most - least))
}
