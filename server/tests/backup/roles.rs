//! In PostgreSQL with the two roles of `deploy/`: the owner restores without being anybody special, and the
//! server's role, which can change no table, makes backups.

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

use nara_server::backup::{Verified, verify};
use nara_server::db::Engine;

use crate::common::Place;
use crate::program::{Folder, Server, told};
use crate::scene::hamlet;

/// The same address for somebody else.
fn of_role(address: &str, role: &str) -> String {
    let (scheme, rest) = address.split_once("://").unwrap();
    let (_, place) = rest.rsplit_once('@').unwrap_or(("", rest));
    format!("{scheme}://{role}@{place}")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_owner_restores_and_the_server_backs_up() {
    let Some(place) = Place::bare(Engine::Postgres).await else {
        return;
    };
    // Roles are the whole server's, and tests run side by side.
    let [owner, app] =
        ["owner", "app"].map(|role| format!("nara_{role}_backup_{}", std::process::id()));
    let renamed = |text: &str| {
        let text = text.replace("nara_owner", &owner).replace("nara_app", &app);
        AssertSqlSafe(text)
    };
    let mut root = PgConnection::connect(&place.address).await.unwrap();
    let roles = include_str!("../../../deploy/roles.sql");
    root.execute(renamed(roles)).await.unwrap();
    let [as_owner, as_app] = [&owner, &app].map(|role| of_role(&place.address, role));

    let hamlet_folder = Folder::new();
    hamlet(&hamlet_folder).await.close().await;
    let shelf = Folder::new();
    let file = |name: &str| shelf.path().join(name).to_str().unwrap().to_owned();
    let [one, two, three] = ["one", "two", "three"].map(file);
    let (status, said) = told(&["backup", "--to", &one], &hamlet_folder, "");
    assert!(status.success(), "{said}");

    let folder = Folder::new();
    let (status, said) = told(&["restore", &one, "--database", &as_app], &folder, "");
    assert!(
        !status.success(),
        "the server's role makes no tables: {said}"
    );
    let (status, said) = told(&["restore", &one, "--database", &as_owner], &folder, "");
    assert!(status.success(), "{said}");
    let rights = include_str!("../../../deploy/rights.sql");
    root.execute(renamed(rights)).await.unwrap();

    // Before a server starts: the hamlet's time is long over, and a server acts on that at once.
    let backup = |to: &str| {
        let args = ["backup", "--to", to, "--database", &as_app];
        let (status, said) = told(&args, &folder, "");
        assert!(status.success(), "{said}");
        verify(to.as_ref(), None).unwrap()
    };
    let (old, new) = (verify(one.as_ref(), None).unwrap(), backup(&two));
    let number = |of: &Verified| of.manifest.numbers.get("act").copied();
    assert!(number(&old).is_some());
    assert_eq!(
        number(&old),
        number(&new),
        "the role may see where numbering stands"
    );
    let server = Server::start(&folder, &["--database", &as_app]);
    let beside = backup(&three);
    assert_eq!(beside.recount.votes(), 4);
    assert!(number(&beside) >= number(&new));
    drop(server);

    root.close().await.unwrap();
    let server = std::env::var("NARA_TEST_POSTGRES").unwrap();
    place.remove().await;
    let mut root = PgConnection::connect(&server).await.unwrap();
    for role in [owner, app] {
        let drop = AssertSqlSafe(format!("drop role {role}"));
        root.execute(drop).await.unwrap();
    }
}
