//! What the demo's builder may do to groups, within one transaction.

use std::collections::BTreeMap;

use nara_app::groups::api::TextKind;
use nara_domain::actor::{Level, Role, Standing};
use nara_domain::group::{Alias, NewGroup, WaitingMove, shown_as};
use nara_domain::ids::{GroupId, PersonId, ProposalId};
use nara_domain::time::Stamp;

use super::store::{self, NewMember, NewText};
use crate::accounts::store::{self as accounts, NewPerson};
use crate::auth::Keys;
use crate::db::{DbError, Tx};

fn inconsistent(what: &str) -> DbError {
    DbError::Inconsistent(format!("the demo's groups: {what}"))
}

/// A group with its supervisor.
pub async fn make(
    tx: &mut Tx,
    keys: &Keys,
    new: &NewGroup,
    reads_first: bool,
    supervisor: PersonId,
    now: Stamp,
) -> Result<GroupId, DbError> {
    let salt = format!("demo {}", new.name);
    let hash = keys.entry_hash(&keys.door_code(&salt));
    let id = store::insert(tx, new, reads_first, (&salt, &hash), now).await?;
    let id = id.ok_or_else(|| inconsistent("two of one name"))?;
    store::add_supervisor(tx, id, supervisor, now).await?;
    Ok(id)
}

/// A place in the group for somebody who is there already. The own code is nobody's: a new one can be
/// made on the member's page.
pub async fn place(
    tx: &mut Tx,
    keys: &Keys,
    group: GroupId,
    (person, alias): (PersonId, &Alias),
    now: Stamp,
) -> Result<(), DbError> {
    if !store::count_back(tx, group, now).await? {
        return Err(inconsistent("more members than places"));
    }
    let once = format!("demo {person}");
    let new = NewMember {
        person,
        group,
        alias: alias.as_str(),
        alias_key: &alias.key(),
        own_code_hash: &keys.entry_hash(&keys.door_code(&once)),
        once: &once,
    };
    match store::insert_member(tx, &new, now).await? {
        true => Ok(()),
        false => Err(inconsistent("two of one alias")),
    }
}

/// Somebody who came in by the code.
pub async fn join(
    tx: &mut Tx,
    keys: &Keys,
    (group, told): (GroupId, &NewGroup),
    alias: &Alias,
    now: Stamp,
) -> Result<PersonId, DbError> {
    let new = NewPerson {
        email: None,
        display_name: &shown_as(alias, &told.name),
        password_hash: None,
        level: Level::S,
    };
    let person = accounts::insert_person(tx, &new, now).await?;
    let youth = Standing::of(Role::Youth);
    accounts::insert_standing(tx, person, &youth, now, Some(told.ends_at())).await?;
    place(tx, keys, group, (person, alias), now).await?;
    Ok(person)
}

/// A text that waits to be read; with a reason, one that was sent back.
pub async fn write(
    tx: &mut Tx,
    (group, person, supervisor): (GroupId, PersonId, PersonId),
    under: Option<ProposalId>,
    fields: &[(&str, &str)],
    reason: Option<&str>,
    now: Stamp,
) -> Result<(), DbError> {
    let fields: BTreeMap<String, String> = fields
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    let kind = match under {
        Some(_) => TextKind::Comment,
        None => TextKind::Idea,
    };
    let once = format!("demo {person} {}", now.0);
    let new = NewText {
        person,
        group,
        kind,
        under,
        fields: &fields,
        replaces: None,
        once: &once,
    };
    let id = store::insert_text(tx, &new, now).await?;
    let id = id.ok_or_else(|| inconsistent("two texts at one moment"))?;
    if reason.is_some() {
        let (step, by) = (WaitingMove::Return, (Some(group), supervisor));
        store::settle(tx, id, step, by, reason, now.plus_hours(1)).await?;
    }
    Ok(())
}
