//! People who give and take back support as fast as they get answers, and remember what they were
//! answered.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use nara_app::context::Site;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::{Actor, Level};
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::moderation::holding::HoldingRules;
use nara_domain::session::Way;
use nara_server::accounts::store::{self, NewPerson, SessionKind, SessionRow};
use nara_server::auth::tokens::Purpose;
use nara_server::auth::{Keys, session};
use nara_server::clock::{Clock, SystemClock};
use nara_server::db::Db;
use nara_server::entropy::{self, SystemEntropy};
use nara_server::proposals::ProposalService;
use nara_server::{execute, fetch_one};
use serde_json::json;
use tokio::task::JoinSet;

use super::common::fields;
use super::common::wire::Wire;
use super::program::Folder;

pub const PROPOSALS: usize = 3;

/// Puts people with keys and open proposals into a new folder, as a server would have: the same
/// tables, the same signing key.
pub async fn settle(folder: &Folder, people: usize) -> Vec<Voter> {
    let now = SystemClock.now();
    let db = Db::open(&folder.database()).await.unwrap();
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
    let heard = Arc::<AtomicUsize>::default();
    for voter in &mut voters {
        voter.heard = Arc::clone(&heard);
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
    for n in 1..=PROPOSALS {
        let id = service
            .submit(&proposer, fields(&format!("Förslag {n}")), "", now)
            .await
            .unwrap();
        assert_eq!(usize::try_from(id.get()), Ok(n));
    }
    db.close().await;
    voters
}

/// Somebody with a key, and what the server has answered so far.
#[derive(Clone, Debug)]
pub struct Voter {
    person: PersonId,
    key: String,
    /// What each proposal's support was answered to be; `None` while it is asked for, and after a
    /// question that got no answer.
    certain: [Option<bool>; PROPOSALS],
    /// Comments that were answered to be there: number, proposal.
    said: Vec<(i64, usize)>,
    /// How many writes were answered with success.
    pub acknowledged: usize,
    /// The same of all voters together, to be read while they vote.
    pub heard: Arc<AtomicUsize>,
    random: u64,
}

fn support_of(proposal: usize) -> String {
    format!("/api/v1/proposals/{}/support", proposal + 1)
}

fn comments_of(proposal: usize) -> String {
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
            acknowledged: 0,
            heard: Arc::default(),
            random,
        }
    }

    fn draw(&mut self, below: u64) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random % below
    }

    /// Goes on until the server is gone.
    pub async fn vote(mut self, address: SocketAddr) -> Self {
        let Ok(mut wire) = Wire::connect(address).await else {
            return self;
        };
        loop {
            let proposal = usize::try_from(self.draw(3)).unwrap();
            let done = match self.draw(12) {
                0 => self.say(&mut wire, proposal).await,
                n => self.support(&mut wire, proposal, n % 2 == 0).await,
            };
            if done.is_err() {
                return self;
            }
        }
    }

    async fn support(&mut self, wire: &mut Wire, at: usize, give: bool) -> std::io::Result<()> {
        let before = self.certain[at].take();
        let key = self.key.clone();
        let headers = [("authorization", key.as_str())];
        let method = if give { "PUT" } else { "DELETE" };
        let answer = wire.send(method, &support_of(at), &headers, "").await?;
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
            503 => {}
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
        let answer = wire.send("POST", &comments_of(at), &headers, &body).await?;
        match answer.status {
            201 => {
                self.said.push((answer.json()["id"].as_i64().unwrap(), at));
                self.acknowledged += 1;
                self.heard.fetch_add(1, Ordering::Relaxed);
            }
            429 | 503 => {}
            _ => panic!("{} {}", answer.status, answer.text),
        }
        Ok(())
    }

    /// Everything answered is so. What got no answer may be either, and is known from here on.
    async fn check(mut self, address: SocketAddr) -> Self {
        let mut wire = Wire::connect(address).await.unwrap();
        for at in 0..PROPOSALS {
            let headers = [("authorization", self.key.as_str())];
            let answer = wire.get(&support_of(at), &headers).await.unwrap();
            let mine = answer.json()["mine"].as_bool().unwrap();
            if let Some(certain) = self.certain[at] {
                assert_eq!(mine, certain, "{} was answered otherwise", self.person);
            }
            self.certain[at] = Some(mine);
        }
        self
    }
}

/// Lets them vote until the server is gone.
pub fn begin(voters: Vec<Voter>, address: SocketAddr) -> JoinSet<Voter> {
    voters
        .into_iter()
        .map(|voter| voter.vote(address))
        .collect()
}

/// The numbers of all comments, page by page.
async fn comments(wire: &mut Wire, at: usize) -> Vec<i64> {
    let mut there = Vec::new();
    let mut path = comments_of(at);
    loop {
        let list = wire.get(&path, &[]).await.unwrap().json();
        let items = list["items"].as_array().unwrap();
        there.extend(items.iter().map(|comment| comment["id"].as_i64().unwrap()));
        match list["next"].as_str() {
            Some(next) => path = format!("{}?cursor={next}", comments_of(at)),
            None => return there,
        }
    }
}

/// Asks a server, and then the tables under it: what was answered, counts, rows, logs.
pub async fn check(voters: Vec<Voter>, address: SocketAddr, folder: &Folder) -> Vec<Voter> {
    let checks: JoinSet<Voter> = voters
        .into_iter()
        .map(|voter| voter.check(address))
        .collect();
    let mut voters = checks.join_all().await;
    voters.sort_by_key(|voter| voter.person);
    let mut wire = Wire::connect(address).await.unwrap();
    for at in 0..PROPOSALS {
        let mine = voters
            .iter()
            .filter(|voter| voter.certain[at] == Some(true))
            .count();
        let support = wire.get(&support_of(at), &[]).await.unwrap().json();
        assert_eq!(support["count"], mine, "the count is those who support it");
        let there = comments(&mut wire, at).await;
        for (id, proposal) in voters.iter().flat_map(|voter| &voter.said) {
            assert!(
                *proposal != at || there.contains(id),
                "comment {id} is lost"
            );
        }
        let path = format!("/api/v1/proposals/{}", at + 1);
        let proposal = wire.get(&path, &[]).await.unwrap().json();
        assert_eq!(proposal["comment_count"], there.len());
        assert_eq!(
            proposal["id"],
            ProposalId::new(i64::try_from(at + 1).unwrap()).get()
        );
    }
    recount(&folder.database()).await;
    voters
}

/// Whether each table says what the others say.
pub async fn recount(address: &str) {
    let db = Db::open(address).await.unwrap();
    for (what, sql) in [
        (
            "counts are rows",
            "select count(*) from proposal p where p.support_count <> \
             (select count(*) from support s where s.proposal_id = p.proposal_id)",
        ),
        (
            "counts are the log's",
            "select count(*) from proposal p where p.support_count <> \
             (select count(*) from support_event e where e.proposal_id = p.proposal_id \
              and e.kind = 'given') - \
             (select count(*) from support_event e where e.proposal_id = p.proposal_id \
              and e.kind = 'withdrawn')",
        ),
        (
            "a person is in the log once more given than taken back, or as often",
            "select count(*) from (select sum(case kind when 'given' then 1 else -1 end) as net \
             from support_event group by proposal_id, person_id) as nets \
             where net not in (0, 1)",
        ),
        (
            "comments are counted",
            "select count(*) from proposal p where p.comment_count <> \
             (select count(*) from comment c where c.proposal_id = p.proposal_id)",
        ),
        (
            "the log of events has no gap",
            "select (select seq from event_head) - (select count(*) from event)",
        ),
    ] {
        let (wrong,) = fetch_one!(db.read().await.unwrap(), (i64,), sql).unwrap();
        assert_eq!(wrong, 0, "{what}");
    }
    db.close().await;
}

/// A moment to pull the plug at.
pub fn some_time(least: u64, most: u64) -> Duration {
    let random = entropy::number(&SystemEntropy).unwrap().unsigned_abs();
    Duration::from_millis(least + random % (most - least))
}
