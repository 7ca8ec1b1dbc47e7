//! What supervisors do: groups, codes, members.

use nara_app::error::AppError;
use nara_app::groups::api::{Cards, GroupForm, GroupItem, GroupView, Leader, MemberItem};
use nara_domain::actor::{Actor, Role, Standing};
use nara_domain::audit::Deed;
use nara_domain::error::{Denied, FieldProblem, NotNow};
use nara_domain::group::{self, HELP_HOURS, MemberMove, MemberState};
use nara_domain::ids::{GroupId, MemberId, PersonId};
use nara_domain::permissions::run_groups;
use nara_domain::time::Stamp;

use super::super::store::{self, GroupRow};
use super::super::{codes, qr};
use super::change::checked;
use super::{About, GroupService, at};
use crate::accounts::{normalised_email, store as accounts};
use crate::db::{DbError, Tx};
use crate::http::limits::Action;
use crate::proposals::store::coauthor;

/// The group as its lists and pages show it.
pub(super) fn item(row: &GroupRow, waiting: i64, now: Stamp) -> Result<GroupItem, DbError> {
    Ok(GroupItem {
        id: row.id(),
        name: row.name.clone(),
        last_day: row.last_day()?,
        open: row.is_open(now),
        reads_first: row.reads_first,
        members: row.member_count,
        waiting,
    })
}

impl GroupService {
    pub(super) async fn list(&self, actor: &Actor, now: Stamp) -> Result<Vec<GroupItem>, AppError> {
        run_groups(actor)?;
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let mut conn = self.db.read().await?;
        let waiting = store::list_waiting(&mut conn, person).await?;
        let of = |id: i64| {
            let found = waiting.iter().find(|(group, _)| *group == id);
            found.map_or(0, |(_, count)| *count)
        };
        let rows = store::list_of(&mut conn, person).await?;
        let items = rows
            .iter()
            .map(|row| item(row, of(row.youth_group_id), now));
        Ok(items.collect::<Result<_, _>>()?)
    }

    pub(super) async fn make(
        &self,
        actor: &Actor,
        form: &GroupForm,
        now: Stamp,
    ) -> Result<GroupId, AppError> {
        run_groups(actor)?;
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        self.limit(Action::Group, actor, now)?;
        let new = checked(form, now)?;
        let (salt, hash) = codes::of_a_door(&self.keys, self.entropy.as_ref())?;
        let mut tx = self.db.begin().await?;
        let made = store::insert(&mut tx, &new, form.reads_first, (&salt, &hash), now).await?;
        let id = made.ok_or_else(|| at("name", FieldProblem::Taken))?;
        store::add_supervisor(&mut tx, id, person, now).await?;
        Self::note(&mut tx, actor, Deed::GroupMade, (id, About::Group), now).await?;
        tx.commit().await?;
        Ok(id)
    }

    pub(super) async fn view(
        &self,
        actor: &Actor,
        id: GroupId,
        now: Stamp,
    ) -> Result<GroupView, AppError> {
        let mut conn = self.db.read().await?;
        let (group, person) = self.theirs(&mut conn, actor, id).await?;
        let leaders = store::list_supervisors(&mut conn, id, now).await?;
        let leaders = leaders.into_iter().map(|row| Leader {
            id: PersonId::new(row.person_id),
            name: row.display_name,
            in_duty: row.duties > 0,
            is_reader: row.person_id == person.get(),
        });
        let waiting = store::list_queue(&mut conn, id).await?.len();
        let members = store::list_members(&mut conn, id).await?;
        let members = members.into_iter().map(|row| {
            Ok(MemberItem {
                id: MemberId::new(row.member_id),
                state: row.state()?,
                alias: row.alias,
                joined_at: Stamp(row.joined_at),
                last_seen_at: row.last_seen_at.map(Stamp),
            })
        });
        Ok(GroupView {
            item: item(&group, i64::try_from(waiting).unwrap_or(i64::MAX), now)?,
            age_from: group.age_from,
            age_to: group.age_to,
            max_members: group.max_members,
            members: members.collect::<Result<_, DbError>>()?,
            leaders: leaders.collect(),
        })
    }

    pub(super) async fn print(
        &self,
        actor: &Actor,
        id: GroupId,
        now: Stamp,
    ) -> Result<Cards, AppError> {
        let mut conn = self.db.read().await?;
        let (group, _) = self.theirs(&mut conn, actor, id).await?;
        if !group.is_open(now) {
            return Err(AppError::NotFound);
        }
        let code = self.keys.door_code(&group.code_salt);
        let site = &self.site.public_url;
        // Behind the `#`: what stands there is sent to no server, so the code is in no log, of ours
        // or of anybody in between, and in no `Referer`.
        let (size, path) = qr::path(&format!("{site}/grupp#{}", code.as_str()))?;
        let host = site
            .split_once("://")
            .map_or(site.as_str(), |(_, host)| host);
        Ok(Cards {
            id,
            name: group.name,
            code: code.shown(),
            address: format!("{host}/grupp"),
            size,
            path,
        })
    }

    pub(super) async fn change_code(
        &self,
        actor: &Actor,
        id: GroupId,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.limit(Action::Group, actor, now)?;
        let mut tx = self.db.begin().await?;
        self.theirs(&mut tx, actor, id).await?;
        self.put_new_code(&mut tx, actor, id, now).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn put_new_code(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        id: GroupId,
        now: Stamp,
    ) -> Result<(), AppError> {
        let (salt, hash) = codes::of_a_door(&self.keys, self.entropy.as_ref())?;
        store::replace_code(tx, id, &salt, &hash).await?;
        Self::note(tx, actor, Deed::GroupCode, (id, About::Group), now).await?;
        Ok(())
    }

    /// Whose address it is that is no supervisor's is not said: the answer is the same for nobody's.
    pub(super) async fn share_with(
        &self,
        actor: &Actor,
        id: GroupId,
        email: &str,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.limit(Action::Group, actor, now)?;
        let email = normalised_email(email).map_err(|problem| at("email", problem))?;
        let mut tx = self.db.begin().await?;
        self.theirs(&mut tx, actor, id).await?;
        let none = || at("email", FieldProblem::NotASupervisor);
        let person = accounts::find_person_by_email(&mut tx, &email).await?;
        let person = PersonId::new(person.ok_or_else(none)?.person_id);
        if !accounts::has_standing(&mut tx, person, Role::Supervisor, now).await? {
            return Err(none());
        }
        if store::add_supervisor(&mut tx, id, person, now).await? {
            Self::note(
                &mut tx,
                actor,
                Deed::GroupShared,
                (id, About::Leader(person)),
                now,
            )
            .await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// True where it was oneself.
    pub(super) async fn take_out_leader(
        &self,
        actor: &Actor,
        id: GroupId,
        leader: PersonId,
        now: Stamp,
    ) -> Result<bool, AppError> {
        self.limit(Action::Group, actor, now)?;
        let mut tx = self.db.begin().await?;
        // Of two who take out each other, the second no longer runs it.
        let (_, person) = self.theirs_locked(&mut tx, actor, id).await?;
        group::may_go(store::count_supervisors(&mut tx, id, Some(leader), now).await?)?;
        if !store::remove_supervisor(&mut tx, id, leader).await? {
            return Err(AppError::Conflict);
        }
        let oneself = leader == person;
        let deed = match oneself {
            true => Deed::GroupLeft,
            false => Deed::LeaderTakenOut,
        };
        Self::note(&mut tx, actor, deed, (id, About::Leader(leader)), now).await?;
        tx.commit().await?;
        Ok(oneself)
    }

    pub(super) async fn end_now(
        &self,
        actor: &Actor,
        id: GroupId,
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        self.theirs_locked(&mut tx, actor, id).await?;
        if store::end(&mut tx, id, now).await? {
            Self::note(&mut tx, actor, Deed::GroupEnded, (id, About::Group), now).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// A member of a group of theirs, as it is now.
    async fn member_of(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        (id, member): (GroupId, MemberId),
        now: Stamp,
    ) -> Result<(GroupRow, PersonId, MemberState), AppError> {
        let (group, _) = self.theirs_locked(tx, actor, id).await?;
        let row = store::find_member(tx, (id, member)).await?;
        let row = row.ok_or(AppError::NotFound)?;
        let (person, state) = (PersonId::new(row.person_id), row.state()?);
        match group.is_open(now) {
            true => Ok((group, person, state)),
            false => Err(AppError::Denied(Denied::NotNow(NotNow::Ended))),
        }
    }

    pub(super) async fn move_member(
        &self,
        actor: &Actor,
        (id, member): (GroupId, MemberId),
        step: MemberMove,
        new_code: bool,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.limit(Action::Group, actor, now)?;
        let mut tx = self.db.begin().await?;
        let (group, person, from) = self.member_of(&mut tx, actor, (id, member), now).await?;
        let to = from.after(step).ok_or(AppError::Conflict)?;
        if !store::move_member(&mut tx, (id, member), from, to).await? {
            return Err(AppError::Conflict);
        }
        let (had, takes) = (from.takes_a_place(), to.takes_a_place());
        if had && !takes {
            store::count_out(&mut tx, id).await?;
        }
        if takes && !had && !store::count_back(&mut tx, id, now).await? {
            return Err(at("medlem", FieldProblem::NoPlaceLeft));
        }
        // Whatever is open ends now. Also for who comes back: what was left behind is nobody's.
        accounts::end_standings(&mut tx, person, Role::Youth, now).await?;
        accounts::delete_sessions_of(&mut tx, person).await?;
        store::delete_return_code(&mut tx, person).await?;
        if step == MemberMove::Remove {
            store::take_pictures_along(&mut tx, person).await?;
            coauthor::withdraw(&mut tx, person).await?;
        }
        let deed = match step {
            MemberMove::Pause => Deed::MemberPaused,
            MemberMove::Remove => Deed::MemberRemoved,
            MemberMove::BringBack => {
                let until = Some(Stamp(group.ends_at));
                let youth = Standing::of(Role::Youth);
                accounts::insert_standing(&mut tx, person, &youth, now, until).await?;
                Deed::MemberBack
            }
        };
        Self::note(&mut tx, actor, deed, (id, About::Member(member)), now).await?;
        // With the old one whoever is out would be in again, under another alias.
        if new_code && step.puts_out() {
            self.put_new_code(&mut tx, actor, id, now).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// The code is shown once; the supervisor learns nothing that works a second time.
    pub(super) async fn make_return_code(
        &self,
        actor: &Actor,
        (id, member): (GroupId, MemberId),
        sign_out: bool,
        now: Stamp,
    ) -> Result<String, AppError> {
        self.limit(Action::Group, actor, now)?;
        let made = codes::of_a_person(&self.keys, self.entropy.as_ref())?;
        let mut tx = self.db.begin().await?;
        let (_, person, state) = self.member_of(&mut tx, actor, (id, member), now).await?;
        if state != MemberState::In {
            return Err(AppError::Conflict);
        }
        let expires_at = now.plus_hours(HELP_HOURS);
        store::put_return_code(&mut tx, person, &made.hash, now, expires_at).await?;
        if sign_out {
            accounts::delete_sessions_of(&mut tx, person).await?;
        }
        let deed = Deed::MemberHelped;
        Self::note(&mut tx, actor, deed, (id, About::Member(member)), now).await?;
        tx.commit().await?;
        Ok(made.code.shown())
    }
}
