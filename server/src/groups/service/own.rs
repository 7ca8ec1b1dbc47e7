//! What members do with what is theirs.

use nara_app::error::AppError;
use nara_app::groups::api::MyGroup;
use nara_domain::actor::Actor;
use nara_domain::group::waits_to_be_read;
use nara_domain::ids::GroupId;
use nara_domain::time::Stamp;

use super::super::{codes, store};
use super::{GroupService, is_led};
use crate::db::DbError;
use crate::http::limits::Action;

impl GroupService {
    pub(super) async fn my_group(&self, actor: &Actor, now: Stamp) -> Result<MyGroup, AppError> {
        let person = Self::member(actor)?;
        let mut conn = self.db.read().await?;
        let member = store::own_member(&mut conn, person).await?;
        let member = member.ok_or(AppError::NotFound)?;
        let group = store::find(&mut conn, GroupId::new(member.youth_group_id)).await?;
        let group = group.ok_or(AppError::NotFound)?;
        let led = is_led(&mut conn, group.id(), now).await?;
        let texts = store::list_of_member(&mut conn, person).await?;
        let texts = texts.into_iter().map(store::TextRow::view);
        Ok(MyGroup {
            alias: member.alias,
            last_day: group.last_day()?,
            led,
            reads_first: waits_to_be_read(group.reads_first, led),
            group: group.name,
            texts: texts.collect::<Result<_, DbError>>()?,
        })
    }

    pub(super) async fn change_own_code(
        &self,
        actor: &Actor,
        now: Stamp,
    ) -> Result<String, AppError> {
        let person = Self::member(actor)?;
        self.limits
            .guard(Action::Change, &person.to_string(), now)
            .await?;
        let made = codes::of_a_person(&self.keys, self.entropy.as_ref())?;
        let mut tx = self.db.begin().await?;
        // Demo accounts that are everybody's have a place in a group, too; one without has none.
        if store::put_own_code(&mut tx, person, &made.hash).await? == 0 {
            return Err(AppError::NotFound);
        }
        tx.commit().await?;
        Ok(made.code.shown())
    }
}
