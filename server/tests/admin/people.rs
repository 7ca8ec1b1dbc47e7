//! Who administers.

use nara_domain::actor::{Actor, Level, Role, Standing};

use crate::common::App;

/// Somebody who may change everything here and decides no case.
pub async fn administrator(app: &App, name: &str) -> Actor {
    app.person(name, Level::T, vec![Standing::of(Role::Administrator)])
        .await
}
