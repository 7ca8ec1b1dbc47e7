//! What pages and forms ask about a person's own data.

use std::sync::Arc;
use std::time::Instant;

use async_trait::async_trait;
use nara_app::context::{Proof, Site, proved_lately};
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::privacy::api::{Held, Kept, Made, PrivacyPort, PrivacyView};
use nara_app::proposals::api::{ProposalPort, SupportView};
use nara_domain::actor::{Actor, Level};
use nara_domain::error::Denied;
use nara_domain::group::is_member;
use nara_domain::ids::{CommentId, PersonId};
use nara_domain::privacy::{Holding, may_erase, may_erase_with};
use nara_domain::time::Stamp;

use super::map::{Holds, TABLES};
use super::pace::Pace;
use super::store::{self, Whose};
use super::takeout;
use crate::accounts::{is_shared, store as accounts};
use crate::db::{Conn, Db};
use crate::mail;

/// So many names go under seal together with the account, which is some milliseconds of one transaction.
const AT_ONCE: usize = 500;

#[derive(Clone)]
pub struct PrivacyService {
    pub db: Db,
    pub site: Arc<Site>,
    /// Support is taken back where it is given, so that counts and log stay true.
    pub proposals: Arc<dyn ProposalPort>,
}

impl std::fmt::Debug for PrivacyService {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PrivacyService").finish_non_exhaustive()
    }
}

impl PrivacyService {
    /// For the jobs: takes back what accounts that were erased still support, where erasing them was
    /// interrupted. How many accounts there were.
    pub async fn finish_erasures(&self, now: Stamp) -> Result<usize, AppError> {
        let people =
            store::list_erased_supporters(&mut self.db.read().await?, now.plus_days(-1)).await?;
        for person in &people {
            self.take_back_support(*person, now).await?;
        }
        Ok(people.len())
    }

    /// Who leaves must not be able to come back and be counted twice. What has been counted to the
    /// end stays as it is: there is nothing left to vote on.
    async fn take_back_support(&self, person: PersonId, now: Stamp) -> Result<(), AppError> {
        let mut conn = self.db.read().await?;
        let open = store::list_undecided_supports(&mut conn, person).await?;
        let opposed = store::list_undecided_opposed(&mut conn, person).await?;
        drop(conn);
        let actor = Actor::Person {
            id: person,
            name: String::new(),
            level: Level::None,
            standings: Vec::new(),
            dormant: Vec::new(),
            restraint: None,
        };
        let settle = |done: Result<SupportView, AppError>| match done {
            Ok(_) => Ok(()),
            // Its last day passed a moment ago.
            Err(AppError::SupportRefused(_) | AppError::Denied(_)) => Ok(()),
            Err(error) => Err(error),
        };
        for proposal in open {
            settle(self.proposals.withdraw_support(&actor, proposal, now).await)?;
        }
        for proposal in opposed {
            settle(self.proposals.stop_opposing(&actor, proposal, now).await)?;
        }
        Ok(())
    }

    /// The names beside a great many comments go under seal before the account does, a part at a time and with rests: in
    /// one transaction everybody else who writes would wait for all of them, and one part after the other would leave them
    /// half of what they had. Where it is interrupted the account is still there, and whoever takes it away again goes on
    /// where this stopped; the last step seals what was written meanwhile, together with the account.
    async fn seal_ahead(&self, actor: &Actor, now: Stamp) -> Result<(), AppError> {
        let mut conn = self.db.read().await?;
        let whose = self.whose(&mut conn, actor).await?;
        self.may_go(&mut conn, actor, &whose, now).await?;
        let from_the_first = CommentId::new(0);
        let mut named = store::list_named_comments(&mut conn, whose.person, from_the_first).await?;
        drop(conn);
        if named.len() <= AT_ONCE {
            return Ok(());
        }
        let mut pace = Pace::begin(self.db.engine());
        while let Some(last) = named.last().copied() {
            let mut left = named.as_slice();
            while !left.is_empty() {
                let (part, others) = left.split_at(pace.rows().min(left.len()));
                let asked = Instant::now();
                let mut tx = self.db.begin().await?;
                // From here on others wait.
                let begun = Instant::now();
                store::seal_comments(&mut tx, whose.person, part, now).await?;
                tx.commit().await?;
                let (next, rest) = pace.after(part.len(), begun - asked, begun.elapsed());
                tokio::time::sleep(rest).await;
                (pace, left) = (next, others);
            }
            let mut conn = self.db.read().await?;
            named = store::list_named_comments(&mut conn, whose.person, last).await?;
        }
        Ok(())
    }

    /// Whether the account may be taken away, by the duties it has by now.
    async fn may_go(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        whose: &Whose,
        now: Stamp,
    ) -> Result<(), AppError> {
        if self.kept(actor, whose).is_some() {
            return Err(AppError::Denied(Denied::Role));
        }
        let roles = accounts::list_roles_ahead(conn, whose.person, now).await?;
        Ok(may_erase_with(roles.into_iter())?)
    }

    async fn whose(&self, conn: &mut Conn, actor: &Actor) -> Result<Whose, AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let email = store::find_email(conn, person).await?;
        Ok(Whose { person, email })
    }

    async fn made(conn: &mut Conn, actor: &Actor, whose: &Whose) -> Result<Made, AppError> {
        Ok(match &whose.email {
            _ if is_member(actor) => Made::Alias,
            None => Made::Name,
            Some(_) if store::has_password(conn, whose.person).await? => Made::Password,
            Some(_) => Made::Address,
        })
    }

    /// Why the account stays; none where it may go.
    fn kept(&self, actor: &Actor, whose: &Whose) -> Option<Kept> {
        let email = whose.email.as_deref();
        if email.is_some_and(|email| is_shared(&self.site, email)) {
            return Some(Kept::Demo);
        }
        may_erase(actor).is_err().then_some(Kept::Duty)
    }
}

#[async_trait]
impl PrivacyPort for PrivacyService {
    async fn overview(&self, actor: &Actor) -> Result<PrivacyView, AppError> {
        let mut conn = self.db.read().await?;
        let whose = self.whose(&mut conn, actor).await?;
        let mut held = Vec::new();
        for holding in Holding::ALL {
            let mut count = 0;
            for table in TABLES {
                if matches!(&table.holds, Holds::Person(of, _) if of == holding) {
                    count += store::count(&mut conn, table, &whose).await?;
                }
            }
            held.push(Held {
                holding: *holding,
                count,
            });
        }
        let made = Self::made(&mut conn, actor, &whose).await?;
        let open = store::list_open_supports(&mut conn, whose.person).await?;
        Ok(PrivacyView {
            held,
            made,
            kept: self.kept(actor, &whose),
            open_supports: i64::try_from(open.len()).unwrap_or(i64::MAX),
        })
    }

    async fn export(
        &self,
        actor: &Actor,
        proof: Option<Proof>,
        lang: Lang,
        now: Stamp,
    ) -> Result<Vec<u8>, AppError> {
        proved_lately(actor, proof, now)?;
        let mut conn = self.db.read().await?;
        let whose = self.whose(&mut conn, actor).await?;
        let mut taken = Vec::new();
        for table in TABLES {
            if matches!(table.holds, Holds::Person(..)) {
                taken.push((table, store::list(&mut conn, table, &whose).await?));
            }
        }
        takeout::archive(&taken, lang, now).map_err(|error| {
            tracing::error!(%error, "takeout.failed");
            AppError::Internal
        })
    }

    async fn erase(
        &self,
        actor: &Actor,
        proof: Option<Proof>,
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError> {
        proved_lately(actor, proof, now)?;
        may_erase(actor)?;
        self.seal_ahead(actor, now).await?;
        let mut tx = self.db.begin().await?;
        let whose = self.whose(&mut tx, actor).await?;
        if self.kept(actor, &whose).is_some() {
            return Err(AppError::Denied(Denied::Role));
        }
        // A group is locked before its people, as where its supervisor gives it another name.
        crate::groups::store::lock_of(&mut tx, whose.person).await?;
        // Two clicks at a time: the second finds it done.
        if store::erase_person(&mut tx, whose.person, now).await? {
            // Given a duty since this request began, or one to come: it is ended first.
            let roles = accounts::list_roles_ahead(&mut tx, whose.person, now).await?;
            may_erase_with(roles.into_iter())?;
            store::seal_names(&mut tx, whose.person, now).await?;
            store::delete_belongings(&mut tx, &whose).await?;
            if let Some(email) = &whose.email {
                let letter = mail::letters::account_erased(&self.site, lang);
                mail::store::insert(&mut tx, email, &letter, now).await?;
            }
        }
        tx.commit().await?;
        self.take_back_support(whose.person, now).await
    }
}
