//! A backup of many votes needs no more memory than one of few.

use std::process::{Command, Stdio};
use std::time::Duration;

use nara_server::db::Db;
use nara_server::execute;

use crate::program::Folder;
use crate::scene::hamlet;

const VOTES: i64 = 200_000;

/// Runs a command to its end, and says how much memory it held at most, in kilobytes.
fn most_held(args: &[&str]) -> u64 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nara"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("NARA_")) {
        command.env_remove(name);
    }
    let mut child = command.args(args).stdout(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    loop {
        if let Some(ended) = child.try_wait().unwrap() {
            assert!(ended.success(), "{args:?}");
            return most;
        }
        let said = std::fs::read_to_string(&status).unwrap_or_default();
        let held = said.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let held = held.and_then(|held| held.trim().strip_suffix(" kB")?.trim().parse().ok());
        most = most.max(held.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The log of votes of a place where many change their minds.
async fn fill(db: &Db) {
    let mut tx = db.begin().await.unwrap();
    execute!(
        tx,
        "with recursive n (n) as (select 1 union all select n + 1 from n where n < $1) \
         insert into support_event (proposal_id, person_id, kind, at) \
         select 1, 1, case n % 2 when 1 then 'given' else 'withdrawn' end, n from n",
        VOTES
    )
    .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_votes_are_never_in_memory_together() {
    let folder = Folder::new();
    let db = hamlet(&folder).await;
    let data = ["--data", folder.path().to_str().unwrap()];
    let shelf = Folder::new();
    let file = |name: &str| shelf.path().join(name).to_str().unwrap().to_owned();
    let (few, many) = (file("few"), file("many"));
    let mut held = Vec::new();
    for (to, new) in [(&few, file("few.d")), (&many, file("many.d"))] {
        if *to == many {
            fill(&db).await;
        }
        let backup = [&["backup", "--to", to][..], &data].concat();
        held.push([
            most_held(&backup),
            most_held(&["verify", to]),
            most_held(&["restore", to, "--data", &new]),
        ]);
    }
    db.close().await;
    println!("kilobytes held with few and with {VOTES} votes: {held:?}");
    // As rows in memory they would be some forty megabytes.
    for (few, many) in held[0].iter().zip(held[1]) {
        assert!(*few > 1_000, "it was measured");
        assert!(many < few + 16_000, "{held:?}");
    }
}
