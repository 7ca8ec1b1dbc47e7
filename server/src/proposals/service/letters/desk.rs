//! Letters to those at work on a case: what happened and where to look, not what was written, as mail is
//! read elsewhere; and the title only where everybody may know it.

use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::t;
use nara_domain::actor::{Actor, Role};
use nara_domain::ids::{ActId, PersonId};
use nara_domain::letters::{DeskNews, UNPUBLISHED_SLUG};
use nara_domain::permissions::Action;
use nara_domain::proposal::{Ruleset, TransitionKind};
use nara_domain::time::Stamp;
use nara_domain::waiting::{Readers, Stopped};

use super::{Letters, Sender, to_one};
use crate::accounts::store::{find_acting, has_standing};
use crate::db::Tx;
use crate::mail::letters::Letter;
use crate::proposals::service::acts::permit_step;
use crate::proposals::store::case::StoredCase;
use crate::work::store::find_holder;
use crate::work::told;

/// What a letter from the desk tells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct News<'a> {
    pub what: DeskNews,
    /// Who did it, or whose it is.
    pub who: &'a str,
    pub stopped: Option<Stopped>,
}

impl<'a> News<'a> {
    pub fn of(what: DeskNews, who: &'a str) -> Self {
        Self {
            what,
            who,
            stopped: None,
        }
    }
}

/// Where to look, below the page of the case.
const fn page_of(news: DeskNews) -> &'static str {
    match news {
        DeskNews::Given | DeskNews::Asked | DeskNews::Noted => "/internt",
        DeskNews::FromOutside => "/fraga-utomstaende",
        DeskNews::ToRead | DeskNews::HandedBack | DeskNews::Stopped => "/svara",
        DeskNews::Completed | DeskNews::TakenBack | DeskNews::ToConfirm => "",
    }
}

impl Sender {
    fn desk(&self, lang: Lang, case: &StoredCase, news: News<'_>) -> Letter {
        // Nor does the address tell what nobody else may read yet.
        let (title, link) = match case.course.is_public() {
            true => (case.title.clone(), self.link(lang, case)),
            false => {
                let title = t!(lang, "mail-desk-unpublished").into_owned();
                (title, self.link_as(lang, case, UNPUBLISHED_SLUG))
            }
        };
        let why = |why: Stopped| t!(lang, &format!("later-stopped-{why}")).into_owned();
        about!(
            self,
            lang,
            case,
            &format!("desk-{}", news.what),
            by = news.who,
            case = title,
            why = news.stopped.map_or_else(String::new, why),
            link = format!("{link}{}", page_of(news.what)),
        )
    }
}

impl Letters {
    /// Tells each of these.
    pub(crate) async fn desk(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        (whom, news): (&[PersonId], News<'_>),
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        for person in whom {
            to_one(tx, *person, |lang| sender.desk(lang, case, news), now).await?;
        }
        Ok(())
    }

    /// Of what the proposer did: to whoever has the case. Where nobody has it and there is something to do,
    /// to those who keep the diary.
    pub(super) async fn of_proposer(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        what: DeskNews,
        now: Stamp,
    ) -> Result<(), AppError> {
        let holder = find_holder(tx, case.id).await?;
        let mut whom = told::at_work(tx, holder, now).await?;
        if whom.is_empty() && what == DeskNews::Completed {
            whom = told::holding(tx, Role::Secretary, now).await?;
        }
        // An official may have put it forward as a resident.
        whom.retain(|person| *person != case.proposer);
        let news = News::of(what, &case.proposer_name);
        self.desk(tx, case, (&whom, news), now).await
    }

    /// A body outside has answered: to who asked and whoever has the case, or where neither is there any
    /// more to those who keep the diary.
    pub(crate) async fn outside_answered(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        (asker, organisation): (PersonId, &str),
        now: Stamp,
    ) -> Result<(), AppError> {
        let wanted = [Some(asker), find_holder(tx, case.id).await?];
        let mut whom = told::at_work(tx, wanted.into_iter().flatten(), now).await?;
        if whom.is_empty() {
            whom = told::holding(tx, Role::Secretary, now).await?;
        }
        let news = News::of(DeskNews::FromOutside, organisation);
        self.desk(tx, case, (&whom, news), now).await
    }

    /// An answer is kept until a colleague has read it.
    pub(in crate::proposals::service) async fn to_read(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        (actor, readers): (&Actor, Readers),
        now: Stamp,
    ) -> Result<(), AppError> {
        let (Readers::FirstOf(known), Some(writer)) = (readers, actor.person_id()) else {
            return Ok(());
        };
        let mut whom = Vec::new();
        for person in known {
            if has_standing(tx, person, Role::Official, now).await? {
                whom.push(person);
                break;
            }
        }
        if whom.is_empty() {
            let standing = actor.standing(Role::Official);
            let department = standing.and_then(|standing| standing.department.as_deref());
            whom = told::officials_of(tx, department.unwrap_or_default(), now).await?;
            whom.retain(|person| *person != writer);
        }
        let news = News::of(DeskNews::ToRead, actor.name().unwrap_or_default());
        self.desk(tx, case, (&whom, news), now).await
    }

    /// A colleague has read an answer and given it back.
    pub(in crate::proposals::service) async fn handed_back(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        (to, actor): (PersonId, &Actor),
        now: Stamp,
    ) -> Result<(), AppError> {
        let whom = told::at_work(tx, Some(to), now).await?;
        let news = News::of(DeskNews::HandedBack, actor.name().unwrap_or_default());
        self.desk(tx, case, (&whom, news), now).await
    }

    /// A step waits for its second reader: to whoever prepared it before, to whoever has the case, or else
    /// to those who keep the diary; only to who may record it. `before`: who prepared what it takes the
    /// place of.
    pub(in crate::proposals::service) async fn to_confirm(
        &self,
        tx: &mut Tx,
        (case, rules): (&StoredCase, &Ruleset),
        (actor, step, before): (&Actor, TransitionKind, Option<PersonId>),
        now: Stamp,
    ) -> Result<(), AppError> {
        // Told already where the same person has only changed it.
        if self.0.is_none() || before == actor.person_id() {
            return Ok(());
        }
        let mut whom = Vec::new();
        for person in before.into_iter().chain(find_holder(tx, case.id).await?) {
            if whom.is_empty() && may(tx, (case, rules), (person, step), now).await? {
                whom.push(person);
            }
        }
        if whom.is_empty() {
            for person in told::holding(tx, Role::Secretary, now).await? {
                if may(tx, (case, rules), (person, step), now).await? {
                    whom.push(person);
                }
            }
        }
        whom.retain(|person| Some(*person) != actor.person_id());
        let news = News::of(DeskNews::ToConfirm, actor.name().unwrap_or_default());
        self.desk(tx, case, (&whom, news), now).await
    }

    /// An answer was not published when its moment came: to its writer; where they do not answer for the
    /// municipality any more, to whoever has the case or keeps the diary.
    pub(in crate::proposals::service) async fn not_published(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        (writer, name, why): (PersonId, &str, Stopped),
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut whom = Vec::new();
        if has_standing(tx, writer, Role::Official, now).await? {
            whom.push(writer);
        } else {
            let holder = find_holder(tx, case.id).await?;
            whom.extend(told::at_work(tx, holder, now).await?);
        }
        if whom.is_empty() {
            whom = told::holding(tx, Role::Secretary, now).await?;
        }
        let news = News {
            stopped: Some(why),
            ..News::of(DeskNews::Stopped, name)
        };
        self.desk(tx, case, (&whom, news), now).await
    }

    /// Whoever asked the proposer is told that there is an answer.
    pub(in crate::proposals::service) async fn question_answered(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        (asker, answer): (PersonId, ActId),
        now: Stamp,
    ) -> Result<(), AppError> {
        let Some(sender) = &self.0 else { return Ok(()) };
        let write = |lang| {
            let link = format!("{}#svar-{answer}", sender.link(lang, case));
            about!(sender, lang, case, "question_answer", link = link)
        };
        to_one(tx, asker, write, now).await
    }
}

/// Whether somebody may record this step now.
async fn may(
    tx: &mut Tx,
    (case, rules): (&StoredCase, &Ruleset),
    (person, step): (PersonId, TransitionKind),
    now: Stamp,
) -> Result<bool, AppError> {
    let actor = find_acting(tx, person, now).await?;
    let action = Action::Record(step);
    Ok(actor.is_some_and(|actor| permit_step(&actor, action, step.code(), case, rules).is_ok()))
}
