//! The server in PostgreSQL with the role of `deploy/`: everything works, and the record, the tables
//! and their triggers are out of its reach.

use std::collections::BTreeSet;
use std::path::Path;

use nara_app::proposals::api::ProposalPort;
use nara_domain::answer::ActKind;
use nara_server::db::Engine;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

use super::common::wire::Wire;
use super::common::{App, Place, act, comment, reasons};
use super::program::{Folder, Server, told};
use super::start::form;

/// The same address for somebody else.
pub fn of_role(address: &str, role: &str) -> String {
    let (scheme, rest) = address.split_once("://").unwrap();
    let (_, place) = rest.rsplit_once('@').unwrap_or(("", rest));
    format!("{scheme}://{role}@{place}")
}

/// Takes the roles away, once nothing in the whole server is theirs any more.
pub async fn drop_roles(roles: [String; 2]) {
    let server = std::env::var("NARA_TEST_POSTGRES").unwrap();
    let mut root = PgConnection::connect(&server).await.unwrap();
    for role in roles {
        let drop = AssertSqlSafe(format!("drop role {role}"));
        root.execute(drop).await.unwrap();
    }
}

/// What nobody may do who got hold of the server.
const OUT_OF_REACH: [&str; 20] = [
    "update act set kind = 'note'",
    "delete from act",
    "truncate act",
    "alter table act disable trigger all",
    "drop trigger act_append_only on act",
    "delete from support_event",
    "update audit set detail = ''",
    "delete from event",
    "update ruleset set rules = '{}'",
    "update setting set value = 'null'",
    "delete from moderation_act",
    "delete from question_act",
    "delete from campaign_paper",
    "delete from document",
    "delete from comment_revision",
    "drop table support",
    "create table mine (mine_id bigint)",
    "delete from _sqlx_migrations",
    "set session_replication_role = replica",
    "create role stranger",
];

/// The names between a beginning and an end, each time they stand in a text.
fn named<'t>(text: &'t str, (begin, end): (&str, &str)) -> BTreeSet<&'t str> {
    let in_name = |c: char| c.is_ascii_lowercase() || c == '_';
    let lists = text.split(begin).skip(1);
    let lists = lists.map(|rest| rest.split(end).next().unwrap_or_default());
    let names = lists.flat_map(|list| list.split(move |c: char| !in_name(c)));
    names.filter(|name| !name.is_empty()).collect()
}

// A new table of that kind is taken out of the server's reach, too.
#[test]
fn what_triggers_keep_as_it_was_is_out_of_reach() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let steps = std::fs::read_dir(root.join("migrations/postgres")).unwrap();
    let steps = steps.map(|step| std::fs::read_to_string(step.unwrap().path()).unwrap());
    let steps = steps.collect::<String>();
    let refused = |when| named(&steps, (when, "\n"));
    let rights = include_str!("../../../deploy/rights.sql");
    let revoked = |what| named(rights, (what, " from nara_app"));
    let mut never_changed = refused("before update or delete on ");
    assert!(never_changed.len() > 15, "{never_changed:?}");
    // Without triggers of its own.
    never_changed.insert("event");
    assert_eq!(revoked("revoke update, delete on "), never_changed);
    let mut never_gone = refused("before delete on ");
    // Its text goes when it is hidden, and nothing else of it.
    never_gone.insert("comment_revision");
    assert_eq!(revoked("revoke delete on "), never_gone);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_server_may_use_the_tables_and_no_more() {
    let Some(place) = Place::bare(Engine::Postgres).await else {
        return;
    };
    // Roles are the whole server's, and tests run side by side.
    let [owner, app] = ["owner", "app"].map(|role| format!("nara_{role}_{}", std::process::id()));
    let renamed = |text: &str| {
        let text = text.replace("nara_owner", &owner).replace("nara_app", &app);
        AssertSqlSafe(text)
    };
    let mut root = PgConnection::connect(&place.address).await.unwrap();
    let roles = renamed(include_str!("../../../deploy/roles.sql"));
    root.execute(roles).await.unwrap();
    let [as_owner, as_app] = [&owner, &app].map(|role| of_role(&place.address, role));
    let folder = Folder::new();

    let serve = ["serve", "--listen", "127.0.0.1:0", "--database", &as_app];
    let (status, said) = told(&serve, &folder, "");
    assert!(
        !status.success() && said.contains("run `nara migrate`"),
        "{said}"
    );
    for _ in 0..2 {
        let (status, said) = told(&["migrate", "--database", &as_owner], &folder, "");
        assert!(status.success(), "{said}");
        let rights = renamed(include_str!("../../../deploy/rights.sql"));
        root.execute(rights).await.unwrap();
    }

    let server = Server::start(&folder, &["--database", &as_app]);
    let mut wire = Wire::connect(server.address).await.unwrap();
    let siv = [
        ("display_name", "Siv"),
        ("email", "siv@example.se"),
        ("password", "en mening bara jag kan"),
    ];
    assert_eq!(form(&mut wire, "/registrera", "", &siv).await.status, 303);
    server.terminate();
    assert_eq!(server.wait().0, Some(0));

    let municipality = App::open(&as_app).await;
    let (siv, now) = (municipality.resident("Siv").await, municipality.now);
    let id = municipality.proposal(&siv, "Belysning").await;
    let proposals = &municipality.proposals;
    proposals.support(&siv, id, now).await.unwrap();
    proposals
        .comment(&siv, id, comment("Bra!"), now)
        .await
        .unwrap();
    let official = municipality.official("Maja").await;
    let answer = act(&[("text", &reasons())]);
    let kind = ActKind::OfficialAnswer;
    proposals
        .answer(&official, id, kind, answer, now)
        .await
        .unwrap();
    municipality.db.close().await;

    let mut stranger = PgConnection::connect(&as_app).await.unwrap();
    for statement in OUT_OF_REACH {
        let refused = stranger.execute(statement).await.unwrap_err();
        let code = refused.as_database_error().and_then(|error| error.code());
        assert_eq!(code.as_deref(), Some("42501"), "{statement}: {refused}");
    }
    stranger.close().await.unwrap();
    root.close().await.unwrap();
    place.remove().await;
    drop_roles([owner, app]).await;
}
