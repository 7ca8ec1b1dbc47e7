//! The demo's people: the accounts of the sign-in page, those who speak, and a few hundred who only
//! support.

use std::collections::{BTreeMap, HashMap};

use nara_domain::actor::{Actor, Body, Level, Role, Standing};
use nara_domain::duty::Duty as NewDuty;
use nara_domain::group::{Alias, shown_as};
use nara_domain::ids::PersonId;
use nara_domain::session::is_staff;
use nara_domain::time::Stamp;

use super::told::{Duty, Named, Person, Told};
use super::{DemoError, store};
use crate::accounts::store::{self as accounts, NewPerson};
use crate::admin::duties::{self, By};
use crate::db::Tx;

/// Days before the demo is made when its people joined: before the first thing they do.
const JOINED: i64 = 700;
/// Who gives the others their duties.
pub const ADMINISTRATOR: &str = "admin";

#[derive(Debug)]
pub struct Settled {
    by_key: HashMap<String, Actor>,
    /// People of whom nothing is told but that they support.
    pub supporters: Vec<i64>,
    /// Who is told to be in which group, under which alias.
    pub groups: BTreeMap<String, Vec<(PersonId, String)>>,
}

impl Settled {
    pub fn actor(&self, key: &str) -> Result<&Actor, DemoError> {
        self.by_key
            .get(key)
            .ok_or_else(|| DemoError::Inconsistent(format!("there is nobody called {key}")))
    }
}

/// Gives everybody an account.
pub async fn settle(tx: &mut Tx, told: &Told, now: Stamp) -> Result<Settled, DemoError> {
    let since = now.plus_days(-JOINED);
    let mut by_key = HashMap::new();
    let mut groups: BTreeMap<String, Vec<(PersonId, String)>> = BTreeMap::new();
    let people = &told.people;
    let all: Vec<&Person> = people
        .accounts
        .iter()
        .chain(&people.staff_and_elected)
        .chain(&people.residents)
        .chain(&people.young)
        .collect();
    for person in &all {
        let standings = person
            .roles
            .iter()
            .map(|duty| standing(duty, told))
            .collect::<Result<Vec<_>, _>>()?;
        let level = level(person);
        let group = group(person);
        let name = &shown_name(person, group)?;
        let new = NewPerson {
            email: person.email.as_deref(),
            display_name: name,
            password_hash: None,
            level,
        };
        let id = accounts::insert_person(tx, &new, since).await?;
        if let Some(name) = group {
            let members = groups.entry(name.to_owned()).or_default();
            members.push((id, person.display_name.clone()));
        }
        let actor = Actor::Person {
            id,
            name: name.clone(),
            level,
            standings,
            dormant: Vec::new(),
            restraint: None,
        };
        by_key.insert(person.key.clone(), actor);
    }
    let admin = by_key.get(ADMINISTRATOR).cloned();
    let admin = admin
        .ok_or_else(|| DemoError::Inconsistent("there is nobody to give duties".to_owned()))?;
    for person in all {
        let Some(id) = by_key.get(&person.key).and_then(Actor::person_id) else {
            continue;
        };
        for told_duty in &person.roles {
            let standing = standing(told_duty, told)?;
            if !is_staff(standing.role) {
                let until = group(person).map(|name| super::groups::told(name, now).ends_at());
                accounts::insert_standing(tx, id, &standing, since, until).await?;
                continue;
            }
            // As in any municipality: the first administrator at the command line, the others by them.
            let by = match person.key == ADMINISTRATOR {
                true => By::Operator,
                false => By::Administrator(&admin),
            };
            let last_day = told_duty.ends_in_days.map(|days| now.day().add_days(days));
            let duty = NewDuty {
                standing,
                first_day: None,
                last_day,
            };
            duties::give(tx, by, id, &duty, since).await?;
        }
    }
    let most = told.items.iter().map(|item| {
        item.history
            .iter()
            .filter_map(|step| step.count)
            .sum::<usize>()
    });
    let most = most.max().unwrap_or(0);
    // So many that the most popular one does not need everybody.
    let unnamed = most + most / 8;
    let supporters = store::insert_residents(tx, unnamed, since).await?;
    Ok(Settled {
        by_key,
        supporters,
        groups,
    })
}

/// The group a young person is in.
fn group(person: &Person) -> Option<&str> {
    let youth = person.roles.iter().find(|duty| duty.role == Role::Youth);
    youth.and_then(|duty| duty.group.as_deref())
}

fn shown_name(person: &Person, group: Option<&str>) -> Result<String, DemoError> {
    let name = &person.display_name;
    let Some(group) = group else {
        return Ok(name.clone());
    };
    let alias = Alias::parse(name);
    let alias = alias.map_err(|_| DemoError::Inconsistent(format!("{name} is no alias")))?;
    Ok(shown_as(&alias, group))
}

fn level(person: &Person) -> Level {
    match person.roles.first().map(|duty| duty.role) {
        Some(Role::Youth) => Level::S,
        Some(Role::Elected) => Level::P,
        Some(Role::Resident) | None => Level::N1,
        Some(_) => Level::T,
    }
}

fn standing(duty: &Duty, told: &Told) -> Result<Standing, DemoError> {
    let party = duty
        .party
        .as_deref()
        .map(|code| {
            let found = told
                .municipality
                .parties
                .iter()
                .find(|party| party.code == code);
            let party: &Named =
                found.ok_or_else(|| DemoError::Inconsistent(format!("no party {code}")))?;
            Ok::<_, DemoError>(format!("{} ({code})", party.name))
        })
        .transpose()?;
    let body = duty
        .body
        .as_deref()
        .map(|code| {
            Body::parse(code).map_err(|_| DemoError::Inconsistent(format!("no body {code}")))
        })
        .transpose()?;
    Ok(Standing {
        role: duty.role,
        department: duty.department.clone(),
        title: duty.title.clone(),
        party,
        assignment: duty.assignment.clone(),
        body,
    })
}
