//! What the administration's pages and forms ask.

use async_trait::async_trait;
use nara_app::admin::api::{AdminPort, HeldDuty};
use nara_app::error::AppError;
use nara_domain::actor::Actor;
use nara_domain::permissions::administer;
use nara_domain::time::Stamp;

use super::store;
use crate::db::Db;

#[derive(Clone, Debug)]
pub struct AdminService {
    pub db: Db,
}

#[async_trait]
impl AdminPort for AdminService {
    async fn roles(&self, actor: &Actor, now: Stamp) -> Result<Vec<HeldDuty>, AppError> {
        administer(actor)?;
        let mut conn = self.db.read().await?;
        Ok(store::list_held(&mut conn, now).await?)
    }
}
