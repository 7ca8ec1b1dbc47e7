//! A backup while twenty people vote: it holds one moment, with everything in it that was answered before
//! it began.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use nara_server::db::Db;
use nara_server::fetch_one;

use crate::effort::{Row, so_many};
use crate::program::{Folder, Server, told};
use crate::tally::Tally;
use crate::voters::{acknowledged, begin, settle};

const PEOPLE: usize = 20;

/// Votes and comments that a folder's database has rows of.
async fn written_into(folder: &Folder) -> usize {
    let db = Db::connect(&folder.database()).await.unwrap();
    let writes = "select (select count(*) from support_event) + (select count(*) from comment)";
    let (there,) = fetch_one!(db.read().await.unwrap(), (i64,), writes).unwrap();
    db.close().await;
    usize::try_from(there).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_under_load_is_one_moment() {
    let folder = Folder::new();
    let voters = settle(&folder, PEOPLE).await;
    let server = Server::start(&folder, &[]);
    let heard = std::sync::Arc::clone(&voters[0].heard);
    let voting = begin(voters, server.address);
    let until = async |count: usize| {
        let begun = Instant::now();
        while heard.load(Ordering::Relaxed) < count {
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "nothing is answered"
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let shelf = Folder::new();
    let mut moments = Vec::new();
    let rounds = so_many(3, 6, 20);
    for round in 0..rounds {
        until((round + 1) * 200).await;
        let file = shelf.path().join(format!("{round}"));
        let (to, here) = (file.display().to_string(), folder.path().to_owned());
        let before = written_into(&folder).await;
        let answered = heard.load(Ordering::Relaxed);
        let made = tokio::task::spawn_blocking(move || {
            std::process::Command::new(env!("CARGO_BIN_EXE_nara"))
                .args(["backup", "--to", &to, "--data"])
                .arg(here)
                .output()
        });
        let made = made.await.unwrap().unwrap();
        let said = String::from_utf8(made.stderr).unwrap();
        assert!(made.status.success(), "{said}");
        let after = heard.load(Ordering::Relaxed);
        println!(
            "round {round}: {} writes were answered meanwhile",
            after - answered
        );
        moments.push((file, before));
    }
    until((rounds + 1) * 200).await;
    server.kill();
    let voters = voting.join_all().await;
    let answered = acknowledged(&voters);
    let (mut last, mut tally) = (0, Tally::default());
    for (file, before) in moments {
        let new = Folder::new();
        let (status, said) = told(&["restore", file.to_str().unwrap()], &new, "");
        assert!(status.success() && said.contains("they add up"), "{said}");
        tally.count_again(&new.database()).await;
        let there = written_into(&new).await;
        // Each of them, as it is counted.
        for missing in there..before {
            tally.lose(format!(
                "{missing} of the {before} that were there when it began"
            ));
        }
        assert!(there > last, "{there} after {last}");
        // To say again what one has said is answered and writes nothing, so answers are more than rows.
        assert!(there <= answered + PEOPLE, "{there} of {answered}");
        println!("{before} writes were there before it began; {there} are in it");
        last = there;
    }
    // Nobody's vote was lost for it.
    let again = Server::start(&folder, &[]);
    let voters = tally.check(voters, again.address, &folder).await;
    Row {
        fault: "backup under load",
        runs: rounds,
        acknowledged: acknowledged(&voters),
        lost: tally.lost(),
        recount: tally.recount(),
        seen: format!(
            "each restored elsewhere and counted again; {last} votes and comments in the last"
        ),
    }
    .write();
    tally.assert();
}
