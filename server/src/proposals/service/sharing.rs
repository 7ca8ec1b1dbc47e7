//! Members of a group who stand on an idea together. Everybody who asks or answers locks the idea first.

use async_trait::async_trait;
use nara_app::coauthors::api::{Asked, Coauthor, CoauthorPort, CoauthorsView};
use nara_app::error::AppError;
use nara_domain::actor::{Actor, Role};
use nara_domain::audit::Deed;
use nara_domain::coauthors::{CoauthorState, Shared, may_answer, may_ask, may_take_off};
use nara_domain::error::{Denied, FieldError, FieldProblem, NotNow};
use nara_domain::group::Alias;
use nara_domain::ids::{GroupId, PersonId, ProposalId};
use nara_domain::proposal::Kind;
use nara_domain::time::Stamp;
use serde_json::json;

use super::ProposalService;
use crate::audit::{self, Line};
use crate::db::{Conn, Tx};
use crate::http::limits::Action as Limited;
use crate::people::store as people;
use crate::proposals::store::case::StoredCase;
use crate::proposals::store::coauthor::{self as store, StoredCoauthor};
use crate::proposals::store::{adoption, helper};

const fn over() -> AppError {
    AppError::Denied(Denied::NotNow(NotNow::CoauthorOver))
}

/// The field's name.
const ALIAS: &str = "alias";

/// An idea with who stands on it, and how a reader stands to it.
struct Idea {
    case: StoredCase,
    people: Vec<StoredCoauthor>,
    author: nara_domain::adoption::Author,
    group: Option<i64>,
    runs_group: bool,
}

impl Idea {
    async fn of(
        conn: &mut Conn,
        case: StoredCase,
        reader: Option<PersonId>,
        now: Stamp,
    ) -> Result<Self, AppError> {
        let people = store::of_idea(conn, case.id).await?;
        let (author, group, runs_group) = adoption::author(conn, case.id, reader, now).await?;
        Ok(Self {
            case,
            people,
            author,
            group,
            runs_group,
        })
    }

    const fn shared(&self) -> Shared<'_> {
        Shared {
            course: &self.case.course,
            merged: self.case.merged_into.is_some(),
            hidden: self.case.hidden.is_some(),
            author: (self.case.proposer, self.author),
            runs_group: self.runs_group,
        }
    }

    /// Who stands on it or is asked.
    fn seats(&self) -> usize {
        let seated = self.people.iter().filter(|one| one.seat.is_some());
        seated.count()
    }

    fn of_person(&self, person: Option<PersonId>) -> Option<&StoredCoauthor> {
        self.people.iter().find(|one| Some(one.person) == person)
    }

    /// What somebody who runs the group does stands in the log; what its members do is theirs.
    async fn note(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        what: &str,
        now: Stamp,
    ) -> Result<(), AppError> {
        if !actor.has(Role::Supervisor) {
            return Ok(());
        }
        let line = Line {
            deed: Deed::CoauthorsChanged,
            subject_kind: "proposal",
            subject_id: &self.case.id.to_string(),
            detail: json!({ "group": self.group, "done": what }),
        };
        audit::record(tx, actor, Role::Supervisor, &line, now).await?;
        Ok(())
    }
}

/// Whether the idea is somebody's, alone or with others.
pub(in crate::proposals) async fn wrote(
    conn: &mut Conn,
    case: &StoredCase,
    person: Option<PersonId>,
) -> Result<bool, AppError> {
    match person {
        Some(person) if person == case.proposer => Ok(true),
        Some(person) if !case.coauthors.is_empty() => {
            Ok(store::stands(conn, case.id, person).await?)
        }
        _ => Ok(false),
    }
}

impl ProposalService {
    /// What the page of an idea says to who wrote it, who stands on it or is asked to, and who runs their
    /// group. Asks nothing of the database for anybody else.
    pub(super) async fn coauthors_view(
        &self,
        conn: &mut Conn,
        case: &StoredCase,
        actor: &Actor,
        now: Stamp,
    ) -> Result<CoauthorsView, AppError> {
        let concerned = actor.has(Role::Youth) || actor.has(Role::Supervisor);
        if case.kind != Kind::Idea || !case.of_group || !concerned {
            return Ok(CoauthorsView::default());
        }
        let me = actor.person_id();
        let idea = Idea::of(conn, case.clone(), me, now).await?;
        let mine = idea.of_person(me).map(|one| one.state);
        let shared = idea.shared();
        let ask = may_ask(actor, &shared, idea.seats());
        // Where it is full, or over, they still see who it is.
        let sees = me == Some(case.proposer) || (idea.runs_group && actor.has(Role::Supervisor));
        let listed = idea
            .people
            .iter()
            .filter(|one| sees && one.state != CoauthorState::Sealed);
        Ok(CoauthorsView {
            people: listed
                .map(|one| Coauthor {
                    member: one.member,
                    name: one.name.clone(),
                    state: one.state,
                    removable: one.member.is_some()
                        && may_take_off(actor, &shared, (one.person, one.state)).is_ok(),
                })
                .collect(),
            full: ask == Err(Denied::NotNow(NotNow::CoauthorsFull)),
            ask: ask.is_ok(),
            asked: may_answer(&shared, mine, false).is_ok(),
            stands: mine == Some(CoauthorState::Yes),
        })
    }

    /// The idea, locked, for somebody who may read it. A hidden one too: whoever stands on it can leave.
    async fn lock_shared(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        id: ProposalId,
        now: Stamp,
    ) -> Result<Idea, AppError> {
        let case = self.lock_idea(tx, actor, id).await?;
        Idea::of(tx, case, actor.person_id(), now).await
    }
}

/// Whoever of the author's group is called that, and is not the author.
async fn called(tx: &mut Tx, idea: &Idea, typed: &str) -> Result<PersonId, AppError> {
    let wrong = |problem| AppError::Invalid(vec![FieldError::new(ALIAS, problem)]);
    if typed.trim().is_empty() {
        return Err(wrong(FieldProblem::Missing));
    }
    // What cannot be an alias is nobody's.
    let none = || wrong(FieldProblem::NoSuchAlias);
    let alias = Alias::parse(typed).map_err(|_| none())?;
    let group = idea.group.map(GroupId::new).ok_or(AppError::NotFound)?;
    let found = store::member_called(tx, group, &alias).await?;
    found
        .filter(|person| *person != idea.case.proposer)
        .ok_or_else(none)
}

#[async_trait]
impl CoauthorPort for ProposalService {
    async fn ask_coauthor(
        &self,
        actor: &Actor,
        id: ProposalId,
        alias: &str,
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        actor.person_id().ok_or(AppError::SignIn)?;
        let idea = self.lock_shared(&mut tx, actor, id, now).await?;
        may_ask(actor, &idea.shared(), idea.seats())?;
        self.limit(Limited::Follow, actor, now)?;
        let person = called(&mut tx, &idea, alias).await?;
        match idea.of_person(Some(person)).map(|one| one.state) {
            None => {}
            Some(CoauthorState::Declined | CoauthorState::Sealed) => {
                return Err(Denied::NotNow(NotNow::CoauthorDeclined).into());
            }
            // Sent twice, or it is so already.
            Some(CoauthorState::Asked | CoauthorState::Yes) => return Ok(()),
        }
        let full = || AppError::from(Denied::NotNow(NotNow::CoauthorsFull));
        let seat = store::free_seat(&idea.people).ok_or_else(full)?;
        match store::ask(&mut tx, (id, person), seat, now).await {
            Ok(_) => {}
            Err(error) if error.is_unique_violation() => return Err(full()),
            Err(error) => return Err(error.into()),
        }
        idea.note(&mut tx, actor, "asked", now).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn answer_coauthor(
        &self,
        actor: &Actor,
        id: ProposalId,
        yes: bool,
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        // Before the idea: nobody answers while the account goes.
        let _known = people::lock(&mut tx, me).await?.ok_or(AppError::SignIn)?;
        let idea = self.lock_shared(&mut tx, actor, id, now).await?;
        let mine = idea.of_person(Some(me)).map(|one| one.state);
        may_answer(&idea.shared(), mine, yes)?;
        let answered = match yes {
            true => {
                // With one's own idea one does not help.
                helper::stop(&mut tx, id, me).await?;
                let name = actor.name().unwrap_or_default();
                store::agree(&mut tx, (id, me), name, now).await?
            }
            false => store::decline(&mut tx, (id, me), now).await?,
        };
        if !answered {
            return Err(over());
        }
        tx.commit().await?;
        Ok(())
    }

    async fn take_off(
        &self,
        actor: &Actor,
        id: ProposalId,
        member: Option<i64>,
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let idea = self.lock_shared(&mut tx, actor, id, now).await?;
        let whose = match member {
            None => idea.of_person(Some(me)),
            Some(_) => idea.people.iter().find(|one| one.member == member),
        };
        let Some(whose) = whose else {
            // Only those whom it concerns are told that it is over.
            may_ask(actor, &idea.shared(), 0)?;
            return Err(over());
        };
        may_take_off(actor, &idea.shared(), (whose.person, whose.state))?;
        if !store::take_off(&mut tx, (id, whose.person), whose.state).await? {
            return Err(over());
        }
        idea.note(&mut tx, actor, "taken_off", now).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn asked_to_share(&self, actor: &Actor) -> Result<Vec<Asked>, AppError> {
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let mut conn = self.db.read().await?;
        Ok(store::asked_of(&mut conn, me).await?)
    }
}
