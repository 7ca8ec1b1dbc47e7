//! The municipality's own roll: keyed hashes of the numbers of everybody who lives here.

use async_trait::async_trait;
use nara_domain::identity::IdentityNumber;

use super::{Answer, NoAnswer, Register, store};
use crate::db::{Db, DbError};
use crate::identity::NumberKey;

/// Looks numbers up in the roll loaded last.
#[derive(Clone, Debug)]
pub struct Roll {
    pub db: Db,
    pub key: NumberKey,
}

impl Roll {
    async fn find(&self, number: &IdentityNumber) -> Result<Option<bool>, DbError> {
        let mut conn = self.db.read().await?;
        let Some(roll) = store::find_current(&mut conn).await? else {
            return Ok(None);
        };
        let hash = self.key.number(number);
        Ok(Some(store::has_entry(&mut conn, roll, &hash).await?))
    }
}

#[async_trait]
impl Register for Roll {
    async fn ask(&self, number: &IdentityNumber) -> Result<Answer, NoAnswer> {
        match self.find(number).await {
            Ok(Some(registered)) => Ok(Answer {
                registered,
                protected: None,
            }),
            Ok(None) => Err(NoAnswer::NotAsked),
            Err(error) => {
                tracing::error!(%error, "register.roll");
                Err(NoAnswer::Down)
            }
        }
    }

    async fn is_there(&self) -> bool {
        let found = async { store::find_current(&mut self.db.read().await?).await };
        matches!(found.await, Ok(Some(_)))
    }

    fn is_roll(&self) -> bool {
        true
    }
}
