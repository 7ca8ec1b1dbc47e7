//! A clean stop while people vote: what is under way is answered, nothing that was answered is lost,
//! and streams end instead of breaking off.

use std::time::Duration;

use super::common::wire::Events;
use super::program::{Folder, Server};
use super::tally::check;
use super::voters::{begin, settle, some_time};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clean_stop_under_load() {
    let folder = Folder::new();
    let mut voters = settle(&folder, 20).await;
    for _round in 0..2 {
        let server = Server::start(&folder, &[]);
        let mut events = Events::open(server.address, "/live", &[]).await.unwrap();
        let reading = tokio::spawn(async move {
            let mut last = None;
            while let Some(event) = events.next().await.expect("the stream broke off") {
                last = Some(event.id);
            }
            last
        });
        let voting = begin(voters, server.address);
        tokio::time::sleep(some_time(300, 800)).await;
        server.terminate();
        let (code, took) = tokio::task::spawn_blocking(|| server.wait()).await.unwrap();
        assert_eq!(code, Some(0));
        assert!(
            took < Duration::from_secs(9),
            "it did not wait for those who hold on: {took:?}"
        );
        assert!(reading.await.unwrap().is_some());
        voters = voting.join_all().await;
        assert!(voters.iter().any(|voter| voter.acknowledged > 0));
        let again = Server::start(&folder, &[]);
        voters = check(voters, again.address, &folder).await;
        again.terminate();
        assert_eq!(again.wait().0, Some(0));
    }
}
