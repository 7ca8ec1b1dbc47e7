//! The port's implementation: each method loads, asks the rule, writes, and commits.

mod change;
mod door;
mod own;
mod reading;
mod supervise;

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use nara_app::accounts::api::{NewSession, Visit};
use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::groups::api::{
    Cards, Door, Entered, GroupForm, GroupItem, GroupPort, GroupView, Joined, MyGroup, Settle,
    WaitingText,
};
use nara_app::proposals::api::NewComment;
use nara_domain::actor::{Actor, Role, Standing};
use nara_domain::audit::Deed;
use nara_domain::error::{Denied, FieldError, FieldProblem};
use nara_domain::group::{KEPT_DAYS, MemberMove};
use nara_domain::ids::{GroupId, MemberId, PersonId, ProposalId, WaitingId};
use nara_domain::permissions::run_groups;
use nara_domain::session::Way;
use nara_domain::time::Stamp;
use serde_json::json;

pub use reading::is_read_first;

use super::store::{self, GroupRow};
use crate::accounts::store::{self as accounts, SessionKind, SessionRow};
use crate::audit::{self, Line};
use crate::auth::{Keys, session};
use crate::db::{Conn, Db, DbError, Tx};
use crate::entropy::{self, Entropy};
use crate::http::limits::{Action, Limits};
use crate::proposals::ProposalService;

/// What a line of the log is about, besides the group.
#[derive(Clone, Copy, Debug)]
enum About {
    Group,
    Member(MemberId),
    Leader(PersonId),
}

#[derive(Clone, Debug)]
pub struct GroupService {
    pub db: Db,
    pub site: Arc<Site>,
    pub entropy: Arc<dyn Entropy>,
    pub keys: Keys,
    pub limits: Limits,
    pub proposals: Arc<ProposalService>,
}

/// A problem at one field.
fn at(field: &str, problem: FieldProblem) -> AppError {
    AppError::Invalid(vec![FieldError::new(field, problem)])
}

/// Whether somebody in the duty runs the group now.
async fn is_led(conn: &mut Conn, id: GroupId, now: Stamp) -> Result<bool, DbError> {
    Ok(store::count_supervisors(conn, id, None, now).await? > 0)
}

impl GroupService {
    /// The group and its supervisor, in the duty; somebody else's group is not found.
    async fn theirs(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        id: GroupId,
    ) -> Result<(GroupRow, PersonId), AppError> {
        run_groups(actor)?;
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let group = store::find_of(conn, id, person).await?;
        Ok((group.ok_or(AppError::NotFound)?, person))
    }

    /// As [`Self::theirs`], locked until the transaction ends: what is decided by what the group is
    /// stands until it is written.
    async fn theirs_locked(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        id: GroupId,
    ) -> Result<(GroupRow, PersonId), AppError> {
        run_groups(actor)?;
        store::lock(tx, id).await?;
        self.theirs(tx, actor, id).await
    }

    fn limit(&self, action: Action, actor: &Actor, now: Stamp) -> Result<(), AppError> {
        match actor.person_id() {
            // The demo's supervisor is everybody: strangers would use up each other's.
            Some(person) if !self.site.demo => self.limits.check(action, &person.to_string(), now),
            _ => Ok(()),
        }
    }

    /// The member who acts, while the group lasts.
    fn member(actor: &Actor) -> Result<PersonId, AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        match actor.has(Role::Youth) {
            true => Ok(person),
            false => Err(AppError::Denied(Denied::Role)),
        }
    }

    /// A member's browser, signed in until the group ends.
    async fn begin_session(
        &self,
        tx: &mut Tx,
        person: PersonId,
        ends_at: Stamp,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError> {
        let secret = entropy::token::<32>(self.entropy.as_ref())?;
        let limits = nara_domain::session::limits(&[Standing::of(Role::Youth)]);
        let expires_at = limits.ends(now).min(ends_at);
        let row = SessionRow {
            fingerprint: &session::fingerprint(&secret),
            person,
            kind: SessionKind::Browser,
            way: Way::Group,
            created_at: now,
            expires_at,
            user_agent: &visit.user_agent,
        };
        accounts::insert_session(tx, &row).await?;
        // At a school's computer: whoever was signed in there before is no longer.
        if !visit.session.is_empty() {
            accounts::delete_session(tx, &visit.session).await?;
        }
        Ok(NewSession { secret, expires_at })
    }

    /// Writes down what a supervisor did. Never an alias or a text, and of a member the number in the
    /// group alone: it says nothing when nobody knows any more who was in.
    async fn note(
        tx: &mut Tx,
        actor: &Actor,
        deed: Deed,
        (group, about): (GroupId, About),
        now: Stamp,
    ) -> Result<(), DbError> {
        let (kind, id) = match about {
            About::Group => ("group", group.get()),
            About::Member(member) => ("member", member.get()),
            About::Leader(person) => ("person", person.get()),
        };
        let line = Line {
            deed,
            subject_kind: kind,
            subject_id: &id.to_string(),
            detail: json!({ "group": group.get() }),
        };
        audit::record(tx, actor, Role::Supervisor, &line, now).await
    }
}

#[async_trait]
impl GroupPort for GroupService {
    async fn groups(&self, actor: &Actor, now: Stamp) -> Result<Vec<GroupItem>, AppError> {
        self.list(actor, now).await
    }

    async fn create(
        &self,
        actor: &Actor,
        form: &GroupForm,
        now: Stamp,
    ) -> Result<GroupId, AppError> {
        self.make(actor, form, now).await
    }

    async fn group(&self, actor: &Actor, id: GroupId, now: Stamp) -> Result<GroupView, AppError> {
        self.view(actor, id, now).await
    }

    async fn change(
        &self,
        actor: &Actor,
        id: GroupId,
        form: &GroupForm,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.change_group(actor, id, form, now).await
    }

    async fn cards(&self, actor: &Actor, id: GroupId, now: Stamp) -> Result<Cards, AppError> {
        self.print(actor, id, now).await
    }

    async fn renew_code(&self, actor: &Actor, id: GroupId, now: Stamp) -> Result<(), AppError> {
        self.change_code(actor, id, now).await
    }

    async fn share(
        &self,
        actor: &Actor,
        id: GroupId,
        email: &str,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.share_with(actor, id, email, now).await
    }

    async fn take_out(
        &self,
        actor: &Actor,
        id: GroupId,
        leader: PersonId,
        now: Stamp,
    ) -> Result<bool, AppError> {
        self.take_out_leader(actor, id, leader, now).await
    }

    async fn end(&self, actor: &Actor, id: GroupId, now: Stamp) -> Result<(), AppError> {
        self.end_now(actor, id, now).await
    }

    async fn change_member(
        &self,
        actor: &Actor,
        id: GroupId,
        member: MemberId,
        (step, new_code): (MemberMove, bool),
        now: Stamp,
    ) -> Result<(), AppError> {
        self.move_member(actor, (id, member), step, new_code, now)
            .await
    }

    async fn help_in(
        &self,
        actor: &Actor,
        id: GroupId,
        member: MemberId,
        sign_out: bool,
        now: Stamp,
    ) -> Result<String, AppError> {
        self.make_return_code(actor, (id, member), sign_out, now)
            .await
    }

    async fn queue(
        &self,
        actor: &Actor,
        id: GroupId,
        now: Stamp,
    ) -> Result<(GroupItem, Vec<WaitingText>), AppError> {
        self.to_read(actor, id, now).await
    }

    async fn settle(
        &self,
        actor: &Actor,
        id: GroupId,
        text: WaitingId,
        how: Settle,
        now: Stamp,
    ) -> Result<(), AppError> {
        match how {
            Settle::Publish => self.publish(actor, id, text, now).await,
            Settle::Return(reason) => self.send_back(actor, id, text, &reason, now).await,
        }
    }

    async fn enter(&self, code: &str, visit: &Visit, now: Stamp) -> Result<Entered, AppError> {
        self.open_with(code, visit, now).await
    }

    async fn door(&self, ticket: &str, now: Stamp) -> Result<Door, AppError> {
        self.at_door(ticket, now).await
    }

    async fn join(
        &self,
        ticket: &str,
        alias: &str,
        visit: &Visit,
        now: Stamp,
    ) -> Result<Joined, AppError> {
        self.come_in(ticket, alias, visit, now).await
    }

    async fn mine(&self, actor: &Actor, now: Stamp) -> Result<MyGroup, AppError> {
        self.my_group(actor, now).await
    }

    async fn new_own_code(&self, actor: &Actor, now: Stamp) -> Result<String, AppError> {
        self.change_own_code(actor, now).await
    }

    async fn hand_over_comment(
        &self,
        actor: &Actor,
        under: ProposalId,
        new: NewComment,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.keep_comment(actor, under, new, now).await
    }

    async fn hand_over_draft(
        &self,
        actor: &Actor,
        draft: &str,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.keep_draft(actor, draft, now).await
    }

    async fn send_again(
        &self,
        actor: &Actor,
        text: WaitingId,
        fields: BTreeMap<String, String>,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.replace(actor, text, fields, now).await
    }

    async fn take_back(&self, actor: &Actor, text: WaitingId, now: Stamp) -> Result<(), AppError> {
        self.withdraw(actor, text, now).await
    }

    async fn clean_up(&self, now: Stamp) -> Result<u64, AppError> {
        let mut tx = self.db.begin().await?;
        let gone = store::forget(&mut tx, now.plus_days(-KEPT_DAYS)).await?;
        tx.commit().await?;
        Ok(gone)
    }
}
