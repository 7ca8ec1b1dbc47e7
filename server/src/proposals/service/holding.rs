//! Texts that a moderator reads before everybody can: whether a comment is one, and where it is kept then.

use std::collections::BTreeMap;

use nara_app::error::AppError;
use nara_app::proposals::api::{CommentView, NewComment};
use nara_domain::actor::{Actor, Level};
use nara_domain::dialogue::speaks_as;
use nara_domain::error::{Denied, FieldError, FieldProblem, NotNow};
use nara_domain::ids::{CommentId, PersonId, ProposalId};
use nara_domain::moderation::holding::{
    Author, BURST_MINUTES, Fingerprint, Holding, HoldingRules, REPEATED_HOURS, Recent, hold,
    refused_change,
};
use nara_domain::moderation::limits::Doing;
use nara_domain::session::is_staff;
use nara_domain::time::Stamp;

use super::ProposalService;
use crate::db::{Conn, DbError, FromRow};
use crate::moderation::holding::store::{self as held, NewHeld};
use crate::{fetch_all, fetch_optional};

/// What is known of whoever writes. More than a few texts make no difference.
const AUTHOR: &str = "select p.created_at, p.level, \
    (select count(*) from (select c.comment_id from comment c \
        where c.person_id = p.person_id and c.hidden is null limit 5) s) \
    + (select count(*) from (select q.proposal_id from proposal q \
        where q.proposer_id = p.person_id and q.hidden is null \
        and q.stage_group <> 'not_public' limit 5) t) as standing, \
    (select count(*) from comment c where c.person_id = p.person_id and c.at > $2) \
    + (select count(*) from held_text h where h.person_id = p.person_id and h.at > $2 \
        and h.state <> 'released') as recent \
    from person p where p.person_id = $1";
/// The newest texts, as many as are compared.
const COMMENTS: &str = "select person_id, text from comment \
    where comment_id > (select coalesce(max(l.comment_id), 0) - 200 from comment l) \
    and at > $1 and text <> '' and comment_id <> $2";
const HELD: &str = "select person_id, fields as text from held_text \
    where held_text_id > (select coalesce(max(l.held_text_id), 0) - 200 from held_text l) \
    and at > $1 and state not in ('released', 'taken_back')";

#[derive(FromRow)]
struct AuthorRow {
    created_at: i64,
    level: String,
    standing: i64,
    recent: i64,
}

#[derive(FromRow)]
struct TextRow {
    person_id: i64,
    text: String,
}

/// That a text is kept, and stands nowhere yet.
fn is_kept() -> AppError {
    AppError::Denied(Denied::NotNow(NotNow::Held))
}

/// Whether a text was kept instead of standing there at once.
pub fn is_held(error: &AppError) -> bool {
    *error == is_kept()
}

/// How often this person and others have written the same lately. `of`: the comment whose text it is to be.
async fn repeated(
    conn: &mut Conn,
    person: PersonId,
    (text, of): (&str, Option<CommentId>),
    now: Stamp,
) -> Result<(i64, i64), DbError> {
    let Some(print) = Fingerprint::of(text) else {
        return Ok((0, 0));
    };
    let since = now.plus_hours(-REPEATED_HOURS);
    let mut texts = fetch_all!(
        conn,
        TextRow,
        COMMENTS,
        since.0,
        of.map_or(0, CommentId::get)
    )?;
    for row in fetch_all!(conn, TextRow, HELD, since.0)? {
        let mut fields: BTreeMap<String, String> = serde_json::from_str(&row.text)?;
        texts.extend(fields.remove("text").map(|text| TextRow {
            person_id: row.person_id,
            text,
        }));
    }
    let (mut own, mut others) = (0, 0);
    for row in texts {
        let same = Fingerprint::of(&row.text).is_some_and(|other| other.is_like(&print));
        match (same, row.person_id == person.get()) {
            (true, true) => own += 1,
            (true, false) => others += 1,
            (false, _) => {}
        }
    }
    Ok((own, others))
}

/// The host of an address.
fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', ':', '?']).next().unwrap_or_default()
}

/// What the rule asks of whoever writes, by the rules in force.
struct Asked {
    rules: HoldingRules,
    author: Author,
    recent: Recent,
}

impl ProposalService {
    /// None where nothing of theirs waits. What is in force was read before the connection was taken.
    async fn asked(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        (text, of): (&str, Option<CommentId>),
        now: Stamp,
    ) -> Result<Option<Asked>, AppError> {
        let (Some(settings), Some(person)) = (&self.settings, actor.person_id()) else {
            return Ok(None);
        };
        let rules = settings.last_known().holding.clone();
        let in_duty = speaks_as(actor).is_some_and(is_staff);
        if in_duty || rules == HoldingRules::none() {
            return Ok(None);
        }
        let since = now.plus_minutes(-BURST_MINUTES);
        let row = fetch_optional!(conn, AuthorRow, AUTHOR, person.get(), since.0)?;
        let row = row.ok_or(AppError::SignIn)?;
        let (same_own, same_others) = match rules.repeated {
            true => repeated(conn, person, (text, of), now).await?,
            false => (0, 0),
        };
        let author = Author {
            created: Stamp(row.created_at),
            level: row.level.parse().unwrap_or(Level::None),
            standing: row.standing,
            in_duty,
        };
        let recent = Recent {
            texts: row.recent,
            same_own,
            same_others,
        };
        Ok(Some(Asked {
            rules,
            author,
            recent,
        }))
    }

    /// Whether a moderator reads this first; asked before it is written.
    pub(super) async fn waits(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        text: &str,
        now: Stamp,
    ) -> Result<Option<Holding>, AppError> {
        let asked = self.asked(conn, actor, (text, None), now).await?;
        let own = [host_of(&self.site.public_url)];
        Ok(asked.and_then(|asked| {
            let whose = (&asked.author, &asked.recent);
            hold(&asked.rules, text, whose, &own, now)
        }))
    }

    /// Refuses other words for a comment that a moderator would have to read first: a change goes round nobody.
    pub(super) async fn may_stand(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        (text, of): (&str, CommentId),
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(asked) = self.asked(conn, actor, (text, Some(of)), now).await? else {
            return Ok(());
        };
        let own = [host_of(&self.site.public_url)];
        let whose = (&asked.author, &asked.recent);
        let reasons = refused_change(&asked.rules, text, whose, &own, now);
        let errors: Vec<FieldError> = reasons
            .into_iter()
            .map(|why| FieldError::new("text", FieldProblem::WouldWait { why }))
            .collect();
        match errors.is_empty() {
            true => Ok(()),
            false => Err(AppError::Invalid(errors)),
        }
    }

    /// Refuses what this form has sent before and a moderator reads.
    pub(super) async fn was_kept(
        conn: &mut Conn,
        actor: &Actor,
        once: &str,
    ) -> Result<(), AppError> {
        let Some(person) = actor.person_id() else {
            return Ok(());
        };
        match held::find_once(conn, person, once).await? {
            Some(_) => Err(is_kept()),
            None => Ok(()),
        }
    }

    /// Keeps it for a moderator, in a transaction of its own: what was written to see whether it could stand there is
    /// undone. Always answers with the refusal that says so.
    pub(super) async fn keep(
        &self,
        actor: &Actor,
        under: ProposalId,
        (new, checked): (&NewComment, &CommentView),
        (holding, once): (&Holding, &str),
        now: Stamp,
    ) -> Result<CommentView, AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let mut fields = BTreeMap::from([
            ("text".to_owned(), checked.text.clone()),
            ("stance".to_owned(), new.stance.clone()),
        ]);
        if let Some(parent) = new.parent {
            fields.insert("parent".to_owned(), parent.to_string());
        }
        if let Some(quote) = &checked.quote {
            fields.insert("quoted".to_owned(), quote.of.to_string());
            fields.insert("quote".to_owned(), quote.text.clone().unwrap_or_default());
        }
        let kept = NewHeld {
            person,
            proposal: under,
            fields: &fields,
            reasons: &holding.reasons,
            once,
        };
        let mut tx = self.db.begin().await?;
        held::insert(&mut tx, &kept, now).await?;
        // Again: what was written to see whether it could stand there is undone, and others may have come between.
        self.newcomer(&mut tx, actor, Doing::Comments, now).await?;
        tx.commit().await?;
        Err(is_kept())
    }
}
