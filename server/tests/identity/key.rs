//! The key of the numbers, and what a stolen database says without it: nothing.

use std::path::PathBuf;

use nara_domain::time::Stamp;
use nara_server::db::{Engine, Statement};
use nara_server::entropy::SystemEntropy;
use nara_server::identity::NumberKey;
use nara_server::identity::key::{FILE, NumberKeyError};
use nara_server::identity::register::LoadedBy;
use nara_server::{execute, fetch_all};

use crate::common::App;
use crate::on_both;
use crate::people::{NEWCOMER, OLLE, SIV, number, sign_in, signed_in, verified};

/// A folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!(
        "nara-numbers-{}-{name}-{:?}",
        std::process::id(),
        std::thread::current().id()
    ));
    let _none_yet = std::fs::remove_dir_all(&folder);
    folder
}

/// A key file as the server keeps it: nobody else can read it.
fn write_key(folder: &std::path::Path, bytes: &[u8]) {
    use std::os::unix::fs::PermissionsExt;
    let path = folder.join(FILE);
    std::fs::write(&path, bytes).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
}

async fn open(app: &App, folder: &std::path::Path) -> Result<NumberKey, NumberKeyError> {
    NumberKey::open(folder, &app.db, &SystemEntropy, app.now).await
}

on_both!(made_once_and_never_silently_again, |app| {
    let here = folder("here");
    let key = open(&app, &here).await.unwrap();
    let again = open(&app, &here).await.unwrap();
    assert_eq!(key.number(&number(SIV)), again.number(&number(SIV)));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(here.join(FILE)).unwrap().permissions();
        assert_eq!(mode.mode() & 0o777, 0o600);
    }
    // A second server beside it, with a folder of its own.
    let there = folder("there");
    let lost = open(&app, &there).await.unwrap_err();
    assert!(matches!(lost, NumberKeyError::Lost(_)), "{lost}");
    assert!(lost.to_string().contains("backup"), "{lost}");
    assert!(!there.join(FILE).exists(), "nothing was made");
    std::fs::create_dir_all(&there).unwrap();
    write_key(&there, &[3_u8; 32]);
    let other = open(&app, &there).await.unwrap_err();
    assert!(matches!(other, NumberKeyError::Another(_)), "{other}");
    write_key(&there, b"short");
    assert!(matches!(
        open(&app, &there).await,
        Err(NumberKeyError::Key(_))
    ));
    // The right file, and it goes on.
    std::fs::copy(here.join(FILE), there.join(FILE)).unwrap();
    assert!(open(&app, &there).await.is_ok());
    for folder in [here, there] {
        std::fs::remove_dir_all(folder).unwrap();
    }
});

on_both!(of_two_servers_that_start_at_once_one_key_wins, |app| {
    let folders = [folder("one"), folder("two")];
    let (one, two) = tokio::join!(open(&app, &folders[0]), open(&app, &folders[1]));
    let started = [&one, &two].into_iter().filter(|key| key.is_ok()).count();
    assert_eq!(started, 1, "{one:?} {two:?}");
    for folder in folders {
        // Who came after the other had finished made no key, and so no folder.
        if folder.exists() {
            std::fs::remove_dir_all(folder).unwrap();
        }
    }
});

/// Every way to write a number.
fn spellings(digits: &str) -> Vec<String> {
    let (century, ten) = digits.split_at(2);
    let (day, last) = ten.split_at(6);
    vec![
        digits.to_owned(),
        ten.to_owned(),
        format!("{day}-{last}"),
        format!("{century}{day}-{last}"),
        format!("{day}+{last}"),
    ]
}

/// Everything there is in the database, as a thief finds it.
async fn stolen(app: &App) -> Vec<u8> {
    match app.db.engine() {
        Engine::Sqlite => {
            let path = app.address.strip_prefix("sqlite:").unwrap();
            let mut bytes = std::fs::read(path).unwrap();
            // What was written last is still beside it.
            bytes.extend(std::fs::read(format!("{path}-wal")).unwrap_or_default());
            bytes
        }
        Engine::Postgres => {
            let columns = fetch_all!(
                app.db.read().await.unwrap(),
                (String, String),
                "select table_name::text, column_name::text from information_schema.columns \
                 where table_schema = 'public'"
            )
            .unwrap();
            let mut bytes = Vec::new();
            for (table, column) in columns {
                let mut select = Statement::new("select cast(");
                select.sql(
                    format!("{column} as text) from {table} where {column} is not null").leak(),
                );
                let rows: Vec<(String,)> = app.db.read().await.unwrap().all(select).await.unwrap();
                for (text,) in rows {
                    bytes.extend(text.into_bytes());
                    bytes.push(b'\n');
                }
            }
            bytes
        }
    }
}

fn has(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

on_both!(a_stolen_database_shows_no_number, |app| {
    let web = app.web().await;
    for (provider, digits) in [("bankid", SIV), ("freja", SIV), ("bankid", OLLE)] {
        signed_in(&web, &verified(provider, digits)).await;
    }
    // Some providers use the number as their name for the person.
    let mut newcomer = verified("bankid", NEWCOMER);
    newcomer.subject = NEWCOMER.to_owned();
    signed_in(&web, &newcomer).await;
    let mut settled = verified("bankid", "199005152393");
    settled.subject = "199005152393".to_owned();
    settled.previous = Some(number(NEWCOMER));
    signed_in(&web, &settled).await;
    // What is refused leaves nothing either.
    let mut refused = verified("bankid", OLLE);
    refused.subject = NEWCOMER.to_owned();
    assert!(sign_in(&web, &refused).await.is_err());
    let roll = format!("personnummer\n{SIV}\n{OLLE}\n900515-2393\n");
    web.state
        .identity
        .rolls
        .load(roll.as_bytes(), (LoadedBy::Operator, false), web.now())
        .await
        .unwrap();

    let bytes = stolen(&app).await;
    for digits in [SIV, OLLE, NEWCOMER, "199005152393"] {
        for spelling in spellings(digits) {
            assert!(!has(&bytes, &spelling), "{spelling}");
        }
        // Nor anything a thief could compute from it without the key.
        for known in unkeyed(digits) {
            assert!(!has(&bytes, &known), "{known}");
        }
    }
    // With another key, everything is another; with the right one it is there.
    let (right, wrong) = (
        NumberKey::from_bytes(&[9; 32]),
        NumberKey::from_bytes(&[8; 32]),
    );
    assert!(has(&bytes, &right.number(&number(SIV))));
    assert!(!has(&bytes, &wrong.number(&number(SIV))));

    // The search finds what is there.
    let mut tx = app.db.begin().await.unwrap();
    execute!(tx, "update person set display_name = $1", SIV).unwrap();
    tx.commit().await.unwrap();
    assert!(has(&stolen(&app).await, SIV));
});

/// Hashes without a key, of every spelling, in the forms one would try first.
fn unkeyed(digits: &str) -> Vec<String> {
    use sha2::{Digest, Sha256, Sha512};
    spellings(digits)
        .into_iter()
        .flat_map(|text| {
            [
                hex::encode(Sha256::digest(text.as_bytes())),
                hex::encode(Sha512::digest(text.as_bytes())),
            ]
        })
        .collect()
}

on_both!(
    beginning_anew_forgets_the_numbers_and_keeps_the_accounts,
    |app| {
        let web = app.web().await;
        let siv = signed_in(&web, &verified("bankid", SIV)).await;
        let here = folder("anew");
        std::fs::create_dir_all(&here).unwrap();
        write_key(&here, &[9_u8; 32]);
        open(&app, &here).await.unwrap();
        std::fs::remove_file(here.join(FILE)).unwrap();
        let later = Stamp(app.now.0 + 1);
        NumberKey::begin_anew(&here, &app.db, &SystemEntropy, later)
            .await
            .unwrap();
        let key = open(&app, &here).await.unwrap();
        assert_ne!(
            key.number(&number(SIV)),
            NumberKey::from_bytes(&[9; 32]).number(&number(SIV))
        );
        for table in ["person_number", "person_identity", "roll_entry"] {
            let sql = format!("select count(*) from {table}").leak();
            assert_eq!(app.number(sql).await, 0, "{table}");
        }
        let kept = "select count(*) from person where merged_into is null";
        assert_eq!(app.number(kept).await, 1, "{siv:?}");
        std::fs::remove_dir_all(here).unwrap();
    }
);
