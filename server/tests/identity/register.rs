//! The population register: a roll from a file, and one that is asked.

use std::sync::Arc;
use std::sync::Mutex;

use async_trait::async_trait;
use nara_app::identity::api::{IdentityPort, Registered};
use nara_domain::actor::Level;
use nara_domain::identity::IdentityNumber;
use nara_domain::roll::RollProblem;
use nara_server::identity::register::{Answer, Loaded, LoadedBy, NoAnswer, Register, RollError};

use crate::common::http::{Options, Web};
use crate::on_both;
use crate::people::{NEWCOMER, OLLE, SIV, actor_of, sign_in, signed_in, somebody, verified};

async fn load(web: &Web, file: &str) -> Result<Loaded, RollError> {
    let rolls = &web.state.identity.rolls;
    rolls
        .load(file.as_bytes(), (LoadedBy::Operator, false), web.now())
        .await
}

on_both!(who_is_in_the_roll_lives_here, |app| {
    let web = app.web().await;
    let siv = sign_in(&web, &verified("bankid", SIV)).await.unwrap();
    let known = async |session| {
        let actor = actor_of(&web, session).await;
        web.state.identity.known(&actor, web.now()).await.unwrap()
    };
    assert_eq!(known(&siv).await.registered, Registered::NotAsked);
    // In every spelling, with a header, with more columns, with a mark at the beginning.
    let file = format!(
        "\u{feff}personnummer;namn\r\n\"811218-9876\";Siv\r\n\r\n{NEWCOMER}\n19811218-9876\n"
    );
    let loaded = load(&web, &file).await.unwrap();
    assert_eq!((loaded.lines, loaded.stored, loaded.refused), (3, 2, 0));
    // Who was known before is looked up without signing in again.
    assert_eq!(known(&siv).await.level, Level::N3);
    assert_eq!(known(&siv).await.registered, Registered::Yes(web.now()));
    let olle = sign_in(&web, &verified("bankid", OLLE)).await.unwrap();
    assert_eq!(known(&olle).await.level, Level::N2);
    assert_eq!(known(&olle).await.registered, Registered::No(web.now()));

    // The next roll takes the place of the whole one before.
    web.clock.advance_ms(60_000);
    load(&web, OLLE).await.unwrap();
    assert_eq!(known(&siv).await.level, Level::N2);
    assert_eq!(known(&olle).await.level, Level::N3);
    assert_eq!(app.number("select count(*) from roll_entry").await, 1);
    assert_eq!(app.number("select count(*) from roll").await, 1);
});

on_both!(what_is_wrong_is_told_by_line_and_never_by_number, |app| {
    let web = app.web().await;
    load(&web, SIV).await.unwrap();
    let long = "1".repeat(5_000);
    let file = format!("{OLLE}\n199001019803\n\nnamn\n{long}\n{SIV}\n199013019802\n");
    let loaded = load(&web, &file).await.unwrap();
    assert_eq!(loaded.lines, 6);
    assert_eq!(loaded.stored, 2);
    assert_eq!(loaded.refused, 4);
    assert_eq!(loaded.refused_lines, [2, 4, 5, 7]);
    // A file without one number changes nothing.
    for nothing in ["", "personnummer\n", "inget\nav\nvärde\n"] {
        let refused = load(&web, nothing).await.unwrap_err();
        assert!(
            matches!(refused, RollError::Refused(RollProblem::Empty, _)),
            "{nothing}"
        );
    }
    assert_eq!(app.number("select count(*) from roll").await, 1);
    assert_eq!(app.number("select count(*) from roll_entry").await, 2);
});

on_both!(a_large_roll_is_stored_in_parts, |app| {
    let web = app.web().await;
    let people: Vec<String> = (0..5_600).map(somebody).collect();
    let file = format!("personnummer\n{}\n", people.join("\n"));
    let numbers = 5_600;
    let loaded = load(&web, &file).await.unwrap();
    assert_eq!((loaded.stored, loaded.refused), (numbers, 0));
    // The same again: as many, once.
    web.clock.advance_ms(1);
    let loaded = load(&web, &file).await.unwrap();
    assert_eq!(loaded.stored, numbers);
    let count = app.number("select count(*) from roll_entry").await;
    assert_eq!(u64::try_from(count), Ok(numbers));
});

/// A register that says what it is told to.
#[derive(Clone, Debug, Default)]
struct Told(Arc<Mutex<Option<Answer>>>);

#[async_trait]
impl Register for Told {
    async fn ask(&self, _number: &IdentityNumber) -> Result<Answer, NoAnswer> {
        self.0.lock().unwrap().ok_or(NoAnswer::Down)
    }
    async fn is_there(&self) -> bool {
        true
    }
}

on_both!(
    a_register_that_is_asked_makes_a_resident_for_a_month,
    |app| {
        let register = Told::default();
        let options = Options {
            register: Some(Arc::new(register.clone())),
            ..Options::default()
        };
        let web = app.web_with(options).await;
        let who = verified("bankid", SIV);
        let session = sign_in(&web, &who).await.unwrap();
        let known = async || {
            let actor = actor_of(&web, &session).await;
            web.state.identity.known(&actor, web.now()).await.unwrap()
        };
        // Down: in, as far as the e-identification goes, and told.
        assert_eq!(known().await.level, Level::N2);
        assert_eq!(known().await.registered, Registered::NoAnswer);
        let say = |registered| {
            *register.0.lock().unwrap() = Some(Answer {
                registered,
                protected: None,
            });
        };
        say(true);
        assert_eq!(signed_in(&web, &who).await.level(), Level::N3);
        let asked = web.now();
        assert_eq!(known().await.registered, Registered::Yes(asked));
        // Down again: what it said counts for thirty days.
        *register.0.lock().unwrap() = None;
        web.clock.advance_ms(13 * 24 * 3_600_000);
        assert_eq!(signed_in(&web, &who).await.level(), Level::N3);
        assert_eq!(known().await.registered, Registered::Yes(asked));
        for _ in 0..2 {
            web.clock.advance_ms(9 * 24 * 3_600_000);
            known().await;
        }
        assert_eq!(known().await.level, Level::N2, "people move");
        assert_eq!(known().await.registered, Registered::Stale(asked));
        say(false);
        assert_eq!(signed_in(&web, &who).await.level(), Level::N2);
        assert_eq!(known().await.registered, Registered::No(web.now()));
    }
);
