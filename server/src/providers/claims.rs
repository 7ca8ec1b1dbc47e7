//! What a provider says about somebody, as Nära understands it.
//!
//! Brokers call the same thing by different names; the settings say which are tried. What is there
//! and cannot be right (a number with a wrong digit, or that is no text) refuses the whole answer: a
//! person without their number would become a second one.

use nara_domain::actor::Standing;
use nara_domain::identity::{IdentityNumber, NumberKind};
use nara_domain::text;
use nara_domain::time::Date;
use serde_json::{Map, Value};

use super::config::ProviderSettings;
use crate::identity::Verified;

/// Claims by name.
pub type Claims = Map<String, Value>;

/// Why nobody can be signed in by this: for the log, without anything of what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfit(pub &'static str);

/// Longest name of a person at a provider, by the standard.
const SUBJECT_MAX: usize = 255;
/// Says how sure the authorities are of who has a samordningsnummer.
const COORDINATION_LEVEL: &str = "https://id.oidc.se/claim/coordinationNumberLevel";
/// Of brokers for several countries: whose number it is.
const COUNTRY: &str = "nin_issuing_country";

/// Who it is. `told` are the token's claims and, where they were asked for, those of the provider's
/// address; of a claim that is in both, the token's counts.
///
/// # Errors
/// Something is missing that has to be there, or cannot be right.
pub fn verified(
    provider: &ProviderSettings,
    subject: &str,
    told: &[Claims],
    today: Date,
) -> Result<Verified, Unfit> {
    if subject.is_empty() || subject.len() > SUBJECT_MAX {
        return Err(Unfit("the subject is empty or too long"));
    }
    let names = &provider.claims;
    let number = match number(told, &names.number, today)? {
        Some(number) => Some(number),
        None => number_of_kind(told, &names.coordination_number, today)?,
    };
    if number.is_none() && provider.number_required {
        return Err(Unfit("no national number"));
    }
    if number.is_some_and(|number| number.kind() == NumberKind::Coordination) {
        sure_enough(told)?;
    }
    if number.is_some() {
        of_this_country(told)?;
    }
    let name = first_text(told, &names.name).or_else(|| first_text(told, &names.given_name));
    Ok(Verified {
        provider: provider.id.clone(),
        subject: subject.to_owned(),
        number,
        previous: number_of_kind(told, &names.previous_number, today)?,
        name: name.and_then(|name| text::display_name(name).ok()),
        duties: duties(provider, told),
    })
}

fn first<'a>(told: &'a [Claims], names: &[String]) -> Option<&'a Value> {
    let is_said = |value: &&Value| !value.is_null() && value.as_str() != Some("");
    names
        .iter()
        .flat_map(|name| told.iter().filter_map(move |claims| claims.get(name)))
        .find(is_said)
}

fn first_text<'a>(told: &'a [Claims], names: &[String]) -> Option<&'a str> {
    first(told, names).and_then(Value::as_str)
}

fn number(told: &[Claims], names: &[String], today: Date) -> Result<Option<IdentityNumber>, Unfit> {
    let Some(said) = first(told, names) else {
        return Ok(None);
    };
    let said = said
        .as_str()
        .ok_or(Unfit("a national number that is no text"))?;
    let read = IdentityNumber::parse(said, today);
    Ok(Some(
        read.map_err(|_| Unfit("no national number of Sweden"))?,
    ))
}

/// Where the claim's name says that it is a samordningsnummer.
fn number_of_kind(
    told: &[Claims],
    names: &[String],
    today: Date,
) -> Result<Option<IdentityNumber>, Unfit> {
    match number(told, names, today)? {
        Some(number) if number.kind() != NumberKind::Coordination => {
            Err(Unfit("a personnummer where a samordningsnummer belongs"))
        }
        found => Ok(found),
    }
}

/// Whose identity is uncertain has a number, but nobody has looked at their papers.
fn sure_enough(told: &[Claims]) -> Result<(), Unfit> {
    match first(told, &[COORDINATION_LEVEL.to_owned()]).map(Value::as_str) {
        None | Some(Some("confirmed" | "probable")) => Ok(()),
        Some(_) => Err(Unfit("a samordningsnummer of uncertain identity")),
    }
}

/// Digits of another country's number may by chance be right for one of ours.
fn of_this_country(told: &[Claims]) -> Result<(), Unfit> {
    match first(told, &[COUNTRY.to_owned()]).map(Value::as_str) {
        None | Some(Some("SE")) => Ok(()),
        Some(_) => Err(Unfit("another country's number")),
    }
}

/// What the groups give, each once. Groups in a shape nobody knows give nothing.
fn duties(provider: &ProviderSettings, told: &[Claims]) -> Vec<Standing> {
    if provider.staff.is_empty() {
        return Vec::new();
    }
    let groups: Vec<&str> = match first(told, &provider.claims.groups) {
        Some(Value::String(one)) => vec![one.as_str()],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let mut duties = Vec::new();
    for rule in &provider.staff {
        let is_in = groups.contains(&rule.group.as_str());
        if is_in && !duties.contains(&rule.standing) {
            duties.push(rule.standing.clone());
        }
    }
    duties
}
