//! What the first page of a long discussion costs a server in memory: a page, and not the discussion.

use std::fs;

use nara_domain::ids::ProposalId;
use nara_server::execute;

use super::common::App;
use super::common::wire::Wire;
use super::program::{Folder, Server};
use crate::on_both;

/// Pages that are asked for one after the other, as often as it takes until what is kept between them shows.
const PAGES: usize = 50;
/// How many KiB more the long one may take. The same page of two servers differs by some hundreds; SQLite keeps two
/// thousand of its file for each of the connections that read, of which pages asked for one by one use one or two. A
/// server that read or kept the discussion would need more than twice as much: five thousand comments of a thousand
/// letters are five thousand KiB when they lie in memory once, and they come from the database, go into a view and
/// become a page.
const MORE: u64 = 4 * 1_024;

/// Threads of a thousand letters each.
async fn discussion(app: &App, by: i64, id: ProposalId, count: i64) {
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "insert into comment (proposal_id, person_id, author_name, author_role, author_standing,
             stance, text, at, once_key)
         with recursive n (i) as
             (select cast(1 as bigint) union all select i + 1 from n where i < $3)
         select $1, $2, 'Bo', 'resident', 'null',
             case i % 4 when 0 then 'for' when 1 then 'against' when 2 then 'question'
                 else 'neutral' end,
             'Inlägg ' || cast(i as text) || $4, $5, cast($1 as text) || '-' || cast(i as text)
         from n",
        id.get(),
        by,
        count,
        " och mera".repeat(110),
        app.now.0,
    )
    .unwrap();
    execute!(
        tx,
        "update proposal set comment_count = $2 where proposal_id = $1",
        id.get(),
        count,
    )
    .unwrap();
    tx.commit().await.unwrap();
}

/// The most memory the server has had at once since [`forget_peak`], in KiB.
pub fn peak(server: &Server) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", server.pid())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.unwrap().trim().trim_end_matches(" kB");
    number.parse().unwrap()
}

pub fn forget_peak(server: &Server) {
    fs::write(format!("/proc/{}/clear_refs", server.pid()), "5").unwrap();
}

/// The peak of a server of its own that shows this page and no other. The keys are the database's.
async fn shown(app: &App, folder: &Folder, page: &str) -> u64 {
    let municipality = app.site.municipality.as_str();
    let more = ["--database", &app.address, "--municipality", municipality];
    let server = Server::start(folder, &more);
    let mut wire = Wire::connect(server.address).await.unwrap();
    // What every page needs is there before it is measured.
    for _ in 0..5 {
        let start = wire.get("/om", &[]).await.unwrap();
        assert_eq!(start.status, 200);
    }
    forget_peak(&server);
    for n in 0..PAGES {
        // Nowhere in the discussion, so that it is the first page: and each time another address, because one that
        // was just made may be sent again from memory.
        let again = format!("{page}?inlagg={n}");
        let answer = wire.get(&again, &[]).await.unwrap();
        assert_eq!(answer.status, 200, "{again}");
        assert_eq!(answer.text.matches("comment__text as-written").count(), 50);
    }
    peak(&server)
}

on_both!(
    the_first_page_of_five_thousand_takes_no_more_memory,
    |app| {
        let siv = app.resident("Siv").await;
        let mut pages = Vec::new();
        for (title, slug, count) in [("Få", "fa", 50), ("Många", "manga", 5_000)] {
            let id = app.proposal(&siv, title).await;
            discussion(&app, siv.person_id().unwrap().get(), id, count).await;
            pages.push(format!("/forslag/{id}/{slug}"));
        }
        // Twice, and the least of both: a server also does other things meanwhile.
        let (mut few, mut many) = (u64::MAX, u64::MAX);
        let folder = Folder::new();
        for _ in 0..2 {
            few = few.min(shown(&app, &folder, &pages[0]).await);
            many = many.min(shown(&app, &folder, &pages[1]).await);
        }
        println!(
            "{:?}: at most {many} KiB with a page of five thousand comments, {few} with one of fifty",
            app.db.engine()
        );
        assert!(many <= few + MORE, "{few} {many}");
    }
);
