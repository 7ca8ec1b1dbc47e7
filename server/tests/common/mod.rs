//! A fresh municipality on each database for every test.
//!
//! `NARA_TEST_POSTGRES` is the address of a PostgreSQL server where databases may be created (`make
//! test` starts one). Without it the PostgreSQL half of every test fails, so that nobody takes half
//! a run for a whole one; `NARA_TEST_SQLITE_ONLY=1` says that half is what is wanted.
#![allow(dead_code, reason = "each test program uses its part")]

pub mod authenticator;
pub mod chance;
pub mod http;
pub mod supporters;
mod template;
pub mod wire;

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use nara_app::context::Site;
use nara_app::proposals::api::{DraftFields, ListQuery, NewAct, NewComment, ProposalPort};
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::time::{Date, Stamp};
use nara_server::clock::{Clock, SystemClock};
use nara_server::db::{Db, Engine, Statement};
use nara_server::entropy::SystemEntropy;
use nara_server::proposals::ProposalService;
use nara_server::{execute, fetch_all, fetch_one};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

/// Makes a test for each database out of one body.
#[macro_export]
macro_rules! on_both {
    ($(#[$meta:meta])* $name:ident, |$app:ident| $body:block) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn body($app: $crate::common::App) $body

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                $crate::common::run(nara_server::db::Engine::Sqlite, body).await;
            }

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                $crate::common::run(nara_server::db::Engine::Postgres, body).await;
            }
        }
    };
}

/// How many kinds of proposals are more, or fewer, than the tally says.
pub const MISCOUNTED: &str = "select count(*) from (select 1 as one from (
        select stage_group, topic, kind, coalesce(district, '') as district,
            merged_into is not null as is_part, 1 as n from proposal
        union all select stage_group, topic, kind, district, is_part, -n from proposal_tally) x
    group by stage_group, topic, kind, district, is_part having sum(n) <> 0) y";

/// A municipality under test.
#[derive(Clone)]
pub struct App {
    pub db: Db,
    /// Opens the same database again, as a restarted server does.
    pub address: String,
    pub proposals: ProposalService,
    pub site: Arc<Site>,
    /// Noon of a Wednesday.
    pub now: Stamp,
}

/// Where a database is, and how it goes away again.
pub struct Place {
    pub address: String,
    folder: Option<PathBuf>,
    postgres: Option<(String, String)>,
}

static NEXT: AtomicU64 = AtomicU64::new(0);

/// A name nobody else has: test programs and tests run at the same time, and a killed one of the same
/// number may have left its database behind.
fn fresh_name() -> String {
    format!(
        "nara_test_{}_{}_{}",
        SystemClock.now().0,
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    )
}

impl Place {
    /// `None` where this half is not wanted.
    pub async fn make(engine: Engine) -> Option<Self> {
        Self::with(engine, true).await
    }

    /// The same without any tables, for tests of who makes them.
    pub async fn bare(engine: Engine) -> Option<Self> {
        Self::with(engine, false).await
    }

    async fn with(engine: Engine, tables: bool) -> Option<Self> {
        let name = fresh_name();
        match engine {
            Engine::Sqlite => {
                let folder = std::env::temp_dir().join(&name);
                std::fs::create_dir_all(&folder).unwrap();
                let file = folder.join("nara.db");
                if tables {
                    template::sqlite(&file).await;
                }
                let address = format!("sqlite:{}", file.display());
                Some(Self {
                    address,
                    folder: Some(folder),
                    postgres: None,
                })
            }
            Engine::Postgres => {
                let Ok(server) = std::env::var("NARA_TEST_POSTGRES") else {
                    let only = std::env::var("NARA_TEST_SQLITE_ONLY").as_deref() == Ok("1");
                    assert!(
                        only,
                        "NARA_TEST_POSTGRES is not set: `make test` starts a PostgreSQL; \
                         NARA_TEST_SQLITE_ONLY=1 leaves its half of the tests out"
                    );
                    return None;
                };
                template::postgres(&server, &name, tables).await;
                let address = address_of(&server, &name);
                Some(Self {
                    address,
                    folder: None,
                    postgres: Some((server, name)),
                })
            }
        }
    }

    pub async fn remove(self) {
        if let Some(folder) = self.folder {
            let _left_behind = std::fs::remove_dir_all(folder);
        }
        if let Some((server, name)) = self.postgres
            && let Ok(mut conn) = PgConnection::connect(&server).await
        {
            let drop = format!("drop database if exists {name} with (force)");
            let _left_behind = conn.execute(AssertSqlSafe(drop)).await;
        }
    }
}

/// The server's address with another database's name.
fn address_of(server: &str, database: &str) -> String {
    let (before, query) = match server.split_once('?') {
        Some((before, query)) => (before, format!("?{query}")),
        None => (server, String::new()),
    };
    let (scheme, rest) = before.split_once("://").unwrap();
    let host = rest.split('/').next().unwrap();
    format!("{scheme}://{host}/{database}{query}")
}

/// Runs a test body in a fresh database and cleans up, also when it panics.
pub async fn run<F, Fut>(engine: Engine, body: F)
where
    F: FnOnce(App) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let Some(place) = Place::make(engine).await else {
        return;
    };
    let app = App::open(&place.address).await;
    let db = app.db.clone();
    let result = tokio::spawn(body(app)).await;
    db.close().await;
    place.remove().await;
    if let Err(error) = result {
        std::panic::resume_unwind(error.into_panic());
    }
}

impl App {
    pub async fn open(address: &str) -> Self {
        let now = Stamp::from_date(Date::new(2026, 3, 4).unwrap()).plus_hours(12);
        let db = Db::open(address).await.unwrap();
        let site = Arc::new(Site {
            municipality: "Björksjö kommun".to_owned(),
            place: "Björksjö".to_owned(),
            public_url: "http://127.0.0.1:3000".to_owned(),
            ..Site::default()
        });
        // The demo's municipality, with its parts; another one's rules are `set_rules`.
        let rules = nara_domain::proposal::Ruleset::bjorksjo();
        let mut tx = db.begin().await.unwrap();
        execute!(
            tx,
            "insert into ruleset (municipality, version, rules, created_at) \
             values ($1, 1, $2, $3) on conflict (municipality, version) do nothing",
            &site.municipality,
            serde_json::to_string(&rules).unwrap(),
            now.0,
        )
        .unwrap();
        tx.commit().await.unwrap();
        let proposals =
            ProposalService::start(db.clone(), Arc::new(SystemEntropy), Arc::clone(&site), now)
                .await
                .unwrap();
        Self {
            db,
            address: address.to_owned(),
            proposals,
            site,
            now,
        }
    }

    pub async fn person(&self, name: &str, level: Level, standings: Vec<Standing>) -> Actor {
        let mut tx = self.db.begin().await.unwrap();
        let email = format!("{}@example.org", fresh_name());
        let (id,) = fetch_one!(
            tx,
            (i64,),
            "insert into person (email, email_confirmed_at, display_name, level, created_at) \
             values ($1, $2, $3, $4, $2) returning person_id",
            email,
            self.now.0,
            name,
            level.code(),
        )
        .unwrap();
        // A session knows duties from here, the use cases from the actor.
        for standing in &standings {
            execute!(
                tx,
                "insert into standing (person_id, role, department, title, party, assignment, \
                 body, from_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
                id,
                standing.role.code(),
                standing.department.clone(),
                standing.title.clone(),
                standing.party.clone(),
                standing.assignment.clone(),
                standing.body.as_ref().map(|body| body.as_str().to_owned()),
                self.now.0,
            )
            .unwrap();
        }
        tx.commit().await.unwrap();
        Actor::Person {
            id: PersonId::new(id),
            name: name.to_owned(),
            level,
            standings,
            dormant: Vec::new(),
            restraint: None,
        }
    }

    pub async fn resident(&self, name: &str) -> Actor {
        self.person(name, Level::N1, vec![Standing::of(Role::Resident)])
            .await
    }

    pub async fn residents(&self, count: usize) -> Vec<Actor> {
        let mut insert =
            Statement::new("insert into person (display_name, level, created_at) values ");
        insert
            .rows((0..count).map(|n| {
                [
                    format!("Invånare {n}").into(),
                    Level::N1.code().into(),
                    self.now.0.into(),
                ]
            }))
            .sql(" returning person_id");
        let mut tx = self.db.begin().await.unwrap();
        let ids: Vec<(i64,)> = tx.all(insert).await.unwrap();
        tx.commit().await.unwrap();
        let actor = |(id,): (i64,)| Actor::Person {
            id: PersonId::new(id),
            name: format!("Invånare {id}"),
            level: Level::N1,
            standings: vec![Standing::of(Role::Resident)],
            dormant: Vec::new(),
            restraint: None,
        };
        ids.into_iter().map(actor).collect()
    }

    pub async fn youth(&self, name: &str) -> Actor {
        self.person(name, Level::S, vec![Standing::of(Role::Youth)])
            .await
    }

    pub async fn official(&self, name: &str) -> Actor {
        let mut standing = Standing::of(Role::Official);
        standing.department = Some("Tekniska förvaltningen".to_owned());
        standing.title = Some("trafikingenjör".to_owned());
        self.person(name, Level::T, vec![standing]).await
    }

    pub async fn secretary(&self, name: &str) -> Actor {
        self.person(name, Level::T, vec![Standing::of(Role::Secretary)])
            .await
    }

    pub async fn elected(&self, name: &str) -> Actor {
        let mut standing = Standing::of(Role::Elected);
        standing.party = Some("Björksjölistan (X)".to_owned());
        standing.assignment = Some("ledamot".to_owned());
        self.person(name, Level::P, vec![standing]).await
    }

    /// Hands in a proposal that is open for support at once.
    pub async fn proposal(&self, by: &Actor, title: &str) -> ProposalId {
        self.proposal_at(by, fields(title), self.now).await
    }

    pub async fn proposal_at(&self, by: &Actor, fields: DraftFields, now: Stamp) -> ProposalId {
        self.proposals.submit(by, fields, "", now).await.unwrap()
    }

    /// Puts the letters to supporters into the outbox, as the job does.
    pub async fn spread(&self) -> u64 {
        nara_server::mail::mailing::write_all(&self.db, self.now)
            .await
            .unwrap()
    }

    /// One number of the database.
    pub async fn number(&self, sql: &'static str) -> i64 {
        fetch_one!(self.db.read().await.unwrap(), (i64,), sql)
            .unwrap()
            .0
    }

    pub async fn texts(&self, sql: &'static str) -> Vec<String> {
        let rows = fetch_all!(self.db.read().await.unwrap(), (String,), sql).unwrap();
        rows.into_iter().map(|(text,)| text).collect()
    }

    /// Makes these the rules from now on.
    pub async fn set_rules(&self, rules: nara_domain::proposal::Ruleset) {
        let mut tx = self.db.begin().await.unwrap();
        let version = rules.version;
        let text = serde_json::to_string(&rules).unwrap();
        execute!(
            tx,
            "insert into ruleset (municipality, version, rules, created_at) \
             values ($1, $2, $3, $4)",
            &self.site.municipality,
            version,
            text,
            self.now.0,
        )
        .unwrap();
        tx.commit().await.unwrap();
    }
}

pub fn fields(title: &str) -> DraftFields {
    DraftFields {
        kind: "proposal".to_owned(),
        title: title.to_owned(),
        body: format!("{title}. Det behövs för att alla ska kunna vara ute när det är mörkt."),
        topic: "trygghet".to_owned(),
        ..DraftFields::default()
    }
}

pub fn idea(title: &str) -> DraftFields {
    DraftFields {
        kind: "idea".to_owned(),
        ..fields(title)
    }
}

/// An act's form.
pub fn act(pairs: &[(&str, &str)]) -> NewAct {
    NewAct {
        fields: pairs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect(),
        once: String::new(),
    }
}

pub fn comment(text: &str) -> NewComment {
    NewComment {
        text: text.to_owned(),
        stance: "for".to_owned(),
        ..NewComment::default()
    }
}

pub fn list(limit: i64) -> ListQuery {
    ListQuery {
        limit,
        ..ListQuery::default()
    }
}

/// The words a decision needs at least.
pub fn reasons() -> String {
    "Stigen är den kortaste vägen mellan två bostadsområden och används av skolbarn varje dag. "
        .repeat(4)
}
