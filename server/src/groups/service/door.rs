//! Coming in: a code, an alias, and no cookie before both are right.

use nara_app::accounts::api::Visit;
use nara_app::error::AppError;
use nara_app::groups::api::{Door, Entered, Joined};
use nara_domain::actor::{Level, Role, Standing};
use nara_domain::error::FieldProblem;
use nara_domain::group::{
    self, Alias, DOOR_MINUTES, EntryCode, MemberState, shown_as, suggest, waits_to_be_read,
};
use nara_domain::ids::{GroupId, PersonId};
use nara_domain::time::Stamp;

use super::super::codes;
use super::super::store::{self, GroupRow, MemberRow, NewMember};
use super::{GroupService, at, is_led};
use crate::accounts::store::{self as accounts, NewPerson};
use crate::auth::tokens::Purpose;
use crate::db::{Conn, DbError, Tx};
use crate::entropy;
use crate::http::limits::Action;

/// Aliases offered at the door.
const OFFERED: usize = 4;
/// Sending the form twice is answered alike for so long. No longer: at a school's computer the next
/// in line must not become who was there before by going back a page.
const TWICE_SECONDS: i64 = 60;
/// How much of the code's hash a ticket carries: a new code ends the tickets of the old one.
const OF_HASH: usize = 16;

impl GroupService {
    /// One field for three codes: nobody at a door has to know which kind theirs is.
    ///
    /// A code that is right and lets nobody in says why. Every wrong one is answered alike, at the same
    /// price: what a right one says, only a right one learns.
    pub(super) async fn open_with(
        &self,
        typed: &str,
        visit: &Visit,
        now: Stamp,
    ) -> Result<Entered, AppError> {
        if typed.trim().is_empty() {
            return Err(at("kod", FieldProblem::Missing));
        }
        self.limits.guard(Action::Door, &visit.network, now).await?;
        let unknown = || at("kod", FieldProblem::UnknownCode);
        let code = EntryCode::read(typed).ok_or_else(unknown)?;
        let hash = self.keys.entry_hash(&code);
        let (group, led) = {
            let mut conn = self.db.read().await?;
            let group = store::find_by_code(&mut conn, &hash).await?;
            let led = match &group {
                Some(group) => is_led(&mut conn, group.id(), now).await?,
                None => false,
            };
            (group, led)
        };
        if let Some(group) = group {
            let (members, most) = (group.member_count, group.max_members);
            return match group::kept_out(group.is_open(now), led, members, most) {
                None => Ok(Entered::Door(self.ticket(&group, now)?)),
                Some(why) => Err(at("kod", why)),
            };
        }
        let mut tx = self.db.begin().await?;
        let own = store::member_by_code(&mut tx, &hash).await?;
        let own = own.map(|member| PersonId::new(member.person_id));
        let helps = own.is_none();
        let person = match own {
            Some(person) => Some(person),
            None => store::whose_return_code(&mut tx, &hash).await?,
        };
        let person = person.ok_or_else(unknown)?;
        // The group before its people: whoever pauses a member or ends the group at this moment is
        // before or after.
        let group = store::group_of(&mut tx, person).await?;
        let group = store::lock(&mut tx, group.ok_or_else(unknown)?).await?;
        let group = group.ok_or_else(unknown)?;
        // First, so that one that is over is a wrong one. It is used up only where it lets in.
        if helps && store::use_return_code(&mut tx, &hash, now).await? != Some(person) {
            return Err(unknown());
        }
        if !group.is_open(now) {
            return Err(at("kod", FieldProblem::GroupEnded));
        }
        let member = store::own_member(&mut tx, person).await?;
        if let Some(why) = member.ok_or_else(unknown)?.state()?.kept_out() {
            return Err(at("kod", why));
        }
        let ends_at = Stamp(group.ends_at);
        let session = self
            .begin_session(&mut tx, person, ends_at, visit, now)
            .await?;
        tx.commit().await?;
        Ok(Entered::In(session))
    }

    /// Carries which group and which of its codes; of use for some minutes, and then for nothing.
    fn ticket(&self, group: &GroupRow, now: Stamp) -> Result<String, AppError> {
        let random = entropy::token::<16>(self.entropy.as_ref())?;
        let of_hash: String = group.code_hash.chars().take(OF_HASH).collect();
        let id = format!("{}.{of_hash}.{random}", group.youth_group_id);
        let expires_at = now.plus_minutes(DOOR_MINUTES);
        self.keys.sign(Purpose::Door, None, &id, "", expires_at)
    }

    /// The group a ticket leads to, and the ticket's own key.
    async fn behind(
        &self,
        conn: &mut Conn,
        ticket: &str,
        now: Stamp,
    ) -> Result<(GroupRow, String), AppError> {
        let claims = self.keys.check(Purpose::Door, ticket, now)?;
        let mut parts = claims.jti.splitn(3, '.');
        let id = parts.next().and_then(|id| id.parse::<GroupId>().ok());
        let of_hash = parts.next().unwrap_or_default().to_owned();
        let group = store::find(conn, id.ok_or(AppError::LinkUnknown)?).await?;
        let still = |group: &GroupRow| group.is_open(now) && group.code_hash.starts_with(&of_hash);
        let group = group.filter(still).ok_or(AppError::LinkExpired)?;
        Ok((group, claims.jti))
    }

    pub(super) async fn at_door(&self, ticket: &str, now: Stamp) -> Result<Door, AppError> {
        let mut conn = self.db.read().await?;
        let (group, _) = self.behind(&mut conn, ticket, now).await?;
        let led = is_led(&mut conn, group.id(), now).await?;
        Ok(Door {
            suggestions: self.free_aliases(&mut conn, group.id()).await?,
            last_day: group.last_day()?,
            reads_first: waits_to_be_read(group.reads_first, led),
            group: group.name,
        })
    }

    async fn free_aliases(&self, conn: &mut Conn, group: GroupId) -> Result<Vec<String>, AppError> {
        let mut free: Vec<String> = Vec::new();
        // A full group has taken sixty of a thousand: a few draws are enough.
        for _ in 0..OFFERED * 4 {
            let mut bytes = [0_u8; 2];
            self.entropy.fill(&mut bytes)?;
            let Some(alias) = suggest(bytes) else {
                continue;
            };
            let shown = alias.as_str().to_owned();
            if !free.contains(&shown) && store::count_alias(conn, group, &alias.key()).await? == 0 {
                free.push(shown);
            }
            if free.len() == OFFERED {
                break;
            }
        }
        Ok(free)
    }

    pub(super) async fn come_in(
        &self,
        ticket: &str,
        alias: &str,
        visit: &Visit,
        now: Stamp,
    ) -> Result<Joined, AppError> {
        self.limits.guard(Action::Door, &visit.network, now).await?;
        let (group, once) = {
            let mut conn = self.db.read().await?;
            self.behind(&mut conn, ticket, now).await?
        };
        let alias = Alias::parse(alias).map_err(|problem| at("alias", problem))?;
        let mut tx = self.db.begin().await?;
        let sent = store::find_sent(&mut tx, &once).await?;
        let (person, ends_at) = match sent {
            Some(before) => again(&mut tx, &before, &alias, now).await?,
            None => match self.new_member(&mut tx, &group, &alias, &once, now).await {
                Ok(new) => new,
                // Two clicks at the same moment: the other one was first.
                Err(Refused::Sent) => {
                    drop(tx);
                    tx = self.db.begin().await?;
                    let before = store::find_sent(&mut tx, &once).await?;
                    let before = before.ok_or(AppError::Conflict)?;
                    again(&mut tx, &before, &alias, now).await?
                }
                Err(Refused::Because(error)) => return Err(error),
            },
        };
        let own = codes::of_a_person(&self.keys, self.entropy.as_ref())?;
        store::put_own_code(&mut tx, person, &own.hash).await?;
        let session = self
            .begin_session(&mut tx, person, ends_at, visit, now)
            .await?;
        tx.commit().await?;
        Ok(Joined {
            session,
            own_code: own.code.shown(),
        })
    }

    async fn new_member(
        &self,
        tx: &mut Tx,
        group: &GroupRow,
        alias: &Alias,
        once: &str,
        now: Stamp,
    ) -> Result<(PersonId, Stamp), Refused> {
        let place = store::count_in(tx, group.id(), &group.code_hash, now).await?;
        let Some(place) = place else {
            let there = store::find(tx, group.id()).await?;
            let led = is_led(tx, group.id(), now).await?;
            let same = |there: &GroupRow| there.code_hash == group.code_hash && there.is_open(now);
            return Err(match there.is_some_and(|there| same(&there)) {
                true if led => refused(tx, once, at("alias", FieldProblem::GroupFull)).await?,
                true => Refused::Because(at("alias", FieldProblem::NoLeader)),
                // It ended, or has another code, since the door was shown.
                false => Refused::Because(AppError::LinkExpired),
            });
        };
        let ends_at = Stamp(place.ends_at);
        let person = NewPerson {
            email: None,
            display_name: &shown_as(alias, &place.name),
            password_hash: None,
            level: Level::S,
        };
        let person = accounts::insert_person(tx, &person, now).await?;
        let youth = Standing::of(Role::Youth);
        accounts::insert_standing(tx, person, &youth, now, Some(ends_at)).await?;
        // Replaced at once by the one that is shown.
        let own =
            codes::of_a_person(&self.keys, self.entropy.as_ref()).map_err(Refused::Because)?;
        let new = NewMember {
            person,
            group: group.id(),
            alias: alias.as_str(),
            alias_key: &alias.key(),
            own_code_hash: &own.hash,
            once,
        };
        match store::insert_member(tx, &new, now).await {
            Ok(true) => Ok((person, ends_at)),
            Ok(false) => Err(refused(tx, once, at("alias", FieldProblem::Taken)).await?),
            Err(error) if error.is_unique_violation_of("member", "once_key") => Err(Refused::Sent),
            Err(error) => Err(error.into()),
        }
    }
}

enum Refused {
    /// The same form was sent at the same moment.
    Sent,
    Because(AppError),
}

/// What stands in the way: oneself, where the same form came a moment earlier and took the alias and
/// the last place.
async fn refused(tx: &mut Tx, once: &str, because: AppError) -> Result<Refused, DbError> {
    Ok(match store::find_sent(tx, once).await? {
        Some(_) => Refused::Sent,
        None => Refused::Because(because),
    })
}

impl From<DbError> for Refused {
    fn from(error: DbError) -> Self {
        Self::Because(error.into())
    }
}

/// A form sent again is answered like the first time, for a moment, while the group goes on.
async fn again(
    tx: &mut Tx,
    before: &MemberRow,
    alias: &Alias,
    now: Stamp,
) -> Result<(PersonId, Stamp), AppError> {
    let group = store::lock(tx, GroupId::new(before.youth_group_id)).await?;
    let group = group.filter(|group| group.is_open(now));
    let group = group.ok_or(AppError::LinkExpired)?;
    let person = PersonId::new(before.person_id);
    // As it is now that nobody can change it.
    let member = store::own_member(tx, person).await?;
    let lately = now.0 < before.joined_at + TWICE_SECONDS * 1_000;
    let same = member.is_some_and(|member| {
        member.alias_key == alias.key() && member.state == MemberState::In.code()
    });
    match lately && same {
        true => Ok((person, Stamp(group.ends_at))),
        false => Err(AppError::LinkUsed),
    }
}
