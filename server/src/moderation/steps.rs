//! What follows from a step: the text goes or comes back, it stands in the log, and people are told.

use nara_app::error::AppError;
use nara_app::i18n::{Lang, word};
use nara_app::moderation::{appeal_path, hidden_line};
use nara_domain::actor::{Actor, Role};
use nara_domain::audit::Deed;
use nara_domain::ids::{CommentId, ModerationId, PersonId};
use nara_domain::moderation::{CaseMove, Hidden, Reason, Settler, appeal_until};
use nara_domain::search::search_text;
use nara_domain::text::slug;
use nara_domain::time::Stamp;
use serde_json::json;

use super::letters::{About, letter};
use super::locked::{Locked, path_now};
use super::settling::{tell_asked, told};
use super::store::{self, Fields, StoredCase};
use super::text_at::TextAt;
use super::{ModerationService, asked, report_store, step_store};
use crate::audit::{self, Line};
use crate::db::Tx;
use crate::mail::store as outbox;
use crate::proposals::store::case::StoredCase as Proposal;
use crate::proposals::store::hiding::{self, Swap};
use crate::proposals::store::revision;
use crate::proposals::{is_withheld, searched};

/// A step that was taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taken<'a> {
    pub step: CaseMove,
    pub rule: Option<Reason>,
    pub reason: &'a str,
}

const fn comment_of(reported: &StoredCase) -> Option<CommentId> {
    match reported.at {
        TextAt::Case { comment, .. } => comment,
        TextAt::Asked { .. } => None,
    }
}

/// Of a proposal or idea, or a comment on it.
async fn hide(
    tx: &mut Tx,
    (reported, case): (&StoredCase, &Proposal),
    hidden: &Hidden,
    now: Stamp,
) -> Result<bool, AppError> {
    // In the language that what people write here is taken to be in.
    let shown = hidden_line(Lang::Sv, hidden);
    let mut fields = reported.standing.clone();
    if let Some(comment) = comment_of(reported) {
        // With it goes what stood there before, and what others quote of it.
        fields.extend(revision::seal(tx, comment).await?);
    }
    step_store::seal(tx, reported.id, (reported.author, &fields), now).await?;
    if let Some(comment) = comment_of(reported) {
        return Ok(hiding::hide_comment(tx, comment, hidden, &shown).await?);
    }
    let title = Swap {
        old: &case.title,
        new: &shown,
    };
    let (old, new) = (slug(&case.title), slug(&shown));
    let address = Swap {
        old: &old,
        new: &new,
    };
    hiding::change_letters(tx, case.id, title, address).await?;
    let found_by = search_text(&shown);
    Ok(hiding::hide_case(tx, case.id, hidden, (&shown, &found_by)).await?)
}

/// The same back.
async fn unhide(
    tx: &mut Tx,
    (reported, case): (&StoredCase, &Proposal),
    sealed: &Fields,
) -> Result<bool, AppError> {
    let field = |name: &str| sealed.get(name).map_or("", String::as_str);
    if let Some(comment) = comment_of(reported) {
        revision::unseal(tx, comment, sealed).await?;
        return Ok(hiding::show_comment(tx, comment, field("text")).await?);
    }
    let (title, body) = (field("title"), field("body"));
    let withheld = is_withheld(&case.course);
    let found_by = searched(title, body, withheld);
    Ok(hiding::show_case(tx, case.id, (title, body), (withheld, &found_by)).await?)
}

impl ModerationService {
    /// In the transaction of the step.
    pub(super) async fn follow_through(
        &self,
        tx: &mut Tx,
        about: (&StoredCase, &Locked),
        Taken { step, rule, reason }: Taken<'_>,
        (actor, by): (&Actor, Settler),
        now: Stamp,
    ) -> Result<(), AppError> {
        let hidden = match (step, rule) {
            (CaseMove::Hide, Some(rule)) => Some(Self::hide(tx, about, rule, now).await?),
            (CaseMove::Unhide, _) => {
                Self::unhide(tx, about, now).await?;
                None
            }
            _ => None,
        };
        let id = about.0.id.to_string();
        let line = Line {
            deed: match step {
                CaseMove::Leave => Deed::TextLeft,
                CaseMove::Hide => Deed::TextHidden,
                CaseMove::Unhide => Deed::TextShown,
                CaseMove::Uphold => Deed::TextUpheld,
                CaseMove::Propose => Deed::HidingProposed,
                CaseMove::Confirm => Deed::HidingConfirmed,
            },
            subject_kind: "moderation",
            subject_id: &id,
            detail: json!({ "case": id }),
        };
        audit::record(tx, actor, by.role(), &line, now).await?;
        self.tell(tx, about.0, (step, reason, hidden.as_ref()), now)
            .await
    }

    /// Shows again what an elected wrote and one moderator hid, where no other one has confirmed it in time. Run by
    /// every server, and as often as anybody likes.
    ///
    /// # Errors
    /// The first one of a text that could not be shown, after all others were; the database's.
    pub async fn lapse(&self, now: Stamp) -> Result<(), AppError> {
        let lapsed = step_store::list_lapsed(&mut self.db.read().await?, now.day()).await?;
        let mut failed = Ok(());
        for id in lapsed {
            if let Err(error) = self.lapse_one(id, now).await {
                // One that cannot be shown keeps no other one hidden.
                tracing::error!(case = %id, %error, "lapse.failed");
                failed = failed.and(Err(error));
            }
        }
        failed
    }

    async fn lapse_one(&self, id: ModerationId, now: Stamp) -> Result<(), AppError> {
        // Nobody runs the groups of nobody.
        let reader = PersonId::new(0);
        let mut tx = self.db.begin().await?;
        let Some(found) = store::find(&mut tx, reader, id).await? else {
            return Ok(());
        };
        let locked = Locked::of(&mut tx, found.at).await?;
        let Some(found) = store::find(&mut tx, reader, id).await? else {
            return Ok(());
        };
        if !step_store::lapse(&mut tx, id, now).await? {
            return Ok(());
        }
        Self::unhide(&mut tx, (&found, &locked), now).await?;
        let number = id.to_string();
        let line = Line {
            deed: Deed::HidingLapsed,
            subject_kind: "moderation",
            subject_id: &number,
            detail: json!({ "case": number }),
        };
        audit::record(&mut tx, &Actor::System, Role::Moderator, &line, now).await?;
        let why = word(Lang::Sv, "lapsed-why", None).into_owned();
        self.tell(&mut tx, &found, (CaseMove::Unhide, why.as_str(), None), now)
            .await?;
        tell_asked(&mut tx, (&locked, CaseMove::Unhide), now).await?;
        let events = told(&locked, CaseMove::Unhide);
        self.proposals.finish(tx, &events, now).await?;
        Ok(())
    }

    /// Puts what stands there under seal and the rule and the day in its place.
    async fn hide(
        tx: &mut Tx,
        (reported, locked): (&StoredCase, &Locked),
        rule: Reason,
        now: Stamp,
    ) -> Result<Hidden, AppError> {
        let hidden = Hidden {
            rule,
            on: now.day(),
        };
        let done = match locked {
            Locked::Case(case) => hide(tx, (reported, case), &hidden, now).await?,
            Locked::Asked(set) => asked::hide(tx, (reported, set), &hidden, now).await?,
        };
        done.then_some(hidden).ok_or(AppError::Conflict)
    }

    /// Puts what is under seal back where it stood.
    async fn unhide(
        tx: &mut Tx,
        (reported, locked): (&StoredCase, &Locked),
        now: Stamp,
    ) -> Result<(), AppError> {
        let sealed = reported.sealed.as_ref().ok_or(AppError::Internal)?;
        step_store::unseal(tx, reported.id, now).await?;
        let done = match locked {
            Locked::Case(case) => unhide(tx, (reported, case), sealed).await?,
            Locked::Asked(set) => asked::unhide(tx, (reported, set), sealed, now).await?,
        };
        match done {
            true => Ok(()),
            false => Err(AppError::Conflict),
        }
    }

    /// Tells whoever wrote it, and those who reported it.
    async fn tell(
        &self,
        tx: &mut Tx,
        reported: &StoredCase,
        (step, reason, hidden): (CaseMove, &str, Option<&Hidden>),
        now: Stamp,
    ) -> Result<(), AppError> {
        let about = About {
            id: reported.id,
            path: &path_now(tx, reported.at).await?,
            reason,
            hidden,
            appeal: &appeal_path(reported.id),
            until: hidden.map(|hidden| appeal_until(hidden.on)),
        };
        let author = match step {
            CaseMove::Hide => Some("text_hidden"),
            CaseMove::Unhide => Some("text_shown"),
            CaseMove::Uphold => Some("text_upheld"),
            CaseMove::Leave | CaseMove::Propose | CaseMove::Confirm => None,
        };
        let reporters = match step {
            CaseMove::Hide => Some("report_hidden"),
            CaseMove::Leave => Some("report_left"),
            CaseMove::Unhide | CaseMove::Uphold | CaseMove::Propose | CaseMove::Confirm => None,
        };
        let mut told = Vec::new();
        if let Some(name) = author {
            let hello = store::name_of(tx, reported.author).await?;
            told.push((reported.author, hello, name));
        }
        if let Some(name) = reporters {
            let all = report_store::list_reporters(tx, reported.id).await?;
            told.extend(all.into_iter().map(|(id, hello)| (id, hello, name)));
        }
        for (person, hello, name) in told {
            for lang in Lang::ALL {
                let letter = letter(&self.site, lang, name, &hello, about);
                outbox::insert_for_person(tx, person, lang, &letter, now).await?;
            }
        }
        Ok(())
    }
}
