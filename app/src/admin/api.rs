//! What the pages and forms of the administration ask of the server.

use nara_domain::actor::{Actor, Standing};
use nara_domain::duty::Term;
use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;

use crate::error::AppError;

/// A duty, and whose it is.
#[derive(Clone, Debug)]
pub struct HeldDuty {
    pub person: PersonId,
    pub name: String,
    pub standing: Standing,
    pub term: Term,
}

/// What an administrator sees and does. Everything is refused to everybody else
/// ([`nara_domain::permissions::administer`]).
#[async_trait::async_trait]
pub trait AdminPort: Send + Sync {
    /// Everybody with a duty at this moment, by duty and then by name.
    async fn roles(&self, actor: &Actor, now: Stamp) -> Result<Vec<HeldDuty>, AppError>;
}
