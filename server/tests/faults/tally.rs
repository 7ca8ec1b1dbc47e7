//! Whether everything that was answered is there, and each table says what the others say.

use std::net::SocketAddr;

use nara_domain::ids::ProposalId;
use nara_server::db::Db;
use nara_server::fetch_one;
use serde_json::json;
use tokio::task::JoinSet;

use super::common::wire::Wire;
use super::program::{Folder, Server};
use super::voters::{PROPOSALS, Voter, comments_of, support_of};

/// People who look at the same time.
const AT_ONCE: usize = 100;

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

/// What the checks of a test have found. Its row is written from this, and only then is it judged.
#[derive(Debug, Default)]
pub struct Tally {
    /// Writes that were answered with success and are not there.
    lost: Vec<String>,
    /// Where a count or a table says something else than the others.
    differs: Vec<String>,
}

impl Tally {
    pub fn lost(&self) -> usize {
        self.lost.len()
    }

    /// As a row has it.
    pub fn recount(&self) -> Option<bool> {
        Some(self.differs.is_empty())
    }

    pub fn assert(&self) {
        assert!(self.lost.is_empty() && self.differs.is_empty(), "{self:#?}");
    }

    /// Notes what is lost.
    pub fn lose(&mut self, what: String) {
        self.lost.push(what);
    }

    /// Notes where two say something else.
    pub fn compare<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, is: &T, should: &T) {
        if is != should {
            self.differs.push(format!("{what}: {is:?}, not {should:?}"));
        }
    }

    /// Asks a server, and then the tables under it: what was answered, counts, rows, logs.
    pub async fn check(
        &mut self,
        voters: Vec<Voter>,
        address: SocketAddr,
        folder: &Folder,
    ) -> Vec<Voter> {
        self.check_in(&folder.database(), voters, address).await
    }

    /// The same with a database elsewhere.
    pub async fn check_in(
        &mut self,
        database: &str,
        voters: Vec<Voter>,
        address: SocketAddr,
    ) -> Vec<Voter> {
        let (mut waiting, mut voters) = (voters.into_iter(), Vec::new());
        // Not so many at once that somebody would be told to come back later.
        while !waiting.as_slice().is_empty() {
            let some = waiting.by_ref().take(AT_ONCE);
            let looks: JoinSet<_> = some.map(|voter| voter.look(address)).collect();
            for (voter, lost) in looks.join_all().await {
                self.lost.extend(lost);
                voters.push(voter);
            }
        }
        voters.sort_by_key(|voter| voter.person);
        let mut wire = Wire::connect(address).await.unwrap();
        for at in 0..PROPOSALS {
            let of = |what: &str| format!("{what} of {}", at + 1);
            let mine = voters
                .iter()
                .filter(|voter| voter.certain[at] == Some(true))
                .count();
            let support = wire.get(&support_of(at), &[]).await.unwrap().json();
            self.compare(&of("the count"), &support["count"], &json!(mine));
            let there = comments(&mut wire, at).await;
            for voter in &mut voters {
                // What is lost is told once.
                voter.said.retain(|(id, proposal)| {
                    let is_there = *proposal != at || there.contains(id);
                    if !is_there {
                        self.lost.push(format!("comment {id}"));
                    }
                    is_there
                });
            }
            let most = voters.iter().map(|voter| voter.said_at_most(at)).sum();
            let too_many = there.len().saturating_sub(most);
            self.compare(&of("comments that nobody wrote"), &too_many, &0);
            let path = format!("/api/v1/proposals/{}", at + 1);
            let proposal = wire.get(&path, &[]).await.unwrap().json();
            let shown = &proposal["comment_count"];
            self.compare(&of("comments"), shown, &json!(there.len()));
            let id = ProposalId::new(i64::try_from(at + 1).unwrap()).get();
            self.compare(&of("the number"), &proposal["id"], &json!(id));
        }
        self.count_again(database).await;
        voters
    }

    /// Whether each table says what the others say.
    pub async fn count_again(&mut self, database: &str) {
        let db = Db::open(database).await.unwrap();
        for (what, sql) in AGREED {
            let (wrong,) = fetch_one!(db.read().await.unwrap(), (i64,), sql).unwrap();
            self.compare(what, &wrong, &0);
        }
        db.close().await;
    }
}

/// All of it at once, where no row is written.
pub async fn check(voters: Vec<Voter>, address: SocketAddr, folder: &Folder) -> Vec<Voter> {
    let mut tally = Tally::default();
    let voters = tally.check(voters, address, folder).await;
    tally.assert();
    voters
}

/// What is there when the program is started once more, after the one that was voted on has ended.
pub async fn started_again(voting: JoinSet<Voter>, folder: &Folder) -> (Vec<Voter>, Tally) {
    let voters = voting.join_all().await;
    let again = Server::start(folder, &[]);
    let mut tally = Tally::default();
    let voters = tally.check(voters, again.address, folder).await;
    (voters, tally)
}

/// What has to be zero for each table to say what the others say.
pub const AGREED: [(&str, &str); 5] = [
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
];

/// Whether each table says what the others say.
pub async fn recount(address: &str) {
    let mut tally = Tally::default();
    tally.count_again(address).await;
    tally.assert();
}
