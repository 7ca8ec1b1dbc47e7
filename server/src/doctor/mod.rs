//! What is well with an installation and what is not, in words an operator can act on.
//!
//! Looks and changes nothing: the tables stay as they are, no letter is sent. Each look is a function that
//! answers with a [`Finding`]; what cannot be looked at because something before it is wrong is left out.

mod database;
mod machine;
mod surroundings;

use nara_domain::time::Stamp;
use serde::Serialize;

use crate::config::Config;

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Well,
    /// Nothing is broken, and somebody should know.
    Note,
    Wrong,
}

/// What one look found.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    pub about: &'static str,
    pub state: State,
    pub says: String,
}

impl Finding {
    fn well(about: &'static str, says: impl Into<String>) -> Self {
        Self::new(about, State::Well, says)
    }

    fn note(about: &'static str, says: impl Into<String>) -> Self {
        Self::new(about, State::Note, says)
    }

    fn wrong(about: &'static str, says: impl Into<String>) -> Self {
        Self::new(about, State::Wrong, says)
    }

    fn new(about: &'static str, state: State, says: impl Into<String>) -> Self {
        Self {
            about,
            state,
            says: says.into(),
        }
    }
}

/// Looks at everything.
pub async fn examine(config: &Config, now: Stamp) -> Vec<Finding> {
    let mut found = vec![
        surroundings::public_url(config),
        machine::folder(&config.data),
    ];
    found.extend(machine::room(config));
    found.extend(database::examine(config, now).await);
    found.extend(machine::backups(config, now));
    found.push(surroundings::mail_server(config).await);
    found
}
