//! The demo's groups of young people: the one that its histories tell of, and a school class whose
//! texts are read first.

use nara_domain::actor::Actor;
use nara_domain::group::{Alias, NewGroup};
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::time::Stamp;

use super::DemoError;
use super::people::Settled;
use crate::auth::Keys;
use crate::db::Tx;
use crate::fetch_optional;
use crate::groups::demo as groups;

/// Days from today that the groups go on.
const LEFT: i64 = 200;
/// Who runs them.
const SUPERVISOR: &str = "handledare";

/// The group of the histories, whose members are among the demo's people.
pub fn told(name: &str, now: Stamp) -> NewGroup {
    NewGroup {
        name: name.to_owned(),
        age_from: 15,
        age_to: 18,
        last_day: now.day().add_days(LEFT),
        max_members: 20,
    }
}

fn id_of(actor: &Actor) -> Result<PersonId, DemoError> {
    let id = actor.person_id();
    id.ok_or_else(|| DemoError::Inconsistent("nobody runs the groups".to_owned()))
}

fn alias(text: &str) -> Result<Alias, DemoError> {
    Alias::parse(text).map_err(|_| DemoError::Inconsistent(format!("{text} is no alias")))
}

/// Gives those of whom a group is told their places. Before the histories, so that what they write is
/// the group's.
pub async fn place_told(
    tx: &mut Tx,
    keys: &Keys,
    people: &Settled,
    now: Stamp,
) -> Result<(), DemoError> {
    let supervisor = id_of(people.actor(SUPERVISOR)?)?;
    for (name, members) in &people.groups {
        let new = told(name, now);
        let id = groups::make(tx, keys, &new, false, supervisor, now).await?;
        for (person, text) in members {
            groups::place(tx, keys, id, (*person, &alias(text)?), now).await?;
        }
    }
    Ok(())
}

/// A class with texts that wait. After the histories: one is about an idea of theirs.
pub async fn class(
    tx: &mut Tx,
    keys: &Keys,
    people: &Settled,
    now: Stamp,
) -> Result<(), DemoError> {
    let supervisor = id_of(people.actor(SUPERVISOR)?)?;
    let new = NewGroup {
        name: "Norrskolan 9B".to_owned(),
        age_from: 14,
        age_to: 16,
        max_members: 30,
        ..told("", now)
    };
    let yesterday = now.plus_days(-1);
    let id = groups::make(tx, keys, &new, true, supervisor, yesterday.plus_days(-6)).await?;
    let mut members = Vec::new();
    for name in [
        "Glad Räv",
        "Kvick Utter",
        "Blå Trana",
        "Nyfiken Lo",
        "Stolt Älg",
    ] {
        let alias = alias(name)?;
        members.push(groups::join(tx, keys, (id, &new), &alias, yesterday.plus_days(-5)).await?);
    }
    let [fox, otter, crane, ..] = members.as_slice() else {
        return Err(DemoError::Inconsistent(
            "a class without members".to_owned(),
        ));
    };
    let idea = fetch_optional!(
        tx,
        (i64,),
        "select proposal_id from proposal where kind = 'idea' and stage = 'published'
         order by proposal_id desc limit 1",
    )?;
    let of = |person: &PersonId| (id, *person, supervisor);
    let bench = [
        ("kind", "idea"),
        ("title", "Sittplatser vid busshållplatsen"),
        (
            "body",
            "Vi som går på Norrskolan väntar på bussen i tjugo minuter varje dag. Det finns bara en bänk och inget tak. Ställ dit fler bänkar, gärna av trä.",
        ),
        ("topic", "trafik"),
        ("district", ""),
    ];
    groups::write(tx, of(fox), None, &bench, None, yesterday).await?;
    if let Some((idea,)) = idea {
        let said = [
            ("text", "Bra idé! Kan det vara öppet på lördagar också?"),
            ("stance", "for"),
        ];
        let under = Some(ProposalId::new(idea));
        let later = yesterday.plus_hours(2);
        groups::write(tx, of(otter), under, &said, None, later).await?;
    }
    let chess = [
        ("kind", "idea"),
        ("title", "Schack på biblioteket"),
        (
            "body",
            "Fråga Anna i kassan om vi får spela där efter skolan.",
        ),
        ("topic", "kultur"),
        ("district", ""),
    ];
    let reason = "Kul idé! Ta bort namnet på henne som jobbar där, så publicerar jag den direkt.";
    let earlier = yesterday.plus_hours(-3);
    groups::write(tx, of(crane), None, &chess, Some(reason), earlier).await?;
    Ok(())
}
