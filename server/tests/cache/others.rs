//! Other processes on the same database: what they commit is seen, and while it cannot be heard nothing is
//! sent from memory. Nor is a page kept that was made while what they have set could not be read.

use std::time::{Duration, Instant};

use nara_app::proposals::api::ProposalPort;
use nara_server::db::{Db, Engine};
use nara_server::{execute, fetch_all};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

use crate::common::App;
use crate::common::http::Web;
use crate::{all_taken, listening, on_both, until};

/// Longest until what another process did is seen.
const SECOND: Duration = Duration::from_secs(1);

async fn shows(web: &Web, address: &str, text: &str) {
    let begun = Instant::now();
    while !web.visitor().get(address).await.text.contains(text) {
        // Beside other tests a task may be late; what is asked for is a second.
        assert!(begun.elapsed() < SECOND * 3, "{text} is not on {address}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    println!("seen after {:?}", begun.elapsed());
}

on_both!(another_process_is_heard_within_a_second, |app| {
    let web = app.web().await;
    listening(&web).await;
    let other = App::open(&app.address).await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning på stigen").await;
    let address = format!("/forslag/{id}/belysning-pa-stigen");
    for n in 0..5 {
        let made = web.state.pages.counts().made;
        web.visitor().get(&address).await;
        web.visitor().get("/forslag").await;
        assert!(web.state.pages.counts().made <= made + 2);
        let text = format!("Sagt i en annan process, gång {n} av fem.");
        let new = crate::common::comment(&text);
        other
            .proposals
            .comment(&siv, id, new, app.now)
            .await
            .unwrap();
        shows(&web, &address, &text).await;
        let title = format!("Ett nytt förslag nummer {n}");
        other.proposal(&siv, &title).await;
        shows(&web, "/forslag", &title).await;
    }
    // What is on no page is no reason to make any anew: only PostgreSQL tells which it was.
    if app.db.engine() == Engine::Postgres {
        web.visitor().get("/forslag").await;
        let made = web.state.pages.counts().made;
        let mut tx = other.db.begin().await.unwrap();
        execute!(
            tx,
            "insert into comment_draft (person_id, proposal_id, stance, text, updated_at, once_key) \
             values ($1, $2, '', '', 0, 'k')",
            siv.person_id().unwrap().get(),
            id.get(),
        )
        .unwrap();
        tx.commit().await.unwrap();
        tokio::time::sleep(SECOND).await;
        web.visitor().get("/forslag").await;
        assert_eq!(web.state.pages.counts().made, made);
    }
    other.db.close().await;
});

// While a transaction of ours lasts nobody else can commit, and nobody can ask who has: it is asked as it
// begins, however short a time ago it was.
async fn before_a_long_one(app: App) {
    let web = app.web().await;
    listening(&web).await;
    let other = App::open(&app.address).await;
    let siv = app.resident("Siv").await;
    for n in 0..5 {
        web.visitor().get("/forslag").await;
        drop(app.db.begin().await.unwrap());
        let title = format!("Ett nytt förslag nummer {n}");
        other.proposal(&siv, &title).await;
        let long = app.db.begin().await.unwrap();
        let page = web.visitor().get("/forslag").await;
        assert!(page.text.contains(&title), "{title}");
        drop(long);
    }
    other.db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_others_did_before_a_long_transaction_is_on_the_next_page_sqlite() {
    crate::common::run(Engine::Sqlite, before_a_long_one).await;
}

on_both!(what_was_set_elsewhere_is_in_force_on_the_next_page, |app| {
    let web = app.web().await;
    listening(&web).await;
    let elsewhere = App::open(&app.address).await;
    let other = elsewhere.web().await;
    let admin = vec![nara_domain::actor::Standing::of(
        nara_domain::actor::Role::Administrator,
    )];
    let eva = app.person("Eva", nara_domain::actor::Level::T, admin).await;
    web.visitor().get("/om").await;
    let mut eva = other.signed_in(&eva).await;
    let form = [("farg", "#005595")];
    let sent = eva.post_form("/admin/utseende", &form).await;
    assert!(
        sent.status.is_redirection(),
        "{} {}",
        sent.status,
        sent.text
    );
    shows(&web, "/om", "/tema.css?farg=005595").await;
    elsewhere.db.close().await;
});

// Nothing is committed when the database answers again, so no counter would say that such a page is over.
on_both!(what_was_set_unread_is_on_no_kept_page, |app| {
    let web = app.web().await;
    listening(&web).await;
    let elsewhere = App::open(&app.address).await;
    let other = elsewhere.web().await;
    let admin = vec![nara_domain::actor::Standing::of(
        nara_domain::actor::Role::Administrator,
    )];
    let eva = app.person("Eva", nara_domain::actor::Level::T, admin).await;
    let mut eva = other.signed_in(&eva).await;
    let address = "/om";
    web.visitor().get(address).await;
    // It goes on hearing of others' commits on another connection.
    let taken = all_taken(&app).await;
    let before = web.state.db.changes().overall();
    let form = [("farg", "#005595")];
    let sent = eva.post_form("/admin/utseende", &form).await;
    assert!(sent.status.is_redirection(), "{}", sent.status);
    let changes = web.state.db.changes();
    until("nothing is heard", || changes.overall() > before).await;
    // Whatever was committed on the way is heard by now, too.
    tokio::time::sleep(SECOND).await;
    assert!(changes.hears());
    let counts = web.state.pages.counts();
    let old = web.visitor().get(address).await;
    assert!(old.status == 200 && !old.text.contains("farg=005595"));
    // Made anew, and within the second nobody waits for the database again.
    let begun = Instant::now();
    for _ in 0..3 {
        assert_eq!(web.visitor().get(address).await.text, old.text);
    }
    assert!(begun.elapsed() < SECOND * 2, "{:?}", begun.elapsed());
    // None was kept: none of the four was sent from memory. Where the page that is made beside one for
    // comparison is another, it is asked for once more, and made anew for that, too.
    let then = web.state.pages.counts();
    assert!(then.made >= counts.made + 4, "{counts:?}, then {then:?}");
    assert_eq!(then.sent, counts.sent);
    drop(taken);
    web.clock.advance_ms(1_000);
    let new = web.visitor().get(address).await;
    assert!(new.text.contains("/tema.css?farg=005595"));
    // That one was begun before it was known that settings can be read again; the next one is kept.
    assert_eq!(web.visitor().get(address).await.text, new.text);
    let counts = web.state.pages.counts();
    assert_eq!(web.visitor().get(address).await.text, new.text);
    assert_eq!(web.state.pages.counts().made, counts.made);
    assert_eq!(web.state.pages.counts().sent, counts.sent + 1);
    elsewhere.db.close().await;
});

on_both!(events_of_others_are_told_at_once, |app| {
    let web = app.web().await;
    listening(&web).await;
    let other = App::open(&app.address).await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning på stigen").await;
    let mut stream = web.state.live.subscribe();
    let maja = app.resident("Maja").await;
    let begun = Instant::now();
    other.proposals.support(&maja, id, app.now).await.unwrap();
    loop {
        let event = stream.recv().await.unwrap();
        if event.kind == nara_server::live::EventKind::Support {
            break;
        }
    }
    println!("told after {:?}", begun.elapsed());
    assert!(begun.elapsed() < SECOND, "{:?}", begun.elapsed());
    other.db.close().await;
});

async fn listener(app: &App) -> Vec<i32> {
    let mut conn = app.db.read().await.unwrap();
    let rows = fetch_all!(
        conn,
        (i32,),
        "select pid from pg_stat_activity where datname = current_database() \
         and (query like 'LISTEN%' or query = 'select 1') and pid <> pg_backend_pid()"
    );
    rows.unwrap().into_iter().map(|(pid,)| pid).collect()
}

async fn on_server(app: &App, sql: String) {
    let (before, _) = app.address.rsplit_once('/').unwrap();
    let mut conn = PgConnection::connect(&format!("{before}/postgres"))
        .await
        .unwrap();
    conn.execute(AssertSqlSafe(sql)).await.unwrap();
    conn.close().await.unwrap();
}

async fn unheard(app: App) {
    let web = app.web().await;
    listening(&web).await;
    let siv = app.resident("Siv").await;
    app.proposal(&siv, "Belysning på stigen").await;
    // Connected before nobody else is let in.
    let other = App::open(&app.address).await;
    web.visitor().get("/forslag").await;
    // As many connections as a page may want at the same time: no other can be opened then.
    let open = futures::future::join_all((0..6).map(|_| app.db.read())).await;
    drop(open);
    let database = app.address.rsplit('/').next().unwrap().to_owned();
    let lets = |whom: bool| format!("alter database {database} with allow_connections {whom}");
    on_server(&app, lets(false)).await;
    for pid in listener(&app).await {
        on_server(&app, format!("select pg_terminate_backend({pid})")).await;
    }
    let changes = web.state.db.changes();
    until("the listener is gone", || !changes.hears()).await;
    let before = web.state.pages.counts();
    let page = web.visitor().get("/forslag").await;
    assert!(page.text.contains("Belysning"));
    assert!(!page.headers.contains_key("etag"));
    assert_eq!(
        web.state.pages.counts(),
        before,
        "nothing is kept and nothing sent from memory"
    );
    other.proposal(&siv, "Lekplats vid torget").await;
    assert!(
        web.visitor()
            .get("/forslag")
            .await
            .text
            .contains("Lekplats")
    );
    on_server(&app, lets(true)).await;
    until("the listener is back", || changes.hears()).await;
    let page = web.visitor().get("/forslag").await;
    assert!(page.text.contains("Lekplats") && page.headers.contains_key("etag"));
    other.db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn unheard_nothing_is_sent_from_memory_postgres() {
    crate::common::run(Engine::Postgres, unheard).await;
}

on_both!(a_closed_database_is_heard_no_more, |app| {
    let web = app.web().await;
    listening(&web).await;
    let db: Db = web.state.db.clone();
    db.close().await;
    assert!(!db.changes().hears());
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert!(!db.changes().hears());
    assert_eq!(web.visitor().get("/om").await.status, 200);
});
