//! People with a password.

use nara_domain::actor::Level;
use nara_domain::ids::PersonId;
use nara_server::accounts::store;
use nara_server::auth::Passwords;
use nara_server::entropy::SystemEntropy;

use crate::common::App;
use crate::common::http::Web;

pub const PASSWORD: &str = "en mening bara jag kan";

/// A person who can sign in.
pub async fn person(app: &App, web: &Web, email: &str) -> PersonId {
    let passwords = Passwords::weak_for_tests(&SystemEntropy).unwrap();
    person_hashed_by(&passwords, app, web, email).await
}

/// As [`person`], with a hash that costs as much as these passwords do.
pub async fn person_hashed_by(
    passwords: &Passwords,
    app: &App,
    web: &Web,
    email: &str,
) -> PersonId {
    let hash = passwords.hash(PASSWORD, &SystemEntropy).await.unwrap();
    let mut tx = app.db.begin().await.unwrap();
    let new = store::NewPerson {
        email: Some(email),
        display_name: "Siv",
        password_hash: Some(&hash),
        level: Level::N1,
    };
    let id = store::insert_person(&mut tx, &new, web.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}
