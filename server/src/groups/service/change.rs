//! Changing a group that goes on.

use nara_app::error::AppError;
use nara_app::groups::api::GroupForm;
use nara_domain::actor::{Actor, Role, Standing};
use nara_domain::audit::Deed;
use nara_domain::error::{Denied, FieldProblem, NotNow};
use nara_domain::group::{Alias, MEMBERS_MAX, NewGroup, NewGroupText, shown_as};
use nara_domain::ids::{GroupId, PersonId};
use nara_domain::session;
use nara_domain::time::Stamp;

use super::super::store::{self, GroupRow};
use super::{About, GroupService, at};
use crate::db::{DbError, Tx};
use crate::http::limits::Action;

/// What was typed, checked.
pub(super) fn checked(form: &GroupForm, now: Stamp) -> Result<NewGroup, AppError> {
    let typed = NewGroupText {
        name: &form.name,
        age_from: &form.age_from,
        age_to: &form.age_to,
        last_day: &form.last_day,
        max_members: &form.max_members,
    };
    Ok(NewGroup::parse(typed, now.day())?)
}

impl GroupService {
    pub(super) async fn change_group(
        &self,
        actor: &Actor,
        id: GroupId,
        form: &GroupForm,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.limit(Action::Group, actor, now)?;
        let mut tx = self.db.begin().await?;
        let (before, _) = self.theirs_locked(&mut tx, actor, id).await?;
        if !before.is_open(now) {
            return Err(AppError::Denied(Denied::NotNow(NotNow::Ended)));
        }
        let new = checked(form, now)?;
        if new.name != before.name {
            rename_members(&mut tx, &before, &new.name).await?;
        }
        match store::update(&mut tx, id, &new, form.reads_first, now).await {
            Ok(true) => {}
            Ok(false) => return Err(too_small(&mut tx, id).await?),
            Err(error) if error.is_unique_violation_of("youth_group", "name_key") => {
                return Err(at("name", FieldProblem::Taken));
            }
            Err(error) => return Err(error.into()),
        }
        if new.ends_at() != Stamp(before.ends_at) {
            let hours = session::limits(&[Standing::of(Role::Youth)]).absolute_hours;
            store::move_end(&mut tx, id, new.ends_at(), hours, now).await?;
        }
        Self::note(&mut tx, actor, Deed::GroupChanged, (id, About::Group), now).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Why nothing was changed: more are in than there would be room for, or it was ended meanwhile.
async fn too_small(tx: &mut Tx, id: GroupId) -> Result<AppError, AppError> {
    let now = store::find(tx, id).await?.ok_or(AppError::NotFound)?;
    Ok(match now.ended_at {
        Some(_) => AppError::Conflict,
        None => {
            let (min, max) = (now.member_count, MEMBERS_MAX);
            at("max_members", FieldProblem::OutOfRange { min, max })
        }
    })
}

async fn rename_members(tx: &mut Tx, group: &GroupRow, name: &str) -> Result<(), AppError> {
    for member in store::list_members(tx, group.id()).await? {
        let alias = Alias::parse(&member.alias)
            .map_err(|_| DbError::Inconsistent("member.alias is no alias".to_owned()))?;
        let shown = shown_as(&alias, name);
        store::rename(tx, PersonId::new(member.person_id), &shown).await?;
    }
    Ok(())
}
