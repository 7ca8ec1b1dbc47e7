//! Administrators, and people to administer.

use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::ids::PersonId;
use nara_server::execute;

use crate::common::App;
use crate::common::http::{Browser, Web};

pub async fn administrator(app: &App, name: &str) -> Actor {
    app.person(name, Level::T, vec![Standing::of(Role::Administrator)])
        .await
}

/// Somebody signed in strongly, a moment ago, as an administrator.
pub async fn desk<'w>(app: &App, web: &'w Web) -> Browser<'w> {
    web.signed_in(&administrator(app, "Anna Admin").await).await
}

/// A resident without any row of a duty, with this address.
pub async fn resident(app: &App, name: &str, email: &str) -> Actor {
    let person = app.person(name, Level::N1, Vec::new()).await;
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update person set email = $1 where person_id = $2",
        email,
        person.person_id().unwrap().get(),
    )
    .unwrap();
    tx.commit().await.unwrap();
    person
}

pub fn id(actor: &Actor) -> PersonId {
    actor.person_id().unwrap()
}

pub fn page_of(actor: &Actor) -> String {
    format!("/admin/personer/{}", id(actor))
}

pub const OFFICIAL: [(&str, &str); 3] = [
    ("role", "official"),
    ("department", "Tekniska förvaltningen"),
    ("title", "trafikingenjör"),
];
