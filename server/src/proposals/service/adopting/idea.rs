//! An idea with who wants to hand it in, and what the rules say of a reader.

use nara_app::error::AppError;
use nara_domain::actor::Actor;
use nara_domain::adoption::{AdoptionState, Answerer, Wanted, may_answer, may_ask};
use nara_domain::error::Denied;
use nara_domain::ids::PersonId;
use nara_domain::proposal::Ruleset;
use nara_domain::time::Stamp;

use crate::db::Conn;
use crate::proposals::store::adoption::{self as store, StoredRequest};
use crate::proposals::store::case::StoredCase;

/// An idea with everything that is asked of it by somebody.
pub(super) struct Idea {
    pub case: StoredCase,
    pub requests: Vec<StoredRequest>,
    pub answerer: Answerer,
    pub group: Option<i64>,
    runs_group: bool,
}

impl Idea {
    /// Whether a question can have words of its own. A member of a group answers by themselves, and nobody
    /// would have read what a stranger writes to them.
    pub fn takes_words(&self) -> bool {
        !(self.group.is_some() && self.answerer == Answerer::Author)
    }

    pub async fn of(
        conn: &mut Conn,
        case: StoredCase,
        reader: Option<PersonId>,
        now: Stamp,
    ) -> Result<Self, AppError> {
        let requests = store::of_idea(conn, case.id).await?;
        let (author, group, runs_group) = store::author(conn, case.id, reader, now).await?;
        Ok(Self {
            case,
            requests,
            answerer: author.answerer(),
            group,
            runs_group,
        })
    }

    pub fn wanted(&self) -> Wanted {
        let agreed = |request: &StoredRequest| request.state == AdoptionState::Agreed;
        Wanted {
            kind: self.case.kind,
            merged: self.case.merged_into.is_some(),
            author: self.case.proposer,
            answerer: self.answerer,
            taken: self.requests.iter().any(agreed),
        }
    }

    pub fn of_person(&self, person: Option<PersonId>) -> Option<&StoredRequest> {
        self.requests
            .iter()
            .find(|request| Some(request.asker) == person)
    }

    pub fn may_ask(&self, actor: &Actor, rules: &Ruleset) -> Result<(), Denied> {
        let before = self.of_person(actor.person_id()).map(|it| it.state);
        may_ask(actor, rules, &self.wanted(), before)
    }

    pub fn may_answer(&self, actor: &Actor, asker: Option<PersonId>) -> Result<(), Denied> {
        let whose = (self.case.proposer, self.answerer);
        may_answer(actor, whose, self.runs_group, asker)
    }

    /// What waits for an answer, while nobody has a yes.
    pub fn open(&self) -> usize {
        match self.wanted().taken {
            true => 0,
            false => self
                .requests
                .iter()
                .filter(|request| request.state == AdoptionState::Asked)
                .count(),
        }
    }
}
