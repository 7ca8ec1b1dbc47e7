//! A second program on the same folder goes away again, and the first does not notice.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::effort::{Row, so_many};
use super::program::{Folder, Server, told};
use super::tally::started_again;
use super::voters::{acknowledged, begin, settle};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_program_touches_nothing() {
    let folder = Folder::new();
    let voters = settle(&folder, 10).await;
    let server = Server::start(&folder, &[]);
    let heard = Arc::clone(&voters[0].heard);
    let refused = Arc::clone(&voters[0].refused);
    let voting = begin(voters, server.address);
    let runs = so_many(3, 20, 100);
    for _ in 0..runs {
        let before = heard.load(Ordering::Relaxed);
        let (status, said) = told(&["serve", "--listen", "127.0.0.1:0"], &folder, "");
        assert!(
            !status.success() && said.contains("another nara is running"),
            "{said}"
        );
        while heard.load(Ordering::Relaxed) == before {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    }
    assert_eq!(refused.load(Ordering::Relaxed), 0, "somebody was sent away");
    server.kill();
    let (voters, tally) = started_again(voting, &folder).await;
    Row {
        fault: "second process",
        runs,
        acknowledged: acknowledged(&voters),
        lost: tally.lost(),
        recount: tally.recount(),
        seen: "refused before it opens anything; nobody's vote waited for it".to_owned(),
    }
    .write();
    tally.assert();
}
