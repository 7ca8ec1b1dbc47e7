//! The letters about two proposals that become one.

use nara_app::error::AppError;
use nara_app::i18n::{Lang, date_long};
use nara_app::t;
use nara_domain::ids::PersonId;
use nara_domain::merging::Outcome;
use nara_domain::text::slug;
use nara_domain::time::{Date, Stamp};

use super::{Letters, Sender, to_all, to_one};
use crate::db::Tx;
use crate::follow::store as follow;
use crate::mail::mailing;
use crate::proposals::store::case::StoredCase;
use crate::proposals::store::merging::{NewSuggestion, StoredSuggestion};

impl Sender {
    fn merge_link(&self, lang: Lang, part: &StoredCase) -> String {
        let path = format!("/forslag/{}/{}/sla-ihop", part.id, slug(&part.title));
        format!("{}{}", self.public_url, lang.href(&path))
    }
}

/// Whether a letter to everybody of this one reaches this person.
async fn is_told(tx: &mut Tx, case: &StoredCase, person: PersonId) -> Result<bool, AppError> {
    if case.proposer == person {
        return Ok(true);
    }
    let stored = follow::find_ties(tx, case.id, person).await?;
    Ok(stored.ties.told() && !stored.all_stopped)
}

impl Letters {
    /// To both proposers: what is suggested, why, what it means, and until when they can answer.
    pub async fn ask_to_merge(
        &self,
        tx: &mut Tx,
        (part, lead): (&StoredCase, &StoredCase),
        (new, until): (&NewSuggestion<'_>, Date),
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        let ask = |own: &StoredCase, lang| {
            about!(
                sender,
                lang,
                own,
                "merge_ask",
                part = part.title.as_str(),
                lead = lead.title.as_str(),
                reason = new.reason,
                date = date_long(lang, until),
                link = sender.merge_link(lang, part)
            )
        };
        to_one(tx, part.proposer, |lang| ask(part, lang), now).await?;
        if lead.proposer != part.proposer {
            to_one(tx, lead.proposer, |lang| ask(lead, lang), now).await?;
        }
        Ok(())
    }

    /// To both proposers and whoever suggested it: nothing comes of it.
    pub async fn merge_over(
        &self,
        tx: &mut Tx,
        (part, lead): (&StoredCase, &StoredCase),
        (by, outcome): (PersonId, Outcome),
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        let mut told = vec![part.proposer, lead.proposer, by];
        told.sort_unstable();
        told.dedup();
        let write = |lang| {
            about!(
                sender,
                lang,
                part,
                "merge_over",
                part = part.title.as_str(),
                lead = lead.title.as_str(),
                outcome = t!(lang, &format!("merging-outcome-{outcome}")).into_owned(),
                link = sender.merge_link(lang, part)
            )
        };
        for person in told {
            to_one(tx, person, write, now).await?;
        }
        Ok(())
    }

    /// To everybody who put forward, supports or follows either, and to whoever suggested it. Those of
    /// the part are asked whether they want to support the one that leads.
    pub async fn merged(
        &self,
        tx: &mut Tx,
        (part, lead): (&StoredCase, &StoredCase),
        found: &StoredSuggestion,
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        let write = |id: &str, of: &StoredCase, lang| {
            about!(
                sender,
                lang,
                of,
                &format!("merged_{id}"),
                part = part.title.as_str(),
                lead = lead.title.as_str(),
                reason = found.reason.as_str(),
                link = sender.link(lang, lead),
                old = sender.link(lang, part)
            )
        };
        to_all(tx, part, |lang| write("part", part, lang), now).await?;
        // One letter to each, also to who has to do with both: the one that asks them something.
        let of_lead = |lang| write("lead", lead, lang);
        let of_part = is_told(tx, part, lead.proposer).await?;
        if !of_part {
            to_one(tx, lead.proposer, of_lead, now).await?;
        }
        for lang in Lang::ALL {
            let apart_from = (lead.proposer, lang);
            mailing::to_many_besides(tx, (lead.id, part.id), apart_from, &of_lead(lang), now)
                .await?;
        }
        let told = is_told(tx, part, found.by).await? || is_told(tx, lead, found.by).await?;
        match told {
            true => Ok(()),
            false => to_one(tx, found.by, of_lead, now).await,
        }
    }

    /// To everybody of what was part of another: it goes on by itself; and why, where somebody did it.
    pub async fn set_free(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        reason: Option<&str>,
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        let name = match reason {
            Some(_) => "set_free_by",
            None => "set_free",
        };
        let write = |lang| {
            about!(
                sender,
                lang,
                case,
                name,
                reason = reason.unwrap_or_default()
            )
        };
        to_all(tx, case, write, now).await
    }
}
