//! What the operator does on the command line, beside a running server and without one.

use nara_server::db::Db;

use super::common::wire::Wire;
use super::program::{Folder, Server, nara, told};
use super::start::{PASSWORD, form, session};

/// What a command on this folder said, and whether it was done.
fn admin(args: &[&str], folder: &Folder) -> (bool, String) {
    let (status, said) = told(&[&["admin"], args].concat(), folder, "");
    (status.success(), said)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn duties_are_given_and_taken_back_beside_a_running_server() {
    let folder = Folder::new();
    let email = "admin@example.se";
    let (made, said) = told(&["admin", "create", "--email", email], &folder, PASSWORD);
    assert!(made.success(), "{said}");
    let server = Server::start(&folder, &[]);
    let mut wire = Wire::connect(server.address).await.unwrap();
    let fields = [("email", email), ("password", PASSWORD)];
    let cookie = session(&form(&mut wire, "/logga-in", "", &fields).await);
    let account = async |wire: &mut Wire| {
        let page = wire.get("/konto", &[("cookie", cookie.as_str())]).await;
        page.unwrap().text
    };
    let grant = [
        "grant",
        "--email",
        "Admin@example.se",
        "--role",
        "official",
        "--department",
        "Tekniska förvaltningen",
    ];
    let (done, said) = admin(&grant, &folder);
    assert!(!done && said.contains("--title: missing"), "{said}");
    let titled = |title, more: &[&str]| {
        let args = [&grant[..], &["--title", title], more].concat();
        admin(&args, &folder)
    };
    let (done, said) = titled("ingenjör", &["--party", "X"]);
    assert!(!done && said.contains("--party: unknown field"), "{said}");
    for day in ["2020-01-01", "i morgon"] {
        let (done, said) = titled("ingenjör", &["--until", day]);
        assert!(!done && said.contains("--until"), "{said}");
    }
    assert!(!account(&mut wire).await.contains("ingenjör"));
    let (done, said) = titled("ingenjör", &[]);
    assert!(
        done && said.contains("Granted official to admin@example.se"),
        "{said}"
    );
    assert!(account(&mut wire).await.contains("ingenjör"));
    // A new title takes the old one's place.
    assert!(titled("enhetschef", &["--until", "2999-12-31"]).0);
    let page = account(&mut wire).await;
    assert!(page.contains("enhetschef") && !page.contains("ingenjör"));
    let (done, said) = admin(&["list"], &folder);
    assert!(done, "{said}");
    assert_eq!(said.lines().count(), 2, "{said}");
    let line =
        "official  admin@example.se  Administratör  Tekniska förvaltningen, enhetschef  since";
    assert!(
        said.contains(line) && said.contains("until 2999-12-31"),
        "{said}"
    );
    let revoke = ["revoke", "--email", email, "--role", "official"];
    let (done, said) = admin(&revoke, &folder);
    assert!(done && said.contains("Revoked official"), "{said}");
    assert!(!account(&mut wire).await.contains("enhetschef"));
    let (done, said) = admin(&revoke, &folder);
    assert!(!done && said.contains("does not have"), "{said}");
    let nobody = ["grant", "--email", "x@example.se", "--role", "moderator"];
    let (done, said) = admin(&nobody, &folder);
    assert!(!done && said.contains("nobody has an account"), "{said}");
}

// What the first administrator needs to get in: the readme's way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_leads_to_a_passkey_that_wakes_a_duty() {
    let folder = Folder::new();
    let email = "admin@example.se";
    let (made, said) = told(&["admin", "create", "--email", email], &folder, PASSWORD);
    assert!(made.success() && said.contains("nara admin passkey-link --email admin@example.se"));
    let site = "http://localhost:3000";
    let server = Server::start(&folder, &[]);
    let (done, said) = admin(&["passkey-link", "--email", "ADMIN@example.se"], &folder);
    assert!(
        done && said.contains("For admin@example.se, once"),
        "{said}"
    );
    let link = said.lines().find_map(|line| line.strip_prefix(site));
    let link = link.unwrap_or_else(|| panic!("no link in {said}"));
    let mut wire = Wire::connect(server.address).await.unwrap();
    let fields = [("email", email), ("password", PASSWORD)];
    let cookie = session(&form(&mut wire, "/logga-in", "", &fields).await);
    let page = async |wire: &mut Wire, path: &str| {
        let page = wire.get(path, &[("cookie", cookie.as_str())]).await;
        page.unwrap().text
    };
    assert!(
        page(&mut wire, "/konto")
            .await
            .contains("Ditt uppdrag vilar")
    );
    // Whether there can be passkeys at all depends on the address; whose link it is does not.
    assert!(
        page(&mut wire, link)
            .await
            .contains("<h1>Lägg till en passnyckel")
    );
    let spoiled = page(&mut wire, &link[..link.len() - 4]).await;
    assert!(spoiled.contains("Länken fungerar inte"), "{spoiled}");

    let (done, said) = admin(&["passkey-link", "--email", "x@example.se"], &folder);
    assert!(!done && said.contains("nobody has an account"), "{said}");
    let nowhere = ["passkey-link", "--email", email, "--public-url", "nara.se"];
    let (done, said) = admin(&nowhere, &folder);
    assert!(!done && said.contains("the public address"), "{said}");
}

// The demo shows every letter to everybody: what is real and what is invented never meet.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demo_and_a_municipality_share_no_database() {
    let real = Folder::new();
    let create = ["admin", "create", "--email", "admin@example.se"];
    assert!(told(&create, &real, PASSWORD).0.success());
    let (status, said) = told(&["demo", "--listen", "127.0.0.1:0"], &real, "");
    assert!(
        !status.success() && said.contains("holds what is not the demo's"),
        "{said}"
    );

    let invented = Folder::new();
    let db = Db::open(&invented.database()).await.unwrap();
    let now = nara_domain::time::Stamp(1_800_000_000_000);
    assert!(
        nara_server::demo::build(
            &db,
            &nara_server::auth::Keys::from_seed(&[7; 32]).unwrap(),
            now
        )
        .await
        .unwrap()
    );
    assert!(
        !nara_server::demo::build(
            &db,
            &nara_server::auth::Keys::from_seed(&[7; 32]).unwrap(),
            now
        )
        .await
        .unwrap(),
        "the second start finds it"
    );
    db.close().await;
    let (status, said) = told(&["serve", "--listen", "127.0.0.1:0"], &invented, "");
    assert!(
        !status.success() && said.contains("made by `nara demo`"),
        "{said}"
    );
}

// Whoever holds the folder decides about the tables: a server, or one command at a time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_command_changes_tables_under_a_server() {
    let folder = Folder::new();
    let held = std::fs::File::create(folder.path().join("nara.lock")).unwrap();
    held.try_lock().unwrap();
    let (done, said) = admin(&["list"], &folder);
    assert!(
        !done && said.contains("tables of another version"),
        "{said}"
    );
    held.unlock().unwrap();
    let (done, said) = admin(&["list"], &folder);
    assert!(done, "{said}");
}

#[test]
fn a_variable_that_is_no_setting_is_named() {
    let folder = Folder::new();
    let mut command = nara(&["admin", "list"], &folder);
    command.env("NARA_DATABSE", "x").env("NARA_LOG", "info");
    let output = command.output().unwrap();
    assert!(output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("NARA_DATABSE") && said.contains("did you mean NARA_DATABASE?"),
        "{said}"
    );
    assert!(!said.contains("NARA_LOG"), "{said}");
}
