//! Ideas of several: members of one group who stand on an idea together. Nobody does before they said yes.

use crate::actor::Actor;
use crate::adoption::Author;
use crate::error::{Denied, NotNow};
use crate::ids::PersonId;
use crate::name::NAMELESS;
use crate::permissions::run_groups;
use crate::proposal::{Course, IdeaStage};

/// How many can stand on an idea besides whoever wrote it, and are asked to, at most.
pub const COAUTHORS_MAX: i64 = 5;

coded_enum! {
    /// What became of the question whether somebody wants to stand on an idea.
    pub enum CoauthorState {
        /// They have not answered. Nobody else learns of it but the author and who runs the group.
        Asked = "asked",
        /// They stand on it.
        Yes = "yes",
        /// They do not want to, and are not asked again.
        Declined = "declined",
        /// They did, and their account is gone: the name is under seal.
        Sealed = "sealed",
    }
}

/// An idea, as far as standing on it goes.
#[derive(Debug, Clone, Copy)]
pub struct Shared<'a> {
    /// Where it stands.
    pub course: &'a Course,
    /// It has become part of another one.
    pub merged: bool,
    /// Its text is hidden, since it breaks a rule.
    pub hidden: bool,
    /// Who wrote it, and how they stand.
    pub author: (PersonId, Author),
    /// Whether the reader runs the author's group.
    pub runs_group: bool,
}

impl Shared<'_> {
    fn is_theirs(&self, actor: &Actor) -> bool {
        actor.person_id() == Some(self.author.0)
    }

    fn is_led_by(&self, actor: &Actor) -> bool {
        self.runs_group && run_groups(actor).is_ok()
    }

    /// Whether anybody can be asked, and say yes, now. Nobody's name comes to stand beside what is hidden.
    fn open(&self) -> Result<(), Denied> {
        self.goes_on()?;
        match self.hidden {
            true => Err(Denied::NotNow(NotNow::TextHidden)),
            false => Ok(()),
        }
    }

    /// Whether anybody can answer now: while the author's group goes on.
    fn goes_on(&self) -> Result<(), Denied> {
        let Course::Idea(stage) = self.course else {
            return Err(Denied::NotFound);
        };
        let done = matches!(stage, IdeaStage::Done { .. });
        let over = !matches!(self.author.1, Author::Member { is_in: true, .. });
        match (self.merged, done || over) {
            (true, _) => Err(Denied::NotNow(NotNow::Merged)),
            (false, true) => Err(Denied::NotNow(NotNow::Ended)),
            (false, false) => Ok(()),
        }
    }
}

/// Whether this person may ask members of the author's group. `seats`: who stands on it or is asked.
///
/// # Errors
/// Why not; what is about the person first.
pub fn may_ask(actor: &Actor, idea: &Shared<'_>, seats: usize) -> Result<(), Denied> {
    if !actor.is_signed_in() {
        return Err(Denied::SignIn);
    }
    // What residents write is theirs alone: there is no group whose members could be told apart.
    let of_group = matches!(idea.author.1, Author::Member { .. });
    let theirs = of_group && idea.is_theirs(actor);
    if !theirs && !idea.is_led_by(actor) {
        return Err(Denied::NotYours);
    }
    idea.open()?;
    match i64::try_from(seats) {
        Ok(seats) if seats < COAUTHORS_MAX => Ok(()),
        _ => Err(Denied::NotNow(NotNow::CoauthorsFull)),
    }
}

/// Whether somebody who was asked may say yes, or no. No can be said to what is hidden, too.
///
/// # Errors
/// It is over, or the question was taken back or answered.
pub fn may_answer(idea: &Shared<'_>, mine: Option<CoauthorState>, yes: bool) -> Result<(), Denied> {
    if mine != Some(CoauthorState::Asked) {
        return Err(Denied::NotNow(NotNow::CoauthorOver));
    }
    match yes {
        true => idea.open(),
        false => idea.goes_on(),
    }
}

/// Whether this person may take somebody off an idea, or a question back. Off it everybody takes
/// themselves, at any time; the author takes back what is not answered; who runs the group both.
///
/// # Errors
/// They may not, or there is nothing to take off.
pub fn may_take_off(
    actor: &Actor,
    idea: &Shared<'_>,
    (whose, state): (PersonId, CoauthorState),
) -> Result<(), Denied> {
    let me = actor.person_id().ok_or(Denied::SignIn)?;
    match state {
        CoauthorState::Yes if me == whose => Ok(()),
        CoauthorState::Asked if idea.is_theirs(actor) => Ok(()),
        CoauthorState::Asked | CoauthorState::Yes if idea.is_led_by(actor) => Ok(()),
        CoauthorState::Declined | CoauthorState::Sealed => {
            Err(Denied::NotNow(NotNow::CoauthorOver))
        }
        CoauthorState::Asked | CoauthorState::Yes => Err(Denied::NotYours),
    }
}

/// All names of an idea as they stand wherever the author's does: `Glad Räv, Snabb Hare & Lugn Björn,
/// Norrskolan 9B`. The group is said once where it is the same; an alias has no comma in it. An author
/// without a name is named by nobody's side.
pub fn byline(author: &str, others: &[String]) -> String {
    let author = (others.is_empty() || author != NAMELESS).then_some(author);
    let names: Vec<&str> = author
        .into_iter()
        .chain(others.iter().map(String::as_str))
        .collect();
    let parted: Option<Vec<_>> = names.iter().map(|name| name.split_once(", ")).collect();
    let parted = parted.unwrap_or_default();
    let group = parted.first().map(|(_, group)| *group);
    match group.filter(|group| parted.iter().all(|(_, of)| of == group)) {
        Some(group) => {
            let aliases: Vec<&str> = parted.iter().map(|(alias, _)| *alias).collect();
            format!("{}, {group}", joined(&aliases))
        }
        None => joined(&names),
    }
}

fn joined(names: &[&str]) -> String {
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => format!("{} & {last}", before.join(", ")),
        None => String::new(),
    }
}
