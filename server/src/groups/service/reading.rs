//! Reading before publishing: texts handed over, published, sent back, written again.

use std::collections::BTreeMap;

use nara_app::error::AppError;
use nara_app::groups::api::{Answered, GroupItem, TextKind, WaitingText};
use nara_app::proposals::api::{DraftFields, NewComment};
use nara_domain::actor::Actor;
use nara_domain::audit::Deed;
use nara_domain::error::{Denied, FieldProblem, NotNow};
use nara_domain::group::{self, WaitingMove};
use nara_domain::ids::{CommentId, GroupId, MemberId, PersonId, ProposalId, WaitingId};
use nara_domain::time::Stamp;

use super::super::store::{self, NewText};
use super::supervise::item;
use super::{About, GroupService, at};
use crate::db::{DbError, Tx};
use crate::http::limits::Action;
use crate::proposals::By;

type Fields = BTreeMap<String, String>;

fn of_comment(new: &NewComment) -> Fields {
    let mut fields = Fields::from([
        ("text".to_owned(), new.text.clone()),
        ("stance".to_owned(), new.stance.clone()),
    ]);
    if let Some(parent) = new.parent {
        fields.insert("parent".to_owned(), parent.to_string());
    }
    if let Some(quoted) = new.quoted {
        fields.insert("quoted".to_owned(), quoted.to_string());
        fields.insert("quote".to_owned(), new.quote.clone());
    }
    fields
}

fn to_comment(fields: &Fields) -> Result<NewComment, AppError> {
    let field = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let parent = match field("parent").as_str() {
        "" => None,
        parent => Some(parent.parse()?),
    };
    let quoted = match field("quoted").as_str() {
        "" => None,
        quoted => Some(quoted.parse()?),
    };
    Ok(NewComment {
        text: field("text"),
        stance: field("stance"),
        parent,
        quoted,
        quote: field("quote"),
        once: String::new(),
    })
}

fn of_idea(fields: &DraftFields) -> Fields {
    [
        ("kind", &fields.kind),
        ("title", &fields.title),
        ("body", &fields.body),
        ("topic", &fields.topic),
        ("district", &fields.district),
        ("set", &fields.set),
    ]
    .map(|(name, text)| (name.to_owned(), text.clone()))
    .into()
}

fn to_idea(fields: &Fields) -> DraftFields {
    let field = |name: &str| fields.get(name).cloned().unwrap_or_default();
    DraftFields {
        kind: field("kind"),
        title: field("title"),
        body: field("body"),
        topic: field("topic"),
        district: field("district"),
        set: field("set"),
        // A member's one name is the alias; that everybody will read it was accepted with the draft.
        ..DraftFields::default()
    }
}

/// The comment this one answers.
fn parent_of(text: &WaitingText) -> Option<CommentId> {
    text.field("parent").parse().ok()
}

/// How much of a text reminds of it, in characters.
const START: usize = 160;

/// The first words of a text, on one line.
fn start_of(text: &str) -> String {
    let mut start = String::new();
    for word in text.split_whitespace() {
        if start.chars().count() + word.chars().count() > START {
            // A long address, or a language without spaces: its beginning.
            if start.is_empty() {
                start.extend(word.chars().take(START));
            }
            start.push('…');
            break;
        }
        if !start.is_empty() {
            start.push(' ');
        }
        start.push_str(word);
    }
    start
}

/// Which fields an author may write anew. The others say where a text belongs.
const fn written_anew(kind: TextKind) -> &'static [&'static str] {
    match kind {
        TextKind::Idea => &["title", "body"],
        TextKind::Comment => &["text"],
    }
}

impl GroupService {
    pub(super) async fn to_read(
        &self,
        actor: &Actor,
        id: GroupId,
        now: Stamp,
    ) -> Result<(GroupItem, Vec<WaitingText>), AppError> {
        let mut conn = self.db.read().await?;
        let (group, _) = self.theirs(&mut conn, actor, id).await?;
        let rows = store::list_queue(&mut conn, id).await?;
        let mut texts = rows
            .into_iter()
            .map(store::TextRow::view)
            .collect::<Result<Vec<_>, DbError>>()?;
        // What a comment answers: without it nobody can tell what it says.
        let parents = texts.iter().filter_map(parent_of).collect();
        let parents = store::list_comments(&mut conn, &parents).await?;
        for text in &mut texts {
            let parent = parent_of(text).and_then(|id| parents.get(&id));
            text.answers = parent.map(|parent| Answered {
                author: parent.author_name.clone(),
                start: start_of(&parent.text),
            });
        }
        let waiting = i64::try_from(texts.len()).unwrap_or(i64::MAX);
        Ok((item(&group, waiting, now)?, texts))
    }

    /// The text as it was read becomes a comment or an idea now: the rules of today are asked, and
    /// everything that follows from writing follows.
    pub(super) async fn publish(
        &self,
        actor: &Actor,
        id: GroupId,
        text: WaitingId,
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.proposals.begin(now).await?;
        let (_, supervisor) = self.theirs(&mut tx, actor, id).await?;
        let step = WaitingMove::Publish;
        let settled = store::settle(&mut tx, text, step, (Some(id), supervisor), None, now).await?;
        let row = settled.ok_or(AppError::Conflict)?;
        let (person, member) = (PersonId::new(row.person_id), MemberId::new(row.member_id));
        let author = store::youth_actor(&mut tx, person).await?;
        let author = author.ok_or(AppError::NotFound)?;
        let view = row.view()?;
        let once = format!("read:{text}");
        let by = By {
            actor: &author,
            once: &once,
            now,
        };
        let proposals = &self.proposals;
        let events = match (view.kind, &view.under) {
            (TextKind::Comment, Some(under)) => {
                let new = to_comment(&view.fields)?;
                let (comment, events) = proposals
                    .release_comment(&mut tx, under.id, by, &new)
                    .await?;
                store::mark_published(&mut tx, text, under.id, Some(comment)).await?;
                events
            }
            (TextKind::Idea, _) => {
                let (idea, events) = proposals
                    .publish_idea(&mut tx, by, &to_idea(&view.fields))
                    .await?;
                store::mark_published(&mut tx, text, idea, None).await?;
                events
            }
            (TextKind::Comment, None) => return Err(AppError::Internal),
        };
        let deed = Deed::TextPublished;
        Self::note(&mut tx, actor, deed, (id, About::Member(member)), now).await?;
        proposals.finish(tx, &events, now).await
    }

    pub(super) async fn send_back(
        &self,
        actor: &Actor,
        id: GroupId,
        text: WaitingId,
        reason: &str,
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        let (_, supervisor) = self.theirs(&mut tx, actor, id).await?;
        let reason = group::reason(reason).map_err(|error| at("reason", error.into()))?;
        let (step, by) = (WaitingMove::Return, (Some(id), supervisor));
        let settled = store::settle(&mut tx, text, step, by, Some(&reason), now).await?;
        let row = settled.ok_or(AppError::Conflict)?;
        let about = About::Member(MemberId::new(row.member_id));
        let deed = Deed::TextReturned;
        Self::note(&mut tx, actor, deed, (id, about), now).await?;
        tx.commit().await?;
        Ok(())
    }

    pub(super) async fn keep_comment(
        &self,
        actor: &Actor,
        under: ProposalId,
        new: NewComment,
        now: Stamp,
    ) -> Result<(), AppError> {
        let person = Self::member(actor)?;
        let once = self.proposals.once(&new.once)?;
        if self.was_sent(person, &once).await? {
            return Ok(());
        }
        self.proposals
            .check_comment(actor, under, &new, now)
            .await?;
        let mut tx = self.db.begin().await?;
        let fields = of_comment(&new);
        let text = (TextKind::Comment, Some(under), &fields, &*once);
        self.keep(&mut tx, person, text, None, now).await?;
        tx.commit().await?;
        Ok(())
    }

    pub(super) async fn keep_draft(
        &self,
        actor: &Actor,
        draft: &str,
        now: Stamp,
    ) -> Result<(), AppError> {
        let person = Self::member(actor)?;
        let once = format!("draft:{draft}");
        if self.was_sent(person, &once).await? {
            return Ok(());
        }
        let mut tx = self.proposals.begin(now).await?;
        // Read under its lock, and gone with it: what another window saved until now is handed over,
        // and nothing can be saved and lost later.
        let typed = self.proposals.take_draft(&mut tx, draft).await?;
        self.proposals
            .check_idea(&mut tx, actor, &typed, now)
            .await?;
        let fields = of_idea(&typed);
        let text = (TextKind::Idea, None, &fields, &*once);
        self.keep(&mut tx, person, text, None, now).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn was_sent(&self, person: PersonId, once: &str) -> Result<bool, AppError> {
        let mut conn = self.db.read().await?;
        Ok(store::find_once(&mut conn, person, once).await?)
    }

    async fn keep(
        &self,
        tx: &mut Tx,
        person: PersonId,
        (kind, under, fields, once): (TextKind, Option<ProposalId>, &Fields, &str),
        replaces: Option<WaitingId>,
        now: Stamp,
    ) -> Result<(), AppError> {
        let group = store::group_of(tx, person).await?;
        let new = NewText {
            person,
            group: group.ok_or(AppError::NotFound)?,
            kind,
            under,
            fields,
            replaces,
            once,
        };
        // Sent twice at the same moment: it waits already.
        let _sent_before = store::insert_text(tx, &new, now).await?;
        Ok(())
    }

    pub(super) async fn replace(
        &self,
        actor: &Actor,
        id: WaitingId,
        typed: Fields,
        now: Stamp,
    ) -> Result<(), AppError> {
        let person = Self::member(actor)?;
        self.limits
            .guard(Action::Change, &person.to_string(), now)
            .await?;
        let before = {
            let mut conn = self.db.read().await?;
            store::own_text(&mut conn, person, id).await?
        };
        let before = before.ok_or(AppError::NotFound)?.view()?;
        let mut fields = before.fields;
        for name in written_anew(before.kind) {
            let text = typed
                .get(*name)
                .ok_or_else(|| at(name, FieldProblem::Missing))?;
            fields.insert((*name).to_owned(), text.clone());
        }
        let under = before.under.map(|under| under.id);
        if let (TextKind::Comment, Some(under)) = (before.kind, under) {
            let new = to_comment(&fields)?;
            self.proposals
                .check_comment(actor, under, &new, now)
                .await?;
        }
        let mut tx = self.proposals.begin(now).await?;
        if before.kind == TextKind::Idea {
            self.proposals
                .check_idea(&mut tx, actor, &to_idea(&fields), now)
                .await?;
        }
        let step = WaitingMove::Replace;
        let settled = store::settle(&mut tx, id, step, (None, person), None, now).await?;
        if settled.is_none() {
            // Published, or written again in another window, meanwhile.
            return Err(AppError::Conflict);
        }
        let once = format!("again:{id}");
        let text = (before.kind, under, &fields, &*once);
        self.keep(&mut tx, person, text, Some(id), now).await?;
        tx.commit().await?;
        Ok(())
    }

    pub(super) async fn withdraw(
        &self,
        actor: &Actor,
        id: WaitingId,
        now: Stamp,
    ) -> Result<(), AppError> {
        let person = Self::member(actor)?;
        let mut tx = self.db.begin().await?;
        if store::own_text(&mut tx, person, id).await?.is_none() {
            return Err(AppError::NotFound);
        }
        let step = WaitingMove::TakeBack;
        match store::settle(&mut tx, id, step, (None, person), None, now).await? {
            Some(_) => Ok(tx.commit().await?),
            None => Err(AppError::Conflict),
        }
    }
}

/// Whether somebody's words wait to be read instead of standing there at once.
pub fn is_read_first(error: &AppError) -> bool {
    *error == AppError::Denied(Denied::NotNow(NotNow::ReadFirst))
}
